import { isArchiveIndex } from "../types/archive.ts";
import type { ByteSource } from "../types/ports.ts";
import type { SourceFailure, SourceFormat } from "../types/source.ts";
import { textHead } from "./csv/text-layout.ts";
import { namesCloudUsers, tableHead } from "./d365/table-head.ts";
import { looksLikeEvt } from "./evt/file-header.ts";
import { isChunkAt, looksLikeEvtx } from "./evtx/file-header.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "./evtx/limits.ts";
import { policyShape } from "./policy/policy-shape.ts";
import { isScriptTrail } from "./script-trail/script-shape.ts";
import { asciiText, guessEncoding } from "./text-encoding.ts";
import { compoundKind } from "./xlsx/compound-file.ts";
import { type XmlShape, xmlShape } from "./xml-shape.ts";

/** What an input is, by its bytes alone; file names are never asked. */
export interface Detection {
  readonly format: SourceFormat;
  /** Set for XML only. */
  readonly xmlShape: XmlShape | null;
  /** Why the input cannot be read, or null when a reader for it exists. */
  readonly failure: SourceFailure | null;
}

const HEAD_SIZE = 65_536;
/** Chunk places looked at when the header is destroyed. */
const SLOTS = 64;
/** So many chunks at their places make an event log of a file without any header. */
const ENOUGH_CHUNKS = 10;

function found(
  format: SourceFormat,
  failure: SourceFailure | null,
  shape: XmlShape | null = null,
): Detection {
  return { format, failure, xmlShape: shape };
}

/** Decides what an input is. Reads its first 64 KiB, and, if these say nothing, the first bytes of up to 64 chunks. */
export function detectFormat(source: ByteSource): Detection {
  if (source.size === 0) return found("unknown", "emptyFile");
  const head = readHead(source);
  if (head.length === 0) return found("unknown", "unreadable");
  if (looksLikeEvtx(head)) return found("evtx", null);
  if (looksLikeEvt(head)) return found("evt", null);
  if (hasManyChunks(source)) return found("evtx", null);
  const text = asciiText(head, guessEncoding(head));
  const shape = xmlShape(text);
  if (shape === null) {
    if (isArchiveIndex(text)) return found("archive", null);
    if (policyShape(text) !== null) return found("policy", null);
    if (isScriptTrail(text.replaceAll("\ufffd", "?"))) return found("script", null);
    const compound = compoundKind(source);
    if (compound !== null) {
      const why = { encrypted: "encryptedWorkbook", xls: "oldWorkbook", other: "notALog" } as const;
      return found("unknown", why[compound]);
    }
    if (tableHead(text.replaceAll("\0", "")) !== null) return found("d365", null);
    const table = textHead(text.replaceAll("\ufffd", "?").replaceAll("\0", ""));
    if (table === "table" || (table === null && namesCloudUsers(text))) return found("unknown", "otherTable");
    return table === null ? found("unknown", "notALog") : found("text", null);
  }
  return found("xml", null, shape);
}

function readHead(source: ByteSource): Uint8Array {
  const head = new Uint8Array(Math.min(HEAD_SIZE, source.size));
  let done = 0;
  while (done < head.length) {
    const count = source.read(done, head.subarray(done));
    if (count <= 0) break;
    done += count;
  }
  return head.subarray(0, done);
}

/** Chunks at their places although the header and the first chunk are destroyed. */
function hasManyChunks(source: ByteSource): boolean {
  const bytes = new Uint8Array(8);
  for (const start of [FILE_HEADER_SIZE, 0]) {
    const slots = Math.min(SLOTS, Math.floor((source.size - start) / CHUNK_SIZE));
    let chunks = 0;
    for (let slot = 0; slot < slots; slot++) {
      const count = source.read(start + slot * CHUNK_SIZE, bytes);
      if (count === bytes.length && isChunkAt(bytes, 0)) chunks++;
    }
    if (chunks >= ENOUGH_CHUNKS || (slots > 1 && chunks * 2 >= slots)) return true;
  }
  return false;
}
