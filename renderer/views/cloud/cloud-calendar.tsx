import { useMemo } from "react";
import { dateText, dayOfTicks, epochMsToTicks } from "../../../shared/engine/time/calendar.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { type CloudStrip, cloudStrips, DAY_STATES, MOST_DAYS } from "../../data/cloud-strip.ts";
import { count } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";

/** Gaps that are named; the report lists all. */
const MOST_GAPS = 5;

/** What exports of Dynamics 365 cover, by environment: gaps first, then a strip of days. */
export function CloudCalendars({ data }: { readonly data: CaseData }) {
  const windows = data.trails?.dynamics?.windows;
  const strips = useMemo(
    () => (windows === undefined ? [] : cloudStrips(windows, epochMsToTicks(Date.now()))),
    [windows],
  );
  if (strips.length === 0) return null;
  return (
    <section className="cloud-calendar" aria-label={T.cloud.calendar}>
      {strips.map((strip) => (
        <Calendar key={strip.environment} strip={strip} />
      ))}
      <p className="cloud-key" aria-hidden>
        {DAY_STATES.map((state) => (
          <span key={state}>
            <i className={`cloud-day ${state}`} />
            {T.cloud.days[state]}
          </span>
        ))}
        <span>
          <i className="cloud-day pending due" />
          {T.cloud.dueDay}
        </span>
      </p>
    </section>
  );
}

function Calendar({ strip }: { readonly strip: CloudStrip }) {
  const { environment, gaps, from, to, due, nextDue, days, left, isAssumed } = strip;
  const name = visibleText(environment) || T.cloud.oneEnvironment;
  return (
    <article aria-label={name}>
      <h2>
        {name} <small className={`cloud-due ${due}`}>{T.cloud.due[due](dayText(nextDue))}</small>
      </h2>
      {gaps.length === 0 ? (
        <p>{T.cloud.complete(minute(from), minute(to))}</p>
      ) : (
        <>
          <ul className="cloud-gaps">
            {gaps.slice(-MOST_GAPS).map((gap) => (
              <li key={gap.from}>{T.cloud.gap(minute(gap.from), minute(gap.to))}</li>
            ))}
            {gaps.length > MOST_GAPS && <li>{T.cloud.moreGaps(count(gaps.length - MOST_GAPS))}</li>}
          </ul>
          <p>{T.cloud.covered(minute(from), minute(to))}</p>
        </>
      )}
      <ol className="cloud-strip" aria-label={T.cloud.strip(name)}>
        {days.map((day) => {
          const words = T.cloud.day(dayText(day.from), T.cloud.days[day.state]);
          const label = day.isDue ? `${words}. ${T.cloud.due[due](dayText(nextDue))}` : words;
          const date = dayText(day.from);
          return (
            <li key={day.from} className={`cloud-day ${day.state}${day.isDue ? " due" : ""}`} title={label}>
              <span className="sr-only">{label}</span>
              {date.endsWith("-01") && <b aria-hidden>{date.slice(0, 7)}</b>}
            </li>
          );
        })}
      </ol>
      {left > 0 && <p className="mute">{T.cloud.laterDays(count(MOST_DAYS))}</p>}
      {isAssumed && <p className="mute">{T.cloud.assumed}</p>}
    </article>
  );
}

function dayText(ticks: number): string {
  return dateText(dayOfTicks(ticks));
}

/** Exports are asked for in UTC, whatever the zone of the page. */
function minute(ticks: number): string {
  const iso = new Date(Date.UTC(2024, 0, 1) + ticks / 10_000).toISOString();
  return iso.endsWith("T00:00:00.000Z") ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
