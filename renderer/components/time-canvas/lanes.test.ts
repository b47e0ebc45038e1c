import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { barShape } from "./bar-shape.ts";
import { hitTest } from "./hit-test.ts";
import { windowAfterKey } from "./keys.ts";
import {
  GROUP_HEIGHT,
  itemAt,
  itemOfLane,
  itemsBetween,
  laneHeight,
  layoutLanes,
  scrollToItem,
  stickyHeading,
  trackPlace,
} from "./lane-layout.ts";
import {
  type Lane,
  type LaneGroup,
  type LaneMark,
  type LaneSet,
  laneOfRow,
  trackCount,
  trackInWindow,
} from "./lane-model.ts";
import { AXIS_HEIGHT, GUTTER, LEVELS_HEIGHT, type Stage } from "./stage.ts";
import { xOfTime } from "./time-scale.ts";
import { placeAfterKey, sessionBeside } from "./walk.ts";

const lane = (label: string, failures: number[] = [], marks: LaneMark[] = []): Lane => ({
  label,
  note: "",
  failures: Uint32Array.from(failures),
  marks,
  holes: [],
});
const group = (key: string, lanes: number[], more: Partial<LaneGroup> = {}): LaneGroup => ({
  key,
  label: key,
  note: "",
  lanes: Uint32Array.from(lanes),
  headed: false,
  foldedAtFirst: false,
  marks: [],
  holes: [],
  ...more,
});

/** anna: rows 0 and 1 in track 0, row 2 in track 1. ben: row 3. pc: marks only. */
const bars = {
  from: Float64Array.of(0, 500, 300, 100),
  to: Float64Array.of(200, 600, 550, 900),
  solidFrom: Float64Array.of(0, 500, 300, 100),
  solidTo: Float64Array.of(200, 600, 550, 900),
};
const LANES = [
  lane("anna", [0]),
  lane("ben"),
  lane("pc", [], [{ time: 400, kind: "crash", label: "crash" }]),
];
const setOf = (...groups: LaneGroup[]): LaneSet => ({
  groups,
  rows: Uint32Array.of(0, 1, 2, 3),
  trackStart: Uint32Array.of(0, 2, 3, 4),
  trackReach: Float64Array.of(200, 250, 800),
  firstTrack: Uint32Array.of(0, 2, 3, 3),
  laneOf: (at) => LANES[at]!,
});
const one = setOf(group("people", [0, 1]));
const NONE: ReadonlySet<string> = new Set();
const lanesIn = (set: LaneSet, turned = NONE) => [...layoutLanes(set, turned).lane];

describe("lane layout", () => {
  test("a single group needs no heading, several have one; a folded one keeps only that", () => {
    expect(lanesIn(one)).toEqual([0, 1]);
    expect(lanesIn(setOf(group("people", [0, 1], { headed: true })))).toEqual([-1, 0, 1]);
    const two = setOf(
      group("people", [0]),
      group("none", []),
      group("other", [1, 2], { foldedAtFirst: true }),
    );
    expect(lanesIn(two)).toEqual([-1, 0, -1]);
    expect(lanesIn(two, new Set(["other"]))).toEqual([-1, 0, -1, 1, 2]);
    expect(lanesIn(two, new Set(["people"]))).toEqual([-1, -1]);
  });

  test("items are found by height, and clamped at both ends", () => {
    const layout = layoutLanes(one, NONE);
    expect(itemAt(layout, -5)).toBe(0);
    expect(itemAt(layout, laneHeight(2) - 1)).toBe(0);
    expect(itemAt(layout, laneHeight(2))).toBe(1);
    expect(itemAt(layout, 9999)).toBe(1);
    expect(itemAt(layoutLanes(setOf(), NONE), 3)).toBe(-1);
    expect(itemsBetween(layout, 0, 10)).toEqual([0, 1]);
    expect(itemsBetween(layout, 0, 9999)).toEqual([0, 2]);
    expect(itemOfLane(layout, 1)).toBe(1);
  });

  test("the heading of the lanes in view stays on top until the next one pushes it away", () => {
    const layout = layoutLanes(setOf(group("a", [0, 1]), group("b", [2])), NONE);
    expect(stickyHeading(layout, 0)).toEqual({ item: 0, top: 0 });
    expect(stickyHeading(layout, 40)).toEqual({ item: 0, top: 0 });
    const next = layout.tops[3]!;
    expect(stickyHeading(layout, next - 10)).toEqual({ item: 0, top: 10 - GROUP_HEIGHT });
    expect(stickyHeading(layout, next)?.item).toBe(3);
    expect(stickyHeading(layoutLanes(one, NONE), 20)).toBeNull();
  });

  test("an item comes into view whole, below the heading that stays on top", () => {
    const layout = layoutLanes(setOf(group("a", [0, 1]), group("b", [2])), NONE);
    expect(scrollToItem(layout, 1, 0, 400)).toBe(0);
    expect(scrollToItem(layout, 2, 90, 400)).toBe(layout.tops[2]! - GROUP_HEIGHT);
    expect(scrollToItem(layout, 4, 0, 60)).toBe(layout.tops[5]! - 60);
  });

  test("only bars that may touch the window are looked at; a session leads back to its lane", () => {
    expect(trackInWindow(one, bars, 0, 550, 700)).toEqual([1, 2]);
    expect(trackInWindow(one, bars, 0, 150, 180)).toEqual([0, 1]);
    expect(trackInWindow(one, bars, 2, 850, 860)).toEqual([3, 4]);
    expect(trackInWindow(one, bars, 0, 900, 950)).toEqual([2, 2]);
    expect([0, 1, 2, 3, 9].map((row) => laneOfRow(one, row))).toEqual([0, 0, 0, 1, -1]);
    expect([0, 1, 2].map((at) => trackCount(one, at))).toEqual([2, 1, 0]);
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

function stageOf(set: LaneSet, more: Partial<Stage> = {}): Stage {
  return {
    lanes: set,
    layout: layoutLanes(set, more.turned ?? NONE),
    bars,
    failureTimes: Float64Array.of(700),
    scale: { from: 0, to: 1000, width: 1000 },
    scroll: 0,
    width: 1000 + GUTTER,
    height: 600,
    room: 600 - AXIS_HEIGHT - LEVELS_HEIGHT,
    turned: NONE,
    ...more,
  };
}

describe("hit test", () => {
  const stage = stageOf(one);
  const at = (time: number) => GUTTER + time;

  test("finds the session of the track under the pointer", () => {
    expect(hitTest(stage, at(100), AXIS_HEIGHT + 12)).toMatchObject({ type: "lane", lane: 0, row: 0 });
    expect(hitTest(stage, at(400), AXIS_HEIGHT + 25)).toMatchObject({ type: "lane", row: 2 });
    expect(hitTest(stage, at(400), AXIS_HEIGHT + 12)).toMatchObject({ type: "lane", row: -1 });
    expect(hitTest(stage, at(400), AXIS_HEIGHT + laneHeight(2) + 15)).toMatchObject({ lane: 1, row: 3 });
  });

  test("finds failures, labels, the ruler, the track below, and nothing", () => {
    expect(hitTest(stage, at(701), AXIS_HEIGHT + 5)).toMatchObject({ type: "lane", failure: 0 });
    expect(hitTest(stage, 40, AXIS_HEIGHT + 5)).toEqual({ type: "label", lane: 0 });
    const hour = 36_000_000_000;
    const wide = stageOf(one, { scale: { from: 0, to: 1000 * hour, width: 1000 } });
    expect(hitTest(wide, at(500), 5)).toEqual({ type: "axis", time: 500 * hour });
    const below = AXIS_HEIGHT + stage.layout.height + 5;
    expect(hitTest(wide, at(500), below)).toEqual({ type: "levels", time: 500 * hour });
    expect(hitTest(stage, at(500), below + LEVELS_HEIGHT)).toEqual({ type: "none" });
    expect(hitTest(stage, at(500), 2000)).toEqual({ type: "none" });
  });

  test("finds marks, and the heading that stays on top before the lane below it", () => {
    const groups = setOf(group("people", [0, 1]), group("machines", [2]));
    const scrolled = stageOf(groups, { scroll: 30 });
    expect(hitTest(scrolled, at(100), AXIS_HEIGHT + 5)).toMatchObject({
      type: "group",
      group: { key: "people" },
    });
    expect(hitTest(scrolled, at(100), AXIS_HEIGHT + GROUP_HEIGHT + 2)).toMatchObject({
      type: "lane",
      lane: 0,
    });
    const y = AXIS_HEIGHT - 30 + scrolled.layout.tops[4]! + 10;
    expect(hitTest(scrolled, at(403), y)).toMatchObject({ lane: 2, row: -1, mark: { kind: "crash" } });
    expect(hitTest(scrolled, at(430), y)).toMatchObject({ mark: null });
  });

  test("whatever is drawn is found where it is drawn", () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(
        fc.array(span, { minLength: 1, maxLength: 20 }),
        fc.nat(300),
        fc.integer({ min: 5, max: 400 }),
        (spans, begin, width) => {
          // One lane, its bars one after the other in tracks of their own order.
          const sorted = spans.toSorted((a, b) => a[0] - b[0]);
          const from = Float64Array.from(sorted, ([a]) => a);
          const to = Float64Array.from(sorted, ([a, length]) => a + length);
          const all = { from, to, solidFrom: from, solidTo: to };
          const set: LaneSet = {
            groups: [group("people", [0])],
            rows: Uint32Array.from(sorted, (_, row) => row),
            trackStart: Uint32Array.of(0, sorted.length),
            trackReach: Float64Array.of(Math.max(...sorted.map(([, length]) => length))),
            firstTrack: Uint32Array.of(0, 1),
            laneOf: () => lane("anna"),
          };
          const scale = { from: begin, to: begin + width, width: 1000 };
          const scene = stageOf(set, { bars: all, scale });
          const place = trackPlace(1, 0);
          for (const [row, [start, length]] of sorted.entries()) {
            const middle = start + length / 2;
            if (middle < begin || middle > begin + width) continue;
            const hit = hitTest(scene, GUTTER + xOfTime(scale, middle), AXIS_HEIGHT + place.y + 3);
            if (hit.type !== "lane") throw new Error(`row ${row} lies on ${hit.type}`);
            // Bars may lie on one another: then the one found covers the point as well.
            expect(hit.row).toBeGreaterThanOrEqual(0);
            expect(from[hit.row]!).toBeLessThanOrEqual(middle);
            expect(to[hit.row]!).toBeGreaterThanOrEqual(middle);
          }
        },
      ),
    );
  });
});

describe("keys", () => {
  const window = { from: 0, to: 1e12 };
  const data = { from: -1e12, to: 2e12 };
  const dayOf = (time: number) => ({ from: time - 1, to: time + 1 });
  const pressed = (key: string, shift = false) => windowAfterKey(key, shift, window, data, dayOf);

  test("A and D pan, W and S zoom, Home fits, Shift+D shows a day, others mean nothing", () => {
    expect(pressed("d")!.from).toBeCloseTo(1e11, -3);
    expect(pressed("a")!.from).toBeCloseTo(-1e11, -3);
    expect(pressed("ArrowLeft", true)!.from).toBeCloseTo(-5e11, -3);
    for (const key of ["w", "+"]) expect(pressed(key)!.to - pressed(key)!.from).toBeLessThan(1e12);
    for (const key of ["s", "-"]) expect(pressed(key)!.to - pressed(key)!.from).toBeGreaterThan(1e12);
    expect(pressed("Home")!.from).toBeLessThan(data.from);
    expect(pressed("0")).toEqual(pressed("Home"));
    expect(pressed("D", true)).toEqual({ from: 5e11 - 1, to: 5e11 + 1 });
    expect(pressed("x")).toBeNull();
    expect(pressed("ArrowLeft")).toBeNull();
  });

  test("zooming out ends a little outside of the case", () => {
    let at = window;
    for (let i = 0; i < 30; i++) at = windowAfterKey("s", false, at, data, dayOf)!;
    expect(at.to - at.from).toBeLessThan(3e12 * 1.4);
  });

  test("up and down walk over lanes and skip headings, left and right over sessions by time", () => {
    const set = setOf(group("people", [0, 1]), group("machines", [2]));
    const layout = layoutLanes(set, NONE);
    const walk = (key: string, from: Parameters<typeof placeAfterKey>[1]) =>
      placeAfterKey(key, from, layout, set, bars, 450);
    expect(walk("ArrowDown", null)).toEqual({ lane: 0, row: 1 });
    expect(walk("ArrowDown", { lane: 1, row: 3 })).toEqual({ lane: 2, row: -1 });
    expect(walk("ArrowUp", { lane: 2, row: -1 })).toEqual({ lane: 1, row: 3 });
    expect(walk("ArrowUp", { lane: 0, row: 0 })).toEqual({ lane: 0, row: 0 });
    expect(walk("ArrowRight", { lane: 0, row: 0 })).toEqual({ lane: 0, row: 2 });
    expect(walk("ArrowRight", { lane: 0, row: 2 })).toEqual({ lane: 0, row: 1 });
    expect(walk("ArrowRight", { lane: 0, row: 1 })).toEqual({ lane: 0, row: 1 });
    expect(walk("ArrowLeft", { lane: 0, row: 1 })).toEqual({ lane: 0, row: 2 });
    expect(walk("x", null)).toBeNull();
  });

  test("walking right from the first session visits every session of a lane once, in order", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 12 }), (starts) => {
        const from = Float64Array.from(starts);
        const all = { from, to: from, solidFrom: from, solidTo: from };
        const order = [...starts.keys()].sort((a, b) => from[a]! - from[b]! || a - b);
        const set = {
          ...one,
          rows: Uint32Array.from(order),
          trackStart: Uint32Array.of(0, order.length),
          firstTrack: Uint32Array.of(0, 1),
        };
        const walked = [order[0]!];
        for (let i = 1; i < order.length; i++) walked.push(sessionBeside(set, all, 0, walked.at(-1)!, 1, 0));
        expect(walked).toEqual(order);
        const back = [order.at(-1)!];
        for (let i = 1; i < order.length; i++) back.push(sessionBeside(set, all, 0, back.at(-1)!, -1, 0));
        expect(back).toEqual(order.toReversed());
      }),
    );
  });
});
