import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCase, type SessionSketch } from "../testing/case-builder.ts";
import { CONFIDENCES } from "../types/names.ts";
import { GROUP_ENTRY, GROUPINGS, groupEntries, groupSessions, groupTotals } from "./grouping.ts";
import { sortSessions, sortSessionsBy } from "./sort.ts";
import { UTC } from "./time/zone.ts";

const HOUR = 36_000_000_000;
const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);
const sum = (values: Iterable<number>) => [...values].reduce((a, b) => a + b, 0);

const sketch: fc.Arbitrary<SessionSketch> = fc
  .record({
    user: fc.constantFrom("anna", "Ben", "carla", ""),
    computer: fc.constantFrom("PC-2", "PC-1"),
    logonType: fc.constantFrom(2, 3, 10),
    start: fc.integer({ min: 0, max: 99 }),
    hours: fc.integer({ min: 0, max: 30 }),
    confidence: fc.constantFrom(...CONFIDENCES),
    endReason: fc.constantFrom("userLogoff" as const, "powerLoss" as const),
  })
  .map(({ start, hours, confidence, ...rest }) => {
    const end = (start + hours) * HOUR;
    const known = confidence === "exact" || confidence === "bounded";
    return {
      ...rest,
      confidence,
      start: start * HOUR,
      ...(known ? { end } : {}),
      ...(confidence === "exact" ? {} : { endLower: end }),
      ...(confidence === "bounded" ? { endUpper: end + HOUR } : {}),
    };
  });

describe("groups of sessions", () => {
  test("every row is in exactly one group, and groups add up to the whole", () => {
    fc.assert(
      fc.property(fc.array(sketch, { maxLength: 60 }), fc.constantFrom(...GROUPINGS), (sessions, by) => {
        const data = buildCase({ sessions });
        const rows = all(data.sessions.length);
        const groups = groupSessions(data.sessions, data.strings, rows, by, UTC);
        expect([...groups.rows].sort((a, b) => a - b)).toEqual([...rows]);
        const totals = groupTotals(data.sessions, groups);
        const whole = groupTotals(data.sessions, {
          length: 1,
          rows,
          start: Uint32Array.of(0, rows.length),
        });
        for (const name of ["onMin", "onMax", "activeMin", "activeMax", "unlimited"] as const) {
          expect(sum(totals[name]), name).toBeCloseTo(sum(whole[name]), 3);
        }
        expect(sum(totals.ends)).toBe(rows.length);
        for (let group = 0; group < groups.length; group++) {
          const ends = totals.ends.subarray(group * CONFIDENCES.length, (group + 1) * CONFIDENCES.length);
          expect(sum(ends)).toBe(groups.start[group + 1]! - groups.start[group]!);
          if (totals.unlimited[group] === 0) {
            expect(totals.onMin[group]).toBeLessThanOrEqual(totals.onMax[group]!);
          }
        }
      }),
    );
  });

  test("stand by name whatever its case, those without one last; rows keep their order", () => {
    const users = ["carla", "", "Ben", "anna", "carla"];
    const { sessions, strings } = buildCase({
      sessions: users.map((user, at) => ({ user, start: at * HOUR, end: (at + 1) * HOUR })),
    });
    const newest = sortSessions(sessions, strings, all(5), "start", "descending");
    const groups = groupSessions(sessions, strings, newest, "user", UTC);
    expect([...groups.rows]).toEqual([3, 2, 4, 0, 1]);
    expect(groups.length).toBe(4);
  });

  test("stand by the name that is read, not by the SID that tells users apart", () => {
    const { sessions, strings } = buildCase({
      sessions: [
        { user: "carla", sid: "S-1-1" },
        { user: "Anna", sid: "S-1-3" },
        { user: "ben", sid: "S-1-2" },
        { sid: "S-1-4" },
        { user: "anna", sid: "S-1-3" },
      ],
    });
    const groups = groupSessions(sessions, strings, all(5), "user", UTC);
    expect([...groups.rows]).toEqual([1, 4, 2, 0, 3]);
    expect([...groups.start]).toEqual([0, 2, 3, 4, 5]);
  });

  test("days are those of the zone, newest first", () => {
    const { sessions, strings } = buildCase({
      sessions: [{ start: HOUR }, { start: 23 * HOUR }, { start: 25 * HOUR }, {}],
    });
    const groups = groupSessions(sessions, strings, all(4), "day", UTC);
    const sets = Array.from({ length: groups.length }, (_, g) =>
      [...groups.rows.subarray(groups.start[g], groups.start[g + 1])].map((row) => sessions.start[row]),
    );
    expect(sets).toEqual([[25 * HOUR], [HOUR, 23 * HOUR], [Number.NaN]]);
  });

  test("an end that is not known adds nothing, an open one has no longest time", () => {
    const { sessions, strings } = buildCase({
      sessions: [
        { user: "a", start: 0, end: 2 * HOUR },
        { user: "a", start: 0, confidence: "open", endLower: HOUR },
        { user: "a", start: 0, confidence: "unknown", endLower: HOUR, endUpper: 9 * HOUR },
      ],
    });
    const totals = groupTotals(sessions, groupSessions(sessions, strings, all(3), "user", UTC));
    expect(totals.onMin[0]).toBe(3 * HOUR);
    expect(totals.onMax[0]).toBe(2 * HOUR);
    expect(totals.unlimited[0]).toBe(1);
    expect([...totals.ends]).toEqual([1, 0, 1, 1]);
  });

  test("closed groups keep their heading only", () => {
    const groups = { length: 2, rows: Uint32Array.of(5, 7, 6), start: Uint32Array.of(0, 2, 3) };
    expect([...groupEntries(groups, (g) => g === 0)]).toEqual([GROUP_ENTRY, GROUP_ENTRY + 1, 6]);
    expect([...groupEntries(groups, () => false)]).toEqual([GROUP_ENTRY, 5, 7, GROUP_ENTRY + 1, 6]);
  });
});

describe("an order of several columns", () => {
  test("is that of comparing them one after the other", () => {
    fc.assert(
      fc.property(
        fc.array(sketch, { maxLength: 40 }),
        fc.boolean(),
        fc.boolean(),
        (sketches, down, newest) => {
          const { sessions, strings } = buildCase({ sessions: sketches });
          const sorted = sortSessionsBy(sessions, strings, all(sessions.length), [
            { column: "logonType", direction: down ? "descending" : "ascending" },
            { column: "start", direction: newest ? "descending" : "ascending" },
          ]);
          const plain = [...all(sessions.length)].sort(
            (a, b) =>
              (sessions.logonType[a]! - sessions.logonType[b]!) * (down ? -1 : 1) ||
              (sessions.start[a]! - sessions.start[b]!) * (newest ? -1 : 1) ||
              a - b,
          );
          expect([...sorted]).toEqual(plain);
        },
      ),
    );
  });
});
