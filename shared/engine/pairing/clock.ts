import { type EventTable, KIND } from "../../types/event-table.ts";
import type { ClockStepKind } from "../../types/names.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { BootState } from "./boot-state.ts";
import { recordIdOf } from "./record-ids.ts";
import type { TextFacts } from "./text-facts.ts";
import { SECOND, seconds } from "./time-spans.ts";

/** A change of the clock found in a stream. */
interface Step {
  /** Position of its record among the rows of the boot in its stream. */
  readonly at: number;
  readonly row: number;
  readonly previous: number;
  readonly next: number;
  readonly delta: number;
  readonly kind: "slew" | ClockStepKind;
}

/** A change of the clock that is worth telling. */
export interface FoundStep {
  readonly row: number;
  /** New time minus old time. */
  readonly delta: number;
  readonly kind: ClockStepKind;
  /** A person's account made it, not the system. */
  readonly byUser: boolean;
}

/** A time span in which the computer did not run, in corrected time. */
export interface Asleep {
  readonly from: number;
  readonly to: number;
  /** Record of its begin; -1 where the record of its end tells both. */
  readonly fromRow: number;
  readonly toRow: number;
}

/** How many records after a backward step are looked at for one that carries the new clock again. */
const STRAGGLER_LOOK = 64;
/** A jump counts as undone when the time that went by is this many times smaller than it. */
const UNDONE_SHARE = 10;
/** A change of the clock may be logged twice, big and tiny: a tiny one this near a correction is part of it. */
const TWICE = 5 * SECOND;

export interface ClockInput {
  readonly events: EventTable;
  readonly settings: PairingSettings;
  readonly facts: TextFacts;
  /** Security rows of the boot in record order. */
  readonly security: Uint32Array;
  /** Where among them a 4616 stands. */
  readonly changes: readonly number[];
  /** Rows of the boot in other channels, stream after stream, each in record order. */
  readonly others: Uint32Array;
  /** Times at which the computer woke, raw, in ascending order. */
  readonly wakes: readonly number[];
  /** The corrected times for writing. Asked only when a record gets another time than its own. */
  readonly toCorrect: () => Float64Array;
}

export interface ClockResult {
  readonly asleep: readonly Asleep[];
  readonly steps: readonly FoundStep[];
}

const NOTHING: ClockResult = { asleep: [], steps: [] };

/**
 * R11: writes the corrected times of the rows of one boot and gives the spans that the machine slept through, and the
 * changes of its clock in record order.
 *
 *     record   4624   4616 +72h   4647    4616 -72h          the clock of the end of the boot is taken as right:
 *     raw      08:05  d4 09:00    d4 09:10   09:20           a record's time + all corrections that follow it
 *     adds up  +0h    -72h        -72h       0
 *     correct  08:05  09:00       09:10      09:20
 */
export function correctClock(input: ClockInput, boot: BootState): ClockResult {
  const { events } = input;
  const own = stepsAt(input, boot, input.security, input.changes);
  const system = findSteps(input, boot, input.others);
  const steps = own.length > 0 ? own : system;
  if (steps.length === 0) return NOTHING;
  const last = steps.findLast((step) => step.kind !== "slew");
  if (last !== undefined) boot.clockSetByUser = isUser(input, last.row);
  if (steps.some((step) => step.kind === "correction")) {
    apply(input, input.security, own.length > 0 ? own : located(events, input.security, system));
    for (const stream of byChannel(events, input.others)) {
      const inStream = system.filter((step) => events.channel[stream[0]!] === events.channel[step.row]);
      const known = inStream.length > 0 ? findSteps(input, boot, stream) : [];
      apply(input, stream, known.length > 0 ? known : located(events, stream, steps));
    }
  }
  return { asleep: catchUps(steps), steps: steps.flatMap((step) => told(input, step)) };
}

/** The small part of a change that was logged twice is no change of its own. */
function told(input: ClockInput, { row, delta, kind }: Step): readonly FoundStep[] {
  if (kind === "slew" || Math.abs(delta) < seconds(input.settings.clockSlew)) return [];
  return [{ row, delta, kind, byUser: isUser(input, row) }];
}

function isUser(input: ClockInput, row: number): boolean {
  return input.facts.isAccount(input.events.sid[row]!);
}

/** Changes of the clock that the System log tells of. */
function findSteps(input: ClockInput, boot: BootState, rows: Uint32Array): readonly Step[] {
  const { kind } = input.events;
  const places: number[] = [];
  for (let at = 0; at < rows.length; at++) if (kind[rows[at]!] === KIND.systemClockChanged) places.push(at);
  return stepsAt(input, boot, rows, places);
}

function stepsAt(
  input: ClockInput,
  boot: BootState,
  rows: Uint32Array,
  places: readonly number[],
): readonly Step[] {
  const { events, settings } = input;
  const found: { at: number; row: number; previous: number; next: number; delta: number }[] = [];
  for (const at of places) {
    const row = rows[at]!;
    const previous = events.timeA[row]!;
    const next = events.timeB[row]!;
    const delta = next - previous;
    if (!Number.isFinite(delta) || delta === 0) continue;
    found.push({ at, row, previous, next, delta });
  }
  const steps: Step[] = [];
  for (const [index, step] of found.entries()) {
    steps.push({
      ...step,
      kind: stepKind(input, boot, rows, step, found[index - 1], found[index + 1], settings),
    });
  }
  return steps;
}

type Found = Omit<Step, "kind">;

function stepKind(
  input: ClockInput,
  boot: BootState,
  rows: Uint32Array,
  step: Found,
  before: Found | undefined,
  after: Found | undefined,
  settings: PairingSettings,
): Step["kind"] {
  const slew = seconds(settings.clockSlew);
  if (Math.abs(step.delta) < slew) {
    const twin =
      (before !== undefined &&
        Math.abs(step.previous - before.next) <= TWICE &&
        isCorrection(input, boot, rows, before)) ||
      (after !== undefined &&
        Math.abs(after.previous - step.next) <= TWICE &&
        isCorrection(input, boot, rows, after));
    return twin ? "correction" : "slew";
  }
  if (!isCorrection(input, boot, rows, step)) return "catchUp";
  return isUndone(input, rows, step) ? "undone" : "correction";
}

/**
 * A step that takes back a jump which the log does not show: a paused virtual machine may wake in the year 2296 and be
 * put right before it writes a record. Records before it were right all along; correcting them would move them by
 * centuries. Told by the record before: the new clock goes on from it, the old one was nowhere near it.
 */
function isUndone(input: ClockInput, rows: Uint32Array, step: Found): boolean {
  if (step.at === 0) return false;
  const before = input.events.time[rows[step.at - 1]!]!;
  const elapsed = step.next - before;
  const size = Math.abs(step.delta);
  return (
    elapsed >= -seconds(input.settings.clockSlew) &&
    Math.abs(elapsed) * UNDONE_SHARE < size &&
    Math.abs(step.previous - before) > size / 2
  );
}

/** Any step that is no slew and does not merely catch up after the machine was paused or asleep. */
function isCorrection(input: ClockInput, boot: BootState, rows: Uint32Array, step: Found): boolean {
  const { events, facts, settings, wakes } = input;
  if (Math.abs(step.delta) < seconds(settings.clockSlew)) return false;
  if (step.delta < 0 || isNearBoot(events, settings, boot, rows, step)) return true;
  if (facts.program(events.process[step.row]!) === "guestTool") return false;
  return !hasNear(wakes, step.next, seconds(settings.wakeStep));
}

/** True when a sorted list holds a time within `near` of another. */
function hasNear(sorted: readonly number[], time: number, near: number): boolean {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < time - near) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && sorted[low]! <= time + near;
}

/** A forward step in the first records after the boot marker puts a wrong hardware clock right. */
function isNearBoot(
  events: EventTable,
  settings: PairingSettings,
  boot: BootState,
  rows: Uint32Array,
  step: Found,
): boolean {
  const security = events.kind[step.row] === KIND.clockChanged;
  const marker = security ? boot.securityMarker : boot.systemMarkers[0];
  if (marker === undefined || marker < 0) return false;
  const ids = recordIdOf(events, step.row) - recordIdOf(events, marker);
  return ids > 0 ? ids <= settings.bootRecords : step.at - rows.indexOf(marker) <= settings.bootRecords;
}

/** The positions that steps of another stream have in this one, told by the jumps of its own times. */
function located(events: EventTable, rows: Uint32Array, steps: readonly Step[]): readonly Step[] {
  const placed: Step[] = [];
  let at = 0;
  let before = Number.NaN;
  for (const step of steps) {
    if (step.kind !== "correction") continue;
    for (; at < rows.length; at++) {
      const time = events.time[rows[at]!]!;
      const passed = step.delta > 0 ? time > step.previous + step.delta / 2 : before - time > -step.delta / 2;
      if (passed) break;
      if (!Number.isNaN(time)) before = time;
    }
    before = Number.NaN;
    // As if its own record stood there: the record at this position is the first with the new clock.
    placed.push({ ...step, at });
  }
  return placed;
}

function apply(input: ClockInput, rows: Uint32Array, steps: readonly Step[]): void {
  const { events, settings } = input;
  const corrections = steps.filter((step) => step.kind === "correction");
  if (corrections.length === 0) return;
  const corrected = input.toCorrect();
  let sum = 0;
  let index = corrections.length - 1;
  for (let at = rows.length - 1; at >= 0; at--) {
    while (index >= 0 && corrections[index]!.at > at) sum += corrections[index--]!.delta;
    corrected[rows[at]!] = events.time[rows[at]!]! + sum;
  }
  for (const [i, step] of corrections.entries()) {
    if (step.delta < 0)
      moveStragglers(events, settings, corrected, rows, step, corrections[i + 1]?.at ?? rows.length);
  }
}

/**
 * Records written a moment before a backward step may stand behind it. They are the ones that jump ahead to the old
 * clock and are followed by a record that has fallen back.
 */
function moveStragglers(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  rows: Uint32Array,
  step: Step,
  end: number,
): void {
  const near = seconds(settings.straggler);
  let normal = step.next;
  for (let at = Math.max(0, step.at + 1); at < end; at++) {
    const time = events.time[rows[at]!]!;
    const ahead = Math.abs(time - step.previous) <= near && time > normal - step.delta / 2;
    if (ahead && fallsBack(events, rows, at, end, time + step.delta / 2)) corrected[rows[at]!]! += step.delta;
    else if (!Number.isNaN(time)) normal = time;
  }
}

function fallsBack(events: EventTable, rows: Uint32Array, at: number, end: number, below: number): boolean {
  const stop = Math.min(end, at + STRAGGLER_LOOK);
  for (let i = at + 1; i < stop; i++) if (events.time[rows[i]!]! < below) return true;
  return false;
}

function catchUps(steps: readonly Step[]): Asleep[] {
  const spans: Asleep[] = [];
  let sum = 0;
  for (const step of steps.toReversed()) {
    if (step.kind === "correction") sum += step.delta;
    if (step.kind === "catchUp") {
      spans.push({ from: step.previous + sum, to: step.next + sum, fromRow: -1, toRow: step.row });
    }
  }
  return spans.reverse();
}

function byChannel(events: EventTable, rows: Uint32Array): readonly Uint32Array[] {
  const parts: Uint32Array[] = [];
  let start = 0;
  for (let i = 1; i <= rows.length; i++) {
    if (i < rows.length && events.channel[rows[i]!] === events.channel[rows[i - 1]!]) continue;
    parts.push(rows.subarray(start, i));
    start = i;
  }
  return parts;
}
