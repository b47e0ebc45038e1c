import fc from "fast-check";
import { expect, test } from "vitest";
import { concurrency } from "./concurrency.ts";

const HOUR = 36_000_000_000;

test("W5: PC1 08:00 to 12:00 and PC2 10:00 to 13:00: present 5 h, two at once", () => {
  const { present, peak } = concurrency([
    [8 * HOUR, 12 * HOUR],
    [10 * HOUR, 13 * HOUR],
  ]);
  expect([present / HOUR, peak]).toEqual([5, 2]);
});

test("nothing, unknown ends, spans that only touch", () => {
  expect(concurrency([])).toEqual({ present: 0, peak: 0 });
  expect(concurrency([[1, Number.NaN]])).toEqual({ present: 0, peak: 0 });
  expect(
    concurrency([
      [5, 8],
      [1, 5],
      [3, 3],
    ]),
  ).toEqual({ present: 7, peak: 1 });
});

test("agrees with counting moment by moment", () => {
  const span = fc.tuple(fc.nat(30), fc.nat(30));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
      const running = Array.from({ length: 30 }, (_, t) => spans.filter(([a, b]) => a <= t && t < b).length);
      expect(concurrency(spans)).toEqual({
        present: running.filter((count) => count > 0).length,
        peak: Math.max(0, ...running),
      });
    }),
  );
});
