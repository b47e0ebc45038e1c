import { type EventTable, KIND } from "../../types/event-table.ts";
import type { HoleCause } from "../../types/names.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { BootState } from "./boot-state.ts";
import { foldedRecords, recordIdOf, TWO_32 } from "./record-ids.ts";
import { marksBetween } from "./stream-facts.ts";
import type { Stream } from "./streams.ts";

/** A place in a stream where records are missing: between two positions that follow each other. */
export interface Hole {
  /** Position of the last record before it. */
  readonly at: number;
  readonly before: number;
  readonly after: number;
  readonly cause: HoleCause;
}

export interface StreamHoles {
  readonly holes: readonly Hole[];
  /** True when the stream comes from filtered exports or a collector: a jump of the numbers proves nothing. */
  readonly filtered: boolean;
  /** Records the stream stands for, kept or not. */
  readonly records: number;
}

/**
 * E5: where evidence is missing in a stream.
 *
 *     ids    1 2 3 |        | 9001 9002      recordGap: the log wrapped while nobody collected it
 *     ids    1 2 3 |        | 900 (1102)     cleared: and the part before the clearing is incomplete
 *     file A 1 .. 90 |      | 120 .. file B  fileEdge: two files that do not join
 *     1100 |                | 4648           serviceStop: the log service stood still, the machine did not
 */
export function findHoles(
  events: EventTable,
  settings: PairingSettings,
  stream: Stream,
  known: ReadonlySet<number>,
): StreamHoles {
  const jumps = stream.forwarded ? [] : findJumps(events, stream);
  const filtered = filteredSources(events, settings, stream, jumps, known);
  const holes: Hole[] = [];
  const { rows } = stream;
  for (const at of jumps) {
    const [before, after] = [rows[at]!, rows[at + 1]!];
    const sources = [events.source[before]!, events.source[after]!];
    if (sources.some((source) => filtered.has(source))) continue;
    const cleared = events.kind[after] === KIND.logCleared;
    const cause = cleared ? "cleared" : sources[0] === sources[1] ? "recordGap" : "fileEdge";
    holes.push({ at, before, after, cause });
  }
  for (const hole of recordedHoles(events, stream)) holes.push(hole);
  holes.sort((a, b) => a.at - b.at);
  return { holes, filtered: stream.forwarded || filtered.size > 0, records: stream.records };
}

/** The first hole that ends after a moment; times are the corrected ones. */
export function firstHoleAfter(corrected: Float64Array, holes: readonly Hole[], time: number): Hole | null {
  // Holes stand in record order, so their ends rise but for small disorder: binary search.
  let low = 0;
  let high = holes.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (corrected[holes[middle]!.after]! <= time) low = middle + 1;
    else high = middle;
  }
  return holes[low] ?? null;
}

/** Positions after which record numbers are missing. */
function findJumps(events: EventTable, stream: Stream): readonly number[] {
  const { rows, parts } = stream;
  if (stream.unbroken && parts.length === 1) return [];
  const jumps: number[] = [];
  for (let part = parts.length - 1; part >= 0; part--) {
    const from = parts[part]!;
    const to = parts[part + 1] ?? rows.length;
    if (stream.oneSource) jumpsOfSource(events, rows, from, to, jumps);
    else jumpsOfPart(events, rows, from, to, jumps);
    if (from > 0) jumps.push(from - 1);
  }
  return jumps.reverse();
}

/**
 * Walks a part from its end. A kept skipped record with count n covers the n numbers that end with its own, plus one
 * for every kept row between them; runs of several sources may cover the same numbers.
 */
function jumpsOfPart(events: EventTable, rows: Uint32Array, from: number, to: number, jumps: number[]): void {
  const lows = new Map<number, number>();
  let above = Number.NaN;
  for (let at = to - 1; at >= from; at--) {
    const row = rows[at]!;
    const id = recordIdOf(events, row);
    if (id === 0) continue;
    let covered = above;
    for (const [source, low] of lows) {
      if (low < covered) covered = low;
      if (low > id) lows.delete(source);
    }
    if (id < covered - 1) jumps.push(at);
    if (events.kind[row] === KIND.other) lows.set(events.source[row]!, id - foldedRecords(events, row) + 1);
    else for (const [source, low] of lows) lows.set(source, low - 1);
    above = id;
  }
}

/** As `jumpsOfPart`, where all records come from one source. */
function jumpsOfSource(
  events: EventTable,
  rows: Uint32Array,
  from: number,
  to: number,
  jumps: number[],
): void {
  const { kind, recordIdLow, recordIdHigh } = events;
  let low = Number.NaN;
  let above = Number.NaN;
  for (let at = to - 1; at >= from; at--) {
    const row = rows[at]!;
    const id = recordIdHigh[row]! * TWO_32 + recordIdLow[row]!;
    if (id === 0) continue;
    const covered = low < above ? low : above;
    if (low > id) low = Number.NaN;
    if (id < covered - 1) jumps.push(at);
    if (kind[row] === KIND.other) low = id - foldedRecords(events, row) + 1;
    else low--;
    above = id;
  }
}

/**
 * E5: a source whose numbers jump often is an export by query, which keeps the original numbers. Those that are known to
 * be one may be too small to show it.
 */
function filteredSources(
  events: EventTable,
  settings: PairingSettings,
  stream: Stream,
  jumps: readonly number[],
  known: ReadonlySet<number>,
): ReadonlySet<number> {
  const jumpsOf = new Map<number, number>();
  for (const at of jumps) {
    const source = events.source[stream.rows[at]!]!;
    if (source === events.source[stream.rows[at + 1]!]) jumpsOf.set(source, (jumpsOf.get(source) ?? 0) + 1);
  }
  const filtered = new Set<number>();
  for (const row of known.size === 0 ? [] : stream.rows) {
    if (known.has(events.source[row]!)) filtered.add(events.source[row]!);
  }
  if (jumpsOf.size === 0) return filtered;
  const records = new Map<number, number>();
  for (const row of stream.rows) {
    const source = events.source[row]!;
    if (jumpsOf.has(source)) records.set(source, (records.get(source) ?? 0) + foldedRecords(events, row));
  }
  for (const [source, count] of jumpsOf) {
    const share = settings.filteredShare * records.get(source)!;
    if (count > Math.max(settings.filteredJumps, share)) filtered.add(source);
  }
  return filtered;
}

/** Holes that the log itself tells of: full log (1104), a lost logoff (1108). Service stops are found per boot. */
function recordedHoles(events: EventTable, { rows, marks }: Stream): readonly Hole[] {
  const holes: Hole[] = [];
  for (const at of marks) {
    const row = rows[at]!;
    const kind = events.kind[row];
    if (kind === KIND.logFull && at + 1 < rows.length) {
      holes.push({ at, before: row, after: rows[at + 1]!, cause: "recordGap" });
    } else if (kind === KIND.eventLost && (events.number[row] === 4634 || events.number[row] === 4647)) {
      holes.push({ at, before: rows[Math.max(0, at - 1)]!, after: row, cause: "recordGap" });
    }
  }
  return holes;
}

/**
 * R4: 1100 with more activity of the same boot after it is a restart of the service: evidence is missing between. Those
 * of the Security records of a boot, which are the ones from `from` up to before `to`.
 */
export function serviceStops(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  { rows, marks }: Stream,
  { secFrom: from, secTo: to, last }: BootState,
): readonly Hole[] {
  const holes: Hole[] = [];
  for (const at of marksBetween(marks, from, to - 1)) {
    const row = rows[at]!;
    if (events.kind[row] !== KIND.logServiceStopped) continue;
    const wentOn = last > corrected[row]! + settings.shutdownTail * 10_000_000;
    if (wentOn) holes.push({ at, before: row, after: rows[at + 1]!, cause: "serviceStop" });
  }
  return holes;
}
