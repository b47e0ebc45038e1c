import { utf8Of } from "./put-text.ts";

/*
 * Fixed texts, written eight bytes at a time: V8 tests an array anew at every access, so that writing eight bytes costs no
 * more than writing one, and most of a line is names. Eight bytes are moved as a double, which they remain whatever they
 * are: no UTF-8 looks like one of those that are no number (a byte of 7F behind one of F0), and no other is ever changed.
 */

/** A text as UTF-8, eight bytes to a double. */
export interface Literal {
  readonly words: Float64Array;
  /** Its bytes; the last word may hold more. */
  readonly size: number;
}

export const WORD = 8;
/** Bytes behind the last one that may be written too. Who makes room for a line makes this much more. */
export const SLACK = WORD - 1;

export function literalOf(text: string): Literal {
  const bytes = utf8Of(text);
  const words = new Float64Array(Math.ceil(bytes.length / WORD));
  new Uint8Array(words.buffer).set(bytes);
  return { words, size: bytes.length };
}

/** Whether this machine keeps the lowest byte of a number first: words are read as they lie in memory. */
const LITTLE = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Writes a literal and gives the position behind it. */
export function putLiteral(wide: DataView, from: number, { words, size }: Literal): number {
  return putWords(wide, from, words, 0, size);
}

/** Writes so many bytes of words from one on. Throws a `RangeError` without room for them and the slack. */
export function putWords(
  wide: DataView,
  from: number,
  words: Float64Array,
  first: number,
  size: number,
): number {
  const end = from + size;
  for (let at = from, word = first; at < end; at += WORD, word++) wide.setFloat64(at, words[word]!, LITTLE);
  return end;
}
