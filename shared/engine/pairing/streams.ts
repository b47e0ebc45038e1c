import { CHANNEL, type EventTable } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import { joinUnits } from "./chains.ts";
import type { Computers } from "./computers.ts";
import { forwardedSources } from "./forwarded.ts";
import { compareRecordIds, foldedRecords } from "./record-ids.ts";
import { sortRows } from "./sort-rows.ts";
import { readStream, type StreamFacts } from "./stream-facts.ts";
import { isSameMoment, isWholeSecond } from "./time-spans.ts";

/**
 * The records of one channel of one computer in the order of R1: by EventRecordID, each once. Where the numbering
 * starts anew (the log was recreated, or two machines share a name) the parts follow each other.
 */
export interface Stream extends StreamFacts {
  readonly computer: number;
  readonly channelKind: number;
  readonly channel: number;
  readonly rows: Uint32Array;
  /** Positions in `rows` at which a new numbering starts; the first is always 0. */
  readonly parts: readonly number[];
  /** Records came by way of an event collector: they stand in the order of their times, and numbers prove nothing. */
  readonly forwarded: boolean;
}

export interface Streams {
  readonly streams: readonly Stream[];
  readonly duplicatesBySource: Uint32Array;
}

/**
 * R1: splits the events by computer and channel, puts each stream into order and drops records that were read twice
 * (same EventRecordID, EventID and TimeCreated, whole seconds of an export that gives no more included).
 */
export function buildStreams(
  events: EventTable,
  strings: StringTable,
  computers: Computers,
  sourceCount: number,
): Streams {
  const duplicatesBySource = new Uint32Array(sourceCount);
  const streams: Stream[] = [];
  const groups = splitRows(events, strings, computers);
  const collected = forwardedSources(events, computers);
  for (const group of groups) {
    const forwarded = collected.size > 0 && group.rows.some((row) => collected.has(events.source[row]!));
    const asTheyStand = forwarded ? null : factsInOrder(events, group.rows);
    if (asTheyStand !== null) {
      streams.push(streamOf(group, group.rows, ONE_PART, false, asTheyStand));
      continue;
    }
    const { rows, parts } = forwarded
      ? inTime(events, group.rows, duplicatesBySource)
      : inNumbers(events, group.rows, duplicatesBySource);
    streams.push(streamOf(group, rows, parts, forwarded, readStream(events, rows)));
  }
  return { streams, duplicatesBySource };
}

/**
 * What a stream tells whose rows stand in order as they come: one file of one log as it should be, with nothing to sort
 * and no record twice. Null for all others, most of which show by their first and last record.
 */
function factsInOrder(events: EventTable, rows: Uint32Array): StreamFacts | null {
  const [first, last] = [rows[0]!, rows.at(-1)!];
  if (events.source[first] !== events.source[last] || compareRecordIds(events, first, last) > 0) return null;
  const facts = readStream(events, rows);
  return facts.rising && facts.oneSource ? facts : null;
}

/** Spelled out: an object made by spreading others takes the code of all rules with it when its last like is gone. */
function streamOf(
  { computer, channelKind, channel }: Group,
  rows: Uint32Array,
  parts: readonly number[],
  forwarded: boolean,
  { marks, kinds, records, inOrder, rising, unbroken, oneSource }: StreamFacts,
): Stream {
  return {
    computer,
    channelKind,
    channel,
    rows,
    parts,
    forwarded,
    marks,
    kinds,
    records,
    inOrder,
    rising,
    unbroken,
    oneSource,
  };
}

interface Ordered {
  readonly rows: Uint32Array;
  readonly parts: readonly number[];
}

const ONE_PART: readonly number[] = [0];

/** Records that came by way of a collector. Takes the list of rows for its own. */
function inTime(events: EventTable, rows: Uint32Array, duplicatesBySource: Uint32Array): Ordered {
  sortRows(rows, (a, b) => compareMoments(events, a, b));
  const length = dropDuplicates(events, rows, rows, 0, duplicatesBySource);
  return { rows: rows.subarray(0, length), parts: ONE_PART };
}

/** Takes the list of rows for its own. */
function inNumbers(events: EventTable, rows: Uint32Array, duplicatesBySource: Uint32Array): Ordered {
  const units = joinUnits(events, rows);
  const parts: number[] = [];
  // One numbering, as nearly always: it is put into order where it stands. Several are put behind each other.
  const kept = units.length === 1 ? units[0]! : new Uint32Array(rows.length);
  let length = 0;
  for (const part of units) {
    parts.push(length);
    if (isRising(events, part)) {
      if (part !== kept) kept.set(part, length);
      length += part.length;
      continue;
    }
    sortRows(part, (a, b) => compareRecords(events, a, b));
    length = dropDuplicates(events, part, kept, length, duplicatesBySource);
  }
  return { rows: kept.subarray(0, length), parts };
}

/** Whether every record has a higher number than the one before. */
function isRising({ recordIdLow, recordIdHigh }: EventTable, rows: Uint32Array): boolean {
  let high = 0;
  let low = -1;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const nextHigh = recordIdHigh[row]!;
    const nextLow = recordIdLow[row]!;
    if (nextHigh < high || (nextHigh === high && nextLow <= low)) return false;
    high = nextHigh;
    low = nextLow;
  }
  return true;
}

/** R1 order inside one numbering. Time and event id only decide between records that share a number. */
function compareRecords(events: EventTable, a: number, b: number): number {
  const byId = compareRecordIds(events, a, b);
  if (byId !== 0 || hasNoId(events, a)) return byId;
  return (
    compareTimes(events.time[a]!, events.time[b]!) ||
    events.eventId[a]! - events.eventId[b]! ||
    events.source[a]! - events.source[b]!
  );
}

/** Order of records that came by way of a collector. */
function compareMoments(events: EventTable, a: number, b: number): number {
  return (
    compareTimes(events.time[a]!, events.time[b]!) ||
    compareRecordIds(events, a, b) ||
    events.eventId[a]! - events.eventId[b]! ||
    events.source[a]! - events.source[b]!
  );
}

function compareTimes(a: number, b: number): number {
  if (a === b) return 0;
  if (Number.isNaN(a)) return Number.isNaN(b) ? 0 : -1;
  return Number.isNaN(b) ? 1 : a - b;
}

function hasNoId(events: EventTable, row: number): boolean {
  return events.recordIdLow[row] === 0 && events.recordIdHigh[row] === 0;
}

/** Writes the rows of a part behind the first `length` rows of `to`, which may be the same list. */
function dropDuplicates(
  events: EventTable,
  from: Uint32Array,
  to: Uint32Array,
  length: number,
  duplicatesBySource: Uint32Array,
): number {
  const start = length;
  let kept = length;
  for (let at = 0; at < from.length; at++) {
    const row = from[at]!;
    const before = to[kept - 1]!;
    if (kept > start && isSameRecord(events, before, row)) {
      // Of a record that is also at hand from an export in whole seconds the exact one counts.
      const exact = isWholeSecond(events.time[before]!) && !isWholeSecond(events.time[row]!);
      const source = events.source[exact ? before : row]!;
      const [first, second] = [foldedRecords(events, before), foldedRecords(events, row)];
      if (source < duplicatesBySource.length) duplicatesBySource[source]! += Math.min(first, second);
      // Of two kept skipped records the one that stands for more tells more.
      if (exact || second > first) to[kept - 1] = row;
      continue;
    }
    to[kept++] = row;
  }
  return kept;
}

function isSameRecord(events: EventTable, a: number, b: number): boolean {
  return (
    compareRecordIds(events, a, b) === 0 &&
    !hasNoId(events, a) &&
    events.eventId[a] === events.eventId[b] &&
    isSameMoment(events.time[a]!, events.time[b]!)
  );
}

interface Group {
  readonly computer: number;
  readonly channelKind: number;
  readonly channel: number;
  readonly rows: Uint32Array;
}

/** Rows by computer and channel, by counting: two passes, no list that grows, nothing noted for a row but its place. */
function splitRows(events: EventTable, strings: StringTable, computers: Computers): readonly Group[] {
  const { computer, channel, length } = events;
  const groupOfStream = new Map<number, number>();
  const groupOfKey = new Map<number, number>();
  const heads: number[] = [];
  const groupOf = (row: number): number => {
    const key = computer[row]! * 4_294_967_296 + channel[row]!;
    const known = groupOfKey.get(key);
    if (known !== undefined) return known;
    const stream = streamNumber(events, strings, computers, row);
    const group = groupOfStream.get(stream) ?? heads.push(row) - 1;
    groupOfStream.set(stream, group);
    groupOfKey.set(key, group);
    return group;
  };
  // Rows that follow each other mostly belong together: they are counted, and then listed, as one run.
  const counts: number[] = [];
  for (let row = 0; row < length; ) {
    const end = endOfRun(computer, channel, row, length);
    const group = groupOf(row);
    counts[group] = (counts[group] ?? 0) + end - row;
    row = end;
  }
  const lists = counts.map((count) => new Uint32Array(count));
  const filled = counts.map(() => 0);
  if (lists.length === 1) fillRun(lists[0]!, 0, 0, length);
  else {
    for (let row = 0; row < length; ) {
      const end = endOfRun(computer, channel, row, length);
      const group = groupOf(row);
      fillRun(lists[group]!, filled[group]!, row, end);
      filled[group]! += end - row;
      row = end;
    }
  }
  return heads.map((row, group) => ({
    computer: computers.groupOf(events.computer[row]!),
    channelKind: events.channelKind[row]!,
    channel: events.channel[row]!,
    rows: lists[group]!,
  }));
}

/** The first row after a run of rows of one computer and channel. */
function endOfRun(computer: Uint32Array, channel: Uint32Array, from: number, length: number): number {
  const ownComputer = computer[from]!;
  const ownChannel = channel[from]!;
  let row = from + 1;
  while (row < length && computer[row] === ownComputer && channel[row] === ownChannel) row++;
  return row;
}

/** Lists the rows from one up to before another. */
function fillRun(list: Uint32Array, at: number, from: number, to: number): void {
  const shift = at - from;
  for (let row = from; row < to; row++) list[row + shift] = row;
}

/** Channels that rules know are one by their kind, all others by their name. */
function streamNumber(events: EventTable, strings: StringTable, computers: Computers, row: number): number {
  const kind = events.channelKind[row]!;
  const channel =
    kind === CHANNEL.other ? 16 + strings.intern(strings.get(events.channel[row]!).toLowerCase()) : kind;
  return computers.groupOf(events.computer[row]!) * 4_294_967_296 + channel;
}
