import type { Readable } from "node:stream";
import type { SourceFailure } from "../../../shared/types/source.ts";

/** One file in an archive. */
export interface PackedEntry {
  /** Its name as the archive has it: never a path to use. */
  readonly name: string;
  /** Why it cannot be unpacked, where the archive says so itself. */
  readonly failure: SourceFailure | null;
  /** Byte position of its header in the archive. */
  readonly at: number;
  /** CRC-32 of its bytes; null when the archive does not say. */
  readonly crc: number | null;
  /** Its bytes. The stream fails where they are damaged. */
  open(): Promise<Readable>;
}

/** The files of an archive, one after another: each is read, if at all, before the next is asked for. */
export type PackedEntries = AsyncIterable<PackedEntry>;

export const METHOD_STORED = 0;
export const METHOD_DEFLATED = 8;

/** Bit 0 of the flags: protected with a password. */
export function failureOf(flags: number, method: number): SourceFailure | null {
  if ((flags & 1) !== 0) return "encrypted";
  return method === METHOD_STORED || method === METHOD_DEFLATED ? null : "compression";
}
