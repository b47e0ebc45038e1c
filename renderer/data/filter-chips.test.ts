import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { printQuery } from "../../shared/engine/filter/print.ts";
import { type Query, queryErrorText } from "../../shared/engine/filter/query.ts";
import { chipsOf, textOfChips } from "./filter-chips.ts";

const value = fc.record({
  text: fc.oneof(
    fc.constantFrom(
      "anna",
      "10",
      ">8h",
      "22-6",
      "or",
      "a b",
      'quo"te',
      "*",
      "none",
      "-x",
      "user:x",
      "(",
      ",",
    ),
    fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text.trim() === text),
  ),
  quoted: fc.constant(true),
  at: fc.constant(0),
});
const { query } = fc.letrec<{ query: Query; leaf: Query }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ type: fc.constant("word" as const), value }),
    fc.record({
      type: fc.constant("term" as const),
      field: fc.constantFrom("user", "type", "reason"),
      at: fc.constant(0),
      values: fc.array(value, { minLength: 1, maxLength: 3 }),
    }),
  ),
  query: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.record({ type: fc.constant("not" as const), part: tie("query") }),
    fc.record({
      type: fc.constantFrom("and" as const, "or" as const),
      parts: fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

/** The same question whatever brackets it was written with: nested "and" is flat, two negations are none. */
function plain(text: string): string {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${text}: ${queryErrorText(parsed.error)}`);
  return printQuery(flat(parsed.value));
}

function flat(one: Query): Query {
  if (one.type === "not") {
    const part = flat(one.part);
    return part.type === "not" ? part.part : { type: "not", part };
  }
  if (one.type !== "and" && one.type !== "or") return one;
  const parts = one.parts.map(flat).flatMap((part) => (part.type === one.type ? part.parts : [part]));
  return { type: one.type, parts };
}

describe("chips and text", () => {
  test("are two faces of one query", () => {
    fc.assert(
      fc.property(query, (one) => {
        const text = printQuery(one);
        const chips = chipsOf(text);
        expect(chips).not.toBeNull();
        expect(plain(textOfChips(chips!))).toBe(plain(text));
      }),
    );
  });

  test("chips of the printed chips are the same chips", () => {
    fc.assert(
      fc.property(query, (one) => {
        const chips = chipsOf(printQuery(one))!;
        const again = chipsOf(textOfChips(chips))!;
        expect(textOfChips(again)).toBe(textOfChips(chips));
      }),
    );
  });

  test("every term at the top is one chip, an or at the top is one as a whole", () => {
    expect(chipsOf("user:anna -type:10 (a or b)")).toEqual([
      { text: "user:anna", negated: false },
      { text: "type:10", negated: true },
      { text: "a or b", negated: false },
    ]);
    expect(chipsOf("user:anna or user:ben")).toEqual([{ text: "user:anna or user:ben", negated: false }]);
    expect(chipsOf("")).toEqual([]);
    expect(chipsOf("(")).toBeNull();
  });

  test("turning a chip around or taking one away leaves the others as they were", () => {
    const chips = chipsOf("user:anna or user:ben")!;
    expect(textOfChips([{ ...chips[0]!, negated: true }])).toBe("-(user:anna or user:ben)");
    expect(textOfChips([...chips, { text: "type:10", negated: false }])).toBe(
      "(user:anna or user:ben) type:10",
    );
    expect(textOfChips(chipsOf("a -b c")!.filter((_, at) => at !== 1))).toBe("a c");
  });
});
