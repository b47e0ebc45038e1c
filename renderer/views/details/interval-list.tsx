import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { lengthText } from "../../data/length-text.ts";
import { intervalsOf } from "../../data/session-words.ts";
import { DETAIL_TEXTS as W } from "../../data/texts/details.ts";
import { T } from "../../data/texts.ts";

/** More lines than these are scrolled past by nobody. */
const MOST = 200;

/** When a session was locked, disconnected or asleep, line by line. */
export function IntervalList({
  data,
  row,
  clock,
}: {
  readonly data: CaseData;
  readonly row: number;
  readonly clock: Clock;
}) {
  const intervals = intervalsOf(data, row);
  if (intervals.length === 0) return null;
  const start = data.sessions.start[row]!;
  return (
    <details className="rule" open={intervals.length <= 4}>
      <summary>{W.away(intervals.length)}</summary>
      <ul className="linked">
        {intervals.slice(0, MOST).map(({ kind, from, to }) => (
          <li key={`${kind}-${from}`} className="linked-row">
            <span className="mute">{T.intervals[kind]}</span>
            <span>
              {clock.near(from, start)} – {Number.isNaN(to) ? W.endNotRecorded : clock.near(to, from)}
              <span className="mute when">{lengthText(to - from) ?? ""}</span>
            </span>
          </li>
        ))}
        {intervals.length > MOST && <li className="linked-row mute">{W.more(intervals.length - MOST)}</li>}
      </ul>
    </details>
  );
}
