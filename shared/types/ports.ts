import type { TextEncodingName } from "./text-import.ts";
import type { Ticks } from "./units.ts";

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

/** Gives memory back at once that nobody will look at again; garbage collection would let it lie. */
export type FreeMemory = (buffer: ArrayBufferLike) => void;

/** Polled by long loops; true once the user has cancelled. */
export interface CancelToken {
  readonly cancelled: boolean;
}

/** Turns a stream of bytes into text, piece by piece, as the platform's TextDecoder does. */
export interface TextDecoderPort {
  decode(bytes: Uint8Array, options?: { stream?: boolean }): string;
}
export type MakeTextDecoder = (encoding: TextEncodingName) => TextDecoderPort;

/** The cells of one row of a delimited text, quotes resolved. */
export type SplitRow = (row: string, delimiter: string) => readonly string[];

/** The clock that the times of a text were read from. */
export interface LocalClock {
  readonly zone: string;
  /** Nobody said so: it is that of this machine. */
  readonly assumed: boolean;
  /** A time on that clock, counted as if it showed UTC, to the moment it stands for. */
  toUtc(local: Ticks): Ticks;
}
