import { expect, test } from "vitest";
import { KnownDefinitions } from "./known-definitions.ts";
import { ShapeReader } from "./shape.ts";

/** A chunk with fragments of definitions; the name that they use stands where it is asked for. */
function chunkOf(nameAt: number, name: string, fragments: readonly (readonly [number, number])[]) {
  const bytes = new Uint8Array(65_536);
  const view = new DataView(bytes.buffer);
  view.setUint16(nameAt + 6, name.length, true);
  for (let i = 0; i < name.length; i++) view.setUint16(nameAt + 8 + i * 2, name.charCodeAt(i), true);
  for (const [at, substitution] of fragments) {
    bytes.set([0x0f, 1, 1, 0, 0x01, 0xff, 0xff, 0, 0, 0, 0], at);
    view.setUint32(at + 11, nameAt, true);
    bytes.set([0x02, 0x0d, substitution & 0xff, substitution >> 8, 1, 0x04, 0x00], at + 15);
  }
  return { bytes, view };
}

const SIZE = 22;

test("a definition is known again wherever it and its name stand, and not when the name is another one", () => {
  const names = new ShapeReader();
  const known = new KnownDefinitions(names);
  const find = ({ bytes, view }: ReturnType<typeof chunkOf>, at: number, place: 0 | 1 = 0): number => {
    names.startChunk();
    return known.find(bytes, view, 7, place, at, at + SIZE);
  };
  const first = chunkOf(600, "Data", [[1000, 3]]);
  expect(find(first, 1000)).toBe(-1);
  names.startChunk();
  const shape = names.read(first.bytes, first.view, 1000, 1000 + SIZE);
  expect(shape).not.toBeNull();
  expect(names.isWhole).toBe(true);
  known.add(first.bytes, 7, 0, 1000, 1000 + SIZE, 5);
  expect(find(first, 1000)).toBe(5);
  expect(find(chunkOf(700, "Data", [[2000, 3]]), 2000)).toBe(5);
  expect(find(first, 1000, 1)).toBe(-1);
  expect(find(chunkOf(600, "Date", [[1000, 3]]), 1000)).toBe(-1);
  expect(find(chunkOf(600, "Data", [[1000, 4]]), 1000)).toBe(-1);
  expect(find(chunkOf(65_528, "", [[1000, 3]]), 1000)).toBe(-1);
});

test("one that differs in any byte of a long text is another one", () => {
  const names = new ShapeReader();
  const known = new KnownDefinitions(names);
  const { bytes, view } = chunkOf(600, "Data", [[1000, 3]]);
  const letters = 45;
  bytes.set([0x02, 0x05, 0x01, letters, 0, ...new Array<number>(letters * 2).fill(0x41), 0x04, 0x00], 1015);
  const end = 1015 + 7 + letters * 2;
  const find = (): number => {
    names.startChunk();
    return known.find(bytes, view, 7, 0, 1000, end);
  };
  names.startChunk();
  names.read(bytes, view, 1000, end);
  expect(names.isWhole).toBe(true);
  known.add(bytes, 7, 0, 1000, end, 5);
  expect(find()).toBe(5);
  for (let at = 1015; at < end; at++) {
    bytes[at]! ^= 1;
    expect(find()).toBe(-1);
    bytes[at]! ^= 1;
  }
  expect(find()).toBe(5);
});

test("a hostile log cannot make it grow without end", () => {
  const names = new ShapeReader();
  const known = new KnownDefinitions(names);
  let kept = 0;
  for (let i = 0; i < 5000; i++) {
    const { bytes, view } = chunkOf(600, "Data", [[1000, i]]);
    names.startChunk();
    names.read(bytes, view, 1000, 1000 + SIZE);
    known.add(bytes, i >> 4, 0, 1000, 1000 + SIZE, i);
    if (known.find(bytes, view, i >> 4, 0, 1000, 1000 + SIZE) === i) kept++;
  }
  expect(kept).toBe(2048);
});
