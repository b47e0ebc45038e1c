import type { CaseData, ComputerInfo, Coverage } from "../../types/case.ts";
import { CHANNEL } from "../../types/event-table.ts";
import type { SourceInfo } from "../../types/source.ts";
import { channelKindOf } from "../catalog/event-catalog.ts";
import { TICKS_PER_DAY } from "../time/calendar.ts";
import { belongsTo } from "../verdicts.ts";
import { auditOf } from "./audit-of.ts";
import type { OwnPolicies } from "./policy-of.ts";

const MEGABYTE = 1024 * 1024;
/** Size of the Security log of a client that nobody changed. */
export const DEFAULT_LOG_BYTES = 20 * MEGABYTE;
/** Sizes that are looked at where the real one is not known: that of clients, and two that are often set. */
const TYPICAL_SIZES = [DEFAULT_LOG_BYTES, 128 * MEGABYTE, 1024 * MEGABYTE];
/** Shorter logs say nothing about a usual day. */
const DAYS_TO_JUDGE = 1;

/**
 * How it is known how large a Security log may grow: a file of settings says so; the log was copied after it had gone
 * round, or when it was full (1104), so that the file is as large as it may be.
 */
export const LOG_SIZE_ORIGINS = ["settings", "wentRound", "full"] as const;
export type LogSizeOrigin = (typeof LOG_SIZE_ORIGINS)[number];

export interface LogSize {
  readonly bytes: number;
  readonly from: LogSizeOrigin;
}

/** How fast the Security log of a computer fills. */
export interface Retention {
  readonly days: number;
  readonly recordsPerDay: number;
  /** Null when a file holds more than the Security log of this computer. */
  readonly bytesPerDay: number | null;
  /** Null when nothing tells it. */
  readonly size: LogSize | null;
  /** Days that a log of that size reaches back; null when either is not known. */
  readonly daysInSize: number | null;
  /** Days that logs of typical sizes would reach back; empty like `bytesPerDay`. */
  readonly typical: readonly { readonly bytes: number; readonly days: number }[];
}

export interface RetentionInput {
  readonly data: CaseData;
  readonly computer: ComputerInfo;
  readonly coverage: readonly Coverage[];
  readonly policies: OwnPolicies;
}

/** How far a log reaches back at the pace of what was read; null for less than a day, and for exports that leave out. */
export function retentionOf({ data, computer, coverage, policies }: RetentionInput): Retention | null {
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
  const files = ownFiles(data, computer);
  const bytesPerDay = bytesPerRecord(files) * (records / days);
  const isKnown = bytesPerDay > 0;
  const size = sizeOf(data, computer, policies, files);
  return {
    days,
    recordsPerDay: records / days,
    bytesPerDay: isKnown ? bytesPerDay : null,
    size,
    daysInSize: isKnown && size !== null ? size.bytes / bytesPerDay : null,
    typical: isKnown ? TYPICAL_SIZES.map((bytes) => ({ bytes, days: bytes / bytesPerDay })) : [],
  };
}

/** The .evtx files that hold nothing but the Security log of this computer. */
function ownFiles({ sources }: CaseData, computer: ComputerInfo): readonly SourceInfo[] {
  const isHere = belongsTo(computer);
  return sources.filter(
    ({ format, computers, channels }) =>
      format === "evtx" &&
      computers.length > 0 &&
      computers.every(isHere) &&
      channels.length === 1 &&
      channelKindOf(channels[0]!) === CHANNEL.security,
  );
}

/** Of what the files use of their bytes; 0 without any. */
function bytesPerRecord(files: readonly SourceInfo[]): number {
  let bytes = 0;
  let records = 0;
  for (const file of files) {
    bytes += file.bytes - (file.unusedBytes ?? 0);
    records += file.records;
  }
  return records === 0 ? 0 : bytes / records;
}

function sizeOf(
  data: CaseData,
  computer: ComputerInfo,
  policies: OwnPolicies,
  files: readonly SourceInfo[],
): LogSize | null {
  for (const { policy } of [...policies.logSettings, ...policies.effective])
    if (policy.logBytes !== undefined && policy.logBytes > 0)
      return { bytes: policy.logBytes, from: "settings" };
  const { turned, notices } = auditOf(data, computer.key);
  const round = files.find(({ id }) => turned.includes(id));
  if (round !== undefined) return { bytes: round.bytes, from: "wentRound" };
  const full = notices.find(({ kind }) => kind === "full");
  // A log that went on for long after it was full has been cleared or made larger.
  const filled = files.find(
    ({ newest }) => full !== undefined && newest >= full.last && newest - full.last < TICKS_PER_DAY,
  );
  return filled === undefined ? null : { bytes: filled.bytes, from: "full" };
}
