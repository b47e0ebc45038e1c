/*
 * Names come from logs, and logs hold what an attacker typed. Control characters, marks that turn the direction of
 * writing around, and whatever takes no or unusual room (spaces of other widths, spaces at either end) are shown instead
 * of obeyed, so that no name can pass for another or rearrange its neighbours.
 */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|^ | $/gu;

/** Longer names help nobody; the raw record has them whole. */
const LONGEST = 300;

/** A text for the screen: hidden characters as `⟨202E⟩`, control characters as their pictures, and not too long. */
export function visibleText(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(HIDDEN, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return `⟨${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
  });
}
