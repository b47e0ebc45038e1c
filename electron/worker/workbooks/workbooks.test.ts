import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import { compoundFile, serialOf, type TestCell, xlsxFile } from "../../../shared/testing/xlsx-writer.ts";
import { zipFile } from "../../../shared/testing/zip-writer.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "../archives/archive-limits.ts";
import { openArchives } from "../archives/open-archives.ts";
import { readInfo } from "../info-job.ts";

const ANNA = "5f1c6a3e-0b7d-4c55-9a1e-3d2f4b6a7c81";
const HEADER: readonly TestCell[] = ["AADUserID", "Start time", "End time"];
const login = (day: number): readonly TestCell[] => [
  ANNA,
  { date: serialOf(`2024-03-0${day}T09:00:00Z`) },
  { date: serialOf(`2024-03-0${day}T17:30:15Z`) },
];
const LOGINS = [HEADER, login(4), login(5)];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-workbooks-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, bytes: Uint8Array): InputFile {
  writeFileSync(join(folder, name), bytes);
  return { path: join(folder, name), name, folder: null, failure: null };
}

async function open(file: InputFile, limits: Partial<ArchiveLimits> = {}) {
  const context = { cancel: { cancelled: false }, post: () => {}, waitForRoom() {} };
  rmSync(join(folder, "spool"), { recursive: true, force: true });
  const spool = join(folder, "spool");
  const { files } = await openArchives([file], spool, context, { ...ARCHIVE_LIMITS, ...limits });
  const text = (at: number): string => (files[at]?.path ? readFileSync(files[at].path, "utf8") : "");
  return { files, text, sources: readInfo(files, context).sources };
}

const TEXT = `AADUserID,Start time,End time
${ANNA},2024-03-04T09:00:00,2024-03-04T17:30:15
${ANNA},2024-03-05T09:00:00,2024-03-05T17:30:15
`;

describe("a workbook", () => {
  test("is read as its rows, and stands as the file that it is", async () => {
    const bytes = xlsxFile([{ name: "Sheet1", rows: LOGINS }]);
    const { sources, text } = await open(put("logins.xlsx", bytes));
    expect(text(0)).toBe(TEXT);
    expect(sources).toMatchObject([
      {
        path: "logins.xlsx",
        format: "d365",
        bytes: bytes.length,
        sha256: createHash("sha256").update(bytes).digest("hex"),
        records: 2,
        failure: null,
        damage: [],
        cloud: { shape: "loginEvents", sheet: "Sheet1", formulas: 0 },
      },
    ]);
  });

  test("is the same whoever wrote it", async () => {
    const rows: readonly TestCell[][] = LOGINS.map((cells) =>
      cells.map((cell) => (typeof cell === "string" ? { inline: cell } : cell)),
    );
    const bare = await open(put("bare.xlsx", xlsxFile([{ name: "a", rows }], { bare: true })));
    expect(bare.text(0)).toBe(TEXT);
    const moved = rows.map((cells) =>
      cells.map((cell) =>
        cell !== null && typeof cell === "object" && "date" in cell ? { date: cell.date - 1462 } : cell,
      ),
    );
    const late = await open(put("1904.xlsx", xlsxFile([{ name: "a", rows: moved }], { is1904: true })));
    expect(late.text(0)).toBe(TEXT);
    const unlisted = xlsxFile([{ name: "a", rows }], { without: ["xl/_rels/workbook.xml.rels"] });
    expect((await open(put("unlisted.xlsx", unlisted))).text(0)).toBe(TEXT);
  });

  test("keeps the numbers of its rows, and cells with anything in them", async () => {
    const rows = [["Logins"], [], HEADER, [], ['a "quoted", one\nand; more', { date: 45_355 }]];
    const { text } = await open(put("a.xlsx", xlsxFile([{ name: "a", rows }])));
    expect(text(0)).toBe(
      'Logins\n\nAADUserID,Start time,End time\n\n"a ""quoted"", one and; more",2024-03-04T00:00:00\n',
    );
  });

  test("with formulas gives the values stored with them, and says so", async () => {
    const rows = [
      HEADER,
      [{ formula: 'UPPER("x")', value: ANNA }, { formula: "A1", value: 45_355.375 }, null],
    ];
    const { sources } = await open(put("a.xlsx", xlsxFile([{ name: "a", rows }])));
    expect(sources).toMatchObject([{ records: 1, cloud: { formulas: 2 } }]);
    expect(sources[0]?.notes).toContain("formulaValues");
  });

  test("of several sheets gives those whose header is known", async () => {
    const users = {
      name: "Users",
      rows: [
        ["User ID", "Email"],
        ["ANNA", "anna@contoso.com"],
      ],
    };
    const notes = { name: "Notes", rows: [["what", "ever"]] };
    const one = await open(put("a.xlsx", xlsxFile([notes, { name: "Data", rows: LOGINS }])));
    expect(one.sources).toMatchObject([{ path: "a.xlsx", records: 2, cloud: { sheet: "Data" } }]);
    const two = await open(put("b.xlsx", xlsxFile([notes, { name: "Data", rows: LOGINS }, users])));
    expect(two.sources).toMatchObject([
      { path: "b.xlsx/Data", cloud: { shape: "loginEvents", sheets: ["Notes", "Data", "Users"] } },
      { path: "b.xlsx/Users", cloud: { shape: "users" } },
    ]);
  });

  test("without a known header is asked about, by the first sheet with rows or the one that is named", async () => {
    const sheets = [
      { name: "Empty", rows: [] },
      {
        name: "Eins",
        rows: [
          ["Kennung", "Beginn"],
          ["anna", "x"],
        ],
      },
      {
        name: "Zwei",
        rows: [
          ["Wer", "Wann"],
          ["ben", { date: 45_355 }],
        ],
      },
    ];
    const file = put("a.xlsx", xlsxFile(sheets));
    const { sources } = await open(file);
    expect(sources).toMatchObject([
      {
        failure: "otherTable",
        cloud: { sheet: "Eins", questions: ["columns"], headers: ["Kennung", "Beginn"] },
      },
    ]);
    const columns = { user: "Wer", start: "Wann" };
    const answers = [{ signature: null, file: null, cloud: { sheet: "Zwei", columns } }];
    const named = await open({ ...file, answers });
    expect(named.sources).toMatchObject([{ failure: null, records: 1, cloud: { sheet: "Zwei" } }]);
  });

  test("is no archive of logs, and an archive of logs is no workbook", async () => {
    const writer = new EvtxWriter({ crc32, recordsPerChunk: 10 });
    writer.append({ event: "4634", time: 0 as Ticks, computer: "PC1" });
    const log = writer.finish();
    const zip = zipFile([{ name: "Security.evtx", bytes: log }], { crc32 });
    expect((await open(put("logs.xlsx", zip))).sources).toMatchObject([
      { path: "logs.xlsx/Security.evtx", format: "evtx" },
    ]);
    const named = await open(put("logins.zip", xlsxFile([{ name: "a", rows: LOGINS }])));
    expect(named.sources).toMatchObject([{ path: "logins.zip", format: "d365", records: 2 }]);
  });

  test("in an archive is read as if it lay beside it; other documents are no logs", async () => {
    const bytes = xlsxFile([{ name: "a", rows: LOGINS }]);
    const letter = zipFile([{ name: "[Content_Types].xml", bytes: new Uint8Array(9) }], { crc32 });
    const zip = zipFile(
      [
        { name: "week 10/logins.xlsx", bytes },
        { name: "letter.docx", bytes: letter },
      ],
      { crc32 },
    );
    const { sources } = await open(put("exports.zip", zip));
    expect(sources).toMatchObject([{ path: "exports.zip/week 10/logins.xlsx", format: "d365", records: 2 }]);
  });

  test("with a password, or of an older kind, is named with what to do", async () => {
    const failures = async (name: string, bytes: Uint8Array) =>
      (await open(put(name, bytes))).sources[0]?.failure;
    expect(await failures("a.xlsx", compoundFile(["EncryptionInfo", "EncryptedPackage"]))).toBe(
      "encryptedWorkbook",
    );
    expect(await failures("a.xls", compoundFile(["Workbook"]))).toBe("oldWorkbook");
    const binary = xlsxFile([], { without: ["xl/workbook.xml"], parts: { "xl/workbook.bin": "x" } });
    expect(await failures("a.xlsb", binary)).toBe("oldWorkbook");
    expect(await failures("a.docx", xlsxFile([], { without: ["xl/workbook.xml"] }))).toBe("notALog");
  });
});

describe("a damaged workbook", () => {
  const whole = xlsxFile([{ name: "a", rows: [HEADER, ...Array.from({ length: 3000 }, () => login(4))] }]);

  test("cut off gives the rows before, with the place", async () => {
    // Behind the sheet stand the shared texts, without which no user is known: these are inline.
    const rows = Array.from({ length: 3000 }, (_, at): TestCell[] => [
      { inline: `user${at}` },
      { inline: "2024-03-04 09:00:00" },
    ]);
    const head = [["aaduserid", "start"].map((text): TestCell => ({ inline: text }))];
    const bytes = xlsxFile([{ name: "a", rows: [...head, ...rows] }]);
    const { sources } = await open(put("cut.xlsx", bytes.slice(0, Math.floor(bytes.length * 0.6))));
    expect(sources[0]).toMatchObject({ format: "d365", failure: null });
    expect(sources[0]!.records).toBeGreaterThan(100);
    expect(sources[0]!.records).toBeLessThan(3000);
    expect(sources[0]!.damage).toMatchObject([{ code: "truncated", offset: expect.any(Number) }]);
  });

  test("in its list of contents alone loses nothing", async () => {
    const bytes = whole.slice();
    bytes.fill(0, bytes.length - 60);
    const { sources } = await open(put("a.xlsx", bytes));
    expect(sources[0]).toMatchObject({ records: 3000, damage: [{ code: "truncated" }] });
  });

  test("without its shared texts counts the cells that lost theirs", async () => {
    const { sources } = await open(
      put("a.xlsx", xlsxFile([{ name: "a", rows: LOGINS }], { without: ["xl/sharedStrings.xml"] })),
    );
    expect(sources[0]?.damage).toContainEqual(expect.objectContaining({ code: "valueBad", count: 5 }));
  });

  test("that unpacks to more than is safe is read up to there", async () => {
    const { sources } = await open(put("a.xlsx", whole), { freeBytes: 150_000, ratio: 1 });
    expect(sources[0]?.damage).toContainEqual(expect.objectContaining({ code: "limit" }));
    expect(sources[0]?.records ?? 0).toBeLessThan(3000);
  });

  test("of any kind ends, with an answer", async () => {
    const small = xlsxFile([{ name: "a", rows: LOGINS }]);
    const change = fc.record({ at: fc.nat(small.length - 1), byte: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), fc.nat(40), async (changes, cut) => {
        const bytes = small.slice(0, small.length - (cut > 30 ? cut * 20 : 0));
        for (const { at, byte } of changes) if (at < bytes.length) bytes[at] = byte;
        const { sources } = await open(put("a.xlsx", bytes));
        expect(sources.length).toBeGreaterThan(0);
        for (const { records } of sources) expect(records).toBeLessThanOrEqual(2);
      }),
      { numRuns: 60 },
    );
  });
});

test("a sheet as long as Excel allows, and longer, is read to the limit", async () => {
  const row = (r: number): string =>
    `<row r="${r}"><c t="str"><v>u${r}</v></c><c t="str"><v>2024-03-04 09:00</v></c></row>`;
  const rows = [...Array.from({ length: 20_000 }, (_, at) => row(at + 2)), row(1_048_576), row(1_048_577)];
  const xml = `<worksheet><sheetData><row r="1"><c t="str"><v>aaduserid</v></c><c t="str"><v>start</v></c></row>${rows.join("")}</sheetData></worksheet>`;
  const { sources } = await open(put("long.xlsx", xlsxFile([{ name: "a", rows: [], xml }])));
  expect(sources).toMatchObject([{ records: 20_001, damage: [{ code: "limit", count: 1 }] }]);
});
