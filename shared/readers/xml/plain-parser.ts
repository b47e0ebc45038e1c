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

/** 1 for characters that may begin a name, 2 for those that may only follow, as far as they are ASCII. */
const NAME = new Uint8Array(128);
for (const letter of "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_:") NAME[letter.charCodeAt(0)] = 1;
for (const other of "0123456789.-") NAME[other.charCodeAt(0)] = 2;

/** A start tag as it stood in the text, with what it says. */
interface StartTag {
  readonly raw: string;
  readonly name: string;
  readonly local: string;
  readonly attributes: Map<string, string>;
  readonly isEmpty: boolean;
  readonly followers: Followers;
}

/** Tags that were met at one place of an event, behind the tag before. */
interface Followers {
  readonly tags: StartTag[];
  /** Where the next one goes when there are as many as are remembered. */
  turn: number;
}

/** A tag longer than this is not worth being compared. */
const MAX_KNOWN_TAG = 256;
/** Tags remembered at one place: logs have few kinds of events, and few names stand at the same place of them. */
const MAX_FOLLOWERS = 12;

/**
 * Parses the text of one event as all programs write it: elements, quoted attributes, text with the five named
 * entities. Null for anything else, right or wrong: comments, sections, instructions, references by number, names
 * beyond ASCII, tags that do not match. A full parser has to look at these; what both accept, both read alike.
 *
 * One parser serves many events: a tag is mostly followed by one that followed it before, which a comparison tells. It
 * remembers a few tags for each place of an event, and so no more than the longest event has places.
 */
export class PlainParser {
  readonly #first: Followers = { tags: [], turn: 0 };

  parse(text: string): EventNode | null {
    const open: OpenNode[] = [];
    const names: string[] = [];
    let top: OpenNode | undefined;
    // One look at the whole text spares one at every piece of it.
    const isBare = !text.includes("&") && !text.includes("]]>");
    let followers = this.#first;
    let nodes = 0;
    let at = 0;
    for (;;) {
      if (text.charCodeAt(at) !== LT) return null;
      if (text.charCodeAt(at + 1) === SLASH) {
        const closing = names.pop();
        const node = open.pop();
        if (closing === undefined || node === undefined || !stands(text, closing, at + 2)) return null;
        top = open[open.length - 1];
        at = skipSpace(text, at + 2 + closing.length);
        if (text.charCodeAt(at) !== GT) return null;
        at++;
        if (node.children.length > 1) dropIndents(node.children);
        if (top === undefined) return at === text.length ? node : null;
      } else {
        const tag = known(text, at, followers) ?? startTag(text, at, followers);
        if (tag === null) return null;
        if (++nodes > MAX_NODES || open.length >= MAX_DEPTH) return null;
        followers = tag.followers;
        at += tag.raw.length;
        const node: OpenNode = { name: tag.local, attributes: tag.attributes, children: [] };
        if (tag.local === "RenderingInfo" && open.length === 1) return null;
        top?.children.push(node);
        if (!tag.isEmpty) {
          open.push(node);
          names.push(tag.name);
          top = node;
        } else if (top === undefined) return at === text.length ? node : null;
      }
      const next = text.indexOf("<", at);
      if (next < 0) return null;
      if (next > at) {
        const raw = text.slice(at, next);
        const piece = isBare ? raw : plainText(raw);
        if (piece === null || ++nodes > MAX_NODES) return null;
        top!.children.push(piece);
      }
      at = next;
    }
  }
}

function known(text: string, at: number, { tags }: Followers): StartTag | null {
  for (let i = 0; i < tags.length; i++) if (stands(text, tags[i]!.raw, at)) return tags[i]!;
  return null;
}

/** Whether a piece stands at a position. Faster than `startsWith`: tags of one place differ near their ends. */
function stands(text: string, piece: string, at: number): boolean {
  for (let i = piece.length - 1; i >= 0; i--) {
    if (text.charCodeAt(at + i) !== piece.charCodeAt(i)) return false;
  }
  return true;
}

/** Reads the start tag at a position and remembers it there; null when it is not plain. */
function startTag(text: string, start: number, place: Followers): StartTag | null {
  const end = nameEnd(text, start + 1);
  if (end < 0) return null;
  const name = text.slice(start + 1, end);
  const attributes = new Map<string, string>();
  let at = end;
  for (;;) {
    const from = skipSpace(text, at);
    const code = text.charCodeAt(from);
    if (code === GT || code === SLASH) {
      at = from;
      break;
    }
    const nameTo = from === at ? -1 : nameEnd(text, from);
    if (nameTo < 0 || text.charCodeAt(nameTo) !== EQUALS) return null;
    const to = valueEnd(text, nameTo + 1);
    const key = bare(text.slice(from, nameTo));
    // Twice the same attribute is an error or not, depending on its prefix.
    if (to < 0 || attributes.has(key) || attributes.size === MAX_ATTRIBUTES) return null;
    attributes.set(key, text.slice(nameTo + 2, to));
    at = to + 1;
  }
  const isEmpty = text.charCodeAt(at) === SLASH;
  if (isEmpty && text.charCodeAt(++at) !== GT) return null;
  const raw = text.slice(start, at + 1);
  // What follows stands at the next place, whichever of the tags of this place it follows.
  const followers = place.tags[0]?.followers ?? { tags: [], turn: 0 };
  const tag: StartTag = { raw, name, local: localName(name), attributes, isEmpty, followers };
  if (raw.length > MAX_KNOWN_TAG) return tag;
  place.tags[place.turn] = tag;
  place.turn = (place.turn + 1) % MAX_FOLLOWERS;
  return tag;
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
