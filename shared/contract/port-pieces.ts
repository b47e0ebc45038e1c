import { joinBytes } from "../types/join-bytes.ts";
import { type Cut, cutFrame, PIECE_BYTES, pieceOf } from "./frame-cutter.ts";
import { MAX_FRAME } from "./frames.ts";
import { isBoolean, isCount, isObject } from "./shapes.ts";
import type { Wire } from "./wire.ts";

/*
 * Frames over a message port between processes. A port copies what is posted, and copies the whole buffer behind a
 * view, so every piece is posted in a buffer of exactly its size; transferred buffers would be lost on the way into
 * an Electron page. A frame is cut where its columns end and is not put together again: the buffer in which a piece
 * arrives is the one in which its column stays. Only the pieces of a column that is longer than a piece are joined, as
 * soon as its last one is there.
 *
 * At most `WINDOW_BYTES` are under way: the receiver gives credit back after every `ACK_BYTES`, so a slow page never
 * piles up a whole case in the channel.
 *
 *   sender                                          receiver
 *   { piece, left, goesOn }  ...  { piece, left: 0 }    keeps them until nothing is left
 *                            { credit: n }          pieces that count for n bytes have arrived
 */
const WINDOW_BYTES = 32 * 1024 * 1024;
const ACK_BYTES = 8 * 1024 * 1024;
/** A piece counts for no less, because a message takes more memory than what is in it. */
const LEAST_COST = 64 * 1024;
/** A frame has no more: two for each part, and those of parts that are longer than a piece. */
const MAX_PIECES = 10_000;

/** The least that both kinds of ports have in common; who makes one adapts `onmessage` or `on("message")` to it. */
export interface PortLike {
  post(message: PortMessage): void;
  /** Set once by the wire; messages that came earlier must be kept until then. */
  onMessage: ((message: unknown) => void) | null;
  onClose: (() => void) | null;
  close(): void;
}

export type PortMessage =
  /**
   * Bytes of the frame under way, how many are still to come after these, and whether the next piece is a part of the
   * same column.
   */
  | { readonly piece: Uint8Array; readonly left: number; readonly goesOn: boolean }
  | { readonly credit: number };

/** A wire over a port. A message that breaks the rules closes it. */
export function portWire(port: PortLike, maxFrame = MAX_FRAME): Wire {
  const queue: Cut[] = [];
  let underWay = 0;
  let unacknowledged = 0;
  let arriving = new ArrivingFrame(maxFrame);
  let closed = false;

  const wire: Wire = {
    onFrame: null,
    onLostFrame: null,
    onClose: null,
    send(frame) {
      if (closed) return;
      for (const cut of cutFrame(frame)) queue.push(cut);
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
    arriving = new ArrivingFrame(maxFrame);
    wire.onClose?.();
  };
  const post = (): void => {
    for (;;) {
      const cut = queue[0];
      if (cut === undefined || closed || underWay + costOf(cut.length) > WINDOW_BYTES) return;
      queue.shift();
      underWay += costOf(cut.length);
      port.post({ piece: pieceOf(cut), left: cut.left, goesOn: cut.goesOn });
    }
  };
  const onPiece = (piece: Uint8Array, left: number, goesOn: boolean): void => {
    if (!arriving.add(piece, left, goesOn)) {
      wire.close();
      return;
    }
    unacknowledged += costOf(piece.length);
    if (unacknowledged >= ACK_BYTES) {
      port.post({ credit: unacknowledged });
      unacknowledged = 0;
    }
    if (left > 0) return;
    const { pieces } = arriving;
    arriving = new ArrivingFrame(maxFrame);
    if (pieces === null) wire.onLostFrame?.();
    else wire.onFrame?.(pieces);
  };

  port.onMessage = (message) => {
    if (closed) return;
    if (!isObject(message)) wire.close();
    else if (message.piece instanceof Uint8Array && isCount(message.left) && isBoolean(message.goesOn))
      onPiece(message.piece, message.left, message.goesOn);
    else if (isCount(message.credit) && message.credit <= underWay) {
      underWay -= message.credit;
      post();
    } else wire.close();
  };
  port.onClose = end;
  return wire;
}

function costOf(length: number): number {
  return Math.max(length, LEAST_COST);
}

/** The pieces of a frame that have arrived. */
class ArrivingFrame {
  readonly #longest: number;
  #count = 0;
  #bytes = 0;
  #missing = 0;
  /** Pieces of the column that goes on. */
  #column: Uint8Array[] = [];
  /** Null when there was no memory for a column. */
  pieces: Uint8Array[] | null = [];

  constructor(longest: number) {
    this.#longest = longest;
  }

  /** Takes the next piece; false when it breaks the rules. */
  add(piece: Uint8Array, left: number, goesOn: boolean): boolean {
    const { length } = piece;
    // The first piece says how long the frame is; every later one must agree with it.
    if (this.#count > 0 && length + left !== this.#missing) return false;
    if (length === 0 || length > PIECE_BYTES || this.#bytes + length + left > this.#longest) return false;
    if (this.#count === MAX_PIECES || (goesOn && left === 0)) return false;
    this.#count++;
    this.#bytes += length;
    this.#missing = left;
    if (this.pieces !== null) this.#keep(piece, goesOn);
    return true;
  }

  #keep(piece: Uint8Array, goesOn: boolean): void {
    try {
      // What is kept is what was counted: a view would keep the buffer around it.
      this.#column.push(piece.length === piece.buffer.byteLength ? piece : piece.slice());
      if (goesOn) return;
      const [first] = this.#column;
      this.pieces?.push(this.#column.length > 1 || first === undefined ? joinBytes(this.#column) : first);
    } catch {
      this.pieces = null;
    }
    this.#column = [];
  }
}
