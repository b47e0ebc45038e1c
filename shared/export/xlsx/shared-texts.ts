import { MAX_SHARED_CHARS, MAX_SHARED_TEXTS } from "./limits.ts";
import { textElement } from "./xml-text.ts";

/** Texts that stand in a workbook once and are named by their number. Full some day: what comes then stands in its cell. */
export class SharedTexts {
  readonly #places = new Map<string, number>();
  #chars = 0;

  /** The number of a text; -1 where there is no room for it. */
  placeOf(text: string): number {
    const known = this.#places.get(text);
    if (known !== undefined) return known;
    const { size } = this.#places;
    if (size === MAX_SHARED_TEXTS || this.#chars + text.length > MAX_SHARED_CHARS) return -1;
    this.#chars += text.length;
    this.#places.set(text, size);
    return size;
  }

  /** `xl/sharedStrings.xml`. */
  *xml(): Generator<string> {
    yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" uniqueCount="${this.#places.size}">`;
    for (const text of this.#places.keys()) yield `<si>${textElement(text)}</si>`;
    yield "</sst>\n";
  }
}
