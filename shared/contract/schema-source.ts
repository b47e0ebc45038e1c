import { CLOUD_QUESTIONS, CLOUD_ROLES, CLOUD_SHAPES, WINDOW_ENDS } from "../types/cloud.ts";
import { DAMAGE_CODES } from "../types/names.ts";
import { POLICY_KINDS } from "../types/policy.ts";
import { SOURCE_FORMATS, SOURCE_NOTES } from "../types/source.ts";
import { DATE_ORDERS, TEXT_DELIMITERS, TEXT_ENCODINGS, TEXT_QUESTIONS } from "../types/text-import.ts";
import { anyText, count, flag, list, moment, object, oneOf, orNull, pattern, text } from "./schema-shape.ts";

/** One input as every JSON answer names it. */
export const source = object({
  id: count,
  path: text,
  format: oneOf(SOURCE_FORMATS),
  bytes: count,
  sha256: orNull(pattern(/^[0-9a-f]{64}$/, "a SHA-256")),
  records: count,
  used: count,
  oldest: orNull(moment),
  newest: orNull(moment),
  computers: list(text),
  channels: list(text),
  duplicates: count,
  recovered: count,
  damage: list(object({ code: oneOf(DAMAGE_CODES), offset: count, count })),
  notes: list(oneOf(SOURCE_NOTES)),
  failure: orNull(text),
  text: orNull(
    object({
      delimiter: orNull(oneOf(TEXT_DELIMITERS)),
      encoding: oneOf(TEXT_ENCODINGS),
      dateOrder: oneOf(DATE_ORDERS),
      zone: text,
      assumed: list(oneOf(TEXT_QUESTIONS)),
    }),
  ),
  policy: orNull(object({ kind: oneOf(POLICY_KINDS), computer: orNull(text) })),
  trail: orNull(
    object({ kind: oneOf(["script"]), logons: count, logoffs: count, unknown: count, undated: count }),
  ),
  cloud: orNull(
    object({
      shape: orNull(oneOf(CLOUD_SHAPES)),
      columns: list(object({ role: oneOf(CLOUD_ROLES), header: anyText })),
      sheet: orNull(text),
      environment: orNull(text),
      from: orNull(moment),
      to: orNull(moment),
      end: orNull(oneOf(WINDOW_ENDS)),
      zone: text,
      dateOrder: oneOf(DATE_ORDERS),
      assumed: list(oneOf(CLOUD_QUESTIONS)),
      utcAssumed: flag,
      unread: count,
      outside: count,
      doubles: count,
      conflicts: count,
      formulas: count,
    }),
  ),
});
