import { logonTypeName } from "../../../shared/engine/catalog/logon-types.ts";
import type { Grouping, GroupTotals, SessionGroups } from "../../../shared/engine/grouping.ts";
import { startOfLocalDay } from "../../../shared/engine/time/days.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES } from "../../../shared/types/names.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import type { Clock } from "../../data/clock.ts";
import { lengthText } from "../../data/length-text.ts";
import { endReasonText } from "../../data/messages.ts";
import { count } from "../../data/numbers.ts";
import { computerName, reasonOf, userName } from "../../data/session-words.ts";
import { COUNTS } from "../../data/texts/counts.ts";
import { TABLE_TEXTS as W } from "../../data/texts/table.ts";
import { T } from "../../data/texts.ts";

/** What the sessions of a group share, in words. */
export function groupName(
  data: CaseData,
  clock: Clock,
  groups: SessionGroups,
  by: Grouping,
  group: number,
): string {
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
  return min === max ? words.exact(least) : words.between(least, lengthText(max) ?? "");
}

interface GroupHeadingProps {
  readonly name: string;
  readonly sessions: number;
  readonly totals: GroupTotals;
  readonly group: number;
}

/** The line over the rows of a group: how many, how long added up, and how well their ends are known. */
export function GroupHeading({ name, sessions, totals, group }: GroupHeadingProps) {
  const on = boundsText(ON, totals.onMin[group]!, totals.onMax[group]!, totals.unlimited[group]!);
  const active = boundsText(
    ACTIVE,
    totals.activeMin[group]!,
    totals.activeMax[group]!,
    totals.activeUnlimited[group]!,
  );
  return (
    <>
      <b className="clip" dir="auto" title={name}>
        {name}
      </b>
      <span>{COUNTS.sessions(sessions)}</span>
      <span title={W.addedUp}>
        {on}; {active}
      </span>
      {CONFIDENCES.map((confidence, code) => {
        const ends = totals.ends[group * CONFIDENCES.length + code]!;
        return ends === 0 ? null : (
          <span key={confidence} className="pair" title={`${count(ends)}: ${T.confidence[confidence]}`}>
            <SureIcon confidence={confidence} />
            {count(ends)}
            <span className="sr-only">{T.confidence[confidence]}</span>
          </span>
        );
      })}
    </>
  );
}
