import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { concurrency } from "./concurrency.ts";
import { type LevelSteps, levelSteps, peaksAcross } from "./level-steps.ts";

const peakBetween = (steps: LevelSteps, from: number, to: number) => peaksAcross(steps, from, to, 1)[0];

const steps = (spans: readonly (readonly [number, number])[]) =>
  levelSteps(
    Float64Array.from(spans, ([from]) => from),
    Float64Array.from(spans, ([, to]) => to),
  );

describe("how many at once", () => {
  test("an end counts before a start at the same moment; empty and unknown spans are none", () => {
    const { times, levels, peak } = steps([
      [0, 4],
      [4, 9],
      [6, 9],
      [7, 7],
      [8, Number.NaN],
    ]);
    expect([...times]).toEqual([0, 4, 6, 9]);
    expect([...levels]).toEqual([1, 1, 2, 0]);
    expect(peak).toBe(2);
  });

  test("the peak of any stretch is that of counting moment by moment", () => {
    const span = fc.tuple(fc.nat(900), fc.nat(60)).map(([from, length]) => [from, from + length] as const);
    fc.assert(
      fc.property(
        // Long lists, so that runs of runs are looked at.
        fc.array(span, { maxLength: 3000, size: "max" }),
        fc.array(fc.tuple(fc.integer({ min: -50, max: 1000 }), fc.integer({ min: 1, max: 1000 })), {
          minLength: 5,
          maxLength: 20,
        }),
        (spans, windows) => {
          const built = steps(spans);
          expect(built.peak).toBe(concurrency(spans).peak);
          const at = new Array<number>(2100).fill(0);
          for (const [from, to] of spans) for (let t = from; t < to; t++) at[t + 50]!++;
          for (const [from, length] of windows) {
            expect(peakBetween(built, from, from + length)).toBe(
              Math.max(0, ...at.slice(from + 50, from + length + 50)),
            );
            expect([...peaksAcross(built, from, from + length, length)]).toEqual(
              at.slice(from + 50, from + length + 50),
            );
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
