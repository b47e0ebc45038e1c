import type { Crc32 } from "../../types/ports.ts";
import { ByteWriter } from "./byte-writer.ts";
import type { Substitution, TemplateContent, TemplateElement } from "./template.ts";
import { templateIdentity } from "./template.ts";
import { encodeValue, FIELD_TYPES, type TypedValue } from "./values.ts";

/*
 *   0  "ElfChnk\0"            40  header size 128        128  64 x name bucket
 *   8  first record number    44  last record            384  32 x template bucket
 *  16  last record number     48  free space             512  records
 *  24  first record id        52  CRC of the records     ...
 *  32  last record id        124  CRC of the header    65536
 */
export const CHUNK_SIZE = 65_536;
export const RECORDS_AT = 512;
const NAME_BUCKETS = 64;
const TEMPLATE_BUCKETS = 32;
const NAME_TABLE = 128;
const TEMPLATE_TABLE = 384;
const RECORD_MAGIC = 0x2a2a;

/** A template with the values for it; a value may itself hold an instance, written as nested BinXML (type 0x21). */
export interface TemplateInstance {
  readonly template: TemplateElement;
  readonly values: readonly (TypedValue | NestedInstance | NullOfSize)[];
}
export interface NestedInstance {
  readonly nested: TemplateInstance;
  /** Whether a fragment header (0F 01 01 00) stands in front: Windows 10 2004 and later write it, older ones do not. */
  readonly header: boolean;
}
/** A value of type 0 that takes room all the same, as Windows before 10 2004 writes it for a missing Qualifiers. */
export interface NullOfSize {
  readonly nullOfSize: number;
}

export interface RecordHead {
  readonly recordNumber: bigint;
  readonly recordId: bigint;
  readonly filetime: bigint;
}

/** Hash of a name as it stands in front of it: each UTF-16 unit added to the sum so far times 65599, low 16 bits. */
export function nameHash(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 65_599) + name.charCodeAt(i)) >>> 0;
  return hash & 0xffff;
}

/**
 * One 64 KiB chunk while it fills. Names and template definitions are written where they are first needed and
 * referred to by offset afterwards; their bucket chains run from the newest to the oldest.
 *
 * The bucket of a template is the same hash over the eight 16-bit words of its GUID. That is what older logs show;
 * in those of Windows 10 and later it fits a part of the templates only, and no reader depends on it.
 */
export class ChunkBuilder {
  readonly #out = new ByteWriter(CHUNK_SIZE + 8192).zeros(RECORDS_AT);
  readonly #names = new Map<string, number>();
  readonly #templates = new Map<string, number>();
  readonly #nameBuckets = new Uint32Array(NAME_BUCKETS);
  readonly #templateBuckets = new Uint32Array(TEMPLATE_BUCKETS);
  /** How to forget what the record in hand has defined, for when it does not fit. */
  readonly #undo: (() => void)[] = [];
  #first: RecordHead | null = null;
  #last: RecordHead | null = null;
  #lastAt = 0;

  get isEmpty(): boolean {
    return this.#first === null;
  }

  /** Adds a record; false, and nothing changed, when it does not fit any more. */
  add(head: RecordHead, body: TemplateInstance): boolean {
    const at = this.#out.length;
    this.#undo.length = 0;

    this.#out.u32(RECORD_MAGIC).u32(0).u64(head.recordNumber).u64(head.filetime);
    this.#fragmentHeader();
    this.#instance(body);
    this.#out.u8(0);
    this.#out.zeros(-(this.#out.length + 4 - at) & 7);
    const size = this.#out.length + 4 - at;
    this.#out.u32(size).patchU32(at + 4, size);

    // Not to the very last byte: none of the logs looked at does that, and libevtx loses such a record.
    if (this.#out.length >= CHUNK_SIZE) {
      this.#out.cut(at);
      while (this.#undo.length > 0) this.#undo.pop()!();
      return false;
    }
    this.#first ??= head;
    this.#last = head;
    this.#lastAt = at;
    return true;
  }

  /** The finished chunk, exactly 65536 bytes, with its check sums. */
  finish(crc32: Crc32): Uint8Array {
    if (this.#first === null || this.#last === null)
      throw new RangeError("a chunk holds at least one record");
    const free = this.#out.length;
    this.#out.zeros(CHUNK_SIZE - free);
    const chunk = this.#out.toBytes();
    const view = new DataView(chunk.buffer);
    for (let i = 0; i < 8; i++) chunk[i] = "ElfChnk\0".charCodeAt(i);
    view.setBigUint64(8, this.#first.recordNumber, true);
    view.setBigUint64(16, this.#last.recordNumber, true);
    view.setBigUint64(24, this.#first.recordId, true);
    view.setBigUint64(32, this.#last.recordId, true);
    view.setUint32(40, 128, true);
    view.setUint32(44, this.#lastAt, true);
    view.setUint32(48, free, true);
    // Undocumented; 1 in every log looked at.
    view.setUint32(120, 1, true);
    for (const [i, offset] of this.#nameBuckets.entries()) view.setUint32(NAME_TABLE + i * 4, offset, true);
    for (const [i, offset] of this.#templateBuckets.entries())
      view.setUint32(TEMPLATE_TABLE + i * 4, offset, true);
    sealChunk(chunk, crc32);
    return chunk;
  }

  #fragmentHeader(): void {
    this.#out.u8(0x0f).u8(1).u8(1).u8(0);
  }

  /** 0C, the definition (inline the first time), then the value descriptors and the values. */
  #instance(instance: TemplateInstance): void {
    const { key, guid } = templateIdentity(instance.template);
    const id = new DataView(guid.buffer).getUint32(0, true);
    this.#out.u8(0x0c).u8(1).u32(id);
    const known = this.#templates.get(key);
    if (known !== undefined) this.#out.u32(known);
    else {
      const at = this.#out.length + 4;
      this.#out.u32(at);
      this.#definition(at, guid, instance.template);
      this.#templates.set(key, at);
      this.#undo.push(() => this.#templates.delete(key));
    }
    const values = instance.values;
    const descriptors = this.#out.u32(values.length).length;
    this.#out.zeros(values.length * 4);
    values.forEach((value, i) => {
      const from = this.#out.length;
      const type = this.#value(value);
      this.#out.patchU32(descriptors + i * 4, (this.#out.length - from) | (type << 16));
    });
  }

  /** Writes one value and gives its type byte. */
  #value(value: TemplateInstance["values"][number]): number {
    if (value === null) return 0;
    if ("nullOfSize" in value) {
      this.#out.zeros(value.nullOfSize);
      return 0;
    }
    if ("nested" in value) {
      if (value.header) this.#fragmentHeader();
      this.#instance(value.nested);
      this.#out.u8(0);
      return FIELD_TYPES.binxml.stored;
    }
    const bytes = encodeValue(value);
    if (bytes.length > 0xffff) throw new RangeError(`a value of ${bytes.length} bytes does not fit a record`);
    this.#out.bytes(bytes);
    return FIELD_TYPES[value[0]].stored;
  }

  /** Next of the chain, GUID, size of the fragment, fragment. */
  #definition(at: number, guid: Uint8Array, root: TemplateElement): void {
    const bucket = nameHash(String.fromCharCode(...new Uint16Array(guid.slice().buffer))) % TEMPLATE_BUCKETS;
    const older = this.#templateBuckets[bucket]!;
    this.#out.u32(older).bytes(guid).u32(0);
    this.#templateBuckets[bucket] = at;
    this.#undo.push(() => {
      this.#templateBuckets[bucket] = older;
    });
    this.#fragmentHeader();
    this.#element(root);
    this.#out.u8(0);
    this.#out.patchU32(at + 20, this.#out.length - at - 24);
  }

  #element(node: TemplateElement): void {
    const withAttributes = node.attributes.length > 0;
    this.#out.u8(withAttributes ? 0x41 : 0x01).u16(node.dependency);
    const sizeAt = this.#out.length;
    this.#out.u32(0);
    this.#name(node.name);
    if (withAttributes) this.#attributes(node);
    if (node.content === null) this.#out.u8(0x03);
    else {
      this.#out.u8(0x02);
      for (const part of node.content) this.#content(part);
      this.#out.u8(0x04);
    }
    this.#out.patchU32(sizeAt, this.#out.length - sizeAt - 4);
  }

  #attributes(node: TemplateElement): void {
    const sizeAt = this.#out.length;
    this.#out.u32(0);
    node.attributes.forEach((attribute, i) => {
      this.#out.u8(i + 1 < node.attributes.length ? 0x46 : 0x06);
      this.#name(attribute.name);
      this.#textOrSubstitution(attribute.value);
    });
    this.#out.patchU32(sizeAt, this.#out.length - sizeAt - 4);
  }

  #content(part: TemplateContent): void {
    if (typeof part === "string" || "optional" in part) this.#textOrSubstitution(part);
    else this.#element(part);
  }

  #textOrSubstitution(part: string | Substitution): void {
    if (typeof part === "string") this.#out.u8(0x05).u8(0x01).u16(part.length).utf16(part);
    else
      this.#out
        .u8(part.optional ? 0x0e : 0x0d)
        .u16(part.value)
        .u8(FIELD_TYPES[part.type].declared);
  }

  /** Offset of a name, followed by the name itself the first time: next, hash, length, text, zero. */
  #name(name: string): void {
    const known = this.#names.get(name);
    if (known !== undefined) {
      this.#out.u32(known);
      return;
    }
    const at = this.#out.length + 4;
    const hash = nameHash(name);
    const bucket = hash % NAME_BUCKETS;
    const older = this.#nameBuckets[bucket]!;
    this.#out.u32(at).u32(older).u16(hash).u16(name.length).utf16(name).u16(0);
    this.#nameBuckets[bucket] = at;
    this.#names.set(name, at);
    this.#undo.push(() => {
      this.#nameBuckets[bucket] = older;
      this.#names.delete(name);
    });
  }
}

/** Writes both check sums of a chunk from its present bytes. */
export function sealChunk(chunk: Uint8Array, crc32: Crc32): void {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const free = Math.min(Math.max(view.getUint32(48, true), RECORDS_AT), CHUNK_SIZE);
  view.setUint32(52, crc32(chunk.subarray(RECORDS_AT, free)), true);
  view.setUint32(124, crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120))), true);
}
