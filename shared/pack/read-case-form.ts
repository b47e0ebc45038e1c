import { isCaseData } from "../contract/guard-case.ts";
import { type NumberArray, PART_TYPES, unpackValue } from "../contract/plain-value.ts";
import { isCount, isListOf, isObject, isOneOf, isText, isTextList } from "../contract/shapes.ts";
import type { CaseData } from "../types/case.ts";
import { MAX_TEXT } from "../types/string-table.ts";
import { meaningOf, TABLE_MEANINGS } from "./case-columns.ts";
import { CASE_SCHEMA, COLUMN_TYPES, type ColumnEntry, padded } from "./case-form.ts";

const MAX_COLUMNS = 4096;
const MAX_STRINGS = 20_000_000;

/**
 * The case in the two files of a pack; null for anything that is not exactly one well-formed case. Beyond the shape that
 * the page's guard asks for, every number that stands for something (a name of a closed list, a text, a row, an input)
 * must stand for one that is there: a pack may come from anybody.
 */
export function readCaseForm(
  head: string,
  bytes: Uint8Array<ArrayBuffer>,
  mostStrings = MAX_STRINGS,
): CaseData | null {
  try {
    const parsed: unknown = JSON.parse(head);
    if (!isHead(parsed, mostStrings)) return null;
    const parts = partsOf(parsed.columns, bytes);
    if (parts === null) return null;
    const value = unpackValue(parsed.value, parts);
    if (!isObject(value) || value.strings !== undefined || value.pack !== undefined) return null;
    const data = { ...value, strings: parsed.strings };
    return isCaseData(data) && isSound(data) ? data : null;
  } catch {
    // No JSON, or marks that fit no column.
    return null;
  }
}

interface Head {
  readonly columns: readonly ColumnEntry[];
  readonly strings: readonly string[];
  readonly value: unknown;
}

function isHead(value: unknown, mostStrings: number): value is Head {
  return (
    isObject(value) &&
    value.schema === CASE_SCHEMA &&
    isListOf(isEntry, value.columns, MAX_COLUMNS) &&
    isTextList(value.strings, mostStrings) &&
    value.strings[0] === "" &&
    value.strings.every((text) => text.length <= MAX_TEXT) &&
    isObject(value.value)
  );
}

function isEntry(value: unknown): value is ColumnEntry {
  return (
    isObject(value) &&
    isText(value.path, 200) &&
    isOneOf(COLUMN_TYPES, value.type) &&
    isCount(value.length) &&
    isCount(value.at) &&
    value.texts === (meaningOf(value.path) === "text")
  );
}

/** The columns as views of the bytes, which they must fill without a gap. */
function partsOf(entries: readonly ColumnEntry[], bytes: Uint8Array<ArrayBuffer>): NumberArray[] | null {
  let at = 0;
  const parts: NumberArray[] = [];
  for (const entry of entries) {
    const type = PART_TYPES[COLUMN_TYPES.indexOf(entry.type)]!;
    const size = entry.length * type.BYTES_PER_ELEMENT;
    if (entry.at !== at || size > bytes.length - at) return null;
    parts.push(new type(bytes.buffer, bytes.byteOffset + at, entry.length));
    at += padded(size);
  }
  return at === bytes.length ? parts : null;
}

function isSound(data: CaseData): boolean {
  const limits = {
    text: data.strings.length,
    session: data.sessions.length,
    boot: data.boots.length,
    source: Math.max(1, data.sources.length),
  };
  if (data.sources.some(({ id }, at) => id !== at)) return false;
  const records = [
    ...data.boots.flatMap(({ startRecord, endRecord }) => [startRecord, endRecord]),
    ...data.lockouts.map(({ record }) => record),
    ...data.clockSteps.map(({ record }) => record),
  ];
  const inputs = [
    ...(data.audit?.turned ?? []).map(({ source }) => source),
    ...(data.trails?.dynamics?.windows ?? []).map(({ source }) => source),
  ];
  if (inputs.some((source) => source >= limits.source)) return false;
  if (records.some((record) => record !== null && record.source >= limits.source)) return false;
  return Object.entries(TABLE_MEANINGS).every(([path, meanings]) => {
    const table = tableAt(data, path);
    if (table === null) return path.startsWith("trails");
    return Object.entries(meanings).every(([name, meaning]) => {
      const column = table[name] as NumberArray;
      switch (meaning) {
        case "any":
          return hasNoInfinity(column);
        case "child":
          return true;
        case "place":
          return isWithin(column, 0, Number.MAX_SAFE_INTEGER);
        case "session":
        case "boot":
          return isWithin(column, column instanceof Uint32Array ? 0 : -1, limits[meaning] - 1);
        case "text":
        case "source":
          return isWithin(column, 0, limits[meaning] - 1);
        default:
          return isWithin(column, 0, meaning - 1);
      }
    });
  });
}

function tableAt(data: CaseData, path: string): Readonly<Record<string, unknown>> | null {
  let at: unknown = data;
  for (const name of path.split(".")) at = isObject(at) ? at[name] : undefined;
  return isObject(at) ? at : null;
}

/** Whole numbers from `low` to `high`, all of them. */
function isWithin(column: NumberArray, low: number, high: number): boolean {
  const isWhole = !(column instanceof Float64Array);
  for (let row = 0; row < column.length; row++) {
    const value = column[row]!;
    if (!(value >= low && value <= high) || (!isWhole && !Number.isInteger(value))) return false;
  }
  return true;
}

function hasNoInfinity(column: NumberArray): boolean {
  if (!(column instanceof Float64Array)) return true;
  for (let row = 0; row < column.length; row++)
    if (Math.abs(column[row]!) === Number.POSITIVE_INFINITY) return false;
  return true;
}
