import { KIND } from "../../types/event-table.ts";
import { CONFIDENCES, type Confidence, END_REASONS, type EndReason } from "../../types/names.ts";
import type { BootState } from "./boot-state.ts";
import { firstHoleAfter, type Hole } from "./holes.ts";
import { leadMember } from "./members.ts";
import { ROLE } from "./proofs.ts";
import { addFlag, FLAG, hasFlag, RULE, type Run } from "./run.ts";
import { later, seconds } from "./time-spans.ts";

const REASON = Object.fromEntries(END_REASONS.map((name, code) => [name, code])) as Record<EndReason, number>;
const CONFIDENCE = Object.fromEntries(CONFIDENCES.map((name, code) => [name, code])) as Record<
  Confidence,
  number
>;

/** What decides the sessions that nothing of their own ended. */
export interface BootEnd {
  readonly boot: BootState;
  /** The boot that follows on this computer, null for the last one. */
  readonly next: BootState | null;
  /** Places of this boot where Security records are missing, in order. */
  readonly holes: readonly Hole[];
  /** All holes of the logs that sessions without Security records come from, in order. */
  readonly weakHoles: { readonly lsm: readonly Hole[]; readonly system: readonly Hole[] };
}

/**
 * E1 to E6: decides how a session ended, by the first rule that applies, and names the records that prove it.
 *
 *     E1 4647 > E2 4634 of the lead > E2b 23, 7002 > E2c its winlogon serves another > R13 hybrid shutdown
 *        > E5 hole after its last evidence > E3 shutdown > E4 died > E6 still open
 */
export function decideEnd(run: Run, session: number, bootEnd: BootEnd): void {
  const { proofs } = run;
  const columns = run.sessions.columns;
  proofs.add(session, ROLE.start, columns.startRow[session]!);
  if (columns.startKnown[session] === 0) proofs.add(session, ROLE.boot, run.boot.startRow);
  const lead = leadMember(run, session);
  const userLogoff = columns.userLogoffPlus[session]! - 1;
  const logoff = (lead === 0 ? columns.firstLogoffPlus[session]! : columns.secondLogoffPlus[session]!) - 1;
  const weakLogoff = columns.weakLogoffPlus[session]! - 1;
  if (userLogoff >= 0) recorded(run, session, userLogoff, RULE.E1, REASON.userLogoff);
  else if (logoff >= 0) recorded(run, session, logoff, RULE.E2, REASON.logoff);
  else if (weakLogoff >= 0) recorded(run, session, weakLogoff, RULE.E2b, REASON.logoff);
  else if (isSuperseded(run, session)) superseded(run, session);
  else if (columns.hybridPlus[session]! > 0) hybrid(run, session);
  else byBoot(run, session, bootEnd);
}

function put(
  run: Run,
  session: number,
  rule: number,
  reason: number,
  confidence: number,
  end: number,
  lower: number,
  upper: number,
): void {
  const columns = run.sessions.columns;
  columns.endRule[session] = rule;
  columns.endReason[session] = reason;
  columns.confidence[session] = confidence;
  columns.end[session] = end;
  columns.endLower[session] = lower;
  columns.endUpper[session] = upper;
}

function startOf(run: Run, session: number): number {
  const columns = run.sessions.columns;
  return columns.startKnown[session] === 1 ? run.corrected[columns.startRow[session]!]! : Number.NaN;
}

/** E1, E2, E2b: a record of the session itself gives the end. */
function recorded(run: Run, session: number, row: number, rule: number, reason: number): void {
  run.proofs.add(session, ROLE.end, row);
  const start = startOf(run, session);
  let end = run.corrected[row]!;
  if (end < start) {
    // Within the drift of a clock the two records were written at once; beyond it the clock cannot be trusted.
    if (start - end > seconds(run.settings.clockSlew)) {
      addFlag(run, session, FLAG.clockBackwards);
      put(run, session, rule, reason, CONFIDENCE.unknown, Number.NaN, start, Number.NaN);
      return;
    }
    end = start;
  }
  put(run, session, rule, reason, CONFIDENCE.exact, end, Number.NaN, Number.NaN);
}

/** E2c holds as long as the session gave no sign of life after the logon that took its place. */
function isSuperseded(run: Run, session: number): boolean {
  const columns = run.sessions.columns;
  const by = columns.supersededPlus[session]! - 1;
  if (by < 0) return false;
  return (
    columns.evidence[session]! <= run.corrected[by]! + seconds(run.settings.clockSlew) ||
    isReused(run, session, by)
  );
}

/** A LogonId that was given again is over, whatever the clock says. */
function isReused(run: Run, session: number, by: number): boolean {
  const { logonIdLow, logonIdHigh } = run.events;
  const columns = run.sessions.columns;
  const same = (low: number, high: number) => logonIdLow[by] === low && logonIdHigh[by] === high;
  return (
    same(columns.firstLow[session]!, columns.firstHigh[session]!) ||
    (columns.members[session] === 2 && same(columns.secondLow[session]!, columns.secondHigh[session]!))
  );
}

function superseded(run: Run, session: number): void {
  const columns = run.sessions.columns;
  const by = columns.supersededPlus[session]! - 1;
  run.proofs.add(session, ROLE.lastEvidence, columns.evidenceRow[session]!);
  run.proofs.add(session, ROLE.end, by);
  const upper = run.corrected[by]!;
  const start = startOf(run, session);
  if (upper < start) {
    addFlag(run, session, FLAG.clockBackwards);
    const lower = columns.evidence[session]!;
    put(run, session, RULE.E2c, REASON.superseded, CONFIDENCE.unknown, Number.NaN, lower, Number.NaN);
    return;
  }
  const lower = Math.min(columns.evidence[session]!, upper);
  put(run, session, RULE.E2c, REASON.superseded, CONFIDENCE.bounded, upper, lower, upper);
}

/** R13: the kernel was hibernated after everybody had been logged off. */
function hybrid(run: Run, session: number): void {
  const columns = run.sessions.columns;
  const stop = columns.hybridPlus[session]! - 1;
  addFlag(run, session, FLAG.hybrid);
  run.proofs.add(session, ROLE.lastEvidence, columns.evidenceRow[session]!);
  run.proofs.add(session, ROLE.shutdown, stop);
  const lower = columns.evidence[session]!;
  const upper = later(run.corrected[stop]!, lower);
  put(run, session, RULE.R13, REASON.shutdown, CONFIDENCE.bounded, upper, lower, upper);
}

function byBoot(run: Run, session: number, bootEnd: BootEnd): void {
  const { boot, next } = bootEnd;
  const columns = run.sessions.columns;
  run.proofs.add(session, ROLE.lastEvidence, columns.evidenceRow[session]!);
  const hole = holeAfter(run, session, bootEnd);
  if (hole !== null) gap(run, session, bootEnd, hole);
  else if (boot.stopRow >= 0) shutdown(run, session, boot);
  else if (next !== null && !next.edge) died(run, session, boot, next);
  else stillOpen(run, session, boot);
}

/** E5: the first hole after the last own evidence; evidence after a hole cancels it. */
function holeAfter(run: Run, session: number, bootEnd: BootEnd): Hole | null {
  const evidence = run.sessions.columns.evidence[session]!;
  const fromLSM = hasFlag(run, session, FLAG.fromLSM);
  if (!fromLSM && !hasFlag(run, session, FLAG.fromWinlogon))
    return firstHoleAfter(run.corrected, bootEnd.holes, evidence);
  const { boot, next, weakHoles } = bootEnd;
  const hole = firstHoleAfter(run.corrected, fromLSM ? weakHoles.lsm : weakHoles.system, evidence);
  // These lists are of the whole log: a hole that begins after this boot says nothing about its sessions.
  const over = boot.stopRow >= 0 ? boot.stop : (next?.start ?? Number.NaN);
  return hole !== null && run.corrected[hole.before]! >= over ? null : hole;
}

function gap(run: Run, session: number, bootEnd: BootEnd, hole: Hole): void {
  const { boot, next } = bootEnd;
  run.proofs.add(session, ROLE.hole, hole.before);
  run.proofs.add(session, ROLE.hole, hole.after);
  const goingDown = isGoingDown(run, hole, boot);
  if (goingDown) run.proofs.add(session, ROLE.shutdownRequest, boot.requestRow);
  const before = goingDown ? requestOf(run, boot) : run.corrected[hole.before]!;
  const lower = later(before, run.sessions.columns.evidence[session]!);
  let upper = boot.stop;
  if (boot.stopRow >= 0) run.proofs.add(session, ROLE.shutdown, boot.stopRow);
  else if (next !== null) {
    upper = next.start;
    run.proofs.add(session, ROLE.nextBoot, next.startRow);
  }
  const reason = hole.cause === "cleared" ? REASON.logCleared : REASON.logGap;
  if (upper < lower) upper = Number.NaN;
  put(run, session, RULE.E5, reason, CONFIDENCE.unknown, Number.NaN, lower, upper);
}

/** Whether the log service had stopped before a hole: as in E3, sessions may have ended before it did. */
function isGoingDown(run: Run, hole: Hole, boot: BootState): boolean {
  if (hole.cause === "serviceStop") return false;
  const hasStopped = boot.stopRow >= 0 && run.corrected[hole.before]! >= boot.stop;
  return hasStopped || run.events.kind[hole.before] === KIND.logServiceStopped;
}

function requestOf(run: Run, boot: BootState): number {
  return boot.requestRow < 0 ? Number.NaN : run.corrected[boot.requestRow]!;
}

/** E3. */
function shutdown(run: Run, session: number, boot: BootState): void {
  const own = run.sessions.columns.evidence[session]!;
  const request = requestOf(run, boot);
  run.proofs.add(session, ROLE.shutdownRequest, boot.requestRow);
  run.proofs.add(session, ROLE.shutdown, boot.stopRow);
  const lower = later(own, request);
  const upper = later(boot.stop, lower);
  put(run, session, RULE.E3, REASON.shutdown, CONFIDENCE.bounded, upper, lower, upper);
}

/** E4. */
function died(run: Run, session: number, boot: BootState, next: BootState): void {
  const reason = boot.bugcheck === null ? REASON.powerLoss : REASON.crash;
  const isAsleep = boot.sleepRow >= 0;
  let lower = isAsleep
    ? later(run.corrected[boot.sleepRow]!, run.sessions.columns.evidence[session]!)
    : boot.last;
  run.proofs.add(session, ROLE.logEnd, isAsleep ? boot.sleepRow : boot.lastRow);
  if (!isAsleep && boot.heartbeatRow >= 0) {
    // A heartbeat outside the time between the two boots is of another run or another clock.
    const heartbeat = run.events.timeA[boot.heartbeatRow]!;
    if (heartbeat > lower && !(heartbeat > next.start)) {
      lower = heartbeat;
      run.proofs.add(session, ROLE.heartbeat, boot.heartbeatRow);
    }
  }
  run.proofs.add(session, ROLE.end, boot.bugcheck === null ? -1 : boot.dirtyRow);
  run.proofs.add(session, ROLE.nextBoot, next.startRow);
  const upper = next.start;
  if (upper >= lower) {
    put(run, session, RULE.E4, reason, CONFIDENCE.bounded, lower, lower, upper);
    return;
  }
  if (upper < lower) addFlag(run, session, FLAG.clockBackwards);
  put(run, session, RULE.E4, reason, CONFIDENCE.unknown, Number.NaN, lower, Number.NaN);
}

/** E6: nothing says it ended. What the channel that would tell has seen last is the lower bound. */
function stillOpen(run: Run, session: number, boot: BootState): void {
  const weak = hasFlag(run, session, FLAG.fromLSM) || hasFlag(run, session, FLAG.fromWinlogon);
  const bySecurity = !weak && boot.lastSecurityRow >= 0;
  const lastRow = bySecurity ? boot.lastSecurityRow : boot.lastRow;
  run.proofs.add(session, ROLE.logEnd, lastRow);
  const lower = later(bySecurity ? boot.lastSecurity : boot.last, run.sessions.columns.evidence[session]!);
  put(run, session, RULE.E6, REASON.stillOpen, CONFIDENCE.open, Number.NaN, lower, Number.NaN);
}
