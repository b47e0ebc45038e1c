import { FRAME_PREFIX, frameLength, MAX_FRAME } from "./frames.ts";

/**
 * Cuts a stream of bytes into frames. Each frame comes out in a buffer of its own, so that its columns are aligned;
 * empty frames are swallowed. Memory grows with what has arrived, not with what a length announces, until a frame
 * proves to be real. A frame for which there is no memory is left out, and told.
 */
export class FrameSplitter {
  readonly #limit: number;
  readonly #onLost: () => void;
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Length of the frame at the front, 0 while its prefix is incomplete. */
  #wanted = 0;

  constructor(limit = MAX_FRAME, onLost: () => void = () => {}) {
    this.#limit = limit;
    this.#onLost = onLost;
  }

  /** True when the stream may end here: no frame is half read. */
  get atBoundary(): boolean {
    return this.#held === 0;
  }

  /** Takes the next bytes, which must not change afterwards, and returns the frames they complete. */
  push(bytes: Uint8Array): Uint8Array[] {
    const frames: Uint8Array[] = [];
    if (bytes.length > 0) {
      this.#pieces.push(bytes);
      this.#held += bytes.length;
    }
    for (;;) {
      if (this.#wanted === 0) {
        if (this.#held < FRAME_PREFIX) return frames;
        this.#wanted = frameLength(this.#peek(), this.#limit);
      }
      if (this.#held < this.#wanted) return frames;
      const frame = this.#take(this.#wanted);
      this.#wanted = 0;
      if (frame === null) this.#onLost();
      else if (frame.length > FRAME_PREFIX) frames.push(frame);
    }
  }

  /** The first bytes in one piece. */
  #peek(): Uint8Array {
    const first = this.#pieces[0]!;
    if (first.length >= FRAME_PREFIX) return first;
    const prefix = new Uint8Array(FRAME_PREFIX);
    let at = 0;
    for (const piece of this.#pieces) {
      const part = piece.subarray(0, FRAME_PREFIX - at);
      prefix.set(part, at);
      at += part.length;
      if (at === FRAME_PREFIX) break;
    }
    return prefix;
  }

  /** The first bytes as a frame; null when there is no memory for it, and they are gone all the same. */
  #take(length: number): Uint8Array | null {
    let frame: Uint8Array | null = null;
    try {
      frame = new Uint8Array(length);
    } catch {
      // Told by whoever asked.
    }
    let at = 0;
    let index = 0;
    while (at < length) {
      const piece = this.#pieces[index]!;
      const part = piece.subarray(0, length - at);
      frame?.set(part, at);
      at += part.length;
      if (part.length === piece.length) index++;
      else this.#pieces[index] = piece.subarray(part.length);
    }
    this.#pieces.splice(0, index);
    this.#held -= length;
    return frame;
  }
}
