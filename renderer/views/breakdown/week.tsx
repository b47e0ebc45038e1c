import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { hoursOfWeek, NO_HOUR } from "../../../shared/engine/hours-of-week.ts";
import type { Zone } from "../../../shared/engine/time/zone.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { HeatGrid } from "../../components/charts/heat-grid.tsx";
import { memoByObject } from "../../data/memo.ts";
import { oneTenth } from "../../data/numbers.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { T } from "../../data/texts.ts";
import { useApp, useClock } from "../../state/app.ts";
import { useChartPicture } from "../../state/chart-pictures.ts";
import { narrow } from "../../state/commands.ts";

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, "0"));
/** What the filter calls them. */
const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

/** Sessions begun by weekday and hour. */
export function Week({ data, rows }: { readonly data: CaseData; readonly rows: Rows }) {
  const app = useApp();
  const { zone } = useClock();
  const values = weekCounts(rows, data, zone);
  const unknown = values[NO_PLACE]!;
  const leftOut = unknown > 0 ? BREAKDOWN.unknownStarts(unknown) : "";
  useChartPicture(BREAKDOWN.week, () => ({
    kind: "week",
    title: BREAKDOWN.week,
    note: leftOut,
    values: [...values.subarray(0, NO_PLACE)],
  }));
  return (
    <HeatGrid
      title={BREAKDOWN.week}
      note={`${BREAKDOWN.weekNote} ${leftOut}`.trim()}
      words={CHART_WORDS}
      rows={T.weekdays}
      columns={HOURS}
      values={values}
      cellName={(day, hour) => `${BREAKDOWN.weekdays[day]} ${BREAKDOWN.hourSpan(hour)}`}
      short={shortNumber}
      onChoose={(day, hour) => {
        narrow(app, "weekday", DAYS[day]!);
        narrow(app, "hour", String(hour));
      }}
    />
  );
}

/** Sessions without a known start are counted behind the hours. */
const NO_PLACE = 168;

const weekCounts = memoByObject((rows: Rows, data: CaseData, zone: Zone): Uint32Array => {
  const hours = hoursOfWeek(data.sessions.start, zone);
  const counts = new Uint32Array(NO_PLACE + 1);
  for (let i = 0; i < rows.length; i++) {
    const hour = hours[rows[i]!]!;
    counts[hour === NO_HOUR ? NO_PLACE : hour]!++;
  }
  return counts;
});

/** A number in three characters or so. */
function shortNumber(value: number): string {
  if (value < 1000) return String(value);
  const [size, unit] = value < 999_500 ? [value / 1000, "k"] : [value / 1_000_000, "M"];
  return `${size < 10 ? oneTenth(size) : Math.round(size)}${unit}`;
}
