import { appendFileSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeEach, expect, test } from "vitest";
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

function logOf(records: number, computer = "PC1"): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 2 });
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
