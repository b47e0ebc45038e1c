import { Bar, BarChart, type BarShapeProps, Rectangle, XAxis, YAxis } from "recharts";
import type { ChartColor } from "../chart-types.ts";
import { SeriesPattern } from "../patterns.tsx";
import { LINE } from "../plot-frame.ts";

export interface DrawnPair {
  readonly key: string;
  readonly before: number;
  readonly after: number;
}

interface DrawnPairsProps {
  readonly id: string;
  readonly width: number;
  readonly pairs: readonly DrawnPair[];
  readonly colors: readonly [before: ChartColor, after: ChartColor];
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };
const THIN = 8;

/** Two bars a line: before and after, told apart by pattern as well as by colour. */
export function DrawnPairs({ id, width, pairs, colors }: DrawnPairsProps) {
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={LINE * pairs.length}
      data={[...pairs]}
      margin={NO_MARGIN}
      barGap={1}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <defs>
        {colors.map((color, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: there are two, always
          <SeriesPattern key={at} id={`${id}${at}`} color={color} series={at} />
        ))}
      </defs>
      <XAxis type="number" hide domain={[0, "dataMax"]} />
      <YAxis type="category" dataKey="key" hide width={0} />
      {(["before", "after"] as const).map((which, at) => (
        <Bar
          key={which}
          dataKey={which}
          isAnimationActive={false}
          barSize={THIN}
          shape={(props) => shapeOf(props, pairs[props.index]?.[which] ?? 0, `url(#${id}${at})`)}
        />
      ))}
    </BarChart>
  );
}

function shapeOf({ x, y, width, height }: BarShapeProps, value: number, fill: string) {
  if (!(value > 0)) return <g />;
  return <Rectangle x={x} y={y} width={Math.max(2, width)} height={height} radius={1} fill={fill} />;
}
