import { closeSync, openSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import { fileHeader, HEADER_BLOCK } from "../../shared/testing/evtx-writer/file-header.ts";
import { measuredRound } from "./big-log-measured.ts";
import { Scene } from "./big-log-scene.ts";
import { terminalServerRound } from "./big-log-terminal-server.ts";

/*
 * Writes a Security log of about the wanted size for the benchmark:
 *   node big-log.mjs FILE MEGABYTES [measured|terminal-server]
 * Names, LogonIds, addresses and ports differ, and logons come in four versions, so that no reader can live off one
 * cached text or template. Same size and mix, same bytes.
 */
const MIXES = {
  measured: { writeRound: measuredRound, recordBytes: 840 },
  "terminal-server": { writeRound: terminalServerRound, recordBytes: 600 },
} as const;
const [, , file = "", megabytes = "30", mix = "measured"] = process.argv;
/** `recordBytes`: what a record takes at about; the log ends where the wanted size is reached. */
const { writeRound, recordBytes } = MIXES[mix as keyof typeof MIXES];
const wanted = Number(megabytes) * 1e6;
const RECORDS_A_PART = 6000;
const CHUNK_SIZE = 65_536;

/** A part after the other, each with a writer of its own, so that a large log never stands in memory. */
function writeLog(): void {
  const log = openSync(file, "w");
  let chunks = 0;
  let nextRecordId = 1n;
  const newWriter = () => new EvtxWriter({ crc32, firstRecordId: nextRecordId });
  const scene = new Scene(newWriter());
  for (let round = 0; chunks * CHUNK_SIZE < wanted; ) {
    const writer = newWriter();
    scene.writer = writer;
    for (
      ;
      writer.count < RECORDS_A_PART &&
      (chunks * CHUNK_SIZE + writer.count * recordBytes < wanted || writer.count === 0);
      round++
    )
      writeRound(scene, round);
    nextRecordId += BigInt(writer.count);
    const part = writer.finish().subarray(HEADER_BLOCK);
    writeSync(log, part, 0, part.length, HEADER_BLOCK + chunks * CHUNK_SIZE);
    chunks += part.length / CHUNK_SIZE;
  }
  const header = fileHeader(
    { firstChunk: 0, lastChunk: chunks - 1, nextRecordId, minorVersion: 2, chunkCount: chunks, flags: 0 },
    crc32,
  );
  writeSync(log, header, 0, header.length, 0);
  closeSync(log);
}

writeLog();
