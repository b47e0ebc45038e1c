import { logonTypeGroup } from "../../../shared/engine/catalog/logon-types.ts";
import { type DrawnSpans, drawnSpans } from "../../../shared/engine/drawn-spans.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES, INTERVAL_KINDS } from "../../../shared/types/names.ts";
import type { SessionTable } from "../../../shared/types/session-table.ts";
import type { BarTimes, EdgeKind } from "../../components/time-canvas/bar-shape.ts";
import { BAR_GROUPS, type BarGroup } from "../../components/time-canvas/palette.ts";
import type { Interval, IntervalLook, SessionFacts } from "../../components/time-canvas/stage.ts";
import { memoByObject } from "../../data/memo.ts";

const EXACT = CONFIDENCES.indexOf("exact");
const EDGES: readonly EdgeKind[] = ["hard", "fade", "arrow", "torn"];
const LOOKS: readonly IntervalLook[] = INTERVAL_KINDS.map((kind) =>
  kind === "disconnected" || kind === "asleep" ? kind : "locked",
);

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
export const barsOf = memoByObject((data: CaseData): DrawnSpans => drawnSpans(data.sessions, data.oldest));

/** How one session is drawn. */
export function barTimes(data: CaseData, bars: DrawnSpans, row: number): BarTimes {
  const { sessions } = data;
  const from = bars.solidFrom[row]!;
  const lead = bars.from[row]!;
  const end = EDGES[sessions.confidence[row]!] ?? "torn";
  return {
    from,
    to: bars.solidTo[row]!,
    fadeFrom: lead,
    fadeTo: end === "fade" ? bars.to[row]! : bars.solidTo[row]!,
    end,
    startTorn: sessions.startConfidence[row] !== EXACT && lead === from,
  };
}

/** What the canvas asks about sessions, answered from the columns. */
export const factsOf = memoByObject((data: CaseData): SessionFacts => {
  const { sessions } = data;
  const { intervals, intervalStart } = sessions;
  const bars = barsOf(data);
  return {
    groups: sessions.logonType.map((type) => GROUP_CODES[type]!),
    timesOf: (row) => barTimes(data, bars, row),
    intervalsOf: (row) => {
      const out: Interval[] = [];
      for (let i = intervalStart[row]!; i < intervalStart[row + 1]!; i++) {
        const to = intervals.to[i]!;
        const until = Number.isNaN(to) ? bars.solidTo[row]! : to;
        out.push({ kind: LOOKS[intervals.kind[i]!] ?? "locked", from: intervals.from[i]!, to: until });
      }
      return out;
    },
  };
});
