import type { FramePieces } from "./frames.ts";

/**
 * Moves frames of bytes between a page and a host, in order, both ways. What a frame means is decided by `rpc` and
 * `frames`; a wire only carries it: a MessagePort in Electron, loopback HTTP in the browser host, plain memory in
 * tests.
 */
export interface Wire {
  /** Queues one frame. Its bytes must not change afterwards. */
  send(frame: FramePieces): void;
  /**
   * Called for every frame that arrives, in the pieces it came in, which are the receiver's. Set once, before anything is
   * sent.
   */
  onFrame: ((frame: FramePieces) => void) | null;
  /** Called when a frame arrived for which the wire has no memory: it is lost, what comes after it is not. */
  onLostFrame: (() => void) | null;
  /** Called once when the other side is gone. */
  onClose: (() => void) | null;
  close(): void;
}
