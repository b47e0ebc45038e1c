import { Bar, BarChart, type BarShapeProps, Rectangle, XAxis, YAxis } from "recharts";
import type { ChartColor, ChartTick } from "../chart-types.ts";
import { SeriesPattern } from "../patterns.tsx";
import { BAR, LINE } from "../plot-frame.ts";

/** A stretch that may be, and in it the one that surely is. */
export interface DrawnRange {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly sureFrom: number;
  readonly sureTo: number;
  readonly color: ChartColor;
}

interface DrawnRangesProps {
  readonly id: string;
  readonly width: number;
  readonly ranges: readonly DrawnRange[];
  readonly domain: readonly [from: number, to: number];
  readonly ticks: readonly ChartTick[];
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** Bars that begin and end somewhere, one a line. */
export function DrawnRanges({ id, width, ranges, domain, ticks }: DrawnRangesProps) {
  const colors = [...new Set(ranges.map(({ color }) => color))];
  const xOf = (value: number) => ((value - domain[0]) / (domain[1] - domain[0])) * width;
  return (
    <BarChart
      layout="vertical"
      width={width}
      height={LINE * ranges.length}
      data={ranges.map((range) => ({ key: range.key, span: [range.from, range.to] }))}
      margin={NO_MARGIN}
      accessibilityLayer={false}
      tabIndex={-1}
    >
      <defs>
        {colors.map((color) => (
          <SeriesPattern key={color} id={`${id}${color}`} color={color} series={1} />
        ))}
      </defs>
      {ticks.map(({ at }) => (
        <line key={at} x1={xOf(at)} x2={xOf(at)} y1={0} y2={LINE * ranges.length} className="chart-rule" />
      ))}
      <XAxis type="number" hide domain={[...domain]} allowDataOverflow />
      <YAxis type="category" dataKey="key" hide width={0} />
      <Bar
        dataKey="span"
        isAnimationActive={false}
        barSize={BAR}
        shape={(props) => shapeOf(props, ranges, id, xOf)}
      />
    </BarChart>
  );
}

function shapeOf(
  { x, y, width, height, index }: BarShapeProps,
  ranges: readonly DrawnRange[],
  id: string,
  xOf: (value: number) => number,
) {
  const range = ranges[index];
  if (range === undefined) return <g />;
  const left = xOf(range.sureFrom);
  const sure = xOf(range.sureTo) - left;
  return (
    <g>
      <Rectangle
        x={x}
        y={y}
        width={Math.max(2, width)}
        height={height}
        radius={2}
        fill={`url(#${id}${range.color})`}
        className="chart-perhaps"
      />
      {sure > 0 && (
        <Rectangle
          x={left}
          y={y}
          width={Math.max(2, sure)}
          height={height}
          radius={2}
          className={`fill-${range.color}`}
        />
      )}
    </g>
  );
}
