import { type NumberArray, packValue, partTypeOf } from "../contract/plain-value.ts";
import { jsonBlocks, Streamed } from "../export/json-blocks.ts";
import type { CaseData } from "../types/case.ts";
import { meaningOf } from "./case-columns.ts";

/*
 * A case as two files that any program can read:
 *
 *   case.json     { "schema", "columns": [{ "path", "type", "length", "at", "texts" }], "strings": [...], "value": {...} }
 *   columns.bin   the columns one after another, little-endian, each at a multiple of 8 (`at`), zeros between them
 *
 * `value` is the case without its texts; where a column stood it has { "$": position in `columns` }, and numbers that
 * JSON does not know are { "$": "NaN" } and so on. A column with `texts` holds positions in `strings`.
 *
 * The same case gives the same bytes however it was read: texts are numbered in the order in which the columns name them
 * first, those that none names are gone, columns are sorted by name, and there is one NaN.
 */
export const CASE_SCHEMA = "logonscope.case/1";

export const COLUMN_TYPES = [
  "int8",
  "uint8",
  "int16",
  "uint16",
  "int32",
  "uint32",
  "float32",
  "float64",
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** One column as the head names it. */
export interface ColumnEntry {
  readonly path: string;
  readonly type: ColumnType;
  readonly length: number;
  /** Byte position in the file of columns. */
  readonly at: number;
  readonly texts: boolean;
}

export interface CaseForm {
  /** Text of the head. */
  head(): Generator<string>;
  /** Bytes of the columns. */
  columns(): Generator<Uint8Array>;
  /** How many of them. */
  readonly columnBytes: number;
}

const CHUNK = 65_536;
/** The bytes of the one NaN. */
const NAN = new Float64Array(new BigUint64Array([0x7ff8_0000_0000_0000n]).buffer)[0]!;

/** A case ready to be written. What marks it as one from a pack is left out. */
export function caseForm(data: CaseData): CaseForm {
  const { strings, pack: _, ...rest } = data;
  const found: Found[] = [];
  const value = canonical(rest, "", found);
  const entries: ColumnEntry[] = [];
  const texts = new TextOrder(strings);
  let at = 0;
  for (const { path, column } of found) {
    const isText = meaningOf(path) === "text";
    if (isText) texts.see(column as Uint32Array);
    entries.push({
      path,
      type: COLUMN_TYPES[partTypeOf(column)]!,
      length: column.length,
      at,
      texts: isText,
    });
    at += padded(column.byteLength);
  }
  return {
    head: () =>
      jsonBlocks({
        schema: CASE_SCHEMA,
        columns: new Streamed(entries),
        strings: new Streamed(texts.list),
        value,
      }),
    *columns() {
      for (const [index, { column }] of found.entries()) {
        yield* columnBytes(column, entries[index]!.texts ? texts : null);
        const rest = padded(column.byteLength) - column.byteLength;
        if (rest > 0) yield new Uint8Array(rest);
      }
    },
    columnBytes: at,
  };
}

interface Found {
  readonly path: string;
  readonly column: NumberArray;
}

/** The value in a fixed order; its columns go on the list, and places in the list stand in their places. */
function canonical(value: unknown, path: string, found: Found[]): unknown {
  if (typeof value !== "object" || value === null) return packValue(value, []);
  if (ArrayBuffer.isView(value)) {
    found.push({ path, column: value as NumberArray });
    return { $: found.length - 1 };
  }
  if (Array.isArray(value)) return value.map((item) => canonical(item, path, found));
  const out: Record<string, unknown> = {};
  // Cases and tables are put together here and there, each in its own order; what is in them comes from one place.
  const isPutTogether = path === "" || Object.values(value).some((item) => ArrayBuffer.isView(item));
  const names = Object.keys(value);
  for (const name of isPutTogether ? names.sort() : names) {
    const item = (value as Readonly<Record<string, unknown>>)[name];
    // Names are those of our own types: none begins with the mark of a column.
    if (item !== undefined) out[name] = canonical(item, path === "" ? name : `${path}.${name}`, found);
  }
  return out;
}

/** Numbers texts anew, in the order in which they are seen. */
class TextOrder {
  readonly list: string[] = [""];
  readonly #old: readonly string[];
  readonly #renamed: Uint32Array;

  constructor(old: readonly string[]) {
    this.#old = old;
    this.#renamed = new Uint32Array(old.length);
  }

  see(column: Uint32Array): void {
    const renamed = this.#renamed;
    for (let row = 0; row < column.length; row++) {
      const id = column[row]!;
      if (id === 0 || id >= renamed.length || renamed[id] !== 0) continue;
      renamed[id] = this.list.push(this.#old[id]!) - 1;
    }
  }

  get(id: number): number {
    return this.#renamed[id] ?? 0;
  }
}

function* columnBytes(column: NumberArray, texts: TextOrder | null): Generator<Uint8Array> {
  for (let from = 0; from < column.length; from += CHUNK) {
    // A copy: the columns of a case belong to the case.
    const piece = column.slice(from, from + CHUNK);
    if (texts !== null) for (let i = 0; i < piece.length; i++) piece[i] = texts.get(piece[i]!);
    else if (piece instanceof Float64Array || piece instanceof Float32Array) {
      for (let i = 0; i < piece.length; i++) if (Number.isNaN(piece[i]!)) piece[i] = NAN;
    }
    yield new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
  }
}

export function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
