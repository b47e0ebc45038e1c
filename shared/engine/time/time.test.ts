import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ticks } from "../../types/units.ts";
import {
  dateOfDay,
  dayOfDate,
  epochMsToTicks,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  ticksToEpochMs,
} from "./calendar.ts";
import { localDayOf, splitByLocalDay, startOfLocalDay } from "./days.ts";
import { durationToken, formatDuration, parseDuration } from "./duration.ts";
import { ianaZone } from "./iana-zone.ts";
import { ticksToIso } from "./iso.ts";
import { loadZone } from "./load-zone.ts";
import { timeFormat } from "./time-format.ts";
import { parseUserTime } from "./user-time.ts";
import { windowsZoneNames, windowsZoneToIana } from "./windows-zones.ts";
import { localToTicks, offsetLabel, offsetText, parseFixedZone, UTC } from "./zone.ts";

const berlin = ianaZone("Europe/Berlin")!;
const utc = (text: string): Ticks => epochMsToTicks(Date.parse(text));

describe("ticks and ISO text", () => {
  test("seven digits and Z, exact to 100 ns", () => {
    expect(ticksToIso(utc("2024-03-04T08:00:40Z"))).toBe("2024-03-04T08:00:40.0000000Z");
    expect(ticksToIso(utc("2024-03-04T08:00:40Z") + 1)).toBe("2024-03-04T08:00:40.0000001Z");
    expect(ticksToIso(utc("1999-12-31T23:59:59.999Z") + 9999)).toBe("1999-12-31T23:59:59.9999999Z");
    expect(ticksToIso(Number.NaN)).toBeNull();
  });

  test("agrees with Date for every millisecond, and reads back", () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1601, 0, 1), max: Date.UTC(2300, 0, 1) }), (ms) => {
        const iso = ticksToIso(epochMsToTicks(ms))!;
        expect(iso).toBe(new Date(ms).toISOString().replace("Z", "0000Z"));
        expect(parseUserTime(iso, berlin)).toBe(epochMsToTicks(ms));
        expect(ticksToEpochMs(epochMsToTicks(ms))).toBe(ms);
      }),
    );
  });

  test("every tick around midnight of every day stands on its own day", () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: -3, max: 3 }), (day, step) => {
        const iso = ticksToIso(day * TICKS_PER_DAY + step)!;
        const expected = dateOfDay(step < 0 ? day - 1 : day);
        expect(dayOfDate(expected.year, expected.month, expected.day)).toBe(step < 0 ? day - 1 : day);
        expect(iso.slice(8, 10)).toBe(String(expected.day).padStart(2, "0"));
        expect(iso.slice(11, 13)).toBe(step < 0 ? "23" : "00");
      }),
    );
  });
});

describe("zones", () => {
  test("W4: days are split at local midnight; the day of the clock change has 23 hours", () => {
    const pieces = [...splitByLocalDay(berlin, utc("2024-03-30T22:00:00Z"), utc("2024-03-31T10:00:00Z"))].map(
      (piece) => [piece.day, (piece.to - piece.from) / TICKS_PER_HOUR],
    );
    expect(pieces).toEqual([
      [dayOfDate(2024, 3, 30), 1],
      [dayOfDate(2024, 3, 31), 11],
    ]);
    const hours = (y: number, m: number, d: number) =>
      (startOfLocalDay(berlin, dayOfDate(y, m, d) + 1) - startOfLocalDay(berlin, dayOfDate(y, m, d))) /
      TICKS_PER_HOUR;
    expect([hours(2024, 3, 30), hours(2024, 3, 31), hours(2024, 10, 27)]).toEqual([24, 23, 25]);
  });

  test("pieces join up and add up, whatever the zone", () => {
    const zones = [
      "Europe/Berlin",
      "America/Sao_Paulo",
      "Australia/Lord_Howe",
      "Asia/Kathmandu",
      "Africa/Cairo",
    ];
    const loaded = zones.map((name) => ianaZone(name)!);
    fc.assert(
      fc.property(
        fc.constantFrom(...loaded),
        fc.integer({ min: Date.UTC(2005, 0, 1), max: Date.UTC(2030, 0, 1) }),
        fc.integer({ min: 1, max: 10 * 86_400_000 }),
        (zone, startMs, length) => {
          const from = epochMsToTicks(startMs);
          const to = epochMsToTicks(startMs + length);
          let at: number = from;
          for (const piece of splitByLocalDay(zone, from, to)) {
            expect(piece.from).toBe(at);
            expect(localDayOf(zone, piece.from)).toBe(piece.day);
            expect(localDayOf(zone, piece.to - 1)).toBe(piece.day);
            at = piece.to;
          }
          expect(at).toBe(to);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("a day whose midnight is skipped begins at one", () => {
    const zone = ianaZone("America/Sao_Paulo")!;
    expect(ticksToIso(startOfLocalDay(zone, dayOfDate(2018, 11, 4)))).toBe("2018-11-04T03:00:00.0000000Z");
    expect(timeFormat(zone).full(startOfLocalDay(zone, dayOfDate(2018, 11, 4)))).toBe("2018-11-04 01:00:00");
  });

  test("local times that do not exist or exist twice", () => {
    const local = (text: string) => ticksToIso(localToTicks(berlin, utc(text)));
    expect(local("2024-03-31T02:30:00Z")).toBe("2024-03-31T01:30:00.0000000Z");
    expect(local("2024-10-27T02:30:00Z")).toBe("2024-10-27T00:30:00.0000000Z");
    expect(local("2024-10-27T03:00:00Z")).toBe("2024-10-27T02:00:00.0000000Z");
  });

  test("local text", () => {
    const format = timeFormat(berlin);
    const time = utc("2024-03-06T13:05:07Z");
    expect(format.full(time)).toBe("2024-03-06 14:05:07");
    expect(format.iso(time + 1)).toBe("2024-03-06T14:05:07.0000001+01:00");
    expect(format.iso(utc("2024-07-06T13:05:07Z"))).toBe("2024-07-06T15:05:07.0000000+02:00");
    expect([format.date(time), format.clock(time), format.shortClock(time)]).toEqual([
      "2024-03-06",
      "14:05:07",
      "14:05",
    ]);
    expect([format.weekday(time), format.secondOfDay(time)]).toEqual([2, 50_707]);
    expect([format.full(Number.NaN), format.iso(Number.NaN), format.weekday(Number.NaN)]).toEqual([
      null,
      null,
      -1,
    ]);
  });

  test("names: IANA in any case, Windows, offsets, UTC; others give null", async () => {
    const names = [
      "europe/berlin",
      "W. Europe Standard Time",
      "UTC",
      "z",
      "+05:30",
      "UTC-3",
      "Mars/Base",
      "",
      "+99",
    ];
    const zones = await Promise.all(names.map(loadZone));
    expect(zones.map((zone) => zone?.name ?? null)).toEqual([
      "Europe/Berlin",
      "Europe/Berlin",
      "UTC",
      "UTC",
      "+05:30",
      "-03:00",
      null,
      null,
      null,
    ]);
  });

  test("offset text", () => {
    expect([offsetText(0), offsetText(-126_000_000_000), offsetLabel(0)]).toEqual([
      "+00:00",
      "-03:30",
      "UTC",
    ]);
    expect([offsetLabel(TICKS_PER_HOUR), offsetLabel(-126_000_000_000)]).toEqual(["UTC+1", "UTC−3:30"]);
    expect(parseFixedZone("-03:30")!.spanAt(0).offset).toBe(-126_000_000_000);
  });

  test("every Windows zone name leads to a zone that exists", () => {
    const names = windowsZoneNames();
    expect(names.length).toBeGreaterThan(138);
    for (const name of names) {
      const iana = windowsZoneToIana(name)!;
      expect(parseFixedZone(iana) ?? ianaZone(iana), `${name}: ${iana}`).not.toBeNull();
    }
    const pacific = ianaZone(windowsZoneToIana("pacific daylight time")!)!;
    expect(pacific.spanAt(utc("2024-07-10T00:00:00Z")).offset / TICKS_PER_HOUR).toBe(-7);
    expect(windowsZoneToIana("Mitteleuropäische Zeit")).toBeNull();
  });
});

describe("times as users write them", () => {
  test.each([
    ["2024-03-06", "2024-03-05T23:00:00.0000000Z"],
    ["2024-03-06 14:05", "2024-03-06T13:05:00.0000000Z"],
    ["2024-3-6 9:05", "2024-03-06T08:05:00.0000000Z"],
    ["2024-07-06T14:05:07.5", "2024-07-06T12:05:07.5000000Z"],
    ["2024-03-06 14:05Z", "2024-03-06T14:05:00.0000000Z"],
    ["2024-03-06T14:05:07-0330", "2024-03-06T17:35:07.0000000Z"],
    ["2024-03-06 24:00", "2024-03-06T23:00:00.0000000Z"],
  ])("%s", (text, expected) => {
    expect(ticksToIso(parseUserTime(text, berlin))).toBe(expected);
  });

  test.each([
    "",
    "yesterday",
    "06.03.2024",
    "2024-13-01",
    "2023-02-29",
    "2024-03-06 25:00",
    "2024-03-06 24:01",
    "14:05",
  ])("%j is no time", (text) => {
    expect(parseUserTime(text, UTC)).toBeNaN();
  });
});

describe("durations", () => {
  test.each([
    ["90s", "1 min 30 s"],
    ["15m", "15 min"],
    ["8h40m", "8 h 40 min"],
    ["2d", "2 d"],
    ["0s", "0 s"],
    ["0.3s", "0.3 s"],
    ["0.01s", "under 0.1 s"],
    ["1.5h", "1 h 30 min"],
  ])("%s is %s", (text, words) => {
    expect(formatDuration(parseDuration(text))).toBe(words);
  });

  test("what is none, and printing back", () => {
    for (const text of ["", "8", "h", "-3h", "3 h", "1y"]) expect(parseDuration(text)).toBeNaN();
    expect(formatDuration(Number.NaN)).toBeNull();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (ticks) => {
        expect(parseDuration(durationToken(ticks))).toBe(ticks);
      }),
    );
  });
});
