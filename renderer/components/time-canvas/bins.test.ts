import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bins, isCrowded } from "./bins.ts";

function runsOf(bins: Bins): [number, number][] {
  const runs: [number, number][] = [];
  bins.runs((from, to) => runs.push([from, to]));
  return runs;
}

describe("bins", () => {
  test("neighbouring and overlapping bars become one run", () => {
    const bins = new Bins();
    bins.reset(20);
    bins.add(2, 5);
    bins.add(4, 8);
    bins.add(12, 14);
    expect(runsOf(bins)).toEqual([
      [2, 8],
      [12, 14],
    ]);
  });

  test("a bar of no width still covers a pixel, one outside covers none", () => {
    const bins = new Bins();
    bins.reset(10);
    bins.add(3.2, 3.2);
    bins.add(-50, -1);
    bins.add(10, 40);
    bins.add(-4, 0);
    bins.add(9.5, 90);
    expect(runsOf(bins)).toEqual([
      [3, 4],
      [9, 10],
    ]);
  });

  test("reset forgets, also when the width shrinks and grows again", () => {
    const bins = new Bins();
    bins.reset(30);
    bins.add(0, 30);
    bins.reset(10);
    expect(runsOf(bins)).toEqual([]);
    bins.reset(30);
    expect(runsOf(bins)).toEqual([]);
  });

  test("covers exactly the pixels that drawing bar by bar would", () => {
    const bar = fc.tuple(
      fc.double({ min: -30, max: 130, noNaN: true }),
      fc.double({ min: 0, max: 60, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 60 }), (bars) => {
        const width = 100;
        const slow = new Array<boolean>(width).fill(false);
        const bins = new Bins();
        bins.reset(width);
        for (const [from, span] of bars) {
          const to = from + span;
          bins.add(from, to);
          if (from < 0 && to <= 0) continue;
          const first = Math.max(0, Math.floor(from));
          for (let x = first; x < Math.min(width, Math.max(first + 1, Math.ceil(to))); x++) slow[x] = true;
        }
        const fast = new Array<boolean>(width).fill(false);
        bins.runs((from, to) => fast.fill(true, from, to));
        expect(fast).toEqual(slow);
      }),
    );
  });

  test("of bars in layers the topmost one shows", () => {
    const bins = new Bins(3);
    bins.reset(12);
    bins.add(0, 10, 0);
    bins.add(2, 5, 2);
    bins.add(4, 7, 1);
    const runs: [number, number, number][] = [];
    bins.runs((...run) => runs.push(run));
    expect(runs).toEqual([
      [0, 2, 0],
      [2, 5, 2],
      [5, 7, 1],
      [7, 10, 0],
    ]);
  });

  test("layers look like painting them one over the other", () => {
    const bar = fc.tuple(fc.nat(2), fc.integer({ min: -5, max: 45 }), fc.integer({ min: 1, max: 20 }));
    fc.assert(
      fc.property(fc.array(bar, { maxLength: 40 }), (bars) => {
        const width = 40;
        const bins = new Bins(3);
        bins.reset(width);
        for (const [layer, from, length] of bars) bins.add(from, from + length, layer);
        const slow = new Array<number>(width).fill(-1);
        for (const [layer, from, length] of bars.toSorted((a, b) => a[0] - b[0]))
          if (from + length > 0) slow.fill(layer, Math.max(0, from), Math.max(0, from + length));
        const fast = new Array<number>(width).fill(-1);
        bins.runs((from, to, layer) => fast.fill(layer, from, to));
        expect(fast).toEqual(slow);
      }),
    );
  });

  test("crowding is about bars for each pixel", () => {
    expect(isCrowded(100, 1000)).toBe(false);
    expect(isCrowded(500, 1000)).toBe(true);
  });
});
