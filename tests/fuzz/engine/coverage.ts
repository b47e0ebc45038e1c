import { type Profiler, Session } from "node:inspector";

/**
 * Which places of our own scripts have run so far, by V8's precise block coverage. A place is a character of the source:
 * V8 joins neighbouring blocks that ran equally often, so blocks themselves have no name that lasts. Counts are asked for
 * because without them V8 tells of a function only once; whether a place ran is all that is looked at.
 */
export class Coverage {
  readonly #session = new Session();
  readonly #isOurs: (url: string) => boolean;
  readonly #scripts = new Map<string, Places>();

  constructor(isOurs: (url: string) => boolean) {
    this.#isOurs = isOurs;
    this.#session.connect();
    this.#session.post("Profiler.enable");
    this.#session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  }

  /** Whether anything ran since the last call that had never run; remembered only if `keep` is asked for. */
  take(keep: boolean): boolean {
    let isNew = false;
    this.#session.post("Profiler.takePreciseCoverage", (_, answer) => {
      for (const script of answer?.result ?? []) {
        if (!this.#isOurs(script.url)) continue;
        const places = this.#scripts.get(script.url) ?? new Places();
        this.#scripts.set(script.url, places);
        if (places.add(script, keep)) isNew = true;
      }
    });
    return isNew;
  }

  /** Blocks that ran at least once. */
  get blocks(): number {
    return [...this.#scripts.values()].reduce((sum, { blocks }) => sum + blocks, 0);
  }
}

/** The places of one script. */
class Places {
  #seen = new Uint8Array(0);
  #now = new Uint8Array(0);
  /** Every place at which a block was ever seen to begin or end. */
  readonly #edges = new Set<number>();

  add({ functions }: Profiler.ScriptCoverage, keep: boolean): boolean {
    this.#now.fill(0);
    // Inner functions come behind the ones around them, and inner blocks likewise.
    for (const { ranges } of functions) {
      for (const { startOffset, endOffset, count } of ranges) {
        this.#grow(endOffset);
        this.#now.fill(count > 0 ? 1 : 0, startOffset, endOffset);
        this.#edges.add(startOffset);
        this.#edges.add(endOffset);
      }
    }
    let isNew = false;
    for (const { ranges } of functions) {
      const { startOffset, endOffset, count } = ranges[0]!;
      for (let at = startOffset; at < endOffset && count > 0 && !(isNew && !keep); at++) {
        if (this.#now[at] === 0 || this.#seen[at] === 1) continue;
        isNew = true;
        if (keep) this.#seen[at] = 1;
      }
    }
    return isNew;
  }

  get blocks(): number {
    let blocks = 0;
    for (const edge of this.#edges) if (this.#seen[edge] === 1) blocks++;
    return blocks;
  }

  #grow(length: number): void {
    if (length <= this.#now.length) return;
    const larger = (old: Uint8Array): Uint8Array<ArrayBuffer> => {
      const bytes = new Uint8Array(length * 2);
      bytes.set(old);
      return bytes;
    };
    this.#now = larger(this.#now);
    this.#seen = larger(this.#seen);
  }
}
