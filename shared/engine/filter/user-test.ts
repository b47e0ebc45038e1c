import { isNone, type Mask, type MaskContext, rowMask, textMask } from "./mask.ts";
import type { QueryValue } from "./query.ts";
import { globTest, wholeText } from "./wildcard.ts";

/** The columns that say who. */
export interface UserColumns {
  readonly user: Uint32Array;
  readonly domain: Uint32Array;
  readonly sid: Uint32Array;
}

/** Rows of a user: by name, by DOMAIN\name (each side may have wildcards), or by SID. */
export function userMask(context: MaskContext, columns: UserColumns, value: QueryValue): Mask {
  const { user, domain, sid } = columns;
  if (isNone(value)) return rowMask(context.length, (row) => user[row] === 0);
  const slash = value.text.indexOf("\\");
  if (slash === -1) {
    return textMask(context, wholeText(value), user, sid);
  }
  const byDomain = textMask(context, globTest(value.text.slice(0, slash), value.quoted), domain);
  const byName = textMask(context, globTest(value.text.slice(slash + 1), value.quoted), user);
  return rowMask(context.length, (row) => byDomain[row] === 1 && byName[row] === 1);
}
