import { useId } from "react";
import type { ChartSeries } from "./chart-types.ts";
import { SeriesPattern } from "./patterns.tsx";

/** Which colour and pattern stands for what, with a number beside it. */
export function ChartLegend({
  series,
  texts,
}: {
  readonly series: readonly ChartSeries[];
  /** A number for each; may be left out. */
  readonly texts?: readonly string[];
}) {
  const id = useId();
  return (
    <ul className="chart-legend">
      {series.map(({ key, name, color }, at) => (
        <li key={key}>
          <svg width="14" height="12" aria-hidden focusable="false">
            <defs>
              <SeriesPattern id={`${id}${at}`} color={color} series={at} />
            </defs>
            <rect width="14" height="12" rx="2" fill={`url(#${id}${at})`} />
          </svg>
          <span dir="auto">{name}</span>
          {texts?.[at] !== undefined && <span className="mute">{texts[at]}</span>}
        </li>
      ))}
    </ul>
  );
}
