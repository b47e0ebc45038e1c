import type { EventNode } from "../../event-tree.ts";
import { MAX_DEPTH, MAX_VALUES } from "../limits.ts";
import { Budget } from "./budget.ts";
import { BinXmlDamage } from "./damage.ts";
import { utf16Text } from "./decode.ts";
import { NameCache, nameSize } from "./names.ts";
import { readInstance, type TemplateInstance } from "./template.ts";
import { ENTITIES, FRAGMENT_SIZE, MORE, NO_DEPENDENCY, TOKEN, TYPE } from "./tokens.ts";
import { arrayItems, valueText } from "./values.ts";

/** Nesting of the root element: record, template instance, element. */
const ROOT_DEPTH = 1;

/** An array value in element content; the element is repeated for each item. */
interface Items {
  readonly items: readonly string[];
}
type Piece = EventNode | string | Items;

/** Content of an element while it is read. */
interface Content {
  readonly pieces: Piece[];
  /** An optional substitution was null: without other content the element is left out. */
  nullOptional: boolean;
}

/**
 * The general walk: any BinXML of a chunk to a tree of elements. Slower than compiled plans, but it reads everything
 * the format allows, and it is what plans are checked against. Grammar, tokens without the "more" bit:
 *
 *     fragment  = 0F major minor flags, then elements or a template instance, 00
 *     element   = 01 [u16 dependency] u32 size, u32 name, [u32 size of attributes] attribute*, 03 or 02 content 04
 *     attribute = 06 u32 name, value pieces
 *     pieces    = 05 type u16 length text | 08 u16 | 09 u32 name | 0D/0E u16 number, u8 type
 *     content   = pieces, elements, 07 u16 length text (CDATA), 0A u32 name 0B u16 length text (instruction), 0C
 *
 * The dependency stands only in elements of a template definition. A name that begins right behind its offset is
 * stored there and skipped. The sizes of elements are not needed and not believed.
 */
export class BinXmlWalker {
  readonly #names: NameCache;
  readonly #budget = new Budget();
  /** Texts of this chunk's BinXML by position. */
  readonly #literals = new Map<number, string>();
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;

  constructor(names: NameCache = new NameCache()) {
    this.#names = names;
  }

  /** Moves on to a chunk; offsets in its BinXML count from the first of these bytes. */
  startChunk(bytes: Uint8Array, view: DataView): void {
    this.#bytes = bytes;
    this.#view = view;
    this.#names.startChunk();
    this.#literals.clear();
    this.#budget.startChunk();
  }

  /**
   * The root element of the BinXML between two positions of the chunk. Throws `BinXmlDamage` when it cannot be read
   * or costs more than the limits allow.
   */
  read(from: number, to: number): EventNode {
    this.#budget.startRecord();
    this.#at = from;
    const content: Content = { pieces: [], nullOptional: false };
    this.#content(content, to, null, false, 0);
    for (const piece of content.pieces) if (typeof piece !== "string" && !("items" in piece)) return piece;
    throw new BinXmlDamage("recordBad");
  }

  /** Reads content up to the end of its element, an end token, or the end of its bytes. */
  #content(
    into: Content,
    end: number,
    values: TemplateInstance | null,
    inTemplate: boolean,
    depth: number,
  ): void {
    if (depth > MAX_DEPTH) throw new BinXmlDamage("limit");
    while (this.#at < end) {
      const token = this.#bytes[this.#at]! & ~MORE;
      if (token === TOKEN.end || token === TOKEN.endElement) {
        this.#at++;
        return;
      }
      if (token === TOKEN.openElement) this.#element(into, end, values, inTemplate, depth);
      else if (token === TOKEN.template) this.#template(into, end, depth);
      else if (token === TOKEN.fragment) this.#skip(FRAGMENT_SIZE, end);
      else if (token === TOKEN.instructionTarget) this.#instruction(end);
      else if (token === TOKEN.substitution || token === TOKEN.optionalSubstitution) {
        this.#substitution(into, end, values, depth);
      } else append(into.pieces, this.#literal(token, end));
    }
  }

  #element(
    into: Content,
    end: number,
    values: TemplateInstance | null,
    inTemplate: boolean,
    depth: number,
  ): void {
    const hasAttributes = (this.#bytes[this.#at]! & MORE) !== 0;
    this.#skip(1, end);
    let dependency = NO_DEPENDENCY;
    if (inTemplate) {
      dependency = this.#u16(end);
    }
    this.#skip(4, end);
    const name = this.#name(end);
    const attributes = new Map<string, string>();
    if (hasAttributes) {
      this.#skip(4, end);
      while (this.#at < end && (this.#bytes[this.#at]! & ~MORE) === TOKEN.attribute) {
        this.#attribute(attributes, end, values);
      }
    }
    this.#budget.spend(name.length);
    const content: Content = { pieces: [], nullOptional: false };
    const close = this.#u8(end);
    if (close === TOKEN.closeStart) this.#content(content, end, values, inTemplate, depth + 1);
    else if (close !== TOKEN.closeEmpty) throw new BinXmlDamage("recordBad");
    if (content.nullOptional && content.pieces.length === 0) return;
    // The root stays, come what may: an event that depends on data it does not have is still an event.
    const depends = values !== null && dependency < values.count && depth > ROOT_DEPTH;
    if (depends && this.#typeOf(values, dependency) === TYPE.null) return;
    this.#emit(into.pieces, name, attributes, content.pieces);
  }

  /** Adds the element, once for each item if its content is an array. */
  #emit(into: Piece[], name: string, attributes: Map<string, string>, pieces: Piece[]): void {
    let copies = -1;
    for (const piece of pieces) {
      if (typeof piece !== "string" && "items" in piece) copies = Math.max(copies, piece.items.length);
    }
    if (copies < 0) {
      into.push({ name, attributes, children: pieces as (EventNode | string)[] });
      return;
    }
    for (let i = 0; i < Math.max(copies, 1); i++) {
      this.#budget.spend(name.length);
      const children: (EventNode | string)[] = [];
      for (const piece of pieces) {
        if (typeof piece === "string") append(children, piece);
        else if ("items" in piece) append(children, piece.items[i] ?? "");
        else children.push(piece);
      }
      into.push({ name, attributes, children });
    }
  }

  #attribute(into: Map<string, string>, end: number, values: TemplateInstance | null): void {
    this.#skip(1, end);
    const name = this.#name(end);
    let text = "";
    let given = false;
    let nullOptional = false;
    for (; this.#at < end; ) {
      const token = this.#bytes[this.#at]! & ~MORE;
      if (token === TOKEN.substitution || token === TOKEN.optionalSubstitution) {
        const content: Content = { pieces: [], nullOptional: false };
        this.#substitution(content, end, values, MAX_DEPTH);
        if (content.nullOptional) nullOptional = true;
        else given = true;
        text += content.pieces.map(flatText).join("");
      } else if (
        token === TOKEN.value ||
        token === TOKEN.charReference ||
        token === TOKEN.entityReference ||
        token === TOKEN.cdata
      ) {
        text += this.#literal(token, end);
        given = true;
      } else break;
    }
    this.#budget.spend(name.length + text.length);
    if ((given || !nullOptional) && !into.has(name)) into.set(name, text);
  }

  #template(into: Content, end: number, depth: number): void {
    this.#budget.spend(0);
    const instance = readInstance(this.#view, this.#at, end);
    this.#budget.spend(instance.count);
    const after = instance.starts[instance.count]!;
    this.#at = instance.fragment;
    this.#content(into, instance.fragmentEnd, instance, true, depth + 1);
    this.#at = after;
  }

  #substitution(into: Content, end: number, values: TemplateInstance | null, depth: number): void {
    const optional = (this.#bytes[this.#at]! & ~MORE) === TOKEN.optionalSubstitution;
    this.#skip(1, end);
    const index = this.#u16(end);
    this.#skip(1, end);
    if (values === null) throw new BinXmlDamage("recordBad");
    // A definition may name more values than an older instance of it carries: they are not given.
    const type = index < values.count ? this.#typeOf(values, index) : TYPE.null;
    if (type === TYPE.null) {
      if (optional) into.nullOptional = true;
      else append(into.pieces, "");
      return;
    }
    const at = values.starts[index]!;
    const size = values.starts[index + 1]! - at;
    this.#budget.spend(size);
    if (type === TYPE.binXml) {
      const back = this.#at;
      this.#at = at;
      this.#content(into, at + size, null, false, depth + 1);
      this.#at = back;
    } else if ((type & TYPE.array) !== 0) {
      const items = arrayItems(this.#bytes, this.#view, type & ~TYPE.array, at, size, MAX_VALUES * 16);
      if (items === null) throw new BinXmlDamage("valueBad");
      this.#budget.spend(items.length * 16);
      into.pieces.push({ items });
    } else {
      const text = valueText(this.#bytes, this.#view, type, at, size);
      if (text === null) throw new BinXmlDamage("valueBad");
      append(into.pieces, text);
    }
  }

  #typeOf(values: TemplateInstance, index: number): number {
    return this.#bytes[values.descriptors + index * 4 + 2]!;
  }

  /** Text that stands in the BinXML itself. */
  #literal(token: number, end: number): string {
    this.#skip(1, end);
    if (token === TOKEN.charReference) return String.fromCharCode(this.#u16(end));
    if (token === TOKEN.entityReference) {
      const name = this.#name(end);
      return ENTITIES[name] ?? `&${name};`;
    }
    if (token === TOKEN.value) {
      if (this.#u8(end) !== TYPE.string) throw new BinXmlDamage("recordBad");
    } else if (token !== TOKEN.cdata) throw new BinXmlDamage("recordBad");
    return this.#countedText(end);
  }

  #instruction(end: number): void {
    this.#skip(1, end);
    this.#name(end);
    if (this.#at < end && this.#bytes[this.#at] === TOKEN.instructionData) {
      this.#skip(1, end);
      this.#countedText(end);
    }
  }

  #countedText(end: number): string {
    const size = this.#u16(end) * 2;
    const at = this.#at;
    this.#skip(size, end);
    this.#budget.spend(size);
    // Literals of a template come back with every record that uses it.
    const known = this.#literals.get(at);
    if (known !== undefined) return known;
    const text = utf16Text(this.#bytes, at, size);
    this.#literals.set(at, text);
    return text;
  }

  /** A name by its offset, skipping it where it is stored right here. */
  #name(end: number): string {
    if (this.#at + 4 > end) throw new BinXmlDamage("recordBad");
    const offset = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    if (offset === this.#at) this.#skip(nameSize(this.#view, offset), end);
    const name = this.#names.at(this.#bytes, this.#view, offset);
    this.#budget.spend(name.length);
    return name;
  }

  #u8(end: number): number {
    if (this.#at + 1 > end) throw new BinXmlDamage("recordBad");
    return this.#bytes[this.#at++]!;
  }

  #u16(end: number): number {
    if (this.#at + 2 > end) throw new BinXmlDamage("recordBad");
    const value = this.#view.getUint16(this.#at, true);
    this.#at += 2;
    return value;
  }

  #skip(count: number, end: number): void {
    if (this.#at + count > end) throw new BinXmlDamage("recordBad");
    this.#at += count;
  }
}

/** Adds text to the last piece if that is text too; an empty text still marks the content as given. */
function append(pieces: Piece[], text: string): void {
  const last = pieces[pieces.length - 1];
  if (typeof last === "string") pieces[pieces.length - 1] = last + text;
  else if (text !== "" || pieces.length === 0) pieces.push(text);
}

function flatText(piece: Piece): string {
  if (typeof piece === "string") return piece;
  return "items" in piece ? piece.items.join(" ") : "";
}
