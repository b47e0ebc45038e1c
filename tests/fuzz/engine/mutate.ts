import type { Random } from "./random.ts";

/** Inputs never grow beyond this. */
export const MAX_INPUT = 262_144;

export interface MutateOptions {
  /** Words of the format. */
  readonly tokens?: readonly string[];
  /** Everything stands at fixed places: bytes are seldom put in or taken out. */
  readonly isRigid?: boolean;
}

const NUMBERS = [0, 1, 2, 7, 16, 40, 64, 127, 128, 255, 256, 512, 1000, 4096, 32_767, 32_768, 65_535, 65_536];
const LARGE = [0x10_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_fff8, 0xffff_fffe, 0xffff_ffff];
const encoder = new TextEncoder();

/** One to eight small changes, seldom more. `others` are inputs that parts may be taken of. */
export function mutated(
  bytes: Uint8Array,
  others: readonly Uint8Array[],
  random: Random,
  { tokens = [], isRigid = false }: MutateOptions,
): Uint8Array {
  let now: Uint8Array = bytes.slice();
  const words = tokens.map((token) => encoder.encode(token));
  for (let n = 1 + (random.oneIn(3) ? random.below(8) : 0); n > 0; n--) {
    if (now.length === 0) now = random.pick(others).slice();
    if (words.length > 0 && random.oneIn(3)) now = put(now, random, random.pick(words), random.oneIn(3));
    else if (isRigid ? random.oneIn(12) : random.oneIn(2)) now = reshaped(now, others, random);
    else overwrite(now, random);
  }
  return now.length > MAX_INPUT ? now.slice(0, MAX_INPUT) : now;
}

/** A place to change: seldom one amid zeros, of which logs are full. */
function placeIn(bytes: Uint8Array, random: Random): number {
  let at = random.below(bytes.length);
  for (let tries = 0; tries < 12 && bytes[at] === 0 && bytes[at + 1] === 0 && bytes[at - 3] === 0; tries++)
    at = random.below(bytes.length);
  return at;
}

/** Changes that leave the length as it is. */
function overwrite(bytes: Uint8Array, random: Random): void {
  const at = placeIn(bytes, random);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = random.pick([1, 2, 4] as const);
  const place = Math.min(random.oneIn(2) ? at & -size : at, Math.max(0, bytes.length - size));
  const fits = place + size <= bytes.length;
  const put = (value: number): void => {
    if (!fits) bytes[at] = value;
    else if (size === 1) view.setUint8(place, value);
    else if (size === 2) view.setUint16(place, value, true);
    else view.setUint32(place, value, true);
  };
  switch (random.below(8)) {
    case 0:
      bytes[at]! ^= 1 << random.below(8);
      return;
    case 1:
      bytes[at] = random.below(256);
      return;
    case 2:
    case 3:
      put(random.pick([...NUMBERS, ...LARGE, bytes.length, bytes.length - at, at, place + size]));
      return;
    case 4: {
      // A length that is a little off.
      if (!fits) return;
      const old =
        size === 1 ? bytes[place]! : size === 2 ? view.getUint16(place, true) : view.getUint32(place, true);
      put(old + random.below(33) - 16);
      return;
    }
    case 5:
      // One offset for another.
      bytes.copyWithin(place, placeIn(bytes, random), Math.min(bytes.length, placeIn(bytes, random) + size));
      return;
    case 6:
      bytes.fill(random.pick([0, 0xff, 0x20, 0x41, bytes[at]!]), at, at + 1 + random.below(64));
      return;
    default: {
      const from = placeIn(bytes, random);
      bytes.copyWithin(at, from, from + 1 + random.below(96));
    }
  }
}

/** Changes of the length: parts put in, taken out, repeated, or taken from another input. */
function reshaped(bytes: Uint8Array, others: readonly Uint8Array[], random: Random): Uint8Array {
  const at = random.below(bytes.length + 1);
  const length = 1 + random.below(random.oneIn(4) ? Math.max(1, bytes.length >> 1) : 48);
  switch (random.below(6)) {
    case 0:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 1:
      return random.oneIn(3)
        ? bytes.slice(0, at)
        : joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 2: {
      const piece = bytes.subarray(at, at + length);
      const times = random.oneIn(4) ? 64 : 1 + random.below(3);
      const room = Math.max(0, Math.floor((MAX_INPUT - bytes.length) / Math.max(1, piece.length)));
      const pieces = Array.from({ length: Math.min(times, room) }, () => piece);
      return joined(bytes.subarray(0, at), ...pieces, bytes.subarray(at));
    }
    case 3: {
      const other = random.pick(others);
      return joined(bytes.subarray(0, at), other.subarray(random.below(other.length + 1)));
    }
    case 4: {
      const other = random.pick(others);
      const from = random.below(other.length + 1);
      return joined(bytes.subarray(0, at), other.subarray(from, from + length), bytes.subarray(at));
    }
    default:
      return put(
        bytes,
        random,
        Uint8Array.of(random.pick([0, 9, 10, 13, 34, 44, 60, 255, random.below(256)])),
      );
  }
}

/** Puts a word in, or over what is there. */
function put(bytes: Uint8Array, random: Random, word: Uint8Array, isOver = false): Uint8Array {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), word, bytes.subarray(isOver ? at + word.length : at));
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
