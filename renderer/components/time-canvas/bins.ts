const NO_LAYER = -1;

/**
 * Crowded lanes: instead of one rectangle a session, count how many cover each pixel. A difference array gets +1 at
 * the first pixel of a bar and -1 after its last; one prefix sum gives the cover, and neighbours of equal look become
 * one run. The cost no longer depends on how much the bars overlap.
 *
 *   bars      ####  ##            diff   +1 . . . -1 . +1 . -1
 *   cover     1 1 1 1 0 0 1 1     runs   [0,4) [6,8)
 *
 * Bars may lie in layers: what a higher layer covers is not drawn for those below it.
 */
export class Bins {
  readonly #layers: number;
  /** One difference array a layer, each `width + 1` long. */
  #diff = new Int32Array(0);
  readonly #used: Uint8Array;
  #width = 0;

  constructor(layers = 1) {
    this.#layers = layers;
    this.#used = new Uint8Array(layers);
  }

  /** Empties the bins for a track of so many pixels. */
  reset(width: number): void {
    this.#width = Math.max(1, Math.ceil(width));
    const needed = this.#layers * (this.#width + 1);
    if (this.#diff.length < needed) this.#diff = new Int32Array(needed);
    else this.#diff.fill(0, 0, needed);
    this.#used.fill(0);
  }

  /** Adds a bar by its pixel borders; every bar inside the width covers at least one pixel. */
  add(from: number, to: number, layer = 0): void {
    const width = this.#width;
    if (from >= width || (from < 0 && to <= 0)) return;
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(width, Math.max(first + 1, Math.ceil(to)));
    const base = layer * (width + 1);
    this.#diff[base + first]!++;
    this.#diff[base + last]!--;
    this.#used[layer] = 1;
  }

  /** The highest layer at each pixel, -1 where there is none. */
  tops(): Int8Array {
    const width = this.#width;
    const top = new Int8Array(width).fill(NO_LAYER);
    for (let layer = 0; layer < this.#layers; layer++) {
      if (this.#used[layer] === 0) continue;
      const base = layer * (width + 1);
      for (let x = 0, cover = 0; x < width; x++) {
        cover += this.#diff[base + x]!;
        if (cover > 0) top[x] = layer;
      }
    }
    return top;
  }

  /** Calls back for every run of pixels `[from, to)` that show the same layer, left to right. */
  runs(visit: (from: number, to: number, layer: number) => void): void {
    runsOf(this.tops(), visit);
  }
}

/** Calls back for every run of pixels `[from, to)` that show the same layer, left to right. */
export function runsOf(tops: Int8Array, visit: (from: number, to: number, layer: number) => void): void {
  for (let start = 0, x = 1; x <= tops.length; x++) {
    if (x < tops.length && tops[x] === tops[start]) continue;
    if (tops[start] !== NO_LAYER) visit(start, x, tops[start]!);
    start = x;
  }
}

/** More bars than this for a track of so many pixels are binned instead of drawn one by one. */
export function isCrowded(bars: number, width: number): boolean {
  return bars > width / 8;
}
