import { Bins, isCrowded, runsOf } from "./bins.ts";
import { hasKind } from "./draw-kind.ts";
import { trackInWindow } from "./lane-model.ts";
import { BAR_GROUPS, type Palette } from "./palette.ts";
import type { Scene } from "./stage.ts";

type Pen = CanvasRenderingContext2D;

/** Among bars that are counted by pixel, those wide enough for their ends to be seen are drawn whole, so many at most. */
export const WIDE = 12;
const MOST_WIDE = 300;

/** Lines of the picture for each strip: alike, so that one stretched between device pixels has no neighbour to take from. */
const LINES = 2;

/** A track with more bars than can be told apart, by pixel. */
export interface Strip {
  /** Its first line in the picture of all strips. */
  readonly line: number;
  /** What is drawn over it: bars that are wide or stand out. */
  readonly whole: readonly number[];
  /** Runs of one colour group that have room for its sign. */
  readonly kinds: readonly { readonly from: number; readonly to: number; readonly group: number }[];
}

/**
 * All crowded tracks in view as one picture, a line of pixels for each, which is stretched to the height of the track: where
 * everything is in view these are some thirty lines, and would be six thousand rectangles.
 */
export class Strips {
  /** Where sessions may have been, and above it one layer for each colour group. */
  readonly #bins = new Bins(1 + BAR_GROUPS.length);
  readonly #strips = new Map<number, Strip>();
  #canvas: HTMLCanvasElement | null = null;
  #image: ImageData | null = null;
  /** A page made smaller has fewer pixels than columns: then they are mixed, or some would be left out. */
  #isShrunk = false;

  /** Works out the crowded ones of some tracks. */
  prepare(target: Pen, scene: Scene, tracks: readonly number[], palette: Palette): void {
    const { lanes, bars, scale } = scene;
    this.#strips.clear();
    const crowded = tracks.flatMap((track) => {
      const [first, last] = trackInWindow(lanes, bars, track, scale.from, scale.to);
      return isCrowded(last - first, scale.width) ? [{ track, first, last }] : [];
    });
    if (crowded.length === 0) return;
    this.#isShrunk = target.getTransform().a < 1;
    const height = LINES * crowded.length;
    const width = Math.max(1, Math.ceil(scale.width));
    this.#canvas ??= document.createElement("canvas");
    const canvas = this.#canvas;
    if (canvas.width !== width || canvas.height < height) {
      canvas.width = width;
      canvas.height = height;
    }
    const pen = canvas.getContext("2d");
    if (pen === null) return;
    if (this.#image?.width !== canvas.width || this.#image.height !== canvas.height)
      this.#image = pen.createImageData(canvas.width, canvas.height);
    const pixels = new Uint32Array(this.#image.data.buffer);
    for (const [place, { track, first, last }] of crowded.entries())
      this.#strips.set(track, this.#strip(scene, LINES * place, first, last, pixels, palette));
    pen.putImageData(this.#image, 0, 0, 0, 0, width, height);
  }

  of(track: number): Strip | undefined {
    return this.#strips.get(track);
  }

  draw(pen: Pen, { line }: Strip, y: number, height: number): void {
    const canvas = this.#canvas;
    if (canvas === null) return;
    pen.imageSmoothingEnabled = this.#isShrunk;
    if (this.#isShrunk) pen.imageSmoothingQuality = "high";
    pen.drawImage(canvas, 0, line + 0.5, canvas.width, LINES - 1, 0, y, canvas.width, height);
    pen.imageSmoothingEnabled = true;
  }

  #strip(
    scene: Scene,
    line: number,
    first: number,
    last: number,
    pixels: Uint32Array,
    palette: Palette,
  ): Strip {
    const { rows } = scene.lanes;
    const { groups } = scene.facts;
    const { from, to, solidFrom, solidTo } = scene.bars;
    const { scale, chosen } = scene;
    const bins = this.#bins;
    const begin = scale.from;
    const perTick = scale.width / (scale.to - begin);
    const wide = WIDE / perTick;
    const stand = scene.place?.row ?? -1;
    const whole: number[] = [];
    bins.reset(scale.width);
    for (let i = first; i < last; i++) {
      const row = rows[i]!;
      const a = from[row]!;
      const b = to[row]!;
      const isWide = b - a >= wide && whole.length < MOST_WIDE;
      if (isWide || row === chosen || row === stand) whole.push(row);
      if (isWide) continue;
      const solidA = solidFrom[row]!;
      const solidB = solidTo[row]!;
      bins.add((solidA - begin) * perTick, (solidB - begin) * perTick, 1 + groups[row]!);
      if (b > solidB || a < solidA) bins.add((a - begin) * perTick, (b - begin) * perTick);
    }
    const tops = bins.tops();
    const base = line * tops.length;
    for (let x = 0; x < tops.length; x++) pixels[base + x] = tops[x]! < 0 ? 0 : palette.pixels[tops[x]!]!;
    const kinds: { from: number; to: number; group: number }[] = [];
    pixels.copyWithin(base + tops.length, base, base + tops.length);
    runsOf(tops, (a, b, layer) => {
      if (layer > 0 && hasKind(layer - 1, b - a)) kinds.push({ from: a, to: b, group: layer - 1 });
    });
    return { line, whole, kinds };
  }
}
