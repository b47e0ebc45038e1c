import { existsSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Extractor } from "../../engine/extract/extractor.ts";
import { pairCase } from "../../engine/pairing/pair-case.ts";
import { evtFile } from "../../testing/evt-writer/evt-writer.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";
import { readLog } from "./fixtures.ts";

/*
 * Truncated and flipped logs: reading must end, must not throw, must not give a record twice, and must not read much
 * more than the file holds. Deterministic: the seed is in the name of the test.
 */

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

function damaged(sound: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = sound.slice();
  for (let n = 1 + random(6); n > 0 && bytes.length > 64; n--) {
    const at = random(4) === 0 ? random(48) : random(bytes.length - 8);
    switch (random(7)) {
      case 0:
        bytes[at]! ^= 1 << random(8);
        break;
      case 1:
        bytes[at] = random(256);
        break;
      case 2: {
        const word = [0, 0xffff_ffff, 0x7fff_ffff, 65_536, 60, at, 0x654c_664c, 0x1111_1111][random(8)]!;
        new DataView(bytes.buffer).setUint32(at & ~3, word, true);
        break;
      }
      case 3:
        bytes.fill(random(2) === 0 ? 0 : 0x27, at, at + random(600));
        break;
      case 4:
        bytes.copyWithin(at & ~3, random(bytes.length) & ~3, random(bytes.length));
        break;
      case 5:
        bytes = bytes.slice(0, at);
        break;
      default:
        bytes.set(bytes.slice(at, at + 48), random(bytes.length - 48));
    }
  }
  return bytes;
}

function survives(bytes: Uint8Array): void {
  let read = 0;
  const inner = bytesSource(bytes);
  const source = {
    size: inner.size,
    read(position: number, target: Uint8Array) {
      const count = inner.read(position, target);
      read += count;
      return count;
    },
  };
  const { full, offsets, seen, summary } = readLog(bytes);
  expect(new Set(offsets).size).toBe(offsets.length);
  expect(full.length).toBeLessThanOrEqual(bytes.length / 60);
  expect(seen.length).toBe(full.length);
  expect(summary.records).toBe(full.length);
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  extractor.startSource(0);
  new EvtReader(source, { strings, cancel: { cancelled: false } }).extract(extractor);
  extractor.endSource();
  pairCase({ events: extractor.finish(), strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  expect(read).toBeLessThanOrEqual(12 * bytes.length + 100_000);
}

const logon = (index: number) => ({
  id: [512, 528, 538, 551, 529, 513, 683][index % 7]!,
  strings: [
    `u${index % 3}`,
    "CORP",
    `(0x0,0x${(index >> 1).toString(16)})`,
    "2",
    "User32",
    "Negotiate",
    "PC1",
  ],
});
const written = evtFile(
  Array.from({ length: 50 }, (_, index) => logon(index)),
  { size: 14_000, from: 9000 },
);
const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);

describe("damaged at random", () => {
  test.each([1, 2, 3, 4])("a written log, seed %d", (seed) => {
    const random = generator(seed);
    for (let i = 0; i < 150; i++) survives(damaged(written, random));
  });

  test.skipIf(!existsSync(SAMPLES)).each(["testlog.evt", "synthetic-secevent-wrap.evt"])(
    "%s, seed 7",
    (name) => {
      const sound = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
      const random = generator(7);
      for (let i = 0; i < 30; i++) survives(damaged(sound, random));
    },
  );

  test("every cut of a log", () => {
    for (let length = 0; length < written.length; length += 97) survives(written.slice(0, length));
  });

  test("bytes of no kind at all, and nothing but signatures", () => {
    const random = generator(11);
    for (let i = 0; i < 10; i++) survives(Uint8Array.from({ length: random(100_000) }, () => random(256)));
    // Each eight bytes claim a record; the far end fits none of them, or every one.
    for (const size of [4096, 4100, 180_000, 180_004]) {
      const claims = new Uint32Array(50_000);
      for (let i = 0; i < claims.length; i += 2) claims.set([size, 0x654c664c], i);
      survives(new Uint8Array(claims.buffer));
      claims.set([48, 0x654c664c, 1, 1, 48, 199_000, 9, 1, 200_000, 1, 0, 48], 0);
      survives(new Uint8Array(claims.buffer));
      const end = [40, 0x11111111, 0x22222222, 0x33333333, 0x44444444, 100_000, 90_000, 9, 1, 40];
      claims.set(end, 90_000 / 4);
      survives(new Uint8Array(claims.buffer));
    }
  });
});
