// node build/pack/draw-icons.mjs [FOLDER]: draws renderer/public/icon.svg, the one drawing of the program's icon, at all
// sizes that the systems ask for, with a Chromium of this machine, and writes them to build/pack/icons/. What it wrote is
// kept in the project, so that packaging needs no browser; a test draws it again and compares.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { encodeIcns, encodeIco, encodePng } from "./icon-files.mjs";

export const iconsFolder = fileURLToPath(new URL("icons", import.meta.url));
const drawing = fileURLToPath(new URL("../../renderer/public/icon.svg", import.meta.url));

export const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
export const ICO_SIZES = [16, 20, 24, 32, 40, 48, 64, 128, 256];
export const ICNS_SIZES = [32, 64, 128, 256, 512, 1024];
/** macOS draws icons with room around them: 824 of 1024 pixels. */
const MAC_INSET = 100 / 1024;

/** Draws the icon in a page of a browser; `inset` is the room around it, as a part of the size. */
export async function drawIcon(page, size, inset = 0) {
  const svg = readFileSync(drawing, "utf8");
  const text = await page.evaluate(
    async ({ svg, size, inset }) => {
      const picture = new Image();
      picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      picture.width = size;
      picture.height = size;
      await picture.decode();
      const canvas = new OffscreenCanvas(size, size);
      const context = canvas.getContext("2d");
      const room = Math.round(size * inset);
      context.drawImage(picture, room, room, size - 2 * room, size - 2 * room);
      const { data } = context.getImageData(0, 0, size, size);
      let text = "";
      for (let at = 0; at < data.length; at += 8192)
        text += String.fromCharCode(...data.subarray(at, at + 8192));
      return text;
    },
    { svg, size, inset },
  );
  return { size, pixels: new Uint8Array(Buffer.from(text, "latin1")) };
}

/** Every file of the icons folder by its name, drawn anew. */
export async function drawAll(page) {
  const at = async (sizes, inset) => {
    const pictures = [];
    for (const size of sizes) pictures.push(await drawIcon(page, size, inset));
    return pictures;
  };
  return new Map([
    ["icon.ico", encodeIco(await at(ICO_SIZES))],
    ["icon.icns", encodeIcns(await at(ICNS_SIZES, MAC_INSET))],
    ...(await at(LINUX_SIZES)).map((picture) => [`${picture.size}x${picture.size}.png`, encodePng(picture)]),
  ]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { chromium } = await import("playwright-core");
  const executablePath = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: ["--disable-gpu", "--no-sandbox"] });
  const folder = process.argv[2] ?? iconsFolder;
  mkdirSync(folder, { recursive: true });
  for (const [name, file] of await drawAll(await browser.newPage())) {
    writeFileSync(join(folder, name), file);
    console.log(`${name}  ${file.length} bytes`);
  }
  await browser.close();
}
