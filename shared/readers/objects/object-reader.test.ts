import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ticksToIso } from "../../engine/time/iso.ts";
import { FIELD } from "../../types/fields.ts";
import { StringTable } from "../../types/string-table.ts";
import type { ImportAnswers } from "../../types/text-import.ts";
import { clockAt, logoffMessage, logonMessage } from "../csv/test-exports.ts";
import { detectFormat } from "../detect.ts";
import { treeToFullRecord } from "../event-text.ts";
import { bytesSource } from "../xml/test-source.ts";
import type { ObjectShape } from "./object-properties.ts";
import { ObjectReader, objectRecordsAt } from "./object-reader.ts";
import { clixml, converted } from "./test-objects.ts";

const ALL = new Uint8Array(65_536).fill(1);
const makeDecoder = (name: string): TextDecoder => new TextDecoder(name, { ignoreBOM: true });

function wide(text: string): Uint8Array {
  return new Uint8Array(Uint16Array.from(`\ufeff${text}`, (unit) => unit.charCodeAt(0)).buffer);
}

function read(input: string | Uint8Array, answers: readonly ImportAnswers[] = [], most?: number) {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const source = bytesSource(bytes, most);
  const strings = new StringTable();
  const hashed: number[] = [];
  const options = {
    strings,
    makeDecoder,
    cancel: { cancelled: false },
    answers,
    name: "Security.xml",
    clockOf: (zone: string | null) => (zone === null ? clockAt(0, "UTC", true) : clockAt(1, zone)),
    onBytes: (piece: Uint8Array) => hashed.push(piece.length),
  };
  const shape = detectFormat(source).xmlShape as ObjectShape;
  const reader = new ObjectReader(source, shape, options);
  const seen: {
    id: number;
    time: string | null;
    user: string;
    number: number;
    offset: number;
    logonId: number;
  }[] = [];
  let skipped = 0;
  reader.extract({
    wanted: ALL,
    accept(view) {
      seen.push({
        id: view.eventId,
        time: ticksToIso(view.time),
        user: strings.get(view.text(FIELD.TargetUserName)),
        number: view.recordIdLow,
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
  const at = objectRecordsAt(source, shape, options);
  return { seen, skipped, summary, damage, reader, at, hashed: hashed.reduce((a, b) => a + b, 0), bytes };
}

const LOGON = { id: 4624, message: logonMessage("anna", "0x1A001"), record: "101" };
const LOGOFF = { id: 4647, message: logoffMessage("anna", "0x1A001"), record: "105" };

function both(first = "3/25/2024 8:00:00 AM", second = "3/25/2024 5:30:00 PM") {
  return [
    { ...LOGON, time: first },
    { ...LOGOFF, time: second },
  ];
}

describe("what ConvertTo-Xml writes", () => {
  test.each([
    ["plain", converted(both())],
    ["with other line ends", converted(both(), "\n")],
    ["on one line", converted(both(), "")],
    ["in two-byte units", wide(converted(both()))],
    ["with a prefix", converted(both()).replaceAll("<Obj", "<p:Obj").replaceAll("</Obj", "</p:Obj")],
  ])("gives the facts of its messages: %s", (_, input) => {
    const { seen, summary, damage, hashed, bytes } = read(input);
    expect(seen).toMatchObject([
      { id: 4624, user: "anna", time: "2024-03-25T08:00:00.0000000Z", number: 101, logonId: 0x1a001 },
      { id: 4647, user: "anna", time: "2024-03-25T17:30:00.0000000Z", number: 105, logonId: 0x1a001 },
    ]);
    expect(damage).toEqual({});
    expect(summary).toMatchObject({
      isLog: true,
      records: 2,
      computers: ["PC1.corp.example"],
      channels: ["Security"],
      notes: ["weakObjects", "zoneAssumed"],
    });
    expect(summary.text).toMatchObject({ dateOrder: "mdy", delimiter: null });
    expect(summary.text?.preview[1]).toMatchObject({ eventId: 4647, written: "3/25/2024 5:30:00 PM" });
    expect(hashed, "every byte once").toBe(bytes.length);
  });

  test("is asked about where its dates do not decide, and takes the answers", () => {
    const input = converted(both("3/4/2024 8:00:00 AM", "3/4/2024 9:00:00 AM"));
    const { summary } = read(input);
    expect(summary.notes).toEqual(["weakObjects", "zoneAssumed", "dateOrderAssumed"]);
    const answer = {
      signature: summary.text!.signature,
      file: null,
      zone: "Europe/Berlin",
      dateOrder: "dmy",
    } as const;
    const { seen, summary: again } = read(input, [answer]);
    expect(seen[0]!.time).toBe("2024-04-03T07:00:00.0000000Z");
    expect(again.notes).toEqual(["weakObjects"]);
  });

  test("can be read again by offset", () => {
    const { seen, at } = read(converted(both()));
    expect(treeToFullRecord(at(seen[1]!.offset)!)).toMatchObject({
      eventId: 4647,
      recordId: "105",
      keywords: "0x8020000000000000",
      computer: "PC1.corp.example",
      data: { TargetUserName: "anna" },
    });
    expect(at(seen[1]!.offset + 1)).toBeNull();
    expect(at(-1)).toBeNull();
  });

  test("is only counted where its messages are in another language", () => {
    const message = "Ein Konto wurde erfolgreich angemeldet.\r\n\tKontoname:\tanna";
    const { seen, skipped, summary } = read(converted([{ id: 4624, message, time: "25.03.2024 08:00:00" }]));
    expect([seen.length, skipped]).toEqual([0, 1]);
    expect(summary.notes).toContain("textUnread");
  });

  test("may come from Get-EventLog", () => {
    const text = converted(both())
      .replaceAll('"Id"', '"EventID"')
      .replaceAll('"TimeCreated"', '"TimeGenerated"')
      .replaceAll('"ProviderName"', '"Source"')
      .replaceAll('"RecordId"', '"Index"')
      .replace(/.*"LogName".*\r\n/g, "");
    const { seen, summary } = read(text);
    expect(seen.map(({ number }) => number)).toEqual([101, 105]);
    expect(summary.channels).toEqual(["Security"]);
  });

  test("names no computer that it does not name", () => {
    const { summary } = read(converted(both().map((event) => ({ ...event, machine: "" }))));
    expect(summary.computers).toEqual(["not named (Security_xml)"]);
  });
});

describe("what Export-Clixml writes", () => {
  const events = [
    { ...LOGON, time: "2024-03-25T08:00:00.1234567+01:00" },
    { ...LOGOFF, time: "2024-03-25T17:30:00.7654321+01:00" },
  ];

  test("is exact in its times, and the objects inside its objects are no events", () => {
    const { seen, summary, damage } = read(clixml(events));
    expect(seen).toMatchObject([
      { id: 4624, user: "anna", time: "2024-03-25T07:00:00.1234567Z", number: 101 },
      { id: 4647, user: "anna", time: "2024-03-25T16:30:00.7654321Z", number: 105 },
    ]);
    expect(damage).toEqual({});
    expect(summary.notes).toEqual(["weakObjects"]);
  });

  test("may leave the zone of its times out", () => {
    const { seen, summary } = read(clixml([{ ...events[0]!, time: "2024-03-25T08:00:00.1234567" }]));
    expect(seen[0]!.time).toBe("2024-03-25T08:00:00.1234567Z");
    expect(summary.notes).toEqual(["weakObjects", "zoneAssumed"]);
  });
});

describe("bad input", () => {
  test("objects that are no events make no log", () => {
    const process =
      '<Objects><Object Type="System.Diagnostics.Process"><Property Name="Id">7</Property></Object></Objects>';
    const { summary, damage } = read(process);
    expect(summary).toMatchObject({ isLog: false, records: 0, notes: [] });
    expect(damage).toEqual({ recordBad: 1 });
  });

  test("one bad object costs itself alone", () => {
    const text = converted([...both(), { ...LOGOFF, time: "3/25/2024 5:40:00 PM", record: "107" }]);
    const second = text.indexOf("<Object ", text.indexOf("<Object ") + 1);
    const broken = `${text.slice(0, second)}${text.slice(second).replace("</Property>", "</Propperty>")}`;
    const { seen, damage } = read(broken);
    expect(seen.map(({ number }) => number)).toEqual([101, 107]);
    expect(damage).toEqual({ xmlBad: 1 });
    const { seen: before, damage: cut } = read(text.slice(0, text.lastIndexOf("</Object>")));
    expect(before.map(({ number }) => number)).toEqual([101, 105]);
    expect(cut).toEqual({ truncated: 1 });
  });

  test("a missing end tag does not take the next object with it", () => {
    const text = converted(both());
    const { seen, damage } = read(text.replace("  </Object>\r\n", ""));
    expect(seen.map(({ number }) => number)).toEqual([105]);
    expect(damage).toEqual({ xmlBad: 1 });
  });

  test("no name of a user breaks out of its place, in either shape", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (name) => {
        const user = name.replace(/[\p{Cc}\p{Cs}\ufffe\uffff:]/gu, "").trim();
        fc.pre(user !== "" && user !== "-");
        const event = { ...LOGON, message: logonMessage(user, "0x1A001") };
        const isoTime = "2024-03-25T08:00:00.0000000Z";
        expect(read(converted([{ ...event, time: "3/25/2024 8:00:00 AM" }])).seen[0]?.user).toBe(user);
        expect(read(clixml([{ ...event, time: isoTime }])).seen[0]).toMatchObject({ user, time: isoTime });
      }),
      { numRuns: 200 },
    );
  });

  test("any change of bytes ends in records or counted damage", () => {
    const texts = [converted(both()), clixml(both())].map((text) => new TextEncoder().encode(text));
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        fc.nat(),
        fc.integer({ min: 1, max: 900 }),
        (original, changes, cut, most) => {
          const bytes = original.slice(0, original.length - (cut % 40));
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          // A change in the first tag may make it another kind of file.
          bytes.set(original.subarray(0, 120));
          const { summary, seen, skipped } = read(bytes, [], most);
          expect(seen.length + skipped).toBe(summary.records);
          expect(summary.records).toBeLessThanOrEqual(2);
        },
      ),
      { numRuns: 150 },
    );
  });
});
