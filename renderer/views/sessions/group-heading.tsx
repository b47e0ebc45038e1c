import { logonTypeName } from "../../../shared/engine/catalog/logon-types.ts";
import type { Grouping, GroupTotals, SessionGroups } from "../../../shared/engine/grouping.ts";
import { startOfLocalDay } from "../../../shared/engine/time/days.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import { endReasonText } from "../../../shared/export/messages.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { CONFIDENCES } from "../../../shared/types/names.ts";
import { SureIcon } from "../../components/sure-icon.tsx";
import type { Clock } from "../../data/clock.ts";
import { computerName, reasonOf, userName } from "../../data/session-words.ts";
import { count, counted, T } from "../../data/texts.ts";

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

/** `on at least 8 h, at most 9 h`; without an upper bound only the first half is true. */
function boundsText(word: string, min: number, max: number, unlimited: number): string {
  const least = formatDuration(min) ?? "0 s";
  if (unlimited === 0 && min === max) return `${word} ${least}`;
  const most = unlimited > 0 ? "" : `, at most ${formatDuration(max) ?? ""}`;
  return `${word} at least ${least}${most}`;
}

interface GroupHeadingProps {
  readonly name: string;
  readonly sessions: number;
  readonly totals: GroupTotals;
  readonly group: number;
}

/** The line over the rows of a group: how many, how long added up, and how well their ends are known. */
export function GroupHeading({ name, sessions, totals, group }: GroupHeadingProps) {
  const on = boundsText("on", totals.onMin[group]!, totals.onMax[group]!, totals.unlimited[group]!);
  const active = boundsText(
    "active",
    totals.activeMin[group]!,
    totals.activeMax[group]!,
    totals.activeUnlimited[group]!,
  );
  return (
    <>
      <b className="clip" dir="auto" title={name}>
        {name}
      </b>
      <span>{counted(sessions, "session")}</span>
      <span title="Added up, also where sessions overlap. Ends that are not known are left out.">
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
