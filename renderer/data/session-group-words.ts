import { logonTypeName } from "../../shared/engine/catalog/logon-types.ts";
import type { Grouping, GroupTotals, SessionGroups } from "../../shared/engine/grouping.ts";
import { startOfLocalDay } from "../../shared/engine/time/days.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { CONFIDENCES, type Confidence } from "../../shared/types/names.ts";
import type { Clock } from "./clock.ts";
import { lengthText } from "./length-text.ts";
import { endReasonText } from "./messages.ts";
import { count } from "./numbers.ts";
import { computerName, reasonOf, userName } from "./session-words.ts";
import { COUNTS } from "./texts/counts.ts";
import { TABLE_TEXTS as W } from "./texts/table.ts";
import { T } from "./texts.ts";

/** What stands over the sessions of a group. */
export interface SessionGroupWords {
  readonly name: string;
  readonly sessions: string;
  /** How long they were on and active, added up. */
  readonly times: string;
  /** How well their ends are known, and of how many. */
  readonly ends: readonly { readonly confidence: Confidence; readonly count: number }[];
}

/** The heading of a group in words, for the screen and for what is saved of it. */
export function sessionGroupWords(
  data: CaseData,
  clock: Clock,
  groups: SessionGroups,
  totals: GroupTotals,
  by: Grouping,
  group: number,
): SessionGroupWords {
  const on = boundsText(ON, totals.onMin[group]!, totals.onMax[group]!, totals.unlimited[group]!);
  const active = boundsText(
    ACTIVE,
    totals.activeMin[group]!,
    totals.activeMax[group]!,
    totals.activeUnlimited[group]!,
  );
  const ends = CONFIDENCES.map((confidence, code) => ({
    confidence,
    count: totals.ends[group * CONFIDENCES.length + code]!,
  }));
  return {
    name: groupName(data, clock, groups, by, group),
    sessions: COUNTS.sessions(groups.start[group + 1]! - groups.start[group]!),
    times: `${on}; ${active}`,
    ends: ends.filter((each) => each.count > 0),
  };
}

/** The same in one line. */
export function sessionGroupLine({ name, sessions, times, ends }: SessionGroupWords): string {
  const sure = ends.map((each) => `${count(each.count)} ${T.confidenceShort[each.confidence]}`);
  return [name, sessions, times, ...sure].join(" · ");
}

/** What the sessions of a group share, in words. */
function groupName(data: CaseData, clock: Clock, groups: SessionGroups, by: Grouping, group: number): string {
  const row = groups.rows[groups.start[group]!]!;
  const key = groups.key[group]!;
  switch (by) {
    case "user":
      return userName(data, row);
    case "computer":
      return computerName(data, row);
    case "type":
      return key === 255 ? T.notKnown : `${logonTypeName(key)} (${key})`;
    case "reason":
      return endReasonText(reasonOf(data, row));
    case "day":
      return Number.isNaN(key) ? T.notKnown : clock.dayName(startOfLocalDay(clock.zone, key));
  }
}

/** How the bounds of a sum are said; without an upper bound only the lower one is true. */
interface BoundWords {
  readonly exact: (time: string) => string;
  readonly least: (least: string) => string;
  readonly between: (least: string, most: string) => string;
}

const ON: BoundWords = { exact: W.on, least: W.onAtLeast, between: W.onBetween };
const ACTIVE: BoundWords = { exact: W.active, least: W.activeAtLeast, between: W.activeBetween };

function boundsText(words: BoundWords, min: number, max: number, unlimited: number): string {
  const least = lengthText(min) ?? "0 s";
  if (unlimited > 0) return words.least(least);
  if (min === max) return words.exact(least);
  const most = lengthText(max) ?? "";
  return least === most ? words.exact(`≈ ${least}`) : words.between(least, most);
}
