import type { ChartColor } from "./chart-types.ts";

/** Lines over a colour, so that series are told apart without it; the first has none. */
const STROKES: readonly (string | null)[] = [
  null,
  "M-2 2 L2 -2 M0 8 L8 0 M6 10 L10 6",
  "M0 4 H8",
  "M-2 6 L2 10 M0 0 L8 8 M6 -2 L10 2",
  "M4 0 V8",
  "M0 4 H8 M4 0 V8",
  "M2 2 h2 M6 6 h2",
  "M0 2 H8 M0 6 H8",
];

/** Which pattern the series at a position has. */
export function patternOf(series: number): string | null {
  return STROKES[series % STROKES.length] ?? null;
}

/** The fill of a series: its colour with the lines of its position. */
export function SeriesPattern({
  id,
  color,
  series,
}: {
  readonly id: string;
  readonly color: ChartColor;
  readonly series: number;
}) {
  const stroke = patternOf(series);
  return (
    <pattern id={id} width={8} height={8} patternUnits="userSpaceOnUse">
      <rect width={8} height={8} className={`fill-${color}`} />
      {stroke !== null && <path d={stroke} className="chart-hatch" />}
    </pattern>
  );
}
