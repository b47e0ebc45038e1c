import type { NumberingSign } from "../../types/coverage.ts";
import { EVENT_KINDS, type EventTable, KIND } from "../../types/event-table.ts";
import { foldedRecords, recordIdOf } from "../pairing/record-ids.ts";

/*
 * Numbers that an export gave anew run on however much it left out, so that no gap shows. Two things betray them; both
 * need a whole run of numbers without a gap, long enough that chance plays no part:
 *
 *     begins     numbers from 1 on are the whole life of a log. A log begins with a start of Windows, and whatever
 *                the audit policy is, its service notes its own stops and clearings and changes of the policy. One
 *                that holds nothing but logons and what belongs to them, and does not begin with the logon of
 *                Windows itself (or has that of several starts and no stop between), was picked out of a longer one.
 *     backwards  Windows numbers records as it writes them, and writes down when the clock is set back. Where the
 *                times fall back by more than an hour without that, records of several logs were put together.
 *
 * Looked at and not used: a long silence between two numbers (a machine asleep writes nothing), few kinds of events (a
 * guessed password fills a log with one), and the times in the record headers of .evtx files (in whole exports, too, they
 * fall between those of the records in every second place).
 */

/** Shorter runs of numbers say nothing. */
export const NUMBERS_TO_JUDGE = 50;
/** Starts of Windows without one stop of its log service between them: a machine may lose power once or twice. */
const STARTS_TO_JUDGE = 3;
const HOUR = 36_000_000_000;
/** So many rows before and after a fall of the times a change of the clock or a start of Windows explains it. */
const NEAR = 64;
/** Rows between two that are looked at first. */
const STRIDE = 16;

/** Records of logons and of what belongs to them: what somebody picks out of a log to look at logons. */
const PICKED = new Uint8Array(EVENT_KINDS.length);
for (const kind of [
  "logon",
  "logonFailed",
  "logoff",
  "userLogoff",
  "explicitCredentials",
  "privileges",
  "specialGroupLogon",
  "sessionReconnected",
  "sessionDisconnected",
  "locked",
  "unlocked",
  "saverOn",
  "saverOff",
  "accountLockedOut",
  "accountUnlocked",
  "credentialsRefused",
  "kerberosRefused",
  "ticketGranted",
  "credentialsAccepted",
  "hostTicket",
] as const)
  PICKED[KIND[kind]] = 1;

/** What lets the clock of a log fall back. */
const CLOCK = new Uint8Array(EVENT_KINDS.length);
for (const kind of ["clockChanged", "windowsStarting"] as const) CLOCK[KIND[kind]] = 1;

/** Rows of the Security log of one computer in the order of R1, and where its numbers begin anew. */
export interface NumberedRows {
  readonly rows: Uint32Array;
  readonly parts: readonly number[];
  /** True when every record is known to have a time, and none an earlier one than the record before it. */
  readonly inOrder?: boolean;
}

/** Whether some export numbered the records of a Security log anew, and what shows it; null where nothing does. */
export function numberingSign(
  events: EventTable,
  { rows, parts, inOrder = false }: NumberedRows,
): NumberingSign | null {
  for (const [at, from] of parts.entries()) {
    const part = rows.subarray(from, parts[at + 1] ?? rows.length);
    if (beginsAmidst(events, part)) return "begins";
    if (!inOrder && mayFallBack(events, part) && fallsBack(events, part)) return "backwards";
  }
  return null;
}

/** See `begins` above. Nearly always the first row answers. */
function beginsAmidst(events: EventTable, rows: Uint32Array): boolean {
  const { kind, logonType } = events;
  if (rows.length < NUMBERS_TO_JUDGE || recordIdOf(events, rows[0]!) !== 1) return false;
  if (recordIdOf(events, rows.at(-1)!) !== rows.length) return false;
  const isStart = (row: number) => kind[row] === KIND.logon && logonType[row] === 0;
  let starts = 0;
  for (const row of rows) {
    if (PICKED[kind[row]!] === 0) return false;
    if (isStart(row)) starts++;
  }
  return !isStart(rows[0]!) || starts >= STARTS_TO_JUDGE;
}

/**
 * Whether times fall back between rows some way apart. Where one log ends and another begins they do; looking at every
 * row would cost as much as all else that is asked of it.
 */
function mayFallBack({ time }: EventTable, rows: Uint32Array): boolean {
  let before = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at += STRIDE) {
    const now = time[rows[at]!]!;
    if (now < before - HOUR) return true;
    before = now;
  }
  return false;
}

/** See `backwards` above. */
function fallsBack(events: EventTable, rows: Uint32Array): boolean {
  const { kind, time } = events;
  let fell = -1;
  let clock = Number.NEGATIVE_INFINITY;
  let before = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const now = time[row]!;
    if (CLOCK[kind[row]!] === 1) {
      clock = at;
      // One soon after a fall explains it.
      if (fell >= 0 && at - fell <= NEAR) fell = -1;
    } else if (fell < 0 && now < before - HOUR && at - clock > NEAR) {
      fell = at;
    } else if (fell >= 0 && at - fell > NEAR) break;
    if (!Number.isNaN(now)) before = now;
  }
  return fell >= 0 && runsOn(events, rows);
}

/** Whether no number is missing from the first to the last, as far as the kept rows tell. */
function runsOn(events: EventTable, rows: Uint32Array): boolean {
  let records = 0;
  for (const row of rows) records += foldedRecords(events, row);
  // A run of skipped records at the front begins before the row that is kept of it.
  const lead = foldedRecords(events, rows[0]!) - 1;
  const span = recordIdOf(events, rows.at(-1)!) - recordIdOf(events, rows[0]!) + 1 + lead;
  return records >= NUMBERS_TO_JUDGE && records === span;
}
