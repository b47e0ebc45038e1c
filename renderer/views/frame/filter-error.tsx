import type { QueryError } from "../../../shared/engine/filter/query.ts";
import { queryErrorText } from "../../data/engine-texts.ts";
import { T } from "../../data/texts.ts";

export interface FilterErrorProps {
  readonly id: string;
  readonly text: string;
  readonly error: QueryError;
  readonly onUse: (text: string) => void;
}

/** What is wrong with a filter, at the very word, and the nearest word to take instead. */
export function FilterError({ id, text, error, onUse }: FilterErrorProps) {
  const end = error.at + Math.max(1, error.length);
  const { nearest } = error;
  return (
    <div className="filter-error" id={id} role="alert">
      <div className="query mono">
        {text.slice(0, error.at)}
        <mark>{text.slice(error.at, end) || "\u00a0\u00a0"}</mark>
        {text.slice(end)}
      </div>
      {queryErrorText(error)}
      {nearest !== null && (
        <button
          type="button"
          className="btn small"
          // The box keeps the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onUse(text.slice(0, error.at) + nearest + text.slice(end))}
        >
          {T.filter.use(nearest)}
        </button>
      )}
    </div>
  );
}
