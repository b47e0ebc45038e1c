import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InputFile, JobNews, ReadOutcome } from "../../shared/contract/worker-job.ts";
import { treeToFullRecord, treeToXml } from "../../shared/readers/event-text.ts";
import { EvtxReader } from "../../shared/readers/evtx/evtx-reader.ts";
import { CHUNK_SIZE, FILE_HEADER_SIZE } from "../../shared/readers/evtx/limits.ts";
import { evtFile } from "../../shared/testing/evt-writer/evt-writer.ts";
import { truncated } from "../../shared/testing/evtx-writer/break-file.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { FullRecord } from "../../shared/types/full-record.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { streamEvents } from "./events-job.ts";
import { openFile } from "./file-source.ts";
import { readInfo } from "./info-job.ts";
import type { JobContext } from "./job-context.ts";
import { ReaderFactory } from "./log-reader.ts";
import { readRecord } from "./record-job.ts";

let folder = "";
const at = (name: string): string => join(folder, name);

/** A log with a 4634 a second; ids from 1, or as told. The id stands in the name of the user too. */
function logOf(records: number, recordsPerChunk = 10, idOf = (i: number): number => i + 1): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk });
  for (let i = 0; i < records; i++) {
    writer.append({
      event: "4634",
      time: (i * 10_000_000) as Ticks,
      computer: "PC1",
      recordId: idOf(i),
      data: { TargetUserName: `user${idOf(i) - 1}`, TargetLogonId: BigInt(i) },
    });
  }
  return writer.finish();
}

/** As a live log looks that has gone round: its newest chunks first. */
function goneRound(log: Uint8Array, by: number): Uint8Array {
  const chunks = log.subarray(FILE_HEADER_SIZE);
  const cut = by * CHUNK_SIZE;
  return Buffer.concat([log.subarray(0, FILE_HEADER_SIZE), chunks.subarray(cut), chunks.subarray(0, cut)]);
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-worker-test-"));
  const log = logOf(95);
  writeFileSync(at("good.evtx"), log);
  writeFileSync(at("round.evtx"), goneRound(log, 4));
  writeFileSync(
    at("mixed.evtx"),
    logOf(95, 10, (i) => (i % 2 === 0 ? 95 - i : i + 1)),
  );
  writeFileSync(at("cut.evtx"), truncated(log, FILE_HEADER_SIZE + 3 * CHUNK_SIZE + 900));
  writeFileSync(at("text.evtx"), "not an event log at all");
  writeFileSync(at("empty.evtx"), "");
  const strings = new StringTable();
  const file = openFile(at("good.evtx"));
  const events: string[] = [];
  new EvtxReader(file, { strings, crc32, cancel: { cancelled: false } }).records(({ tree }) =>
    events.unshift(treeToXml(tree)),
  );
  file.close();
  writeFileSync(at("newest-first.xml"), `<?xml version="1.0"?><Events>${events.join("")}</Events>`);
  mkdirSync(at("folder"));
  mkdirSync(at("bare"));
  writeFileSync(at("folder/good.evtx"), log);
  writeFileSync(at("folder/readme.txt"), "no log");
  writeFileSync(at("bare/readme.txt"), "no log");
});
afterAll(() => rmSync(folder, { recursive: true }));

const input = (name: string, more: Partial<InputFile> = {}): InputFile => ({
  path: at(name),
  name,
  folder: null,
  failure: null,
  ...more,
});

interface Ran extends ReadOutcome {
  readonly lines: readonly (FullRecord & { source: number; kind?: string; recovered?: boolean })[];
  readonly news: readonly JobNews[];
}

/** Runs a job; `cancelAfter` news the flag is set. */
function run(job: (context: JobContext) => ReadOutcome, cancelAfter = Number.POSITIVE_INFINITY): Ran {
  const news: JobNews[] = [];
  const cancel = { cancelled: cancelAfter === 0 };
  const outcome = job({
    cancel,
    post(each) {
      news.push(each);
      if (news.length >= cancelAfter) cancel.cancelled = true;
    },
    waitForRoom() {},
  });
  const text = news.flatMap((each) =>
    each.type === "lines" ? [Buffer.from(each.bytes).toString("utf8")] : [],
  );
  for (const block of text) expect(block.endsWith("\n")).toBe(true);
  const lines = text
    .join("")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Ran["lines"][number]);
  return { ...outcome, lines, news };
}
const events = (files: readonly InputFile[], all = true, recovered = false): Ran =>
  run((context) => streamEvents(files, { all, recovered }, context));
const ids = (ran: Ran): number[] => ran.lines.map(({ recordId }) => Number(recordId));
const oneTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

describe("events", () => {
  test.each(["good.evtx", "round.evtx", "newest-first.xml"])(
    "of %s come in the order of their ids",
    (name) => {
      const ran = events([input(name)]);
      expect(ids(ran)).toEqual(oneTo(95));
      expect(ran.lines[41]).toMatchObject({ source: 0, eventId: 4634, data: { TargetUserName: "user41" } });
      expect(ran.sources[0]).toMatchObject({ path: name, records: 95, used: 95, failure: null });
    },
  );

  test("of several inputs come in the order of the inputs, each with its source", () => {
    const ran = events([input("round.evtx"), input("text.evtx"), input("good.evtx")]);
    expect(ran.lines.map(({ source }) => source)).toEqual([...Array(95).fill(0), ...Array(95).fill(2)]);
    expect(ran.sources.map(({ failure }) => failure)).toEqual([null, "notALog", null]);
  });

  test("without --all are those that mean something, by name", () => {
    const [line] = events([input("good.evtx")], false).lines;
    expect(line).toMatchObject({ kind: "logoff", eventId: 4634 });
    expect(events([input("good.evtx")]).lines[0]).not.toHaveProperty("kind");
  });

  test("stop when they are cancelled, and nothing is sent after that", () => {
    const ran = run(
      (context) => streamEvents([input("good.evtx")], { all: true, recovered: false }, context),
      1,
    );
    expect(ran.cancelled).toBe(true);
    expect(ran.lines).toEqual([]);
  });

  test("of a large log come in blocks", () => {
    writeFileSync(at("large.evtx"), logOf(3000, 100));
    const ran = events([input("large.evtx")]);
    expect(ids(ran)).toEqual(oneTo(3000));
    expect(ran.news.filter(({ type }) => type === "lines").length).toBeGreaterThan(3);
  });

  test("are the same where nobody asks for the hash of the log", () => {
    const hashed = events([input("good.evtx")]);
    const plain = run((context) =>
      streamEvents([input("good.evtx")], { all: true, recovered: false, hash: false }, context),
    );
    expect(plain.lines).toEqual(hashed.lines);
    expect(plain.sources).toEqual(hashed.sources.map((source) => ({ ...source, sha256: null })));
    expect(hashed.sources[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe("info", () => {
  const info = (files: readonly InputFile[]): ReadOutcome => run((context) => readInfo(files, context));

  test("tells what an input is, with the hash of all of it", () => {
    for (const name of ["good.evtx", "round.evtx", "newest-first.xml", "cut.evtx"]) {
      const [source] = info([input(name)]).sources;
      expect(source?.sha256).toBe(
        createHash("sha256")
          .update(readFileSync(at(name)))
          .digest("hex"),
      );
      expect(source?.bytes).toBe(readFileSync(at(name)).length);
    }
    expect(info([input("good.evtx")]).sources[0]).toMatchObject({
      id: 0,
      format: "evtx",
      records: 95,
      used: 95,
      oldest: 0,
      newest: 940_000_000,
      computers: ["PC1"],
      channels: ["Security"],
      damage: [],
      notes: ["noLogonEvents"],
    });
  });

  test("names what is wrong with each input, and the rest goes on", () => {
    const { sources } = info([
      input("nowhere.evtx"),
      input("empty.evtx"),
      input("text.evtx"),
      input("folder"),
      input("cut.evtx"),
      input("x", { failure: "denied" }),
      input("good.evtx"),
    ]);
    expect(sources.map(({ failure }) => failure)).toEqual([
      "missing",
      "emptyFile",
      "notALog",
      "emptyFolder",
      null,
      "denied",
      null,
    ]);
    expect(sources.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(sources[4]?.damage.map(({ code }) => code)).toContain("truncated");
    expect(sources[6]?.records).toBe(95);
  });

  test("leaves out what is no log in a folder, unless there is nothing else", () => {
    const inFolder = (name: string): InputFile => input(name, { folder: name.split("/")[0] ?? null });
    expect(
      info([inFolder("folder/good.evtx"), inFolder("folder/readme.txt")]).sources.map(({ path }) => path),
    ).toEqual(["folder/good.evtx"]);
    expect(info([inFolder("bare/readme.txt"), input("good.evtx")]).sources).toMatchObject([
      { path: "good.evtx", failure: null },
      { path: "bare", failure: "emptyFolder" },
    ]);
  });

  test("of a cancelled input has no hash", () => {
    const { sources, cancelled } = run((context) => readInfo([input("good.evtx")], context), 1);
    expect(cancelled).toBe(true);
    for (const { sha256 } of sources) expect(sha256).toBeNull();
  });

  test("progress grows up to all bytes and counts what is there", () => {
    const { news } = run((context) => readInfo([input("good.evtx"), input("round.evtx")], context));
    const progress = news.flatMap((each) => (each.type === "progress" ? [each.progress] : []));
    const total = readFileSync(at("good.evtx")).length * 2;
    expect(progress[0]).toMatchObject({ phase: "opening", bytesDone: 0, bytesTotal: total });
    const done = progress.map(({ bytesDone }) => bytesDone);
    expect(done).toEqual([...done].sort((a, b) => a - b));
  });
});

describe("a record", () => {
  test.each(["good.evtx", "round.evtx", "newest-first.xml"])("of %s is read again by its place", (name) => {
    const seen: { offset: number; record: FullRecord }[] = [];
    const file = openFile(at(name));
    const { reader } = new ReaderFactory(new StringTable()).open(file, { cancel: { cancelled: false } });
    reader?.records(({ offset, tree }) => seen.push({ offset, record: treeToFullRecord(tree) }));
    file.close();
    expect(seen).toHaveLength(95);
    for (const { offset, record } of seen) {
      expect(readRecord(at(name), offset)).toMatchObject({ ok: true, value: { record } });
    }
  });

  test.each([
    ["nowhere.evtx", 4608, "fileMissing"],
    ["text.evtx", 4608, "recordUnreadable"],
    ["good.evtx", 5, "recordUnreadable"],
    ["good.evtx", 2 ** 50, "recordUnreadable"],
    ["folder", 0, "recordUnreadable"],
  ])("that is not there is an error of the list: %s at %d", (name, offset, code) => {
    expect(readRecord(at(name), offset)).toMatchObject({ ok: false, error: { code } });
  });
});

describe("a legacy log that went round", () => {
  const strings = ["anna", "CORP", "(0x0,0x10)", "2", "User32  ", "Negotiate", "PC1"];
  const names = ["TargetUserName", "TargetDomainName", "TargetLogonId", "LogonType"];
  const entries = Array.from({ length: 95 }, (_, i) => ({ id: i % 5 === 4 ? 592 : 528, strings }));
  const log = evtFile(entries, { size: 24_000, from: 14_000 });
  beforeAll(() => writeFileSync(at("old.evt"), log));

  test("gives every record in order with its own number and unnamed strings, and its hash", () => {
    const ran = events([input("old.evt")]);
    expect(ids(ran)).toEqual(oneTo(95));
    expect(ran.sources).toMatchObject([
      { format: "evt", records: 95, damage: [], failure: null, channels: ["Security"] },
    ]);
    expect(ran.sources[0]?.sha256).toBe(createHash("sha256").update(log).digest("hex"));
    expect(ran.lines[0]).toMatchObject({ eventId: 528, provider: "Security", data: { ...strings } });
  });

  test("normalised, a record stands as the event of today beside its own number", () => {
    const ran = events([input("old.evt")], false);
    expect(ran.lines).toHaveLength(76);
    expect(ran.lines[0]).toMatchObject({
      kind: "logon",
      eventId: 4624,
      originalEventId: 528,
      provider: "Microsoft-Windows-Security-Auditing",
      data: { TargetLogonId: "0x10", LogonProcessName: "User32", WorkstationName: "PC1" },
    });
    expect(Object.keys(ran.lines[0]!.data).slice(0, 4)).toEqual(names);
  });

  test("its records are read again by their places, also the one across the end of the file", () => {
    const file = openFile(at("old.evt"));
    const { reader } = new ReaderFactory(new StringTable()).open(file, { cancel: { cancelled: false } });
    const places: number[] = [];
    reader?.records(({ offset }) => places.push(offset));
    file.close();
    expect(places).toHaveLength(95);
    places.forEach((offset, i) => {
      expect(readRecord(at("old.evt"), offset)).toMatchObject({
        ok: true,
        value: { record: { recordId: String(i + 1) }, xml: expect.stringContaining("<Data>anna</Data>") },
      });
    });
    expect(readRecord(at("old.evt"), places[3]! + 4)).toMatchObject({ ok: false });
  });

  test("numbers out of order are put in order", () => {
    // Two stretches of one numbering in the wrong order, as after a repair by hand.
    const swapped = Buffer.concat([
      evtFile(entries.slice(0, 5), { first: 50 }).subarray(0, -40),
      evtFile(entries.slice(0, 5), { first: 10 }).subarray(48, -40),
    ]);
    writeFileSync(at("swapped.evt"), swapped);
    expect(ids(events([input("swapped.evt")]))).toEqual([10, 11, 12, 13, 14, 50, 51, 52, 53, 54]);
  });
});

const samples = fileURLToPath(new URL("../../../shared/samples/", import.meta.url));
const logs = existsSync(samples)
  ? readdirSync(samples)
      .filter((name) => /\.(evtx?|xml)$/.test(name))
      .map((name) => join(samples, name))
  : [];

describe.skipIf(logs.length === 0)("sample logs", () => {
  test("give every record once, in order, and the hash of the file", () => {
    let records = 0;
    for (const path of logs) {
      const name = basename(path);
      const ran = events([{ path, name, folder: null, failure: null }]);
      const [source] = ran.sources;
      expect([name, source?.failure]).toEqual([name, null]);
      expect([name, ran.lines.length]).toEqual([name, source?.records]);
      const order = ran.lines.map(({ recordId }) => BigInt(recordId ?? 0));
      expect([name, order.every((id, i) => i === 0 || id >= order[i - 1]!)]).toEqual([name, true]);
      expect(source?.sha256).toBe(createHash("sha256").update(readFileSync(path)).digest("hex"));
      records += ran.lines.length;
    }
    console.log(`events: ${logs.length} sample logs, ${records} records in order, 0 skipped`);
  });
});
if (logs.length === 0) console.log("events: 0 sample logs compared, all skipped: no samples here");
