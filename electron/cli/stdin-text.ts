import { usageFailure } from "./exit-codes.ts";

const MAX_BYTES = 4 * 1024 * 1024;

/** Standard input to its end as text: a list of computers, or a password. PowerShell pipes UTF-16 at times. */
export async function readStdinText(stream: AsyncIterable<unknown>): Promise<string> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of stream) {
    const chunk = Buffer.from(piece as Uint8Array);
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw usageFailure("Standard input is longer than any list of computers.");
    pieces.push(chunk);
  }
  return textOf(Buffer.concat(pieces));
}

/** Text of a small file or of standard input, by its byte order mark; UTF-8 without one. */
export function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le");
  return new TextDecoder("utf-8").decode(bytes);
}
