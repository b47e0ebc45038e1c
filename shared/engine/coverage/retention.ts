import type { CaseData, ComputerInfo, Coverage } from "../../types/case.ts";
import { CHANNEL } from "../../types/event-table.ts";
import { channelKindOf } from "../catalog/event-catalog.ts";
import { TICKS_PER_DAY } from "../time/calendar.ts";
import { belongsTo } from "../verdicts.ts";

/** Size of the Security log of a client that nobody changed. */
export const DEFAULT_LOG_BYTES = 20 * 1024 * 1024;
/** Shorter logs say nothing about a usual day. */
const DAYS_TO_JUDGE = 1;

/** How fast the Security log of a computer fills. */
export interface Retention {
  readonly days: number;
  readonly recordsPerDay: number;
  /** Null when a file holds more than the Security log of this computer. */
  readonly bytesPerDay: number | null;
  /** Days that a log of the default size would reach back; null like `bytesPerDay`. */
  readonly daysInDefaultSize: number | null;
}

/** How far a log reaches back at the pace of what was read; null for less than a day, and for exports that leave out. */
export function retentionOf(
  data: CaseData,
  computer: ComputerInfo,
  coverage: readonly Coverage[],
): Retention | null {
  const security = coverage.filter(({ channel }) => channelKindOf(channel) === CHANNEL.security);
  if (security.some(({ filtered }) => filtered)) return null;
  let ticks = 0;
  let records = 0;
  for (const each of security) {
    records += each.records;
    for (const [from, to] of each.spans) ticks += to - from;
  }
  const days = ticks / TICKS_PER_DAY;
  if (days < DAYS_TO_JUDGE || records === 0) return null;
  const bytesPerDay = bytesPerRecord(data, computer) * (records / days);
  const isKnown = bytesPerDay > 0;
  return {
    days,
    recordsPerDay: records / days,
    bytesPerDay: isKnown ? bytesPerDay : null,
    daysInDefaultSize: isKnown ? DEFAULT_LOG_BYTES / bytesPerDay : null,
  };
}

/** Of .evtx files that hold nothing but the Security log of this computer; 0 without any. */
function bytesPerRecord({ sources }: CaseData, computer: ComputerInfo): number {
  const isHere = belongsTo(computer);
  let bytes = 0;
  let records = 0;
  for (const source of sources) {
    const isOwn = source.computers.length > 0 && source.computers.every(isHere);
    const isSecurity =
      source.channels.length === 1 && channelKindOf(source.channels[0]!) === CHANNEL.security;
    if (source.format !== "evtx" || !isOwn || !isSecurity || source.notes.includes("emptyChunks")) continue;
    bytes += source.bytes;
    records += source.records;
  }
  return records === 0 ? 0 : bytes / records;
}
