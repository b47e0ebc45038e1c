import type { ByteSource } from "../../types/ports.ts";

const MAGIC = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const DIRECTORY_SECTOR = 48;
const SECTOR_SHIFT = 30;
const ENTRY_BYTES = 128;
/** Entries of the directory that are looked at; the ones asked for are among its first. */
const ENTRIES = 32;

/**
 * What a compound file (OLE) is, which Office used for all documents until 2003 and still puts around those with a
 * password: `encrypted`, an old workbook (`xls`), or some other one. Null when it is no compound file.
 */
export function compoundKind(source: ByteSource): "encrypted" | "xls" | "other" | null {
  const head = new Uint8Array(512);
  if (source.read(0, head) < 512 || MAGIC.some((byte, at) => head[at] !== byte)) return null;
  const view = new DataView(head.buffer);
  const shift = view.getUint16(SECTOR_SHIFT, true);
  const sector = view.getUint32(DIRECTORY_SECTOR, true);
  if (shift !== 9 && shift !== 12) return "other";
  const directory = new Uint8Array(ENTRIES * ENTRY_BYTES);
  const count = source.read((sector + 1) * 2 ** shift, directory);
  const names = new Set<string>();
  for (let at = 0; at + ENTRY_BYTES <= count; at += ENTRY_BYTES) {
    const length = Math.min(64, directory[at + 64]! | (directory[at + 65]! << 8)) - 2;
    let name = "";
    for (let i = 0; i < length; i += 2)
      name += String.fromCharCode(directory[at + i]! | (directory[at + i + 1]! << 8));
    names.add(name);
  }
  if (names.has("EncryptedPackage")) return "encrypted";
  return names.has("Workbook") || names.has("Book") ? "xls" : "other";
}
