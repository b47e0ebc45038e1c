import { channelKindOf } from "../../../shared/engine/catalog/event-catalog.ts";
import type { ReaderSummary } from "../../../shared/readers/reader-summary.ts";
import { CHANNEL } from "../../../shared/types/event-table.ts";
import { codeOf } from "../../../shared/types/names.ts";
import type { Damage, SourceFailure, SourceInfo, SourceNote } from "../../../shared/types/source.ts";
import { SCRIPT_ROLES } from "../../../shared/types/trail.ts";
import { NO_TIME } from "../../../shared/types/units.ts";

/** What a pass over one input gave. */
export interface PassResult {
  readonly used: number;
  /** Logons and failed logons. */
  readonly logons: number;
  /** Rows that found no room. */
  readonly lost: number;
}

/** What is known of an input once reading it has ended. */
export interface InputRead {
  /** What was known of its damage before. */
  readonly damage: readonly Damage[];
  readonly summary: ReaderSummary;
  /** Null when reading broke off. */
  readonly result: PassResult | null;
  readonly size: number;
  /** How far it was read. */
  readonly done: number;
  readonly sha256: string | null;
}

/** An input of which nothing is known but its name. */
export function unreadSource(id: number, path: string, failure: SourceFailure | null): SourceInfo {
  return {
    id,
    path,
    format: "unknown",
    bytes: 0,
    sha256: null,
    records: 0,
    used: 0,
    duplicates: 0,
    recovered: 0,
    oldest: NO_TIME,
    newest: NO_TIME,
    computers: [],
    channels: [],
    damage: [],
    notes: [],
    failure,
  };
}

/** What of a source is known from its reader. */
export function summaryFields(summary: ReaderSummary) {
  const {
    records,
    recovered,
    oldest,
    newest,
    computers,
    channels,
    damage,
    notes,
    unusedBytes,
    text,
    policy,
    trail,
    cloud,
    archive,
  } = summary;
  const known = { records, recovered, oldest, newest, computers, channels, damage, notes };
  return {
    ...known,
    ...(unusedBytes === undefined ? {} : { unusedBytes }),
    ...(text === undefined ? {} : { text }),
    ...(policy === undefined ? {} : { policy }),
    ...(trail === undefined ? {} : { trail: trail.source }),
    ...(cloud === undefined ? {} : { cloud: cloud.source }),
    ...(archive === undefined ? {} : { archive }),
  };
}

/** A source as it stands in the result. */
export function readSource(known: SourceInfo, read: InputRead): SourceInfo {
  const { summary, result } = read;
  return {
    ...known,
    ...summaryFields(summary),
    bytes: read.size,
    used: usedOf(summary, result),
    sha256: result === null || summary.cancelled ? null : read.sha256,
    damage: damageOf(read),
    notes: notesOf(summary, result),
    failure: failureOf(summary, result),
  };
}

const UNKNOWN_ROLE = codeOf(SCRIPT_ROLES, "unknown");

/** Records that rules need, and lines of scripts that can make a session. */
function usedOf({ trail }: ReaderSummary, result: PassResult | null): number {
  if (trail?.rows.kind !== "script") return result?.used ?? 0;
  const { role, time } = trail.rows;
  let used = 0;
  for (let row = 0; row < role.length; row++)
    if (role[row] !== UNKNOWN_ROLE && !Number.isNaN(time[row]!)) used++;
  return used;
}

function damageOf({ damage: before, summary, result, size, done }: InputRead): readonly Damage[] {
  // What the archive tells of its damage the reader may have found as well, and with its exact place.
  const found = new Set(summary.damage.map(({ code }) => code));
  const damage = [...before.filter(({ code }) => !found.has(code)), ...summary.damage];
  const isCut = damage.some(({ code }) => code === "truncated");
  if (result === null) {
    if (summary.records > 0 && !isCut) damage.push({ code: "truncated", offset: done, count: 1 });
    return damage;
  }
  // A file that was cut shorter while it was read.
  if (done < size && !summary.cancelled && !isCut) damage.push({ code: "truncated", offset: done, count: 1 });
  if (result.lost > 0) damage.push({ code: "limit", offset: 0, count: result.lost });
  return damage;
}

/** Logs that help without holding a logon of the Security log, so that its absence is nothing to tell. */
const HELPERS: ReadonlySet<number> = new Set([CHANNEL.system, CHANNEL.lsm, CHANNEL.rcm]);

function notesOf(
  { notes, isLog, cancelled, channels, policy, trail, cloud, archive }: ReaderSummary,
  result: PassResult | null,
): readonly SourceNote[] {
  if ([policy, trail, cloud, archive].some((each) => each !== undefined)) return notes;
  const helps = channels.length > 0 && channels.every((channel) => HELPERS.has(channelKindOf(channel)));
  return isLog && !cancelled && !helps && result?.logons === 0 ? [...notes, "noLogonEvents"] : notes;
}

function failureOf(
  { records, isLog, cancelled }: ReaderSummary,
  result: PassResult | null,
): SourceFailure | null {
  if (result === null && records === 0) return "unreadable";
  if (isLog) return null;
  return cancelled ? "cancelled" : "notALog";
}
