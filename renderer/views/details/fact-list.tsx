import { ListFilter } from "lucide-react";
import type { Fact } from "../../data/session-facts.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";

/** Names and values; a value that a filter can be made of offers to. */
export function FactList({
  facts,
  onNarrow,
}: {
  readonly facts: readonly Fact[];
  readonly onNarrow: (field: string, value: string) => void;
}) {
  return (
    <dl className="facts">
      {facts.map(({ name, value, mono, meaning, field, fieldValue }) => (
        <div key={name} className="fact">
          <dt>{name}</dt>
          <dd className={mono === true ? "mono" : undefined}>
            {value}
            {field !== undefined && fieldValue !== undefined && (
              <button
                type="button"
                className="only"
                title={W.only(`${field}: ${fieldValue}`)}
                aria-label={W.only(`${field}: ${fieldValue}`)}
                onClick={() => onNarrow(field, fieldValue)}
              >
                <ListFilter aria-hidden />
              </button>
            )}
            {meaning !== undefined && <span className="meant">{meaning}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
