import fc from "fast-check";
import { expect, test } from "vitest";
import { NO_KEY, PairKeys, sessionLists } from "./session-lists.ts";

const word = fc.oneof(fc.nat(3), fc.integer({ min: 0, max: 0xffff_ffff }));

test("pairs are numbered in the order of their coming, each once, however many", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(word, word), { maxLength: 3000 }), word, word, (pairs, first, second) => {
      const keys = new PairKeys();
      const known = new Map<string, number>();
      for (const [a, b] of pairs) {
        const name = `${a} ${b}`;
        if (!known.has(name)) known.set(name, known.size);
        expect(keys.add(a, b)).toBe(known.get(name));
      }
      expect(keys.length).toBe(known.size);
      for (const [a, b] of pairs) expect(keys.find(a, b)).toBe(known.get(`${a} ${b}`));
      expect(keys.find(first, second)).toBe(known.get(`${first} ${second}`) ?? NO_KEY);
    }),
    { numRuns: 30 },
  );
});

test("lists hold their sessions in the order of the entries", () => {
  const lists = sessionLists(4, Int32Array.of(2, 0, 2, 3, 9), Uint32Array.of(10, 11, 12, 13, 99), 4);
  expect(lists.map((list) => [...list])).toEqual([[11], [], [10, 12], [13]]);
});
