import fc from "fast-check";
import { expect, test } from "vitest";
import { inAll, joined } from "./stretches.ts";

const stretch = fc.tuple(fc.nat(40), fc.nat(12)).map(([from, length]) => ({ from, to: from + length }));
const list = fc.array(stretch, { maxLength: 8 });
const covers = (all: readonly { from: number; to: number }[], at: number) =>
  all.some(({ from, to }) => from <= at && at < to);

test("joined stretches cover the same moments, in order and apart", () => {
  fc.assert(
    fc.property(list, (all) => {
      const out = joined(all);
      for (let at = 0; at < 60; at++) expect(covers(out, at)).toBe(covers(all, at));
      for (let i = 1; i < out.length; i++) expect(out[i]!.from).toBeGreaterThan(out[i - 1]!.to);
    }),
  );
});

test("what lies in all lists is what every one of them covers", () => {
  fc.assert(
    fc.property(fc.array(list, { minLength: 1, maxLength: 4 }), (lists) => {
      const out = inAll(lists.map(joined));
      for (let at = 0; at < 60; at++) expect(covers(out, at)).toBe(lists.every((one) => covers(one, at)));
    }),
  );
  expect(inAll([])).toEqual([]);
});
