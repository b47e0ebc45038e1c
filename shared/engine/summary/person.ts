import type { CaseData } from "../../types/case.ts";
import { CONFIDENCES, SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { concurrency, type Span } from "../concurrency.ts";
import { durationMax, durationMin } from "../durations.ts";
import { type UserInfo, usersOf } from "../users.ts";
import { type RefusalLine, refusalLine } from "./refusal-runs.ts";
import { newest, type RowLine } from "./row-line.ts";

/** A computer, or a place that sessions came from, and what a person did there. */
export interface PlaceLine {
  /** Id in the string table: name of the computer, or the address or client; 0 where the log does not say. */
  readonly text: number;
  readonly sessions: number;
  /** Start of the newest session there. */
  readonly last: number;
}

/** All that a case knows of one person. Rows are rows of the case's own tables. */
export interface PersonSummary {
  readonly user: UserInfo;
  /** Desktop sessions by start. */
  readonly signIns: RowLine;
  readonly stillOn: RowLine;
  readonly failures: RefusalLine;
  /** Positions in the lockouts of the case, newest first. */
  readonly lockouts: readonly number[];
  /** Earliest start, and the latest moment at which the person was surely on; `NaN` without a session. */
  readonly first: number;
  readonly lastSeen: number;
  /** Ticks with at least one session somewhere: at least, and at most (`NaN` when some session has no upper end). */
  readonly presentMin: number;
  readonly presentMax: number;
  /** Most sessions first. */
  readonly computers: readonly PlaceLine[];
  readonly origins: readonly PlaceLine[];
  /** Desktop rows in the order of the table, for what is worked out by day. */
  readonly rows: readonly number[];
}

const DESKTOP = SESSION_KINDS.indexOf("desktop");
const OPEN = CONFIDENCES.indexOf("open");

/** What a case knows of a user, by identity (`userKey` of the tables); null when no row names it. Linear in rows. */
export function summarisePerson(data: CaseData, userKey: number): PersonSummary | null {
  const user = usersOf(data).get(userKey);
  if (user === undefined) return null;
  const { sessions, failures } = data;
  const rows: number[] = [];
  for (let row = 0; row < sessions.length; row++) {
    if (sessions.userKey[row] === userKey && sessions.kind[row] === DESKTOP) rows.push(row);
  }
  const failed: number[] = [];
  for (let row = 0; row < failures.length; row++) if (failures.userKey[row] === userKey) failed.push(row);
  const startOf = (row: number) => startTime(sessions, row);
  const sure = rows.map((row) => sureSpan(sessions, row));
  const possible = rows.map((row) => possibleSpan(sessions, row));
  const everyEnd = possible.every(([from, to]) => !Number.isNaN(from) && !Number.isNaN(to));
  return {
    user,
    signIns: newest(rows, startOf),
    stillOn: newest(
      rows.filter((row) => sessions.confidence[row] === OPEN),
      startOf,
    ),
    failures: refusalLine(failures, failed),
    lockouts: lockoutsOf(data, user),
    first: rows.reduce((least, row) => lesser(least, startOf(row)), Number.NaN),
    lastSeen: sure.reduce((most, [, to]) => greater(most, to), Number.NaN),
    presentMin: concurrency(sure).present,
    presentMax: everyEnd ? concurrency(possible).present : Number.NaN,
    computers: placesOf(rows, (row) => sessions.computer[row]!, startOf),
    origins: placesOf(rows, (row) => sessions.sourceAddress[row]! || sessions.clientName[row]!, startOf),
    rows,
  };
}

/** From when to when a session surely ran; the ends are `NaN` where not even that is known. */
export function sureSpan(table: SessionTable, row: number): Span {
  const from = startTime(table, row);
  return [from, from + durationMin(table, row)];
}

/** From when to when it may have run; the end is `NaN` when nothing bounds it. */
export function possibleSpan(table: SessionTable, row: number): Span {
  const start = table.start[row]!;
  const from = Number.isNaN(start) ? table.startLower[row]! : start;
  return [from, from + durationMax(table, row)];
}

function startTime(table: SessionTable, row: number): number {
  return Number.isNaN(table.start[row]!) ? table.startUpper[row]! : table.start[row]!;
}

/** 4740 names the account by its SID, older records only by name. */
function lockoutsOf(data: CaseData, user: UserInfo): readonly number[] {
  const name = user.name.toLowerCase();
  const own = [...data.lockouts.keys()].filter((at) => {
    const lockout = data.lockouts[at]!;
    return lockout.sid !== "" && user.sid !== null
      ? lockout.sid === user.sid
      : lockout.user.toLowerCase() === name;
  });
  return own.sort((a, b) => data.lockouts[b]!.time - data.lockouts[a]!.time || b - a);
}

function placesOf(
  rows: readonly number[],
  placeOf: (row: number) => number,
  startOf: (row: number) => number,
): readonly PlaceLine[] {
  const places = new Map<number, { text: number; sessions: number; last: number }>();
  for (const row of rows) {
    const text = placeOf(row);
    const place = places.get(text) ?? { text, sessions: 0, last: Number.NaN };
    place.sessions++;
    place.last = greater(place.last, startOf(row));
    places.set(text, place);
  }
  return [...places.values()].sort((a, b) => b.sessions - a.sessions || b.last - a.last);
}

function lesser(a: number, b: number): number {
  return b < a || Number.isNaN(a) ? b : a;
}

function greater(a: number, b: number): number {
  return b > a || Number.isNaN(a) ? b : a;
}
