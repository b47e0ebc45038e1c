import { type KeyboardEvent, useRef, useState } from "react";
import { ChartFigure } from "./chart-figure.tsx";
import type { ChartFrame } from "./chart-types.ts";

export interface HeatGridProps extends ChartFrame {
  /** Short names of the rows and columns: "Mon", "08". */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row. */
  readonly values: ArrayLike<number>;
  /** The whole name of a cell: "Wednesday 08:00 to 09:00". */
  readonly cellName: (row: number, column: number) => string;
  /** A value in a cell, short: "1.2k". The whole number is in its title. */
  readonly short: (value: number) => string;
  readonly onChoose?: ((row: number, column: number) => void) | undefined;
}

/** Shades a value can have; 0 is nothing at all. */
const SHADES = 5;

/** Shade of a value: by its square root, because one busy hour would leave all others pale. */
export function shadeOf(value: number, most: number): number {
  if (!(value > 0) || !(most > 0)) return 0;
  return Math.max(1, Math.ceil(Math.sqrt(Math.min(1, value / most)) * SHADES));
}

/** A grid of numbers with their size as a shade, and the sums of rows and columns. The arrow keys walk in it. */
export function HeatGrid(props: HeatGridProps) {
  const { title, words, rows, columns, values, onChoose } = props;
  const [place, setPlace] = useState({ row: 0, column: 0 });
  const table = useRef<HTMLTableElement>(null);
  const at = (row: number, column: number) => values[row * columns.length + column] ?? 0;
  let most = 0;
  const rowSums = rows.map((_, row) => columns.reduce((sum, __, column) => sum + at(row, column), 0));
  const columnSums = columns.map((_, column) => rows.reduce((sum, __, row) => sum + at(row, column), 0));
  for (let i = 0; i < rows.length * columns.length; i++) most = Math.max(most, values[i] ?? 0);
  const key = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const row = Math.max(0, Math.min(rows.length - 1, place.row + step[0]));
    const column = Math.max(0, Math.min(columns.length - 1, place.column + step[1]));
    setPlace({ row, column });
    table.current?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`)?.focus();
  };
  return (
    <ChartFigure {...props}>
      <div className="heat-scroll">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked with the arrow keys */}
        <table ref={table} className="heat" role="grid" aria-label={title} onKeyDown={key}>
          <thead className="heat-heads">
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
              <th scope="col" className="sum">
                {words.total}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((name, row) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {columns.map((columnName, column) => {
                  const value = at(row, column);
                  const said = `${props.cellName(row, column)}: ${words.number(value)}`;
                  return (
                    <td
                      key={columnName}
                      data-cell={`${row} ${column}`}
                      tabIndex={row === place.row && column === place.column ? 0 : -1}
                      className={`heat-${shadeOf(value, most)}${onChoose === undefined ? "" : " choosable"}`}
                      aria-label={said}
                      title={said}
                      onFocus={() => setPlace({ row, column })}
                      onClick={() => onChoose?.(row, column)}
                      onKeyDown={(event) => {
                        if (event.key !== "Enter" && event.key !== " ") return;
                        event.preventDefault();
                        onChoose?.(row, column);
                      }}
                    >
                      {value === 0 ? "" : props.short(value)}
                    </td>
                  );
                })}
                <td className="sum">{words.number(rowSums[row]!)}</td>
              </tr>
            ))}
            <tr className="sums">
              <th scope="row">{words.total}</th>
              {columns.map((column, i) => (
                <td key={column} title={words.number(columnSums[i]!)}>
                  {columnSums[i] === 0 ? "" : props.short(columnSums[i]!)}
                </td>
              ))}
              <td className="sum">{words.number(rowSums.reduce((sum, value) => sum + value, 0))}</td>
            </tr>
          </tbody>
        </table>
      </div>
    </ChartFigure>
  );
}

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-7, 0],
  PageDown: [7, 0],
  Home: [0, -24],
  End: [0, 24],
};
