import { timeFormat } from "../engine/time/time-format.ts";
import type { CaseData } from "../types/case.ts";
import { SESSION_KINDS } from "../types/names.ts";
import type { SessionCsvColumn } from "./csv.ts";
import type { ExportInput } from "./export-case.ts";
import { textOrNull } from "./texts.ts";

/** What a store of sessions can be split by. */
export const PARTITION_KEYS = ["computer", "user", "domain", "kind", "month", "day"] as const;
export type PartitionKey = (typeof PARTITION_KEYS)[number];

/** Sessions that go into one file. */
export interface Partition {
  /** Folders, then the name of the file without its ending: `computer=PC-01`, `day=2026-03-01`, `part-0`. */
  readonly path: readonly string[];
  readonly rows: Uint32Array;
}

/** More folders than this help nobody, and file systems less. */
export const MAX_PARTITIONS = 100_000;

/** What Hive, Spark and DuckDB read as null. */
const NULL_NAME = "__HIVE_DEFAULT_PARTITION__";
/** Longest value in the name of a folder, in bytes: file systems take 255. */
const MAX_BYTES = 200;

/**
 * Splits the rows of an export by the values of some keys, in the order of the paths; the rows of a part stay in their
 * order. Null when there would be more than `MAX_PARTITIONS`.
 */
export function partitionSessions(
  { data, rows, zone }: ExportInput,
  keys: readonly PartitionKey[],
): readonly Partition[] | null {
  const values = keys.map((key) => valueBy(data, key, timeFormat(zone)));
  const groups = new Map<string, { readonly names: readonly string[]; readonly rows: number[] }>();
  for (const row of rows) {
    const own = values.map((value) => value(row));
    const id = JSON.stringify(own);
    let group = groups.get(id);
    if (group === undefined) {
      if (groups.size === MAX_PARTITIONS) return null;
      group = { names: own.map((value, at) => folderName(keys[at]!, value)), rows: [] };
      groups.set(id, group);
    }
    group.rows.push(row);
  }
  return numbered([...groups.values()]);
}

/** The columns that stay in the files: what a folder's name says is not repeated, as readers of such stores expect. */
export function columnsBeside(
  columns: readonly SessionCsvColumn[],
  keys: readonly PartitionKey[],
): readonly SessionCsvColumn[] {
  const inPath = new Set<string>(keys);
  return columns.filter((column) => !inPath.has(column));
}

/**
 * Values that end in one folder all the same (long ones that begin alike, or `pc1` and `PC1` where the file system
 * makes no difference) get files of their own in it.
 */
function numbered(
  groups: readonly { readonly names: readonly string[]; readonly rows: readonly number[] }[],
): Partition[] {
  const parts = new Map<string, number>();
  return groups
    .toSorted((a, b) => compare(a.names.join("/"), b.names.join("/")))
    .map(({ names, rows }) => {
      const folder = names.join("/").normalize("NFC").toLowerCase();
      const part = parts.get(folder) ?? 0;
      parts.set(folder, part + 1);
      return { path: [...names, `part-${part}`], rows: Uint32Array.from(rows) };
    });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Local = ReturnType<typeof timeFormat>;

function valueBy(
  { sessions, strings }: CaseData,
  key: PartitionKey,
  local: Local,
): (row: number) => string | null {
  // A session whose start is not recorded lies where the evidence of it lies.
  const date = (row: number): string | null =>
    local.date(sessions.start[row]!) ??
    local.date(sessions.startUpper[row]!) ??
    local.date(sessions.startLower[row]!);
  switch (key) {
    case "kind":
      return (row) => SESSION_KINDS[sessions.kind[row]!] ?? null;
    case "day":
      return date;
    case "month":
      return (row) => date(row)?.replace(/-\d+$/, "") ?? null;
    default:
      return (row) => textOrNull(strings, sessions[key][row]!);
  }
}

/**
 * `computer=PC-01`. Letters, digits, `-`, `_` and inner dots stand as they are, all else is percent-encoded, which
 * Spark and DuckDB undo: no name leaves its folder, and none is one that Windows keeps for itself.
 */
function folderName(key: PartitionKey, value: string | null): string {
  if (value === null) return `${key}=${NULL_NAME}`;
  let name = "";
  let bytes = 0;
  for (const character of value) {
    const plain = /^[\p{L}\p{N}_-]$/u.test(character) || (character === "." && name !== "");
    const piece = plain ? character : escaped(character);
    bytes += plain ? utf8Length(character) : piece.length;
    // Cut, and seen to be.
    if (bytes > MAX_BYTES) return `${key}=${name}%7E`;
    name += piece;
  }
  // Windows drops a dot at the end.
  return `${key}=${name.replace(/\.$/, "%2E")}`;
}

function escaped(character: string): string {
  // Half of a pair is no character.
  if (/^[\ud800-\udfff]$/u.test(character)) return "%EF%BF%BD";
  if (/^[!'()*~.]$/.test(character)) return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(character);
}

function utf8Length(character: string): number {
  const code = character.codePointAt(0)!;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}
