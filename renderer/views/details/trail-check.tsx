import { CircleCheck, TriangleAlert } from "lucide-react";
import { factOf } from "../../../shared/engine/trails/facts-of.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SESSION_KINDS } from "../../../shared/types/names.ts";
import { TRAIL_CHECKS } from "../../../shared/types/trail.ts";
import type { Clock } from "../../data/clock.ts";
import { plainText } from "../../data/filled-words.ts";
import { isZoneAssumed } from "../../data/script-zone.ts";
import { sessionSentence } from "../../data/session-words.ts";
import { T } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { select } from "../../state/commands.ts";

const SCRIPT = SESSION_KINDS.indexOf("script");

/** How a session of the event log and what a logon script wrote of it stand to each other. */
export function TrailCheck({
  data,
  row,
  clock,
}: {
  readonly data: CaseData;
  readonly row: number;
  readonly clock: Clock;
}) {
  const app = useApp();
  const facts = data.trails?.facts;
  const at = factOf(data, row);
  const check = TRAIL_CHECKS[facts?.check[at] ?? 0] ?? "notHeld";
  if (facts === undefined || check === "notHeld") return null;
  const other = facts.other[at]!;
  const isFine = check === "matching";
  return (
    <section aria-label={T.scripts.trail}>
      <h3 className="section">{T.scripts.trail}</h3>
      <p className={isFine ? "trail-check" : "trail-check bad"}>
        {isFine ? <CircleCheck size={15} aria-hidden /> : <TriangleAlert size={15} aria-hidden />}
        <span>{T.scripts.check[check]}</span>
      </p>
      {other >= 0 && (
        <p>
          {data.sessions.kind[other] === SCRIPT ? T.scripts.other.script : T.scripts.other.desktop}{" "}
          <button type="button" className="link" onClick={() => select(app, { type: "session", row: other })}>
            {plainText(sessionSentence(data, other, clock))}
          </button>
        </p>
      )}
      <p className="mute">{T.scripts.tolerance}</p>
      {!isFine && isZoneAssumed(data) && <p className="mute">{T.scripts.zoneAssumed}</p>}
    </section>
  );
}
