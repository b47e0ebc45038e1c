import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import { FIELD, type FieldName } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import { StringTable } from "../../types/string-table.ts";
import { TreeRecordView } from "../tree-view.ts";
import { NO_DEPENDENCY, TYPE } from "./binxml/tokens.ts";
import { CompiledRecordView } from "./compiled-view.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { ChunkWriter, fileOf, le, nothing, str, utf16, type Value } from "./fixtures/chunk-writer.ts";
import { ALL_EVENTS, readBack, sourceOf } from "./fixtures/read-bytes.ts";
import { flatRecord, system } from "./fixtures/simple-events.ts";

/** What a view says about some fields. */
function tell(view: RecordView, strings: StringTable, fields: readonly FieldName[]): unknown[] {
  return fields.map((name) => {
    const id = FIELD[name];
    const numbers = [view.number(id), view.low(id), view.high(id), view.moment(id), view.systemTimeAt(id, 0)];
    return view.has(id) ? [name, strings.get(view.text(id)), ...numbers] : [name, "absent"];
  });
}

/** Reads the records of one chunk by both paths; they must agree. Tells which took the fast one. */
function both(w: ChunkWriter, fields: readonly FieldName[]): { fast: boolean; told: unknown[] }[] {
  const source = sourceOf(fileOf([w.seal(crc32)], crc32));
  const strings = new StringTable();
  const options = { strings, crc32, cancel: { cancelled: false } };
  const general: unknown[][] = [];
  const tree = new TreeRecordView(strings);
  new EvtxReader(source, options).records((event) => {
    general.push(tell(tree.load(event.tree, event.offset), strings, fields));
  });
  const result: { fast: boolean; told: unknown[] }[] = [];
  new EvtxReader(source, options).extract({
    wanted: ALL_EVENTS,
    skip: () => {},
    accept(view) {
      result.push({ fast: view instanceof CompiledRecordView, told: tell(view, strings, fields) });
    },
  });
  expect(result.map((row) => row.told)).toEqual(general);
  return result;
}

/** Which path, and the text of each field. */
function texts(w: ChunkWriter, fields: readonly FieldName[]): [boolean, unknown[]][] {
  return both(w, fields).map(({ fast, told }) => [fast, told.map((entry) => (entry as unknown[])[1])]);
}

/** One record whose template holds System and whatever the callback adds; values from 3 on are free. */
function event(w: ChunkWriter, values: readonly Value[], body: () => void): void {
  w.record(1, () => {
    w.fragment();
    w.template(() => {
      w.open("Event").content();
      w.open("System").content();
      w.open("EventID").content().sub(0).close();
      w.open("TimeCreated", true).attribute("SystemTime").sub(1).closeEmpty();
      w.open("EventRecordID").content().sub(2).close();
      w.close();
      body();
      w.close();
    }, [...system(4624, 1, []).slice(0, 3), ...values]);
    w.u8(0);
  });
}

function data(
  w: ChunkWriter,
  name: string,
  index: number,
  optional = true,
  dependency = NO_DEPENDENCY,
): void {
  w.open("Data", name !== "", dependency);
  if (name !== "") w.attribute("Name").literal(name);
  w.content().sub(index, optional).close();
}

describe("fast path", () => {
  test("numbers, times and texts of every type as the tree tells them", () => {
    const types: [FieldName, Value][] = [
      ["LogonType", { type: TYPE.uint32, bytes: le(10, 4) }],
      ["ProcessId", { type: TYPE.hex64, bytes: le(0x2a4, 8) }],
      ["TargetLogonId", { type: TYPE.hex64, bytes: le(0x1_2345_6789n, 8) }],
      ["Status", { type: TYPE.hex32, bytes: le(0xc000_006d, 4) }],
      ["NewBias", { type: TYPE.int32, bytes: le(0xffff_ffc4, 4) }],
      ["CurrentBias", { type: TYPE.int16, bytes: le(0xffc4, 2) }],
      ["Reason", { type: TYPE.int64, bytes: le(0xffff_ffff_ffff_ffffn, 8) }],
      ["SleepInProgress", { type: TYPE.boolean, bytes: [7] }],
      ["BootType", { type: TYPE.float, bytes: [0, 0, 0x80, 0x3f] }],
      ["IpPort", str("52202")],
      ["IpAddress", str(" 10.0.0.1 ")],
      ["SubjectLogonId", str("0x3e7")],
      ["WorkstationName", str("-")],
      ["LogonProcessName", str("Advapi  ")],
      ["NewTime", { type: TYPE.filetime, bytes: le(133_485_408_000_000_001n, 8) }],
      ["OldTime", { type: TYPE.systemTime, bytes: [2024, 1, 1, 1, 0, 0, 1, 5].flatMap((v) => le(v, 2)) }],
      ["PreviousTime", str("2024-01-01T00:00:00.0000002Z")],
      ["Binary", { type: TYPE.binary, bytes: [2024, 1, 1, 1, 0, 0, 1, 5].flatMap((v) => le(v, 2)) }],
      ["LogonGuid", { type: TYPE.guid, bytes: le(1, 16) }],
      ["TSId", { type: TYPE.size, bytes: le(3, 4) }],
      ["SessionId", { type: TYPE.uint8, bytes: [] }],
    ];
    const names = types.map(([name]) => name);
    const w = new ChunkWriter();
    flatRecord(
      w,
      1,
      names,
      types.map(([, value]) => value),
    );
    const [row] = both(w, names);
    expect(row!.fast).toBe(true);
    const text = new Map(row!.told.map((entry) => [(entry as string[])[0], entry as (string | number)[]]));
    expect(text.get("LogonType")!.slice(1, 4)).toEqual(["10", 10, 10]);
    expect(text.get("TargetLogonId")!.slice(1, 5)).toEqual(["0x123456789", -1, 0x2345_6789, 1]);
    expect(text.get("NewBias")!.slice(1, 5)).toEqual(["-60", 0xffff_ffc4, 0xffff_ffc4, 0xffff_ffff]);
    expect(text.get("IpPort")!.slice(1, 3)).toEqual(["52202", 52_202]);
    expect(text.get("WorkstationName")![1]).toBe("");
    expect(text.get("LogonProcessName")![1]).toBe("Advapi");
    expect(text.get("NewTime")![5]).toBe(1);
    expect(text.get("PreviousTime")![5]).toBe(2);
    expect(text.get("OldTime")![5]).toBe(10_050_000);
    expect(text.get("Binary")![6]).toBe(10_050_000);
  });

  test("unnamed values by position, arrays of texts one position each, omitted ones none", () => {
    const w = new ChunkWriter();
    const array = { type: TYPE.array | TYPE.string, bytes: utf16("a\u0000\u0000c\u0000") };
    const ansi = { type: TYPE.array | TYPE.ansi, bytes: [0x78, 0, 0x79, 0] };
    event(w, [array, nothing, str("last"), ansi], () => {
      w.open("EventData").content();
      for (const i of [3, 4, 6, 5]) data(w, "", i);
      w.close();
    });
    const [row] = both(w, ["#0", "#1", "#2", "#3", "#4", "#5", "#6"]);
    expect(row!.fast).toBe(true);
    expect(row!.told.map((entry) => (entry as string[])[1])).toEqual([
      "a",
      "",
      "c",
      "x",
      "y",
      "last",
      "absent",
    ]);
  });

  test("of two values of one name the first one counts, unless it is left out", () => {
    const w = new ChunkWriter();
    event(w, [str("one"), str("two")], () => {
      w.open("EventData").content();
      data(w, "LogonGuid", 3);
      data(w, "LogonGuid", 4);
      w.close();
    });
    expect(texts(w, ["LogonGuid"])).toEqual([[true, ["one"]]]);
    const v = new ChunkWriter();
    event(v, [nothing, str("two")], () => {
      v.open("EventData").content();
      data(v, "LogonGuid", 3);
      data(v, "LogonGuid", 4);
      v.close();
    });
    expect(texts(v, ["LogonGuid"])).toEqual([[false, ["two"]]]);
  });

  test("optional and normal null, elements without content, dependencies", () => {
    const w = new ChunkWriter();
    event(w, [nothing, str("v")], () => {
      w.open("EventData").content();
      data(w, "IpAddress", 3, true);
      data(w, "IpPort", 3, false);
      data(w, "ProcessName", 3, false, 3);
      data(w, "SessionName", 4, false, 4);
      w.open("Data", true).attribute("Name").literal("ClientName").closeEmpty();
      w.close();
    });
    const [row] = both(w, ["IpAddress", "IpPort", "ProcessName", "SessionName", "ClientName"]);
    expect(row!.fast).toBe(true);
    expect(row!.told.map((entry) => (entry as string[])[1])).toEqual(["absent", "", "absent", "v", ""]);
  });

  test("what a plan cannot know falls back: text mixed in, names by substitution, foreign dependencies", () => {
    const fields: FieldName[] = ["IpAddress", "IpPort"];
    const mixed = new ChunkWriter();
    event(mixed, [str("v")], () => {
      mixed.open("EventData").content();
      mixed
        .open("Data", true)
        .attribute("Name")
        .literal("IpAddress")
        .content()
        .sub(3)
        .literal("!")
        .close()
        .close();
    });
    expect(texts(mixed, fields)).toEqual([[false, ["v!", "absent"]]]);
    const named = new ChunkWriter();
    event(named, [str("IpPort"), str("7")], () => {
      named.open("EventData").content();
      named.open("Data", true).attribute("Name").sub(3).content().sub(4).close().close();
    });
    expect(texts(named, fields)).toEqual([[false, ["absent", "7"]]]);
    const depends = new ChunkWriter();
    event(depends, [str("v"), nothing], () => {
      depends.open("EventData").content();
      data(depends, "IpAddress", 3, true, 4);
      depends.close();
    });
    expect(texts(depends, fields)).toEqual([[false, ["absent", "absent"]]]);
  });

  test("UserData: leaf elements at any depth, one attribute as a value", () => {
    const w = new ChunkWriter();
    event(
      w,
      [
        str("CORP\\anna"),
        { type: TYPE.uint32, bytes: le(3, 4) },
        { type: TYPE.uint32, bytes: le(15_005, 4) },
      ],
      () => {
        w.open("UserData").content();
        w.open("EventXML", true).attribute("xmlns").literal("Event_NS").content();
        w.open("User").content().sub(3).close();
        w.open("Inner").content();
        w.open("SessionID").content().sub(4).close();
        w.close();
        w.open("Error", true).attribute("Code").sub(5, false).closeEmpty();
        w.close().close();
      },
    );
    const [row] = both(w, ["User", "SessionID", "Error"]);
    expect(row!.fast).toBe(true);
    expect(row!.told.map((entry) => (entry as string[])[1])).toEqual(["CORP\\anna", "3", "15005"]);
  });

  test("equal definition bytes can name different fields: names are offsets of their chunk", () => {
    /** A name in one record, and in the next one a template that refers to it from outside its own bytes. */
    const chunk = (first: number, name: string): Uint8Array => {
      const w = new ChunkWriter();
      w.record(first, () => w.fragment().openBare(name).closeEmpty().u8(0));
      w.record(first + 1, () => {
        w.fragment();
        w.template(() => {
          w.open("Event").content();
          w.open("System").content();
          w.open("EventID").content().sub(0).close();
          w.open("TimeCreated", true).attribute("SystemTime").sub(1).closeEmpty();
          w.open("EventRecordID").content().sub(2).close();
          w.close();
          w.open("UserData")
            .content()
            .open("X")
            .content()
            .open(name)
            .content()
            .sub(3)
            .close()
            .close()
            .close();
          w.close();
        }, [...system(40, first + 1, []).slice(0, 3), str("v")]);
        w.u8(0);
      });
      return w.seal(crc32);
    };
    const chunks = [chunk(1, "Source"), chunk(3, "Reason"), chunk(5, "Source")];
    const { rows } = readBack(fileOf(chunks, crc32), crc32, ["Source", "Reason"]);
    expect(rows.map((row) => row.texts)).toEqual([
      ["v", ""],
      ["", "v"],
      ["v", ""],
    ]);
  });
});
