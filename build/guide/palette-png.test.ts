import { crc32, deflateSync, inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { withFewColours } from "./palette-png.mjs";

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

/** A PNG of RGB lines as they stand, each with the filter that is given for it. */
function png(width: number, lines: readonly (readonly [filter: number, bytes: readonly number[]])[]): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(lines.length, 4);
  head.set([8, 2], 8);
  const raw = Buffer.from(lines.flatMap(([filter, bytes]) => [filter, ...bytes]));
  return Buffer.concat([
    SIGNATURE,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(raw)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Colours of a PNG with a palette, as 0xRRGGBB. */
function coloursOf(bytes: Buffer): readonly number[] {
  const parts = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; at += bytes.readUInt32BE(at) + 12) {
    parts.set(
      bytes.toString("latin1", at + 4, at + 8),
      bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)),
    );
  }
  const width = parts.get("IHDR")!.readUInt32BE(0);
  const palette = parts.get("PLTE")!;
  const rows = inflateSync(parts.get("IDAT")!);
  return [...rows].filter((_, at) => at % (width + 1) !== 0).map((index) => palette.readUIntBE(index * 3, 3));
}

test("few colours stay what they are, whatever filter a line has", () => {
  const picture = png(2, [
    [0, [255, 0, 0, 0, 255, 0]],
    [1, [10, 20, 30, 1, 1, 1]],
    [2, [1, 1, 1, 1, 1, 1]],
    [3, [5, 5, 5, 5, 5, 5]],
    [4, [1, 0, 0, 0, 1, 0]],
  ]);
  // By the definition of each filter: left, up, their mean, and the nearest of left, up and corner.
  expect(coloursOf(withFewColours(picture))).toEqual([
    0xff0000, 0x00ff00, 0x0a141e, 0x0b151f, 0x0b151f, 0x0c1620, 0x0a0f14, 0x10171f, 0x0b0f14, 0x10181f,
  ]);
});

test("of many colours 256 are left, each near to what it was", () => {
  const width = 400;
  const line = Array.from({ length: width }, (_, x) => [x >> 1, 255 - (x >> 1), (x * 7) & 255]).flat();
  const left = coloursOf(withFewColours(png(width, [[0, line]])));
  expect(new Set(left).size).toBeLessThanOrEqual(256);
  const far = left.map((colour, x) =>
    Math.max(Math.abs((colour >> 16) - line[x * 3]!), Math.abs(((colour >> 8) & 255) - line[x * 3 + 1]!)),
  );
  expect(Math.max(...far)).toBeLessThan(24);
});

test("what is no such PNG is refused", () => {
  expect(() => withFewColours(Buffer.from("GIF89a.........."))).toThrow("not a PNG");
});
