import type { CaseTables, Coverage, LogHole } from "../../types/case.ts";
import { CONFIDENCES, codeOf, END_REASONS, SESSION_KINDS } from "../../types/names.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { TRAIL_CHECKS, type TrailCheck } from "../../types/trail.ts";

/** Result by session row. */
export interface HeldAgainst {
  /** Position in `TRAIL_CHECKS`. */
  readonly check: Uint8Array;
  /** Session it was held against, -1 for none. */
  readonly other: Int32Array;
}

const MINUTE = 600_000_000;
/**
 * How far a line may be from the record of the same logon. Clocks of two computers may differ by 5 minutes without
 * Kerberos noticing, and Windows runs logon scripts up to 5 minutes late unless told otherwise; the logoff script runs
 * before the logoff is recorded.
 */
export const TRAIL_TOLERANCE = {
  startBefore: 5 * MINUTE,
  startAfter: 11 * MINUTE,
  end: 6 * MINUTE,
} as const;

const SCRIPT = SESSION_KINDS.indexOf("script");
const DESKTOP = SESSION_KINDS.indexOf("desktop");
const EXACT = CONFIDENCES.indexOf("exact");
const OPEN = CONFIDENCES.indexOf("open");
const UNKNOWN = CONFIDENCES.indexOf("unknown");
const SUPERSEDED = END_REASONS.indexOf("superseded");
const CHECK = Object.fromEntries(TRAIL_CHECKS.map((name) => [name, codeOf(TRAIL_CHECKS, name)])) as Record<
  TrailCheck,
  number
>;

/** Sessions of one user on one computer, each list in the order of the table. */
interface Pair {
  readonly computer: number;
  readonly script: number[];
  readonly desktop: number[];
}

/**
 * Holds sessions of script trails against those of event logs of the same computer and user, so that a line that was
 * forged or taken away shows:
 *
 *   missing in the log     the Security log covers that time without a hole, and has no such logon
 *   missing in the trail   the user's scripts wrote lines on that computer, and lines of the computer stand before and
 *                          after, but none of this logon
 *
 * Nothing is changed by it: it is a note at both sessions.
 */
export function holdAgainstLog(
  tables: Pick<CaseTables, "sessions" | "coverage" | "holes">,
  strings: { get(id: number): string },
): HeldAgainst {
  const { sessions } = tables;
  const check = new Uint8Array(sessions.length);
  const other = new Int32Array(sessions.length).fill(-1);
  const { pairs, spans } = sortOut(sessions);
  const security = securityOf(tables);
  for (const pair of pairs) {
    match(sessions, pair, check, other);
    const own = security.get(strings.get(pair.computer));
    for (const row of pair.script) {
      const time = firstTime(sessions, row);
      if (check[row] === CHECK.notHeld && isCovered(own, time)) check[row] = CHECK.missingInLog;
    }
    if (pair.script.length === 0) continue;
    const span = spans.get(pair.computer);
    for (const row of pair.desktop) {
      const start = sessions.start[row]!;
      if (check[row] !== CHECK.notHeld || span === undefined) continue;
      if (start >= span.from && start <= span.to) check[row] = CHECK.missingInTrail;
    }
  }
  return { check, other };
}

function sortOut(sessions: SessionTable) {
  const pairs = new Map<number, Pair>();
  /** First and last line of each computer. */
  const spans = new Map<number, { from: number; to: number }>();
  const { kind, computerKey, userKey, start } = sessions;
  const computers = new Set<number>();
  for (let row = 0; row < sessions.length; row++) if (kind[row] === SCRIPT) computers.add(computerKey[row]!);
  for (let row = 0; row < sessions.length; row++) {
    const computer = computerKey[row]!;
    if ((kind[row] !== SCRIPT && kind[row] !== DESKTOP) || !computers.has(computer)) continue;
    const key = computer * 2 ** 26 + userKey[row]!;
    let pair = pairs.get(key);
    if (pair === undefined) {
      pair = { computer, script: [], desktop: [] };
      pairs.set(key, pair);
    }
    if (kind[row] === DESKTOP) {
      if (!Number.isNaN(start[row]!)) pair.desktop.push(row);
      continue;
    }
    pair.script.push(row);
    const [from, to] = [firstTime(sessions, row), sessions.lastEvidence[row]!];
    const span = spans.get(computer);
    if (span === undefined) spans.set(computer, { from, to: Math.max(from, to) });
    else {
      span.from = Math.min(span.from, from);
      span.to = Math.max(span.to, from, to);
    }
  }
  return { pairs: pairs.values(), spans };
}

/** Pairs both lists, each in the order of starts: a line goes to the nearest logon within tolerance that is still free. */
function match(
  sessions: SessionTable,
  { script, desktop }: Pair,
  check: Uint8Array,
  other: Int32Array,
): void {
  let from = 0;
  const { startBefore, startAfter } = TRAIL_TOLERANCE;
  for (const row of script) {
    const time = sessions.start[row]!;
    if (Number.isNaN(time)) continue;
    while (from < desktop.length && sessions.start[desktop[from]!]! < time - startAfter) from++;
    let best = -1;
    for (let at = from; at < desktop.length; at++) {
      const logon = desktop[at]!;
      const gap = time - sessions.start[logon]!;
      if (gap < -startBefore) break;
      if (other[logon] !== -1) continue;
      if (best < 0 || Math.abs(gap) < Math.abs(time - sessions.start[best]!)) best = logon;
    }
    if (best >= 0) join(row, best, endsAgree(sessions, row, best));
  }
  // A logoff whose logon line is missing: held against what ended then.
  const ends = desktop
    .filter((logon) => !Number.isNaN(sessions.end[logon]!))
    .sort((a, b) => sessions.end[a]! - sessions.end[b]!);
  let next = 0;
  const orphans = script.filter((row) => Number.isNaN(sessions.start[row]!));
  for (const row of orphans.sort((a, b) => sessions.end[a]! - sessions.end[b]!)) {
    const time = sessions.end[row]!;
    while (
      next < ends.length &&
      (sessions.end[ends[next]!]! < time - TRAIL_TOLERANCE.end || other[ends[next]!] !== -1)
    )
      next++;
    const best = ends[next];
    if (best !== undefined && sessions.end[best]! <= time + TRAIL_TOLERANCE.end) join(row, best, false);
  }

  function join(row: number, logon: number, agree: boolean): void {
    const code = agree ? CHECK.matching : CHECK.differing;
    [check[row], check[logon]] = [code, code];
    [other[row], other[logon]] = [logon, row];
  }
}

/** Whether both can have ended at one moment. What one side does not know disagrees with nothing. */
function endsAgree(sessions: SessionTable, script: number, logon: number): boolean {
  const { confidence, end, endLower, endUpper, endReason } = sessions;
  if (confidence[logon] === UNKNOWN || confidence[logon] === OPEN) {
    // Still open in the log, yet ended by its own script before the last record that shows it open.
    return (
      !(endReason[script] !== SUPERSEDED && end[script]! + TRAIL_TOLERANCE.end < endLower[logon]!) ||
      confidence[logon] === UNKNOWN
    );
  }
  const isRecorded = confidence[logon] === EXACT;
  // A logoff that was recorded runs the script: no line of it is a line that is missing.
  if (confidence[script] === OPEN || endReason[script] === SUPERSEDED) return !isRecorded;
  const from = (isRecorded ? end[logon]! : endLower[logon]!) - TRAIL_TOLERANCE.end;
  const to = (isRecorded ? end[logon]! : endUpper[logon]!) + TRAIL_TOLERANCE.end;
  return endUpper[script]! >= from && endLower[script]! <= to;
}

/** What the Security log of one computer covers, and what is missing in it. */
interface Covered {
  readonly spans: Coverage["spans"][number][];
  readonly holes: LogHole[];
}

/** By computer. An export by query is none: absence proves nothing there. */
function securityOf({
  coverage,
  holes,
}: Pick<CaseTables, "coverage" | "holes">): ReadonlyMap<string, Covered> {
  const found = new Map<string, Covered>();
  for (const { computer, channel, spans, filtered } of coverage) {
    if (channel !== "Security" || filtered) continue;
    const own = found.get(computer);
    if (own === undefined) found.set(computer, { spans: [...spans], holes: [] });
    else own.spans.push(...spans);
  }
  for (const hole of holes) if (hole.channel === "Security") found.get(hole.computer)?.holes.push(hole);
  return found;
}

/** Whether the Security log surely holds what happened around a time. */
function isCovered(own: Covered | undefined, time: number): boolean {
  if (own === undefined) return false;
  const from = time - TRAIL_TOLERANCE.startAfter;
  const to = time + TRAIL_TOLERANCE.startBefore;
  const isInside = own.spans.some(([first, last]) => first <= from && last >= to);
  return isInside && !own.holes.some((hole) => hole.from < to && hole.to > from);
}

function firstTime({ start, startUpper }: SessionTable, row: number): number {
  return Number.isNaN(start[row]!) ? startUpper[row]! : start[row]!;
}
