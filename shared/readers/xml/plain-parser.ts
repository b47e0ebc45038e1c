import { localName } from "../event-fields.ts";
import type { EventNode } from "../event-tree.ts";
import { MAX_ATTRIBUTES, MAX_DEPTH, MAX_NODES } from "./limits.ts";

interface OpenNode extends EventNode {
  readonly attributes: Map<string, string>;
  readonly children: (EventNode | string)[];
}

const LT = 0x3c;
const GT = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const AMPERSAND = 0x26;
const DOUBLE_QUOTE = 0x22;
const SINGLE_QUOTE = 0x27;
const ENTITY = /&(?:(amp|lt|gt|quot|apos);)?/g;
const CHARACTERS: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const WHITE = /^[ \t\r\n]*$/;
const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map();

/** 1 for characters that may begin a name, 2 for those that may only follow, as far as they are ASCII. */
const NAME = new Uint8Array(128);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:") NAME[letter.charCodeAt(0)] = 1;
for (const other of "0123456789.-") NAME[other.charCodeAt(0)] = 2;

/**
 * Parses the text of one event as all programs write it: elements, quoted attributes, text with the five named
 * entities. Null for anything else, right or wrong: comments, sections, instructions, references by number, names
 * beyond ASCII, tags that do not match. A full parser has to look at these; what both accept, both read alike.
 */
export function parsePlain(text: string): EventNode | null {
  const open: OpenNode[] = [];
  const names: string[] = [];
  let top: OpenNode | undefined;
  // Most elements are called like the one before, and so are their attributes.
  let name = "";
  let local = "";
  let key = "";
  let nodes = 0;
  let at = 0;
  for (;;) {
    if (text.charCodeAt(at) !== LT) return null;
    if (text.charCodeAt(at + 1) === SLASH) {
      const closing = names.pop();
      const node = open.pop();
      if (closing === undefined || node === undefined || !text.startsWith(closing, at + 2)) return null;
      top = open[open.length - 1];
      at = skipSpace(text, at + 2 + closing.length);
      if (text.charCodeAt(at) !== GT) return null;
      at++;
      if (node.children.length > 1) dropIndents(node.children);
      if (top === undefined) return at === text.length ? node : null;
    } else {
      const end = nameEnd(text, at + 1);
      if (end < 0 || ++nodes > MAX_NODES || open.length >= MAX_DEPTH) return null;
      if (name.length !== end - at - 1 || !text.startsWith(name, at + 1)) {
        name = text.slice(at + 1, end);
        local = localName(name);
      }
      let attributes: Map<string, string> | null = null;
      for (at = end; ; ) {
        const from = skipSpace(text, at);
        const code = text.charCodeAt(from);
        if (code === GT || code === SLASH) {
          at = from;
          break;
        }
        const nameTo = from === at ? -1 : nameEnd(text, from);
        if (nameTo < 0 || text.charCodeAt(nameTo) !== EQUALS) return null;
        const to = valueEnd(text, nameTo + 1);
        if (key.length !== nameTo - from || !text.startsWith(key, from)) key = bare(text.slice(from, nameTo));
        attributes ??= new Map();
        // Twice the same attribute is an error or not, depending on its prefix.
        if (to < 0 || attributes.has(key) || attributes.size === MAX_ATTRIBUTES) return null;
        attributes.set(key, text.slice(nameTo + 2, to));
        at = to + 1;
      }
      const isEmpty = text.charCodeAt(at) === SLASH;
      if (isEmpty && text.charCodeAt(++at) !== GT) return null;
      at++;
      const node: OpenNode = {
        name: local,
        attributes: attributes ?? (NO_ATTRIBUTES as Map<string, string>),
        children: [],
      };
      if (local === "RenderingInfo" && open.length === 1) return null;
      top?.children.push(node);
      if (!isEmpty) {
        open.push(node);
        names.push(name);
        top = node;
      } else if (top === undefined) return at === text.length ? node : null;
    }
    const next = text.indexOf("<", at);
    if (next < 0) return null;
    if (next > at) {
      const piece = plainText(text.slice(at, next));
      if (piece === null || ++nodes > MAX_NODES) return null;
      top!.children.push(piece);
    }
    at = next;
  }
}

/** White space between elements is layout, not content. */
export function dropIndents(children: (EventNode | string)[]): void {
  if (children.length < 2 || !children.some((child) => typeof child !== "string")) return;
  let kept = 0;
  for (const child of children) if (typeof child !== "string" || !WHITE.test(child)) children[kept++] = child;
  children.length = kept;
}

/** The name of an attribute without its prefix, unless that says what kind of attribute it is. */
export function bare(name: string): string {
  return name.startsWith("xmlns:") || name.startsWith("xml:") ? name : localName(name);
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x09) return at;
    at++;
  }
}

/** Position behind the name that begins here; -1 when none does. */
function nameEnd(text: string, from: number): number {
  let at = from;
  let code = text.charCodeAt(at);
  if (!(code < 128) || NAME[code] !== 1) return -1;
  do code = text.charCodeAt(++at);
  while (code < 128 && NAME[code] !== 0);
  // A letter beyond ASCII goes on with the name.
  return code < 128 ? at : -1;
}

/** Position of the quote that ends the value whose first quote stands here; -1 for a value that is not plain. */
function valueEnd(text: string, from: number): number {
  const quote = text.charCodeAt(from);
  if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE) return -1;
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return at;
    if (code === LT || code === AMPERSAND || code < 0x20) return -1;
  }
  return -1;
}

/** Text with its entities resolved; null when it holds anything else that begins like one, or a stray section end. */
function plainText(raw: string): string | null {
  if (raw.includes("]]>")) return null;
  if (!raw.includes("&")) return raw;
  let plain = true;
  const text = raw.replace(ENTITY, (_, name: string | undefined) => {
    if (name === undefined) plain = false;
    return CHARACTERS[name ?? ""] ?? "";
  });
  return plain ? text : null;
}
