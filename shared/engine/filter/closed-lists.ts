import { LOGON_TYPES, logonTypeName } from "../catalog/logon-types.ts";
import { nearestWord } from "./nearest.ts";
import { QueryFailure, type QueryValue } from "./query.ts";
import type { ListName } from "./query-words.ts";
import { inRange, parseRange, readWholeNumber } from "./ranges.ts";
import { globTest, hasWildcard } from "./wildcard.ts";

/**
 * Positions in a closed list that a value names: the whole name, ignoring case, or a pattern. A trailing question
 * mark of a name (`autoLogon?`) may be left out. A name that is not in the list is an error.
 */
export function codesOf(value: QueryValue, names: readonly string[], list: ListName): number[] {
  const test = globTest(value.text, value.quoted);
  const codes = [...names.keys()].filter(
    (code) => test(names[code]!) || test(names[code]!.replace(/\?$/, "")),
  );
  if (codes.length > 0) return codes;
  const listed = names.length <= 12 ? names : [];
  const nearest = hasWildcard(value.text) ? null : nearestWord(value.text, names);
  throw new QueryFailure(value.at, value.text.length, (w) => w.noName(list, value.text, listed), nearest);
}

/** Logon types that a value names: `10`, `2..5`, `>=10`, `RemoteInteractive`, `Cached*`. */
export function logonTypesOf(value: QueryValue): number[] {
  if (!value.quoted && /^[<>=\d]/.test(value.text)) {
    const test = parseRange(value, readWholeNumber, "type");
    return Array.from({ length: 255 }, (_, type) => type).filter((type) => inRange(test, type, type));
  }
  return codesOf(value, LOGON_TYPES.map(logonTypeName), "type").map((at) => LOGON_TYPES[at]!);
}

const YES_NO: Readonly<Record<string, boolean>> = { yes: true, true: true, no: false, false: false };

export function yesOrNo(value: QueryValue): boolean {
  const answer = YES_NO[value.text.toLowerCase()];
  if (answer !== undefined && Object.hasOwn(YES_NO, value.text.toLowerCase())) return answer;
  throw new QueryFailure(value.at, value.text.length, (w) => w.noYesOrNo(value.text));
}
