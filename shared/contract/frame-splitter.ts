import { FRAME_PREFIX, type FramePieces, frameLength, MAX_FRAME } from "./frames.ts";

/**
 * Cuts a stream of bytes into frames. A frame comes out in the pieces that it arrived in, which nobody chose: they are
 * not joined, because most columns of a large one have to be copied once in any case to be aligned, and that is done by
 * who reads it. Empty frames are swallowed. Memory grows with what has arrived, never with what a length announces.
 */
export class FrameSplitter {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #held = 0;
  /** Length of the frame at the front, 0 while its prefix is incomplete. */
  #wanted = 0;

  constructor(limit = MAX_FRAME) {
    this.#limit = limit;
  }

  /** True when the stream may end here: no frame is half read. */
  get atBoundary(): boolean {
    return this.#held === 0;
  }

  /** Takes the next bytes, which must not change afterwards, and returns the frames they complete. */
  push(bytes: Uint8Array): FramePieces[] {
    const frames: FramePieces[] = [];
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
      if (this.#wanted > FRAME_PREFIX) frames.push(frame);
      this.#wanted = 0;
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

  /** The first bytes, which are no longer held. */
  #take(length: number): FramePieces {
    let count = 0;
    let left = length;
    while (left > 0 && this.#pieces[count]!.length <= left) left -= this.#pieces[count++]!.length;
    const taken = this.#pieces.splice(0, count);
    const last = this.#pieces[0];
    if (left > 0 && last !== undefined) {
      taken.push(last.subarray(0, left));
      this.#pieces[0] = last.subarray(left);
    }
    this.#held -= length;
    return taken;
  }
}
