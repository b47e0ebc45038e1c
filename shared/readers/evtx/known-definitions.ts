import { BLOCK, differs } from "./blocks.ts";
import type { Place } from "./plan.ts";
import { MENTION, type ShapeReader } from "./shape.ts";

/*
 * Definitions that were read before, by their bytes. One that comes again in a later chunk differs in where its names
 * stand and in nothing else, so it is compared instead of read: everything but offsets of names byte by byte, and each
 * name by what it is. What stands for a name:
 *
 *     offset of the name                      elsewhere in the chunk: its number must be the same
 *     offset = next byte, then the name       here: its bytes must be the same, but for its place in the chain of names
 */

const OFFSET_BYTES = 4;
/** Of a name that stands here, in front of its hash: offset of the next name of the same hash. */
const CHAIN_BYTES = 4;

/** Definitions kept, of one GUID and size and in all, and bytes of them all. */
const MAX_OF_KEY = 12;
const MAX_KNOWN = 2048;
const MAX_KNOWN_BYTES = 8_388_608;

interface KnownDefinition {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly place: Place;
  /** See `ShapeReader.mentionsFrom`. */
  readonly mentions: Int32Array;
  readonly plan: number;
}

export class KnownDefinitions {
  readonly #names: ShapeReader;
  readonly #byKey = new Map<number, KnownDefinition[]>();
  #count = 0;
  #bytes = 0;

  /** `names` reads the names of the chunk at hand. */
  constructor(names: ShapeReader) {
    this.#names = names;
  }

  /** Number of the plan that this fragment of a definition led to before; -1 when it is a new one. */
  find(bytes: Uint8Array, view: DataView, key: number, place: Place, from: number, to: number): number {
    const list = this.#byKey.get(key);
    if (list === undefined) return -1;
    for (let i = 0; i < list.length; i++) {
      const known = list[i]!;
      if (known.place !== place || !this.#matches(known, bytes, view, from, to)) continue;
      if (i > 0) {
        list[i] = list[i - 1]!;
        list[i - 1] = known;
      }
      return known.plan;
    }
    return -1;
  }

  /** Keeps a fragment that the names' reader has just read to its end, as long as there is room. */
  add(bytes: Uint8Array, key: number, place: Place, from: number, to: number, plan: number): void {
    const mentions = this.#names.mentionsFrom(from);
    const size = to - from + mentions.byteLength;
    if (this.#count >= MAX_KNOWN || this.#bytes + size > MAX_KNOWN_BYTES) return;
    const list = this.#byKey.get(key) ?? [];
    if (list.length >= MAX_OF_KEY) return;
    const own = bytes.slice(from, to);
    list.push({ bytes: own, view: new DataView(own.buffer), place, mentions, plan });
    this.#byKey.set(key, list);
    this.#count++;
    this.#bytes += size;
  }

  #matches(known: KnownDefinition, bytes: Uint8Array, view: DataView, from: number, to: number): boolean {
    const { mentions } = known;
    const length = known.bytes.length;
    if (length !== to - from) return false;
    let at = 0;
    for (let i = 0; i < mentions.length; i += MENTION) {
      const position = mentions[i]!;
      if (!isSame(known, bytes, view, from, at, position)) return false;
      const offset = view.getUint32(from + position, true);
      const isHere = offset === from + position + OFFSET_BYTES;
      if (isHere !== (mentions[i + 1] === 1)) return false;
      const name = mentions[i + 2]!;
      if (isHere) at = position + OFFSET_BYTES + CHAIN_BYTES;
      else {
        if (this.#names.nameAt(bytes, view, offset) !== name) return false;
        at = position + OFFSET_BYTES;
      }
    }
    if (!isSame(known, bytes, view, from, at, length)) return false;
    // Only now is it certain that the names that stand here are these.
    for (let i = 0; i < mentions.length; i += MENTION)
      if (mentions[i + 1] === 1) this.#names.note(view, from + mentions[i]! + OFFSET_BYTES, mentions[i + 2]!);
    return true;
  }
}

/** Whether bytes between two positions of a fragment are those of another one. */
function isSame(
  known: KnownDefinition,
  bytes: Uint8Array,
  view: DataView,
  from: number,
  first: number,
  end: number,
): boolean {
  const other = known.view;
  let at = first;
  for (; at + BLOCK <= end; at += BLOCK) if (differs(other, at, view, from + at)) return false;
  for (; at + 4 <= end; at += 4)
    if (other.getInt32(at, true) !== view.getInt32(from + at, true)) return false;
  const all = known.bytes;
  for (; at < end; at++) if (all[at] !== bytes[from + at]) return false;
  return true;
}
