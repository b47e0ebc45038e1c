import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  columnChoiceFrom,
  csvColumns,
  defaultChoice,
  movedColumn,
  pinnedColumn,
  toggledColumn,
} from "./column-choice.ts";
import { SESSION_TABLE } from "./columns.ts";

const first = { shown: ["user", "computer", "type", "start"], pinned: 1 };

describe("columns on screen", () => {
  test("are shown at the end, taken away, but never the last one", () => {
    expect(toggledColumn(first, "sid").shown.at(-1)).toBe("sid");
    expect(toggledColumn(first, "user")).toEqual({ shown: ["computer", "type", "start"], pinned: 0 });
    const one = { shown: ["user"], pinned: 0 };
    expect(toggledColumn(one, "user")).toBe(one);
  });

  test("move across the border of the pinned ones", () => {
    expect(movedColumn(first, "start", 0)).toEqual({
      shown: ["start", "user", "computer", "type"],
      pinned: 2,
    });
    expect(movedColumn(first, "user", 3)).toEqual({
      shown: ["computer", "type", "start", "user"],
      pinned: 0,
    });
    expect(movedColumn(first, "type", 99).shown.at(-1)).toBe("type");
  });

  test("are pinned and let go", () => {
    const pinned = pinnedColumn(first, "start");
    expect(pinned).toEqual({ shown: ["user", "start", "computer", "type"], pinned: 2 });
    expect(pinnedColumn(pinned, "user")).toEqual({
      shown: ["start", "user", "computer", "type"],
      pinned: 1,
    });
  });

  test("whatever is done, every column is there once and pins fit", () => {
    const ids = SESSION_TABLE.map(({ id }) => id);
    const step = fc.record({
      what: fc.constantFrom("toggle", "move", "pin"),
      id: fc.constantFrom(...ids),
      place: fc.integer({ min: -2, max: 40 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let choice = defaultChoice(SESSION_TABLE);
        for (const { what, id, place } of steps) {
          if (what === "toggle") choice = toggledColumn(choice, id);
          else if (what === "move") choice = movedColumn(choice, id, place);
          else choice = pinnedColumn(choice, id);
        }
        expect(new Set(choice.shown).size).toBe(choice.shown.length);
        expect(choice.shown.length).toBeGreaterThan(0);
        expect(choice.pinned).toBeGreaterThanOrEqual(0);
        expect(choice.pinned).toBeLessThanOrEqual(choice.shown.length);
        expect(columnChoiceFrom(JSON.parse(JSON.stringify(choice)), SESSION_TABLE)).toEqual(choice);
      }),
    );
  });

  test("of a damaged store are those of a first start", () => {
    expect(columnChoiceFrom({ shown: ["nothing"], pinned: 1 }, SESSION_TABLE)).toBeNull();
    expect(columnChoiceFrom("user", SESSION_TABLE)).toBeNull();
    expect(columnChoiceFrom({ shown: ["user", 5, "user"], pinned: 9 }, SESSION_TABLE)).toEqual({
      shown: ["user"],
      pinned: 1,
    });
  });

  test("are exported once each and in their order", () => {
    expect(csvColumns(SESSION_TABLE, { shown: ["domain", "user"], pinned: 0 })).toEqual(["domain", "user"]);
  });
});
