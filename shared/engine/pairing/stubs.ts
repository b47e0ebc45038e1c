import { closestRange } from "./closest-range.ts";
import { addFlag, FLAG, isDesktop, type Run } from "./run.ts";
import { seconds } from "./time-spans.ts";

/** At most this many reconnects around one stub are looked at. */
const MAX_LOOK = 256;

/**
 * R8: a reconnect logs on once more, briefly, before it finds the session that is still there.
 *
 *     session   4624 |----- 4779 ===== disconnected ===== 4778 -----| 4647
 *     stub                                      4624 |--| 4634          dropped; the session is flagged `reconnect`
 *
 * Call when all ends of the boot are decided.
 */
export function dropStubs(run: Run): void {
  run.reconnects.sort((a, b) => a.time - b.time);
  const columns = run.sessions.columns;
  for (let session = run.firstSession; session < run.sessions.length; session++) {
    if (!isStubShaped(run, session)) continue;
    const kept = run.connectsSeen ? reconnected(run, session) : outliving(run, session);
    if (kept < 0) continue;
    columns.dropped[session] = 1;
    run.tally.stubs += columns.members[session]!;
    addFlag(run, kept, FLAG.reconnect);
  }
}

/** A desktop session with a recorded start that 4634 alone ended within a minute. */
function isStubShaped(run: Run, session: number): boolean {
  const columns = run.sessions.columns;
  if (!isDesktop(run, session) || columns.startKnown[session] === 0) return false;
  if (columns.firstRow[session]! < 0 || columns.userLogoffPlus[session]! > 0) return false;
  if (columns.firstLogoffPlus[session] === 0 && columns.secondLogoffPlus[session] === 0) return false;
  const life = columns.end[session]! - startOf(run, session);
  return life <= seconds(run.settings.stubLife);
}

function startOf(run: Run, session: number): number {
  return run.corrected[run.sessions.columns.startRow[session]!]!;
}

/** The session of the same user that was reconnected within a minute of the stub's start. */
function reconnected(run: Run, stub: number): number {
  const columns = run.sessions.columns;
  const near = seconds(run.settings.stubLife);
  const start = startOf(run, stub);
  const first = closestRange(run.reconnects, start - near);
  for (let i = first; i < run.reconnects.length && i < first + MAX_LOOK; i++) {
    const { session, time } = run.reconnects[i]!;
    if (time > start + near) break;
    if (columns.userKey[session] === columns.userKey[stub] && outlives(run, session, stub)) return session;
  }
  return -1;
}

/** Where connects are not recorded: the session that was open already and lives on. */
function outliving(run: Run, stub: number): number {
  const columns = run.sessions.columns;
  if (columns.end[stub]! - startOf(run, stub) > seconds(run.settings.stubLifeNoConnect)) return -1;
  const session = columns.older[stub]!;
  return session >= 0 && outlives(run, session, stub) ? session : -1;
}

function outlives(run: Run, session: number, stub: number): boolean {
  const columns = run.sessions.columns;
  if (session === stub || columns.dropped[session] === 1) return false;
  const end = columns.end[session]!;
  const lasts = Number.isNaN(end) ? columns.endLower[session]! : end;
  return startOf(run, session) < startOf(run, stub) && lasts > columns.end[stub]!;
}
