import { bytesOf, joinBytes } from "../types/join-bytes.ts";
import { type FramePieces, MAX_FRAME } from "./frames.ts";
import { isCount, isObject } from "./shapes.ts";
import type { Wire } from "./wire.ts";

/*
 * Frames over a message port between processes. A port copies what is posted, and copies the whole buffer behind a
 * view, so every piece is posted in a buffer of exactly its size; transferred buffers would be lost on the way into
 * an Electron page. Pieces are at most 4 MB, and at most `WINDOW` of them are under way: the receiver gives credit
 * back after every `ACK_EVERY`, so a slow page never piles up a whole case in the channel.
 *
 *   sender                                   receiver
 *   { piece, left }  ...  { piece, left: 0 }   joins until nothing is left
 *                    { credit: n }             n pieces have arrived
 */
export const PIECE_BYTES = 4 * 1024 * 1024;
const WINDOW = 8;
const ACK_EVERY = 4;

/** The least that both kinds of ports have in common; who makes one adapts `onmessage` or `on("message")` to it. */
export interface PortLike {
  post(message: PortMessage): void;
  /** Set once by the wire; messages that came earlier must be kept until then. */
  onMessage: ((message: unknown) => void) | null;
  onClose: (() => void) | null;
  close(): void;
}

export type PortMessage =
  /** Bytes of the frame under way, and how many are still to come after these. */
  { readonly piece: Uint8Array; readonly left: number } | { readonly credit: number };

/** A wire over a port. A message that breaks the rules closes it. */
export function portWire(port: PortLike, maxFrame = MAX_FRAME): Wire {
  const queue: FrameCutter[] = [];
  let credit = WINDOW;
  let unacknowledged = 0;
  let joining: Uint8Array[] = [];
  let joined = 0;
  let missing = 0;
  let closed = false;

  const wire: Wire = {
    onFrame: null,
    onLostFrame: null,
    onClose: null,
    send(frame) {
      if (closed) return;
      queue.push(new FrameCutter(frame));
      post();
    },
    close() {
      end();
      port.close();
    },
  };

  const end = (): void => {
    if (closed) return;
    closed = true;
    queue.length = 0;
    joining = [];
    wire.onClose?.();
  };
  const post = (): void => {
    while (credit > 0 && queue.length > 0 && !closed) {
      const frame = queue[0]!;
      const piece = frame.next();
      const { left } = frame;
      if (left === 0) queue.shift();
      credit--;
      port.post({ piece, left });
    }
  };
  const onPiece = (piece: Uint8Array, left: number): void => {
    // The first piece says how long the frame is; every later one must agree with it.
    const agrees = joining.length === 0 || piece.length + left === missing;
    const fits = piece.length > 0 && piece.length <= PIECE_BYTES && joined + piece.length + left <= maxFrame;
    if (!agrees || !fits) {
      wire.close();
      return;
    }
    unacknowledged++;
    if (unacknowledged >= ACK_EVERY) {
      port.post({ credit: unacknowledged });
      unacknowledged = 0;
    }
    joining.push(piece);
    joined += piece.length;
    missing = left;
    if (left > 0) return;
    let frame: Uint8Array | null = piece;
    try {
      if (joining.length > 1) frame = joinBytes(joining);
    } catch {
      frame = null;
    }
    joining = [];
    joined = 0;
    if (frame === null) wire.onLostFrame?.();
    else wire.onFrame?.(frame);
  };

  port.onMessage = (message) => {
    if (closed) return;
    if (!isObject(message)) wire.close();
    else if (message.piece instanceof Uint8Array && isCount(message.left))
      onPiece(message.piece, message.left);
    else if (isCount(message.credit) && message.credit <= WINDOW - credit) {
      credit += message.credit;
      post();
    } else wire.close();
  };
  port.onClose = end;
  return wire;
}

/** Cuts the bytes of a frame into pieces for a port, each in a buffer of exactly its size. */
class FrameCutter {
  readonly #pieces: FramePieces;
  #at = 0;
  /** Bytes of the piece at `#at` that were cut already. */
  #taken = 0;
  /** Bytes that are still to be cut. */
  left: number;

  constructor(pieces: FramePieces) {
    this.#pieces = pieces;
    this.left = bytesOf(pieces);
  }

  next(): Uint8Array {
    const length = Math.min(PIECE_BYTES, this.left);
    this.left -= length;
    const first = this.#pieces[this.#at];
    if (this.#taken === 0 && first?.length === length && length === first.buffer.byteLength) {
      this.#at++;
      return first;
    }
    const cut = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const piece = this.#pieces[this.#at]!;
      const part = piece.subarray(this.#taken, this.#taken + length - done);
      cut.set(part, done);
      done += part.length;
      this.#taken += part.length;
      if (this.#taken < piece.length) continue;
      this.#at++;
      this.#taken = 0;
    }
    return cut;
  }
}
