import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rowsOf, textMask } from "./mask.ts";

const STRINGS = ["", "anna", "ben", "", "Anna", "carla"];
const column = fc.uint8Array({ min: 0, max: STRINGS.length - 1, minLength: 40, maxLength: 40 });

describe("rows by their texts", () => {
  test("are those of which a text that is given passes, asked once or again, of one column or several", () => {
    const texts = fc.constantFrom("a", "n", "ben", "", "x");
    fc.assert(
      fc.property(fc.array(column, { minLength: 1, maxLength: 3 }), fc.array(texts), (all, parts) => {
        const columns = [...all, all[0]!].map((ids) => Uint32Array.from(ids));
        const context = { length: 40, strings: STRINGS };
        for (const part of parts) {
          const passes = (id: number) => id !== 0 && STRINGS[id]!.includes(part);
          const expected = Array.from({ length: 40 }, (_, row) => row).filter((row) =>
            columns.some((ids) => passes(ids[row]!)),
          );
          const mask = textMask(context, (text) => text.includes(part), ...columns);
          expect([...rowsOf(mask)]).toEqual(expected);
        }
      }),
    );
  });

  test("each text is tested once in a column, however many rows have it", () => {
    const asked: string[] = [];
    const test = (text: string) => asked.push(text) > 99;
    textMask({ length: 6, strings: STRINGS }, test, Uint32Array.of(1, 2, 1, 0, 1, 2));
    expect(asked).toEqual(["anna", "ben"]);
  });

  test("are found whatever the length of a table, and however many they are", () => {
    const flags = fc.array(fc.constantFrom(0, 0, 1), { maxLength: 70 });
    fc.assert(
      fc.property(flags, (list) => {
        const expected = [...list.keys()].filter((row) => list[row] === 1);
        expect([...rowsOf(Uint8Array.from(list))]).toEqual(expected);
      }),
    );
    for (const length of [1019, 1020, 1021, 1024, 4099])
      expect(rowsOf(new Uint8Array(length).fill(1))).toEqual(Uint32Array.from({ length }, (_, row) => row));
  });

  test("none and all are kept as they are", () => {
    expect([...rowsOf(new Uint8Array(9))]).toEqual([]);
    expect([...rowsOf(new Uint8Array(3).fill(1))]).toEqual([0, 1, 2]);
    expect([...rowsOf(Uint8Array.of(0, 1, 0, 0))]).toEqual([1]);
  });
});
