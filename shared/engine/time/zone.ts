import type { Ticks } from "../../types/units.ts";
import { TICKS_PER_MINUTE, two } from "./calendar.ts";

/** A stretch of time in which a zone's clocks stand off UTC by the same amount. */
export interface ZoneSpan {
  /** First tick of the stretch, `-Infinity` when there is none. */
  readonly from: number;
  /** First tick after it, `Infinity` when there is none. */
  readonly to: number;
  /** Local clock minus UTC, in ticks. */
  readonly offset: number;
}

/** A time zone. `spanAt` may be called for every row of a table: it answers from a small memory. */
export interface Zone {
  /** IANA name, `UTC`, or `+05:30`. */
  readonly name: string;
  spanAt(time: number): ZoneSpan;
}

/** Local clock minus UTC at a moment, in ticks. */
export function offsetAt(zone: Zone, time: number): number {
  return zone.spanAt(time).offset;
}

/**
 * The moment at which a zone's clocks show `local` (ticks as if the clock were UTC). A time that the clocks skip in
 * spring is read with the offset from before, one that they show twice in autumn is the first of the two: the
 * reading that Temporal calls "compatible".
 */
export function localToTicks(zone: Zone, local: number): Ticks {
  // No zone is a whole day off UTC, so these two spans are the only ones that can hold it.
  const before = zone.spanAt(local - 864_000_000_000);
  let time = local - before.offset;
  if (time >= before.to) {
    const after = zone.spanAt(before.to);
    const late = local - after.offset;
    if (late >= after.from) time = late;
  }
  return time as Ticks;
}

/** A zone that is always the same amount off UTC. */
export function fixedZone(name: string, offset: number): Zone {
  const span: ZoneSpan = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, offset };
  return { name, spanAt: () => span };
}

export const UTC: Zone = fixedZone("UTC", 0);

const FIXED = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d\d))?$/i;

/** `UTC`, `Z`, `GMT`, `+01:00`, `UTC+1`, `-0330` as a zone; null for anything else. */
export function parseFixedZone(text: string): Zone | null {
  const plain = text.trim();
  if (/^(utc|z|gmt|etc\/utc|etc\/gmt)$/i.test(plain)) return UTC;
  const match = FIXED.exec(plain);
  if (match === null) return null;
  const hours = Number(match[2]);
  const minutes = Number(match[3] ?? 0);
  if (hours > 15 || minutes > 59) return null;
  const offset = (match[1] === "-" ? -1 : 1) * (hours * 60 + minutes) * TICKS_PER_MINUTE;
  return offset === 0 ? UTC : fixedZone(offsetText(offset), offset);
}

/** `+01:00` of an offset in ticks; seconds, which zones had before 1972, only where there are any. */
export function offsetText(offset: number): string {
  const seconds = Math.round(Math.abs(offset) / 10_000_000);
  const minutes = Math.floor(seconds / 60);
  const rest = seconds % 60 === 0 ? "" : `:${two(seconds % 60)}`;
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}${rest}`;
}

/** The offset as people write it: `UTC`, `UTC+1`, `UTC−3:30` (with a real minus sign). */
export function offsetLabel(offset: number): string {
  if (offset === 0) return "UTC";
  const minutes = Math.round(Math.abs(offset) / TICKS_PER_MINUTE);
  const rest = minutes % 60 === 0 ? "" : `:${two(minutes % 60)}`;
  return `UTC${offset < 0 ? "−" : "+"}${Math.floor(minutes / 60)}${rest}`;
}
