import type { Asleep } from "./clock.ts";
import { type BootEnd, decideEnd } from "./endings.ts";
import { cutIntervals, INTERVAL } from "./intervals.ts";
import { ROLE } from "./proofs.ts";
import { addFlag, FLAG, isDesktop, type Run } from "./run.ts";
import { dropStubs } from "./stubs.ts";

/** A session that slept more often than this only shows the first ones; no real session comes near. */
const MAX_SLEEPS = 4096;

/** Decides every session of a boot when all its records are read. */
export function finishBoot(run: Run, bootEnd: BootEnd, sleeps: readonly Asleep[]): void {
  const { boot } = bootEnd;
  for (let session = run.firstSession; session < run.sessions.length; session++) {
    decideEnd(run, session, bootEnd);
    if (!isDesktop(run, session)) continue;
    if (boot.clockSetByUser) addFlag(run, session, FLAG.clockSetByUser);
    const limit = limitOf(run, session, boot.last);
    cutIntervals(run, session, limit);
    addSleeps(run, session, limit, sleeps);
  }
  run.intervalProofs.moveTo(run.proofs);
  dropStubs(run);
}

/** R14: the session's end, else the upper bound, else the last record. */
function limitOf(run: Run, session: number, last: number): number {
  const { end, endUpper } = run.sessions.columns;
  if (!Number.isNaN(end[session]!)) return end[session]!;
  return Number.isNaN(endUpper[session]!) ? last : endUpper[session]!;
}

function addSleeps(run: Run, session: number, limit: number, sleeps: readonly Asleep[]): void {
  if (sleeps.length === 0) return;
  const start = run.corrected[run.sessions.columns.startRow[session]!]!;
  let low = 0;
  let high = sleeps.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sleeps[middle]!.to <= start) low = middle + 1;
    else high = middle;
  }
  for (let i = low; i < sleeps.length && i < low + MAX_SLEEPS; i++) {
    const { from, to, fromRow, toRow } = sleeps[i]!;
    if (from >= limit) break;
    run.intervals.add(session, INTERVAL.asleep, Math.max(from, start), Math.min(to, limit), false);
    run.intervalProofs.add(session, ROLE.intervalStart, fromRow);
    run.intervalProofs.add(session, ROLE.intervalEnd, toRow);
  }
}
