import type { Coverage } from "../../types/case.ts";
import type { AuditSegment } from "../../types/coverage.ts";
import { CHANNEL } from "../../types/event-table.ts";
import { channelKindOf } from "../catalog/event-catalog.ts";

/** A computer with fewer Security records and no boot is too little to judge. */
export const RECORDS_TO_JUDGE = 50;

/** Whether the Security log of a computer is long enough that what is missing in it means something. */
export function enoughToJudge(segments: readonly AuditSegment[], coverage: readonly Coverage[]): boolean {
  if (segments.some(({ counts }) => counts.bootMarker !== undefined || counts.systemLogon !== undefined))
    return true;
  let records = 0;
  for (const each of coverage) if (channelKindOf(each.channel) === CHANNEL.security) records += each.records;
  return records >= RECORDS_TO_JUDGE;
}
