const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
/** Control characters that HTML does not allow, and directional ones that could reorder what is read. */
const UNSAFE = /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\ufeff]/gu;

/** A text from outside as HTML, in content and in quoted attributes. */
export function htmlText(text: string): string {
  return text.replace(UNSAFE, "\ufffd").replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
