import type { FieldFilter } from "./evaluate.ts";
import { isNone, type MaskContext, rowMask, textMask } from "./mask.ts";
import { wholeText } from "./wildcard.ts";

/** A field of text: any of some columns matches the value whole; `none` asks for an empty first one. */
export function textField(context: MaskContext, ...columns: readonly Uint32Array[]): FieldFilter {
  return (value) =>
    isNone(value)
      ? rowMask(context.length, (row) => columns[0]![row] === 0)
      : textMask(context, wholeText(value), ...columns);
}
