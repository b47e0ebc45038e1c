import { lazy, Suspense } from "react";
import { BarTable, useShownLines } from "./bar-table.tsx";
import { ChartFigure } from "./chart-figure.tsx";
import type { ChartColor, ChartFrame } from "./chart-types.ts";

const DrawnBars = lazy(() =>
  import("./drawn/drawn-bars.tsx").then((module) => ({ default: module.DrawnBars })),
);

/** A name, its value, and what else is told of it. */
export interface BarLine {
  readonly key: string;
  readonly label: string;
  readonly value: number;
  readonly color?: ChartColor | undefined;
  /** The value in words; a plain number unless told. */
  readonly text?: string | undefined;
  /** Texts of the columns after the value, as many as `headers` has beyond two. */
  readonly cells?: readonly string[] | undefined;
  /** How many a line is of, where it sums up some itself; one unless told. */
  readonly standsFor?: number | undefined;
  /** Title of the name: what a click does. */
  readonly title?: string | undefined;
  /** False for a line that nothing can be asked of. */
  readonly choosable?: boolean | undefined;
}

export interface HorizontalBarsProps extends ChartFrame {
  /** Of the name, the value, and each further column. */
  readonly headers: readonly string[];
  /** The largest first. Any number: the first ones are shown, the others added up. */
  readonly lines: readonly BarLine[];
  /** How many lines stand before the others; 10 unless told. */
  readonly most?: number | undefined;
  /** What the others have in words; their sum as a plain number and no further texts unless told. */
  readonly sumUp?: ((others: readonly BarLine[]) => Pick<BarLine, "text" | "cells">) | undefined;
  readonly onChoose?: ((line: BarLine) => void) | undefined;
}

const OTHERS = "(others)";

/** How much of what: bars with names and numbers beside them. */
export function HorizontalBars(props: HorizontalBarsProps) {
  const { title, words, headers, lines, onChoose } = props;
  const { shown, buttons } = useShownLines(lines.length, props.most ?? 10, words);
  if (lines.length === 0) {
    return (
      <ChartFigure {...props}>
        <p className="chart-empty">{words.empty}</p>
      </ChartFigure>
    );
  }
  const all = [...lines.slice(0, shown), ...othersOf(props, lines.slice(shown))];
  return (
    <ChartFigure {...props}>
      <BarTable
        title={title}
        headers={[headers[0] ?? "", "", ...headers.slice(1)]}
        lines={all.map((line) => ({
          key: line.key,
          label: line.label,
          title: line.title,
          cells: [line.text ?? words.number(line.value), ...(line.cells ?? headers.slice(2).map(() => ""))],
          choosable: onChoose !== undefined && line.choosable !== false,
        }))}
        onChoose={(at) => onChoose?.(all[at]!)}
        bars={(width) => (
          <Suspense>
            <DrawnBars
              width={width}
              bars={all.map(({ key, value, color = "accent" }) => {
                // The others are no line to compare with: a bar of theirs would dwarf all of them.
                return { key, value: key === OTHERS ? 0 : value, color };
              })}
            />
          </Suspense>
        )}
      />
      {buttons}
    </ChartFigure>
  );
}

function othersOf({ words, sumUp }: HorizontalBarsProps, others: readonly BarLine[]): readonly BarLine[] {
  if (others.length === 0) return [];
  const value = others.reduce((sum, line) => sum + line.value, 0);
  const label = words.others(others.reduce((sum, { standsFor = 1 }) => sum + standsFor, 0));
  return [{ key: OTHERS, label, value, choosable: false, ...sumUp?.(others) }];
}
