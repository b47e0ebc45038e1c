import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { splitRow } from "../../../electron/worker/ports.ts";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import { detectFormat } from "../detect.ts";
import { treeToFullRecord } from "../event-text.ts";
import { bytesSource } from "../xml/test-source.ts";
import { datesInName } from "./file-window.ts";
import { guidOf } from "./guid.ts";
import { matchHeader } from "./header.ts";
import { cloudRowAt } from "./row-at.ts";
import { ANNA, BEN, spans, tableReader } from "./test-tables.ts";

const readTable = tableReader({
  splitRow,
  makeDecoder,
  clockOf: textClock,
  encode: (text) => new TextEncoder().encode(text),
  iso: ticksToIso,
});
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const formatOf = (text: string) => {
  const { format, failure } = detectFormat(bytesSource(bytesOf(text)));
  return failure ?? format;
};

const EXPORT = `AADUserID,Login start time,Login end time
${ANNA},2024-03-04 09:00:00,2024-03-04 17:30:00
{${BEN.toUpperCase()}},2024-03-05T08:15:30.250Z,
`;

describe("an export of login events", () => {
  test("is recognised by its header", () => {
    expect(formatOf(EXPORT)).toBe("d365");
    expect(formatOf(EXPORT.split("\n", 1)[0]!)).toBe("d365");
    expect(formatOf("a,b,c\n1,2,3\n4,5,6")).toBe("otherTable");
    expect(formatOf("User,Timestamp,Page\nanna,2024-03-04,x\n")).toBe("otherTable");
  });

  test("gives logins in UTC with ids in one spelling", () => {
    const { logins, summary, source } = readTable(EXPORT);
    expect(logins).toMatchObject([
      { user: ANNA, start: "2024-03-04T09:00:00.0000000Z", end: "2024-03-04T17:30:00.0000000Z", row: 2 },
      { user: BEN, start: "2024-03-05T08:15:30.2500000Z", end: null, row: 3 },
    ]);
    expect(summary).toMatchObject({ isLog: true, records: 2, damage: [] });
    expect(summary.notes).toEqual(["windowEndAssumed", "utcAssumed"]);
    expect(source).toMatchObject({ shape: "loginEvents", questions: ["windowEnd"], zone: "UTC" });
    expect(EXPORT.slice(logins[1]!.offset)).toMatch(/^\{/u);
  });

  test.each([
    ["semicolons", EXPORT.replaceAll(",", ";")],
    ["tabs", EXPORT.replaceAll(",", "\t")],
    ["quotes", EXPORT.replaceAll(/[^,\n]+/g, (cell) => `"${cell}"`)],
    ["a byte order mark", `\ufeff${EXPORT}`],
    ["carriage returns", EXPORT.replaceAll("\n", "\r\n")],
    ["no line end at the end", EXPORT.trimEnd()],
    ["titles above", `User login events,,\n\n${EXPORT}`],
  ])("is the same with %s", (_, text) => {
    const { logins } = readTable(text);
    expect(spans(logins)).toEqual(spans(readTable(EXPORT).logins));
    expect(logins.map(({ user }) => user)).toEqual([ANNA, BEN]);
    expect(formatOf(text)).toBe("d365");
  });

  test("is the same in UTF-16", () => {
    const bytes = new Uint8Array(2 + EXPORT.length * 2);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, 0xfeff, true);
    for (let i = 0; i < EXPORT.length; i++) view.setUint16(2 + i * 2, EXPORT.charCodeAt(i), true);
    expect(spans(readTable(bytes).logins)).toEqual(spans(readTable(EXPORT).logins));
  });

  test("may have its columns in any order, others between, and names with blanks in any case", () => {
    const { logins } = readTable(
      `End Time,Build,Start_Time,aad user id\n2024-03-04 10:00,10.0,2024-03-04 09:00,${ANNA}\n`,
    );
    expect(spans(logins)).toEqual(["2024-03-04T09:00:00 2024-03-04T10:00:00"]);
  });

  test("without a user or a start in a row loses that row alone, and an end that makes no sense", () => {
    const { logins, summary, source } = readTable(
      `userid,start,end\n${ANNA},never,2024-03-04 10:00:00\n,2024-03-04 09:00:00,\n${BEN},2024-03-04 09:00:00,soon\n${ANNA},2024-03-04 09:00:00,2024-03-04 08:00:00\n`,
    );
    expect(spans(logins)).toEqual(["2024-03-04T09:00:00 -", "2024-03-04T09:00:00 -"]);
    expect(summary.damage).toEqual([
      { code: "valueBad", offset: expect.any(Number), count: 2 },
      { code: "lineBad", offset: 17, count: 2 },
    ]);
    expect(source?.unread).toBe(2);
  });

  test("with a quote that is never closed loses that line alone", () => {
    const { logins, summary } = readTable(
      `userid,start,end\n"${ANNA},2024-03-04 09:00:00,\n${BEN},2024-03-04 10:00:00,\n`,
    );
    expect(logins.map(({ user }) => user)).toEqual([BEN]);
    expect(summary.damage).toMatchObject([{ code: "truncated", offset: 17, count: 1 }]);
  });

  test("may have line ends inside quoted cells", () => {
    const { logins } = readTable(`userid,note,start,end\n${ANNA},"two\nlines",2024-03-04 09:00:00,\n`);
    expect(logins).toHaveLength(1);
  });

  test("cut anywhere ends, and only ever loses its last row", () => {
    const whole = spans(readTable(EXPORT).logins);
    fc.assert(
      fc.property(fc.nat(EXPORT.length), (end) => {
        const { logins } = readTable(EXPORT.slice(0, end));
        expect(logins.length).toBeLessThanOrEqual(2);
        const { length } = logins;
        expect(spans(logins).slice(0, length - 1)).toEqual(whole.slice(0, Math.max(0, length - 1)));
      }),
    );
  });

  test("of anything at all ends without a fault", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.integer({ min: 1, max: 50 }), (tail, most) => {
        const bytes = new Uint8Array([...bytesOf("aaduserid,start,end\n"), ...tail]);
        const { logins, summary } = readTable(bytes, { most });
        expect(logins.length).toBeLessThanOrEqual(summary.records);
        for (const { start } of logins) expect(start).not.toBeNull();
      }),
    );
  });

  test("written in any of these ways gives the same rows", () => {
    const seconds = fc.integer({ min: Date.UTC(2017, 0, 1) / 1000, max: Date.UTC(2030, 0, 1) / 1000 });
    const login = fc.record({ user: fc.uuid(), start: seconds, length: fc.option(fc.nat(86_400)) });
    const shape = fc.record({
      delimiter: fc.constantFrom(",", ";", "\t"),
      end: fc.constantFrom("\n", "\r\n"),
      quote: fc.boolean(),
      zone: fc.constantFrom("", "Z", "+02:00", "-0530"),
    });
    fc.assert(
      fc.property(fc.array(login, { maxLength: 20 }), shape, (rows, { delimiter, end, quote, zone }) => {
        const minutes = zone.startsWith("+") ? 120 : zone.startsWith("-") ? -330 : 0;
        const time = (at: number): string =>
          new Date((at + minutes * 60) * 1000).toISOString().slice(0, 19) + zone;
        const lines = rows.map(({ user, start, length }) =>
          [user, time(start), length === null ? "" : time(start + length)]
            .map((cell) => (quote ? `"${cell}"` : cell))
            .join(delimiter),
        );
        const text = [["AADUserID", "Start", "End"].join(delimiter), ...lines, ""].join(end);
        const iso = (at: number): string => new Date(at * 1000).toISOString().slice(0, 19);
        expect(spans(readTable(text).logins)).toEqual(
          rows.map(({ start, length }) => `${iso(start)} ${length === null ? "-" : iso(start + length)}`),
        );
      }),
      { numRuns: 50 },
    );
  });
});

describe("dates", () => {
  const withDates = (...dates: string[]): string =>
    `aaduserid,start\n${dates.map((date) => `${ANNA},"${date}"`).join("\n")}\n`;

  test("with a part above 12 tell day from month for the whole file", () => {
    const { logins, source } = readTable(withDates("03/04/2024 9:05:07 AM", "3/15/2024 9:05:07 PM"));
    expect(spans(logins)).toEqual(["2024-03-04T09:05:07 -", "2024-03-15T21:05:07 -"]);
    expect(source?.questions).toEqual(["windowEnd"]);
  });

  test("that fit two readings are asked for, and an answer decides", () => {
    const text = withDates("03/04/2024 09:00:00");
    const { source, summary, rows } = readTable(text);
    expect(source?.questions).toContain("dateOrder");
    expect(summary.notes).toContain("dateOrderAssumed");
    expect(rows).toMatchObject({ dateOrderAssumed: true });
    const answer = { signature: source!.signature, file: null, dateOrder: "mdy" } as const;
    const answered = readTable(text, { answers: [answer] });
    expect(spans(answered.logins)).toEqual(["2024-03-04T09:00:00 -"]);
    expect(answered.source?.questions).not.toContain("dateOrder");
  });

  test("of Application Insights, with fractions and a header that names UTC, need no assumption", () => {
    const { logins, source } = readTable(
      `timestamp [UTC],user_Id,session_Id,name\n"3/14/2024, 9:05:07.123 AM",anna,s1,Main\n`,
    );
    expect(logins).toMatchObject([{ start: "2024-03-14T09:05:07.1230000Z" }]);
    expect(source?.utcAssumed).toBe(false);
  });

  test("with an offset keep their moment, those without one are of the zone that is named", () => {
    const text = withDates("2024-07-04 09:00:00 +02:00", "2024-07-04 09:00:00");
    expect(spans(readTable(text).logins)).toEqual(["2024-07-04T07:00:00 -", "2024-07-04T09:00:00 -"]);
    const answers = [{ signature: null, file: null, cloud: { zone: "Europe/Berlin" } }];
    const { logins, source } = readTable(text, { answers });
    expect(spans(logins)).toEqual(["2024-07-04T07:00:00 -", "2024-07-04T07:00:00 -"]);
    expect(source).toMatchObject({ utcAssumed: false, zone: "Europe/Berlin" });
  });

  test("as bare serial numbers count in a sheet alone, from 1900 or 1904", () => {
    const text = withDates("45355.375");
    expect(readTable(text).logins).toEqual([]);
    const origin = { sheet: "a", sheets: ["a"], is1904: false, formulas: 0 };
    expect(spans(readTable(text, { origin }).logins)).toEqual(["2024-03-04T09:00:00 -"]);
    const later = readTable(withDates("43893.375"), { origin: { ...origin, is1904: true } });
    expect(spans(later.logins)).toEqual(["2024-03-04T09:00:00 -"]);
  });
});

describe("what a file covers", () => {
  const row = (time: string): string => `aaduserid,start\n${ANNA},${time}\n`;
  const windowOf = (text: string, name: string, windowEnd?: number) => {
    const answers = windowEnd === undefined ? [] : [{ signature: null, file: null, cloud: { windowEnd } }];
    const window = readTable(text, { name, answers }).source?.window;
    return (
      window &&
      `${ticksToIso(window.from)?.slice(0, 16)} ${ticksToIso(window.to)?.slice(0, 16)} ${window.end}`
    );
  };

  test("are the seven days before the end that is given, in the name, or assumed", () => {
    const text = row("2024-03-06 10:20:30");
    expect(windowOf(text, "logins.csv", 0)).toBe("2023-12-25T00:00 2024-01-01T00:00 given");
    expect(windowOf(text, "logins 2024-03-08.csv")).toBe("2024-03-01T00:00 2024-03-08T00:00 fileName");
    expect(windowOf(text, "08.03.2024 logins.csv")).toBe("2024-03-01T00:00 2024-03-08T00:00 fileName");
    expect(windowOf(text, "logins.csv")).toBe("2024-02-28T10:21 2024-03-06T10:21 assumed");
  });

  test("are assumed where the name tells a day that its rows do not fit", () => {
    expect(windowOf(row("2024-03-08 10:00:00"), "2024-03-08.csv")).toContain("assumed");
    expect(windowOf(row("2023-03-08 10:00:00"), "2024-03-08.csv")).toContain("assumed");
  });

  test("of an export without rows are those in its name", () => {
    expect(windowOf("aaduserid,start\n", "2024-03-08.csv")).toBe(
      "2024-03-01T00:00 2024-03-08T00:00 fileName",
    );
    expect(windowOf("aaduserid,start\n", "logins.csv")).toBeNull();
  });

  test("of other queries begin with the first of two dates, or the first row", () => {
    const text = "timestamp,user_Id,session_Id\n2024-03-04T09:00:00Z,anna,s\n";
    expect(windowOf(text, "2024-03-01 2024-03-15.csv")).toBe("2024-03-01T00:00 2024-03-15T00:00 fileName");
    expect(windowOf(text, "views.csv")).toBe("2024-03-04T09:00 2024-03-04T09:00 assumed");
  });

  test("count rows outside", () => {
    const text = `aaduserid,start\n${ANNA},2024-01-01 10:00:00\n${ANNA},2024-03-06 10:00:00\n`;
    expect(readTable(text, { name: "2024-03-08.csv" }).source?.outside).toBe(1);
  });

  test("are told by dates in names of many forms, and by no other numbers", () => {
    const dates = (name: string) => datesInName(name).map((time) => ticksToIso(time)?.slice(0, 16));
    expect(dates("C:\\2020-01-01\\x_20240308T1405.csv")).toEqual(["2024-03-08T14:05"]);
    expect(dates("export 2024_03_08 14-05-06.xlsx")).toEqual(["2024-03-08T14:05"]);
    expect(dates("PROD-123456789-99999999.csv")).toEqual([]);
    expect(dates("2024-13-40.csv")).toEqual([]);
  });
});

describe("columns that nobody knows", () => {
  const GERMAN = `Kennung;Anmeldung;Abmeldung\n${ANNA};04.03.2024 09:00:00;04.03.2024 17:00:00\n`;

  test("are asked for, with the header and the first rows", () => {
    const { source, summary } = readTable(GERMAN);
    expect(summary).toMatchObject({ isLog: false, records: 0 });
    expect(source).toMatchObject({
      shape: null,
      questions: ["columns"],
      headers: ["Kennung", "Anmeldung", "Abmeldung"],
      preview: [[ANNA, "04.03.2024 09:00:00", "04.03.2024 17:00:00"]],
    });
  });

  test("are those of an answer, by place or by name, for all files of the same header", () => {
    const { signature } = readTable(GERMAN).source!;
    const other = GERMAN.replace(ANNA, BEN).replaceAll("04.03.", "05.03.");
    expect(readTable(other).source?.signature).toBe(signature);
    for (const columns of [
      { user: 0, start: 1, end: 2 },
      { user: "Kennung", start: "anmeldung", end: "Abmeldung" },
    ]) {
      const { logins } = readTable(other, { answers: [{ signature, file: null, cloud: { columns } }] });
      expect(spans(logins)).toEqual(["2024-03-05T09:00:00 2024-03-05T17:00:00"]);
    }
    expect(readTable(GERMAN.replace("Abmeldung", "Ende")).source?.signature).not.toBe(signature);
  });

  test("stay asked for while an answer leaves one out that is needed", () => {
    const answers = [{ signature: null, file: null, cloud: { columns: { user: 0, start: 99 } } }];
    expect(readTable(GERMAN, { answers }).source?.shape).toBeNull();
  });
});

describe("other tables", () => {
  test("the user log of the product is told by its time of logoff", () => {
    const { source, logins } = readTable(
      "User ID;Created date and time;Logout date and time;Terminated ok\nanna;04.03.2024 09:00:00;04.03.2024 10:00:00;Yes\nben;04.03.2024 09:30:00;01.01.1900 00:00:00;No\n",
    );
    expect(source?.shape).toBe("userLog");
    expect(spans(logins)).toEqual(["2024-03-04T09:00:00 2024-03-04T10:00:00", "2024-03-04T09:30:00 -"]);
  });

  test("page views become one login a session, first and last seen", () => {
    const { source, logins, summary } = readTable(
      [
        "timestamp,user_Id,session_Id",
        "2024-03-04T09:30:00Z,anna,s1",
        "2024-03-04T09:00:00Z,anna,s1",
        "2024-03-04T11:00:00Z,anna,s2",
        "2024-03-04T12:00:00Z,anna,",
        "",
      ].join("\n"),
    );
    expect(source?.shape).toBe("pageViews");
    expect(logins).toMatchObject([
      { session: "s1", start: "2024-03-04T09:00:00.0000000Z", lastSeen: "2024-03-04T09:30:00.0000000Z" },
      { session: "s2", start: "2024-03-04T11:00:00.0000000Z", lastSeen: "2024-03-04T11:00:00.0000000Z" },
    ]);
    expect(summary.records).toBe(4);
    expect(source?.unread).toBe(1);
  });

  test("page views that were summed up already", () => {
    const { logins } = readTable(
      "user_Id,session_Id,min_timestamp,max_timestamp\nanna,s1,2024-03-04T09:00:00Z,2024-03-04T09:30:00Z\n",
    );
    expect(logins).toMatchObject([{ lastSeen: "2024-03-04T09:30:00.0000000Z", end: null }]);
  });

  test("a list of users gives names and addresses by id, doubles counted", () => {
    const { source, users, summary } = readTable(
      [
        "User ID,User name,Email,AAD object ID",
        `ANNA,Anna Roth,anna@contoso.com,${ANNA.toUpperCase()}`,
        `ANNA,Anna Roth,Anna@Contoso.com,{${ANNA}}`,
        `ANNA2,Anna Neu,anna@contoso.com,${ANNA}`,
        "BEN,Ben Ost,ben@contoso.com,",
        ",,,",
        ",nobody,,",
      ].join("\n"),
      { name: "Users 2024-03-01.csv" },
    );
    expect(users).toMatchObject([
      { userId: "ANNA", name: "Anna Roth", email: "anna@contoso.com", identities: [ANNA] },
      { userId: "BEN", identities: [] },
    ]);
    expect(users.map(({ validFrom }) => ticksToIso(validFrom)?.slice(0, 10))).toEqual([
      "2024-03-01",
      "2024-03-01",
    ]);
    expect(source).toMatchObject({ shape: "users", doubles: 2, conflicts: 1, unread: 1, window: null });
    expect(summary.records).toBe(5);
  });
});

test("GUIDs have one spelling, and nothing else is one", () => {
  expect(guidOf(`{${ANNA.toUpperCase()}}`)).toBe(ANNA);
  expect(guidOf(ANNA.replaceAll("-", ""))).toBe(ANNA);
  expect(guidOf(`${ANNA}0`)).toBeNull();
  expect(guidOf("anna")).toBeNull();
});

test("a table of users needs an id of Dynamics 365 and an address", () => {
  expect(matchHeader(["id", "name", "email"])).toBeNull();
  expect(matchHeader(["userid", "name"])).toBeNull();
  expect(matchHeader(["User ID", "Alias"])).toMatchObject({
    shape: "users",
    columns: { userId: 0, email: 1 },
  });
});

test("a row is found again by its place, and nothing where none begins", () => {
  const text =
    "\ufeffAADUserID;Start;Note\n" +
    `${ANNA};2024-03-04 09:00:00;"two; parts"\r\n${BEN};2024-03-05 09:00:00;\n`;
  const source = bytesSource(bytesOf(text));
  const ports = {
    makeDecoder: (name: string) => new TextDecoder(name, { ignoreBOM: true }),
    splitRow,
    answers: [],
    name: "a.csv",
  };
  const rows = readTable(text).logins.map(({ offset }) => cloudRowAt(source, offset, ports)!);
  expect(rows.map((row) => treeToFullRecord(row).data)).toEqual([
    { AADUserID: ANNA, Start: "2024-03-04 09:00:00", Note: "two; parts" },
    { AADUserID: BEN, Start: "2024-03-05 09:00:00", Note: "" },
  ]);
  expect(cloudRowAt(source, 5, ports)).toBeNull();
  expect(cloudRowAt(source, 10_000, ports)).toBeNull();
});
