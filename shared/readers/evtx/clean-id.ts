import type { StringTable } from "../../types/string-table.ts";
import { NO_STRING, type StringId } from "../../types/units.ts";

/** Interns a text as record views give it: trimmed, with `-` and nothing as "not given". */
export function cleanId(strings: StringTable, text: string): StringId {
  const trimmed = text.trim();
  return trimmed === "" || trimmed === "-" ? NO_STRING : strings.intern(trimmed);
}
