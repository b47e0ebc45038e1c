import { bytesOf, joinBytes } from "../types/join-bytes.ts";
import type { FramePieces } from "./frames.ts";

/** No piece is longer. A column of two million times is one piece. */
export const PIECE_BYTES = 16 * 1024 * 1024;
/** Shorter columns share a piece of at most so many bytes: a message for each would cost more than copying them. */
export const SHARED_BYTES = 256 * 1024;

/** What becomes one piece on a port. */
export interface Cut {
  /** Its bytes where they lie in memory. */
  readonly views: FramePieces;
  readonly length: number;
  /** Bytes of the frame behind it. */
  readonly left: number;
  /** The column it ends with goes on in the next piece, which holds nothing else. */
  readonly goesOn: boolean;
}

/**
 * Cuts a frame where its columns end, so that whoever receives a piece can use its buffer as it is. Nothing is copied
 * before `pieceOf`.
 */
export function cutFrame(frame: FramePieces): Cut[] {
  const cuts: Cut[] = [];
  let left = bytesOf(frame);
  let at = 0;
  const cut = (views: FramePieces, goesOn: boolean): void => {
    const length = bytesOf(views);
    left -= length;
    at += length;
    cuts.push({ views, length, left, goesOn });
  };
  let shared: Uint8Array[] = [];
  const endShared = (): void => {
    if (shared.length > 0) cut(shared, false);
    shared = [];
  };
  for (const view of frame) {
    const length = bytesOf(shared);
    // Padding behind a column of its own stays alone: what follows would not be aligned in a piece of both.
    const askew = at % 8 > 0 && (at + length) % 8 === 0;
    if (askew || length + view.length > SHARED_BYTES) endShared();
    if (view.length < SHARED_BYTES) {
      shared.push(view);
      continue;
    }
    for (let from = 0; from < view.length; from += PIECE_BYTES) {
      const part = view.subarray(from, from + PIECE_BYTES);
      cut([part], from + part.length < view.length);
    }
  }
  endShared();
  return cuts;
}

/**
 * The piece of a cut, in a buffer of exactly its size: the one its bytes are in where nothing else is in it, which must
 * not change before it was posted.
 */
export function pieceOf({ views }: Cut): Uint8Array {
  const [view] = views;
  if (view === undefined || views.length > 1) return joinBytes(views);
  const { buffer } = view;
  // Shared memory does not go from process to process.
  const isOwn = buffer instanceof ArrayBuffer && buffer.byteLength === view.length;
  return isOwn ? view : new Uint8Array(view);
}
