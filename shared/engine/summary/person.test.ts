import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCase, type SessionSketch, sketchRecord } from "../../testing/case-builder.ts";
import type { Ticks } from "../../types/units.ts";
import { TICKS_PER_DAY } from "../time/calendar.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";
import { summarisePerson } from "./person.ts";
import { personDays } from "./person-days.ts";

const HOUR = TICKS_PER_DAY / 24;
const at = (day: number, hour: number) => day * TICKS_PER_DAY + hour * HOUR;
/** Summary of the user of the first session. */
const person = (sessions: readonly SessionSketch[], more: Partial<Parameters<typeof buildCase>[0]> = {}) => {
  const data = buildCase({ sessions, ...more });
  const summary = summarisePerson(data, data.sessions.userKey[0]!);
  if (summary === null) throw new Error("the user of this test has a name");
  return { data, summary };
};
const anna = (start: number, end: number, more: Partial<SessionSketch> = {}): SessionSketch => ({
  computer: "PC1",
  user: "anna",
  start,
  end,
  endLower: end,
  endUpper: end,
  ...more,
});

describe("a person", () => {
  test("where, when, from where, refused, locked out", () => {
    const { data, summary } = person(
      [
        anna(at(0, 8), at(0, 12), { sourceAddress: "10.0.0.7" }),
        anna(at(1, 8), at(1, 12)),
        anna(at(1, 9), at(1, 11), { computer: "PC2", sourceAddress: "10.0.0.7" }),
        anna(at(2, 8), at(2, 9), {
          confidence: "open",
          endReason: "stillOpen",
          end: Number.NaN,
          endUpper: Number.NaN,
        }),
        anna(at(2, 8), at(2, 9), { kind: "service" }),
        { computer: "PC1", user: "ben", start: at(3, 1), end: at(3, 2) },
      ],
      {
        failures: [
          { time: at(1, 7), user: "anna" },
          { time: at(1, 7), user: "ben" },
        ],
        lockouts: [
          {
            time: at(1, 6) as Ticks,
            computer: "DC",
            user: "Anna",
            sid: "",
            caller: "",
            record: sketchRecord(),
          },
          {
            time: at(1, 6) as Ticks,
            computer: "DC",
            user: "ben",
            sid: "",
            caller: "",
            record: sketchRecord(),
          },
        ],
      },
    );
    const text = (id: number) => data.strings[id];
    expect(summary.user.name).toBe("anna");
    expect([summary.signIns.total, summary.stillOn.total, summary.failures.total]).toEqual([4, 1, 1]);
    expect([...summary.signIns.recent]).toEqual([3, 2, 1, 0]);
    expect(summary.lockouts).toEqual([0]);
    expect([summary.first, summary.lastSeen]).toEqual([at(0, 8), at(2, 9)]);
    // Two computers at once are one presence; without an end nothing can be said of the most.
    expect(summary.presentMin).toBe(9 * HOUR);
    expect(summary.presentMax).toBeNaN();
    expect(summary.computers.map((place) => [text(place.text), place.sessions])).toEqual([
      ["PC1", 3],
      ["PC2", 1],
    ]);
    expect(summary.origins.map((place) => [text(place.text), place.sessions, place.last])).toEqual([
      ["", 2, at(2, 8)],
      ["10.0.0.7", 2, at(1, 9)],
    ]);
  });

  test("that nobody names is none", () => {
    const { data } = person([anna(0, HOUR)]);
    expect(summarisePerson(data, 9999)).toBeNull();
  });
});

describe("days of a person", () => {
  const daysOf = (sessions: readonly SessionSketch[], zone = UTC, most = 31) => {
    const { data, summary } = person(sessions);
    return personDays(data.sessions, summary.rows, zone, most);
  };

  test("a night shift is cut at midnight of the zone", () => {
    const berlin = ianaZone("Europe/Berlin")!;
    const shift = [anna(at(10, 21), at(11, 5))];
    expect(daysOf(shift)).toEqual([
      { day: 11, first: at(11, 0), last: at(11, 5), min: 5 * HOUR, max: 5 * HOUR },
      { day: 10, first: at(10, 21), last: at(11, 0), min: 3 * HOUR, max: 3 * HOUR },
    ]);
    expect(daysOf(shift, berlin).map(({ day, min }) => [day, min / HOUR])).toEqual([
      [11, 6],
      [10, 2],
    ]);
  });

  test("an uncertain end makes the most larger than the least, none at all makes it unknown", () => {
    const bounded = { confidence: "bounded", endLower: at(0, 10), endUpper: at(0, 12) } as const;
    expect(daysOf([anna(at(0, 8), at(0, 10), bounded)])[0]).toMatchObject({ min: 2 * HOUR, max: 4 * HOUR });
    const open = { confidence: "open", end: Number.NaN, endLower: at(0, 10), endUpper: Number.NaN } as const;
    const [day] = daysOf([anna(at(0, 8), Number.NaN, open)]);
    expect(day).toMatchObject({ min: 2 * HOUR, last: at(0, 10) });
    expect(day?.max).toBeNaN();
  });

  test("the newest days are given, and a session of decades does not stop anything", () => {
    const days = daysOf([anna(0, at(30_000, 0)), anna(at(29_999, 8), at(29_999, 9))], UTC, 3);
    expect(days).toHaveLength(3);
  });

  test("at least is never more than at most, and no day has more than its hours", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(200), fc.nat(60), fc.nat(20)), { minLength: 1, maxLength: 12 }),
        (list) => {
          const sessions = list
            .sort((a, b) => a[0] - b[0])
            .map(([start, length, doubt]) =>
              anna(start * HOUR, (start + length) * HOUR, {
                confidence: "bounded",
                endLower: (start + length) * HOUR,
                endUpper: (start + length + doubt) * HOUR,
              }),
            );
          for (const { min, max, first, last } of daysOf(sessions)) {
            expect(min).toBeLessThanOrEqual(max);
            expect(min).toBeLessThanOrEqual(last - first);
            expect(max).toBeLessThanOrEqual(24 * HOUR);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});
