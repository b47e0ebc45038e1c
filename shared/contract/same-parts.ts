import { type NumberArray, partTypeOf } from "./plain-value.ts";

/** Shorter ones are not worth a look. */
const LEAST_BYTES = 4096;
/** Words that are looked at to tell two parts apart at once. */
const SAMPLES = 256;

/** Whether two pieces of memory of one length hold the same bytes. */
export type SameBytes = (first: Uint8Array, second: Uint8Array) => boolean;

/**
 * For each of some typed arrays the position of the first one of the same type and content, itself for most. Tables
 * hold many columns that are empty, or that say the same as another one: they need to be sent and kept once only.
 *
 * A part is compared in full with one other at most, the first that agrees with it in all samples: linear, whatever the
 * parts hold.
 */
export function samePart(parts: readonly NumberArray[], sameBytes: SameBytes = isSame): Uint32Array {
  const first = Uint32Array.from(parts.keys());
  const known = new Map<string, number>();
  for (const [at, part] of parts.entries()) {
    if (part.byteLength < LEAST_BYTES) continue;
    const sketch = `${partTypeOf(part)} ${part.byteLength} ${sampleOf(wordsOf(part))}`;
    const like = known.get(sketch);
    if (like === undefined) known.set(sketch, at);
    else if (sameBytes(bytesOf(part), bytesOf(parts[like]!))) first[at] = like;
  }
  return first;
}

function bytesOf({ buffer, byteOffset, byteLength }: NumberArray): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

type Words = Uint32Array | Uint8Array;

function wordsOf({ buffer, byteOffset, byteLength }: NumberArray): Words {
  const whole = byteOffset % 4 === 0 && byteLength % 4 === 0;
  return whole
    ? new Uint32Array(buffer, byteOffset, byteLength / 4)
    : new Uint8Array(buffer, byteOffset, byteLength);
}

/** FNV-1a over words that stand all over a part. */
function sampleOf(words: Words): number {
  let mixed = 0x811c9dc5;
  const last = words.length - 1;
  for (let i = 0; i <= SAMPLES; i++) {
    mixed = Math.imul(mixed ^ words[Math.floor((last * i) / SAMPLES)]!, 0x01000193);
  }
  return mixed >>> 0;
}

function isSame(first: Uint8Array, second: Uint8Array): boolean {
  const a = wordsOf(first);
  const b = wordsOf(second);
  for (let at = 0; at < a.length; at++) if (a[at] !== b[at]) return false;
  return true;
}
