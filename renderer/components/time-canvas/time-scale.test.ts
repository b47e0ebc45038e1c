import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fitWindow,
  LONGEST_WINDOW,
  panWindow,
  properWindow,
  roundedTime,
  SHORTEST_WINDOW,
  timeOfX,
  widestWindow,
  windowAround,
  xOfTime,
  zoomWindow,
} from "./time-scale.ts";

const HOUR = 36_000_000_000;
const window = fc
  .tuple(fc.double({ min: -1e17, max: 1e17, noNaN: true }), fc.double({ min: 1e9, max: 1e16, noNaN: true }))
  .map(([from, span]) => ({ from, to: from + span }));

describe("time scale", () => {
  test("pixels and times are each other's inverse", () => {
    const scale = { from: 10 * HOUR, to: 20 * HOUR, width: 500 };
    expect(xOfTime(scale, 15 * HOUR)).toBe(250);
    expect(timeOfX(scale, 250)).toBe(15 * HOUR);
  });

  test("zooming keeps the moment under the pointer where it is", () => {
    fc.assert(
      fc.property(
        window,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        (w, part, factor) => {
          const at = w.from + (w.to - w.from) * part;
          const next = zoomWindow(w, factor, at);
          expect((at - next.from) / (next.to - next.from)).toBeCloseTo(part, 4);
        },
      ),
    );
  });

  test("no window is shorter than a second or longer than sixty years", () => {
    expect(
      zoomWindow({ from: 0, to: HOUR }, 1e-12, 5).to - zoomWindow({ from: 0, to: HOUR }, 1e-12, 5).from,
    ).toBeCloseTo(SHORTEST_WINDOW);
    const wide = properWindow(-1e19, 1e19);
    expect(wide.to - wide.from).toBe(LONGEST_WINDOW);
  });

  test("broken times still give a window that can be drawn", () => {
    for (const [a, b] of [
      [Number.NaN, Number.NaN],
      [5, Number.NaN],
      [9 * HOUR, HOUR],
      [7, 7],
    ] as const) {
      const w = properWindow(a, b);
      expect(w.to).toBeGreaterThan(w.from);
      expect(Number.isFinite(w.to - w.from)).toBe(true);
    }
  });

  test("panning never loses the data", () => {
    fc.assert(
      fc.property(window, fc.double({ min: -1e18, max: 1e18, noNaN: true }), (w, by) => {
        const data = { from: w.from, to: w.to };
        const next = panWindow(w, by, data);
        expect(next.to - next.from).toBeCloseTo(w.to - w.from, -6);
        expect(next.from).toBeLessThan(data.to);
        expect(next.to).toBeGreaterThan(data.from);
      }),
    );
  });

  test("of a case that begins in 1601 the fit shows the end", () => {
    const data = { from: -3.7e15 * 36, to: 2e15 };
    const fit = fitWindow(data);
    expect(fit.to).toBeGreaterThan(data.to);
    expect(fit.to - fit.from).toBeLessThanOrEqual(LONGEST_WINDOW);
    expect(fit.from).toBeGreaterThan(data.from);
  });

  test("a moment that is clicked is a whole minute, or second once minutes are wide", () => {
    expect(roundedTime({ from: 0, to: 100 * HOUR, width: 500 }, 5 * HOUR + 3)).toBe(5 * HOUR);
    expect(roundedTime({ from: 0, to: HOUR, width: 500 }, 47_000_001)).toBe(50_000_000);
  });

  test("a session is shown with its surroundings, one of no length too", () => {
    const shown = windowAround(10 * HOUR, 20 * HOUR);
    expect(shown.from).toBeLessThan(10 * HOUR);
    expect(shown.to).toBeGreaterThan(20 * HOUR);
    const point = windowAround(HOUR, HOUR);
    expect(point.to - point.from).toBeGreaterThan(600_000_000);
  });

  test("zooming out ends at the widest window, but never jumps", () => {
    const data = { from: 0, to: 100 * HOUR };
    const wide = zoomWindow(data, 1000, HOUR, widestWindow(data));
    expect(wide.to - wide.from).toBeCloseTo(widestWindow(data), -3);
    const outside = { from: -500 * HOUR, to: 500 * HOUR };
    const kept = zoomWindow(outside, 2, 0, widestWindow(data));
    expect(kept.to - kept.from).toBe(1000 * HOUR);
  });

  test("fitting shows all of the data with air around it", () => {
    const fit = fitWindow({ from: 0, to: 100 * HOUR });
    expect(fit.from).toBeLessThan(0);
    expect(fit.to).toBeGreaterThan(100 * HOUR);
  });
});
