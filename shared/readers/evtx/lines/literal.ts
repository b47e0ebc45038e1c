import { utf8Of } from "./put-text.ts";

/*
 * Fixed texts, written four bytes at a time: V8 tests an array anew at every access, so that writing a word costs no more
 * than writing a byte, and most of a line is names.
 */

/** A text as UTF-8, four bytes to a word. */
export interface Literal {
  readonly words: Int32Array;
  /** Its bytes; the last word may hold more. */
  readonly size: number;
}

const WORD = 4;
/** Bytes behind the last one that may be written too. Who makes room for a line makes this much more. */
export const SLACK = WORD - 1;

export function literalOf(text: string): Literal {
  const bytes = utf8Of(text);
  const padded = new DataView(new ArrayBuffer(Math.ceil(bytes.length / WORD) * WORD));
  new Uint8Array(padded.buffer).set(bytes);
  const words = Int32Array.from({ length: padded.byteLength / WORD }, (_, at) =>
    padded.getInt32(at * WORD, true),
  );
  return { words, size: bytes.length };
}

/** Writes a literal and gives the position behind it. */
export function putLiteral(wide: DataView, from: number, { words, size }: Literal): number {
  return putWords(wide, from, words, 0, size);
}

/** Writes so many bytes of words from one on. Throws a `RangeError` without room for them and the slack. */
export function putWords(
  wide: DataView,
  from: number,
  words: Int32Array,
  first: number,
  size: number,
): number {
  const end = from + size;
  for (let at = from, word = first; at < end; at += WORD, word++) wide.setInt32(at, words[word]!, true);
  return end;
}
