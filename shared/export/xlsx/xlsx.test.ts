import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochMsToTicks, TICKS_PER_DAY } from "../../engine/time/calendar.ts";
import { ianaZone } from "../../engine/time/iana-zone.ts";
import { UTC } from "../../engine/time/zone.ts";
import { buildCase, sketchSource } from "../../testing/case-builder.ts";
import { readXlsx } from "../../testing/read-xlsx.ts";
import { joinBytes } from "../../types/join-bytes.ts";
import { SESSION_CSV_COLUMNS } from "../csv.ts";
import { inputFacts } from "../document-facts.ts";
import { failuresXlsx, sessionsXlsx } from "./case-xlsx.ts";
import { columnLetters, type SheetColumn } from "./columns.ts";
import { serialOfDay, serialOfTicks } from "./serial.ts";
import { SheetNames } from "./sheet-name.ts";
import { infoXlsx } from "./sources-xlsx.ts";
import { sheetTable, xlsxBytes } from "./write-tables.ts";
import { fittingText, xmlText } from "./xml-text.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const berlin = ianaZone("Europe/Berlin")!;

const joined = (pieces: Iterable<Uint8Array>): Uint8Array => joinBytes([...pieces]);

const document = (zone = UTC) => inputFacts("Test", [], "0", zone, []);
const TEXT: SheetColumn<string> = { name: "text", kind: "text", width: 20, value: (text) => text };

/** Cells of one column that were written and read again. */
function roundTrip(texts: readonly string[]): readonly string[] {
  const book = readXlsx(
    joined(xlsxBytes(document(), [sheetTable({ name: "t", columns: [TEXT], items: texts })])),
  );
  expect(book[1]!.formulas).toBe(0);
  return book[1]!.rows.slice(1).map(([cell]) => cell!);
}

const data = buildCase({
  engine: "0.0.0",
  sources: [
    sketchSource({
      path: "=cmd|'/c calc'!A1.evtx",
      records: 7,
      oldest: at("2024-03-04"),
      sha256: "ab".repeat(32),
    }),
  ],
  sessions: [
    {
      user: "anna",
      domain: "CORP",
      computer: "PC1",
      logonType: 2,
      logonIds: [0x1a001],
      start: at("2024-03-31T00:59:59.123Z") + 4567,
      end: at("2024-03-31T23:30:00Z"),
      confidence: "exact",
      endReason: "userLogoff",
    },
    {
      user: "=1+1",
      computer: "PC1",
      start: at("1601-01-02T00:00:00Z"),
      confidence: "open",
      endReason: "noRecord",
    },
  ],
  failures: [{ time: at("2024-07-01T10:00:00Z"), user: "\tadmin", computer: "PC1", status: 0xc000006d }],
});
const rows = new Uint32Array([1, 0]);

describe("a workbook of sessions", () => {
  const input = { data, rows, zone: berlin, filter: 'user:"=x"', kinds: ["desktop"] as const };
  const [summary, sheet] = readXlsx(joined(sessionsXlsx(input)));

  test("says first what it holds, of what it was made, and what it was asked", () => {
    expect(summary!.name).toBe("Summary");
    const cells = summary!.rows.flat();
    for (const said of [
      'user:"=x"',
      "Logonscope 0.0.0",
      "ab".repeat(32),
      "=cmd|'/c calc'!A1.evtx",
      "Sessions: 2 rows",
    ])
      expect(cells).toContain(said);
    expect(cells.some((cell) => cell.startsWith("Europe/Berlin"))).toBe(true);
    expect(summary!.formulas).toBe(0);
  });

  test("has every column of the CSV; moments stand as dates on the clocks of the zone beside their ISO text", () => {
    const [head, first, second] = sheet!.rows;
    for (const name of SESSION_CSV_COLUMNS) expect(head).toContain(name.replace(/Seconds$/, ""));
    const cell = (row: readonly string[], name: string) => row[head!.indexOf(name)] ?? "";
    expect([cell(first!, "user"), cell(second!, "user")]).toEqual(["=1+1", "anna"]);
    // Beside the hour that clocks skip; whole seconds, as on screen.
    expect(cell(second!, "startLocal")).toBe("2024-03-31T01:59:59");
    expect(cell(second!, "endLocal")).toBe("2024-04-01T01:30:00");
    expect(cell(second!, "start")).toBe("2024-03-31T00:59:59.1234567Z");
    expect(Number(cell(second!, "duration")) * 86_400).toBeCloseTo(81_000.877, 2);
    expect(cell(second!, "logonType")).toBe("2");
    // Excel has no dates before 1900.
    expect(cell(first!, "startLocal")).toMatch(/^1601-01-02T\d\d:/);
    expect(cell(first!, "end")).toBe("");
  });

  test("takes only the columns that are asked for, in their order", () => {
    const [, chosen] = readXlsx(
      joined(sessionsXlsx(input, { columns: ["endLocal", "user", "durationSeconds"] })),
    );
    expect(chosen!.rows[0]).toEqual(["endLocal", "end", "user", "duration"]);
    expect(chosen!.rows.map((row) => row[2])).toEqual(["user", "=1+1", "anna"]);
  });

  test("is the same, byte for byte, every time", () => {
    expect(joined(sessionsXlsx(input))).toEqual(joined(sessionsXlsx(input)));
  });
});

test("workbooks of failures and inputs read back", () => {
  const failures = readXlsx(
    joined(failuresXlsx({ data, rows: new Uint32Array([0]), zone: berlin, filter: "" })),
  );
  const [head, row] = failures[1]!.rows;
  expect(row![head!.indexOf("user")]).toBe("\tadmin");
  expect(row![head!.indexOf("timeLocal")]).toBe("2024-07-01T12:00:00");
  const inputs = readXlsx(joined(infoXlsx(data.sources, "0.0.0", UTC)));
  expect(inputs.map(({ name }) => name)).toEqual(["Summary", "Inputs"]);
  expect(inputs[1]!.rows[1]).toContain("=cmd|'/c calc'!A1.evtx");
});

describe("texts", () => {
  const HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "a\r\nb",
    " spaces ",
    "a  b",
    "<b>&amp;\"'</b>",
    "]]>",
    "_x0041_",
    "__x0041_",
    "_x005F_x0041_",
    "_X000d_",
    "\u0000\u0001\u001f\u007f\u0085",
    "\ufffe\uffff",
    "𝒳😀",
    "ÄÖÜß",
    "'quoted",
  ];

  test("of any kind come back as they were, and none is a formula", () => {
    expect(roundTrip(HOSTILE)).toEqual(HOSTILE);
  });

  test("of any characters come back as they were; a lone surrogate as what it is shown as", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 40 }), { minLength: 1 }),
        (texts) => {
          expect(roundTrip(texts)).toEqual(texts.map((text) => text.toWellFormed()));
        },
      ),
      { numRuns: 25 },
    );
    expect(roundTrip(["a\ud800b", "\udfff"])).toEqual(["a\ufffdb", "\ufffd"]);
    expect(xmlText("\ud800")).toBe("_xD800_");
  });

  test("longer than a cell are cut, whole characters stay whole, and the summary says so", () => {
    const long = `${"x".repeat(32_766)}😀 tail`;
    expect(fittingText(long)).toBe("x".repeat(32_766));
    const book = readXlsx(
      joined(xlsxBytes(document(), [sheetTable({ name: "t", columns: [TEXT], items: [long, "short"] })])),
    );
    expect(book[1]!.rows[1]![0]).toHaveLength(32_766);
    expect(book[0]!.rows.flat().some((cell) => cell.startsWith("1 texts were longer"))).toBe(true);
  });

  test("are shared only where they come again", () => {
    const few = joined(
      xlsxBytes(document(), [
        sheetTable({ name: "t", columns: [TEXT], items: repeat(20_000, (n) => `user ${n % 5}`) }),
      ]),
    );
    const many = joined(
      xlsxBytes(document(), [
        sheetTable({ name: "t", columns: [TEXT], items: repeat(20_000, (n) => `user ${n}`) }),
      ]),
    );
    expect(readXlsx(few)[1]!.rows[20_000]).toEqual(["user 4"]);
    expect(readXlsx(many)[1]!.rows[20_000]).toEqual(["user 19999"]);
    expect(few.length).toBeLessThan(many.length / 3);
  });
});

test("rows that one sheet cannot hold go on in the next, and the summary says so", () => {
  const items = repeat(25, String);
  const book = readXlsx(
    joined(
      xlsxBytes(document(), [sheetTable({ name: "Sessions", columns: [TEXT], items })], { maxRows: 11 }),
    ),
  );
  expect(book.map(({ name, rows: { length } }) => [name, length])).toEqual([
    ["Summary", book[0]!.rows.length],
    ["Sessions", 11],
    ["Sessions (2)", 11],
    ["Sessions (3)", 6],
  ]);
  expect(book.slice(1).flatMap(({ rows: [, ...own] }) => own.map(([cell]) => cell))).toEqual(items);
  const said = book[0]!.rows.flat().join("\n");
  expect(said).toContain("Sessions (3): 5 rows");
  expect(said).toContain("they go on in the next one");
});

test("dates are days and parts of days as Excel counts them", () => {
  expect(serialOfTicks(0)).toBe(45_292);
  expect(serialOfTicks(TICKS_PER_DAY / 4)).toBe(45_292.25);
  expect(serialOfDay(64)).toBe(45_356);
  expect(serialOfTicks(at("1900-02-28"))).toBeNull();
  expect(serialOfTicks(at("1900-03-01"))).toBe(61);
  expect(serialOfTicks(Number.NaN)).toBeNull();
});

test("names of sheets are those that Excel takes", () => {
  const names = new SheetNames();
  const given = [
    "a/b",
    "A B",
    "'x'",
    "",
    "History",
    "[]:*?\\",
    "y".repeat(40),
    "y".repeat(40),
    "\u202eevil",
  ].map((name) => names.add(name));
  expect(given).toEqual([
    "a b",
    "A B (2)",
    "x",
    "Sheet",
    "History (2)",
    "Sheet (2)",
    "y".repeat(31),
    `${"y".repeat(27)} (2)`,
    "evil",
  ]);
  expect([0, 25, 26, 701, 702].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});

function repeat<Item>(count: number, make: (at: number) => Item): readonly Item[] {
  return Array.from({ length: count }, (_, number) => make(number));
}
