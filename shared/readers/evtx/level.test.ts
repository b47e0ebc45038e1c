import fc from "fast-check";
import { expect, test } from "vitest";
import { TYPE } from "./binxml/tokens.ts";
import { le } from "./fixtures/chunk-writer.ts";
import { Level } from "./level.ts";
import { IRREGULAR, PLACE, type Plan } from "./plan.ts";

const plain: Plan = { ...IRREGULAR, number: 1, regular: true };

/** A template instance of values of zeros, behind a definition of nothing. */
function instance(words: readonly { readonly type: number; readonly size: number }[]): Uint8Array {
  return Uint8Array.from([
    ...new Array<number>(24).fill(0),
    ...[0x0c, 1, ...le(7, 4), ...le(0, 4)],
    ...le(words.length, 4),
    ...words.flatMap(({ type, size }) => [...le(size, 2), type, 0]),
    ...new Array<number>(words.reduce((sum, { size }) => sum + size, 0)).fill(0),
  ]);
}

function open(bytes: Uint8Array, plan: Plan, idsOnly = false): Level | null {
  const level = new Level();
  const view = new DataView(bytes.buffer);
  const isOpen = level.open(bytes, view, 24, bytes.length, PLACE.document, { at: () => plan }, idsOnly);
  return isOpen ? level : null;
}

const word = fc.record({
  type: fc.constantFrom<number>(TYPE.string, TYPE.null, TYPE.hex64, TYPE.array | TYPE.string),
  size: fc.integer({ min: 0, max: 40 }),
});

test("values of any number stand one behind the other", () => {
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const level = open(instance(words), plain)!;
      expect([level.count, level.nested]).toEqual([words.length, -1]);
      let at = 38 + words.length * 4;
      for (const [i, { type, size }] of words.entries()) {
        expect([level.starts[i], level.type(i), level.size(i)]).toEqual([at, type, size]);
        at += size;
      }
      // One byte less, and the last value ends behind the record.
      expect(
        open(
          instance(words)
            .subarray(0, at - 1)
            .slice(),
          plain,
        ),
      ).toBeNull();
    }),
  );
});

test("nested BinXML is found wherever it stands, and left to the general walk where it is not expected", () => {
  const nested = { type: TYPE.binXml, size: 3 };
  fc.assert(
    fc.property(fc.array(word, { maxLength: 10 }), fc.nat(10), fc.nat(11), (words, first, second) => {
      const at = Math.min(first, words.length);
      const one = words.toSpliced(at, 0, nested);
      const expects = (value: number): Plan => ({ ...plain, bodies: [{ value, place: PLACE.eventData }] });
      const level = open(instance(one), expects(at))!;
      expect([level.nested, level.nestedPlace]).toEqual([at, PLACE.eventData]);
      expect(open(instance(one), plain)).toBeNull();
      expect(open(instance(one), expects(at + 1))).toBeNull();
      const two = one.toSpliced(Math.min(second, one.length), 0, nested);
      expect(open(instance(two), expects(at))).toBeNull();
      expect(open(instance(two), expects(at + 1))).toBeNull();
      const list = words.toSpliced(at, 0, { type: TYPE.binXml | TYPE.array, size: 3 });
      expect(open(instance(list), expects(at))).toBeNull();
    }),
  );
});

test("for ids alone nothing behind them is looked at", () => {
  const members = IRREGULAR.members.slice();
  members[0] = 1;
  members[6] = 2;
  const words = [4, 2, 8, 60, 7].map((size) => ({ type: TYPE.null, size }));
  const bytes = instance(words);
  const level = open(bytes.subarray(0, bytes.length - 40).slice(), { ...plain, members }, true)!;
  expect([level.count, [...level.starts.subarray(0, 3)]]).toEqual([3, [58, 62, 64]]);
  expect(open(bytes.subarray(0, 71).slice(), { ...plain, members }, true)).toBeNull();
});
