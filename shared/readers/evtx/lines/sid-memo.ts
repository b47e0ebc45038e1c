import { putWords, WORD } from "./literal.ts";

/*
 * Texts of the SIDs written last. A log names few, again and again, and their many digits cost more to make than all else
 * in a line. Each has one place, by its last number, and gives way to the next that belongs there.
 */

/** Longest SID that is kept, as bytes: revision, authority and five numbers, as accounts have. */
const SID_ROOM = 28;
/** Numbers are compared four bytes at a time. */
const STEP = 4;
const SID_STEPS = SID_ROOM / STEP;
/** And as text: `S-255-`, and an authority and five numbers of ten digits each with dashes between them. */
const TEXT_ROOM = 72;
const TEXT_WORDS = TEXT_ROOM / WORD;
const SLOTS = 256;

const sids = new Int32Array(SLOTS * SID_STEPS);
const texts = new Float64Array(SLOTS * TEXT_WORDS);
const textBytes = new Uint8Array(texts.buffer);
/** Bytes of each SID, 0 for none, and of its text. */
const sizes = new Uint8Array(SLOTS);
const lengths = new Uint8Array(SLOTS);

/** Where a SID belongs that may be kept; -1 for others. */
export function sidSlot(view: DataView, position: number, size: number): number {
  if (size < 12 || size > SID_ROOM || (size & (STEP - 1)) !== 0) return -1;
  const last = view.getInt32(position + size - STEP, true);
  return (last ^ (last >>> 8) ^ size) & (SLOTS - 1);
}

/** Writes the text of a SID if it is the one in its place; -1 if it is not. */
export function putKnownSid(
  wide: DataView,
  from: number,
  slot: number,
  view: DataView,
  position: number,
  size: number,
): number {
  if (sizes[slot] !== size) return -1;
  for (let at = 0, word = slot * SID_STEPS; at < size; at += STEP, word++)
    if (sids[word] !== view.getInt32(position + at, true)) return -1;
  return putWords(wide, from, texts, slot * TEXT_WORDS, lengths[slot]!);
}

/** Keeps the text of a SID, which was written between two positions. */
export function keepSid(
  out: Uint8Array,
  from: number,
  end: number,
  slot: number,
  view: DataView,
  position: number,
  size: number,
): void {
  sizes[slot] = 0;
  for (let at = 0, word = slot * SID_STEPS; at < size; at += STEP, word++)
    sids[word] = view.getInt32(position + at, true);
  const first = slot * TEXT_ROOM;
  for (let at = from; at < end; at++) textBytes[first + at - from] = out[at]!;
  lengths[slot] = end - from;
  sizes[slot] = size;
}
