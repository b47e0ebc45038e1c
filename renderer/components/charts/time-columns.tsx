import { lazy, Suspense, useId, useMemo } from "react";
import { ChartFigure } from "./chart-figure.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import type { ChartFrame, ChartSeries } from "./chart-types.ts";
import { NumberTable } from "./number-table.tsx";
import { AXIS_LEFT, RIGHT } from "./plot-frame.ts";
import { largestAt, mergedColumns, sumOf, type TimeColumn } from "./thin-out.ts";
import { useWidth } from "./use-width.ts";
import { WalkPlot } from "./walk-plot.tsx";

const DrawnColumns = lazy(() =>
  import("./drawn/drawn-columns.tsx").then((module) => ({ default: module.DrawnColumns })),
);

export interface TimeColumnsProps extends ChartFrame {
  /** The first stands at the bottom. */
  readonly series: readonly ChartSeries[];
  /** In the order of time. Any number: neighbours are put together where there are more than pixels. */
  readonly columns: readonly TimeColumn[];
  /** Heading of the column of names in the table: "Hour". */
  readonly header: string;
  readonly height?: number;
  /** A value in words; a plain number unless told. */
  readonly format?: ((value: number) => string) | undefined;
  /** What a click or Enter does, with the first and last position in `columns` of what is drawn there. */
  readonly onChoose?: ((first: number, last: number) => void) | undefined;
}

/** Narrower columns than this cannot be pointed at. */
const NARROWEST = 3;
const MOST_COLUMNS = 400;

/** How much when: columns over time, stacked by series. */
export function TimeColumns(props: TimeColumnsProps) {
  const { title, words, series, columns, height = 150, onChoose, format = words.number } = props;
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const plot = Math.max(0, width - AXIS_LEFT - RIGHT);
  const most = Math.min(MOST_COLUMNS, Math.max(12, Math.floor(plot / NARROWEST)));
  const drawn = useMemo(() => mergedColumns(columns, most, words.span), [columns, most, words]);
  const totals = useMemo(
    () => series.map((_, at) => columns.reduce((sum, { values }) => sum + (values[at] ?? 0), 0)),
    [series, columns],
  );
  if (columns.length === 0) {
    return (
      <ChartFigure {...props}>
        <p className="chart-empty">{words.empty}</p>
      </ChartFigure>
    );
  }
  const describe = ({ label, values }: TimeColumn) => {
    const parts = series.flatMap(({ name }, at) => (values[at] ? [`${name} ${format(values[at])}`] : []));
    const whole = format(sumOf(values));
    return `${label}: ${whole}${series.length > 1 && parts.length > 0 ? ` (${parts.join(", ")})` : ""}`;
  };
  const peak = drawn[largestAt(drawn)]!;
  const each = plot / drawn.length;
  return (
    <ChartFigure {...props}>
      {series.length > 1 && <ChartLegend series={series} texts={totals.map(format)} />}
      <div ref={ref}>
        <WalkPlot
          label={title}
          count={drawn.length}
          height={height}
          describe={(at) => describe(drawn[at]!)}
          resting={words.most(format(sumOf(peak.values)), peak.label)}
          positionAt={(x) => {
            const at = Math.floor((x - AXIS_LEFT) / each);
            return at >= 0 && at < drawn.length ? at : -1;
          }}
          placeOf={(at) => ({ left: AXIS_LEFT + at * each, width: Math.max(1, each) })}
          onChoose={onChoose === undefined ? undefined : (at) => onChoose(drawn[at]!.first, drawn[at]!.last)}
        >
          <div className="chart-drawing" aria-hidden>
            {width > 0 && (
              <Suspense>
                <DrawnColumns
                  id={id}
                  width={width}
                  height={height}
                  series={series}
                  columns={drawn}
                  format={format}
                />
              </Suspense>
            )}
          </div>
        </WalkPlot>
      </div>
      {drawn.length < columns.length && (
        <p className="chart-note">{words.merged(drawn[0]!.last - drawn[0]!.first + 1)}</p>
      )}
      <NumberTable
        title={title}
        words={words}
        headers={[
          props.header,
          ...series.map(({ name }) => name),
          ...(series.length > 1 ? [words.total] : []),
        ]}
        count={columns.length}
        row={(at) => {
          const { key, label, values } = columns[at]!;
          return {
            key,
            cells: [
              label,
              ...series.map((_, i) => format(values[i] ?? 0)),
              ...(series.length > 1 ? [format(sumOf(values))] : []),
            ],
            onChoose: onChoose === undefined ? undefined : () => onChoose(at, at),
          };
        }}
      />
    </ChartFigure>
  );
}
