// A screenshot as a PNG of at most 256 colours: a third of the bytes, and the eye sees no difference on flat areas.
// Reads what browsers write (8 bits, RGB or RGBA, not interlaced) and nothing else.
import { deflateSync, inflateSync } from "node:zlib";
import { PNG_SIGNATURE, pngChunk } from "../png-chunk.mjs";

const MOST_COLOURS = 256;

/** The picture again with few colours. Throws for what is no such PNG. */
export function withFewColours(png) {
  const { width, height, pixels } = decode(png);
  const palette = paletteOf(countColours(pixels));
  const nearest = new Map();
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = pixels[y * width + x];
      let index = nearest.get(colour);
      if (index === undefined) {
        index = nearestIn(palette, colour);
        nearest.set(colour, index);
      }
      rows[y * (width + 1) + 1 + x] = index;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  head[9] = 3;
  const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk("IHDR", head),
    pngChunk("PLTE", colours),
    pngChunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    pngChunk("IEND", Buffer.alloc(0)),
  ]);
}

/** Colours as 0xRRGGBB, row by row. */
function decode(png) {
  if (!png.subarray(0, 8).equals(PNG_SIGNATURE)) throw new Error("not a PNG");
  const parts = [];
  let head = null;
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString("latin1", at + 4, at + 8);
    const data = png.subarray(at + 8, at + 8 + length);
    if (type === "IHDR") head = data;
    if (type === "IDAT") parts.push(data);
    at += length + 12;
  }
  const width = head.readUInt32BE(0);
  const height = head.readUInt32BE(4);
  const channels = head[9] === 2 ? 3 : head[9] === 6 ? 4 : 0;
  if (head[8] !== 8 || channels === 0 || head[12] !== 0) throw new Error("not a PNG of a browser");
  const lines = unfiltered(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const pixels = new Uint32Array(width * height);
  for (let i = 0; i < pixels.length; i++) {
    const at = i * channels;
    pixels[i] = (lines[at] << 16) | (lines[at + 1] << 8) | lines[at + 2];
  }
  return { width, height, pixels };
}

function unfiltered(raw, line, height, step) {
  const out = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (line + 1)];
    const from = y * (line + 1) + 1;
    const to = y * line;
    for (let x = 0; x < line; x++) {
      const left = x < step ? 0 : out[to + x - step];
      const up = y === 0 ? 0 : out[to + x - line];
      const corner = x < step || y === 0 ? 0 : out[to + x - line - step];
      out[to + x] = raw[from + x] + guess(filter, left, up, corner);
    }
  }
  return out;
}

function guess(filter, left, up, corner) {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function countColours(pixels) {
  const counts = new Map();
  for (const colour of pixels) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return counts;
}

const shift = [16, 8, 0];
const part = (colour, channel) => (colour >> shift[channel]) & 255;

/** By median cut: the box with the widest spread of many pixels is halved until there are enough. */
function paletteOf(counts) {
  if (counts.size <= MOST_COLOURS) return [...counts.keys()];
  let boxes = [boxOf([...counts])];
  while (boxes.length < MOST_COLOURS) {
    const widest = boxes.reduce((best, box) => (box.weight > best.weight ? box : best));
    if (widest.weight === 0) break;
    const sorted = widest.colours.toSorted(([a], [b]) => part(a, widest.channel) - part(b, widest.channel));
    let half = 0;
    let cut = 0;
    while (cut < sorted.length - 1 && half < widest.pixels / 2) half += sorted[cut++][1];
    boxes = boxes.filter((box) => box !== widest);
    boxes.push(boxOf(sorted.slice(0, cut)), boxOf(sorted.slice(cut)));
  }
  // The colour that most pixels of a box have: plain areas keep exactly theirs.
  return boxes.map(({ colours }) => colours.reduce((best, one) => (one[1] > best[1] ? one : best))[0]);
}

function boxOf(colours) {
  let [spread, channel] = [0, 0];
  for (let c = 0; c < 3; c++) {
    const values = colours.map(([colour]) => part(colour, c));
    let [least, most] = [255, 0];
    for (const value of values) {
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
    if (most - least > spread) [spread, channel] = [most - least, c];
  }
  const pixels = colours.reduce((sum, [, count]) => sum + count, 0);
  return { colours, channel, pixels, weight: colours.length < 2 ? 0 : spread * Math.sqrt(pixels) };
}

function nearestIn(palette, colour) {
  let [best, index] = [Number.POSITIVE_INFINITY, 0];
  for (const [at, other] of palette.entries()) {
    const [r, g, b] = [0, 1, 2].map((c) => part(colour, c) - part(other, c));
    const far = 2 * r * r + 4 * g * g + 3 * b * b;
    if (far < best) [best, index] = [far, at];
  }
  return index;
}
