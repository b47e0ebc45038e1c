import type { RefusalLine } from "../../../shared/engine/summary/refusal-runs.ts";
import { TICKS_PER_SECOND } from "../../../shared/engine/time/calendar.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { failureFrom, failureReason, failureUser } from "../../data/failure-words.ts";
import { count } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { anyOfText, showRows } from "../../state/commands.ts";
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
            title="Show the refused sign-ins of this account"
            onOpen={() => showRows(app, { view: "failures", filter: anyOfText("user", [lockout.user]) })}
          >
            <b>{lockout.user}</b> was locked out
            {lockout.caller === "" ? "" : `, caused from ${lockout.caller}`}
          </Line>
        );
      })}
      {failures.runs.map(({ row, count: times, since }, at) => {
        const { text, advice } = failureReason(data, row);
        const from = failureFrom(data, row);
        const [first, last] = clock.fromTo(since, data.failures.time[row]!);
        // What to try is said once where several lines have the same reason.
        const isTold = failures.runs
          .slice(0, at)
          .some((run) => failureReason(data, run.row).advice === advice);
        return (
          <Line
            key={row}
            when={clock.short(data.failures.time[row]!)}
            title={times === 1 ? "Open this refusal" : "Open the last of these refusals"}
            onOpen={() => showRows(app, { view: "failures", filter, selection: { type: "failure", row } })}
          >
            <b>{failureUser(data, row)}</b>
            {from === "" ? "" : ` from ${from}`}
            <span className="then">
              {text}
              {times === 1
                ? ""
                : `, ${count(times)} times ${data.failures.time[row]! - since < TICKS_PER_SECOND ? "within a second" : `from ${first} to ${last}`}`}
              {data.failures.followedBySuccess[row] === 1 ? "; signed in soon after" : ""}
            </span>
            {advice !== "" && !isTold && <span className="then">What to try: {advice}</span>}
          </Line>
        );
      })}
    </ul>
  );
}
