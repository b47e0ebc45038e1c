import { Area, AreaChart, CartesianGrid, XAxis, YAxis } from "recharts";
import type { ChartSeries, ChartTick } from "../chart-types.ts";
import { SeriesPattern } from "../patterns.tsx";
import { AXIS_BOTTOM, AXIS_LEFT, MARGIN } from "../plot-frame.ts";
import type { CurvePoint } from "../thin-out.ts";

interface DrawnCurveProps {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly series: readonly ChartSeries[];
  readonly points: readonly CurvePoint[];
  readonly domain: readonly [from: number, to: number];
  readonly ticks: readonly ChartTick[];
  readonly shape: "step" | "line";
  readonly format: (value: number) => string;
}

/** Dashes of the lines, for whoever cannot tell their colours. */
const DASHES = ["", "6 3", "2 3", "8 3 2 3"] as const;

/** Steps hold their last value up to the end of the picture. */
function withEnd({ points, shape, domain }: DrawnCurveProps): CurvePoint[] {
  const last = points.at(-1);
  return shape === "step" && last !== undefined && last.x < domain[1]
    ? [...points, { ...last, x: domain[1] }]
    : [...points];
}

/** Values that hold until the next one (steps), or that were measured at points (a line). */
export function DrawnCurve(props: DrawnCurveProps) {
  const { id, series, ticks } = props;
  return (
    <AreaChart
      width={props.width}
      height={props.height}
      data={withEnd(props)}
      margin={MARGIN}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <defs>
        {series.map(({ key, color }, at) => (
          <SeriesPattern key={key} id={`${id}${at}`} color={color} series={at} />
        ))}
      </defs>
      <CartesianGrid vertical={false} />
      <XAxis
        type="number"
        dataKey="x"
        domain={[...props.domain]}
        allowDataOverflow
        height={AXIS_BOTTOM}
        ticks={ticks.map(({ at }) => at)}
        tickFormatter={(at: number) => ticks.find((tick) => tick.at === at)?.text ?? ""}
        interval="equidistantPreserveStart"
        minTickGap={10}
        tickLine={false}
      />
      <YAxis
        width={AXIS_LEFT}
        allowDecimals={false}
        tickCount={4}
        tickFormatter={props.format}
        tickLine={false}
        axisLine={false}
      />
      {series.map(({ key, color }, at) => (
        <Area
          key={key}
          dataKey={(point: CurvePoint) => point.values[at] ?? 0}
          type={props.shape === "step" ? "stepAfter" : "linear"}
          fill={`url(#${id}${at})`}
          // Fills on top of each other would be a colour of their own.
          fillOpacity={series.length === 1 ? 0.25 : 0}
          className={`line-${color}`}
          strokeWidth={1.75}
          strokeDasharray={DASHES[at % DASHES.length]!}
          isAnimationActive={false}
          activeDot={false}
        />
      ))}
    </AreaChart>
  );
}
