import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ARCHIVE_LIMITS, MAX_LABEL } from "../../electron/worker/archives/archive-limits.ts";
import { entryLabel } from "../../electron/worker/archives/entry-label.ts";
import { openArchives } from "../../electron/worker/archives/open-archives.ts";
import { makeDecoder } from "../../electron/worker/code-pages.ts";
import { splitRow } from "../../electron/worker/ports.ts";
import { textClock } from "../../electron/worker/text-clock.ts";
import { decodeFrame, encodeFrame } from "../../shared/contract/frames.ts";
import { isEventAsk } from "../../shared/contract/guard-events.ts";
import { isImportAnswers } from "../../shared/contract/guard-text.ts";
import { asPageMessage, isReplyValue } from "../../shared/contract/guards.ts";
import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { parseManifest } from "../../shared/pack/manifest.ts";
import { readCaseForm } from "../../shared/pack/read-case-form.ts";
import { CsvReader } from "../../shared/readers/csv/csv-reader.ts";
import { MAX_COLUMNS } from "../../shared/readers/csv/limits.ts";
import { exported, logoffMessage, row } from "../../shared/readers/csv/test-exports.ts";
import { CloudReader } from "../../shared/readers/d365/cloud-reader.ts";
import { MAX_ID_CHARS, MAX_IDENTITIES, MAX_ROW_UNITS } from "../../shared/readers/d365/limits.ts";
import { ANNA } from "../../shared/readers/d365/test-tables.ts";
import { treeToFullRecord } from "../../shared/readers/event-text.ts";
import { EvtReader } from "../../shared/readers/evt/evt-reader.ts";
import { MAX_RECORD_SIZE } from "../../shared/readers/evt/limits.ts";
import { ChunkWriter, fileOf, nothing } from "../../shared/readers/evtx/fixtures/chunk-writer.ts";
import { readBack, sourceOf } from "../../shared/readers/evtx/fixtures/read-bytes.ts";
import { MAX_NAME, MAX_PLANS, MAX_VALUES } from "../../shared/readers/evtx/limits.ts";
import { parseJsonEvent } from "../../shared/readers/json-lines/json-event.ts";
import { AUDITING, messageFacts, textEvent } from "../../shared/readers/messages/message-facts.ts";
import { MAX_NAME as MAX_SCRIPT_NAME } from "../../shared/readers/script-trail/limits.ts";
import { parseLine } from "../../shared/readers/script-trail/line-form.ts";
import {
  MAX_CELL_CHARS,
  MAX_CELL_FORMATS,
  MAX_SHEET_COLUMNS,
  MAX_SHEETS,
  MAX_XML_FAULTS,
} from "../../shared/readers/xlsx/limits.ts";
import { SheetPart } from "../../shared/readers/xlsx/sheet-part.ts";
import { StylesPart } from "../../shared/readers/xlsx/styles-part.ts";
import { RelationsPart, WorkbookPart } from "../../shared/readers/xlsx/workbook-part.ts";
import { XmlPart } from "../../shared/readers/xlsx/xml-part.ts";
import { MAX_DOCTYPE_UNITS } from "../../shared/readers/xml/limits.ts";
import { XmlEventReader } from "../../shared/readers/xml/xml-reader.ts";
import { evtFile } from "../../shared/testing/evt-writer/evt-writer.ts";
import { xlsxFile } from "../../shared/testing/xlsx-writer.ts";
import { zipFile } from "../../shared/testing/zip-writer.ts";
import { StringTable } from "../../shared/types/string-table.ts";

/*
 * Bounds that no other test hits. Each is gone up to, where nothing happens, and beyond. The list of all of them is
 * docs/bounds.md.
 */

const cancel = { cancelled: false };
const utf8 = (text: string) => new TextEncoder().encode(text);
const textPorts = { makeDecoder, splitRow, clockOf: textClock, answers: [], name: "input", cancel };

describe("EVTX", () => {
  const damageOf = (write: (w: ChunkWriter) => void): readonly string[] => {
    const w = new ChunkWriter();
    w.record(1, () => write(w));
    return readBack(fileOf([w.seal(crc32)], crc32), crc32).summary.damage.map(({ code }) => code);
  };

  test("characters of a name", () => {
    const named = (length: number) => (w: ChunkWriter) =>
      void w.fragment().openBare("n".repeat(length)).closeEmpty().u8(0);
    expect(damageOf(named(MAX_NAME))).not.toContain("templateBad");
    expect(damageOf(named(MAX_NAME + 1))).toContain("templateBad");
  });

  test("values of a template", () => {
    const valued = (count: number) => (w: ChunkWriter) => {
      w.fragment();
      w.template(() => w.open("e").content().sub(0).close(), Array(count).fill(nothing));
      w.u8(0);
    };
    expect(damageOf(valued(MAX_VALUES))).not.toContain("limit");
    expect(damageOf(valued(MAX_VALUES + 1))).toContain("limit");
  });

  test("templates that are kept: the records of more than that are all there", () => {
    const chunks: Uint8Array[] = [];
    let number = 1;
    while (number <= MAX_PLANS + 200) {
      const w = new ChunkWriter();
      while (w.at < 65_000) {
        const own = number;
        w.record(own, () => {
          w.fragment();
          w.template(() => {
            w.open("Event").content().open("System").content();
            w.open("EventID").content().literal("4624").close();
            w.open("EventRecordID").content().literal(String(own)).close();
            w.close().close();
          }, []);
          w.u8(0);
        });
        number++;
      }
      chunks.push(w.seal(crc32));
    }
    const { events, rows, summary } = readBack(fileOf(chunks, crc32), crc32);
    expect(summary.damage).toEqual([]);
    expect(events.length).toBe(number - 1);
    expect(rows.map(({ id }) => id)).toEqual(events.map(({ recordIdLow }) => recordIdLow));
  });
});

test("EVT: bytes of a record", () => {
  const read = (bytes: number) => {
    const log = evtFile([{ id: 528 }, { id: 529, data: new Uint8Array(bytes) }, { id: 538 }]);
    const ids: number[] = [];
    const reader = new EvtReader(sourceOf(log), { strings: new StringTable(), cancel });
    reader.records(({ tree }) => ids.push(treeToFullRecord(tree).eventId));
    return { ids: ids.length, damage: reader.summary.damage.length };
  };
  expect(read(MAX_RECORD_SIZE - 4096)).toEqual({ ids: 3, damage: 0 });
  expect(read(MAX_RECORD_SIZE)).toMatchObject({ ids: 2 });
  expect(read(MAX_RECORD_SIZE).damage).toBeGreaterThan(0);
});

test("XML: a document type that is too long does not hide the events behind it", () => {
  const event =
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>1</EventID><EventRecordID>5</EventRecordID></System></Event>";
  const read = (length: number) => {
    const text = `<!DOCTYPE a [${"x".repeat(length)}${event}`;
    const options = { strings: new StringTable(), makeDecoder, cancel };
    const reader = new XmlEventReader(sourceOf(utf8(text)), options);
    reader.records(() => {});
    return reader.summary;
  };
  expect(read(MAX_DOCTYPE_UNITS + 100).records).toBe(1);
  expect(read(MAX_DOCTYPE_UNITS + 100).damage.length).toBeGreaterThan(0);
});

test("CSV: columns of a row are looked at up to their number", () => {
  const text = `${exported([row("3/14/2024 8:00:00 AM", 4634, logoffMessage("anna", "0x1"))]).trimEnd()}`;
  const read = (more: number) => {
    const reader = new CsvReader(sourceOf(utf8(`${text}${",x".repeat(more)}\r\n`)), {
      ...textPorts,
      strings: new StringTable(),
    });
    const messages: string[] = [];
    reader.records(({ tree }) => messages.push(JSON.stringify([...tree.children])));
    return { records: reader.summary.records, length: messages.join("").length };
  };
  const [few, many, more] = [read(MAX_COLUMNS - 1), read(MAX_COLUMNS + 100), read(5000)];
  expect([few.records, many.records, more.records]).toEqual([1, 1, 1]);
  expect(more.length).toBe(many.length);
});

describe("Dynamics 365", () => {
  const read = (text: string) => {
    const reader = new CloudReader(sourceOf(utf8(text)), textPorts);
    reader.extract();
    return reader.summary;
  };
  const users = (text: string) => {
    const rows = read(text).cloud?.rows;
    return rows?.kind === "cloudUsers" ? rows.users : [];
  };

  test("characters of an id, and ids of a user", () => {
    const [long] = users(`User ID,User name,Email\n${"u".repeat(MAX_ID_CHARS + 50)},n,a@b.example\n`);
    expect(long?.userId.length).toBe(MAX_ID_CHARS);
    const guids = Array.from({ length: 20 }, (_, at) => ANNA.slice(0, -2) + String(at + 10));
    const header = guids.map((_, at) => `c${at}`).join(",");
    const [rich] = users(`User ID,Email,${header}\nanna,a@b.example,${guids.join(",")}\n`);
    expect(rich?.identities.length).toBe(MAX_IDENTITIES);
  });

  test("characters of a row", () => {
    const text = `AADUserID,Start time\n${ANNA},"2024-03-04T09:00:00\n${"x".repeat(MAX_ROW_UNITS + 10)}\n${ANNA},2024-03-05T09:00:00\n`;
    const { damage, records } = read(text);
    expect(damage.map(({ code }) => code)).toContain("limit");
    expect(records).toBeGreaterThan(0);
  });
});

test("script trail: characters of a name", () => {
  const line = (length: number) =>
    parseLine(`LOGON,2024-03-04T13:05:07Z,PC1,${"u".repeat(length)},Console,\\\\DC01`);
  expect(line(MAX_SCRIPT_NAME)).not.toBeNull();
  expect(line(MAX_SCRIPT_NAME + 1)).toBeNull();
});

test("lines of JSON: inputs, values, records left out", () => {
  const line = (more: object) => parseJsonEvent(JSON.stringify({ eventId: 4624, ...more }));
  expect(line({ source: 65_535 })).not.toBeNull();
  expect(line({ source: 65_536 })).toBeNull();
  const values = (count: number) => ({
    data: Object.fromEntries(Array.from({ length: count }, (_, i) => [`n${i}`, ""])),
  });
  expect(line(values(1024))).not.toBeNull();
  expect(line(values(1025))).toBeNull();
  const skipped = (count: number) => ({ skipped: Array(count).fill({ recordId: "1", records: 1 }) });
  expect(line(skipped(200_000))).not.toBeNull();
  expect(line(skipped(200_001))).toBeNull();
});

test("messages: characters of a value", () => {
  const facts = (length: number) =>
    messageFacts(textEvent(AUDITING, 4634)!, logoffMessage("u".repeat(length), "0x1"))?.get("TargetUserName")
      ?.length;
  expect(facts(1024)).toBe(1024);
  expect(facts(1025)).toBeUndefined();
});

describe("workbooks", () => {
  test("sheets, relations and formats", () => {
    const workbook = new WorkbookPart();
    for (let at = 0; at < MAX_SHEETS + 3; at++) workbook.open("sheet", { name: "a", "r:id": "x" });
    expect([workbook.sheets.length, workbook.lost]).toEqual([MAX_SHEETS, 3]);
    const relations = new RelationsPart();
    for (let at = 0; at < 10_003; at++) relations.open("Relationship", { Id: String(at), Target: "a" });
    expect(relations.targets.size).toBe(10_000);
    const styles = new StylesPart();
    styles.open("cellXfs", {});
    for (let at = 0; at < MAX_CELL_FORMATS + 3; at++) styles.open("xf", { numFmtId: "14" });
    expect(styles.dates().length).toBe(MAX_CELL_FORMATS);
  });

  test("columns and characters of a cell, faults of a part", () => {
    const rows: (readonly string[])[] = [];
    const sheet = new SheetPart({ texts: [], dates: [], is1904: false }, (_, cells) => rows.push(cells));
    const part = new XmlPart(sheet);
    part.write(`<x><row>${'<c t="inlineStr"><is><t>a</t></is></c>'.repeat(MAX_SHEET_COLUMNS + 2)}</row>`);
    part.write(`<row><c t="inlineStr"><is><t>${"y".repeat(MAX_CELL_CHARS + 5)}</t></is></c></row>`);
    expect([rows[0]!.length, sheet.lost, rows[1]![0]!.length]).toEqual([
      MAX_SHEET_COLUMNS,
      2,
      MAX_CELL_CHARS,
    ]);
    part.write("&x;".repeat(MAX_XML_FAULTS + 2));
    expect(part.isOver).toBe(true);
  });
});

describe("archives", () => {
  test("characters of a label", () => {
    expect(entryLabel("x".repeat(MAX_LABEL)).length).toBe(MAX_LABEL);
    expect(entryLabel("x".repeat(5000)).length).toBe(MAX_LABEL);
  });

  test("entries that lie over each other count each time", async () => {
    const folder = mkdtempSync(join(tmpdir(), "logonscope-bounds-test-"));
    try {
      const bytes = utf8(`AADUserID,Start time\n${`${ANNA},2024-03-04T09:00:00\n`.repeat(20_000)}`);
      const one = zipFile([{ name: "a.csv", bytes, packed: deflateRawSync(bytes) }], { crc32 });
      const view = new DataView(one.buffer);
      const list = view.getUint32(one.length - 6, true);
      const entry = one.slice(list, one.length - 22);
      const end = one.slice(-22);
      const times = 60;
      const to = new DataView(end.buffer);
      to.setUint16(8, times, true);
      to.setUint16(10, times, true);
      to.setUint32(12, entry.length * times, true);
      const path = join(folder, "a.zip");
      writeFileSync(path, Buffer.concat([one.slice(0, list), ...Array(times).fill(entry), end]));
      const limits = { ...ARCHIVE_LIMITS, bytesOfAll: 8 * bytes.length };
      const file = { path, name: "a.zip", folder: null, failure: null };
      const { files } = await openArchives([file], join(folder, "spool"), { cancel, post() {} }, limits);
      expect(files.filter(({ failure }) => failure === null).length).toBeLessThanOrEqual(8);
      expect(files.map(({ failure }) => failure)).toContain("archiveLimit");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("a workbook of more parts than an archive may have", async () => {
    const folder = mkdtempSync(join(tmpdir(), "logonscope-bounds-test-"));
    try {
      const path = join(folder, "a.xlsx");
      writeFileSync(
        path,
        xlsxFile([
          {
            name: "a",
            rows: [
              ["AADUserID", "Start time"],
              [ANNA, "2024-03-04T09:00:00"],
            ],
          },
        ]),
      );
      const file = { path, name: "a.xlsx", folder: null, failure: null };
      const limits = { ...ARCHIVE_LIMITS, entries: 3 };
      const { files } = await openArchives([file], join(folder, "spool"), { cancel, post() {} }, limits);
      expect(files.every(({ failure, damage }) => failure !== null || (damage ?? []).length > 0)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("messages between page and host", () => {
  test("parts of a frame", () => {
    const parts = (count: number) => Array.from({ length: count }, () => new Uint8Array(1));
    expect(decodeFrame(encodeFrame(parts(4096)))).toHaveLength(4096);
    expect(() => encodeFrame(parts(4097))).toThrow("too many parts");
    const frame = encodeFrame(parts(4096));
    new DataView(frame.buffer).setUint32(12, 4097, true);
    expect(() => decodeFrame(frame)).toThrow("bad header");
  });

  test("files, ids, answers, names and filters", () => {
    const call = (name: string, ...args: readonly unknown[]) =>
      asPageMessage({ type: "call", id: 1, name, args });
    expect(call("identify", Array(10_000).fill("t"), true)).not.toBeNull();
    expect(call("identify", Array(10_001).fill("t"), true)).toBeNull();
    expect(call("recentFiles", "x".repeat(200))).not.toBeNull();
    expect(call("recentFiles", "x".repeat(201))).toBeNull();
    const answer = { signature: "s".repeat(200), file: "f".repeat(4096) };
    expect(isImportAnswers(answer)).toBe(true);
    expect(isImportAnswers({ ...answer, signature: "s".repeat(201) })).toBe(false);
    expect(isImportAnswers({ ...answer, file: "f".repeat(4097) })).toBe(false);
    const open = (count: number) =>
      asPageMessage({
        type: "open",
        id: 1,
        name: "openCase",
        args: [["t"], { answers: Array(count).fill(answer) }],
      });
    expect(open(1000)).not.toBeNull();
    expect(open(1001)).toBeNull();
    const ask = { filter: "f".repeat(10_000), zone: "z".repeat(100), from: 0, to: 0, recovered: false };
    expect(isEventAsk(ask)).toBe(true);
    expect(isEventAsk({ ...ask, filter: `${ask.filter}f` })).toBe(false);
    expect(isEventAsk({ ...ask, zone: `${ask.zone}z` })).toBe(false);
    const none = {
      recordId: null,
      provider: null,
      channel: null,
      computer: null,
      timeCreated: null,
      userSid: null,
    };
    const record = {
      ...none,
      eventId: 0,
      version: 0,
      level: 0,
      task: 0,
      keywords: "",
      data: {},
      userData: {},
    };
    expect(isReplyValue("readRecord", { xml: "x".repeat(16_000_000), record })).toBe(true);
    expect(isReplyValue("readRecord", { xml: "x".repeat(16_000_001), record })).toBe(false);
  });
});

test("filter: a hundred thousand brackets, and more text than there is room for", () => {
  for (const text of ["(".repeat(100_000), "-".repeat(20_001), `${"a".repeat(20_001)}`])
    expect(parseQuery(text).ok).toBe(false);
  expect(parseQuery("a".repeat(20_000)).ok).toBe(true);
  const nested = (depth: number) => parseQuery(`${"(".repeat(depth)}a${")".repeat(depth)}`).ok;
  expect([nested(100), nested(101)]).toEqual([true, false]);
  expect(parseQuery(`${"-".repeat(5000)}a`).ok).toBe(false);
});

test("packs: depth of a manifest, columns of a case", () => {
  const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;
  expect(parseManifest(nested(100_000))).toBeNull();
  expect(parseManifest(nested(24))).toBeNull();
  const columns = Array(4097).fill({ path: "x", type: "uint8", length: 0, at: 0, texts: false });
  const head = { schema: "logonscope.case/1", columns, strings: [""], value: {} };
  expect(readCaseForm(JSON.stringify(head), new Uint8Array(0))).toBeNull();
});
