import type { Crc32 } from "../types/ports.ts";

/** One entry of an archive for tests; whatever is given may be a lie. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The bytes as they stand in the archive, if not as they are. */
  readonly packed?: Uint8Array;
  readonly method?: number;
  readonly flags?: number;
  readonly crc?: number;
  /** Size that is promised. */
  readonly size?: number;
}

export interface ZipOptions {
  readonly crc32: Crc32;
  /** Sizes and places in 64 bits, as in archives beyond 4 GB. */
  readonly zip64?: boolean;
  /** The list of contents and all behind it are left out, as in a copy that broke off. */
  readonly cut?: boolean;
}

const STORED = 0;
const DEFLATED = 8;
const SEE_EXTRA = 0xffff_ffff;

/** Writes a zip archive byte by byte: hostile ones no library would write. */
export function zipFile(
  entries: readonly ZipEntry[],
  { crc32, zip64 = false, cut = false }: ZipOptions,
): Uint8Array {
  const out: number[] = [];
  const central: number[] = [];
  const u16 = (to: number[], value: number): void => void to.push(value & 255, (value >>> 8) & 255);
  const u32 = (to: number[], value: number): void => {
    u16(to, value & 0xffff);
    u16(to, value >>> 16);
  };
  const u64 = (to: number[], value: number): void => {
    u32(to, value >>> 0);
    u32(to, Math.floor(value / 4_294_967_296));
  };
  for (const entry of entries) {
    const { bytes, packed = bytes, flags = 0x800 } = entry;
    const method = entry.method ?? (entry.packed === undefined ? STORED : DEFLATED);
    const name = utf8(entry.name);
    const size = entry.size ?? bytes.length;
    const at = out.length;
    const common = (to: number[], extra: number): void => {
      u16(to, zip64 ? 45 : 20);
      u16(to, flags);
      u16(to, method);
      u32(to, 0);
      u32(to, entry.crc ?? crc32(bytes));
      u32(to, zip64 ? SEE_EXTRA : packed.length);
      u32(to, zip64 ? SEE_EXTRA : size);
      u16(to, name.length);
      u16(to, extra);
    };
    const extra = (to: number[], place: boolean): void => {
      if (!zip64) return;
      u16(to, 1);
      u16(to, place ? 24 : 16);
      u64(to, size);
      u64(to, packed.length);
      if (place) u64(to, at);
    };
    u32(out, 0x04034b50);
    common(out, zip64 ? 20 : 0);
    out.push(...name);
    extra(out, false);
    for (const byte of packed) out.push(byte);
    u32(central, 0x02014b50);
    u16(central, 45);
    common(central, zip64 ? 28 : 0);
    for (let field = 0; field < 3; field++) u16(central, 0);
    u32(central, 0);
    u32(central, zip64 ? SEE_EXTRA : at);
    central.push(...name);
    extra(central, true);
  }
  if (cut) return Uint8Array.from(out);
  const start = out.length;
  for (const byte of central) out.push(byte);
  if (zip64) {
    const end = out.length;
    u32(out, 0x06064b50);
    u64(out, 44);
    u16(out, 45);
    u16(out, 45);
    u32(out, 0);
    u32(out, 0);
    u64(out, entries.length);
    u64(out, entries.length);
    u64(out, central.length);
    u64(out, start);
    u32(out, 0x07064b50);
    u32(out, 0);
    u64(out, end);
    u32(out, 1);
  }
  u32(out, 0x06054b50);
  u32(out, 0);
  u16(out, zip64 ? 0xffff : entries.length);
  u16(out, zip64 ? 0xffff : entries.length);
  u32(out, zip64 ? SEE_EXTRA : central.length);
  u32(out, zip64 ? SEE_EXTRA : start);
  u16(out, 0);
  return Uint8Array.from(out);
}

function utf8(text: string): number[] {
  // Neither Node nor DOM may be used here, and the names in tests stay below U+0800.
  return [...text].flatMap((char) => {
    const code = char.charCodeAt(0);
    return code < 0x80 ? [code] : [0xc0 | (code >> 6), 0x80 | (code & 63)];
  });
}
