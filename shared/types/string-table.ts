import type { StringId } from "./units.ts";

/** The longest text that readers hand on: no event of Windows holds a longer one, and a page refuses it. */
export const MAX_TEXT = 65_536;

/** Below this length V8 copies the characters of a slice instead of pointing into the text it was cut from. */
const SLICE_LENGTH = 13;

/**
 * The same text with characters of its own. A slice keeps the whole text alive that it was cut from, and a table that
 * lives as long as the case would keep every event text that ever gave it a new name.
 */
function detached(text: string): string {
  return text.length < SLICE_LENGTH ? text : ` ${text}`.slice(1);
}

/**
 * Append-only list of distinct texts. Columns hold positions in it; 0 is the empty text and means "not given".
 * Ids are handed out in order of first sight, so equal inputs give equal tables.
 */
export class StringTable {
  readonly #texts: string[] = [""];
  readonly #ids = new Map<string, StringId>([["", 0 as StringId]]);

  /** Rebuilds a table from `toArray()` of another one. */
  static from(texts: readonly string[]): StringTable {
    const table = new StringTable();
    for (let i = 1; i < texts.length; i++) {
      // Positions must survive even if a hostile sender repeats a text, hence no `intern` here.
      const text = texts[i]!;
      table.#texts.push(text);
      if (!table.#ids.has(text)) table.#ids.set(text, i as StringId);
    }
    return table;
  }

  get size(): number {
    return this.#texts.length;
  }

  /** Id of a text, new if it was not seen before. */
  intern(text: string): StringId {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.#texts.length as StringId;
    const own = detached(text);
    this.#texts.push(own);
    this.#ids.set(own, id);
    return id;
  }

  /** Id of a text, or -1 when the table does not hold it. */
  find(text: string): StringId | -1 {
    return this.#ids.get(text) ?? -1;
  }

  /** The text of an id; the empty text for 0 and for ids that do not exist. */
  get(id: number): string {
    return this.#texts[id] ?? "";
  }

  toArray(): readonly string[] {
    return this.#texts;
  }
}
