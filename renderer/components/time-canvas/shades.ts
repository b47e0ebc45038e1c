import type { AxisClock } from "./axis.ts";
import { type TimeScale, xOfTime } from "./time-scale.ts";

export interface Shade {
  readonly from: number;
  readonly to: number;
  readonly kind: "night" | "weekend";
}

const DAY_TICKS = 864_000_000_000;
const NIGHT_END = 6 * 60;
const NIGHT_START = 20 * 60;
/** Below so many pixels a day, nights and then weekends would be noise. */
const NIGHT_ROOM = 14;
const WEEKEND_ROOM = 3;

/** Nights (20 to 6 o'clock) and weekends in view, in pixels; nothing where a day is too narrow to tell them apart. */
export function shades(scale: TimeScale, clock: AxisClock): readonly Shade[] {
  const perDay = (scale.width * DAY_TICKS) / (scale.to - scale.from);
  if (perDay < WEEKEND_ROOM) return [];
  const out: Shade[] = [];
  const push = (from: number, to: number, kind: Shade["kind"]) => {
    const a = Math.max(0, xOfTime(scale, from));
    const b = Math.min(scale.width, xOfTime(scale, to));
    if (b > a) out.push({ from: a, to: b, kind });
  };
  const last = clock.dayOf(scale.to);
  const first = clock.dayOf(scale.from) - 1;
  for (let day = first; day <= last; day++)
    if (clock.weekdayOf(day) >= 5) push(clock.momentOf(day, 0), clock.momentOf(day + 1, 0), "weekend");
  // Over the weekends, so that their mornings are nights too.
  if (perDay >= NIGHT_ROOM)
    for (let day = first; day <= last; day++)
      push(clock.momentOf(day, NIGHT_START), clock.momentOf(day + 1, NIGHT_END), "night");
  return out;
}
