import type { TextEncoding } from "../text-encoding.ts";

export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** Byte position in the file. */
  readonly offset: number;
  /** Without its end. */
  readonly bytes: Uint8Array;
}

const LF = 10;
const CR = 13;

/** The lines of a text as bytes; a decoder makes texts of them. LF, CR LF and CR end one. */
export function* textLines(bytes: Uint8Array, { unit, mark, name }: TextEncoding): Generator<TextLine> {
  const low = name === "utf-16be" ? 1 : 0;
  const at = (i: number): number => (unit === 1 ? bytes[i]! : bytes[i + low]! | (bytes[i + 1 - low]! << 8));
  const end = mark + Math.floor((bytes.length - mark) / unit) * unit;
  let number = 1;
  let from: number = mark;
  for (let i: number = mark; i < end; i += unit) {
    const code = at(i);
    if (code !== LF && code !== CR) continue;
    yield { number, offset: from, bytes: bytes.subarray(from, i) };
    if (code === CR && i + unit < end && at(i + unit) === LF) i += unit;
    number++;
    from = i + unit;
  }
  if (from < end) yield { number, offset: from, bytes: bytes.subarray(from, end) };
}
