/** Most texts: nothing to quote in them, and no beginning of a formula. */
const PLAIN = /^[\w{(\\][^",\r\n]*$/;

/**
 * A cell of text. A spreadsheet takes a text that begins like a formula for one, so such a text gets a leading `'`;
 * commas, quotes and line ends are quoted as RFC 4180 says.
 */
export function textCell(text: string | null): string {
  if (text === null) return "";
  if (PLAIN.test(text)) return text;
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A cell of a number: never quoted, never marked, even if negative. */
export function numberCell(value: number | null): string {
  return value === null ? "" : String(value);
}

/** One value of a JSON answer as a cell of CSV. */
export function cellOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return numberCell(value);
  return textCell(valueText(value));
}

/** One value of a JSON answer as text; lists of texts are joined by a space, intervals as ISO 8601 `from/to`. */
export function valueText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  return value.length === 0 ? null : value.map(itemText).join(" ");
}

function itemText(item: unknown): string {
  return Array.isArray(item) ? item.map((part) => part ?? "").join("/") : String(item);
}
