import { parseUserTime } from "../../shared/engine/time/user-time.ts";
import { localToTicks } from "../../shared/engine/time/zone.ts";
import type { Clock } from "./clock.ts";

/** Value of `<input type="datetime-local">` for a moment: `2024-03-06T14:05:00`. */
export function inputValue(clock: Clock, time: number): string {
  return clock.format.full(time)?.replace(" ", "T") ?? "";
}

/** The moment that such a value means on the clock of the display zone; `NaN` when it is none. */
export function momentOfInput(clock: Clock, value: string): number {
  return value === "" ? Number.NaN : parseUserTime(value, clock.zone);
}

/** Noon of the last day that has data: where "who was on at" begins when nothing was chosen. */
export function noonOf(clock: Clock, time: number): number {
  return localToTicks(clock.zone, (clock.axis.dayOf(time) * 24 + 12) * 36_000_000_000);
}
