import type { CaseData } from "../../../shared/types/case.ts";
import type { Hit } from "../../components/time-canvas/hit-test.ts";
import type { Clock } from "../../data/clock.ts";
import { failureSentence } from "../../data/failure-words.ts";
import { sessionTitle } from "../../data/session-facts.ts";
import { durationText, sessionSentence, typeText } from "../../data/session-words.ts";
import { Words } from "../words.tsx";

/** What lies under the pointer, in words. */
export function TimelineTip({
  hit,
  data,
  clock,
}: {
  readonly hit: Hit;
  readonly data: CaseData;
  readonly clock: Clock;
}) {
  if (hit.type === "axis") return <span>Click: who was on then?</span>;
  if (hit.type === "label") {
    const { lane } = hit.item;
    return <span>{lane.only === null ? lane.label : `Click: only ${lane.label}`}</span>;
  }
  if (hit.type !== "lane") return null;
  if (hit.failure >= 0 && hit.row < 0) {
    return (
      <span>
        <Words sentence={failureSentence(data, hit.failure, clock)} />
      </span>
    );
  }
  if (hit.row < 0) return null;
  return (
    <>
      <strong>{sessionTitle(data, hit.row)}</strong>
      <span className="mute">
        {typeText(data.sessions.logonType[hit.row]!)} · {durationText(data, hit.row)}
      </span>
      <span>
        <Words sentence={sessionSentence(data, hit.row, clock)} />
      </span>
    </>
  );
}
