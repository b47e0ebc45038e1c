import type { JobContext } from "./job-context.ts";
import { BLOCK_BYTES } from "./line-writer.ts";

/** Gives the memory of a block back. */
export type Release = (block: Uint8Array) => void;

interface Posted {
  readonly block: Uint8Array;
  readonly release: Release;
}

/**
 * Blocks of lines on their way to the host, and their memory. A host in another thread shares that: what it has taken is
 * written again, so that a log of any size takes the memory of a few blocks and nothing is copied.
 */
export class LineOutput {
  readonly #context: Pick<JobContext, "post" | "waitForRoom" | "cancel" | "linesTaken">;
  /** Blocks that the host has not done with, in the order in which they were posted. */
  readonly #posted: Posted[] = [];
  readonly #free: Uint8Array[] = [];
  #taken = 0;

  constructor(context: Pick<JobContext, "post" | "waitForRoom" | "cancel" | "linesTaken">) {
    this.#context = context;
  }

  /** Memory for the next block. */
  readonly memory = (): Uint8Array => {
    if (this.#context.linesTaken === undefined) return new Uint8Array(BLOCK_BYTES);
    this.reclaim();
    return this.#free.pop() ?? new Uint8Array(new SharedArrayBuffer(BLOCK_BYTES));
  };

  /** Takes a block that came from `memory` and was never posted. */
  readonly release: Release = ({ buffer }) => {
    // That of a long line is a copy at the host's.
    if (buffer instanceof SharedArrayBuffer) this.#free.push(new Uint8Array(buffer));
  };

  /** Posts a block as soon as there is room for it; nothing once the job is cancelled. */
  post(block: Uint8Array, release = this.release): void {
    const { cancel, linesTaken } = this.#context;
    this.#context.waitForRoom();
    if (cancel.cancelled) {
      release(block);
      return;
    }
    if (linesTaken !== undefined) this.#posted.push({ block, release });
    this.#context.post({ type: "lines", bytes: block });
  }

  /** Gives back what the host has done with. */
  reclaim(): void {
    const taken = this.#context.linesTaken?.() ?? 0;
    for (; this.#taken < taken; this.#taken++) {
      const posted = this.#posted.shift();
      posted?.release(posted.block);
    }
  }
}
