import { isSha256 } from "../contract/guard-pack.ts";
import { isBoolean, isCount, isListOf, isObject, isOneOf, isText, isTextOrNull } from "../contract/shapes.ts";
import { SESSION_KINDS, type SessionKind } from "../types/names.ts";
import type { PackedFile, PackedInput, PackManifest } from "../types/pack.ts";
import { REPORT_NAMES } from "../types/report.ts";
import {
  CASE_FILE,
  COLUMNS_FILE,
  isPackName,
  MANIFEST_FILE,
  mostBytesOf,
  PACK_LIMITS,
  PACK_SCHEMA,
  SUMS_FILE,
} from "./pack-names.ts";

const MAX_INPUTS = 100_000;
const MOMENT = /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z$/;
const MAX_DEPTH = 24;

/** The manifest in a text; null for anything that is not exactly one well-formed manifest within its bounds. */
export function parseManifest(text: string): PackManifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return isManifest(value) ? value : null;
}

/** The schema that a text says it has, for a manifest of a later version; null when it says none. */
export function schemaOf(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) && isText(value.schema, 100) ? value.schema : null;
  } catch {
    return null;
  }
}

function isManifest(value: unknown): value is PackManifest {
  return (
    isObject(value) &&
    value.schema === PACK_SCHEMA &&
    isText(value.engine, 100) &&
    (value.packed === null || isMoment(value.packed)) &&
    isBoolean(value.masked) &&
    isText(value.zone, 100) &&
    isTextOrNull(value.filter) &&
    isListOf(
      (kind): kind is SessionKind => isOneOf(SESSION_KINDS, kind),
      value.kinds,
      SESSION_KINDS.length,
    ) &&
    isObject(value.window) &&
    [value.window.from, value.window.to].every((moment) => moment === null || isMoment(moment)) &&
    isBoolean(value.case) &&
    isListOf(isReport, value.reports, REPORT_NAMES.length) &&
    isListOf(isInput, value.inputs, MAX_INPUTS) &&
    value.inputs.every(({ id }, at) => id === at) &&
    isListOf(isFile, value.files, PACK_LIMITS.files) &&
    areApart(value.files) &&
    isObject(value.counts) &&
    isObject(value.settings) &&
    Array.isArray(value.verdicts) &&
    Array.isArray(value.caveats) &&
    isShallow(value, 0) &&
    (!value.case || [CASE_FILE, COLUMNS_FILE].every((name) => hasFile(value.files, name)))
  );
}

function isMoment(value: unknown): value is string {
  return isText(value, 40) && MOMENT.test(value);
}

function isReport(value: unknown): value is PackManifest["reports"][number] {
  return isObject(value) && isOneOf(REPORT_NAMES, value.name);
}

function isInput(value: unknown): value is PackedInput {
  return (
    isObject(value) &&
    isCount(value.id) &&
    isText(value.path) &&
    isCount(value.bytes) &&
    (value.sha256 === null || isSha256(value.sha256))
  );
}

function isFile(value: unknown): value is PackedFile {
  return (
    isObject(value) &&
    isText(value.name, 200) &&
    isPackName(value.name) &&
    value.name !== MANIFEST_FILE &&
    value.name !== SUMS_FILE &&
    isCount(value.bytes) &&
    value.bytes <= mostBytesOf(value.name) &&
    isSha256(value.sha256)
  );
}

/** No two files of one name, also where big and small letters are the same. */
function areApart(files: unknown): boolean {
  const names = (files as readonly PackedFile[]).map(({ name }) => name.toLowerCase());
  return new Set(names).size === names.length;
}

function hasFile(files: unknown, wanted: string): boolean {
  return (files as readonly PackedFile[]).some(({ name }) => name === wanted);
}

function isShallow(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((item) => isShallow(item, depth + 1));
}

/** The text of the file of hashes, in the order of the names. */
export function sumsText(files: readonly Pick<PackedFile, "name" | "sha256">[]): string {
  return [...files]
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join("");
}

const SUM = /^([0-9a-f]{64}) [ *](.{1,200})$/;

/** The hashes in such a text; null when a line of it is none. */
export function parseSums(text: string): readonly Pick<PackedFile, "name" | "sha256">[] | null {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length > PACK_LIMITS.files) return null;
  const found: Pick<PackedFile, "name" | "sha256">[] = [];
  for (const line of lines) {
    const [, sha256, name] = SUM.exec(line) ?? [];
    if (sha256 === undefined || name === undefined || !isPackName(name)) return null;
    found.push({ name, sha256 });
  }
  return found;
}
