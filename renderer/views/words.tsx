import type { Words as Sentence } from "../data/filled-words.ts";

/** A sentence with its strong parts in bold. Names are text, never markup. */
export function Words({ sentence }: { readonly sentence: Sentence }) {
  return sentence.map((part, i) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a sentence have no identity but their place
    typeof part === "string" ? <span key={i}>{part}</span> : <b key={i}>{part.strong}</b>,
  );
}
