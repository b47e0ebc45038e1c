import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import type { Readable } from "node:stream";
import { parseManifest, parseSums, schemaOf, sumsText } from "../../../shared/pack/manifest.ts";
import {
  CASE_FILE,
  COLUMNS_FILE,
  MANIFEST_FILE,
  mostBytesOf,
  PACK_LIMITS,
  PACK_SCHEMA,
  SEAL_PREFIX,
  SUMS_FILE,
} from "../../../shared/pack/pack-names.ts";
import { joinBytes } from "../../../shared/types/join-bytes.ts";
import type { PackCheck, PackedFile, PackManifest, PackProblem } from "../../../shared/types/pack.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import { ARCHIVE_LIMITS } from "../archives/archive-limits.ts";
import { openFile } from "../file-source.ts";
import { type FoundPack, openPackFolder, openPackZip, type PackEntry } from "./pack-entries.ts";
import { packKindOf, SEAL_BYTES } from "./pack-kind.ts";

/** The case in a pack as it stands there. */
export interface PackedCase {
  readonly head: string;
  readonly columns: Uint8Array<ArrayBuffer>;
}

export interface ReadPack {
  readonly check: PackCheck;
  /** Null where it was not wanted, or anything at all is wrong. */
  readonly packed: PackedCase | null;
}

export interface ReadPackOptions {
  readonly cancel: CancelToken;
  readonly wantCase: boolean;
  /** How much was read, and of how much: 0 before the manifest tells. */
  readonly onBytes?: (bytes: number, total: number) => void;
}

/**
 * Holds everything in a pack against its hashes. Nothing of it is believed before: names, sizes and numbers are bounded,
 * nothing is written to disk. Rejects for nothing that is in the pack.
 */
export async function readPack(path: string, options: ReadPackOptions): Promise<ReadPack> {
  const kind = packKindOf(path);
  if (kind === null) return { check: NO_PACK, packed: null };
  const reading = new Reading(path, kind, options);
  try {
    await reading.all();
  } catch {
    // The file is gone, or not to be read to its end.
    reading.problems.push({ file: "", problem: "unreadable" });
  }
  return reading.result();
}

const NO_PACK: PackCheck = {
  isPack: false,
  problems: [],
  sound: 0,
  manifest: null,
  manifestSha256: null,
  cancelled: false,
};

/** What one file of a pack should be; without a manifest nobody knows its size. */
type Expected = Pick<PackedFile, "name" | "sha256"> & { readonly bytes: number | null };

interface Taken {
  readonly sha256: string;
  readonly bytes: number;
  readonly content: Uint8Array<ArrayBuffer> | null;
}

class Reading {
  readonly problems: PackProblem[] = [];
  readonly #path: string;
  readonly #kind: "zip" | "folder";
  readonly #options: ReadPackOptions;
  #manifest: PackManifest | null = null;
  #manifestSha256: string | null = null;
  #sound = 0;
  #bytes = 0;
  /** All that will be read, manifest and list twice; 0 before they tell. */
  #total = 0;
  #most = Number.POSITIVE_INFINITY;
  readonly #kept = new Map<string, Uint8Array<ArrayBuffer>>();

  constructor(path: string, kind: "zip" | "folder", options: ReadPackOptions) {
    this.#path = path;
    this.#kind = kind;
    this.#options = options;
  }

  async all(): Promise<void> {
    if (this.#kind === "zip") {
      // A few kilobytes can stand for terabytes.
      const size = statSync(this.#path).size;
      this.#most = Math.max(ARCHIVE_LIMITS.freeBytes, size * ARCHIVE_LIMITS.ratio);
      if (!(await this.#holdsSeal(size))) this.problems.push({ file: "", problem: "container" });
    }
    const expected = await this.#expected();
    const found = await this.#open();
    const seen = new Set<string>();
    try {
      for await (const entry of found.entries) {
        if (this.#options.cancel.cancelled) return;
        seen.add(entry.name);
        await this.#check(entry, expected);
      }
    } catch {
      found.problems.push({ file: "", problem: "container" });
    } finally {
      found.close();
    }
    this.problems.push(...found.problems);
    for (const { name } of expected.values())
      if (!seen.has(name)) this.problems.push({ file: name, problem: "missing" });
  }

  result(): ReadPack {
    const problems = this.problems.filter(
      ({ file, problem }, at, all) =>
        all.findIndex((each) => each.file === file && each.problem === problem) === at,
    );
    const head = this.#kept.get(CASE_FILE);
    const columns = this.#kept.get(COLUMNS_FILE);
    const { cancelled } = this.#options.cancel;
    const isWhole = problems.length === 0 && !cancelled && head !== undefined && columns !== undefined;
    return {
      check: {
        isPack: true,
        problems,
        sound: this.#sound,
        manifest: this.#manifest,
        manifestSha256: this.#manifestSha256,
        cancelled,
      },
      packed: isWhole ? { head: Buffer.from(head.buffer).toString("utf8"), columns } : null,
    };
  }

  #open(): Promise<FoundPack> {
    return this.#kind === "zip" ? openPackZip(this.#path) : openPackFolder(this.#path);
  }

  /** Whether the zip ends in the hash of all its bytes before that hash. */
  async #holdsSeal(size: number): Promise<boolean> {
    const source = openFile(this.#path);
    try {
      const tail = Buffer.alloc(SEAL_BYTES);
      if (size < SEAL_BYTES || source.read(size - SEAL_BYTES, tail) < SEAL_BYTES) return false;
      const text = tail.toString("latin1");
      const hash = createHash("sha256");
      const slab = Buffer.alloc(1 << 20);
      const end = size - 64;
      for (let at = 0; at < end; ) {
        if (this.#options.cancel.cancelled) return true;
        const length = Math.min(source.read(at, slab), end - at);
        if (length <= 0) return false;
        hash.update(slab.subarray(0, length));
        at += length;
      }
      return text === `${SEAL_PREFIX}${hash.digest("hex")}`;
    } finally {
      source.close();
    }
  }

  /** Reads manifest and list of hashes, and says what each file should be. */
  async #expected(): Promise<ReadonlyMap<string, Expected>> {
    const found = await this.#open();
    const texts = new Map<string, Taken>();
    try {
      for await (const entry of found.entries) {
        if (this.#options.cancel.cancelled) break;
        if (entry.name !== MANIFEST_FILE && entry.name !== SUMS_FILE) continue;
        const taken = await this.#take(entry, mostBytesOf(entry.name), true);
        if (taken !== null) texts.set(entry.name, taken);
      }
    } catch {
      // What is wrong with it is told when all entries are read.
    } finally {
      found.close();
    }
    return this.#judge(texts.get(MANIFEST_FILE) ?? null, texts.get(SUMS_FILE) ?? null);
  }

  #judge(manifest: Taken | null, sums: Taken | null): ReadonlyMap<string, Expected> {
    const text = textOf(manifest);
    this.#manifest = text === null ? null : parseManifest(text);
    this.#manifestSha256 = manifest?.sha256 ?? null;
    const listed = parseSums(textOf(sums) ?? "-");
    if (manifest !== null && this.#manifest === null) {
      const schema = text === null ? null : schemaOf(text);
      const isOther = schema !== null && schema !== PACK_SCHEMA && schema.startsWith("logonscope.pack/");
      this.problems.push({ file: MANIFEST_FILE, problem: isOther ? "otherVersion" : "badManifest" });
    }
    const ownSum = listed?.find(({ name }) => name === MANIFEST_FILE)?.sha256;
    // Of manifest and list one was changed: the manifest is named, and the hashes of the list are taken for true.
    const isOtherManifest = manifest !== null && ownSum !== undefined && ownSum !== manifest.sha256;
    if (isOtherManifest) this.problems.push({ file: MANIFEST_FILE, problem: "changed" });
    const files = this.#manifest?.files ?? [];
    if (this.#manifest !== null && manifest !== null && sums !== null) {
      const wanted = sumsText([...files, { name: MANIFEST_FILE, sha256: manifest.sha256 }]);
      if (textOf(sums) !== wanted) this.problems.push({ file: SUMS_FILE, problem: "badSums" });
    } else if (sums !== null && listed === null) this.problems.push({ file: SUMS_FILE, problem: "badSums" });
    const all = files.reduce((sum, { bytes }) => sum + bytes, 0);
    if (all > this.#most || all > PACK_LIMITS.allBytes) this.problems.push({ file: "", problem: "tooLarge" });

    this.#total = all + 2 * ((manifest?.bytes ?? 0) + (sums?.bytes ?? 0));
    const expected = new Map<string, Expected>();
    for (const file of files) expected.set(file.name, file);
    if (this.#manifest === null || isOtherManifest) {
      for (const { name, sha256 } of listed ?? [])
        if (name !== MANIFEST_FILE) expected.set(name, { name, sha256, bytes: null });
    }
    for (const [name, taken] of [
      [MANIFEST_FILE, manifest],
      [SUMS_FILE, sums],
    ] as const)
      expected.set(name, { name, bytes: taken?.bytes ?? null, sha256: taken?.sha256 ?? "" });
    return expected;
  }

  async #check(entry: PackEntry, expected: ReadonlyMap<string, Expected>): Promise<void> {
    const { name } = entry;
    const wanted = expected.get(name);
    if (wanted === undefined) {
      this.problems.push({ file: name, problem: "extra" });
      return;
    }
    // Nothing is read beyond what it should be: what is longer is another file already.
    const most = Math.min(wanted.bytes ?? mostBytesOf(name), mostBytesOf(name));
    const isCase = name === CASE_FILE || name === COLUMNS_FILE;
    const taken = await this.#take(entry, most, isCase && this.#options.wantCase);
    if (taken === null) return;
    if (taken.sha256 !== wanted.sha256) this.problems.push({ file: name, problem: "changed" });
    else {
      this.#sound++;
      if (taken.content !== null) this.#kept.set(name, taken.content);
    }
  }

  /** Reads an entry to its end; null, and a problem, where that cannot be. */
  async #take(entry: PackEntry, most: number, keep: boolean): Promise<Taken | null> {
    const hash = createHash("sha256");
    const pieces: Buffer[] = [];
    let bytes = 0;
    let stream: Readable | null = null;
    try {
      stream = await entry.open();
      for await (const piece of stream as AsyncIterable<Buffer>) {
        if (this.#options.cancel.cancelled) return null;
        bytes += piece.length;
        this.#bytes += piece.length;
        this.#options.onBytes?.(this.#bytes, this.#total);
        // Twice, because manifest and list are read before the rest and with it.
        const isBomb = this.#bytes > 2 * this.#most || bytes > mostBytesOf(entry.name);
        if (bytes > most || isBomb) {
          this.problems.push({ file: entry.name, problem: isBomb ? "tooLarge" : "changed" });
          return null;
        }
        hash.update(piece);
        if (keep) pieces.push(piece);
      }
    } catch {
      this.problems.push({ file: entry.name, problem: "unreadable" });
      return null;
    } finally {
      stream?.destroy();
    }
    return { sha256: hash.digest("hex"), bytes, content: keep ? joinBytes(pieces) : null };
  }
}

/** UTF-8 as text; null for bytes that are none. */
function textOf(taken: Taken | null): string | null {
  if (taken?.content == null) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(taken.content);
  } catch {
    return null;
  }
}
