/**
 * Crowded lanes: instead of one rectangle a session, count how many cover each pixel. A difference array gets +1 at
 * the first pixel of a bar and -1 after its last; one prefix sum gives the cover, and neighbours of equal look become
 * one run. The cost no longer depends on how much the bars overlap.
 *
 *   bars      ####  ##            diff   +1 . . . -1 . +1 . -1
 *   cover     1 1 1 1 0 0 1 1     runs   [0,4) [6,8)
 */
export class Bins {
  #diff = new Int32Array(0);
  #width = 0;

  /** Empties the bins for a track of so many pixels. */
  reset(width: number): void {
    this.#width = Math.max(1, Math.ceil(width));
    if (this.#diff.length < this.#width + 1) this.#diff = new Int32Array(this.#width + 1);
    else this.#diff.fill(0, 0, this.#width + 1);
  }

  /** Adds a bar by its pixel borders; every bar inside the width covers at least one pixel. */
  add(from: number, to: number): void {
    const first = Math.max(0, Math.floor(from));
    const last = Math.min(this.#width, Math.max(first + 1, Math.ceil(to)));
    if (first >= this.#width || last <= 0) return;
    this.#diff[first]!++;
    this.#diff[last]!--;
  }

  /** Calls back for every run of covered pixels `[from, to)`, left to right. */
  runs(visit: (from: number, to: number) => void): void {
    let cover = 0;
    let start = -1;
    for (let x = 0; x < this.#width; x++) {
      cover += this.#diff[x]!;
      if (cover > 0) {
        if (start < 0) start = x;
      } else if (start >= 0) {
        visit(start, x);
        start = -1;
      }
    }
    if (start >= 0) visit(start, this.#width);
  }
}

/** More bars than this for a track of so many pixels are binned instead of drawn one by one. */
export function isCrowded(bars: number, width: number): boolean {
  return bars > width / 8;
}
