import { logonTypeGroup } from "../../../shared/engine/catalog/logon-types.ts";
import { drawnSpan } from "../../../shared/engine/lanes.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { SessionTable } from "../../../shared/types/session-table.ts";
import type { BarTimes, EdgeKind } from "../../components/time-canvas/bar-shape.ts";
import type { LaneBars } from "../../components/time-canvas/lane-model.ts";
import { BAR_GROUPS, type BarGroup } from "../../components/time-canvas/palette.ts";
import { memoByObject } from "../../data/memo.ts";
import { solidEnd } from "../../data/solid-end.ts";

const EXACT = 0;
const BOUNDED = 1;
const OPEN = 2;
const EDGES: readonly EdgeKind[] = ["hard", "fade", "arrow", "torn"];

/** Colour group of a logon type. Unlocks happen at the console; other credentials have no place of their own. */
export function barGroup(logonType: number): BarGroup {
  const group = logonTypeGroup(logonType);
  switch (group) {
    case "unlock":
      return "console";
    case "otherCredentials":
    case "unknown":
      return "other";
    default:
      return group;
  }
}

const GROUP_CODES = Uint8Array.from({ length: 256 }, (_, type) => BAR_GROUPS.indexOf(barGroup(type)));

/** Position in `BAR_GROUPS` of a session's colour. */
export function barGroupCode(table: SessionTable, row: number): number {
  return GROUP_CODES[table.logonType[row]!]!;
}

/** Stretch of time every session takes up on the canvas, worked out once so that drawing needs no decisions. */
export const barsOf = memoByObject((data: CaseData): LaneBars => {
  const { sessions } = data;
  const from = new Float64Array(sessions.length);
  const to = new Float64Array(sessions.length);
  const solid = new Float64Array(sessions.length);
  for (let row = 0; row < sessions.length; row++) {
    const span = drawnSpan(sessions, row, data.oldest, data.newest);
    const end = solidEnd(sessions, row);
    from[row] = span.from;
    to[row] = span.to;
    solid[row] = Number.isNaN(end) ? (sessions.confidence[row] === OPEN ? span.to : span.from) : end;
  }
  return { from, to, solid };
});

/** How one session is drawn. */
export function barTimes(data: CaseData, bars: LaneBars, row: number): BarTimes {
  const { sessions } = data;
  const confidence = sessions.confidence[row]!;
  const to = Math.max(bars.from[row]!, bars.solid[row]!);
  const upper = sessions.endUpper[row]!;
  return {
    from: bars.from[row]!,
    to,
    fadeTo: confidence === BOUNDED && upper > to ? upper : to,
    end: EDGES[confidence] ?? "torn",
    startTorn: sessions.startConfidence[row] !== EXACT,
  };
}
