import { useRef, useState } from "react";
import { visibleText } from "../../../shared/export/visible-text.ts";
import { T } from "../../data/texts.ts";

export interface FileOptionProps {
  readonly label: string;
  readonly help: string;
  /** Said while no file is chosen, and before the name of one that is. */
  readonly none: string;
  readonly has: string;
  readonly accept: string;
  /** Bytes beyond which a file is not even read. */
  readonly most: number;
  readonly chosen: string | null;
  /** Takes the text of a file; gives what is wrong with it, or null. */
  readonly onText: (name: string, text: string) => string | null;
  readonly onNone: () => void;
}

/** A small file that a report is asked with. It is read here and goes nowhere. */
export function FileOption(props: FileOptionProps) {
  const input = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    const wrong = file.size > props.most ? T.reports.tooLarge : props.onText(file.name, await file.text());
    setProblem(wrong === null ? null : `${file.name}: ${wrong}`);
  };
  return (
    <div className="report-option">
      <button type="button" className="btn small" title={props.help} onClick={() => input.current?.click()}>
        {props.label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept={props.accept}
        aria-label={props.label}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          // The same file may be chosen again after it was changed.
          event.target.value = "";
        }}
      />
      <span className="mute">
        {props.chosen === null ? props.none : `${props.has} ${visibleText(props.chosen)}`}
      </span>
      {props.chosen !== null && (
        <button type="button" className="link" onClick={props.onNone}>
          {T.reports.without}
        </button>
      )}
      {problem !== null && <span role="alert">{visibleText(problem)}</span>}
    </div>
  );
}
