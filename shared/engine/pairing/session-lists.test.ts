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

test("the list of a key holds its sessions by their begin", () => {
  const entry = fc.record({ key: fc.nat(4), session: fc.nat(1000) });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
      const beginOf = (session: number) => (session * 37) % 101;
      const columns = {
        key: Int32Array.from(entries, ({ key }) => key),
        session: Uint32Array.from(entries, ({ session }) => session),
      };
      const lists = sessionLists(5, columns, entries.length, beginOf);
      for (let key = 0; key < 5; key++) {
        const own = entries
          .filter((one) => one.key === key)
          .sort((a, b) => beginOf(a.session) - beginOf(b.session));
        const [from, to] = [lists.starts[key]!, lists.starts[key + 1]!];
        expect([...lists.sessions.subarray(from, to)]).toEqual(own.map(({ session }) => session));
        expect([...lists.begins.subarray(from, to)]).toEqual(own.map(({ session }) => beginOf(session)));
      }
    }),
  );
});
