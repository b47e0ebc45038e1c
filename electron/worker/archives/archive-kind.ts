import { type FileSource, openFile } from "../file-source.ts";

/**
 * `zip`: opened here. `document`: a zip archive too, made by an Office program; its sheets may be read. `other`: known,
 * but to be unpacked by its own program.
 */
export type ArchiveKind = "zip" | "document" | "other" | null;

const OTHERS: readonly (readonly number[])[] = [
  [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], // 7z
  [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], // RAR
  [0x1f, 0x8b, 0x08], // gzip
  [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0], // cabinet
  [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], // xz
];

/** What kind of archive begins with these bytes. The names of Office and OpenDocument files stand in their beginning. */
export function archiveKind(head: Uint8Array): ArchiveKind {
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const signature = `${head[2]},${head[3]}`;
    // First entry, an empty archive, the first part of a split one.
    if (!["3,4", "5,6", "7,8"].includes(signature)) return null;
    return isDocument(head) ? "document" : "zip";
  }
  return OTHERS.some((magic) => magic.every((byte, at) => head[at] === byte)) ? "other" : null;
}

/** Files of Office programs are zip archives too, but not ones to look for logs in. */
const DOCUMENT_NAMES: readonly string[] = ["[Content_Types].xml", "mimetype", "_rels/.rels"];

export function isDocumentName(name: string): boolean {
  return DOCUMENT_NAMES.includes(name);
}

function isDocument(head: Uint8Array): boolean {
  if (head.length < 30) return false;
  const length = head[26]! | (head[27]! << 8);
  return isDocumentName(String.fromCharCode(...head.subarray(30, 30 + Math.min(length, 64))));
}

const HEAD_BYTES = 128;

/** Looks at the first bytes of a file; one that cannot be opened is no archive, and whoever reads it says why. */
export function archiveKindOf(path: string): ArchiveKind {
  let source: FileSource | null = null;
  try {
    source = openFile(path);
    const head = new Uint8Array(HEAD_BYTES);
    return archiveKind(head.subarray(0, source.read(0, head)));
  } catch {
    return null;
  } finally {
    source?.close();
  }
}
