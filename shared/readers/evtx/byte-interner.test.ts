import { expect, test } from "vitest";
import { ByteInterner } from "./byte-interner.ts";

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
      expect(entry).toBe(at + 1);
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
