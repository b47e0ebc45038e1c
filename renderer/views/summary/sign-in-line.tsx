import type { CaseData } from "../../../shared/types/case.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import type { Clock } from "../../data/clock.ts";
import { computerName, confidenceOf, fromText, reasonOf, userName } from "../../data/session-words.ts";
import { solidEnd } from "../../data/solid-end.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { Line } from "./line.tsx";

/** `Fri 15 Mar 08:01  anna signed in at the console, signed out 17:05`. */
export function SignInLine({
  data,
  clock,
  row,
  place = false,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly row: number;
  /** Names the computer instead of the person. */
  readonly place?: boolean;
}) {
  const app = useApp();
  const { sessions } = data;
  const start = Number.isNaN(sessions.start[row]!) ? sessions.startUpper[row]! : sessions.start[row]!;
  const from = fromText(data, row);
  const origin = from === "" ? "" : from === "console" ? " at the console" : ` from ${from}`;
  return (
    <Line
      when={clock.short(start)}
      title="Open this session"
      onOpen={() => showRows(app, { view: "sessions", selection: { type: "session", row } })}
    >
      <b>{place ? computerName(data, row) : userName(data, row)}</b>
      {origin}
      <span className="then">
        <SureIcon confidence={confidenceOf(data, row)} />
        {endPhrase(data, row, clock, start)}
      </span>
    </Line>
  );
}

function endPhrase(data: CaseData, row: number, clock: Clock, start: number): string {
  const { sessions } = data;
  const lower = solidEnd(sessions, row);
  const at = clock.nearShort;
  switch (confidenceOf(data, row)) {
    case "exact": {
      const end = sessions.end[row]!;
      return reasonOf(data, row) === "userLogoff"
        ? `signed out ${at(end, start)}`
        : `until ${at(end, start)}: ${T.reasons[reasonOf(data, row)]}`;
    }
    case "bounded":
      if (at(lower, start) === at(sessions.endUpper[row]!, start)) {
        return `until ${at(lower, start)}: ${T.reasons[reasonOf(data, row)]}`;
      }
      return `until between ${at(lower, start)} and ${at(sessions.endUpper[row]!, lower)}: ${T.reasons[reasonOf(data, row)]}`;
    case "open":
      return Number.isNaN(lower) ? T.confidence.open : `no end in this log (last seen ${at(lower, start)})`;
    case "unknown":
      return Number.isNaN(lower) ? "end not known" : `end not known (last seen ${at(lower, start)})`;
  }
}
