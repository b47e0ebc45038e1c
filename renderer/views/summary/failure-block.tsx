import type { ComputerSummary } from "../../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Clock } from "../../data/clock.ts";
import { failureFrom, failureReason, failureUser } from "../../data/failure-words.ts";
import { count } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { Block, Line } from "./line.tsx";

/** The last refused sign-ins with the plain reason, and lockouts. */
export function FailureBlock({
  data,
  clock,
  summary,
  filter,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly summary: ComputerSummary;
  readonly filter: string;
}) {
  const app = useApp();
  const { failures, lockouts } = summary;
  return (
    <Block
      title="Refused sign-ins"
      more={
        failures.total > 0
          ? failures.total > failures.recent.length
            ? `All ${count(failures.total)}`
            : "In the table"
          : undefined
      }
      onMore={() => showRows(app, { view: "failures", filter, selection: null })}
    >
      {failures.total === 0 && lockouts.length === 0 && <p className="none">None are recorded.</p>}
      <ul>
        {lockouts.slice(0, 3).map((at) => {
          const lockout = data.lockouts[at]!;
          return (
            <Line
              key={`l${at}`}
              when={clock.short(lockout.time)}
              title="Show the refused sign-ins of this account"
              onOpen={() =>
                showRows(app, { view: "failures", filter: `user:"${lockout.user.replaceAll('"', '""')}"` })
              }
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
    </Block>
  );
}
