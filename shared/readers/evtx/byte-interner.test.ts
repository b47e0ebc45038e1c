import { expect, test } from "vitest";
import { ByteInterner, MOST_PLACES } from "./byte-interner.ts";

const KIND = 1;

/** Interns bytes that stand at a position of a longer array, with a guess. */
function entryOf(interner: ByteInterner, text: Uint8Array, guess: number): number {
  const bytes = new Uint8Array(text.length + 30).fill(0xee);
  bytes.set(text, 7);
  return interner.entry(bytes, new DataView(bytes.buffer), KIND, 7, text.length, guess);
}

test("bytes of any length are told from all that differ from them in one, guessed or not", () => {
  for (let size = 1; size <= 70; size++) {
    let made = 0;
    const interner = new ByteInterner(() => made++);
    const text = Uint8Array.from({ length: size }, (_, i) => i * 7 + 1);
    const own = entryOf(interner, text, 0);
    for (let at = 0; at < size; at++) {
      const other = text.slice();
      other[at]! ^= 1;
      const entry = entryOf(interner, other, own);
      expect(entry).toBe(own + at + 1);
      expect(entryOf(interner, other, entry)).toBe(entry);
    }
    expect(entryOf(interner, text, own)).toBe(own);
    expect(entryOf(interner, text, 1)).toBe(own);
    expect(made).toBe(size + 1);
  }
});

test("the same bytes of another kind are another entry", () => {
  let made = 0;
  const interner = new ByteInterner(() => made++);
  const bytes = new Uint8Array(32);
  const view = new DataView(bytes.buffer);
  const first = interner.entry(bytes, view, 1, 0, 20, 0);
  expect(interner.entry(bytes, view, 2, 0, 20, first)).not.toBe(first);
  expect(interner.entry(bytes, view, 1, 12, 20, 0)).toBe(first);
  expect(made).toBe(2);
});

test("texts chosen to want one place keep the ids they were given, and cost no more than a number of places each", () => {
  const ids = new Map<number, number>();
  let made = 0;
  const interner = new ByteInterner((_bytes, view, _kind, at) => {
    made++;
    const text = view.getInt32(at, true);
    const id = ids.get(text) ?? ids.size;
    ids.set(text, id);
    return id;
  });
  const texts = 100_000;
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  // As the hash goes over two words: the second one takes back what the first one did.
  const chosen = (text: number): void => {
    const begun = Math.imul(8 ^ (KIND << 24), 0x9e37_79b1);
    const mixed = Math.imul(begun ^ text, 0x85eb_ca6b);
    view.setInt32(0, text, true);
    view.setInt32(4, mixed ^ (mixed >>> 15) ^ 0x1234_5678, true);
  };
  let wrong = 0;
  for (const round of [1, 2]) {
    for (let text = 0; text < texts; text++) {
      chosen(text);
      if (interner.intern(bytes, view, KIND, 0, 8) !== text) wrong++;
    }
    expect(wrong).toBe(0);
    expect(made).toBe(round * texts - (round - 1) * MOST_PLACES);
  }
});
