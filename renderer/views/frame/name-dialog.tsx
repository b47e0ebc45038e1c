import { useId, useRef, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { LONGEST_NAME } from "../../data/saved-filter.ts";
import { T } from "../../data/texts.ts";

export interface NameDialogProps {
  readonly title: string;
  readonly description: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for a name. */
export function NameDialog({ title, description, name, onName, onClose }: NameDialogProps) {
  const [text, setText] = useState(name);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <Dialog close={T.close} title={title} description={description} onClose={onClose} focus={input}>
      <form
        className="name-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === "") return;
          onName(text);
          onClose();
        }}
      >
        <label htmlFor={id}>{T.filter.name}</label>
        <input
          id={id}
          ref={input}
          className="field"
          value={text}
          maxLength={LONGEST_NAME}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" className="btn primary" disabled={text.trim() === ""}>
          {T.filter.keep}
        </button>
      </form>
    </Dialog>
  );
}
