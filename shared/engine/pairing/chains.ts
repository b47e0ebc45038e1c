import type { EventTable } from "../../types/event-table.ts";
import { recordIdOf } from "./record-ids.ts";
import { isSameMoment, SECOND } from "./time-spans.ts";

/** A record that is later by more than this although its number is lower did not come from the same numbering. */
const APART = 300 * SECOND;

/** Records of a source that are compared with another source to tell whether both are of one log. */
const SAMPLE = 2000;

/** The rows of one source that were read in one go, without the numbering starting anew. */
interface Unit {
  readonly rows: Uint32Array;
  readonly lowest: number;
  readonly highest: number;
  readonly oldest: number;
  readonly newest: number;
}

/**
 * R1: splits the rows of one stream into parts that each have a numbering of their own, oldest part first.
 *
 * Sources that overlap or follow each other form a chain and become one part. A source whose numbers are lower although
 * its times are later belongs to a log that was recreated, or to another machine of the same name:
 *
 *     source A   1 ........ 900           2023
 *     source B          800 ..... 1500    2023     A and B: one part
 *     source C   1 ... 300                2025     C: a part of its own
 */
export function joinUnits(events: EventTable, rows: Uint32Array): readonly Uint32Array[] {
  const units = splitUnits(events, rows);
  if (units.length === 1) return [rows];
  const parts: Unit[][] = [];
  for (const unit of [...units].sort((a, b) => a.oldest - b.oldest || a.lowest - b.lowest)) {
    const home = parts.find((part) => part.every((other) => fits(events, other, unit)));
    if (home === undefined) parts.push([unit]);
    else home.push(unit);
  }
  return parts.map((part) => (part.length === 1 ? part[0]!.rows : concatenate(part)));
}

function fits(events: EventTable, a: Unit, b: Unit): boolean {
  if (a.lowest === a.highest && a.lowest === 0) return b.highest === 0;
  if (a.highest < b.lowest) return !(a.newest > b.oldest + APART) || overlapInTime(a, b);
  if (b.highest < a.lowest) return !(b.newest > a.oldest + APART) || overlapInTime(a, b);
  return agree(events, a, b);
}

/** Clocks run backwards at times: ranges of numbers that do not overlap may overlap in time. */
function overlapInTime(a: Unit, b: Unit): boolean {
  return a.oldest <= b.newest && b.oldest <= a.newest;
}

/** Two units that overlap in their numbers are of one log when records with equal numbers have equal times. */
function agree(events: EventTable, a: Unit, b: Unit): boolean {
  const [small, large] = a.rows.length <= b.rows.length ? [a, b] : [b, a];
  const timeOf = new Map<number, number>();
  const step = Math.ceil(small.rows.length / SAMPLE);
  for (let i = 0; i < small.rows.length; i += step) {
    const row = small.rows[i]!;
    const id = recordIdOf(events, row);
    if (id >= large.lowest && id <= large.highest) timeOf.set(id, events.time[row]!);
  }
  let same = 0;
  let different = 0;
  for (const row of large.rows) {
    const time = timeOf.get(recordIdOf(events, row));
    if (time === undefined) continue;
    if (isSameMoment(time, events.time[row]!)) same++;
    else different++;
  }
  if (same === 0 && different === 0) return overlapInTime(a, b);
  return same >= different;
}

function concatenate(units: readonly Unit[]): Uint32Array {
  const all = new Uint32Array(units.reduce((sum, unit) => sum + unit.rows.length, 0));
  let at = 0;
  for (const unit of [...units].sort((a, b) => a.rows[0]! - b.rows[0]!)) {
    all.set(unit.rows, at);
    at += unit.rows.length;
  }
  return all;
}

/** Cuts at every change of source, and where ids fall while time goes on and both sides count upwards. */
function splitUnits(events: EventTable, rows: Uint32Array): readonly Unit[] {
  const units: Unit[] = [];
  let start = 0;
  for (let i = 1; i <= rows.length; i++) {
    if (i < rows.length && !startsAnew(events, rows, i)) continue;
    units.push(unitOf(events, rows.subarray(start, i)));
    start = i;
  }
  return mergeSources(events, units);
}

function startsAnew(events: EventTable, rows: Uint32Array, at: number): boolean {
  const before = rows[at - 1]!;
  const row = rows[at]!;
  if (events.source[before] !== events.source[row]) return true;
  const id = recordIdOf(events, row);
  const previous = recordIdOf(events, before);
  if (id >= previous || id === 0) return false;
  if (!(events.time[row]! > events.time[before]! + APART)) return false;
  const risesAfter = at + 1 < rows.length && recordIdOf(events, rows[at + 1]!) > id;
  const roseBefore = at >= 2 && recordIdOf(events, rows[at - 2]!) < previous;
  return risesAfter && roseBefore;
}

function unitOf(events: EventTable, rows: Uint32Array): Unit {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let oldest = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const id = recordIdOf(events, row);
    if (id < lowest) lowest = id;
    if (id > highest) highest = id;
    const time = events.time[row]!;
    if (time < oldest) oldest = time;
    if (time > newest) newest = time;
  }
  return { rows, lowest, highest, oldest, newest };
}

/** More pieces than this are damage, not logs that were recreated: they are left to the order of their numbers. */
const MAX_UNITS = 1024;

function mergeSources(events: EventTable, units: readonly Unit[]): readonly Unit[] {
  if (units.length <= MAX_UNITS) return units;
  const rows = new Uint32Array(units.reduce((sum, unit) => sum + unit.rows.length, 0));
  let at = 0;
  for (const unit of units) {
    rows.set(unit.rows, at);
    at += unit.rows.length;
  }
  return [unitOf(events, rows)];
}
