import { subcategoryId } from "../../types/policy.ts";

/** Columns: machine, policy target, subcategory, GUID, included, excluded, and the value in numbers or not. */
export const GUID_COLUMN = 3;
export const LEAST_COLUMNS = 6;
const MOST_COLUMNS = 8;
const HEADER = "machine name,policy target,subcategory,subcategory guid,inclusion setting,exclusion setting";
/** Lines looked at. */
const LINES = 400;

export type PolicyShape = "csv" | "inf" | "log";

/** Sections of a security template that tell what is audited, and how large the Security log may grow. */
const INF_SECTIONS: ReadonlySet<string> = new Set(["[event audit]", "[security log]"]);

/** `wevtutil gl Security`, whose names of properties are the same in every language of Windows. */
function isLogSettings(lines: readonly string[]): boolean {
  const has = (pattern: RegExp) => lines.some((line) => pattern.test(line));
  return has(/^\s*name:\s*security\s*$/i) && has(LOG_SIZE);
}

/** A line of `wevtutil gl` with the most bytes of the log. */
export const LOG_SIZE = /^\s*maxSize:\s*(\d{1,15})\s*$/i;

/**
 * Whether a text, of which ASCII characters are enough, is an audit policy. Told by the place of the GUIDs and by the
 * section of a security template, because the names of columns and settings are in the language of Windows.
 */
export function policyShape(text: string): PolicyShape | null {
  const lines = text.split(/\r\n|\r|\n/, LINES);
  // The head of a large file ends in the middle of a line, which then is no section.
  if (lines.some((line) => INF_SECTIONS.has(line.trim().toLowerCase()))) return "inf";
  if (isLogSettings(lines)) return "log";
  for (const line of lines) {
    const cells = line.replaceAll('"', "").split(",", MOST_COLUMNS + 1);
    if (cells.length < LEAST_COLUMNS || cells.length > MOST_COLUMNS) continue;
    if (subcategoryId(cells[GUID_COLUMN]!) !== null) return "csv";
    if (cells.join(",").toLowerCase().startsWith(HEADER)) return "csv";
  }
  return null;
}
