import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { drawAll, iconsFolder } from "../../build/pack/draw-icons.mjs";
import { decodeIcns, decodeIco, decodePng, type Picture } from "../../build/pack/icon-files.mjs";
import { launchChromium } from "./chromium.ts";

const picturesIn = (name: string, file: Buffer): readonly Picture[] => {
  if (name.endsWith(".ico")) return decodeIco(file);
  return name.endsWith(".icns") ? decodeIcns(file) : [decodePng(file)];
};

/** How far two pictures are apart, on average, in steps of 1 of 255. */
function distance(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at]! - b[at]!);
  return sum / a.length;
}

test("the icons in the project are what the drawing looks like now", async ({ skip }) => {
  const launched = await launchChromium();
  if ("reason" in launched) return skip(launched.reason);
  const page = await launched.browser.newPage();
  const drawn = await drawAll(page);
  await page.close();
  for (const [name, file] of drawn) {
    const fresh = picturesIn(name, file);
    const kept = picturesIn(name, readFileSync(join(iconsFolder, name)));
    expect([name, kept.map(({ size }) => size)]).toEqual([name, fresh.map(({ size }) => size)]);
    // Another Chromium may smooth an edge otherwise; another drawing differs by far more.
    for (const [at, { pixels }] of fresh.entries())
      expect([name, distance(pixels, kept[at]!.pixels) < 1.5]).toEqual([name, true]);
  }
});
