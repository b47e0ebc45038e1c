import type { CaseData } from "../../../shared/types/case.ts";
import type { TimeWindow } from "../../components/time-canvas/time-scale.ts";
import type { Clock } from "../../data/clock.ts";
import { sessionTitle } from "../../data/session-facts.ts";
import { plainText, sessionSentence } from "../../data/session-words.ts";
import { counted } from "../../data/texts.ts";
import { useApp } from "../../state/app.ts";
import { select } from "../../state/commands.ts";
import { barsOf } from "./bars.ts";

const MOST = 100;

/**
 * The sessions in view as a list of buttons: what keyboard and screen reader have instead of the canvas. It shows
 * itself when it gets the focus.
 */
export function SessionMirror({
  data,
  clock,
  rows,
  window,
}: {
  readonly data: CaseData;
  readonly clock: Clock;
  readonly rows: Uint32Array;
  readonly window: TimeWindow;
}) {
  const app = useApp();
  const bars = barsOf(data);
  const shown: number[] = [];
  let total = 0;
  for (const row of rows) {
    if (bars.to[row]! < window.from || bars.from[row]! > window.to) continue;
    total++;
    if (shown.length < MOST) shown.push(row);
  }
  return (
    <section className="mirror" aria-label="Sessions in view">
      <h2>{counted(total, "session")} in view</h2>
      <ul>
        {shown.map((row) => (
          <li key={row}>
            <button type="button" onClick={() => select(app, { type: "session", row })}>
              {sessionTitle(data, row)}. {plainText(sessionSentence(data, row, clock))}
            </button>
          </li>
        ))}
      </ul>
      {total > MOST && <p className="mute">Zoom in, or use the sessions table, for the others.</p>}
    </section>
  );
}
