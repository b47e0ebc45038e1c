import fc from "fast-check";
import { expect, test } from "vitest";
import { hoursOfWeek, NO_HOUR } from "./hours-of-week.ts";
import { TICKS_PER_HOUR } from "./time/calendar.ts";
import { ianaZone } from "./time/iana-zone.ts";
import { timeFormat } from "./time/time-format.ts";
import { fixedZone, UTC, type Zone } from "./time/zone.ts";

const zones = ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu"].map((name) =>
  ianaZone(name),
);
const TEN_YEARS = 87_600 * TICKS_PER_HOUR;

test("hours are those of the clock on the wall, also over a change of it and long ago", () => {
  const zone = fc.constantFrom<Zone>(
    UTC,
    fixedZone("-03:30", -3.5 * TICKS_PER_HOUR),
    ...zones.filter((one) => one !== null),
  );
  const time = fc.oneof(
    fc.double({ min: -TEN_YEARS, max: TEN_YEARS, noNaN: true }).map(Math.floor),
    fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -133_485_408_000_000_000),
  );
  fc.assert(
    fc.property(zone, fc.array(time, { maxLength: 60 }), (of, times) => {
      const format = timeFormat(of);
      const told = times.map((each) => {
        const day = format.weekday(each);
        return day < 0 ? NO_HOUR : day * 24 + Math.floor(format.secondOfDay(each) / 3600);
      });
      expect([...hoursOfWeek(Float64Array.from(times), of)]).toEqual(told);
    }),
  );
});

test("a column is worked out once for a zone", () => {
  const times = Float64Array.of(0, TICKS_PER_HOUR);
  const first = hoursOfWeek(times, UTC);
  expect([...first]).toEqual([0, 1]);
  expect(hoursOfWeek(times, UTC)).toBe(first);
  expect([...hoursOfWeek(times, fixedZone("+05:30", 5.5 * TICKS_PER_HOUR))]).toEqual([5, 6]);
});
