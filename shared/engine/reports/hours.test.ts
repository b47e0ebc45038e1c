import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askReport } from "../../testing/ask-report.ts";
import { buildCase, type SessionSketch } from "../../testing/case-builder.ts";
import { dayOfDate, epochMsToTicks, TICKS_PER_DAY, TICKS_PER_HOUR } from "../time/calendar.ts";
import { startOfLocalDay } from "../time/days.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";

const HOUR = TICKS_PER_HOUR;
const berlin = ianaZone("Europe/Berlin")!;
const at = (text: string) => epochMsToTicks(Date.parse(text));

/** A session of anna on PC1 with a recorded end. */
const anna = (start: number, end: number, more: Partial<SessionSketch> = {}): SessionSketch => ({
  computer: "PC1",
  user: "anna",
  start,
  end,
  endLower: end,
  endUpper: end,
  ...more,
});
const hours = (sessions: readonly SessionSketch[], more: Parameters<typeof askReport>[2] = {}) =>
  askReport("hours", buildCase({ sessions, newest: 9e15 as never }), more);
const inHours = (ticks: number) => ticks / HOUR;

describe("worked by hand", () => {
  test("W5: two computers at once are one presence", () => {
    const { rows, totals } = hours([
      anna(8 * HOUR, 12 * HOUR),
      anna(10 * HOUR, 13 * HOUR, { computer: "PC2" }),
    ]);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      day: 0,
      present: 5 * HOUR,
      active: 5 * HOUR,
      computers: ["PC1", "PC2"],
      sessions: 2,
    });
    expect([totals.present, totals.presentMin, totals.presentMax].map(inHours)).toEqual([5, 5, 5]);
  });
  test("W6: locked and disconnected are taken away, where both hold the further one counts", () => {
    const { rows } = hours([
      anna(8 * HOUR, 12 * HOUR, {
        intervals: [
          ["locked", 9 * HOUR, 10 * HOUR],
          ["disconnected", 9.5 * HOUR, 10.5 * HOUR],
          ["screenSaver", 11 * HOUR, 11.5 * HOUR],
        ],
      }),
    ]);
    const { present, active, locked, disconnected, asleep } = rows[0]!;
    expect([present, active, locked, disconnected, asleep].map(inHours)).toEqual([4, 2.5, 0.5, 1, 0]);
  });
  test("locked on one computer and active on another is active", () => {
    const { rows } = hours([
      anna(8 * HOUR, 12 * HOUR, { intervals: [["locked", 9 * HOUR, 12 * HOUR]] }),
      anna(10 * HOUR, 11 * HOUR, { computer: "PC2" }),
    ]);
    expect([rows[0]!.active, rows[0]!.locked].map(inHours)).toEqual([2, 2]);
  });
  test("W4: a night over the change to summer time, in the zone of the report", () => {
    const { rows, totals } = hours([anna(at("2024-03-30T22:00:00Z"), at("2024-03-31T10:00:00Z"))], {
      zone: berlin,
    });
    expect(rows.map(({ day, present }) => [day - dayOfDate(2024, 3, 30), inHours(present)])).toEqual([
      [1, 11],
      [0, 1],
    ]);
    expect(inHours(totals.present)).toBe(12);
  });
  test("the day on which clocks go back holds 25 hours, the one on which they go forward 23", () => {
    const long = hours([anna(at("2024-10-26T12:00:00Z"), at("2024-10-28T12:00:00Z"))], { zone: berlin });
    expect(long.rows.map(({ present }) => inHours(present))).toEqual([13, 25, 10]);
    const short = hours([anna(at("2024-03-30T12:00:00Z"), at("2024-04-01T12:00:00Z"))], { zone: berlin });
    expect(short.rows.map(({ present }) => inHours(present))).toEqual([14, 23, 11]);
  });
  test("a power loss: at least to the last record, at most to the next start; days in between are only counted", () => {
    const { rows, totals, caveats } = hours([
      anna(8 * HOUR, 11 * HOUR, {
        confidence: "bounded",
        endReason: "powerLoss",
        endLower: 11 * HOUR,
        endUpper: 2 * TICKS_PER_DAY + 7 * HOUR,
      }),
    ]);
    expect(rows).toHaveLength(1);
    expect([rows[0]!.presentMin, rows[0]!.present, rows[0]!.presentMax].map(inHours)).toEqual([3, 3, 16]);
    expect([
      totals.days,
      totals.possibleDays,
      inHours(totals.presentMin),
      inHours(totals.presentMax),
    ]).toEqual([1, 2, 3, 47]);
    expect(caveats).toContain("possibleDays");
  });
  test("a shutdown between two moments: the told end lies between least and most", () => {
    const { rows } = hours([
      anna(8 * HOUR, 12 * HOUR, {
        confidence: "bounded",
        endReason: "shutdown",
        endLower: 11 * HOUR,
        endUpper: 12 * HOUR,
      }),
    ]);
    expect([rows[0]!.presentMin, rows[0]!.present, rows[0]!.presentMax].map(inHours)).toEqual([3, 4, 4]);
  });
  test("no end in the log: no bound above on the last day, full bounds on the day before", () => {
    const { rows, totals, confidence } = hours([
      anna(20 * HOUR, Number.NaN, {
        confidence: "open",
        endReason: "stillOpen",
        endLower: TICKS_PER_DAY + 9 * HOUR,
        endUpper: Number.NaN,
      }),
    ]);
    expect(
      rows.map(({ day, presentMin, presentMax }) => [day, inHours(presentMin), inHours(presentMax)]),
    ).toEqual([
      [1, 9, Number.NaN],
      [0, 4, 4],
    ]);
    expect([inHours(totals.presentMin), totals.presentMax]).toEqual([13, Number.NaN]);
    expect(confidence).toEqual({ exact: 0, bounded: 0, open: 1, unknown: 0 });
  });
  test("an end that a gap hides gives no hours, is counted, and lifts the bound above", () => {
    const { rows, totals, caveats } = hours([
      anna(8 * HOUR, 9 * HOUR),
      anna(10 * HOUR, Number.NaN, {
        confidence: "unknown",
        endReason: "logGap",
        endLower: 11 * HOUR,
        endUpper: 15 * HOUR,
      }),
    ]);
    expect(rows[0]).toMatchObject({ sessions: 2, unknownEnds: 1 });
    expect([rows[0]!.presentMin, rows[0]!.present, rows[0]!.presentMax].map(inHours)).toEqual([1, 1, 6]);
    expect([totals.unknownEnds, caveats.includes("unknownEndsLeftOut")]).toEqual([1, true]);
  });
  test("a window after the last record of a session without an end, or before the first of one without a start", () => {
    const open: Partial<SessionSketch> = {
      confidence: "open",
      endReason: "stillOpen",
      endLower: 12 * HOUR,
      endUpper: Number.NaN,
    };
    const session = anna(8 * HOUR, Number.NaN, open);
    for (const from of [12 * HOUR, 5 * TICKS_PER_DAY]) {
      const { rows, totals, caveats } = hours([session], { from, to: from + TICKS_PER_DAY });
      expect([totals.present, totals.presentMin, totals.presentMax, totals.activeMax]).toEqual([
        0,
        0,
        Number.NaN,
        Number.NaN,
      ]);
      expect(rows.every(({ presentMin }) => presentMin === 0)).toBe(true);
      expect(caveats).toContain("openEnds");
    }
    // One that a record ends before the window says nothing of it.
    const ended = hours([anna(8 * HOUR, 12 * HOUR)], { from: TICKS_PER_DAY, to: 2 * TICKS_PER_DAY });
    expect([ended.totals.presentMax, ended.caveats.includes("openEnds")]).toEqual([0, false]);
    const { start: _, ...late } = anna(0, 2 * TICKS_PER_DAY, { startUpper: TICKS_PER_DAY });
    const before = hours([late], { from: 0, to: HOUR });
    expect([before.totals.presentMin, before.totals.presentMax]).toEqual([0, Number.NaN]);
  });
  test("the window cuts", () => {
    const { rows } = hours([anna(8 * HOUR, 12 * HOUR)], { from: 9 * HOUR, to: 11 * HOUR });
    expect(inHours(rows[0]!.present)).toBe(2);
  });
});

/** Sessions of a few users on a few computers over some days, with every kind of end. */
const someSessions = fc
  .array(
    fc.record({
      user: fc.constantFrom("anna", "ben"),
      computer: fc.constantFrom("PC1", "PC2", "PC3"),
      start: fc.integer({ min: 0, max: 24 * 6 }),
      length: fc.integer({ min: 0, max: 60 }),
      doubt: fc.nat(30),
      confidence: fc.constantFrom("exact", "bounded", "open", "unknown"),
      away: fc.array(fc.tuple(fc.constantFrom("locked", "disconnected", "asleep"), fc.nat(40), fc.nat(20)), {
        maxLength: 3,
      }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((list) =>
    list.map(({ user, computer, start, length, doubt, confidence, away }): SessionSketch => {
      const from = at("2024-10-25T00:00:00Z") + start * HOUR;
      const end = from + length * HOUR;
      const bounds = {
        exact: { end, endLower: end, endUpper: end },
        bounded: { end: end + Math.floor(doubt / 2) * HOUR, endLower: end, endUpper: end + doubt * HOUR },
        open: { endLower: end },
        unknown: { endLower: end, endUpper: end + doubt * HOUR },
      }[confidence];
      return {
        user,
        computer,
        confidence,
        start: from,
        ...bounds,
        intervals: away.map(([kind, after, long]) => [
          kind,
          from + after * HOUR,
          from + (after + long) * HOUR,
        ]),
      };
    }),
  );

describe("for any sessions", () => {
  test.each([
    ["UTC", UTC],
    ["Europe/Berlin", berlin],
  ])("in %s no day holds more than its hours, and bounds are bounds", (_, zone) => {
    fc.assert(
      fc.property(someSessions, (sessions) => {
        const { rows, totals } = hours(sessions, { zone });
        for (const row of rows) {
          const length = startOfLocalDay(zone, row.day + 1) - startOfLocalDay(zone, row.day);
          expect(row.present).toBeLessThanOrEqual(length);
          if (!Number.isNaN(row.presentMax)) expect(row.presentMax).toBeLessThanOrEqual(length);
          expect(row.presentMin).toBeLessThanOrEqual(row.present);
          expect(row.presentMax >= row.present || Number.isNaN(row.presentMax)).toBe(true);
          expect(row.activeMin).toBeLessThanOrEqual(row.active);
          expect(row.activeMax >= row.active || Number.isNaN(row.activeMax)).toBe(true);
          expect(row.active + row.locked + row.disconnected + row.asleep).toBe(row.present);
        }
        expect(totals.presentMin).toBeLessThanOrEqual(totals.present);
        expect(totals.presentMax >= totals.present || Number.isNaN(totals.presentMax)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
  test("days add up to the window, whatever the zone, and no more than the sum of the sessions", () => {
    fc.assert(
      fc.property(someSessions, (sessions) => {
        const [one, other] = [hours(sessions), hours(sessions, { zone: berlin })];
        expect(other.totals.present).toBe(one.totals.present);
        expect(other.totals.active).toBe(one.totals.active);
        const alone = sessions.map((session) => hours([session]).totals.present);
        expect(one.totals.present).toBeLessThanOrEqual(alone.reduce((sum, each) => sum + each, 0));
      }),
      { numRuns: 60 },
    );
  });
  test("computers tell no less than the case, and with one computer each the same", () => {
    fc.assert(
      fc.property(someSessions, (sessions) => {
        const whole = hours(sessions).totals.present;
        const parts = ["pc1", "pc2", "pc3"].map(
          (computer) => hours(sessions, { filter: `computer:${computer}` }).totals.present,
        );
        expect(parts.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(whole);
        const apart = sessions.map((session) => ({
          ...session,
          user: `${session.user}-${session.computer}`,
        }));
        expect(hours(apart).totals.present).toBe(parts.reduce((sum, each) => sum + each, 0));
      }),
      { numRuns: 60 },
    );
  });
});
