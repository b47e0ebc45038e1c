/**
 * What pure code needs from its surroundings, handed in by the worker and the command line. Nothing in `shared`
 * reaches for Node or the DOM by itself.
 */
/** CRC-32 (IEEE, as zlib) of bytes, continuing from an earlier value. Unsigned. */
export type Crc32 = (bytes: Uint8Array, previous?: number) => number;

/** Random access to the bytes of one input. Reads are synchronous because they happen in a worker. */
export interface ByteSource {
  readonly size: number;
  /** Fills `target` from `position`; returns the number of bytes read, fewer only at the end. */
  read(position: number, target: Uint8Array): number;
}

/** Polled by long loops; true once the user has cancelled. */
export interface CancelToken {
  readonly cancelled: boolean;
}

/** Turns a stream of bytes into text, piece by piece, as the platform's TextDecoder does. */
export interface TextDecoderPort {
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
export type MakeTextDecoder = (
  encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252",
) => TextDecoderPort;
