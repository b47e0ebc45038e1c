import { useMemo, useState } from "react";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import {
  BIN_UNITS,
  type BinUnit,
  binStart,
  binsOf,
  type CalendarBins,
  countInBins,
} from "../../../shared/engine/time/calendar-bins.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { mergedColumns, type TimeColumn } from "../../components/charts/thin-out.ts";
import { TimeColumns } from "../../components/charts/time-columns.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import type { Clock } from "../../data/clock.ts";
import { memoByObject } from "../../data/memo.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { T } from "../../data/texts.ts";
import { caseSpan, type TimeWindow } from "../../data/time-window.ts";
import { useApp, useClock } from "../../state/app.ts";
import { pictureColor, useChartPicture } from "../../state/chart-pictures.ts";
import { setRange } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { barGroupCode } from "../timeline/bars.ts";

/** The unit that is taken unless told has no more columns than this. */
const COMFORTABLE = 130;
/** A unit with more than this cannot be chosen. */
const MOST = 20_000;
/** More columns than this are put together in a picture. */
const MOST_DRAWN = 400;

const UNITS = BIN_UNITS.map((unit) => [unit, BREAKDOWN.unit[unit]] as const);

/** When sessions began, stacked by the colour they have on the timeline. */
export function OverTime({ data, rows }: { readonly data: CaseData; readonly rows: Rows }) {
  const app = useApp();
  const clock = useClock();
  const range = useStore(app.view, (view) => view.window);
  const [wish, setWish] = useState<BinUnit | null>(null);
  const span = range ?? caseSpan(data);
  const binsBy = (unit: BinUnit) => binsOf(clock.zone, span.from, Math.max(span.from, span.to - 1), unit);
  const unit =
    wish !== null && binsBy(wish).length <= MOST
      ? wish
      : (BIN_UNITS.find((one) => binsBy(one).length <= COMFORTABLE) ?? "year");
  const counted = countsOf(rows, data, clock, span, unit);
  const series = useMemo(
    () =>
      counted.groups.map((group) => {
        const color = BAR_GROUPS[group]!;
        return { key: color, name: BREAKDOWN.groups[color], color };
      }),
    [counted],
  );
  const { bins, columns, unknown, outside } = counted;
  const notes = [
    ...(unknown > 0 ? [BREAKDOWN.unknownStarts(unknown)] : []),
    ...(outside > 0 ? [BREAKDOWN.outside(outside)] : []),
    ...(wish !== null && wish !== unit ? [BREAKDOWN.tooMany] : []),
  ];
  useChartPicture(BREAKDOWN.overTime, () => {
    const drawn = mergedColumns(columns, MOST_DRAWN, CHART_WORDS.span);
    const each = drawn[0] === undefined ? 1 : drawn[0].last + 1;
    return {
      kind: "columns",
      title: BREAKDOWN.overTime,
      // What a click does is no part of a picture.
      note: [...notes, ...(each > 1 ? [CHART_WORDS.merged(each)] : [])].join(" "),
      header: BREAKDOWN.unit[unit],
      unit: "count",
      series: series.map((one) => ({ ...one, color: pictureColor(one.color) })),
      columns: drawn,
      starts: [],
    };
  });
  return (
    <TimeColumns
      title={BREAKDOWN.overTime}
      note={[BREAKDOWN.overTimeNote, ...notes].join(" ")}
      words={CHART_WORDS}
      series={series}
      columns={columns}
      header={BREAKDOWN.unit[unit]}
      tools={<Segmented label={BREAKDOWN.unit.label} value={unit} options={UNITS} onChange={setWish} />}
      onChoose={(first, last) =>
        setRange(app, {
          from: binStart(clock.zone, bins, first),
          to: binStart(clock.zone, bins, last + 1),
        })
      }
    />
  );
}

interface Counted {
  readonly bins: CalendarBins;
  /** Places in `BAR_GROUPS` that occur. */
  readonly groups: readonly number[];
  readonly columns: readonly TimeColumn[];
  readonly unknown: number;
  readonly outside: number;
}

const countsOf = memoByObject(
  (rows: Rows, data: CaseData, clock: Clock, { from, to }: TimeWindow, unit: BinUnit): Counted => {
    const { sessions } = data;
    const bins = binsOf(clock.zone, from, Math.max(from, to - 1), unit);
    const size = BAR_GROUPS.length;
    const counts = countInBins(sessions.start, rows, clock.zone, bins, size, (row) =>
      barGroupCode(sessions, row),
    );
    const totals = new Float64Array(size);
    let drawn = 0;
    for (let at = 0; at < counts.length; at++) {
      totals[at % size]! += counts[at]!;
      drawn += counts[at]!;
    }
    let unknown = 0;
    for (let i = 0; i < rows.length; i++) if (Number.isNaN(sessions.start[rows[i]!]!)) unknown++;
    const groups = BAR_GROUPS.flatMap((_, group) => (totals[group]! > 0 ? [group] : []));
    const columns = Array.from({ length: bins.length }, (_, at): TimeColumn => {
      const start = binStart(clock.zone, bins, at);
      return {
        key: String(at),
        label: labelOf(clock, unit, start),
        tick: tickOf(clock, unit, start),
        values: groups.map((group) => counts[at * size + group]!),
      };
    });
    return { bins, groups, columns, unknown, outside: rows.length - drawn - unknown };
  },
);

function labelOf(clock: Clock, unit: BinUnit, start: number): string {
  const { year, month } = clock.axis.dateOf(clock.axis.dayOf(start));
  switch (unit) {
    case "hour":
      return clock.short(start);
    case "day":
      return clock.dayName(start);
    case "month":
      return `${T.months[month - 1]} ${year}`;
    case "year":
      return String(year);
  }
}

/** Under the axis: hours by the quarter of a day, all others each. */
function tickOf(clock: Clock, unit: BinUnit, start: number): string | undefined {
  const { year, month, day } = clock.axis.dateOf(clock.axis.dayOf(start));
  switch (unit) {
    case "hour": {
      const time = clock.format.shortClock(start) ?? "";
      if (time === "00:00") return `${day}${T.dayDot} ${T.months[month - 1]}`;
      return /^(06|12|18):00$/.test(time) ? time : undefined;
    }
    case "day":
      return `${day}${T.dayDot} ${T.months[month - 1]}`;
    case "month":
      return month === 1 ? String(year) : T.months[month - 1];
    case "year":
      return String(year);
  }
}
