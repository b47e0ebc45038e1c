// Writes and reads the three kinds of files that hold an icon: PNG, ICO (Windows) and ICNS (macOS). Only what our own
// icons need: 8-bit RGBA pictures, uncompressed bitmaps in the ICO below 256 pixels, PNG everywhere else.
//
// PNG: https://www.w3.org/TR/png-3/   ICO: https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)
import { crc32, deflateSync, inflateSync } from "node:zlib";
import { PNG_SIGNATURE, pngChunk } from "../png-chunk.mjs";

const BYTES_A_PIXEL = 4;

/** A square picture, its pixels row by row as red, green, blue, alpha, as a PNG file. */
export function encodePng({ size, pixels }) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  const row = size * BYTES_A_PIXEL;
  const filtered = Buffer.alloc((row + 1) * size);
  for (let y = 0; y < size; y++) {
    // Each row is stored as its difference from the one above: an icon's rows are much alike.
    const at = y * (row + 1);
    filtered[at] = 2;
    for (let x = 0; x < row; x++)
      filtered[at + 1 + x] = pixels[y * row + x] - (y === 0 ? 0 : pixels[(y - 1) * row + x]);
  }
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk("IHDR", head),
    pngChunk("IDAT", deflateSync(filtered, { level: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Reads what `encodePng` writes; throws for any other PNG. */
export function decodePng(file) {
  if (!file.subarray(0, 8).equals(PNG_SIGNATURE)) throw new Error("not a PNG file");
  let size = 0;
  const data = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (file.readUInt32BE(at + 8 + length) !== crc32(body)) throw new Error("a chunk is damaged");
    const type = body.toString("latin1", 0, 4);
    if (type === "IHDR") {
      size = body.readUInt32BE(4);
      if (body.readUInt32BE(8) !== size || !body.subarray(12).equals(Buffer.from([8, 6, 0, 0, 0])))
        throw new Error("not a square picture of 8-bit RGBA");
    } else if (type === "IDAT") data.push(body.subarray(4));
    at += length + 12;
  }
  const filtered = inflateSync(Buffer.concat(data));
  const row = size * BYTES_A_PIXEL;
  const pixels = new Uint8Array(row * size);
  for (let y = 0; y < size; y++) {
    const at = y * (row + 1);
    if (filtered[at] !== 2) throw new Error("a filter that is not ours");
    for (let x = 0; x < row; x++)
      pixels[y * row + x] = filtered[at + 1 + x] + (y === 0 ? 0 : pixels[(y - 1) * row + x]);
  }
  return { size, pixels };
}

/** Windows before 10, and the installer's own tools, take PNG inside an ICO only at this size. */
const PNG_FROM = 256;
const DIB_HEADER = 40;

/** A bitmap as it stands in an ICO: rows from the bottom, blue first, then one bit a pixel for what is clear. */
function encodeBitmap({ size, pixels }) {
  const maskRow = Math.ceil(size / 32) * 4;
  const file = Buffer.alloc(DIB_HEADER + size * size * BYTES_A_PIXEL + maskRow * size);
  file.writeUInt32LE(DIB_HEADER, 0);
  file.writeInt32LE(size, 4);
  // Twice the height: the picture and its mask.
  file.writeInt32LE(size * 2, 8);
  file.writeUInt16LE(1, 12);
  file.writeUInt16LE(32, 14);
  file.writeUInt32LE(size * size * BYTES_A_PIXEL + maskRow * size, 20);
  const mask = DIB_HEADER + size * size * BYTES_A_PIXEL;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = ((size - 1 - y) * size + x) * BYTES_A_PIXEL;
      const to = DIB_HEADER + (y * size + x) * BYTES_A_PIXEL;
      file.set([pixels[from + 2], pixels[from + 1], pixels[from], pixels[from + 3]], to);
      if (pixels[from + 3] === 0) file[mask + y * maskRow + (x >> 3)] |= 0x80 >> (x & 7);
    }
  }
  return file;
}

function decodeBitmap(file) {
  const size = file.readInt32LE(4);
  if (file.readUInt32LE(0) !== DIB_HEADER || file.readInt32LE(8) !== size * 2 || file.readUInt16LE(14) !== 32)
    throw new Error("not a square bitmap of 32 bits with a mask");
  const pixels = new Uint8Array(size * size * BYTES_A_PIXEL);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = DIB_HEADER + (y * size + x) * BYTES_A_PIXEL;
      const to = ((size - 1 - y) * size + x) * BYTES_A_PIXEL;
      pixels.set([file[from + 2], file[from + 1], file[from], file[from + 3]], to);
    }
  }
  return { size, pixels };
}

/** Windows' icon file with all the pictures in it, none larger than 256 pixels. */
export function encodeIco(pictures) {
  const head = Buffer.alloc(6 + pictures.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  const files = pictures.map((picture) =>
    picture.size >= PNG_FROM ? encodePng(picture) : encodeBitmap(picture),
  );
  let offset = head.length;
  files.forEach((file, at) => {
    const entry = 6 + at * 16;
    // 0 stands for 256.
    head.fill(pictures[at].size & 0xff, entry, entry + 2);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(file.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += file.length;
  });
  return Buffer.concat([head, ...files]);
}

export function decodeIco(file) {
  if (file.readUInt32LE(0) !== 0x00010000) throw new Error("not an icon file");
  return Array.from({ length: file.readUInt16LE(4) }, (_, at) => {
    const entry = 6 + at * 16;
    const offset = file.readUInt32LE(entry + 12);
    const data = file.subarray(offset, offset + file.readUInt32LE(entry + 8));
    const picture = data.subarray(0, 8).equals(PNG_SIGNATURE) ? decodePng(data) : decodeBitmap(data);
    if ((picture.size & 0xff) !== file[entry])
      throw new Error("a picture of another size than its entry says");
    return picture;
  });
}

/**
 * What macOS calls its pictures, by pixels; where there are two, the second is the same picture for a screen of twice the
 * density. The smallest are made from larger ones by the system.
 */
const ICNS_TYPES = {
  32: ["ic11"],
  64: ["ic12"],
  128: ["ic07"],
  256: ["ic08", "ic13"],
  512: ["ic09", "ic14"],
  1024: ["ic10"],
};

/** macOS's icon file; a size that it has no name for is left out. */
export function encodeIcns(pictures) {
  const entries = pictures.flatMap((picture) => {
    const png = encodePng(picture);
    return (ICNS_TYPES[picture.size] ?? []).map((type) => {
      const head = Buffer.alloc(8);
      head.write(type, 0, "latin1");
      head.writeUInt32BE(png.length + 8, 4);
      return Buffer.concat([head, png]);
    });
  });
  const head = Buffer.alloc(8);
  head.write("icns", 0, "latin1");
  head.writeUInt32BE(8 + entries.reduce((sum, { length }) => sum + length, 0), 4);
  return Buffer.concat([head, ...entries]);
}

/** The pictures of an ICNS file with their types, in its order. */
export function decodeIcns(file) {
  if (file.toString("latin1", 0, 4) !== "icns" || file.readUInt32BE(4) !== file.length)
    throw new Error("not an icon file");
  const found = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    const data = file.subarray(at + 8, at + file.readUInt32BE(at + 4));
    found.push({ type: file.toString("latin1", at, at + 4), ...decodePng(data) });
  }
  return found;
}
