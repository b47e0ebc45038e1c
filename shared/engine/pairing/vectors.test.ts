import { describe, expect, test } from "vitest";
import { vectorLines } from "../../testing/vector-notation.ts";
import { parseVectors, type Vector, vectorNames, vectorTable } from "../../testing/vectors.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { pairCase } from "./pair-case.ts";

const VECTORS = parseVectors();
const NAMES = vectorNames();
/** Vectors whose rules are not built yet. A sudden pass is a failure, so that this list stays true. */
const NOT_YET: ReadonlySet<string> = new Set([]);

function answer(vector: Vector): string {
  const { events, strings } = vectorTable(vector.rows);
  const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  return vectorLines(result.sessions, strings, vector.all, NAMES).join("\n");
}

describe("session vectors", () => {
  test("there are 47 of them", () => {
    expect(VECTORS.map((vector) => vector.name)).toEqual(
      Array.from({ length: 47 }, (_, i) => `V${String(i + 1).padStart(2, "0")}`),
    );
  });
  for (const vector of VECTORS) {
    const run = NOT_YET.has(vector.name) ? test.fails : test;
    run(`${vector.name} ${vector.title}`, () => {
      expect(answer(vector)).toBe(vector.expected.join("\n"));
    });
  }
});
