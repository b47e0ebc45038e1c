import fc from "fast-check";
import { expect, test } from "vitest";
import { buildCase } from "../testing/case-builder.ts";
import { atOnce } from "./at-once.ts";
import { ABSENT, PRESENT, presenceAt } from "./filter/overlap.ts";
import { type LevelSteps, peaksAcross } from "./level-steps.ts";

const peakBetween = (steps: LevelSteps, from: number, to: number) => peaksAcross(steps, from, to, 1)[0];

test("levels are the numbers of those who were on, surely and possibly", () => {
  const time = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: 0, max: 50 }));
  const session = fc
    .record({
      start: time,
      before: fc.oneof(fc.constant(Number.NaN), fc.nat(9)),
      startUpper: fc.integer({ min: 0, max: 50 }),
      length: fc.nat(20),
      endUpper: time,
      lastEvidence: fc.nat(60),
      confidence: fc.constantFrom("exact" as const, "bounded" as const, "open" as const, "unknown" as const),
    })
    .map(({ length, before, ...rest }) => {
      const end = (Number.isNaN(rest.start) ? rest.startUpper : rest.start) + length;
      return { ...rest, startLower: rest.startUpper - before, end, endLower: end };
    });
  fc.assert(
    fc.property(fc.array(session, { maxLength: 12 }), (list) => {
      const { sessions } = buildCase({ sessions: list });
      const rows = Uint32Array.from(list, (_, row) => row);
      const { sure, possible } = atOnce(sessions, rows, 100);
      // Halves: a last record proves only its own moment, which no stretch of time shows.
      for (let at = 0.5; at < 100; at++) {
        const states = list.map((_, row) => presenceAt(sessions, row, at));
        expect(peakBetween(sure, at, at + 0.25)).toBe(states.filter((state) => state === PRESENT).length);
        expect(peakBetween(possible, at, at + 0.25)).toBe(states.filter((state) => state !== ABSENT).length);
      }
    }),
  );
});
