import { MAX_CLOCK_STEPS } from "../../types/case.ts";
import { CHANNEL, type EventTable, KIND } from "../../types/event-table.ts";
import { readBootEvidence, readDirtyEvidence } from "./boot-evidence.ts";
import type { BootState } from "./boot-state.ts";
import { findBoots } from "./boots.ts";
import { type Asleep, correctClock, type FoundStep } from "./clock.ts";
import { finishBoot } from "./finish-boot.ts";
import { findHoles, type Hole, type StreamHoles, serviceStops } from "./holes.ts";
import { runBoot } from "./machine.ts";
import { sleepSpans, wakeTimes } from "./power.ts";
import { beginBoot, type Run } from "./run.ts";
import { sortRows } from "./sort-rows.ts";
import { marksBetween } from "./stream-facts.ts";
import type { Stream } from "./streams.ts";
import { assignOthers } from "./timeline.ts";

/** What pairing found out about one computer besides its sessions. */
export interface ComputerResult {
  readonly boots: readonly BootState[];
  readonly streams: readonly Stream[];
  /** Holes of each stream, service stops included, by its position in `streams`. */
  readonly holes: readonly (readonly Hole[])[];
  readonly found: readonly StreamHoles[];
  /** Changes of the clock, boot after boot in record order. */
  readonly clockSteps: readonly FoundStep[];
}

/** Kinds of records that tell of a connect or disconnect. */
const CONNECTS = [
  KIND.sessionDisconnected,
  KIND.sessionReconnected,
  KIND.tsDisconnect,
  KIND.tsReconnect,
] as const;

/** Pairs all logs of one computer: boots, clock, sleep, sessions, ends, boot after boot. */
export function pairComputer(run: Run, streams: readonly Stream[]): ComputerResult {
  const { events, settings } = run;
  const security = streams.find((stream) => stream.channelKind === CHANNEL.security);
  const system = streams.find((stream) => stream.channelKind === CHANNEL.system);
  const rest = streams.filter((stream) => stream !== security);
  run.connectsSeen = streams.some(({ kinds }) => CONNECTS.some((kind) => kinds[kind]! > 0));
  const boots = findBoots(events, settings, security, system);
  const securityRows = security?.rows ?? new Uint32Array(0);
  const others = splitOthers(run, boots, security, rest);
  const sleeps: (readonly Asleep[])[] = [];
  const clockSteps: FoundStep[] = [];
  for (const boot of boots) {
    const own = securityRows.subarray(boot.secFrom, boot.secTo);
    const other = others.subarray(boot.otherFrom, boot.otherTo);
    const wakes = wakeTimes(events, other);
    const { facts } = run;
    const changes = clockChanges(run, security, boot);
    const toCorrect = () => ownTimes(run);
    const clock = correctClock(
      { events, settings, facts, security: own, changes, others: other, wakes, toCorrect },
      boot,
    );
    sleeps.push(sleepSpans(events, settings, run.corrected, inTime(run, other), clock.asleep));
    for (const step of clock.steps) if (clockSteps.length < MAX_CLOCK_STEPS) clockSteps.push(step);
    readBootEvidence(events, settings, run.corrected, boot, security, other);
  }
  // From here on no time changes any more.
  const { corrected } = run;
  const found = streams.map((stream) => findHoles(events, settings, stream, run.filteredSources));
  const holes = found.map((entry) => [...entry.holes]);
  const holesOf = (stream: Stream | undefined) =>
    stream === undefined ? [] : holes[streams.indexOf(stream)]!;
  const securityHoles = holesOf(security);
  for (const boot of security === undefined ? [] : boots) {
    // Added one by one here and wherever a log decides how many there are: a call takes only so many arguments.
    for (const stop of serviceStops(events, settings, corrected, security!, boot)) securityHoles.push(stop);
  }
  securityHoles.sort((a, b) => a.at - b.at);
  const lsm = streams.find((stream) => stream.channelKind === CHANNEL.lsm);
  const weakHoles = { lsm: holesOf(lsm), system: holesOf(system) };
  let hole = 0;
  for (const [index, boot] of boots.entries()) {
    const next = boots[index + 1] ?? null;
    const other = others.subarray(boot.otherFrom, boot.otherTo);
    if (next !== null) {
      const after = others.subarray(next.otherFrom, next.otherTo);
      readDirtyEvidence(events, settings, corrected, boot, other, after);
    }
    const from = hole;
    while (hole < securityHoles.length && securityHoles[hole]!.at < boot.secTo) hole++;
    const ownHoles = securityHoles.slice(from, hole);
    beginBoot(run, boot, ownHoles);
    runBoot(run, securityRows.subarray(boot.secFrom, boot.secTo), inTime(run, other));
    finishBoot(run, { boot, next, holes: ownHoles, weakHoles }, sleeps[index]!);
  }
  return { boots, streams, holes, found, clockSteps };
}

/** Where among the Security records of a boot a 4616 stands. */
function clockChanges({ events }: Run, security: Stream | undefined, boot: BootState): readonly number[] {
  if (security === undefined || security.kinds[KIND.clockChanged] === 0) return [];
  const places: number[] = [];
  for (const at of marksBetween(security.marks, boot.secFrom, boot.secTo))
    if (events.kind[security.rows[at]!] === KIND.clockChanged) places.push(at - boot.secFrom);
  return places;
}

/** Rows of all channels but Security, grouped by boot, inside a boot stream after stream in record order. */
function splitOthers(
  run: Run,
  boots: readonly BootState[],
  security: Stream | undefined,
  rest: readonly Stream[],
): Uint32Array {
  const { rows, bootOf } = assignOthers(run.events, run.settings, boots, security, rest);
  const starts = new Uint32Array(boots.length + 1);
  for (let i = 0; i < bootOf.length; i++) starts[bootOf[i]! + 1]!++;
  for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
  const next = starts.slice();
  const grouped = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i++) grouped[next[bootOf[i]!]!++] = rows[i]!;
  for (const [index, boot] of boots.entries()) {
    boot.otherFrom = starts[index]!;
    boot.otherTo = starts[index + 1]!;
  }
  return grouped;
}

/** R1: channels other than Security are merged in by corrected time. */
function inTime(run: Run, rows: Uint32Array): Uint32Array {
  const { corrected } = run;
  if (rows.length === 0) return rows;
  const sorted = rows.filter((row) => !Number.isNaN(corrected[row]!));
  sortRows(sorted, (a, b) => corrected[a]! - corrected[b]!);
  return sorted;
}

/**
 * Raw times as the first guess of corrected ones; what is no finite number is no time. They are those of the events
 * themselves as long as none of them has to be another.
 */
export function rawTimes(events: EventTable, streams: readonly Stream[]): Float64Array {
  const raw = events.time.subarray(0, events.length);
  // Times in order lie between the first and the last.
  const isKnown = ({ rows, inOrder }: Stream) =>
    inOrder && Number.isFinite(raw[rows[0]!]) && Number.isFinite(raw[rows.at(-1)!]);
  if (streams.every(isKnown)) return raw;
  if (firstEndless(raw, 0) === raw.length) return raw;
  const times = raw.slice();
  for (let row = firstEndless(times, 0); row < times.length; row = firstEndless(times, row)) {
    times[row] = Number.NaN;
  }
  return times;
}

/** The first row, from one on, with a time that is infinite. */
function firstEndless(times: Float64Array, from: number): number {
  let row = from;
  while (row < times.length && Math.abs(times[row]!) !== Number.POSITIVE_INFINITY) row++;
  return row;
}

/** R11: the times of a run for writing. Most clocks are never set, and then no second list of times is made. */
function ownTimes(run: Run): Float64Array {
  if (run.corrected.buffer === run.events.time.buffer) run.corrected = run.corrected.slice();
  return run.corrected;
}
