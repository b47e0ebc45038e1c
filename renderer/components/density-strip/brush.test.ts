import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brushed, brushKey, gripAt, moved } from "./brush.ts";

const all = { from: 0, to: 1000 };
const moment = fc.double({ min: -500, max: 1500, noNaN: true });

describe("brush", () => {
  test("borders are caught near them, the middle moves, the rest begins a new range", () => {
    const borders = { from: 100, to: 200 };
    expect([98, 150, 203, 300].map((x) => gripAt(x, borders))).toEqual(["from", "move", "to", "new"]);
    expect(gripAt(150, null)).toBe("new");
  });

  test("a drag never leaves the case and never turns a range around", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("new" as const, "from" as const, "to" as const, "move" as const),
        moment,
        moment,
        (grip, began, now) => {
          const next = brushed(grip, { from: 200, to: 600 }, began, now, all);
          expect(next.from).toBeGreaterThanOrEqual(all.from);
          expect(next.to).toBeLessThanOrEqual(all.to);
          expect(next.from).toBeLessThanOrEqual(next.to);
        },
      ),
    );
  });

  test("moving keeps the length", () => {
    expect(moved({ from: 200, to: 600 }, 900, all)).toEqual({ from: 600, to: 1000 });
    expect(moved({ from: 200, to: 600 }, -900, all)).toEqual({ from: 0, to: 400 });
  });
});

describe("keys", () => {
  const range = { from: 200, to: 600 };
  test("move, stretch, halve and double", () => {
    expect(brushKey("ArrowRight", false, range, 50, all)).toEqual({ from: 250, to: 650 });
    expect(brushKey("ArrowLeft", true, range, 50, all)).toEqual({ from: 200, to: 550 });
    expect(brushKey("+", false, range, 50, all)).toEqual({ from: 300, to: 500 });
    expect(brushKey("-", false, range, 50, all)).toEqual({ from: 0, to: 800 });
    expect(brushKey("-", false, { from: 100, to: 900 }, 50, all)).toBeNull();
  });
  test("the whole case again, and nothing for other keys", () => {
    expect(brushKey("0", false, range, 50, all)).toBeNull();
    expect(brushKey("0", false, null, 50, all)).toBeNull();
    expect(brushKey("Escape", false, null, 50, all)).toBeUndefined();
    expect(brushKey("x", false, range, 50, all)).toBeUndefined();
  });
});
