import { Bar, BarChart, CartesianGrid, XAxis, YAxis } from "recharts";
import type { ChartSeries } from "../chart-types.ts";
import { SeriesPattern } from "../patterns.tsx";
import { AXIS_BOTTOM, AXIS_LEFT, MARGIN } from "../plot-frame.ts";
import type { DrawnColumn } from "../thin-out.ts";

interface DrawnColumnsProps {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  readonly series: readonly ChartSeries[];
  readonly columns: readonly DrawnColumn[];
  readonly format: (value: number) => string;
}

/** Columns beside each other, series on top of each other. */
export function DrawnColumns({ id, width, height, series, columns, format }: DrawnColumnsProps) {
  return (
    <BarChart
      width={width}
      height={height}
      data={columns.map((column, at) => ({ at, values: column.values }))}
      margin={MARGIN}
      barCategoryGap={columns.length > width / 6 ? 0 : "12%"}
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
        dataKey="at"
        height={AXIS_BOTTOM}
        ticks={columns.flatMap(({ tick }, at) => (tick === undefined ? [] : [at]))}
        tickFormatter={(at: number) => columns[at]?.tick ?? ""}
        interval="equidistantPreserveStart"
        minTickGap={10}
        tickLine={false}
      />
      <YAxis
        width={AXIS_LEFT}
        allowDecimals={false}
        tickCount={4}
        tickFormatter={format}
        tickLine={false}
        axisLine={false}
      />
      {series.map(({ key }, at) => (
        <Bar
          key={key}
          dataKey={(datum: { readonly values: readonly number[] }) => datum.values[at] ?? 0}
          stackId="all"
          fill={`url(#${id}${at})`}
          maxBarSize={64}
          isAnimationActive={false}
        />
      ))}
    </BarChart>
  );
}
