import { lazy, Suspense, useId } from "react";
import { BarTable, useShownLines } from "./bar-table.tsx";
import { ChartFigure } from "./chart-figure.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import type { ChartFrame, ChartSeries } from "./chart-types.ts";

const DrawnPairs = lazy(() =>
  import("./drawn/drawn-pairs.tsx").then((module) => ({ default: module.DrawnPairs })),
);

/** A name with its value before and after. */
export interface PairLine {
  readonly key: string;
  readonly label: string;
  readonly before: number;
  readonly after: number;
  /** Texts of the columns after the picture, as many as `headers` has beyond two. */
  readonly cells: readonly string[];
  readonly title?: string | undefined;
  readonly choosable?: boolean | undefined;
}

export interface PairBarsProps extends ChartFrame {
  /** What the two bars of a line are. */
  readonly series: readonly [before: ChartSeries, after: ChartSeries];
  /** Of the name, the picture, and each further column. */
  readonly headers: readonly string[];
  readonly lines: readonly PairLine[];
  /** How many lines are shown at first; 15 unless told. */
  readonly most?: number | undefined;
  readonly onChoose?: ((line: PairLine) => void) | undefined;
}

/** The same twice: two bars a line, and the difference in numbers. */
export function PairBars(props: PairBarsProps) {
  const { title, words, series, headers, lines, onChoose } = props;
  const id = useId();
  const { shown, buttons } = useShownLines(lines.length, props.most ?? 15, words);
  if (lines.length === 0) {
    return (
      <ChartFigure {...props}>
        <p className="chart-empty">{words.empty}</p>
      </ChartFigure>
    );
  }
  const drawn = lines.slice(0, shown);
  return (
    <ChartFigure {...props}>
      <ChartLegend series={series} />
      <BarTable
        title={title}
        headers={headers}
        showHeaders
        lines={drawn.map((line) => ({
          ...line,
          choosable: onChoose !== undefined && line.choosable !== false,
        }))}
        onChoose={(at) => onChoose?.(drawn[at]!)}
        bars={(width) => (
          <Suspense>
            <DrawnPairs
              id={id}
              width={width}
              colors={[series[0].color, series[1].color]}
              pairs={drawn.map(({ key, before, after }) => ({ key, before, after }))}
            />
          </Suspense>
        )}
      />
      {buttons}
    </ChartFigure>
  );
}
