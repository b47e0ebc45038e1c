import {
  appendFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../../shared/readers/evtx/limits.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { readCase } from "./read-case.ts";

/* Files of a live machine change under the hands of whoever reads them. What stands beside them is read all the same. */

const folder = mkdtempSync(join(tmpdir(), "logonscope-changing-test-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);
const input = (name: string): InputFile => ({ path: at(name), name, folder: null, failure: null });

function logOf(records: number, computer = "PC1", firstRecordId = 1n): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 2, firstRecordId });
  for (let i = 0; i < records; i++)
    writer.append({
      event: "4634",
      time: (i * 10_000_000) as Ticks,
      computer,
      data: { TargetUserName: `user${i}`, TargetLogonId: BigInt(i) },
    });
  return writer.finish();
}

beforeEach(() => {
  writeFileSync(at("live.evtx"), logOf(80));
  writeFileSync(at("other.evtx"), logOf(10, "PC2"));
});

/** Reads both files; `change` happens once, after some chunks of the first. */
function readWhile(change: () => void, looks = 10) {
  let asked = 0;
  const cancel = {
    get cancelled() {
      if (++asked === looks) change();
      return false;
    },
  };
  const context = { cancel, post() {}, waitForRoom() {} };
  return readCase({ files: [input("live.evtx"), input("other.evtx")], rows: true }, context);
}

test("a log that grows while it is read gives what it held when reading began", () => {
  const more = logOf(200).subarray(FILE_HEADER_SIZE + 40 * CHUNK_SIZE);
  const { sources, broken } = readWhile(() => appendFileSync(at("live.evtx"), more));
  expect(sources[0]).toMatchObject({ failure: null, records: 80, damage: [] });
  expect(sources[0]?.bytes).toBe(FILE_HEADER_SIZE + 40 * CHUNK_SIZE);
  expect(sources[1]).toMatchObject({ failure: null, records: 10, damage: [] });
  expect(broken).toBe(false);
});

test("a log that is written to in its last chunk while it is read is read as far as its check sums hold", () => {
  const torn = new Uint8Array(1000).fill(0x55);
  const { sources } = readWhile(() => {
    const bytes = logOf(80);
    bytes.set(torn, bytes.length - CHUNK_SIZE + 600);
    writeFileSync(at("live.evtx"), bytes);
  }, 1);
  expect(sources[0]?.failure).toBeNull();
  expect(sources[0]?.records).toBeGreaterThanOrEqual(78);
  expect(sources[1]).toMatchObject({ records: 10, damage: [] });
});

test("a log that is removed before its turn is named as missing, and the others are read", () => {
  const { sources } = readWhile(() => unlinkSync(at("other.evtx")), 3);
  expect(sources[0]).toMatchObject({ failure: null, records: 80 });
  expect(sources[1]).toMatchObject({ failure: "missing", records: 0 });
});

describe("a log large enough to be read in parts, each by a thread of its own", () => {
  /** Three parts of 64 chunks and some, two records to a chunk. */
  const CHUNKS = 200;
  const large = logOf(2 * CHUNKS);
  const other = logOf(2 * CHUNKS, "PC2", 5000n);
  beforeEach(() => writeFileSync(at("live.evtx"), large));
  /** After the first part: a look at every chunk. */
  const LATER = 100;

  test("is whole while nothing happens", () => {
    const { sources, broken } = readWhile(() => {}, LATER);
    expect(sources[0]).toMatchObject({ records: 400, computers: ["PC1"], damage: [] });
    expect([sources[0]?.sha256?.length, broken]).toEqual([64, false]);
  });

  test.each<[string, () => void]>([
    [
      "another one takes its name",
      () => {
        writeFileSync(at("new.evtx"), other);
        renameSync(at("new.evtx"), at("live.evtx"));
      },
    ],
    ["it is written over", () => writeFileSync(at("live.evtx"), other)],
    ["it is removed", () => unlinkSync(at("live.evtx"))],
    ["it is emptied", () => truncateSync(at("live.evtx"))],
    ["it is cut shorter", () => truncateSync(at("live.evtx"), FILE_HEADER_SIZE + 80 * CHUNK_SIZE)],
  ])("when %s, what was read before stays, is called damaged and has no hash", (_what, change) => {
    const { sources, broken } = readWhile(change, LATER);
    expect(sources).toHaveLength(2);
    expect(sources[0]).toMatchObject({ path: "live.evtx", failure: null, sha256: null });
    expect(sources[0]!.records).toBeGreaterThanOrEqual(128);
    expect(sources[0]!.records).toBeLessThan(400);
    expect(sources[0]!.damage.map(({ code }) => code)).toContain("truncated");
    expect(broken).toBe(true);
    expect(sources[1]).toMatchObject({ failure: null, records: 10, damage: [] });
  });

  test("records of a log that took its name are never taken for its own", () => {
    const { sources } = readWhile(() => {
      writeFileSync(at("new.evtx"), other);
      renameSync(at("new.evtx"), at("live.evtx"));
    }, LATER);
    expect(sources[0]!.computers).toEqual(["PC1"]);
    expect(sources[1]!.computers).toEqual(["PC2"]);
  });

  test("a log that grows meanwhile gives what it held, and the hash of that", () => {
    const before = readWhile(() => {}, LATER).sources[0]!.sha256;
    const { sources, broken } = readWhile(() => appendFileSync(at("live.evtx"), other.subarray(4096)), LATER);
    expect(sources[0]).toMatchObject({ records: 400, sha256: before, damage: [], computers: ["PC1"] });
    expect(broken).toBe(false);
  });
});
