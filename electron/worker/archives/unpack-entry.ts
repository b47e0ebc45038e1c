import type { Readable } from "node:stream";
import { fileFailureOf } from "../../../shared/contract/file-failure.ts";
import { detectFormat } from "../../../shared/readers/detect.ts";
import type { CancelToken } from "../../../shared/types/ports.ts";
import type { Damage, SourceFailure } from "../../../shared/types/source.ts";
import { crc32 } from "../ports.ts";
import { archiveKind } from "./archive-kind.ts";
import { type ArchiveLimits, SNIFF_BYTES } from "./archive-limits.ts";
import type { PackedEntry } from "./packed-entry.ts";
import type { SpoolFile, SpoolFolder } from "./spool-folder.ts";

/** How much of an archive may still be unpacked. */
export interface Bounds {
  readonly limits: ArchiveLimits;
  /** Bytes that disk and limit leave to all entries together, whether kept or only looked at. */
  readonly left: number;
  /** It is the disk that sets `left`. */
  readonly isDiskShort: boolean;
  /** Bytes beyond which it is taken for a bomb. */
  readonly most: number;
  unpacked: number;
}

/** A file on disk, or why there is none; `stop` when the rest of the archive must not be unpacked either. */
export type Unpacked = (
  | { readonly file: { readonly path: string; readonly damage: readonly Damage[] } }
  | { readonly file?: undefined; readonly failure: SourceFailure }
) & { readonly stop?: SourceFailure };

interface Context {
  readonly spool: SpoolFolder;
  readonly cancel: CancelToken;
}

/** Unpacks one entry if its first bytes look like a log. Never rejects. */
export async function unpackEntry(
  entry: PackedEntry,
  bounds: Bounds,
  context: Context,
  onBytes: (bytes: number) => void,
): Promise<Unpacked> {
  if (entry.failure !== null) return { failure: entry.failure };
  const head: Uint8Array[] = [];
  let headBytes = 0;
  let crc = 0;
  let entryBytes = 0;
  let file: SpoolFile | null = null;
  const state: { refused: SourceFailure | null } = { refused: null };
  /** Looks at what has come; true when it is to be kept. */
  const decide = (): boolean => {
    const bytes = Buffer.concat(head);
    const kind = archiveKind(bytes);
    // A workbook is looked into once it is on disk: what is in it cannot be told from its beginning.
    if (kind !== null && kind !== "document") state.refused = "packed";
    else if (kind === null) {
      const read = (position: number, target: Uint8Array): number =>
        bytes.copy(target, 0, position, position + target.length);
      state.refused = detectFormat({ size: bytes.length, read }).failure;
    }
    if (state.refused !== null) return false;
    file = context.spool.create();
    for (const piece of head) file.write(piece);
    return true;
  };
  let stream: Readable | null = null;
  let broken: unknown = null;
  try {
    stream = await entry.open();
    for await (const piece of stream as AsyncIterable<Buffer>) {
      entryBytes += piece.length;
      bounds.unpacked += piece.length;
      const stop = stopOf(bounds, entryBytes);
      if (stop !== null) return dropped(file, stop.failure, stop.all);
      if (context.cancel.cancelled) return dropped(file, "cancelled", false);
      crc = crc32(piece, crc);
      onBytes(bounds.unpacked);
      if (file !== null) (file as SpoolFile).write(piece);
      else {
        head.push(piece);
        headBytes += piece.length;
        if (headBytes >= SNIFF_BYTES && !decide()) return { failure: state.refused! };
      }
    }
  } catch (failure) {
    broken = failure;
    if (fileFailureOf(failure) === "noSpace") return dropped(file, "noSpace", true);
  } finally {
    stream?.destroy();
  }
  try {
    // What came of a broken entry may be the half of a log that is all there is.
    if (broken !== null && entryBytes === 0) return { failure: "archiveDamaged" };
    if (file === null && !decide())
      return {
        failure: broken !== null && state.refused === "emptyFile" ? "archiveDamaged" : state.refused!,
      };
    const done = file as unknown as SpoolFile;
    done.close();
    const damage: Damage[] = [];
    if (broken !== null) damage.push({ code: "truncated", offset: done.bytes, count: 1 });
    else if (entry.crc !== null && entry.crc !== crc) damage.push({ code: "chunkCrc", offset: 0, count: 1 });
    return { file: { path: done.path, damage } };
  } catch (failure) {
    const why = fileFailureOf(failure);
    return dropped(file, why, why === "noSpace");
  }
}

function stopOf(bounds: Bounds, entryBytes: number): { failure: SourceFailure; all: boolean } | null {
  const { unpacked, limits } = bounds;
  if (unpacked > bounds.left) return { failure: bounds.isDiskShort ? "noSpace" : "archiveLimit", all: true };
  if (unpacked > bounds.most) return { failure: "archiveLimit", all: true };
  return entryBytes > limits.bytesOfEntry ? { failure: "archiveLimit", all: false } : null;
}

function dropped(file: SpoolFile | null, failure: SourceFailure, all: boolean): Unpacked {
  file?.discard();
  return all ? { failure, stop: failure } : { failure };
}
