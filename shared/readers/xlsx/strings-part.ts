import { cellText } from "./cell-text.ts";
import { MAX_SHARED_CHARS, MAX_SHARED_STRINGS } from "./limits.ts";
import type { PartHandler } from "./xml-part.ts";

/** `xl/sharedStrings.xml`: texts that cells name by number. */
export class StringsPart implements PartHandler {
  readonly texts: string[] = [];
  /** Texts that found no room. */
  lost = 0;
  #chars = 0;
  #text = "";
  #inText = false;
  #spoken = 0;

  open(name: string): void {
    if (name === "si") this.#text = "";
    else if (name === "rPh") this.#spoken++;
    else if (name === "t") this.#inText = this.#spoken === 0;
  }

  text(text: string): void {
    if (this.#inText) this.#text += text;
  }

  close(name: string): void {
    if (name === "t") this.#inText = false;
    else if (name === "rPh") this.#spoken--;
    else if (name === "si") {
      const text = cellText(this.#text);
      this.#text = "";
      if (this.texts.length >= MAX_SHARED_STRINGS || this.#chars + text.length > MAX_SHARED_CHARS) {
        this.lost++;
        return;
      }
      this.#chars += text.length;
      this.texts.push(text);
    }
  }
}
