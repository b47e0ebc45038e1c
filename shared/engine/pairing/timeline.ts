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

/**
 * The rows of all channels but Security, by boot. A System marker starts its boot; all else goes by time. A 13 is
 * written after the next boot's 6005, with the time of the shutdown: it goes to the boot before.
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
  const newest = newestSecurity(events, boots, security);
  const markerBoot = new Map<number, number>();
  for (const boot of boots) for (const row of boot.systemMarkers) markerBoot.set(row, boot.index);
  let at = 0;
  for (const stream of others) {
    let current = 0;
    const reach = [...newest];
    for (const row of stream.rows) {
      const time = events.time[row]!;
      const marked = markerBoot.get(row);
      if (marked !== undefined) current = Math.max(current, marked);
      else current = advance(boots, reach, current, time, birthSlack(events, settings, row));
      const late = events.kind[row] === KIND.osStop && current > 0 && time < boots[current]!.rawStart;
      rows[at] = row;
      bootOf[at++] = late ? current - 1 : current;
      if (!late && time > reach[current]!) reach[current] = time;
    }
  }
  return { rows, bootOf };
}

function birthSlack(events: EventTable, settings: PairingSettings, row: number): number {
  const isBirth = events.channelKind[row] === CHANNEL.system && BIRTH_KINDS.has(events.kind[row]!);
  return isBirth ? seconds(settings.bootApart) : 0;
}

/**
 * The boot of a record by its time, never going back. A boot whose clock ran ahead reaches past the raw start of the
 * next one: as long as a time fits the boot, the record stays in it.
 */
function advance(
  boots: readonly BootState[],
  reach: readonly number[],
  from: number,
  time: number,
  slack: number,
): number {
  let current = from;
  while (current + 1 < boots.length) {
    const next = boots[current + 1]!;
    if (Number.isNaN(next.rawStart)) {
      if (!(time > reach[current]!) || !startsLater(boots, current + 1, time)) break;
    } else if (time < next.rawStart) {
      const nearer = next.rawStart - time < Math.abs(time - boots[current]!.rawStart);
      if (slack === 0 || next.rawStart - time > slack || time <= reach[current]! || (!nearer && current > 0)) break;
    } else if (!(time >= next.rawStart) || time <= reach[current]!) break;
    current++;
  }
  return current;
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
  return boots.map((boot) => {
    let newest = Number.NEGATIVE_INFINITY;
    for (let at = boot.secFrom; at < boot.secTo; at++) {
      const time = events.time[security!.rows[at]!]!;
      if (time > newest) newest = time;
    }
    return newest;
  });
}
