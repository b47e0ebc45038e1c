import { ticksToIso } from "../../shared/engine/time/iso.ts";
import { parseUserTime } from "../../shared/engine/time/user-time.ts";
import { UTC } from "../../shared/engine/time/zone.ts";

/** A moment as a field for date and time holds it, in UTC; empty when not known. */
export function minuteText(ticks: number): string {
  return ticksToIso(ticks)?.slice(0, 16) ?? "";
}

/** The moment of such a field, `NaN` while it holds none. */
export function minuteTicks(text: string): number {
  return parseUserTime(text, UTC);
}
