import { type EventTable, KIND, NO_NUMBER } from "../../types/event-table.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { BootState } from "./boot-state.ts";
import { marksBetween } from "./stream-facts.ts";
import type { Stream } from "./streams.ts";
import { earlier, later, seconds } from "./time-spans.ts";

/** Latest row of each kind that tells of a shutdown. */
interface Stops {
  logService: number;
  logServiceSystem: number;
  /** 513 of Windows 2000 to 2003. */
  announced: number;
  os: number;
}

/**
 * R2 to R4: start, last record and shutdown of a boot, from its rows and those of the next one. Call when the times of
 * the boot are corrected.
 */
export function readBootEvidence(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  boot: BootState,
  security: Stream | undefined,
  others: Uint32Array,
): void {
  for (const row of [boot.securityMarker, ...boot.systemMarkers]) {
    if (row < 0) continue;
    const time = corrected[row]!;
    if (earlier(boot.start, time) !== boot.start) {
      boot.start = time;
      boot.startRow = row;
    }
  }
  const stops: Stops = { logService: -1, logServiceSystem: -1, announced: -1, os: -1 };
  if (security !== undefined) {
    readLastSecurity(events, corrected, boot, security);
    for (const at of marksBetween(security.marks, boot.secFrom, boot.secTo))
      noteStop(events, corrected, stops, security.rows[at]!);
  }
  for (let at = 0; at < others.length; at++) {
    const row = others[at]!;
    const time = corrected[row]!;
    if (Number.isNaN(time)) continue;
    if (!(boot.last > time)) {
      boot.last = time;
      boot.lastRow = row;
    }
    noteStop(events, corrected, stops, row);
  }
  boot.stopRow = stopOf(settings, corrected, boot, stops);
  boot.stop = boot.stopRow < 0 ? Number.NaN : corrected[boot.stopRow]!;
  boot.requestRow = requestOf(events, corrected, boot, others);
}

/** The latest Security record of a boot, of several at that time the last one. */
function readLastSecurity(
  events: EventTable,
  corrected: Float64Array,
  boot: BootState,
  { rows, inOrder }: Stream,
): void {
  const { secFrom: from, secTo: to } = boot;
  if (from === to) return;
  let last = -1;
  if (inOrder && corrected.buffer === events.time.buffer) last = rows[to - 1]!;
  else {
    let latest = Number.NEGATIVE_INFINITY;
    for (let at = from; at < to; at++) {
      const time = corrected[rows[at]!]!;
      if (time >= latest) {
        latest = time;
        last = rows[at]!;
      }
    }
  }
  if (last < 0) return;
  boot.last = corrected[last]!;
  boot.lastRow = last;
  boot.lastSecurity = boot.last;
  boot.lastSecurityRow = last;
}

function noteStop({ kind }: EventTable, corrected: Float64Array, stops: Stops, row: number): void {
  switch (kind[row]) {
    case KIND.logServiceStopped:
      stops.logService = laterRow(corrected, row, stops.logService);
      break;
    case KIND.logServiceStoppedSystem:
      stops.logServiceSystem = laterRow(corrected, row, stops.logServiceSystem);
      break;
    case KIND.windowsStopping:
      stops.announced = laterRow(corrected, row, stops.announced);
      break;
    case KIND.osStop:
      stops.os = laterRow(corrected, row, stops.os);
      break;
  }
}

/** The row that is not earlier than the one known, which may be none. */
function laterRow(corrected: Float64Array, row: number, known: number): number {
  const time = corrected[row]!;
  return (known < 0 && !Number.isNaN(time)) || time >= corrected[known]! ? row : known;
}

/**
 * R4: 1100, else 6006, else 513, else 13; the first two only when the machine did not go on afterwards. 513 says that
 * Windows itself is shutting down and ends all sessions, so what follows it are the last records of the shutdown.
 */
function stopOf(settings: PairingSettings, corrected: Float64Array, boot: BootState, stops: Stops): number {
  const tail = seconds(settings.shutdownTail);
  for (const row of [stops.logService, stops.logServiceSystem]) {
    if (row >= 0 && boot.last <= corrected[row]! + tail) return row;
  }
  return stops.announced >= 0 ? stops.announced : stops.os;
}

/** The last 1074 of the boot that is not later than its shutdown. */
function requestOf(
  events: EventTable,
  corrected: Float64Array,
  boot: BootState,
  others: Uint32Array,
): number {
  let found = -1;
  for (let at = 0; at < others.length; at++) {
    const row = others[at]!;
    if (events.kind[row] !== KIND.shutdownRequest || corrected[row]! > boot.stop) continue;
    if (found < 0 || corrected[row]! >= corrected[found]!) found = row;
  }
  return found;
}

/**
 * What the start of a boot tells about the end of the one before: 41 and 6008. The rows are those of other channels
 * than Security.
 */
export function readDirtyEvidence(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  boot: BootState,
  own: Uint32Array,
  next: Uint32Array,
): void {
  for (let at = 0; at < next.length; at++) {
    const row = next[at]!;
    const kind = events.kind[row];
    if (kind === KIND.dirtyRestart && boot.dirtyRow < 0) {
      boot.dirtyRow = row;
      const code = events.number[row]!;
      if (code !== 0 && code !== NO_NUMBER) boot.bugcheck = code;
      if (events.status[row] === 1) boot.sleepRow = lastSleep(events, settings, corrected, boot, own);
    } else if (kind === KIND.uncleanShutdown && boot.heartbeatRow < 0 && !Number.isNaN(events.timeA[row]!)) {
      boot.heartbeatRow = row;
    }
  }
}

/** R12: the last 42 of a boot that died asleep; -1 when the machine woke or worked on after it. */
function lastSleep(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  boot: BootState,
  rows: Uint32Array,
): number {
  let slept = -1;
  let woke = Number.NaN;
  for (const row of rows) {
    const kind = events.kind[row];
    const time = corrected[row]!;
    if (kind === KIND.sleepEnter && !(slept >= 0 && time < corrected[slept]!) && !Number.isNaN(time))
      slept = row;
    else if (kind === KIND.sleepLeave || kind === KIND.sleepInterval) woke = later(woke, time);
  }
  if (slept < 0 || woke >= corrected[slept]!) return -1;
  return boot.last <= corrected[slept]! + seconds(settings.shutdownTail) ? slept : -1;
}
