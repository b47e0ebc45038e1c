import { existsSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FIELD_NAMES } from "../../types/fields.ts";
import { treeToFullRecord, treeToXml } from "../event-text.ts";
import { ChunkWriter, fileOf, le } from "./fixtures/chunk-writer.ts";
import { readBack } from "./fixtures/read-bytes.ts";
import { logons } from "./fixtures/simple-events.ts";

/*
 * Truncated and flipped logs: reading must end, must not throw, and must not give more records than there is room
 * for. Deterministic: the seed is in the name of the test, so a failure can be repeated.
 */

/** Small multiplicative generator (Lehmer), good enough to pick places. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** One or more small changes of a kind that damage really has: bits, words, zeroed and moved blocks, cuts. */
function damaged(sound: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = sound.slice();
  for (let n = 1 + random(6); n > 0 && bytes.length > 16; n--) {
    // Most of a small log is unused; damage goes where the content is.
    const at = random(2) === 0 ? random(bytes.length - 8) : Math.min(bytes.length - 8, 4096 + random(8000));
    switch (random(7)) {
      case 0:
        bytes[at]! ^= 1 << random(8);
        break;
      case 1:
        bytes[at] = random(256);
        break;
      case 2:
        bytes.set(le([0, 0xffff_ffff, 0x7fff_ffff, 65_535, 512, at % 65_536][random(6)]!, 4), at);
        break;
      case 3:
        bytes.fill(random(2) === 0 ? 0 : 0xff, at, at + random(600));
        break;
      case 4:
        bytes.copyWithin(at, random(bytes.length), random(bytes.length));
        break;
      case 5:
        bytes = bytes.slice(0, at);
        break;
      default:
        bytes.set(bytes.slice(at, at + 16), random(bytes.length - 16));
    }
  }
  return bytes;
}

function survives(bytes: Uint8Array): void {
  const { events, rows, summary, extracted } = readBack(bytes, crc32, FIELD_NAMES, { recovered: true });
  const room = bytes.length / 24;
  expect(events.length).toBeLessThanOrEqual(room);
  expect(rows.length).toBeLessThanOrEqual(room);
  // The fast path sees less damage, but no other records.
  expect(extracted.records).toBeGreaterThanOrEqual(summary.records);
  for (const event of events.slice(0, 50)) {
    expect(treeToXml(event.tree)).toMatch(/^</);
    JSON.stringify(treeToFullRecord(event.tree));
  }
}

function small(): Uint8Array {
  const chunks = [1, 31].map((first) => {
    const w = new ChunkWriter();
    logons(w, first, 30);
    return w.seal(crc32);
  });
  return fileOf(chunks, crc32);
}

const ROUNDS = 150;
const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);

describe("damaged at random", () => {
  test.each([1, 2, 3])("a written log, seed %d", (seed) => {
    const random = generator(seed);
    const sound = small();
    for (let i = 0; i < ROUNDS; i++) survives(damaged(sound, random));
  });

  test
    .skipIf(!existsSync(SAMPLES))
    .each(["chrome-logon-failure", "dc-rdp-lsm", "one-record-1102", "no-crc32"])("%s, seed 7", (name) => {
    const sound = new Uint8Array(readFileSync(new URL(`${name}.evtx`, SAMPLES)));
    const random = generator(7);
    for (let i = 0; i < ROUNDS; i++) survives(damaged(sound, random));
  });

  test("bytes of no kind at all", () => {
    const random = generator(11);
    for (let i = 0; i < 20; i++) survives(Uint8Array.from({ length: random(200_000) }, () => random(256)));
  });
});
