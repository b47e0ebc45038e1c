import { type PartHandler, XmlPart } from "../../../shared/readers/xlsx/xml-part.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { Damage } from "../../../shared/types/source.ts";
import type { ArchiveLimits } from "../archives/archive-limits.ts";
import type { PackedEntry } from "../archives/packed-entry.ts";
import { salvageEntries } from "../archives/salvage-entries.ts";
import { openZip } from "../archives/zip-entries.ts";
import { crc32 } from "../ports.ts";

export interface PartsOptions {
  readonly cancel: CancelToken;
  readonly limits: ArchiveLimits;
  /** Bytes of the workbook itself. */
  readonly packedBytes: number;
  readonly onBytes: (unpacked: number) => void;
}

/** What reading a part came to. */
export interface PartRead {
  /** Null when there is no such part. */
  readonly damage: readonly Damage["code"][] | null;
  readonly isEncrypted: boolean;
  /** Byte position of the part in the workbook. */
  readonly at: number;
}

const MISSING: PartRead = { damage: null, isEncrypted: false, at: 0 };

/**
 * The parts of a workbook, read one after another and as often as asked for. All that is unpacked counts against one
 * bound. A workbook whose list of contents is lost is searched for its parts from the front.
 */
export class WorkbookParts {
  readonly #path: string;
  readonly #options: PartsOptions;
  readonly #listed: ReadonlyMap<string, PackedEntry> | null;
  readonly close: () => void;
  #unpacked = 0;
  /** The list of contents is missing or breaks off. */
  readonly isCut: boolean;

  private constructor(
    path: string,
    options: PartsOptions,
    listed: ReadonlyMap<string, PackedEntry> | null,
    isCut: boolean,
    close: () => void,
  ) {
    this.#path = path;
    this.#options = options;
    this.#listed = listed;
    this.isCut = isCut;
    this.close = close;
  }

  static async open(path: string, options: PartsOptions): Promise<WorkbookParts> {
    const zip = await openZip(path, options.limits.entries);
    if (zip === null) return new WorkbookParts(path, options, null, true, () => {});
    const listed = new Map<string, PackedEntry>();
    // Of two parts of one name the first counts.
    for await (const entry of zip.entries) {
      const name = keyOf(entry.name);
      if (!listed.has(name)) listed.set(name, entry);
    }
    return new WorkbookParts(path, options, listed, zip.cut !== null, () => zip.close());
  }

  get isOverLimit(): boolean {
    const { limits, packedBytes } = this.#options;
    const most = Math.max(limits.freeBytes, packedBytes * limits.ratio);
    return this.#unpacked > Math.min(most, limits.bytesOfAll);
  }

  /** Reads a part as XML; `isEnough` ends it early. Never rejects for what is in it. */
  async read(name: string, handler: PartHandler, isEnough: () => boolean = () => false): Promise<PartRead> {
    const wanted = keyOf(name);
    if (this.#listed !== null) {
      const entry = this.#listed.get(wanted);
      return entry === undefined ? MISSING : this.#readEntry(entry, handler, isEnough);
    }
    try {
      for await (const entry of salvageEntries(this.#path, this.#options.limits.entries)) {
        if (keyOf(entry.name) === wanted) return await this.#readEntry(entry, handler, isEnough);
        // Where it ends is known only once it was read.
        if (entry.crc === null && entry.failure === null) await this.#readEntry(entry, {}, () => false);
        if (this.isOverLimit || this.#options.cancel.cancelled) break;
      }
    } catch {
      // The file is gone or cannot be read any more: what was asked for is not there.
    }
    return MISSING;
  }

  async #readEntry(entry: PackedEntry, handler: PartHandler, isEnough: () => boolean): Promise<PartRead> {
    const { at, failure } = entry;
    if (failure !== null) return { damage: ["chunkMissing"], isEncrypted: failure === "encrypted", at };
    const read = (damage: readonly Damage["code"][]): PartRead => ({ damage, isEncrypted: false, at });
    const part = new XmlPart(handler);
    let decoder: InstanceType<typeof TextDecoder> | null = null;
    let crc = 0;
    try {
      const stream = await entry.open();
      try {
        for await (const piece of stream as AsyncIterable<Buffer>) {
          if (this.#options.cancel.cancelled) return read([]);
          this.#unpacked += piece.length;
          if (this.isOverLimit) return read(["limit"]);
          this.#options.onBytes(this.#unpacked);
          crc = crc32(piece, crc);
          decoder ??= new TextDecoder(encodingOf(piece));
          part.write(decoder.decode(piece, { stream: true }));
          if (isEnough()) return read(part.damage);
        }
      } finally {
        stream.destroy();
      }
    } catch {
      // The rows that came before stay.
      return read([...part.damage, "truncated"]);
    }
    part.end();
    const isWrong = entry.crc !== null && entry.crc !== crc;
    return read(isWrong ? [...part.damage, "chunkCrc"] : part.damage);
  }
}

/** Parts are named alike whatever their case, with or without a slash before them. */
function keyOf(name: string): string {
  return name.replaceAll("\\", "/").replace(/^\/+/u, "").toLowerCase();
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  return head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "utf-8";
}
