import { lazy, Suspense, useId, useMemo } from "react";
import { ChartFigure } from "./chart-figure.tsx";
import { ChartLegend } from "./chart-legend.tsx";
import type { ChartFrame, ChartSeries, ChartTick } from "./chart-types.ts";
import { NumberTable } from "./number-table.tsx";
import { AXIS_LEFT, RIGHT } from "./plot-frame.ts";
import { type CurvePoint, largestAt, neededPoints } from "./thin-out.ts";
import { useWidth } from "./use-width.ts";
import { WalkPlot } from "./walk-plot.tsx";

const DrawnCurve = lazy(() =>
  import("./drawn/drawn-curve.tsx").then((module) => ({ default: module.DrawnCurve })),
);

export interface StepCurveProps extends ChartFrame {
  readonly series: readonly ChartSeries[];
  /** Ascending in x. Any number: what no pixel shows is left out of the picture, not of the table. */
  readonly points: readonly CurvePoint[];
  /** Where the picture begins and ends; the points' own range unless told. */
  readonly domain?: readonly [from: number, to: number] | undefined;
  readonly ticks: readonly ChartTick[];
  /** Values hold until the next point (`step`, unless told), or were measured at points (`line`). */
  readonly shape?: "step" | "line" | undefined;
  /** Heading of the column of names in the table: "From". */
  readonly header: string;
  readonly height?: number;
  readonly format?: ((value: number) => string) | undefined;
  readonly onChoose?: ((at: number) => void) | undefined;
}

/** How many at once, over time: a curve of steps, or a line. */
export function StepCurve(props: StepCurveProps) {
  const { title, words, series, points, height = 150, onChoose, shape = "step" } = props;
  const format = props.format ?? words.number;
  const id = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const plot = Math.max(1, width - AXIS_LEFT - RIGHT);
  const drawn = useMemo(
    () => neededPoints(points, Math.max(16, Math.floor(plot / 2))).map((at) => points[at]!),
    [points, plot],
  );
  if (points.length === 0) {
    return (
      <ChartFigure {...props}>
        <p className="chart-empty">{words.empty}</p>
      </ChartFigure>
    );
  }
  const [from, to] = props.domain ?? [points[0]!.x, points.at(-1)!.x];
  const span = to > from ? to - from : 1;
  const xOf = (x: number) => AXIS_LEFT + Math.max(0, Math.min(1, (x - from) / span)) * plot;
  const describe = ({ label, values }: CurvePoint) =>
    series.length === 1
      ? `${label}: ${format(values[0] ?? 0)}`
      : `${label}: ${series.map(({ name }, at) => `${name} ${format(values[at] ?? 0)}`).join(", ")}`;
  const peak = points[largestAt(points)]!;
  return (
    <ChartFigure {...props}>
      {series.length > 1 && <ChartLegend series={series} />}
      <div ref={ref}>
        <WalkPlot
          label={title}
          count={points.length}
          height={height}
          describe={(at) => describe(points[at]!)}
          resting={words.most(format(Math.max(...peak.values)), peak.label)}
          positionAt={(x) =>
            x < AXIS_LEFT || x > AXIS_LEFT + plot
              ? -1
              : pointAt(points, from + ((x - AXIS_LEFT) / plot) * span, shape)
          }
          placeOf={(at) => {
            const left = xOf(points[at]!.x);
            const next = shape === "step" ? xOf(points[at + 1]?.x ?? to) : left;
            return { left, width: Math.max(2, next - left) };
          }}
          onChoose={onChoose}
        >
          <div className="chart-drawing" aria-hidden>
            {width > 0 && (
              <Suspense>
                <DrawnCurve
                  id={id}
                  width={width}
                  height={height}
                  series={series}
                  points={drawn}
                  domain={[from, from + span]}
                  ticks={props.ticks}
                  shape={shape}
                  format={format}
                />
              </Suspense>
            )}
          </div>
        </WalkPlot>
      </div>
      <NumberTable
        title={title}
        words={words}
        headers={[props.header, ...series.map(({ name }) => name)]}
        count={points.length}
        row={(at) => {
          const { label, values } = points[at]!;
          return {
            key: String(at),
            cells: [label, ...series.map((_, i) => format(values[i] ?? 0))],
            onChoose: onChoose === undefined ? undefined : () => onChoose(at),
          };
        }}
      />
    </ChartFigure>
  );
}

/** The point whose step a place is on, or the nearest one of a line. */
function pointAt(points: readonly CurvePoint[], x: number, shape: "step" | "line"): number {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x <= x) low = middle + 1;
    else high = middle;
  }
  const before = Math.max(0, low - 1);
  const after = points[low];
  return shape === "line" && after !== undefined && after.x - x < x - points[before]!.x ? low : before;
}
