import type { Ticks } from "../../types/units.ts";
import { parseUserTime } from "../time/user-time.ts";
import { UTC, type Zone } from "../time/zone.ts";

/**
 * A moment that a user names outside a filter; a sentence when the text is none. Without a zone yet the text is
 * only checked: what it means in UTC is returned.
 */
export function readMoment(option: string, text: string, zone: Zone | null): Ticks | string {
  const time = parseUserTime(text, zone ?? UTC);
  if (!Number.isNaN(time)) return time;
  return `${option}: "${text}" is not a time. Write 2024-03-06, "2024-03-06 14:05" or 2024-03-06T14:05:00Z.`;
}

/** A window of time as two options name it; `NaN` where nothing is named. A sentence when it makes no sense. */
export function readWindow(
  from: string | undefined,
  to: string | undefined,
  zone: Zone | null,
): { readonly from: number; readonly to: number } | string {
  const begin = from === undefined ? Number.NaN : readMoment("--from", from, zone);
  if (typeof begin === "string") return begin;
  const end = to === undefined ? Number.NaN : readMoment("--to", to, zone);
  if (typeof end === "string") return end;
  if (begin >= end) return `--from ${from} is not before --to ${to}.`;
  return { from: begin, to: end };
}
