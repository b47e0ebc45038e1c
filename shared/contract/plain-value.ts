/**
 * Turns a plain value into one that JSON can hold, and back. Plain: null, booleans, numbers, texts, arrays, objects
 * without a class, and typed arrays. A property that is `undefined` is left out, as JSON does.
 *
 * What JSON cannot hold stands as an object with the single key `$`:
 *
 *   NaN, Infinity, -Infinity, -0      { "$": "NaN" } ...
 *   the n-th typed array              { "$": n }
 *
 * A key of the value itself that begins with `$` gets one more `$` in front, so nothing can be mistaken.
 */
export type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

/** Typed arrays a message may carry; the position in the list is the code in a frame. */
export const PART_TYPES = [
  Int8Array,
  Uint8Array,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
] as const;

export type PartType = (typeof PART_TYPES)[number];

const PART_NAMES = PART_TYPES.map((type) => type.name);

/** Deeper values are refused: nothing of ours comes near, and recursion must end. */
export const MAX_DEPTH = 48;

const SPECIAL_NUMBERS: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};

/** What is wrong with a value or a frame; never its content, which may be personal data. */
export class FrameError extends Error {
  override readonly name = "FrameError";
}

/** Code of a typed array in `PART_TYPES`, -1 when it is none. Works across realms, and for Node's Buffer. */
export function partTypeOf(value: object): number {
  if (!ArrayBuffer.isView(value)) return -1;
  // The name comes from a getter of the language that reads the internal type and cannot be faked.
  return PART_NAMES.indexOf(Object.prototype.toString.call(value).slice(8, -1));
}

/** A value that `JSON.stringify` keeps, sharing all it can with the given one; typed arrays are put on `parts`. */
export function packValue(value: unknown, parts: NumberArray[], depth = 0): unknown {
  if (typeof value === "number") return packNumber(value);
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value !== "object") throw new FrameError(`a ${typeof value} cannot be sent`);
  if (depth > MAX_DEPTH) throw new FrameError("value too deep");
  if (Array.isArray(value)) return packArray(value, parts, depth);
  if (partTypeOf(value) >= 0) {
    parts.push(value as NumberArray);
    return { $: parts.length - 1 };
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    throw new FrameError("an object of a class cannot be sent");
  }
  const packed: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    setOwn(packed, key.startsWith("$") ? `$${key}` : key, packValue(item, parts, depth + 1));
  }
  return packed;
}

function packNumber(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $: Object.is(value, -0) ? "-0" : String(value) };
}

/** Long lists of texts or finite numbers, the common case, are shared and not copied. */
function packArray(list: readonly unknown[], parts: NumberArray[], depth: number): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const packed = packValue(list[i], parts, depth + 1);
    if (copy !== null) copy.push(packed);
    else if (packed !== list[i] || Object.is(list[i], -0)) copy = [...list.slice(0, i), packed];
  }
  return copy ?? list;
}

/** The opposite of `packValue`: changes a parsed JSON value in place. Every part must be used exactly once. */
export function unpackValue(value: unknown, parts: readonly NumberArray[]): unknown {
  const used = new Uint8Array(parts.length);
  const result = unpack(value, parts, used, 0);
  if (used.includes(0)) throw new FrameError("part without a place");
  return result;
}

function unpack(value: unknown, parts: readonly NumberArray[], used: Uint8Array, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth > MAX_DEPTH) throw new FrameError("value too deep");
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const item: unknown = value[i];
      if (typeof item === "object" && item !== null) value[i] = unpack(item, parts, used, depth + 1);
    }
    return value;
  }
  const entries = Object.entries(value);
  if (Object.hasOwn(value, "$")) {
    if (entries.length !== 1) throw new FrameError("bad marker");
    return unpackMarker((value as { $: unknown }).$, parts, used);
  }
  const escaped = entries.some(([key]) => key.startsWith("$"));
  const target: Record<string, unknown> = escaped ? {} : (value as Record<string, unknown>);
  for (const [key, item] of entries) {
    if (key.startsWith("$") && !key.startsWith("$$")) throw new FrameError("bad marker");
    const isObject = typeof item === "object" && item !== null;
    if (escaped)
      setOwn(target, key.startsWith("$") ? key.slice(1) : key, unpack(item, parts, used, depth + 1));
    else if (isObject) setOwn(target, key, unpack(item, parts, used, depth + 1));
  }
  return target;
}

function unpackMarker(marker: unknown, parts: readonly NumberArray[], used: Uint8Array): unknown {
  if (typeof marker === "string" && Object.hasOwn(SPECIAL_NUMBERS, marker)) return SPECIAL_NUMBERS[marker];
  const part = typeof marker === "number" ? parts[marker] : undefined;
  if (part === undefined || used[marker as number] === 1) throw new FrameError("bad part reference");
  used[marker as number] = 1;
  return part;
}

/** Field names come from logs: `__proto__` must stay an ordinary key. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}
