import { BinXmlDamage } from "./binxml/damage.ts";
import { rawUtf16, utf16Text } from "./binxml/decode.ts";
import { nameSize, safeName } from "./binxml/names.ts";
import { ENTITIES, FRAGMENT_SIZE, MORE, TOKEN, TYPE } from "./binxml/tokens.ts";
import { ByteInterner } from "./byte-interner.ts";
import { CHUNK_SIZE, MAX_TEMPLATE_CHARS, MAX_TEMPLATE_TEXTS } from "./limits.ts";

/*
 * A template definition in canonical form: a row of numbers that is the same wherever the definition stands in a
 * chunk. Offsets are resolved to names and texts, and those to numbers of one list, so equal rows mean equal
 * templates. Equal bytes would not: names are chunk offsets and may lead to different texts. Equal GUIDs still less.
 *
 *     OP.open    name, dependency     OP.attribute  name     OP.text  text     OP.substitution  number, optional 0/1
 *     OP.content (attributes are over)                       OP.close          OP.other (nothing a plan can follow)
 */
export const OP = {
  open: 1,
  attribute: 2,
  text: 3,
  substitution: 4,
  content: 5,
  close: 6,
  other: 7,
} as const;

/** Numbers that are kept of one mention of a name. */
export const MENTION = 3;
const MAX_SHAPE = 16_384;
const NAME = 0;
const TEXT = 1;

/** Turns definitions of one chunk after the other into shapes. Names and texts keep their numbers for its lifetime. */
export class ShapeReader {
  readonly #texts: string[] = [];
  readonly #ids = new Map<string, number>();
  readonly #interner = new ByteInterner((bytes, _view, kind, at, size) =>
    this.#number(kind === NAME ? safeName(rawUtf16(bytes, at, size)) : utf16Text(bytes, at, size)),
  );
  readonly #shape = new Int32Array(MAX_SHAPE + 4);
  /** Number + 1 and size of the name at each offset of the chunk at hand: one definition names `Data` twenty times. */
  readonly #nameIds = new Int32Array(CHUNK_SIZE);
  readonly #nameSizes = new Uint16Array(CHUNK_SIZE);
  readonly #named: number[] = [];
  /** Mentions of names in the definition read last: position of the offset, 1 if the name follows, number. */
  #mentions: number[] = [];
  #length = 0;
  #chars = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view: DataView = new DataView(new ArrayBuffer(0));
  #at = 0;
  #isWhole = false;

  /** Whether all that the definition read last says stands between its ends. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Mentions of names in the definition read last, counted from where it begins; see known-definitions.ts. */
  mentionsFrom(from: number): Int32Array {
    return Int32Array.from(this.#mentions, (value, i) => (i % MENTION === 0 ? value - from : value));
  }

  /** Number of the name at an offset of the chunk; -1 where there is none. */
  nameAt(bytes: Uint8Array, view: DataView, offset: number): number {
    const known = this.#nameIds[offset];
    if (known !== undefined && known !== 0) return known - 1;
    try {
      const id = this.#interner.intern(bytes, view, NAME, offset + 8, nameSize(view, offset) - 10);
      this.note(view, offset, id);
      return id;
    } catch (error) {
      if (error instanceof BinXmlDamage) return -1;
      throw error;
    }
  }

  /** Notes which name stands at an offset of the chunk. */
  note(view: DataView, offset: number, name: number): void {
    if (offset >= CHUNK_SIZE || this.#nameIds[offset] !== 0) return;
    this.#nameIds[offset] = name + 1;
    this.#nameSizes[offset] = nameSize(view, offset);
    this.#named.push(offset);
  }

  /** The name or text of a number in a shape. */
  text(id: number): string {
    return this.#texts[id] ?? "";
  }

  /** Forgets where names stand; called before the first definition of each chunk. */
  startChunk(): void {
    for (const offset of this.#named) this.#nameIds[offset] = 0;
    this.#named.length = 0;
  }

  /**
   * The shape of the definition fragment between two positions of a chunk; valid until the next call. `null` when it
   * makes no sense or is longer than any real one.
   */
  read(bytes: Uint8Array, view: DataView, from: number, to: number): Int32Array | null {
    this.#bytes = bytes;
    this.#view = view;
    this.#at = from;
    this.#length = 0;
    this.#mentions = [];
    this.#isWhole = false;
    try {
      this.#fragment(to);
      this.#isWhole = this.#at <= to;
    } catch (error) {
      if (error instanceof BinXmlDamage) return null;
      throw error;
    }
    return this.#shape.subarray(0, this.#length);
  }

  #fragment(end: number): void {
    while (this.#at < end) {
      const token = this.#bytes[this.#at]!;
      this.#at++;
      switch (token & ~MORE) {
        case TOKEN.end:
          return;
        case TOKEN.fragment:
          this.#at += FRAGMENT_SIZE - 1;
          break;
        case TOKEN.openElement: {
          const dependency = this.#u16();
          this.#at += 4;
          this.#push(OP.open, this.#name(), dependency);
          if ((token & MORE) !== 0) this.#at += 4;
          break;
        }
        case TOKEN.attribute:
          this.#push(OP.attribute, this.#name());
          break;
        case TOKEN.closeStart:
          this.#push(OP.content);
          break;
        case TOKEN.closeEmpty:
        case TOKEN.endElement:
          this.#push(OP.close);
          break;
        case TOKEN.substitution:
        case TOKEN.optionalSubstitution:
          this.#push(OP.substitution, this.#u16(), (token & ~MORE) === TOKEN.optionalSubstitution ? 1 : 0);
          this.#at++;
          break;
        case TOKEN.value:
          if (this.#bytes[this.#at++] !== TYPE.string) throw new BinXmlDamage("templateBad");
          this.#push(OP.text, this.#counted(end));
          break;
        case TOKEN.cdata:
          this.#push(OP.text, this.#counted(end));
          break;
        case TOKEN.entityReference: {
          const name = this.text(this.#name());
          this.#push(OP.text, this.#number(ENTITIES[name] ?? `&${name};`));
          break;
        }
        case TOKEN.charReference:
          this.#push(OP.text, this.#number(String.fromCharCode(this.#u16())));
          break;
        default:
          // A template inside a template, an instruction, or nonsense: left to the general walk.
          this.#push(OP.other);
          return;
      }
    }
  }

  #push(op: number, first = -1, second = -1): void {
    if (this.#length > MAX_SHAPE) throw new BinXmlDamage("limit");
    this.#shape[this.#length++] = op;
    if (first >= 0) this.#shape[this.#length++] = first;
    if (second >= 0) this.#shape[this.#length++] = second;
  }

  #u16(): number {
    if (this.#at + 2 > this.#bytes.length) throw new BinXmlDamage("templateBad");
    const value = this.#view.getUint16(this.#at, true);
    this.#at += 2;
    return value;
  }

  #name(): number {
    if (this.#at + 4 > this.#bytes.length) throw new BinXmlDamage("templateBad");
    const offset = this.#view.getUint32(this.#at, true);
    this.#at += 4;
    const isHere = offset === this.#at ? 1 : 0;
    const known = this.#nameIds[offset];
    if (known !== undefined && known !== 0) {
      this.#mentions.push(this.#at - 4, isHere, known - 1);
      if (isHere === 1) this.#at += this.#nameSizes[offset]!;
      return known - 1;
    }
    const size = nameSize(this.#view, offset);
    const id = this.#interner.intern(this.#bytes, this.#view, NAME, offset + 8, size - 10);
    this.#mentions.push(this.#at - 4, isHere, id);
    if (isHere === 1) this.#at += size;
    this.note(this.#view, offset, id);
    return id;
  }

  #counted(end: number): number {
    const size = this.#u16() * 2;
    if (this.#at + size > end) throw new BinXmlDamage("templateBad");
    const id = this.#interner.intern(this.#bytes, this.#view, TEXT, this.#at, size);
    this.#at += size;
    return id;
  }

  #number(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    this.#chars += text.length;
    if (this.#texts.length >= MAX_TEMPLATE_TEXTS || this.#chars > MAX_TEMPLATE_CHARS)
      throw new BinXmlDamage("limit");
    const id = this.#texts.length;
    this.#texts.push(text);
    this.#ids.set(text, id);
    return id;
  }
}
