// The same log as another computer would have written it, so that a case of many logs needs one generated log only: the
// name of the computer is replaced, letter by letter, and every check sum made anew.
import { closeSync, openSync, readSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";

const HEADER_BLOCK = 4096;
const CHUNK = 65_536;
/** Of a chunk: where its records begin, where the end of them and the check sums stand. */
const RECORDS_AT = 512;
const FREE_SPACE_AT = 48;
const RECORDS_CRC_AT = 52;
const HEADER_CRC_AT = 124;
const CHUNKS_A_STEP = 128;

/** Copies a log; `name` and `other` are of one length. */
export function asOtherComputer(from, to, name, other) {
  const [wanted, instead] = [name, other].map((text) => Buffer.from(text, "utf16le"));
  if (wanted.length !== instead.length) throw new Error("names of one length are needed");
  const source = openSync(from, "r");
  const target = openSync(to, "w");
  try {
    const head = Buffer.alloc(HEADER_BLOCK);
    readSync(source, head, 0, head.length, 0);
    writeSync(target, head);
    const slab = Buffer.alloc(CHUNKS_A_STEP * CHUNK);
    for (let at = HEADER_BLOCK; ; ) {
      const length = readSync(source, slab, 0, slab.length, at);
      if (length === 0) break;
      for (let chunk = 0; chunk + CHUNK <= length; chunk += CHUNK)
        rename(slab.subarray(chunk, chunk + CHUNK), wanted, instead);
      writeSync(target, slab, 0, length);
      at += length;
    }
  } finally {
    closeSync(source);
    closeSync(target);
  }
}

function rename(chunk, wanted, instead) {
  for (let at = chunk.indexOf(wanted); at >= 0; at = chunk.indexOf(wanted, at + wanted.length))
    instead.copy(chunk, at);
  const end = chunk.readUInt32LE(FREE_SPACE_AT);
  chunk.writeUInt32LE(crc32(chunk.subarray(RECORDS_AT, end)), RECORDS_CRC_AT);
  const head = crc32(chunk.subarray(128, RECORDS_AT), crc32(chunk.subarray(0, 120)));
  chunk.writeUInt32LE(head, HEADER_CRC_AT);
}
