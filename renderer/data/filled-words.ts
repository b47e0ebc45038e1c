/** A piece of a sentence; `strong` ones are what the eye should catch. */
export type Words = readonly (string | { readonly strong: string })[];

export function plainText(words: Words): string {
  return words.map((part) => (typeof part === "string" ? part : part.strong)).join("");
}

export const strong = (text: string) => ({ strong: text });

/**
 * A sentence of the texts with its places filled: `Ended at {end}: {reason}.` What is put in is never looked through for
 * further places, so that a name in braces stays a name.
 */
export function filledWords(
  text: string,
  parts: Readonly<Record<string, string | { readonly strong: string }>>,
): Words {
  return text
    .split(/\{(\w+)\}/)
    .map((piece, at) => (at % 2 === 0 ? piece : (parts[piece] ?? "")))
    .filter((piece) => piece !== "");
}
