import { CHANNEL, type EventTable, KIND } from "../../types/event-table.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { BootState } from "./boot-state.ts";
import type { Stream } from "./streams.ts";
import { seconds } from "./time-spans.ts";

/** Records that a starting computer writes: they are of the new boot even if stamped shortly before its marker. */
const BIRTH_KINDS: ReadonlySet<number> = new Set([
  KIND.osStart,
  KIND.bootType,
  KIND.lastShutdown,
  KIND.dirtyRestart,
  KIND.uncleanShutdown,
  KIND.osVersion,
  KIND.logServiceStarted,
]);

/** Records of a stop that are written after the next start, with the time of the stop. */
const LATE_KINDS: ReadonlySet<number> = new Set([KIND.osStop, KIND.kernelShutdown]);

/**
 * The rows of all channels but Security, by boot, stream after stream.
 *
 *     record order   ... 6006 | 6009 6005 13 12 ...     System: its own markers start its boots; a 13 (or 109) with
 *     boot            0     0 |  1    1   0  1          the time of the stop goes to the boot before
 *
 * A stream without markers of its own goes by time.
 */
export function assignOthers(
  events: EventTable,
  settings: PairingSettings,
  boots: readonly BootState[],
  security: Stream | undefined,
  others: readonly Stream[],
): { readonly rows: Uint32Array; readonly bootOf: Uint32Array } {
  const total = others.reduce((sum, stream) => sum + stream.rows.length, 0);
  const rows = new Uint32Array(total);
  const bootOf = new Uint32Array(total);
  const markerBoot = new Map<number, number>();
  for (const boot of boots) for (const row of boot.systemMarkers) markerBoot.set(row, boot.index);
  if (total === 0) return { rows, bootOf };
  const reach = newestSecurity(events, boots, security);
  let at = 0;
  for (const stream of others) {
    const marks = firstMarkers(boots, stream, markerBoot);
    let current = 0;
    for (let i = 0; i < stream.rows.length; i++) {
      const row = stream.rows[i]!;
      const time = events.time[row]!;
      const marked = markerBoot.get(row);
      if (marked !== undefined) current = Math.max(current, marked);
      else
        current = advance(
          { boots, reach, marks, settings, position: i, slack: slackOf(events, settings, row) },
          current,
          time,
        );
      const late = LATE_KINDS.has(events.kind[row]!) && current > 0 && time < boots[current]!.rawStart;
      rows[at] = row;
      bootOf[at++] = late ? current - 1 : current;
      if (!late && time > reach[current]!) reach[current] = time;
    }
  }
  return { rows, bootOf };
}

/** Position of the first marker of each boot in a stream, -1 where it has none. */
function firstMarkers(
  boots: readonly BootState[],
  stream: Stream,
  markerBoot: ReadonlyMap<number, number>,
): Int32Array {
  const marks = new Int32Array(boots.length).fill(-1);
  if (stream.channelKind !== CHANNEL.system) return marks;
  for (let i = stream.rows.length - 1; i >= 0; i--) {
    const boot = markerBoot.get(stream.rows[i]!);
    if (boot !== undefined) marks[boot] = i;
  }
  return marks;
}

function slackOf(events: EventTable, settings: PairingSettings, row: number): number {
  const isBirth = events.channelKind[row] === CHANNEL.system && BIRTH_KINDS.has(events.kind[row]!);
  return isBirth ? seconds(settings.bootApart) : 0;
}

interface Position {
  readonly boots: readonly BootState[];
  /** Newest raw time seen of each boot. */
  readonly reach: readonly number[];
  readonly marks: Int32Array;
  readonly settings: PairingSettings;
  readonly position: number;
  readonly slack: number;
}

/** The boot of a record, never going back. */
function advance(place: Position, from: number, time: number): number {
  let current = from;
  while (current + 1 < place.boots.length && isPast(place, current, time)) current++;
  return current;
}

/** Whether a record of this time belongs to a boot after `current`. */
function isPast(place: Position, current: number, time: number): boolean {
  const { boots, reach, marks, position, slack } = place;
  const next = boots[current + 1]!;
  if (Number.isNaN(next.rawStart)) return time > reach[current]! && startsLater(boots, current + 1, time);
  const apart = seconds(place.settings.bootApart);
  // A stream that marks the next boot itself is believed: before the mark only what is stamped just after the start.
  if (marks[current + 1]! > position && time > next.rawStart + apart) return false;
  if (time < next.rawStart) {
    if (slack === 0 || next.rawStart - time > slack || time <= reach[current]!) return false;
    return !(next.rawStart - time >= Math.abs(time - boots[current]!.rawStart));
  }
  // A boot whose clock ran ahead reaches past the raw start of the next one: what fits it stays in it.
  const ahead = reach[current]! > next.rawStart + apart;
  return ahead ? time > reach[current]! + apart : true;
}

/** A boot without a start of its own (an edge) is passed when a later boot has begun by then. */
function startsLater(boots: readonly BootState[], from: number, time: number): boolean {
  for (let i = from + 1; i < boots.length; i++) {
    const start = boots[i]!.rawStart;
    if (!Number.isNaN(start)) return time >= start;
  }
  return false;
}

/** Newest raw time of the Security rows of each boot, -Infinity for none. */
function newestSecurity(
  events: EventTable,
  boots: readonly BootState[],
  security: Stream | undefined,
): number[] {
  if (security === undefined) return boots.map(() => Number.NEGATIVE_INFINITY);
  const { rows, inOrder } = security;
  const { time: times } = events;
  return boots.map((boot) => {
    if (inOrder && boot.secFrom < boot.secTo) return times[rows[boot.secTo - 1]!]!;
    let newest = Number.NEGATIVE_INFINITY;
    for (let at = boot.secFrom; at < boot.secTo; at++) {
      const time = times[rows[at]!]!;
      if (time > newest) newest = time;
    }
    return newest;
  });
}
