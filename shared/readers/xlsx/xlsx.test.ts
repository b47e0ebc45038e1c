import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compoundFile } from "../../testing/xlsx-writer.ts";
import { compoundKind } from "./compound-file.ts";
import { isBuiltInDate, isDateFormat } from "./number-format.ts";
import { serialToIso } from "./serial-date.ts";
import { SheetPart } from "./sheet-part.ts";
import { StringsPart } from "./strings-part.ts";
import { XmlPart } from "./xml-part.ts";

const sourceOf = (bytes: Uint8Array) => ({
  size: bytes.length,
  read(position: number, target: Uint8Array) {
    const piece = bytes.subarray(position, position + target.length);
    target.set(piece);
    return piece.length;
  },
});

describe("serial dates", () => {
  test.each([
    [45_355, false, "2024-03-04T00:00:00"],
    [45_355.375, false, "2024-03-04T09:00:00"],
    [45_355.586_887_5, false, "2024-03-04T14:05:07.080"],
    [61, false, "1900-03-01T00:00:00"],
    [60, false, null],
    [43_893.375, true, "2024-03-04T09:00:00"],
    [0, true, "1904-01-01T00:00:00"],
    [-1, true, null],
    [2_958_466, false, null],
    [Number.NaN, false, null],
  ])("%d (1904: %s) is %s", (serial, is1904, iso) => {
    expect(serialToIso(serial, is1904)).toBe(iso);
  });

  test("every second of two centuries survives the way through a serial number", () => {
    const from = Date.UTC(1950, 0, 1) / 1000;
    fc.assert(
      fc.property(fc.integer({ min: from, max: from + 200 * 365 * 86_400 }), (seconds) => {
        const serial = seconds / 86_400 + 25_569;
        expect(serialToIso(serial, false)).toBe(new Date(seconds * 1000).toISOString().slice(0, 19));
      }),
    );
  });
});

describe("number formats", () => {
  test.each([
    ["yyyy\\-mm\\-dd hh:mm:ss", true],
    ["m/d/yy h:mm", true],
    ["[$-409]d/m/yy h:mm AM/PM;@", true],
    ["mmm", true],
    ['"day" 0', false],
    ["General", false],
    ["#,##0.00", false],
    ["[h]:mm:ss", false],
    ["h:mm:ss", false],
    ["[Red]0.00;[Blue]-0.00", false],
    ["0.00E+00", false],
    ['0;0;0;"yyyy"', false],
  ])("%s shows a date: %s", (code, isDate) => {
    expect(isDateFormat(code)).toBe(isDate);
  });

  test("built-in ones", () => {
    expect([0, 9, 14, 22, 23, 27, 45, 49].map(isBuiltInDate)).toEqual([
      false,
      false,
      true,
      true,
      false,
      true,
      false,
      false,
    ]);
  });
});

test("a protected workbook, an old one and any other compound file are told apart", () => {
  const kind = (streams: readonly string[]) => compoundKind(sourceOf(compoundFile(streams)));
  expect(kind(["EncryptionInfo", "EncryptedPackage"])).toBe("encrypted");
  expect(kind(["Workbook"])).toBe("xls");
  expect(kind(["WordDocument"])).toBe("other");
  expect(compoundKind(sourceOf(new Uint8Array(600)))).toBeNull();
});

const CONTEXT = { texts: ["first", "second"], dates: [false, true], is1904: false };

function sheet(xml: string, pieces = 1) {
  const rows: (readonly [number, readonly string[]])[] = [];
  const reader = new SheetPart(CONTEXT, (row, cells) => rows.push([row, cells]));
  const part = new XmlPart(reader);
  const size = Math.ceil(xml.length / pieces);
  for (let at = 0; at < xml.length; at += size) part.write(xml.slice(at, at + size));
  part.end();
  return { rows, reader, damage: part.damage };
}
const data = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe("cells", () => {
  test("of every type come as people see them", () => {
    const { rows } = sheet(
      data(
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>no</t></rPh></is></c>' +
          '<c r="C2" s="1"><v>45355.375</v></c><c r="D2"><v> 12.5 </v></c><c r="E2" t="b"><v>1</v></c>' +
          '<c r="F2" t="e"><v>#N/A</v></c><c r="G2" t="str"><f>A1&amp;B1</f><v>a_x000D_b</v></c><c r="H2" t="d"><v>2024-03-04T09:00:00Z</v></c></row>',
      ),
    );
    expect(rows).toEqual([
      [2, ["second", "inline", "2024-03-04T09:00:00", "12.5", "TRUE", "", "a\rb", "2024-03-04T09:00:00Z"]],
    ]);
  });

  test("keep their column and row where others are left out, and count on where none is named", () => {
    const { rows } = sheet(
      data(
        '<row r="3"><c r="C3"><v>1</v></c></row><row><c><v>2</v></c><c><v>3</v></c></row><row r="1"><c r="AB1"><v>4</v></c></row>',
      ),
    );
    expect(rows.map(([row, cells]) => [row, cells.length, cells.at(-1)])).toEqual([
      [3, 3, "1"],
      [4, 2, "3"],
      [5, 28, "4"],
    ]);
  });

  test("with a formula give the value stored with it, and nothing without one", () => {
    const { rows, reader } = sheet(
      data(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>NOW()</f></c><c r="C1"><v>3</v></c></row>',
      ),
    );
    expect(rows).toEqual([[1, ["2", "", "3"]]]);
    expect(reader.formulas).toBe(2);
  });

  test("that name no shared text, or lie beyond the last column, are counted", () => {
    const { reader } = sheet(
      data(
        '<row r="1"><c r="A1" t="s"><v>9</v></c><c r="XFD1"><v>1</v></c></row><row r="2000000"><c><v>1</v></c></row>',
      ),
    );
    expect(reader.badCells).toBe(1);
    expect(reader.lost).toBe(2);
  });
});

describe("damaged parts", () => {
  test("give the rows before and behind a fault", () => {
    const { rows, damage } = sheet(
      data(
        '<row r="1"><c><v>1</v></c></row><row r="2"><c><v>&bad;</v></c></row><row r="3"><c><v>3</v></c></row>',
      ),
    );
    expect(rows.map(([row]) => row)).toEqual([1, 2, 3]);
    expect(damage).toEqual(["xmlBad"]);
  });

  test("that are too deep, or endless, are given up", () => {
    expect(sheet("<a>".repeat(100_000)).damage).toContain("limit");
    expect(sheet(data(`<row r="1"><c><v>${"9".repeat(3_000_000)}`), 30).damage).toContain("limit");
  });

  test("never expand entities", () => {
    const { rows } = sheet(
      `<!DOCTYPE x [<!ENTITY e "${"y".repeat(1000)}">]>${data('<row r="1"><c t="str"><v>a&e;b</v></c></row>')}`,
    );
    expect(rows[0]?.[1][0]?.length ?? 0).toBeLessThan(20);
  });

  test("of any kind end, whatever is cut off or changed", () => {
    const whole = data(
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45355</v></c></row>'.repeat(3),
    );
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(whole.length),
        fc.string({ maxLength: 10, unit: fc.constantFrom("<", ">", "/", "&", '"', "c", "r", "\u0000", "𝒳") }),
        fc.integer({ min: 1, max: 40 }),
        (from, length, put, pieces) => {
          const xml = whole.slice(0, from) + put + whole.slice(from + length);
          const { rows } = sheet(xml, pieces);
          for (const [row, cells] of rows) {
            expect(row).toBeGreaterThan(0);
            expect(cells.length).toBeLessThanOrEqual(256);
          }
        },
      ),
    );
  });

  test("are read the same however they are cut into pieces", () => {
    const xml = data(
      '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="7"><c r="C7"><v>1&#50;3</v></c></row>',
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), (pieces) => {
        expect(sheet(xml, pieces).rows).toEqual(sheet(xml).rows);
      }),
    );
  });
});

test("shared texts come without their phonetic help", () => {
  const strings = new StringsPart();
  const part = new XmlPart(strings);
  part.write("<sst><si><t>a</t></si><si><r><t>b</t></r><r><t>c</t></r><rPh><t>x</t></rPh></si><si/></sst>");
  part.end();
  expect(strings.texts).toEqual(["a", "bc", ""]);
});
