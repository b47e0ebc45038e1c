import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { parquetReadObjects } from "hyparquet";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RECORD_FORMATS, type RecordsAsk } from "../../shared/contract/event-list.ts";
import type { JobNews } from "../../shared/contract/worker-job.ts";
import { Aliases } from "../../shared/engine/masking/aliases.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import { readXlsx } from "../../shared/testing/read-xlsx.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { jobHost } from "../../tests/job-host.ts";
import { runCli } from "../cli/testing/run-cli.ts";
import { writeRecords } from "./records-job.ts";

const SECOND = 10_000_000;
const ASK: RecordsAsk = {
  filter: "",
  shownFilter: "",
  zone: "UTC",
  from: Number.NaN,
  to: Number.NaN,
  recovered: false,
  format: "jsonl",
  aliases: null,
};
let folder = "";
const at = (name: string): string => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-records-test-"));
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 10 });
  for (let i = 0; i < 40; i++) {
    writer.append({
      event: i % 4 === 0 ? "4634" : "4647",
      time: (i * SECOND) as Ticks,
      computer: i < 20 ? "PC1" : "PC2",
      recordId: 100 + i,
      data: { TargetUserName: i % 2 === 0 ? "=anna" : "ben", TargetLogonId: BigInt(0xab00 + i) },
    });
  }
  writeFileSync(at("a.evtx"), writer.finish());
});
afterAll(() => rmSync(folder, { recursive: true }));

async function written(ask: Partial<RecordsAsk>, cancelled = false) {
  const blocks: Uint8Array[] = [];
  const outcome = await writeRecords(
    [{ path: at("a.evtx"), name: at("a.evtx"), folder: null, failure: null }],
    { ...ASK, ...ask },
    {
      cancel: { cancelled },
      post: (news: JobNews) => {
        if (news.type === "lines") blocks.push(news.bytes);
      },
      waitForRoom() {},
    },
  );
  return { outcome, bytes: new Uint8Array(Buffer.concat(blocks)) };
}

test.each(RECORD_FORMATS)("whole records as %s are those that the command line writes", async (format) => {
  for (const filter of ["", "eventid:4634"]) {
    const out = at(`cli-${filter === "" ? "all" : "some"}.${format}`);
    const args = ["events", at("a.evtx"), "--all", "--format", format, "--out", out, "--zone", "UTC"];
    const ran = await runCli(jobHost, filter === "" ? args : [...args, "--filter", filter]);
    expect(ran.code).toBe(0);
    const { bytes } = await written({ format, filter, shownFilter: filter });
    const own = new Uint8Array((await import("node:fs")).readFileSync(out));
    expect(Buffer.compare(bytes, own)).toBe(0);
    expect(bytes.length).toBeGreaterThan(100);
    if (format === "xlsx") expect(readXlsx(bytes)[1]!.rows).toHaveLength(filter === "" ? 41 : 11);
    if (format === "parquet")
      expect(await parquetReadObjects({ file: bytes.buffer })).toHaveLength(filter === "" ? 40 : 10);
  }
});

test("names stand under the aliases that the page gives, and new ones follow", async () => {
  const aliases = new Aliases();
  aliases.of("computer", "PC2");
  aliases.of("user", "ben");
  const { bytes } = await written({ aliases: aliases.key() });
  const text = Buffer.from(bytes).toString("utf8");
  expect(text).not.toMatch(/"PC[12]"|"ben"|"=anna"/);
  const records = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { computer: string; data: { TargetUserName: string } });
  expect(new Set(records.slice(20).map(({ computer }) => computer))).toEqual(new Set(["computer-1"]));
  expect(new Set(records.slice(0, 20).map(({ computer }) => computer))).toEqual(new Set(["computer-2"]));
  expect(records[1]!.data.TargetUserName).toBe("user-1");
  expect(records[0]!.data.TargetUserName).toBe("user-2");
  const json = Buffer.from((await written({ aliases: aliases.key(), format: "json" })).bytes).toString(
    "utf8",
  );
  expect(json).not.toContain("PC1");
  expect(json).not.toContain("a.evtx");
});

test("what is stopped writes no end", async () => {
  const { outcome, bytes } = await written({ format: "json" }, true);
  expect(outcome.cancelled).toBe(true);
  expect(Buffer.from(bytes).toString("utf8")).not.toContain('"sources"');
});
