import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { EventAsk } from "../../shared/contract/event-list.ts";
import type { ListOutcome } from "../../shared/contract/worker-job.ts";
import { truncated } from "../../shared/testing/evtx-writer/break-file.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { EventBlock } from "../../shared/types/event-list.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { listEvents } from "./list-events-job.ts";
import { readRecord } from "./record-job.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
const SECOND = 10_000_000;
const ANY: EventAsk = { filter: "", zone: "UTC", from: Number.NaN, to: Number.NaN, recovered: false };

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-list-test-"));
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 10 });
  for (let i = 0; i < 40; i++) {
    writer.append({
      event: i % 4 === 0 ? "4634" : "4647",
      time: (i * SECOND) as Ticks,
      computer: i < 20 ? "PC1" : "PC2",
      recordId: 100 + i,
      data: { TargetUserName: i % 2 === 0 ? "anna" : "ben", TargetLogonId: BigInt(0xab00 + i) },
    });
  }
  const log = writer.finish();
  writeFileSync(at("a.evtx"), log);
  writeFileSync(at("cut.evtx"), truncated(log, log.length - 65_536 - 30_000));
  writeFileSync(at("no.evtx"), "not a log");
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Listed {
  readonly end: ListOutcome;
  readonly rows: readonly (readonly [
    source: number,
    id: number,
    record: number,
    user: string,
    computer: string,
  ])[];
  readonly offsets: readonly number[];
  readonly blocks: readonly EventBlock[];
}

async function list(names: readonly string[], ask: Partial<EventAsk> = {}): Promise<Listed> {
  const blocks: EventBlock[] = [];
  const files = names.map((name) => ({ path: at(name), name, folder: null, failure: null }));
  const end = await listEvents(
    files,
    names.map((_, index) => index + 5),
    { ...ANY, ...ask },
    {
      cancel: { cancelled: false },
      post(news) {
        if (news.type === "rows") blocks.push(news.block);
      },
      waitForRoom: () => undefined,
    },
  );
  const texts = ["", ...blocks.flatMap((block) => block.texts)];
  const rows = blocks.flatMap((block) =>
    Array.from(
      { length: block.length },
      (_, row) =>
        [
          block.source[row]!,
          block.eventId[row]!,
          block.recordIdLow[row]!,
          texts[block.user[row]!]!,
          texts[block.computer[row]!]!,
        ] as const,
    ),
  );
  return { end, rows, offsets: blocks.flatMap((block) => [...block.offset]), blocks };
}

describe("a list of records", () => {
  test("holds every record with the number of its source, and each can be read again", async () => {
    const { rows, end, offsets } = await list(["a.evtx"]);
    expect(end).toEqual({ matched: 40, unread: 0, cancelled: false });
    expect(rows).toHaveLength(40);
    expect(rows[0]).toEqual([5, 4634, 100, "anna", "PC1"]);
    expect(rows[39]).toEqual([5, 4647, 139, "ben", "PC2"]);
    const again = readRecord(at("a.evtx"), offsets[39]!);
    expect(again.ok && again.value.record.recordId).toBe("139");
  });

  test("is narrowed by what records are", async () => {
    const ids = async (filter: string) => (await list(["a.evtx"], { filter })).rows.map((row) => row[2]);
    expect(await ids("eventid:4634 computer:pc2")).toEqual([120, 124, 128, 132, 136]);
    expect(await ids("record:>137")).toEqual([138, 139]);
    expect(await ids("-channel:security")).toEqual([]);
    expect(await ids("provider:*auditing record:100")).toEqual([100]);
  });

  test("is narrowed by time, and times in the filter are on the clocks of the zone", async () => {
    const { rows } = await list(["a.evtx"], { from: 5 * SECOND, to: 7 * SECOND });
    expect(rows.map((row) => row[2])).toEqual([105, 106]);
    // Ticks count from 2024-01-01 in UTC: on clocks one hour ahead that is one o'clock.
    const later = await list(["a.evtx"], { filter: "from:2024-01-01T01:00:38", zone: "+01:00" });
    expect(later.rows.map((row) => row[2])).toEqual([138, 139]);
  });

  test("is narrowed by what records say, with the same rows in the same words", async () => {
    const byUser = await list(["a.evtx"], { filter: "user:ben record:<104" });
    expect(byUser.rows).toEqual([
      [5, 4647, 101, "ben", "PC1"],
      [5, 4647, 103, "ben", "PC1"],
    ]);
    const byText = await list(["a.evtx"], { filter: "text:0xab0c" });
    expect(byText.rows.map((row) => row[2])).toEqual([112]);
    const byWord = await list(["a.evtx"], { filter: "0xab0d or 0xab0e" });
    expect(byWord.rows.map((row) => row[2])).toEqual([113, 114]);
  });

  test("goes on behind inputs that cannot be read, and counts them", async () => {
    const { rows, end } = await list(["no.evtx", "a.evtx", "gone.evtx", "cut.evtx"]);
    expect(end.unread).toBe(2);
    expect(new Set(rows.map((row) => row[0]))).toEqual(new Set([6, 8]));
    expect(rows.filter((row) => row[0] === 6)).toHaveLength(40);
    expect(end.matched).toBe(rows.length);
  });

  test("refuses a filter that is none", async () => {
    expect((await list(["a.evtx"], { filter: "colour:red" })).end).toEqual({
      matched: 0,
      unread: 1,
      cancelled: false,
    });
  });

  test("sends its first rows early and texts once", async () => {
    const writer = new EvtxWriter({ crc32 });
    for (let i = 0; i < 1200; i++)
      writer.append({ event: "4634", time: i as Ticks, computer: "PC1", recordId: i + 1, data: {} });
    writeFileSync(at("many.evtx"), writer.finish());
    const { blocks } = await list(["many.evtx"]);
    expect(blocks.map((block) => block.length)).toEqual([500, 700]);
    expect(blocks[1]!.texts).toEqual([]);
    expect(readFileSync(at("many.evtx")).length).toBeGreaterThan(blocks[0]!.offset[499]!);
  });
});
