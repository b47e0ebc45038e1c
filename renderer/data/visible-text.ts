/*
 * Names come from logs, and logs hold what an attacker typed. Control characters and marks that turn the direction of
 * writing around are shown instead of obeyed, so that no name can pass for another or rearrange its neighbours.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Longer names help nobody; the raw record has them whole. */
const LONGEST = 300;

/** A text for the screen: hidden characters as `⟨202E⟩`, control characters as their pictures, and not too long. */
export function visibleText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(HIDDEN, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return `⟨${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
