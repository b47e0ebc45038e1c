import { createReadStream } from "node:fs";
import type { Readable } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { openFile } from "../file-source.ts";
import { failureOf, METHOD_DEFLATED, type PackedEntry } from "./packed-entry.ts";

/*
 * An archive whose end is missing has lost its list of contents; each entry still has a header of its own in front of
 * its bytes:
 *
 *   PK 3 4 | version flags method time date crc packed size name-length extra-length | name extra | bytes ...
 *   0        4       6     8                14  18     22   26          28             30
 *
 * Where the sizes stand behind the bytes instead (flag 8), a deflated entry ends where its stream says so, and the next
 * header is looked for from there.
 */
const HEADER_BYTES = 30;
const SIGNATURE = 0x04034b50;
const SIZES_BEHIND = 8;
/** Sizes that stand in the extra field of a large entry instead. */
const SEE_EXTRA = 0xffff_ffff;
/** How far the next header is looked for: the sizes behind an entry take at most 24 bytes, damage takes more. */
const WINDOW_BYTES = 1024 * 1024;

/** Entries of an archive without a list of contents, by their own headers, as far as these lead. */
export async function* salvageEntries(path: string, maxEntries: number): AsyncGenerator<PackedEntry> {
  const file = openFile(path);
  try {
    let at = nextHeader(file, 0);
    for (let count = 0; at >= 0 && count < maxEntries; count++) {
      const header = Buffer.alloc(HEADER_BYTES);
      if (file.read(at, header) < HEADER_BYTES) return;
      const flags = header.readUInt16LE(6);
      const method = header.readUInt16LE(8);
      const packed = header.readUInt32LE(18);
      const nameBytes = Buffer.alloc(header.readUInt16LE(26));
      const name = nameBytes.subarray(0, file.read(at + HEADER_BYTES, nameBytes)).toString("utf8");
      const start = at + HEADER_BYTES + nameBytes.length + header.readUInt16LE(28);
      const sized = (flags & SIZES_BEHIND) === 0 && packed !== SEE_EXTRA;
      let after = sized ? start + packed : start;
      if (!name.endsWith("/")) {
        yield {
          name,
          failure:
            failureOf(flags, method) ?? (sized || method === METHOD_DEFLATED ? null : "archiveDamaged"),
          at,
          crc: sized ? header.readUInt32LE(14) : null,
          open: async () =>
            bytesOf(path, start, sized ? start + packed : file.size, method, file.size, (used) => {
              if (!sized) after = start + used;
            }),
        };
      }
      at = nextHeader(file, after);
    }
  } finally {
    file.close();
  }
}

async function bytesOf(
  path: string,
  start: number,
  end: number,
  method: number,
  size: number,
  onUsed: (bytes: number) => void,
): Promise<Readable> {
  const raw = createReadStream(path, { start, end: Math.max(start, Math.min(end, size)) - 1 });
  // Bytes that were promised and are not there: what is there comes first, then the failure.
  const missing = end > size;
  if (method !== METHOD_DEFLATED) {
    if (missing) raw.once("end", () => raw.destroy(new Error("cut off")));
    return raw;
  }
  const inflated = createInflateRaw();
  raw.on("error", (failure) => inflated.destroy(failure));
  inflated.once("close", () => {
    onUsed(inflated.bytesWritten);
    raw.destroy();
  });
  return raw.pipe(inflated);
}

/** Place of the next entry at or behind a position, -1 when none is near. */
function nextHeader(file: { read(position: number, target: Uint8Array): number }, from: number): number {
  const window = Buffer.alloc(WINDOW_BYTES);
  const length = file.read(from, window);
  const bytes = window.subarray(0, length);
  const signature = Buffer.alloc(4);
  signature.writeUInt32LE(SIGNATURE);
  const at = bytes.indexOf(signature);
  return at < 0 ? -1 : from + at;
}
