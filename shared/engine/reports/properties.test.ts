import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askReport } from "../../testing/ask-report.ts";
import { type ActSketch, buildCase, type SessionSketch } from "../../testing/case-builder.ts";
import type { CaseData } from "../../types/case.ts";
import { COUNT_GROUPS } from "../../types/report.ts";
import { TICKS_PER_DAY, TICKS_PER_HOUR } from "../time/calendar.ts";
import { localDayOf, startOfLocalDay } from "../time/days.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";

/*
 * What must hold of every report whatever the case: parts make up the whole, nothing lies outside of what was asked for,
 * and what is sure is never more than what is possible.
 */

const HOUR = TICKS_PER_HOUR;
const berlin = ianaZone("Europe/Berlin")!;
const NEWEST = 8 * TICKS_PER_DAY;

const someSessions: fc.Arbitrary<readonly SessionSketch[]> = fc.array(
  fc
    .record({
      user: fc.constantFrom("anna", "ben", "carl"),
      computer: fc.constantFrom("PC1", "PC2", "PC3"),
      sourceAddress: fc.constantFrom("10.0.0.1", "10.0.0.2", "127.0.0.1", ""),
      logonType: fc.constantFrom(2, 7, 10, 11),
      elevated: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
      start: fc.integer({ min: 0, max: 24 * 6 }),
      length: fc.nat(40),
      confidence: fc.constantFrom("exact", "open", "unknown"),
    })
    .map(({ start, length, confidence, ...more }): SessionSketch => {
      const end = (start + length) * HOUR;
      const known = confidence === "exact" ? { end, endLower: end, endUpper: end } : { endLower: end };
      return { ...more, confidence, start: start * HOUR, lastEvidence: end, ...known };
    }),
  { minLength: 1, maxLength: 12 },
);

/** Reconnects to these sessions while they run, from here and there. */
const someCase: fc.Arbitrary<CaseData> = fc
  .tuple(
    someSessions,
    fc.array(fc.tuple(fc.nat(11), fc.nat(30), fc.constantFrom("10.0.0.3", "10.0.0.4")), { maxLength: 6 }),
  )
  .map(([sessions, connects]) =>
    buildCase({
      sessions,
      newest: NEWEST as CaseData["newest"],
      acts: connects.flatMap(([at, after, sourceAddress]): readonly ActSketch[] => {
        const session = at % sessions.length;
        const { computer, user, start = 0, lastEvidence = 0 } = sessions[session]!;
        if (start + after * HOUR >= lastEvidence) return [];
        return [
          {
            kind: "connected",
            time: start + after * HOUR,
            computer: computer ?? "",
            user: user ?? "",
            session,
            sourceAddress,
          },
        ];
      }),
    }),
  );
const check = (hold: (data: CaseData) => void) => fc.assert(fc.property(someCase, hold), { numRuns: 80 });
const sum = (numbers: Iterable<number | null>) =>
  [...numbers].reduce<number>((all, each) => all + (each ?? 0), 0);

describe("for any case", () => {
  test("concurrent: computers and users make up the case, and are never more than it", () => {
    check((data) => {
      const { rows, totals } = askReport("concurrent", data);
      for (const scope of ["computer", "user"] as const) {
        const own = rows.filter((row) => row.scope === scope);
        expect(sum(own.map(({ sessions }) => sessions))).toBe(totals.sessions);
        expect(sum(own.map(({ possible }) => possible))).toBeGreaterThanOrEqual(totals.possible!);
        for (const { sure, possible } of own) {
          expect(sure!).toBeLessThanOrEqual(totals.sure!);
          expect(possible!).toBeLessThanOrEqual(totals.possible!);
        }
      }
      for (const { sure, possible, sessions } of rows) {
        expect(sure!).toBeLessThanOrEqual(possible!);
        expect(possible!).toBeLessThanOrEqual(sessions!);
      }
    });
  });
  test("who: as many as the curve has at that moment", () => {
    fc.assert(
      fc.property(someCase, fc.integer({ min: 0, max: 24 * 8 }), (data, hour) => {
        // A little after the full hour, on which nothing begins or ends.
        const at = hour * HOUR + 1;
        const { totals } = askReport("who", data, { at });
        const { levels } = askReport("concurrent", data);
        const levelAt = (steps: NonNullable<typeof levels>["sure"]) => {
          const after = steps.times.findIndex((time) => time > at);
          const place = (after < 0 ? steps.times.length : after) - 1;
          return place < 0 ? 0 : steps.levels[place]!;
        };
        expect(totals.surely).toBe(levelAt(levels!.sure));
        if (at < NEWEST) expect(totals.surely! + totals.possibly!).toBe(levelAt(levels!.possible));
      }),
      { numRuns: 150 },
    );
  });
  test("counts: whatever they are counted by, groups add up and each logon is in one", () => {
    check((data) => {
      for (const by of COUNT_GROUPS) {
        const { lines, totals } = askReport("counts", data, { by });
        expect(sum(lines.map(({ cells }) => cells.count))).toBe(totals.counted);
        expect(sum(lines.map(({ cells }) => cells.share))).toBeCloseTo(totals.counted === 0 ? 0 : 1, 9);
        expect(new Set(lines.flatMap(({ sessions }) => sessions)).size).toBe(totals.counted);
      }
    });
  });
  test("dormant: in use, dormant or cannot tell, and nobody is two of them", () => {
    check((data) => {
      for (const days of [1, 3, 30]) {
        const { rows, totals } = askReport("dormant", data, { days });
        expect(totals.used! + rows.length).toBe(totals.accounts);
        expect(totals.dormant! + totals.whereSeen! + totals.cannotTell!).toBe(rows.length);
        for (const { idle } of rows)
          if (!Number.isNaN(idle)) expect(idle).toBeGreaterThanOrEqual(days * TICKS_PER_DAY);
      }
    });
  });
  test("shared use: at least two places at once, within the sessions behind it; a day is a day", () => {
    check((data) => {
      const { lines } = askReport("shared-use", data, { zone: berlin });
      for (const { cells, sessions } of lines) {
        if (cells.what === "sources") {
          expect(cells.from).toBe(startOfLocalDay(berlin, localDayOf(berlin, cells.from)));
          expect(cells.most).toBe(cells.sources.length);
          expect(cells.most!).toBeGreaterThanOrEqual(3);
          continue;
        }
        expect(cells.most!).toBeGreaterThanOrEqual(2);
        expect(cells.from).toBeLessThan(cells.to);
        expect(sessions.length).toBeGreaterThanOrEqual(2);
        if (cells.certain !== true) continue;
        const ends = sessions.map((row) =>
          Math.max(data.sessions.end[row] || 0, data.sessions.lastEvidence[row]!),
        );
        expect(Math.min(...sessions.map((row) => data.sessions.start[row]!))).toBeLessThanOrEqual(cells.from);
        expect(Math.max(...ends)).toBeGreaterThanOrEqual(cells.to);
      }
    });
  });
  test("remote: every connection to a session lies in it, and ends before the next one", () => {
    check((data) => {
      const { lines, totals } = askReport("remote", data);
      expect(totals.connections! + totals.checkedOnly!).toBe(lines.length);
      const bySession = new Map<number, number[]>();
      for (const { cells, sessions } of lines) {
        const [row] = sessions;
        bySession.set(row!, [...(bySession.get(row!) ?? []), cells.time]);
        expect(cells.time).toBeGreaterThanOrEqual(data.sessions.start[row!]!);
        if (cells.untilIs === "next") expect(cells.until).toBeGreaterThanOrEqual(cells.time);
      }
      expect(bySession.size).toBe(totals.sessions);
    });
  });
  test("admins and out of hours: a part of the sessions, and a window only takes lines away", () => {
    check((data) => {
      for (const name of ["admins", "out-of-hours"] as const) {
        const whole = askReport(name, data).rows as readonly { readonly time: number }[];
        const from = 2 * TICKS_PER_DAY;
        const part = askReport(name, data, { from }).rows as readonly { readonly time: number }[];
        expect(part.length).toBeLessThanOrEqual(whole.length);
        if (name === "out-of-hours") expect(part).toEqual(whole.filter(({ time }) => time >= from));
      }
      const { rows, totals } = askReport("admins", data);
      expect(totals.elevated).toBe(rows.filter(({ elevated }) => elevated === true).length);
    });
  });
  test("first and last: in order, on their day, and computers make up the case", () => {
    check((data) => {
      const { rows } = askReport("first-last", data, { zone: berlin });
      const days = new Set(rows.map(({ day, user }) => `${day} ${user}`));
      for (const { day, first, last, lastUpper } of rows) {
        expect(first).toBeLessThanOrEqual(last);
        expect(first).toBeGreaterThanOrEqual(startOfLocalDay(berlin, day));
        expect(last).toBeLessThanOrEqual(startOfLocalDay(berlin, day + 1));
        if (!Number.isNaN(lastUpper)) expect(lastUpper).toBeGreaterThanOrEqual(last);
      }
      const parts = ["pc1", "pc2", "pc3"].flatMap(
        (computer) => askReport("first-last", data, { zone: berlin, filter: `computer:${computer}` }).rows,
      );
      expect(new Set(parts.map(({ day, user }) => `${day} ${user}`))).toEqual(days);
      const earliest = (key: string) =>
        Math.min(...parts.filter(({ day, user }) => `${day} ${user}` === key).map(({ first }) => first));
      for (const { day, user, first } of rows) expect(first).toBe(earliest(`${day} ${user}`));
    });
  });
});

/** Names, refusals and lockouts in a short time. */
const someRefusals = fc.array(
  fc.record({
    minute: fc.nat(90),
    user: fc.constantFrom("anna", "ben", "carl"),
    sourceAddress: fc.constantFrom("10.0.0.1", "10.0.0.2"),
  }),
  { maxLength: 40 },
);

test("lockouts: the attempts told before one are those of its account in the half hour before", () => {
  fc.assert(
    fc.property(someRefusals, fc.nat(100), (refusals, minute) => {
      const MINUTE = HOUR / 60;
      const failures = refusals.map(({ minute: at, ...more }) => ({
        time: at * MINUTE,
        computer: "DC1",
        ...more,
      }));
      const time = minute * MINUTE;
      const record = { source: 0, channel: "Security", recordId: "1", eventId: 4740, time, offset: 0 };
      const lockout = { time, computer: "DC1", user: "anna", sid: "", caller: "PC1", record };
      const data = buildCase({ failures, lockouts: [lockout as CaseData["lockouts"][number]] });
      const [row] = askReport("lockouts", data, { zone: UTC }).rows;
      const near = failures.filter(
        (each) => each.user === "anna" && each.time <= time && each.time >= time - 30 * MINUTE,
      );
      expect(row!.attempts).toBe(near.length);
      expect(new Set(row!.sources)).toEqual(new Set(near.map(({ sourceAddress }) => sourceAddress)));
    }),
    { numRuns: 100 },
  );
});
