import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  barOffset,
  clampOffset,
  contentOffset,
  MAX_SPACER,
  rowsInView,
  scrollScale,
} from "./scaled-scroll.ts";

describe("scaled scrolling", () => {
  test("short tables scroll pixel for pixel", () => {
    const scale = scrollScale(1000, 28, 700);
    expect(scale.height).toBe(28_000);
    expect(contentOffset(scale, 1234)).toBe(1234);
    expect(barOffset(scale, 1234)).toBe(1234);
  });

  test("a million rows fit under the browser's limit and both ends can be reached", () => {
    const scale = scrollScale(1_000_000, 28, 700);
    expect(scale.height).toBe(MAX_SPACER);
    expect(contentOffset(scale, 0)).toBe(0);
    expect(contentOffset(scale, MAX_SPACER - 700)).toBe(28_000_000 - 700);
    const [, last] = rowsInView(scale, contentOffset(scale, MAX_SPACER - 700), 28, 1_000_000, 4);
    expect(last).toBe(1_000_000);
  });

  test("bar and content are each other's inverse at any size", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, part) => {
          const scale = scrollScale(rows, 28, 700);
          const offset = clampOffset(scale, part * scale.total);
          expect(contentOffset(scale, barOffset(scale, offset))).toBeCloseTo(offset, 3);
        },
      ),
    );
  });

  test("the rows drawn always cover the view", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 5_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, part) => {
          const scale = scrollScale(rows, 28, 700);
          const offset = clampOffset(scale, part * scale.total);
          const [first, last] = rowsInView(scale, offset, 28, rows, 5);
          expect(first * 28).toBeLessThanOrEqual(offset);
          expect(last === rows || last * 28 >= offset + 700).toBe(true);
          expect(last - first).toBeLessThan(50);
        },
      ),
    );
  });
});
