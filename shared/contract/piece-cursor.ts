import { bytesOf } from "../types/join-bytes.ts";
import type { NumberArray, PartType } from "./plain-value.ts";

/**
 * Goes over the bytes of some pieces as if they lay behind one another. Nobody may take or skip more than is `left`.
 */
export class PieceCursor {
  readonly #pieces: readonly Uint8Array[];
  #at = 0;
  /** Bytes of the piece at `#at` that were gone over already: never all of them. */
  #done = 0;
  /** Bytes that are still to come. */
  left: number;

  constructor(pieces: readonly Uint8Array[]) {
    this.#pieces = pieces;
    this.left = bytesOf(pieces);
    this.#nextPiece();
  }

  /** The next bytes: a view of the piece they lie in, or a copy of them alone where they lie in several. */
  take(length: number): Uint8Array {
    const piece = this.#pieces[this.#at];
    if (piece !== undefined && length <= piece.length - this.#done) {
      const { buffer, byteOffset } = piece;
      const view = new Uint8Array(buffer, byteOffset + this.#done, length);
      this.skip(length);
      return view;
    }
    const copy = new Uint8Array(length);
    for (let at = 0; at < length; ) {
      const part = this.#pieces[this.#at]!.subarray(this.#done, this.#done + length - at);
      copy.set(part, at);
      at += part.length;
      this.skip(part.length);
    }
    return copy;
  }

  /** The next bytes as a typed array: a view as `take` gives it where they are aligned, a copy of them where not. */
  takePart(Part: PartType, bytes: number): NumberArray {
    const taken = this.take(bytes);
    const { buffer, byteOffset } = taken;
    if (byteOffset % Part.BYTES_PER_ELEMENT > 0) return new Part(new Uint8Array(taken).buffer);
    return new Part(buffer as ArrayBuffer, byteOffset, bytes / Part.BYTES_PER_ELEMENT);
  }

  skip(length: number): void {
    this.left -= length;
    this.#done += length;
    this.#nextPiece();
  }

  /** Goes on to the piece in which the next byte lies. */
  #nextPiece(): void {
    for (;;) {
      const piece = this.#pieces[this.#at];
      if (piece === undefined || this.#done < piece.length) return;
      this.#done -= piece.length;
      this.#at++;
    }
  }
}
