import { crc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { treeToFullRecord } from "../../readers/event-text.ts";
import { EvtxReader } from "../../readers/evtx/evtx-reader.ts";
import type { EvtxSummary } from "../../readers/evtx/part-summary.ts";
import type { FullRecord } from "../../types/full-record.ts";
import { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import { EVENTS, type EventName, EvtxWriter, type RecordInput } from "./evtx-writer.ts";
import type { FieldType, FieldValues } from "./values.ts";

/*
 * What the writer writes, the reader reads: the two were written apart from each other, from the format.
 */
const computer = "PC-1.corp.example";
const LAYOUTS = ["nested", "nestedBare", "flat"] as const;

function readAll(log: Uint8Array): { records: FullRecord[]; summary: EvtxSummary } {
  const reader = new EvtxReader(
    {
      size: log.length,
      read(position, target) {
        const piece = log.subarray(position, position + target.length);
        target.set(piece);
        return piece.length;
      },
    },
    { strings: new StringTable(), crc32, cancel: { cancelled: false } },
  );
  const records: FullRecord[] = [];
  reader.records((event) => {
    if (!event.unreadable) records.push(treeToFullRecord(event.tree));
  });
  return { records, summary: reader.summary };
}

type Sample = { readonly [T in FieldType]?: readonly [value: FieldValues[T], printed: string] };
/** One telling value of each type that events have, and how Windows prints it. */
const SAMPLES: Sample = {
  string: ["Müller & Söhne <x>", "Müller & Söhne <x>"],
  ansi: ["NOEXECUTE=OPTIN", "NOEXECUTE=OPTIN"],
  u8: [250, "250"],
  u16: [65_000, "65000"],
  u32: [4_000_000_000, "4000000000"],
  i32: [-60, "-60"],
  u64: [2n ** 64n - 1n, "18446744073709551615"],
  boolean: [true, "true"],
  guid: ["{0fe90b73-135d-9a16-cea8-0ab509ecff74}", "{0FE90B73-135D-9A16-CEA8-0AB509ECFF74}"],
  pointer: [0x3bc, "0x3bc"],
  filetime: [12_345 as Ticks, "2024-01-01T00:00:00.0012345Z"],
  sid: ["S-1-5-21-3648566514-1342408385-4134854909-1000", "S-1-5-21-3648566514-1342408385-4134854909-1000"],
  hex32: [0xc000_006d, "0xc000006d"],
  hex64: [0x12_3456_789an, "0x123456789a"],
};

function sampleOf(type: FieldType): readonly [unknown, string] {
  const sample = SAMPLES[type];
  if (sample === undefined) throw new Error(`no sample of ${type}`);
  return sample;
}

describe.each(LAYOUTS)("layout %s", (layout) => {
  const names = Object.keys(EVENTS) as EventName[];

  test.each(names)("event %s", (event) => {
    const definition = EVENTS[event];
    const classic = definition.body === "classic";
    const given = classic
      ? { Strings: ["10:33:22", "", "1.2"], Binary: Uint8Array.of(0xe9, 7, 0) }
      : Object.fromEntries(definition.fields.map(([name, type]) => [name, sampleOf(type)[0]]));
    const printed = classic
      ? { "0": "10:33:22", "1": "", "2": "1.2", Binary: "E90700" }
      : Object.fromEntries(definition.fields.map(([name, type]) => [name, sampleOf(type)[1]]));

    const writer = new EvtxWriter({ crc32, layout, firstRecordId: 4_294_967_296n });
    // Twice, so that the second one lives on definitions written with the first.
    for (const second of [0, 1]) {
      const head = { computer, time: (second * 10_000_000 + 5) as Ticks, processId: 820, threadId: 904 };
      writer.append({ ...head, event, data: given } as RecordInput);
    }
    const { records, summary } = readAll(writer.finish());
    expect(summary.damage).toEqual([]);
    expect(records.map((record) => record.recordId)).toEqual(["4294967296", "4294967297"]);
    for (const [second, record] of records.entries()) {
      expect(record).toMatchObject({
        eventId: definition.id,
        version: definition.version,
        level: definition.level,
        task: definition.task,
        keywords: `0x${definition.keywords.toString(16)}`,
        provider: definition.provider.name,
        channel: definition.channel,
        computer,
        timeCreated: `2024-01-01T00:00:0${second}.0000005Z`,
        userSid: "userSid" in definition ? definition.userSid : null,
      });
      const fields = definition.body === "userData" ? record.userData : record.data;
      // Events of this sort without fields still have their root element.
      const root =
        "root" in definition && definition.fields.length === 0 ? { [definition.root.name]: "" } : {};
      expect(fields).toEqual({ ...printed, ...root });
    }
  });

  test("any data, over many chunks", () => {
    const texts = fc.string({ unit: "grapheme", maxLength: 300 });
    const ids = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const one = fc.record({ TargetUserName: texts, IpAddress: texts, TargetLogonId: ids });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 150 }), (all) => {
        const writer = new EvtxWriter({ crc32, layout });
        for (const [i, data] of all.entries()) {
          writer.append({ event: "4624v2", time: (i * 7) as Ticks, computer, data });
        }
        const { records, summary } = readAll(writer.finish());
        expect(summary.damage).toEqual([]);
        expect(records.length).toBe(all.length);
        for (const [i, record] of records.entries()) {
          expect(record.data).toMatchObject({
            TargetUserName: all[i]!.TargetUserName,
            IpAddress: all[i]!.IpAddress,
            TargetLogonId: `0x${all[i]!.TargetLogonId.toString(16)}`,
          });
        }
      }),
      { numRuns: 15 },
    );
  });
});

test("an exported log numbers its records from one and keeps their ids", () => {
  const writer = new EvtxWriter({ crc32, recordNumbers: "fromOne", firstRecordId: 900 });
  for (let i = 0; i < 3; i++) writer.append({ event: "4608", time: i as Ticks, computer });
  const log = writer.finish();
  expect(readAll(log).records.map((record) => record.recordId)).toEqual(["900", "901", "902"]);
  expect(new DataView(log.buffer).getBigUint64(4096 + 8, true)).toBe(1n);
});

test("two names of one computer in one chunk", () => {
  const writer = new EvtxWriter({ crc32 });
  for (const name of ["WIN-SETUP", "PC-1", "WIN-SETUP"]) {
    writer.append({ event: "4608", time: 0 as Ticks, computer: name });
  }
  expect(readAll(writer.finish()).records.map((record) => record.computer)).toEqual([
    "WIN-SETUP",
    "PC-1",
    "WIN-SETUP",
  ]);
});
