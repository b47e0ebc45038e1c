import { type EventTable, KIND } from "../../types/event-table.ts";
import type { PairingSettings } from "../../types/settings.ts";
import type { Asleep } from "./clock.ts";
import { seconds } from "./time-spans.ts";

/**
 * R12: the spans of one boot in which the computer slept, in corrected time, in order, without overlaps.
 *
 *     Power-Troubleshooter 1   |== SleepTime .. WakeTime ==|       the reliable one
 *     Kernel-Power 42 .. 107   |== ================ ==|            only where no such record covers it
 *     Kernel-Power 506 .. 507  |== modern standby ==|              likewise, and only if longer than 15 minutes
 *     R11 catch-up             |== clock stood still ==|           likewise
 */
export function sleepSpans(
  events: EventTable,
  settings: PairingSettings,
  corrected: Float64Array,
  rows: Uint32Array,
  catchUps: readonly Asleep[],
): readonly Asleep[] {
  if (rows.length === 0 && catchUps.length === 0) return [];
  const told: Asleep[] = [];
  const sleeps: Asleep[] = [];
  const standbys: Asleep[] = [];
  let slept = -1;
  let stood = -1;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const time = corrected[row]!;
    switch (events.kind[row]) {
      case KIND.sleepInterval: {
        const shift = time - events.time[row]!;
        add(told, events.timeA[row]! + shift, events.timeB[row]! + shift, -1, row);
        break;
      }
      case KIND.sleepEnter:
        slept = row;
        break;
      case KIND.sleepLeave:
        // A 107 may carry a time from before the wake: then nothing tells when the machine woke.
        if (slept >= 0) add(sleeps, corrected[slept]!, time, slept, row);
        slept = -1;
        break;
      case KIND.standbyEnter:
        stood = row;
        break;
      case KIND.standbyLeave:
        if (stood >= 0 && time - corrected[stood]! > seconds(settings.standby)) {
          add(standbys, corrected[stood]!, time, stood, row);
        }
        stood = -1;
        break;
    }
  }
  return disjoint([told, sleeps, standbys, [...catchUps]]);
}

/** Raw times at which the computer woke (for R11), in ascending order. */
export function wakeTimes(events: EventTable, rows: Uint32Array): readonly number[] {
  const wakes: number[] = [];
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const kind = events.kind[row];
    if (kind === KIND.sleepLeave || kind === KIND.standbyLeave) wakes.push(events.time[row]!);
    else if (kind === KIND.sleepInterval) wakes.push(events.timeB[row]!);
  }
  return wakes.filter((wake) => !Number.isNaN(wake)).sort((a, b) => a - b);
}

function add(spans: Asleep[], from: number, to: number, fromRow: number, toRow: number): void {
  if (to > from) spans.push({ from, to, fromRow, toRow });
}

/** Takes each source in turn and leaves out what overlaps a span of a better one. */
function disjoint(sources: readonly (readonly Asleep[])[]): readonly Asleep[] {
  let taken: readonly Asleep[] = [];
  for (const source of sources) {
    const sorted = [...source].sort((a, b) => a.from - b.from || a.to - b.to);
    const merged: Asleep[] = [];
    let i = 0;
    for (const span of sorted) {
      for (; i < taken.length && taken[i]!.to <= span.from; i++) merged.push(taken[i]!);
      const known = taken[i];
      const previous = merged.at(-1);
      if (
        (known !== undefined && known.from < span.to) ||
        (previous !== undefined && previous.to > span.from)
      )
        continue;
      merged.push(span);
    }
    for (; i < taken.length; i++) merged.push(taken[i]!);
    taken = merged;
  }
  return taken;
}
