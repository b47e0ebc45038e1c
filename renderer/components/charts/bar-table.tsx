import { type ReactNode, useState } from "react";
import type { ChartWords } from "./chart-types.ts";
import { LINE } from "./plot-frame.ts";
import { useWidth } from "./use-width.ts";

/** A line of a table with a picture in it. */
export interface BarTableLine {
  readonly key: string;
  readonly label: string;
  /** Texts of the columns after the picture. */
  readonly cells: readonly string[];
  /** What a click does, as the title of the name. */
  readonly title?: string | undefined;
  readonly choosable: boolean;
}

interface BarTableProps {
  readonly title: string;
  /** Name, what the picture shows, and the columns after it. */
  readonly headers: readonly string[];
  readonly lines: readonly BarTableLine[];
  readonly onChoose: (at: number) => void;
  /** Draws the bars of all lines, each `LINE` high, into the room that is left. */
  readonly bars: (width: number) => ReactNode;
  /** A scale over the bars, as wide as they are. */
  readonly scale?: ReactNode;
  readonly showHeaders?: boolean;
  readonly children?: ReactNode;
}

/** Bars with their names and numbers beside them: the table is the picture, so every value can be read and reached. */
export function BarTable(props: BarTableProps) {
  const { title, headers, lines } = props;
  const [ref, width] = useWidth<HTMLTableCellElement>();
  return (
    <table className="bar-table" aria-label={title}>
      <colgroup>
        <col className="w-name" />
        <col className="w-chart" />
        {headers.slice(2).map((header) => (
          <col key={header} className="w-num" />
        ))}
      </colgroup>
      <thead className={props.showHeaders === true ? "bar-heads" : "sr-only"}>
        <tr>
          {headers.map((header, at) => (
            <th key={header} scope="col" className={at > 1 ? "num" : ""}>
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => (
          <tr key={line.key}>
            <th scope="row" className="name" dir="auto">
              {line.choosable ? (
                <button
                  type="button"
                  className="link clip"
                  title={line.title ?? line.label}
                  onClick={() => props.onChoose(at)}
                >
                  {line.label}
                </button>
              ) : (
                <span className="clip mute" title={line.title ?? line.label}>
                  {line.label}
                </span>
              )}
            </th>
            <td className="chart" ref={at === 0 ? ref : undefined}>
              {at === 0 && (
                <div className="chart-drawing" aria-hidden style={{ height: LINE * lines.length }}>
                  {width > 0 && props.bars(width)}
                </div>
              )}
              {line.choosable && (
                // The same as the button before it, for the pointer.
                // biome-ignore lint/a11y/noStaticElementInteractions: the name beside it is the button
                // biome-ignore lint/a11y/useKeyWithClickEvents: the name beside it is the button
                <div className="bar-hit" onClick={() => props.onChoose(at)} />
              )}
            </td>
            {line.cells.map((cell, i) => (
              <td key={headers[i + 2]} className={i === 0 ? "num" : "num mute"}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
      {props.scale !== undefined && (
        <tfoot className="bar-foot" aria-hidden>
          <tr>
            <td />
            <td className="chart scale">{props.scale}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
}

/** How many lines stand before the others, and the buttons that change it. */
export function useShownLines(count: number, most: number, words: ChartWords) {
  const [extra, setExtra] = useState(0);
  const STEP = 50;
  const shown = Math.min(count, most + extra);
  const left = count - shown;
  const buttons =
    left === 0 && extra === 0 ? null : (
      <p className="chart-more">
        {left > 0 && (
          <button type="button" className="link" onClick={() => setExtra(extra + STEP)}>
            {words.more(Math.min(STEP, left))}
          </button>
        )}
        {extra > 0 && (
          <button type="button" className="link" onClick={() => setExtra(0)}>
            {words.fewer}
          </button>
        )}
      </p>
    );
  return { shown, buttons };
}
