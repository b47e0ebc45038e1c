import type { RowLine } from "../../../shared/engine/summary/row-line.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { failureFrom, failureReason, failureUser } from "../../data/failure-words.ts";
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
  readonly failures: RowLine;
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
      {[...failures.recent].map((row) => {
        const { text, advice } = failureReason(data, row);
        const from = failureFrom(data, row);
        return (
          <Line
            key={row}
            when={clock.short(data.failures.time[row]!)}
            title={advice === "" ? "Open this refusal" : advice}
            onOpen={() => showRows(app, { view: "failures", filter, selection: { type: "failure", row } })}
          >
            <b>{failureUser(data, row)}</b>
            {from === "" ? "" : ` from ${from}`}
            <span className="then">
              {text}
              {data.failures.followedBySuccess[row] === 1 ? "; signed in soon after" : ""}
            </span>
          </Line>
        );
      })}
    </ul>
  );
}
