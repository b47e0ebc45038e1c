const GUID = /^[{(]?([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})[)}]?$/iu;

/** A GUID in lower case, with dashes and without braces; null for any other text. */
export function guidOf(text: string): string | null {
  const match = GUID.exec(text.trim());
  if (match === null) return null;
  const digits = match[1]!.toLowerCase().replaceAll("-", "");
  const parts = [0, 8, 12, 16, 20, 32];
  return parts
    .slice(1)
    .map((end, at) => digits.slice(parts[at], end))
    .join("-");
}

/** An id of a user as it is compared: GUIDs in one spelling, anything else as it stands. */
export function userIdOf(text: string): string {
  return guidOf(text) ?? text.trim();
}
