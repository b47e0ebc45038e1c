import { useState } from "react";
import type { ChartWords } from "./chart-types.ts";

export interface NumberRow {
  readonly key: string;
  /** As many as there are headers; the first is the name. */
  readonly cells: readonly string[];
  readonly onChoose?: (() => void) | undefined;
}

interface NumberTableProps {
  readonly title: string;
  readonly headers: readonly string[];
  readonly count: number;
  /** Made only when somebody looks. */
  readonly row: (at: number) => NumberRow;
  readonly words: ChartWords;
}

/** Rows shown at first, and added by each "more": a table of 10,000 rows stalls the page. */
const STEP = 100;

/** The numbers under a picture, folded away. */
export function NumberTable(props: NumberTableProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="chart-numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {props.words.numbers} <span className="mute">({props.words.number(props.count)})</span>
      </summary>
      {open && <Rows {...props} />}
    </details>
  );
}

function Rows({ title, headers, count, row, words }: NumberTableProps) {
  const [shown, setShown] = useState(STEP);
  const rows = Array.from({ length: Math.min(count, shown) }, (_, at) => row(at));
  return (
    <>
      <table aria-label={title}>
        <thead className="number-heads">
          <tr>
            {headers.map((header, at) => (
              <th key={header} scope="col" className={at === 0 ? "" : "num"}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells, onChoose }) => (
            <tr key={key}>
              {cells.map((cell, at) =>
                at === 0 ? (
                  <th key={headers[at]} scope="row" dir="auto">
                    {onChoose === undefined ? (
                      cell
                    ) : (
                      <button type="button" className="link" onClick={onChoose}>
                        {cell}
                      </button>
                    )}
                  </th>
                ) : (
                  <td key={headers[at]} className="num">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {count > shown && (
        <button type="button" className="btn small" onClick={() => setShown(shown + STEP)}>
          {words.more(Math.min(STEP, count - shown))}
        </button>
      )}
    </>
  );
}
