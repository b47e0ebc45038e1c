import { MAX_SHEET_NAME } from "./limits.ts";

/** What a name of a sheet may not hold, and what nobody would see. */
const UNSAFE = /[\\/?*[\]:\p{Cc}\p{Cs}\p{Bidi_Control}\ufeff\ufffe\uffff]/gu;

/** Gives sheets names that Excel takes: short, without certain characters, each once whatever its case. */
export class SheetNames {
  readonly #taken = new Set<string>(["history"]);

  /** The name itself where it will do, else one like it. */
  add(wanted: string): string {
    const plain = wanted
      .replace(UNSAFE, " ")
      .replace(/^[\s']+|[\s']+$/gu, "")
      .trim();
    const base = plain === "" ? "Sheet" : plain;
    for (let number = 1; ; number++) {
      const tail = number === 1 ? "" : ` (${number})`;
      const name = cut(base, MAX_SHEET_NAME - tail.length) + tail;
      const key = name.toLowerCase();
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return name;
    }
  }
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .toWellFormed()
    .replace(/[\ufffd\s']+$/u, "");
}
