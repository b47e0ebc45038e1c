import { dateOfDay, weekdayOfDay } from "../../engine/time/calendar.ts";
import { localDayOf } from "../../engine/time/days.ts";
import { type TimeFormat, timeFormat } from "../../engine/time/time-format.ts";
import type { Zone } from "../../engine/time/zone.ts";
import type { PictureWords } from "./picture-words.ts";

/** The clock of a zone as pictures write it. */
export interface PictureClock {
  readonly zone: Zone;
  readonly format: TimeFormat;
  readonly dayOf: (time: number) => number;
  readonly dateOf: (time: number) => { readonly year: number; readonly month: number; readonly day: number };
  /** `Wed 6 Mar 2024`. */
  readonly dayName: (time: number) => string;
  /** `Wed 6 Mar 2024 08:01`. */
  readonly short: (time: number) => string;
}

export function pictureClock(zone: Zone, w: PictureWords): PictureClock {
  const format = timeFormat(zone);
  const dayOf = (time: number) => localDayOf(zone, time);
  const dateOf = (time: number) => dateOfDay(dayOf(time));
  const dayName = (time: number) => {
    if (!Number.isFinite(time)) return "";
    const { year, month, day } = dateOf(time);
    return `${w.weekdays[weekdayOfDay(dayOf(time))]} ${day}${w.dayDot} ${w.months[month - 1]} ${year}`;
  };
  return {
    zone,
    format,
    dayOf,
    dateOf,
    dayName,
    short: (time) => `${dayName(time)} ${format.shortClock(time) ?? ""}`.trim(),
  };
}
