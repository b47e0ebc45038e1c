import type { ReactNode } from "react";
import { logonTypeName } from "../../../shared/engine/catalog/logon-types.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { NO_LOGON_TYPE } from "../../../shared/types/event-table.ts";
import { SESSION_KINDS } from "../../../shared/types/names.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import { BAR_GROUPS } from "../../components/time-canvas/palette.ts";
import type { Clock } from "../../data/clock.ts";
import { sessionCell, sessionCellTitle } from "../../data/session-cells.ts";
import { confidenceOf } from "../../data/session-words.ts";
import { T } from "../../data/texts.ts";
import { barGroupCode } from "../timeline/bars.ts";

/** What stands in the place of a logon type for what no event log tells of. */
function trailKind(data: CaseData, row: number): string | null {
  const kind = SESSION_KINDS[data.sessions.kind[row]!];
  return kind === "script" || kind === "cloud" ? T.trailKinds[kind] : null;
}

/** Whether a text may run from right to left. A direction costs the browser a look at every letter, in every cell. */
const mayTurn = (text: string): boolean => /[\u0590-\uffff]/.test(text);

/** One cell of a session, by the id of its column. */
export function cellOf(data: CaseData, clock: Clock, column: string, row: number): ReactNode {
  const words = sessionCell(data, clock, column, row);
  const title = sessionCellTitle(data, column, row, words);
  if (column === "type") {
    const type = data.sessions.logonType[row]!;
    return (
      <span className="pair" title={title}>
        <i className={`swatch g-${BAR_GROUPS[barGroupCode(data.sessions, row)]}`} aria-hidden />
        <span className="clip">
          {type === NO_LOGON_TYPE ? (trailKind(data, row) ?? T.notKnown) : logonTypeName(type)}
        </span>
      </span>
    );
  }
  if (column === "end") {
    const confidence = confidenceOf(data, row);
    return (
      <span className="pair" title={title}>
        <SureIcon confidence={confidence} />
        <span className="sr-only">{T.confidence[confidence]}</span>
        <span className="clip">{words}</span>
      </span>
    );
  }
  return (
    <span dir={mayTurn(words) ? "auto" : undefined} title={title}>
      {words}
    </span>
  );
}
