import { Bar, BarChart, type BarShapeProps, Rectangle, XAxis, YAxis } from "recharts";
import type { ChartColor } from "../chart-types.ts";
import { BAR, LINE } from "../plot-frame.ts";

export interface DrawnBar {
  readonly key: string;
  readonly value: number;
  readonly color: ChartColor;
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** Bars from left to right, one a line. */
export function DrawnBars({ width, bars }: { readonly width: number; readonly bars: readonly DrawnBar[] }) {
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={LINE * bars.length}
      data={[...bars]}
      margin={NO_MARGIN}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <XAxis type="number" hide domain={[0, "dataMax"]} />
      <YAxis type="category" dataKey="key" hide width={0} />
      <Bar dataKey="value" isAnimationActive={false} barSize={BAR} shape={(props) => shapeOf(props, bars)} />
    </BarChart>
  );
}

/** Nothing is nothing; all else is at least a line that can be seen. */
function shapeOf({ x, y, width, height, index }: BarShapeProps, bars: readonly DrawnBar[]) {
  const bar = bars[index];
  if (bar === undefined || bar.value <= 0) return <g />;
  return (
    <Rectangle
      x={x}
      y={y}
      width={Math.max(2, width)}
      height={height}
      radius={2}
      className={`fill-${bar.color}`}
    />
  );
}
