import { MAX_NAME } from "../limits.ts";
import { BinXmlDamage } from "./damage.ts";
import { rawUtf16 } from "./decode.ts";

/*
 * Name, wherever an offset from the chunk start points to:
 *
 *     0     4     6       8            8 + 2*length
 *     next  hash  length  UTF-16LE     0000
 *
 * `next` chains names of one hash bucket and `hash` finds the bucket; both serve writing only.
 */
const NAME_HEADER = 8;

/** Bytes from the start of a name to what follows its terminator. */
export function nameSize(view: DataView, at: number): number {
  if (at + NAME_HEADER > view.byteLength) throw new BinXmlDamage("templateBad");
  const length = view.getUint16(at + 6, true);
  if (length > MAX_NAME) throw new BinXmlDamage("templateBad");
  const size = NAME_HEADER + length * 2 + 2;
  if (at + size > view.byteLength) throw new BinXmlDamage("templateBad");
  return size;
}

const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_.:-]*$/;
/** Letters and digits that XML does not take in names: superscripts, numbers in circles and the like. */
const NOT_IN_NAMES =
  /[^-.:\w\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\u{10000}-\u{effff}]/gu;

/** A name as it may stand in XML: whatever a hostile log puts in its place, no markup gets out. */
export function safeName(text: string): string {
  if (PLAIN_NAME.test(text)) return text;
  const clean = text
    .toWellFormed()
    .replace(/[^\p{L}\p{N}_.:-]/gu, "_")
    .replace(NOT_IN_NAMES, "_");
  return /^[\p{L}_]/u.test(clean) ? clean : `_${clean}`;
}

/** Names of one chunk by offset, each decoded once. */
export class NameCache {
  readonly #names = new Map<number, string>();

  startChunk(): void {
    this.#names.clear();
  }

  /** The name at an offset from the chunk start. Throws when there is no room for one. */
  at(bytes: Uint8Array, view: DataView, offset: number): string {
    const known = this.#names.get(offset);
    if (known !== undefined) return known;
    const size = nameSize(view, offset);
    const name = safeName(rawUtf16(bytes, offset + NAME_HEADER, size - NAME_HEADER - 2));
    this.#names.set(offset, name);
    return name;
  }
}
