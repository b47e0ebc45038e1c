import { SaxesParser } from "saxes";
import type { DamageCode } from "../../types/names.ts";
import { MAX_XML_DEPTH, MAX_XML_FAULTS, MAX_XML_TEXT } from "./limits.ts";

type Attributes = Readonly<Record<string, string>>;

/** What is done with the elements of a part. Names come without their prefix. */
export interface PartHandler {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads one part of a workbook as a stream of XML. Entities are never expanded. A fault is counted and reading goes on
 * behind it; what is too deep, or too long without a tag, ends the part.
 */
export class XmlPart {
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  #depth = 0;
  #since = 0;
  #faults = 0;
  #limited = false;

  constructor(handler: PartHandler) {
    this.#parser.on("error", () => {
      this.#faults++;
    });
    this.#parser.on("opentag", ({ name, attributes }) => {
      this.#since = 0;
      if (++this.#depth > MAX_XML_DEPTH) this.#limited = true;
      if (!this.isOver) handler.open?.(local(name), attributes as Attributes);
    });
    this.#parser.on("text", (text) => {
      if (!this.isOver) handler.text?.(text);
    });
    this.#parser.on("cdata", (text) => {
      if (!this.isOver) handler.text?.(text);
    });
    this.#parser.on("closetag", ({ name }) => {
      this.#since = 0;
      this.#depth--;
      if (!this.isOver) handler.close?.(local(name));
    });
  }

  /** Nothing more will be read of this part. */
  get isOver(): boolean {
    return this.#limited || this.#faults > MAX_XML_FAULTS;
  }

  /** What was wrong with it, once each. */
  get damage(): readonly DamageCode[] {
    return [
      ...(this.#faults > 0 ? (["xmlBad"] as const) : []),
      ...(this.#limited ? (["limit"] as const) : []),
    ];
  }

  write(text: string): void {
    if (this.isOver) return;
    this.#since += text.length;
    this.#parser.write(text);
    if (this.#since > MAX_XML_TEXT) this.#limited = true;
  }

  /** Tells a part that broke off from one that ended. */
  end(): void {
    if (!this.isOver) this.#parser.close();
  }
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
