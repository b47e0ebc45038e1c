import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Area, MIN_SIZE, openingOf, type WindowPlace } from "./window-place.ts";

const LEFT: Area = { x: 0, y: 0, width: 1920, height: 1040 };
const RIGHT: Area = { x: 1920, y: 0, width: 2560, height: 1400 };
const FIRST = { width: 1280, height: 800, maximized: false, fullScreen: false };
const kept = (bounds: Area, form: Partial<WindowPlace> = {}): WindowPlace => ({
  bounds,
  maximized: false,
  fullScreen: false,
  ...form,
});

describe("a window opens", () => {
  test("where it was, in the form it had", () => {
    const bounds = { x: 2000, y: 100, width: 1500, height: 900 };
    expect(openingOf(kept(bounds), [LEFT, RIGHT])).toEqual({
      ...bounds,
      maximized: false,
      fullScreen: false,
    });
    expect(openingOf(kept(bounds, { maximized: true, fullScreen: true }), [LEFT, RIGHT])).toMatchObject({
      maximized: true,
      fullScreen: true,
    });
  });

  test("in a size of its own the first time, and on a small display no larger than that", () => {
    expect(openingOf(undefined, [LEFT])).toEqual(FIRST);
    expect(openingOf(undefined, [])).toEqual(FIRST);
    expect(openingOf(undefined, [{ x: 0, y: 0, width: 1024, height: 700 }])).toMatchObject({
      width: 1024,
      height: 700,
    });
  });

  test("where the system wants it when its display is gone, with the size it had", () => {
    const gone = { x: 2000, y: 100, width: 1500, height: 900 };
    expect(openingOf(kept(gone, { maximized: true }), [LEFT])).toEqual({
      width: 1500,
      height: 900,
      maximized: true,
      fullScreen: false,
    });
  });

  test.each([
    ["its title above the display", { x: 100, y: -30, width: 1000, height: 700 }],
    ["its title below the work area", { x: 100, y: 1030, width: 1000, height: 700 }],
    ["only a sliver of it on the display", { x: 1900, y: 100, width: 1000, height: 700 }],
  ])("anew with %s", (_, bounds) => {
    expect(openingOf(kept(bounds), [LEFT])).not.toHaveProperty("x");
  });

  test("whole on the display it stands on, when it hangs over its edge or is larger", () => {
    expect(openingOf(kept({ x: 1500, y: 600, width: 1000, height: 700 }), [LEFT])).toMatchObject({
      x: 920,
      y: 340,
    });
    expect(openingOf(kept({ x: -50, y: 0, width: 5000, height: 5000 }), [LEFT])).toMatchObject(LEFT);
  });

  test.each([
    null,
    [],
    "x",
    { bounds: null, maximized: true, fullScreen: false },
    { bounds: { x: 0, y: 0, width: 0, height: 800 }, maximized: false, fullScreen: false },
    { bounds: { x: 0, y: 0, width: -1, height: 800 }, maximized: false, fullScreen: false },
    { bounds: { x: Number.NaN, y: 0, width: 900, height: 800 }, maximized: false, fullScreen: false },
    { bounds: { x: 1e300, y: 0, width: 900, height: 800 }, maximized: false, fullScreen: false },
    { bounds: { x: "0", y: 0, width: 900, height: 800 }, maximized: false, fullScreen: false },
    { bounds: { x: 0.5, y: 0, width: 900, height: 800 }, maximized: false, fullScreen: false },
    { bounds: LEFT, maximized: "yes", fullScreen: false },
    { bounds: LEFT, maximized: false },
  ])("as the first time with what nobody wrote: %j", (value) => {
    expect(openingOf(value, [LEFT])).toEqual(FIRST);
  });

  test("always at least in its smallest size and, with a position, where its title can be gripped", () => {
    const side = fc.integer({ min: -3000, max: 6000 });
    const area = fc.record({
      x: side,
      y: side,
      width: fc.integer({ min: 800, max: 4000 }),
      height: fc.integer({ min: 600, max: 3000 }),
    });
    const bounds = fc.record({ x: side, y: side, width: side, height: side });
    fc.assert(
      fc.property(bounds, fc.array(area, { maxLength: 4 }), (at, areas) => {
        const { x, y, width, height } = openingOf(kept(at), areas);
        expect(width).toBeGreaterThanOrEqual(MIN_SIZE.width);
        expect(height).toBeGreaterThanOrEqual(MIN_SIZE.height);
        if (x === undefined || y === undefined) return;
        const inside = areas.some(
          (on) => x >= on.x && y >= on.y && x + width <= on.x + on.width && y + height <= on.y + on.height,
        );
        expect(inside).toBe(true);
      }),
    );
  });
});
