import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ICNS_SIZES, ICO_SIZES, iconsFolder, LINUX_SIZES } from "./draw-icons.mjs";
import {
  decodeIcns,
  decodeIco,
  decodePng,
  encodeIcns,
  encodeIco,
  encodePng,
  type Picture,
} from "./icon-files.mjs";

/** A picture in which no two places are alike, with clear and half clear pixels. */
function picture(size: number): Picture {
  const pixels = new Uint8Array(size * size * 4);
  for (let at = 0; at < pixels.length; at++) pixels[at] = (at * 37 + (at >> 7) * 11 + size) & 0xff;
  for (let pixel = 0; pixel < size; pixel++) pixels[pixel * 4 + 3] = pixel % 3 === 0 ? 0 : 128;
  return { size, pixels };
}
/** Size and a digest: comparing millions of numbers one by one takes a minute. */
const seen = ({ size, pixels }: Picture): [number, string] => [
  size,
  createHash("sha256").update(pixels).digest("hex"),
];
const icon = (name: string): Buffer => readFileSync(join(iconsFolder, name));

test("what is written as PNG, ICO and ICNS is read back to the last pixel", () => {
  for (const size of [1, 16, 33, 256])
    expect(seen(decodePng(encodePng(picture(size))))).toEqual(seen(picture(size)));
  const small = [16, 20, 48, 256].map(picture);
  expect(decodeIco(encodeIco(small)).map(seen)).toEqual(small.map(seen));
  const large = [32, 256, 1024].map(picture);
  const read = decodeIcns(encodeIcns([...large, picture(20)]));
  expect(read.map(({ type, size }) => [type, size])).toEqual([
    ["ic11", 32],
    ["ic08", 256],
    ["ic13", 256],
    ["ic10", 1024],
  ]);
  for (const one of read) expect(seen(one)).toEqual(seen(picture(one.size)));
});

test("a damaged file is refused", () => {
  const png = encodePng(picture(16));
  png[60] = png[60]! ^ 1;
  expect(() => decodePng(png)).toThrow(/damaged/);
  expect(() => decodeIco(encodePng(picture(16)))).toThrow("not an icon file");
  expect(() => decodeIcns(encodeIcns([picture(32)]).subarray(0, 100))).toThrow("not an icon file");
});

test("the drawn icons have every size that the systems ask for, and a drawing on a clear ground", () => {
  const files = readdirSync(iconsFolder).sort();
  expect(files).toEqual(
    ["icon.icns", "icon.ico", ...LINUX_SIZES.map((size) => `${size}x${size}.png`)].sort(),
  );
  expect(decodeIco(icon("icon.ico")).map(({ size }) => size)).toEqual(ICO_SIZES);
  expect([...new Set(decodeIcns(icon("icon.icns")).map(({ size }) => size))].sort((a, b) => a - b)).toEqual(
    ICNS_SIZES,
  );
  const drawn = LINUX_SIZES.map((size) => decodePng(icon(`${size}x${size}.png`)));
  expect(drawn.map(({ size }) => size)).toEqual(LINUX_SIZES);
  for (const { size, pixels } of [...drawn, ...decodeIco(icon("icon.ico"))]) {
    const alphaAt = (x: number, y: number): number => pixels[(y * size + x) * 4 + 3]!;
    expect([size, alphaAt(0, 0) < 255, alphaAt(size >> 1, size >> 1)]).toEqual([size, true, 255]);
  }
});
