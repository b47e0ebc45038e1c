import { SaxesParser } from "saxes";
import type { DamageCode } from "../../types/names.ts";
import { localName } from "../event-fields.ts";
import { printable } from "../event-text.ts";
import type { EventNode } from "../event-tree.ts";
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES } from "./limits.ts";
import { bare, dropIndents, PlainParser } from "./plain-parser.ts";

interface OpenNode extends EventNode {
  readonly attributes: Map<string, string>;
  readonly children: (EventNode | string)[];
}

/** Ends the parsing of one event; never leaves this file. */
class Stop extends Error {
  readonly code: DamageCode;
  constructor(code: DamageCode) {
    super(code);
    this.code = code;
  }
}

/** The five entities XML itself defines, and nothing an object inherits: `&constructor;` is none. */
const ENTITIES: Record<string, string> = Object.assign(Object.create(null) as Record<string, string>, {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
});

const OPTIONS = { fragment: true, position: false, xmlns: false } as const;
type Parser = SaxesParser<typeof OPTIONS>;
const REFERENCE = /&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));/gi;
/** A line ends in a line feed for whoever reads XML. */
const LINE_END = /\r\n?/g;

/** Char of XML 1.0. */
function isChar(code: number): boolean {
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d;
  return code < 0xd800 || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x1_0000 && code <= 0x10_ffff);
}

/** Drops what XML 1.0 forbids but logs contain: control characters, plain or as references. */
function clean(text: string): string {
  const plain = printable(text);
  if (!plain.includes("&#")) return plain;
  return plain.replace(REFERENCE, (whole, hex: string | undefined, decimal: string) =>
    isChar(Number.parseInt(hex ?? decimal, hex === undefined ? 10 : 16)) ? whole : "",
  );
}

const MESSAGE = "<RenderingInfo";
const MESSAGE_END = "</RenderingInfo>";

/**
 * The text without a RenderingInfo that is plainly the last child of the event, as Event Viewer writes it. It is the
 * larger half of many events, and nothing in it is needed.
 */
function withoutMessage(text: string): string {
  const start = text.indexOf(MESSAGE);
  const end = start < 0 ? -1 : text.lastIndexOf(MESSAGE_END);
  if (end < start || end < 0 || text.indexOf(MESSAGE, start + 1) >= 0) return text;
  if (text.lastIndexOf("<!", end) >= 0 || !/^\s*<\/Event\s*>$/.test(text.slice(end + MESSAGE_END.length)))
    return text;
  return text.slice(0, start) + text.slice(end + MESSAGE_END.length);
}

/**
 * Parses the text of one `<Event>` into a tree. Elements lose their prefix, RenderingInfo (the localised message) is
 * left out, and so is white space between elements. Events as programs write them go by `PlainParser`, six times as
 * fast; whatever that does not take, goes to the full parser.
 */
export class EventParser {
  readonly #plain = new PlainParser();
  #parser: Parser | null = null;
  /** The root is a stand-in above the event. */
  #open: OpenNode[] = [];
  #nodes = 0;
  /** Elements open inside a RenderingInfo, itself included. */
  #ignored = 0;

  /** The event, or the kind of damage: `xmlBad` when it is not well-formed, `limit` when it is beyond all measure. */
  parse(text: string): EventNode | DamageCode {
    const cleaned = clean(withoutMessage(text));
    return (
      this.#plain.parse(cleaned.includes("\r") ? cleaned.replace(LINE_END, "\n") : cleaned) ??
      this.parseFully(cleaned)
    );
  }

  /** As `parse`, by the full parser alone. `text` is without what XML forbids. */
  parseFully(text: string): EventNode | DamageCode {
    const root: OpenNode = { name: "", attributes: new Map(), children: [] };
    this.#open = [root];
    this.#nodes = 0;
    this.#ignored = 0;
    try {
      this.#parser ??= this.#make();
      this.#parser.write(text).close();
    } catch (error) {
      // The parser is in the middle of something now and cannot be used again.
      this.#parser = null;
      if (error instanceof Stop) return error.code;
      throw error;
    }
    const event = root.children[0];
    return event === undefined || typeof event === "string" ? "xmlBad" : event;
  }

  #make(): Parser {
    const parser = new SaxesParser(OPTIONS);
    parser.ENTITIES = ENTITIES;
    parser.on("ready", () => {
      parser.ENTITIES = ENTITIES;
    });
    parser.on("error", () => {
      throw new Stop("xmlBad");
    });
    parser.on("doctype", () => {
      throw new Stop("xmlBad");
    });
    parser.on("opentag", (tag) => this.#begin(tag.name, tag.attributes));
    parser.on("closetag", () => this.#end());
    parser.on("text", (text) => this.#text(text));
    parser.on("cdata", (text) => this.#text(text));
    return parser;
  }

  #begin(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#open.length + this.#ignored > MAX_DEPTH || ++this.#nodes > MAX_NODES) throw new Stop("limit");
    const local = localName(name);
    if (this.#ignored > 0 || (local === "RenderingInfo" && this.#open.length === 2)) {
      this.#ignored++;
      return;
    }
    const node: OpenNode = { name: local, attributes: new Map(), children: [] };
    for (const key in attributes) {
      if (node.attributes.size === MAX_ATTRIBUTES) throw new Stop("limit");
      const name = bare(key);
      if (!node.attributes.has(name)) node.attributes.set(name, attributes[key]!);
    }
    this.#open.at(-1)!.children.push(node);
    this.#open.push(node);
  }

  #end(): void {
    if (this.#ignored > 0) {
      this.#ignored--;
      return;
    }
    dropIndents(this.#open.pop()!.children);
  }

  #text(text: string): void {
    if (this.#ignored > 0 || this.#open.length === 1) return;
    if (++this.#nodes > MAX_NODES) throw new Stop("limit");
    this.#open.at(-1)!.children.push(text);
  }
}
