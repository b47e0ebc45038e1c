import { NO_TIME, type Ticks } from "../../types/units.ts";
import { dayOfDate, daysInMonth, TICKS_PER_DAY, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "./calendar.ts";
import { localToTicks, type Zone } from "./zone.ts";

/*
 *   2024-03-06                        midnight in the zone
 *   2024-03-06 14:05                  in the zone; also with a T, seconds and up to seven decimals
 *   2024-03-06T14:05:07.1234567Z      as it says
 *   2024-03-06 14:05 +01:00           as it says
 */
const FORM =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,7}))?)?)?\s*(Z|UTC|[+-]\d\d:?\d\d)?$/i;

/**
 * A moment as a user writes it: year first, with or without a time of day, with or without an offset from UTC.
 * What has no offset is a time on the clocks of `zone`. `NaN` when the text is no time.
 */
export function parseUserTime(text: string, zone: Zone): Ticks {
  const match = FORM.exec(text.trim());
  if (match === null) return NO_TIME;
  const [, yearText, monthText, dayText, hourText = "0", minuteText = "0", secondText = "0"] = match;
  const year = Number(yearText);
  const month = Number(monthText);
  const day = Number(dayText);
  const hour = Number(hourText);
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NO_TIME;
  // 24:00 is the midnight that ends the day, as ISO 8601 has it.
  if (hour > 24 || (hour === 24 && minute + second > 0) || minute > 59 || second > 59) return NO_TIME;
  const fraction = Number((match[7] ?? "").padEnd(7, "0"));
  const clock = ((hour * 60 + minute) * 60 + second) * TICKS_PER_SECOND + fraction;
  const local = dayOfDate(year, month, day) * TICKS_PER_DAY + clock;
  const offset = match[8];
  if (offset === undefined) return localToTicks(zone, local);
  if (/^[zu]/i.test(offset)) return local as Ticks;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  return (local + (offset.startsWith("-") ? 1 : -1) * minutes * TICKS_PER_MINUTE) as Ticks;
}
