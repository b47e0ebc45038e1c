import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Ticks } from "../../../shared/types/units.ts";
import { cutText } from "./fit-text.ts";
import type { MarkKind } from "./lane-model.ts";
import { type PlacedMark, placeLabels } from "./mark-labels.ts";

const widthOf = (text: string) => text.length * 6;
const ruler = { widthOf, cut: (text: string, room: number) => cutText(text, room, widthOf) };
const KINDS: readonly MarkKind[] = ["crash", "cleared", "clock", "stop", "boot"];

const at = (x: number, kind: MarkKind, label: string): PlacedMark => ({
  x,
  mark: { kind, time: x as Ticks, label },
});

describe("labels of marks", () => {
  test("stand at the right where there is room, else at the left", () => {
    const marks = [at(200, "boot", "started"), at(230, "stop", "shut down")];
    expect(placeLabels(marks, 1000, ruler)).toEqual([
      { left: 239, text: "shut down" },
      { left: 149, text: "started" },
    ]);
  });

  test("are cut where the next mark begins if they matter, and left out if they do not", () => {
    const cleared = [at(10, "cleared", "Security log cleared"), at(90, "clock", "")];
    expect(placeLabels(cleared, 1000, ruler)).toEqual([{ left: 19, text: "Security…" }]);
    expect(placeLabels([at(10, "boot", "started again"), at(60, "clock", "")], 1000, ruler)).toEqual([]);
  });

  test("never touch a mark, each other or the border", () => {
    const mark = fc.record({
      x: fc.integer({ min: -8, max: 408 }),
      kind: fc.constantFrom(...KINDS),
      label: fc.constantFrom("", "started", "shut down", "Security log cleared"),
    });
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 12 }), (list) => {
        const marks = list.sort((a, b) => a.x - b.x).map(({ x, kind, label }) => at(x, kind, label));
        const labels = placeLabels(marks, 400, ruler);
        for (const { left, text } of labels) {
          const right = left + widthOf(text);
          expect(left).toBeGreaterThanOrEqual(0);
          expect(right).toBeLessThanOrEqual(400);
          for (const { x } of marks) expect(x <= left || x >= right).toBe(true);
          // The mark it belongs to is the nearest on that side.
          const own = marks.filter(
            ({ mark }) => mark.label !== "" && (mark.label === text || text.endsWith("…")),
          );
          const beside = marks.filter(({ x }) => x <= left).at(-1);
          const behind = marks.find(({ x }) => x >= right);
          expect(
            own.some((one) => one === beside || one === behind || one.x === beside?.x || one.x === behind?.x),
          ).toBe(true);
        }
        const byPlace = labels.toSorted((a, b) => a.left - b.left);
        for (const [i, label] of byPlace.entries()) {
          const next = byPlace[i + 1];
          if (next !== undefined) expect(label.left + widthOf(label.text)).toBeLessThanOrEqual(next.left);
        }
      }),
    );
  });
});
