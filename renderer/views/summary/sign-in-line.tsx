import type { CaseData } from "../../../shared/types/case.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import type { Clock } from "../../data/clock.ts";
import { computerName, confidenceOf, fromText, reasonOf, userName } from "../../data/session-words.ts";
import { solidEnd } from "../../data/solid-end.ts";
import { SUMMARY_TEXTS as S } from "../../data/texts/summary.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { showRows } from "../../state/commands.ts";
import { Filled } from "../filled.tsx";
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
  const who = <b>{place ? computerName(data, row) : userName(data, row)}</b>;
  return (
    <Line
      when={clock.short(start)}
      title={S.openSession}
      onOpen={() => showRows(app, { view: "sessions", selection: { type: "session", row } })}
    >
      {from === "" ? (
        who
      ) : (
        <Filled text={from === T.console ? S.atConsole : S.cameFrom} parts={{ who, from }} />
      )}
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
  const reason = T.reasons[reasonOf(data, row)];
  switch (confidenceOf(data, row)) {
    case "exact": {
      const end = sessions.end[row]!;
      return reasonOf(data, row) === "userLogoff"
        ? S.signedOut(at(end, start))
        : S.until(at(end, start), reason);
    }
    case "bounded":
      if (at(lower, start) === at(sessions.endUpper[row]!, start)) {
        return S.until(at(lower, start), reason);
      }
      return S.untilBetween(at(lower, start), at(sessions.endUpper[row]!, lower), reason);
    case "open":
      return Number.isNaN(lower) ? T.confidence.open : S.open(at(lower, start));
    case "unknown":
      return Number.isNaN(lower) ? S.unknown : S.unknownSeen(at(lower, start));
  }
}
