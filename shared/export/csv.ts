import { timeFormat } from "../engine/time/time-format.ts";
import type { SourceInfo } from "../types/source.ts";
import { blocks } from "./blocks.ts";
import { cellOf, textCell } from "./csv-cells.ts";
import type { ExportInput } from "./export-case.ts";
import { failureRecord } from "./failure-record.ts";
import { sessionRecord } from "./session-record.ts";
import { sourceRecord } from "./source-json.ts";

const BOM = "\ufeff";
const END = "\r\n";

const RECORD_COLUMNS = ["source", "channel", "recordId", "time", "offset"] as const;

/** Columns of the session CSV, in this order: the JSON names, nested ones with a dot, then the local times. */
export const SESSION_CSV_COLUMNS = [
  "id",
  "key",
  "parentKey",
  "kind",
  "computer",
  "user",
  "domain",
  "sid",
  "logonType",
  "logonIds",
  "leadLogonId",
  "elevated",
  "start",
  "startConfidence",
  "startLower",
  "startUpper",
  "startRule",
  "end",
  "endReason",
  "confidence",
  "endLower",
  "endUpper",
  "endRule",
  "durationSeconds",
  "durationMinSeconds",
  "durationMaxSeconds",
  "activeSeconds",
  "activeMinSeconds",
  "activeMaxSeconds",
  "intervals.locked",
  "intervals.disconnected",
  "intervals.asleep",
  "intervals.screenSaver",
  "sourceAddress",
  "workstation",
  "clientName",
  "process",
  "package",
  "environment",
  "email",
  "flags",
  "evidence",
  "trail.sessionName",
  "trail.logonServer",
  "trail.check",
  "trail.otherKey",
  ...RECORD_COLUMNS.map((name) => `startRecord.${name}` as const),
  ...RECORD_COLUMNS.map((name) => `endRecord.${name}` as const),
  "startLocal",
  "endLocal",
] as const;
export type SessionCsvColumn = (typeof SESSION_CSV_COLUMNS)[number];

/** Columns of the CSV of failed logons. */
export const FAILURE_CSV_COLUMNS = [
  "key",
  "time",
  "computer",
  "user",
  "domain",
  "sid",
  "logonType",
  "status",
  "subStatus",
  "reason",
  "sourceAddress",
  "workstation",
  "process",
  "package",
  "count",
  "followedBySuccess",
  ...RECORD_COLUMNS.map((name) => `record.${name}` as const),
  "timeLocal",
] as const;
export type FailureCsvColumn = (typeof FAILURE_CSV_COLUMNS)[number];

/** Columns of the CSV of inputs. */
export const INFO_CSV_COLUMNS = [
  "id",
  "path",
  "format",
  "bytes",
  "sha256",
  "records",
  "used",
  "oldest",
  "newest",
  "computers",
  "channels",
  "duplicates",
  "recovered",
  "damage",
  "notes",
  "failure",
] as const;

export interface CsvOptions<Column extends string> {
  /** A byte order mark makes Excel read UTF-8. For files; never for a stream. */
  readonly bom: boolean;
  /** Columns to write, in this order; all of them when left out. */
  readonly columns?: readonly Column[];
}

/** Sessions as CSV (RFC 4180, CRLF). Local times are on the clocks of the input's zone, with their offset. */
export function sessionsCsv(input: ExportInput, options: CsvOptions<SessionCsvColumn>): Generator<string> {
  const local = timeFormat(input.zone);
  const { sessions } = input.data;
  return table(options, SESSION_CSV_COLUMNS, input.rows, {
    record: (row) => sessionRecord(input.data, row),
    extra: {
      startLocal: (row) => local.iso(sessions.start[row]!),
      endLocal: (row) => local.iso(sessions.end[row]!),
    },
  });
}

/** Failed logons as CSV. */
export function failuresCsv(input: ExportInput, options: CsvOptions<FailureCsvColumn>): Generator<string> {
  const local = timeFormat(input.zone);
  return table(options, FAILURE_CSV_COLUMNS, input.rows, {
    record: (row) => failureRecord(input.data, row),
    extra: { timeLocal: (row) => local.iso(input.data.failures.time[row]!) },
  });
}

/** Inputs as CSV. Damage is a list of `code@offset` with the count behind a colon. */
export function infoCsv(
  sources: readonly SourceInfo[],
  options: { readonly bom: boolean },
): Generator<string> {
  return table(options, INFO_CSV_COLUMNS, sources, {
    record: sourceRecord,
    extra: {
      damage: damageList,
    },
  });
}

/** Damage as a list of `code@offset:count`. */
export function damageList({ damage }: Pick<SourceInfo, "damage">): string {
  return damage.map(({ code, offset, count }) => `${code}@${offset}:${count}`).join(" ");
}

/** Any objects as CSV: a column for each name; one with a dot is a field of a field. */
export function objectsCsv(
  columns: readonly string[],
  objects: Iterable<Readonly<Record<string, unknown>>>,
  bom: boolean,
): Generator<string> {
  return table({ bom }, columns, objects, { record: (object) => object, extra: {} });
}

/** Where the cells of an item come from. */
interface Cells<Item> {
  readonly record: (item: Item) => Readonly<Record<string, unknown>>;
  /** Columns that the record does not have, or that look different in a cell. */
  readonly extra: Readonly<Record<string, (item: Item) => unknown>>;
}

function table<Item, Column extends string>(
  options: CsvOptions<Column>,
  all: readonly Column[],
  items: Iterable<Item>,
  cells: Cells<Item>,
): Generator<string> {
  return blocks(lines(options.bom, options.columns ?? all, items, cells));
}

/**
 * Half a hundred cells a row: this loop is where an export spends its time. So the record of a row is read as it is,
 * neither copied (a copy of so many fields is slow to make and slower to read) nor turned into lists.
 */
function* lines<Item>(
  bom: boolean,
  columns: readonly string[],
  items: Iterable<Item>,
  { record, extra }: Cells<Item>,
): Generator<string> {
  yield (bom ? BOM : "") + columns.map(textCell).join(",") + END;
  const getters = columns.map((column) => (Object.hasOwn(extra, column) ? extra[column]! : null));
  const fields = columns.map((column) => column.split(".")[0]!);
  const leaves = columns.map((column) => column.split(".")[1] ?? null);
  for (const item of items) {
    const values = record(item);
    let line = "";
    for (let i = 0; i < fields.length; i++) {
      if (i > 0) line += ",";
      const getter = getters[i]!;
      const leaf = leaves[i]!;
      const value = getter === null ? values[fields[i]!] : getter(item);
      line += cellOf(leaf === null ? value : leafOf(value, leaf));
    }
    yield line + END;
  }
}

function leafOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : null;
}
