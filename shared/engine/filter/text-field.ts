import type { FieldFilter } from "./evaluate.ts";
import { isNone, type MaskContext, rowMask, textMask } from "./mask.ts";
import type { QueryValue } from "./query.ts";
import { computerName, type TextTest, wholeText } from "./wildcard.ts";

/** A field of text: any of some columns matches the value whole; `none` asks for an empty first one. */
export function textField(context: MaskContext, ...columns: readonly Uint32Array[]): FieldFilter {
  return (value) => textsOf(context, value, wholeText(value), columns);
}

/** A field of computers: as a field of text, and by name without domain. */
export function computerField(context: MaskContext, ...columns: readonly Uint32Array[]): FieldFilter {
  return (value) => textsOf(context, value, computerName(value), columns);
}

function textsOf(context: MaskContext, value: QueryValue, test: TextTest, columns: readonly Uint32Array[]) {
  return isNone(value)
    ? rowMask(context.length, (row) => columns[0]![row] === 0)
    : textMask(context, test, ...columns);
}
