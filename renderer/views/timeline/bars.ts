import { logonTypeGroup } from "../../../shared/engine/catalog/logon-types.ts";
import { drawnFrom, drawnTo } from "../../../shared/engine/lanes.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { SessionTable } from "../../../shared/types/session-table.ts";
import type { BarTimes, EdgeKind } from "../../components/time-canvas/bar-shape.ts";
import type { LaneBars } from "../../components/time-canvas/lane-model.ts";
import { BAR_GROUPS, type BarGroup } from "../../components/time-canvas/palette.ts";
import { memoByObject } from "../../data/memo.ts";
import { solidEnd } from "../../data/solid-end.ts";

const EXACT = 0;
const BOUNDED = 1;
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

/**
 * Bounds that do not exist are not drawn: a session without a known start begins, torn, at its first sign, and never at
 * the beginning of the log. These make the engine's spans say so.
 */
export const NO_FIRST = Number.POSITIVE_INFINITY;
export const NO_LAST = Number.NEGATIVE_INFINITY;

/** Stretch of time every session takes up on the canvas, worked out once so that drawing needs no decisions. */
export const barsOf = memoByObject((data: CaseData): LaneBars => {
  const { sessions } = data;
  const { length } = sessions;
  const bars = {
    from: new Float64Array(length),
    to: new Float64Array(length),
    solidFrom: new Float64Array(length),
    solidTo: new Float64Array(length),
  };
  for (let row = 0; row < length; row++) {
    const drawn = drawnFrom(sessions, row, NO_FIRST);
    const reach = drawnTo(sessions, row, drawn, NO_LAST);
    const end = solidEnd(sessions, row);
    const known = sessions.start[row]!;
    const start = Number.isFinite(known) ? known : firstSign(data, row, drawn, end);
    bars.from[row] = Number.isFinite(drawn) ? Math.min(drawn, start) : start;
    bars.to[row] = Number.isFinite(reach) ? Math.max(reach, start) : start;
    bars.solidFrom[row] = start;
    bars.solidTo[row] = end > start ? end : start;
  }
  return bars;
});

/** Where the certain part of a session without a known start begins. */
function firstSign(data: CaseData, row: number, drawn: number, end: number): number {
  const upper = data.sessions.startUpper[row]!;
  return [upper, drawn, end, data.oldest].find((value) => Number.isFinite(value)) ?? 0;
}

/** How one session is drawn. */
export function barTimes(data: CaseData, bars: LaneBars, row: number): BarTimes {
  const { sessions } = data;
  const confidence = sessions.confidence[row]!;
  const from = bars.solidFrom[row]!;
  const to = bars.solidTo[row]!;
  const upper = sessions.endUpper[row]!;
  const lead = bars.from[row]!;
  return {
    from,
    to,
    fadeFrom: lead,
    fadeTo: confidence === BOUNDED && upper > to ? upper : to,
    end: EDGES[confidence] ?? "torn",
    startTorn: sessions.startConfidence[row] !== EXACT && lead === from,
  };
}
