import type { EventTable } from "../../types/event-table.ts";
import { RULES, type Rule, SESSION_FLAGS, type SessionFlag } from "../../types/names.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { StringTable } from "../../types/string-table.ts";
import { type BootState, newBoot } from "./boot-state.ts";
import { CLASS } from "./classify.ts";
import type { Hole } from "./holes.ts";
import type { Identity } from "./identity.ts";
import { Latest } from "./latest-rows.ts";
import { LogonTally } from "./logon-tally.ts";
import { OpenSessions } from "./open-sessions.ts";
import { PairTable } from "./pair-table.ts";
import { ProofScratch } from "./proofs.ts";
import { IntervalScratch, SessionScratch } from "./session-scratch.ts";
import type { TextFacts } from "./text-facts.ts";

/** A reconnect of a session, kept for the stub rule (R8). */
export interface Reconnect {
  readonly session: number;
  readonly time: number;
}

/** Everything the building rules share. What belongs to a boot is replaced by `beginBoot`. */
export interface Run {
  readonly events: EventTable;
  readonly strings: StringTable;
  readonly settings: PairingSettings;
  readonly facts: TextFacts;
  readonly identity: Identity;
  /** Sources that are known to hold only the answer to a query. */
  readonly filteredSources: ReadonlySet<number>;
  /** Times of the events after R11; read only, and taken anew after a clock was corrected (`pair-computer.ts`). */
  corrected: Float64Array;
  readonly sessions: SessionScratch;
  readonly intervals: IntervalScratch;
  readonly proofs: ProofScratch;
  /** Records that begin and end intervals in this boot; they follow the other proofs of a session. */
  readonly intervalProofs: ProofScratch;
  /** What is known of the LogonIds of this boot, see logon-ids.ts. */
  readonly ids: PairTable;
  readonly open: OpenSessions;
  readonly tally: LogonTally;
  /** Computer being worked on. */
  computer: number;
  /** True when connects and disconnects are recorded for this computer at all (R8). */
  connectsSeen: boolean;
  boot: BootState;
  /** Places of this boot where Security records are missing, in order. */
  holes: readonly Hole[];
  /** First session row of this boot. */
  firstSession: number;
  /** Open desktop session by ProcessId of its winlogon.exe (E2c). */
  readonly winlogons: PairTable;
  /** The latest desktop and secondary logons, for R6: a linked twin follows at once. */
  readonly recent: Latest;
  /** How many logons had been added to `recent` when the latest one with other credentials was (R9); 0 for none. */
  lastOther: number;
  reconnects: Reconnect[];
  /** Rows of the latest disconnect (R8) and of the latest network logons of people (R7). */
  lastDisconnect: number;
  readonly networkLogons: Latest;
  /** Latest ended desktop session of each user (E2b). */
  readonly lastEnded: PairTable;
  /** Latest 4648 records (R9). */
  readonly explicit: Latest;
  /** Latest 42 or 1074 (R13). */
  lastStop: number;
  /** Record of the unlock logon that last ended the lock of a session (R7). */
  readonly unlocks: PairTable;
}

/** `logons`: how many records there are of which each may begin a session. */
export function createRun(
  base: Pick<Run, "events" | "strings" | "settings" | "facts" | "identity" | "filteredSources" | "corrected">,
  logons: number,
): Run {
  const sessions = new SessionScratch(logons);
  const { events, strings, settings, facts, identity, filteredSources, corrected } = base;
  // One literal without spread: its hidden class lives as long as the program, and with it the code of all rules.
  return {
    events,
    strings,
    settings,
    facts,
    identity,
    filteredSources,
    corrected,
    sessions,
    intervals: new IntervalScratch(),
    proofs: new ProofScratch(),
    intervalProofs: new ProofScratch(),
    ids: new PairTable(),
    open: new OpenSessions(sessions),
    tally: new LogonTally(),
    computer: 0,
    connectsSeen: false,
    boot: newBoot(0, {
      secFrom: 0,
      edge: false,
      securityMarker: -1,
      systemMarkers: [],
      rawStart: Number.NaN,
    }),
    holes: [],
    firstSession: 0,
    winlogons: new PairTable(),
    recent: new Latest(8),
    lastOther: 0,
    reconnects: [],
    lastDisconnect: -1,
    networkLogons: new Latest(16),
    lastEnded: new PairTable(),
    explicit: new Latest(8),
    lastStop: -1,
    unlocks: new PairTable(),
  };
}

/** R2: LogonIds and process ids mean something inside one boot only. */
export function beginBoot(run: Run, boot: BootState, holes: readonly Hole[]): void {
  run.boot = boot;
  run.holes = holes;
  run.firstSession = run.sessions.length;
  run.ids.clear();
  forgetBoot(run);
}

/** Lets go of what the rules of the last boot needed: a boot of millions of logons leaves long lists. */
export function endRun(run: Run): void {
  forgetBoot(run);
  for (const table of [run.ids, run.winlogons, run.lastEnded, run.unlocks]) table.release();
  run.open.release();
}

function forgetBoot(run: Run): void {
  run.open.clear();
  run.winlogons.clear();
  run.recent.clear();
  run.lastOther = 0;
  run.reconnects = [];
  run.lastDisconnect = -1;
  run.networkLogons.clear();
  run.lastEnded.clear();
  run.explicit.clear();
  run.lastStop = -1;
  run.unlocks.clear();
}

/** Bit of a flag: `addFlag(run, session, FLAG.reconnect)`. */
export const FLAG: Readonly<Record<SessionFlag, number>> = Object.fromEntries(
  SESSION_FLAGS.map((flag, at) => [flag, 1 << at]),
) as Record<SessionFlag, number>;

export function addFlag(run: Run, session: number, flag: number): void {
  run.sessions.columns.flags[session]! |= flag;
}

export function hasFlag(run: Run, session: number, flag: number): boolean {
  return (run.sessions.columns.flags[session]! & flag) !== 0;
}

export function isDesktop(run: Run, session: number): boolean {
  return run.sessions.columns.kind[session] === CLASS.desktop;
}

/** Position of a rule in `RULES`. */
export const RULE: Readonly<Record<Rule, number>> = Object.fromEntries(
  RULES.map((rule, code) => [rule, code]),
) as Record<Rule, number>;
