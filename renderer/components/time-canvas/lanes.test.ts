import { describe, expect, test } from "vitest";
import { barShape } from "./bar-shape.ts";
import { hitTest } from "./hit-test.ts";
import { windowAfterKey } from "./keys.ts";
import { itemAt, itemsBetween, laneHeight, layoutLanes } from "./lane-layout.ts";
import { type Lane, type LaneSet, trackInWindow } from "./lane-model.ts";
import { AXIS_HEIGHT } from "./paint.ts";

const lane = (key: string, firstTrack: number, tracks: number, failures: number[] = []): Lane => ({
  key,
  label: key,
  only: null,
  note: "",
  firstTrack,
  tracks,
  failures: Uint32Array.from(failures),
  marks: [],
  holes: [],
});

/** anna: rows 0 and 1 in track 0, row 2 in track 1. ben: row 3. */
const bars = {
  from: Float64Array.of(0, 500, 300, 100),
  to: Float64Array.of(200, 600, 550, 900),
  solidFrom: Float64Array.of(0, 500, 300, 100),
  solidTo: Float64Array.of(200, 600, 550, 900),
};
const set: LaneSet = {
  groups: [{ key: "people", label: "People", lanes: [lane("anna", 0, 2, [0]), lane("ben", 2, 1)] }],
  rows: Uint32Array.of(0, 1, 2, 3),
  trackStart: Uint32Array.of(0, 2, 3, 4),
  trackReach: Float64Array.of(200, 250, 800),
};

describe("lane layout", () => {
  test("a single group needs no heading, several have one", () => {
    expect(layoutLanes(set.groups, new Set()).items.map((item) => item.type)).toEqual(["lane", "lane"]);
    const two = [...set.groups, { key: "other", label: "Other", lanes: [lane("svc", 0, 1)] }];
    expect(layoutLanes(two, new Set()).items.map((item) => item.type)).toEqual([
      "group",
      "lane",
      "lane",
      "group",
      "lane",
    ]);
    expect(layoutLanes(two, new Set(["people"])).items.map((item) => item.type)).toEqual([
      "group",
      "group",
      "lane",
    ]);
  });

  test("items are found by height, and clamped at both ends", () => {
    const layout = layoutLanes(set.groups, new Set());
    expect(itemAt(layout, -5)).toBe(0);
    expect(itemAt(layout, laneHeight(2) - 1)).toBe(0);
    expect(itemAt(layout, laneHeight(2))).toBe(1);
    expect(itemAt(layout, 9999)).toBe(1);
    expect(itemAt({ items: [], height: 0 }, 3)).toBe(-1);
    expect(itemsBetween(layout, 0, 10)).toHaveLength(1);
    expect(itemsBetween(layout, 0, 9999)).toHaveLength(2);
  });

  test("only bars that may touch the window are looked at", () => {
    expect(trackInWindow(set, bars, 0, 550, 700)).toEqual([1, 2]);
    expect(trackInWindow(set, bars, 0, 150, 180)).toEqual([0, 1]);
    expect(trackInWindow(set, bars, 2, 850, 860)).toEqual([3, 4]);
    expect(trackInWindow(set, bars, 0, 900, 950)).toEqual([2, 2]);
  });
});

describe("bar shapes", () => {
  const scale = { from: 0, to: 1000, width: 1000 };
  const times = { from: 100, to: 300, fadeFrom: 100, fadeTo: 300, end: "hard", startTorn: false } as const;

  test("a bar out of view has no shape, one that crosses the view is cut near it", () => {
    expect(barShape({ ...times, from: 2000, to: 3000, fadeFrom: 2000, fadeTo: 3000 }, scale)).toBeNull();
    expect(barShape({ ...times, from: -900, to: -500, fadeFrom: -900, fadeTo: -500 }, scale)).toBeNull();
    const long = barShape({ ...times, from: -1e15, to: 1e15, fadeFrom: -1e15, fadeTo: 1e15 }, scale);
    expect(long?.x).toBeGreaterThan(-100);
    expect(long!.width).toBeLessThan(1200);
  });

  test("every end keeps its own look", () => {
    expect(barShape(times, scale)?.end).toBe("hard");
    expect(barShape({ ...times, end: "arrow" }, scale)?.end).toBe("arrow");
    expect(barShape({ ...times, end: "torn" }, scale)?.end).toBe("torn");
    expect(barShape({ ...times, end: "fade", fadeTo: 500 }, scale)?.fadeX).toBe(500);
    expect(barShape({ ...times, fadeFrom: 40 }, scale)?.leadX).toBe(40);
  });

  test("a bar of no length stays visible; an open end keeps its arrow however short", () => {
    expect(barShape({ ...times, to: 100, fadeTo: 100 }, scale)!.width).toBeGreaterThanOrEqual(2);
    expect(barShape({ ...times, to: 100, fadeTo: 100, end: "arrow" }, scale)?.end).toBe("arrow");
  });
});

describe("hit test", () => {
  const layout = layoutLanes(set.groups, new Set());
  const scene = {
    lanes: set,
    layout,
    bars,
    failureTimes: Float64Array.of(700),
    scale: { from: 0, to: 1000, width: 1000 },
    scroll: 0,
    gutter: 100,
  };

  test("finds the session of the track under the pointer", () => {
    expect(hitTest(scene, 100 + 100, AXIS_HEIGHT + 12)).toMatchObject({ type: "lane", row: 0 });
    expect(hitTest(scene, 100 + 400, AXIS_HEIGHT + 25)).toMatchObject({ type: "lane", row: 2 });
    expect(hitTest(scene, 100 + 400, AXIS_HEIGHT + 12)).toMatchObject({ type: "lane", row: -1 });
    expect(hitTest(scene, 100 + 400, AXIS_HEIGHT + laneHeight(2) + 15)).toMatchObject({
      type: "lane",
      row: 3,
    });
  });

  test("finds failures, labels, the axis and nothing", () => {
    expect(hitTest(scene, 100 + 701, AXIS_HEIGHT + 5)).toMatchObject({ type: "lane", failure: 0 });
    expect(hitTest(scene, 40, AXIS_HEIGHT + 5)).toMatchObject({ type: "label" });
    expect(hitTest(scene, 600, 5)).toEqual({ type: "axis", time: 500 });
    expect(hitTest(scene, 600, 2000)).toEqual({ type: "none" });
  });
});

describe("keys", () => {
  const window = { from: 0, to: 1e12 };
  const data = { from: -1e12, to: 2e12 };

  test("arrows pan, plus and minus zoom, Home fits, others mean nothing", () => {
    expect(windowAfterKey("ArrowRight", false, window, data)!.from).toBeCloseTo(1e11, -3);
    expect(windowAfterKey("ArrowLeft", true, window, data)!.from).toBeCloseTo(-5e11, -3);
    const near = windowAfterKey("+", false, window, data)!;
    expect(near.to - near.from).toBeLessThan(1e12);
    const far = windowAfterKey("-", false, window, data)!;
    expect(far.to - far.from).toBeGreaterThan(1e12);
    expect(windowAfterKey("Home", false, window, data)!.from).toBeLessThan(data.from);
    expect(windowAfterKey("x", false, window, data)).toBeNull();
  });
});
