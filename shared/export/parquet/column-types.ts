import type { ColumnSource, SchemaElement } from "hyparquet-writer";
import { epochDayOf, microsOrNull } from "./micros.ts";

/**
 * What a column of a Parquet file holds. Everything may be null; 64-bit ids are texts, as in JSON, because signed
 * integers of most readers do not hold them.
 *
 *   text    string              moment  timestamp, UTC, microseconds     texts  list of strings
 *   int     32-bit integer      day     date                             spans  list of { from, to }
 *   long    64-bit integer      flag    boolean                          json   string with a JSON object
 *   number  double
 */
export type ParquetType =
  | "text"
  | "int"
  | "long"
  | "number"
  | "moment"
  | "day"
  | "flag"
  | "texts"
  | "spans"
  | "json";

const TEXT = { type: "BYTE_ARRAY", converted_type: "UTF8" } as const;
const MOMENT = {
  type: "INT64",
  converted_type: "TIMESTAMP_MICROS",
  logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
} as const;
const OPTIONAL = { repetition_type: "OPTIONAL" } as const;
const REPEATED = { repetition_type: "REPEATED" } as const;
const REQUIRED = { repetition_type: "REQUIRED" } as const;

/** A column in the flat list that a Parquet schema is. */
export function schemaOf(name: string, type: ParquetType): SchemaElement[] {
  switch (type) {
    case "text":
      return [{ name, ...TEXT, ...OPTIONAL }];
    case "json":
      return [{ name, type: "BYTE_ARRAY", converted_type: "JSON", ...OPTIONAL }];
    case "int":
      return [{ name, type: "INT32", ...OPTIONAL }];
    case "long":
      return [{ name, type: "INT64", ...OPTIONAL }];
    case "number":
      return [{ name, type: "DOUBLE", ...OPTIONAL }];
    case "flag":
      return [{ name, type: "BOOLEAN", ...OPTIONAL }];
    case "day":
      return [{ name, type: "INT32", converted_type: "DATE", ...OPTIONAL }];
    case "moment":
      return [{ name, ...MOMENT, ...OPTIONAL }];
    case "texts":
      return [...listOf(name), { name: "element", ...TEXT, ...REQUIRED }];
    case "spans":
      return [
        ...listOf(name),
        { name: "element", num_children: 2, ...REQUIRED },
        { name: "from", ...MOMENT, ...OPTIONAL },
        { name: "to", ...MOMENT, ...OPTIONAL },
      ];
  }
}

/** A list in the three levels that readers expect; its element follows. */
function listOf(name: string): SchemaElement[] {
  return [
    { name, converted_type: "LIST", num_children: 1, ...OPTIONAL },
    { name: "list", num_children: 1, ...REPEATED },
  ];
}

/** A value of a JSON answer as the writer takes it. What does not fit its column is null rather than wrong. */
export function cellOfType(type: ParquetType, value: unknown): ColumnSource["data"][number] {
  if (value === null || value === undefined) return null;
  switch (type) {
    case "text":
      return typeof value === "string" ? value : JSON.stringify(value);
    case "moment":
      return typeof value === "string" ? microsOrNull(value) : null;
    case "day":
      return typeof value === "string" ? epochDayOf(value) : null;
    case "int":
      return typeof value === "number" && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
    case "long":
      return typeof value === "number" && Number.isInteger(value) ? BigInt(value) : null;
    case "number":
      return typeof value === "number" ? value : null;
    case "flag":
      return typeof value === "boolean" ? value : null;
    case "texts":
      return Array.isArray(value) ? value.map(String) : null;
    case "spans":
      return Array.isArray(value) ? value.map(spanOf) : null;
    case "json":
      return value;
  }
}

function spanOf(span: unknown): { readonly from: bigint | null; readonly to: bigint | null } {
  const [from, to] = span as readonly [string | null, string | null];
  return { from: from === null ? null : microsOrNull(from), to: to === null ? null : microsOrNull(to) };
}
