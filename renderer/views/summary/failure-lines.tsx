import type { RefusalLine } from "../../../shared/engine/summary/refusal-runs.ts";
import { TICKS_PER_SECOND } from "../../../shared/engine/time/calendar.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { failureFrom, failureReason, failureUser } from "../../data/failure-words.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { useApp } from "../../state/app.ts";
import { anyOfText, showRows } from "../../state/commands.ts";
import { Filled } from "../filled.tsx";
import { Line } from "./line.tsx";

/** The newest lockouts and refused sign-ins, each with its plain reason. */
export function FailureLines({
  data,
  clock,
  failures,
  lockouts,
  filter,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly failures: RefusalLine;
  /** Positions in the lockouts of the case, newest first. */
  readonly lockouts: readonly number[];
  readonly filter: string;
}) {
  const app = useApp();
  return (
    <ul>
      {lockouts.slice(0, 3).map((at) => {
        const lockout = data.lockouts[at]!;
        return (
          <Line
            key={`l${at}`}
            when={clock.short(lockout.time)}
            title={S.showAccount}
            onOpen={() => showRows(app, { view: "failures", filter: anyOfText("user", [lockout.user]) })}
          >
            <Filled
              text={lockout.caller === "" ? S.lockedOut : S.lockedOutFrom}
              parts={{ user: <b>{lockout.user}</b>, caller: lockout.caller }}
            />
          </Line>
        );
      })}
      {failures.runs.map(({ row, count: times, since }, at) => {
        const { text, advice } = failureReason(data, row);
        const from = failureFrom(data, row);
        const user = <b>{failureUser(data, row)}</b>;
        const [first, last] = clock.fromTo(since, data.failures.time[row]!);
        // What to try is said once where several lines have the same reason.
        const isTold = failures.runs
          .slice(0, at)
          .some((run) => failureReason(data, run.row).advice === advice);
        return (
          <Line
            key={row}
            when={clock.short(data.failures.time[row]!)}
            title={times === 1 ? S.openRefusal : S.openLast}
            onOpen={() => showRows(app, { view: "failures", filter, selection: { type: "failure", row } })}
          >
            {from === "" ? user : <Filled text={S.refusedFrom} parts={{ user, from }} />}
            <span className="then">
              {times === 1
                ? text
                : data.failures.time[row]! - since < TICKS_PER_SECOND
                  ? S.inASecond(text, times)
                  : S.inASpan(text, times, first, last)}
              {data.failures.followedBySuccess[row] === 1 ? S.signedInAfter : ""}
            </span>
            {advice !== "" && !isTold && <span className="then">{S.tryThis(advice)}</span>}
          </Line>
        );
      })}
    </ul>
  );
}
