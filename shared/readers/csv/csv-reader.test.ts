import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitRow } from "../../../electron/worker/ports.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import { FIELD } from "../../types/fields.ts";
import { StringTable } from "../../types/string-table.ts";
import type { ImportAnswers } from "../../types/text-import.ts";
import { detectFormat } from "../detect.ts";
import { treeToFullRecord } from "../event-text.ts";
import { bytesSource } from "../xml/test-source.ts";
import { CsvReader, csvRecordsAt } from "./csv-reader.ts";
import { clockAt, exported, HEADER, logoffMessage, logonMessage, row } from "./test-exports.ts";

const ALL = new Uint8Array(65_536).fill(1);
const makeDecoder = (name: string): TextDecoder => new TextDecoder(name, { ignoreBOM: true });

function bytesOf(text: string, encoding: "utf-8" | "utf-16le" | "utf-16be" = "utf-8"): Uint8Array {
  if (encoding === "utf-8") return new TextEncoder().encode(text);
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
  return bytes;
}

function read(input: string | Uint8Array, answers: readonly ImportAnswers[] = [], most?: number) {
  const bytes = typeof input === "string" ? bytesOf(input) : input;
  const strings = new StringTable();
  const options = {
    strings,
    makeDecoder,
    splitRow,
    cancel: { cancelled: false },
    answers,
    name: "Security.csv",
    clockOf: (zone: string | null) => (zone === null ? clockAt(0, "UTC", true) : clockAt(1, zone)),
  };
  const source = bytesSource(bytes, most);
  const reader = new CsvReader(source, options);
  const seen: { id: number; time: string | null; user: string; offset: number; logonId: number }[] = [];
  let skipped = 0;
  reader.extract({
    wanted: ALL,
    accept(view) {
      seen.push({
        id: view.eventId,
        time: ticksToIso(view.time),
        user: strings.get(view.text(FIELD.TargetUserName)),
        offset: view.offset,
        logonId: view.low(FIELD.TargetLogonId),
      });
    },
    skip() {
      skipped++;
    },
  });
  const { summary } = reader;
  const damage = Object.fromEntries(summary.damage.map(({ code, count }) => [code, count]));
  return { seen, skipped, summary, damage, source, options, reader };
}

function two(date = "03/25/2024", first = "8:00:00 AM", second = "5:30:00 PM"): string {
  return exported([
    row(`${date} ${second}`, 4647, logoffMessage("anna", "0x1A001")),
    row(`${date} ${first}`, 4624, logonMessage("anna", "0x1A001")),
  ]);
}

describe("records", () => {
  test("come in the order of their times, with the facts of their messages", () => {
    const { seen, summary, damage } = read(two());
    expect(seen).toMatchObject([
      { id: 4624, user: "anna", time: "2024-03-25T08:00:00.0000000Z", logonId: 0x1a001 },
      { id: 4647, user: "anna", time: "2024-03-25T17:30:00.0000000Z", logonId: 0x1a001 },
    ]);
    expect(damage).toEqual({});
    expect(summary.notes).toEqual(["weakText", "zoneAssumed"]);
    expect(summary.computers).toEqual(["not named (Security_csv)"]);
    expect(summary.channels).toEqual(["Security"]);
    expect(summary.text).toMatchObject({ dateOrder: "mdy", delimiter: ",", encoding: "utf-8" });
    expect(summary.text?.preview[0]).toMatchObject({ eventId: 4647, written: "03/25/2024 5:30:00 PM" });
  });

  test("can be read again by their offset", () => {
    const { seen, source, options } = read(two());
    const at = csvRecordsAt(source, options);
    const full = treeToFullRecord(at(seen[0]!.offset)!);
    expect(full).toMatchObject({
      eventId: 4624,
      recordId: "1",
      data: { TargetUserName: "anna", LogonType: "2" },
    });
    expect(at(seen[0]!.offset + 1)).toBeNull();
  });

  test("of another language are counted and said to be unread", () => {
    const message = "Ein Konto wurde erfolgreich angemeldet.\nAntragsteller:\n\tKontoname:\tanna";
    const text = exported(
      [row("25.03.2024 08:00:00", 4624, message, ";")],
      "Schlüsselwörter;Datum und Uhrzeit;Quelle;Ereignis-ID;Aufgabenkategorie",
    );
    const { seen, skipped, summary } = read(text);
    expect([seen.length, skipped]).toEqual([0, 1]);
    expect(summary.notes).toContain("textUnread");
    expect(summary.text).toMatchObject({ delimiter: ";", dateOrder: "dmy" });
  });

  test("take no facts that a hostile name adds", () => {
    const message = logonMessage("anna\n\tAccount Name:\t\troot\n\tLogon ID:\t\t0x999", "0x1A001");
    const { seen } = read(exported([row("03/25/2024 8:00:00 AM", 4624, message)]));
    expect(seen[0]).toMatchObject({ user: "anna" });
  });

  test("a row inside a quoted message is no record", () => {
    const message = `x\n${row("03/25/2024 9:00:00 AM", 4624, "y").replaceAll('"', "'")}\nz`;
    const { seen, skipped } = read(
      exported([row("03/25/2024 8:00:00 AM", 1100, message, ",", "Microsoft-Windows-Eventlog")]),
    );
    expect([seen.length, skipped]).toEqual([1, 0]);
  });

  test("of Windows 2003 are counted, with their computer", () => {
    const line =
      '3/25/2024\t8:00:00 AM\tSecurity\tSuccess Audit\tLogon/Logoff \t528\tCORP\\anna\tPC7\t"Successful Logon"';
    const { skipped, summary } = read(`${line}\r\n${line}\r\n`);
    expect(skipped).toBe(2);
    expect(summary).toMatchObject({ computers: ["PC7"], channels: ["Security"], records: 2 });
  });
});

describe("dates", () => {
  const orders = (dates: readonly string[], answers: readonly ImportAnswers[] = []) =>
    read(exported(dates.map((date, at) => row(date, 4647, logoffMessage("a", `0x${at + 10}`)))), answers);

  test("without a day above 12 are assumed and asked for", () => {
    const { summary, seen } = orders(["03/04/2024 14:00:00"]);
    expect(summary.text).toMatchObject({ dateOrder: "dmy", questions: ["zone", "dateOrder"] });
    expect(summary.notes).toContain("dateOrderAssumed");
    expect(seen[0]!.time).toBe("2024-04-03T14:00:00.0000000Z");
    expect(orders(["03/04/2024 2:00:00 PM"]).summary.text!.dateOrder).toBe("mdy");
  });

  test("with an answer follow it, and ask no more", () => {
    const { signature } = orders(["03/04/2024 14:00:00"]).summary.text!;
    const answer = { signature, file: null, dateOrder: "mdy", zone: "Test/East" } as const;
    const { summary, seen } = orders(["03/04/2024 14:00:00"], [answer]);
    expect(summary.text!.questions).toEqual([]);
    expect(seen[0]!.time).toBe("2024-03-04T13:00:00.0000000Z");
    expect(orders(["03/04/2024 14:00:00"], [{ ...answer, signature: "other" }]).seen[0]!.time).toBe(
      "2024-04-03T14:00:00.0000000Z",
    );
    expect(
      orders(["03/04/2024 14:00:00"], [{ ...answer, file: "Other.csv" }]).summary.text!.questions,
    ).not.toEqual([]);
  });

  test.each([
    ["2024-03-04 14:00:00", "ymd", "2024-03-04T14:00:00.0000000Z"],
    ["2024/03/04 2:00:05 PM", "ymd", "2024-03-04T14:00:05.0000000Z"],
    ["04.03.2024 14:00:00", "dmy", "2024-03-04T14:00:00.0000000Z"],
    ["13/03/24 14.00.00", "dmy", "2024-03-13T14:00:00.0000000Z"],
    ["3/13/2024 12:00:00\u202fAM", "mdy", "2024-03-13T00:00:00.0000000Z"],
    ["2024/3/4 下午 02:00:00", "ymd", "2024-03-04T14:00:00.0000000Z"],
  ])("%s", (text, order, time) => {
    const { summary, seen } = orders([text]);
    expect(summary.text!.dateOrder).toBe(order);
    expect(seen[0]!.time).toBe(time);
  });

  test("of another calendar or in words that are not known are no times", () => {
    const { damage, summary } = orders(["03/04/2567 14:00:00", "03/13/2024 02:00:00 eve"]);
    expect(damage.valueBad).toBe(1);
    expect(Number.isNaN(summary.oldest)).toBe(true);
  });

  test("the order in which times run steadily decides", () => {
    const { summary } = orders(["09/03/2024 08:00:00", "10/03/2024 08:00:00", "02/04/2024 08:00:00"]);
    expect(summary.text).toMatchObject({ dateOrder: "dmy", questions: ["zone"] });
  });
});

describe("encodings", () => {
  test.each(["utf-8", "utf-16le", "utf-16be"] as const)("%s, with and without mark", (name) => {
    for (const mark of ["", "\ufeff"]) {
      const text = mark + two().replaceAll("anna", "zoë");
      const { seen, summary } = read(bytesOf(text, name), [], 7919);
      expect(seen.map(({ user }) => user)).toEqual(["zoë", "zoë"]);
      expect(summary.text!.encoding).toBe(name);
      expect(summary.damage).toEqual([]);
    }
  });

  test("a code page is assumed and asked for", () => {
    const bytes = Uint8Array.from(two().replaceAll("anna", "zo\u00eb"), (char) => char.charCodeAt(0));
    expect(read(bytes).seen[0]!.user).toBe("zoë");
    expect(read(bytes).summary.text!.questions).toEqual(["zone", "encoding"]);
    const answered = read(bytes, [{ signature: null, file: null, encoding: "windows-1251" }]);
    expect(answered.seen[0]!.user).toBe("zoл");
    expect(answered.summary.text!.questions).toEqual(["zone"]);
  });
});

describe("bad input", () => {
  const rows = [1, 2, 3, 4].map((n) =>
    row(`03/25/2024 8:00:0${n} AM`, 4647, logoffMessage(`u${n}`, `0x${n}0`)),
  );

  test("a quote that is not closed costs no other row", () => {
    const broken = rows.with(1, rows[1]!.slice(0, -1));
    const { seen, damage, summary } = read(exported(broken));
    expect(seen.map(({ user }) => user)).toEqual(["u1", "u2", "u3", "u4"]);
    expect(damage).toEqual({ lineBad: 1 });
    expect(summary.damage[0]!.offset).toBe(exported(broken).indexOf(broken[1]!));
  });

  test("quotes that are not doubled cost no other row", () => {
    const broken = rows.with(1, rows[1]!.replace("initiated", '"initiated" it'));
    const { seen, damage } = read(exported(broken));
    expect(seen.map(({ user }) => user)).toEqual(["u1", "u2", "u3", "u4"]);
    expect(damage).toEqual({ lineBad: 1 });
  });

  test("half a record at the end is left out", () => {
    const { seen, damage } = read(exported(rows).slice(0, -60));
    expect(seen.length).toBe(3);
    expect(damage).toEqual({ truncated: 1 });
  });

  test("no line end after the last row is no damage", () => {
    const { seen, damage } = read(exported(rows).trimEnd());
    expect(seen.length).toBe(4);
    expect(damage).toEqual({});
  });

  test("a line without end is bounded", () => {
    const { seen, damage } = read(exported([rows[0]!, ",".repeat(10_000_000), rows[1]!]));
    expect(seen.length).toBe(2);
    expect(damage).toEqual({ limit: 1 });
  });

  test("mixed line ends, repeated headers, NULs, blank lines", () => {
    const text = `${HEADER}\n${rows[0]}\r${rows[1]}\r\n\n${HEADER}\n${rows[2]!.replace("u3", "u\x003")}\n${rows[3]}`;
    const { seen, damage } = read(text);
    expect(seen.map(({ user }) => user)).toEqual(["u1", "u2", "u3", "u4"]);
    expect(damage).toEqual({});
  });

  test("formulas stay text", () => {
    const { seen } = read(
      exported([row("03/25/2024 8:00:00 AM", 4624, logonMessage("=cmd|' /C calc'!A0", "0x10"))]),
    );
    expect(seen[0]!.user).toBe("=cmd|' /C calc'!A0");
  });

  test("is told from other tables", () => {
    const format = (text: string) => detectFormat(bytesSource(bytesOf(text)));
    expect(format(two())).toMatchObject({ format: "text", failure: null });
    expect(format(`${HEADER}\r\n`)).toMatchObject({ format: "text", failure: null });
    expect(read(`${HEADER}\r\n`).summary).toMatchObject({ isLog: true, records: 0, notes: ["weakText"] });
    expect(format("Name,Age,City\nanna,3,Bonn\n")).toMatchObject({
      format: "unknown",
      failure: "otherTable",
    });
    expect(format("hello world\nthis is prose\n")).toMatchObject({ failure: "notALog" });
  });

  test("whatever is cut or changed, reading ends and no row is invented", () => {
    const whole = bytesOf(exported(rows));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.constantFrom(0, 10, 13, 34, 44, 65, 255)), {
          maxLength: 8,
        }),
        fc.nat(whole.length),
        fc.integer({ min: 1, max: 4096 }),
        (changes, length, most) => {
          const bytes = whole.slice(0, length);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          const { seen, skipped, summary } = read(bytes, [], most);
          expect(seen.length + skipped).toBe(summary.records);
          expect(summary.records).toBeLessThanOrEqual(rows.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
