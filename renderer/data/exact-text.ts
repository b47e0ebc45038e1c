import {
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
} from "../../shared/engine/time/calendar.ts";
import type { Clock } from "./clock.ts";
import { T } from "./texts.ts";

/*
 * Values to the last tick, for two that read the same when they are rounded as everywhere else. A part of a tick is none.
 */

const UNITS = [
  [TICKS_PER_DAY, "d"],
  [TICKS_PER_HOUR, "h"],
  [TICKS_PER_MINUTE, "min"],
] as const;

/** `8 h 40 min 12.0001 s`. Null when not known. */
export function exactLength(ticks: number): string | null {
  if (!Number.isFinite(ticks)) return null;
  const parts: string[] = [];
  let rest = Math.abs(Math.round(ticks));
  for (const [unit, name] of UNITS) {
    const whole = Math.floor(rest / unit);
    rest -= whole * unit;
    if (whole > 0) parts.push(`${whole} ${name}`);
  }
  if (rest > 0 || parts.length === 0) parts.push(`${secondsText(rest)} s`);
  return `${ticks < 0 ? "−" : ""}${parts.join(" ")}`;
}

/** `2024-03-06 14:05:07.0001` on the clock of the window. Null when not known. */
export function exactMoment(clock: Clock, time: number): string | null {
  const whole = Math.round(time);
  const text = clock.format.full(whole);
  if (text === null) return null;
  // Times before the first day that is counted from are negative.
  const within = ((whole % TICKS_PER_SECOND) + TICKS_PER_SECOND) % TICKS_PER_SECOND;
  return `${text}${secondsText(within).slice(1)}`;
}

/** `2024-03-06 14:05:07.0001 – 15:00:00`: the day once where both lie on it; an end that is not known is said. */
export function exactSpan(clock: Clock, from: number, to: number): string {
  const start = exactMoment(clock, from) ?? T.notKnown;
  const end = exactMoment(clock, to) ?? T.notKnown;
  const sameDay = start.slice(0, 10) === end.slice(0, 10);
  return `${start} – ${sameDay ? end.slice(11) : end}`;
}

/** Seconds with as many digits behind the point as they have. */
function secondsText(ticks: number): string {
  const whole = Math.floor(ticks / TICKS_PER_SECOND);
  const rest = String(ticks - whole * TICKS_PER_SECOND)
    .padStart(7, "0")
    .replace(/0+$/, "");
  return rest === "" ? String(whole) : `${whole}${T.duration.point}${rest}`;
}
