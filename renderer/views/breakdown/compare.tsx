import { useMemo, useState } from "react";
import { compareGroups, type GroupChange } from "../../../shared/engine/breakdown.ts";
import { TICKS_PER_DAY } from "../../../shared/engine/time/calendar.ts";
import type { PairSeries } from "../../../shared/export/pictures/picture-types.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { PairBars, type PairLine } from "../../components/charts/pair-bars.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { locale } from "../../data/language.ts";
import { count, listed } from "../../data/numbers.ts";
import { rangeText } from "../../data/range-words.ts";
import { visibleRows } from "../../data/rows.ts";
import { BREAKDOWN } from "../../data/texts/breakdown.ts";
import { CHART_WORDS } from "../../data/texts/charts.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { caseSpan, type TimeWindow } from "../../data/time-window.ts";
import { useApp, useClock, useZone } from "../../state/app.ts";
import { pictureColor, useChartPicture } from "../../state/chart-pictures.ts";
import { narrow } from "../../state/commands.ts";
import { useStore } from "../../state/store.ts";
import { type GroupWords, PANELS, type PanelBy, panelGroups } from "./group-words.ts";
import { shareText } from "./panel.tsx";
import { PeriodForm } from "./period-form.tsx";
import { type Periods, presetPeriods } from "./periods.ts";

const WORDS = BREAKDOWN.compare;
const BY = PANELS.map(([by]) => [by, BREAKDOWN.panels[by]] as const);
const SERIES = [
  { key: "a", name: WORDS.a, color: "network" },
  { key: "b", name: WORDS.b, color: "console" },
] as const;
/** Names told of those that came or went. */
const NAMED = 6;
/** Lines beyond this are not told. */
const MOST_LINES = 2000;
/** Periods whose lengths differ by no more than an hour of a clock change are held to be alike. */
const ALIKE = 0.02;

/** Two periods side by side: how many sessions, and what changed most. */
export function Compare({ data }: { readonly data: CaseData }) {
  const app = useApp();
  const clock = useClock();
  const zone = useZone();
  const span = caseSpan(data);
  const range = useStore(app.view, (view) => view.window);
  const filter = useStore(app.view, (view) => view.filter);
  const kinds = useStore(app.view, (view) => view.kinds);
  const [by, setBy] = useState<PanelBy>("user");
  const [chosen, setChosen] = useState<Periods | null>(null);
  const periods = chosen ?? presetPeriods(clock, span, range, range === null ? "week" : "range")!;
  const rowsIn = (window: TimeWindow) => visibleRows(data, { filter, kinds, window }, zone);
  const [a, b] = [rowsIn(periods.a), rowsIn(periods.b)];
  const days = (window: TimeWindow) => (window.to - window.from) / TICKS_PER_DAY;
  const weight = days(periods.b) / days(periods.a);
  const alike = Math.abs(weight - 1) < ALIKE;
  const before = panelGroups(a, data, by);
  const after = panelGroups(b, data, by);
  const changes = useMemo(
    () => compareGroups(before.groups, after.groups, alike ? 1 : weight),
    [before, after, alike, weight],
  );
  const wordsOf = ({ before: old, after: now }: GroupChange): GroupWords =>
    now === null ? before.wordsOf(old!) : after.wordsOf(now);
  const field = PANELS.find(([one]) => one === by)![1];
  const heads = [WORDS.headA, WORDS.headB, alike ? WORDS.change : WORDS.changePerDay];
  const lines = changes.slice(0, MOST_LINES).map((change): Line => {
    const { label, values } = wordsOf(change);
    const [old, now] = [change.before?.count ?? 0, change.after?.count ?? 0];
    const changed = alike ? now - old : now / days(periods.b) - old / days(periods.a);
    return {
      key: String((change.before ?? change.after)!.code),
      label,
      before: alike ? old : old / days(periods.a),
      after: alike ? now : now / days(periods.b),
      cells: [count(old), count(now), signed(changed)],
      choosable: values !== null,
      values,
    };
  });
  useChartPicture(WORDS.picture(BREAKDOWN.panels[by]), () => ({
    kind: "pairs",
    title: WORDS.picture(BREAKDOWN.panels[by]),
    note: WORDS.note,
    headers: [BREAKDOWN.panels[by], ...heads],
    series: SERIES.map(({ name, color }, at) => ({
      name: `${name} (${rangeText(clock, at === 0 ? periods.a : periods.b)})`,
      color: pictureColor(color),
    })) as [PairSeries, PairSeries],
    pairs: lines,
  }));
  const names = (which: readonly GroupChange[]) => namesOf(which.map((change) => wordsOf(change).label));
  const fresh = changes.filter(({ before: old }) => old === null);
  const gone = changes.filter(({ after: now }) => now === null);
  return (
    <div className="view-body breakdown-compare">
      <PeriodForm periods={periods} span={span} range={range} onChange={setChosen} />
      {a.length + b.length === 0 ? (
        <p className="empty">{WORDS.nothing}</p>
      ) : (
        <>
          <ul className="compare-words" aria-live="polite">
            {[periods.a, periods.b].map((window, at) => {
              const sessions = at === 0 ? a.length : b.length;
              const word = `${at === 0 ? WORDS.a : WORDS.b} (${rangeText(clock, window)})`;
              return (
                <li key={word}>
                  {WORDS.total(
                    word,
                    COUNTS.sessions(sessions),
                    WORDS.days(days(window)),
                    perDay(sessions / days(window)),
                  )}
                  {!touches(window, span) && ` ${WORDS.outOf(at === 0 ? WORDS.a : WORDS.b)}`}
                </li>
              );
            })}
            <li>
              <b>{differenceText(a.length, b.length)}</b>
              {!alike && ` ${rateText(a.length / days(periods.a), b.length / days(periods.b))}`}
            </li>
            {fresh.length > 0 && <li>{WORDS.fresh(names(fresh))}</li>}
            {gone.length > 0 && <li>{WORDS.gone(names(gone))}</li>}
          </ul>
          <PairBars
            title={BREAKDOWN.panels[by]}
            note={WORDS.note}
            words={CHART_WORDS}
            series={SERIES}
            headers={[BREAKDOWN.panels[by], "", ...heads]}
            tools={<Segmented label={WORDS.by} value={by} options={BY} onChange={setBy} />}
            lines={lines}
            onChoose={(line) => {
              const { values } = line as Line;
              if (values !== null) narrow(app, field, values);
            }}
          />
        </>
      )}
    </div>
  );
}

interface Line extends PairLine {
  readonly values: readonly string[] | null;
}

function touches(window: TimeWindow, span: TimeWindow): boolean {
  return window.from <= span.to && window.to > span.from;
}

function namesOf(labels: readonly string[]): string {
  const left = labels.length - NAMED;
  return listed(left > 0 ? [...labels.slice(0, NAMED), WORDS.andMore(left)] : labels);
}

/** With its sign, and a real minus. */
function signed(value: number): string {
  const size = Number.isInteger(value) ? count(Math.abs(value)) : perDay(Math.abs(value));
  return size === "0" ? "0" : `${value > 0 ? "+" : "−"}${size}`;
}

const SHORT_RATE = new Intl.NumberFormat(locale(), { maximumSignificantDigits: 2 });

/** Rates below ten with a digit or two that says something. */
function perDay(value: number): string {
  return value >= 10 || value === 0 ? count(Math.round(value)) : SHORT_RATE.format(value);
}

function differenceText(a: number, b: number): string {
  if (a === b) return WORDS.same;
  const part = a === 0 ? "" : ` (${b > a ? "+" : "−"}${shareText(Math.abs(b - a) / a)})`;
  const by = COUNTS.sessions(Math.abs(b - a));
  return b > a ? WORDS.more(by, part) : WORDS.fewer(by, part);
}

function rateText(a: number, b: number): string {
  if (a === 0 || a === b) return "";
  const part = shareText(Math.abs(b - a) / a);
  return b > a ? WORDS.perDayMore(part) : WORDS.perDayFewer(part);
}
