import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import {
  EVENTS,
  type EventName,
  EvtxWriter,
  type RecordInput,
} from "../../../testing/evtx-writer/evtx-writer.ts";
import { StringTable } from "../../../types/string-table.ts";
import type { Ticks } from "../../../types/units.ts";
import { treeToFullRecord } from "../../event-text.ts";
import type { EventNode } from "../../event-tree.ts";
import { TYPE } from "../binxml/tokens.ts";
import { EvtxReader } from "../evtx-reader.ts";
import { ChunkWriter, fileOf, le, str, utf16, type Value } from "../fixtures/chunk-writer.ts";
import { sourceOf } from "../fixtures/read-bytes.ts";
import { flatRecord, system } from "../fixtures/simple-events.ts";
import { utf8Of } from "./put-text.ts";

/* A line written from bytes must be, byte for byte, the line that the tree of the same record gives. */

const SAMPLES = new URL("../../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evtx")) : ["no samples here"];
if (!present) console.log("EVTX lines: 0 files compared, all skipped: no samples here");
let compared = 0;
let plain = 0;
let trees = 0;

function lineOf(tree: EventNode): string {
  return JSON.stringify({ source: 0, ...treeToFullRecord(tree) });
}

/** Reads a log both ways, checks that they say the same, and tells how each of its lines came about. */
function agree(bytes: Uint8Array) {
  const { lines, fromBytes, expected, summaries } = bothWays(bytes);
  expect(lines).toEqual(expected);
  expect(summaries[0]).toEqual(summaries[1]);
  return { lines, fromBytes };
}

function bothWays(bytes: Uint8Array) {
  const options = { strings: new StringTable(), crc32, cancel: { cancelled: false } };
  const expected: string[] = [];
  const general = new EvtxReader(sourceOf(bytes), options);
  general.records(({ tree, unreadable }) => {
    if (!unreadable) expected.push(lineOf(tree));
  });
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  const head = utf8Of('"source":0,');
  const lines: string[] = [];
  const fromBytes: boolean[] = [];
  const fast = new EvtxReader(sourceOf(bytes), options);
  fast.lines({
    head: () => head,
    line(line) {
      lines.push(decoder.decode(line));
      fromBytes.push(true);
    },
    tree({ tree, unreadable }) {
      if (unreadable) return;
      lines.push(lineOf(tree));
      fromBytes.push(false);
    },
  });
  return { lines, fromBytes, expected, summaries: [fast.summary, general.summary] };
}

/** A text by its code units, so that characters beyond the first plane keep both of theirs. */
function units(text: string): Value {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) bytes.push(...le(text.charCodeAt(i), 2));
  return { type: TYPE.string, bytes };
}

function logOf(write: (w: ChunkWriter) => void): Uint8Array {
  const w = new ChunkWriter();
  write(w);
  return fileOf([w.seal(crc32)], crc32);
}

describe.skipIf(!present)("lines of the samples", () => {
  test.each(files)(
    "%s",
    (name) => {
      const { fromBytes } = agree(readFileSync(new URL(name, SAMPLES)));
      for (const fast of fromBytes) if (fast) plain++;
      trees += fromBytes.length;
      compared++;
    },
    60_000,
  );

  test("hardly any record of a real log needs a tree", () => {
    expect(plain / trees).toBeGreaterThan(0.97);
  });
});

afterAll(() => {
  console.log(
    `EVTX lines: ${compared} of ${files.length} files agree (${plain} of ${trees} records from bytes), 0 skipped`,
  );
});

test("logs of many templates, whatever chunk brings which first: every line from bytes, ids in front of them", () => {
  const names = Object.keys(EVENTS) as EventName[];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...names), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 9 }),
      (events, recordsPerChunk) => {
        const writer = new EvtxWriter({ crc32, recordsPerChunk });
        for (const [at, event] of events.entries())
          writer.append({
            event,
            time: (at * 10_000_000) as Ticks,
            computer: "PC-1.corp.example",
          } as RecordInput);
        const bytes = writer.finish();
        const { lines } = agree(bytes);
        const ids: number[] = [];
        const options = { strings: new StringTable(), crc32, cancel: { cancelled: false } };
        new EvtxReader(sourceOf(bytes), options).ids(new Uint8Array(65_536).fill(1), (low) => ids.push(low));
        expect(ids.map(String)).toEqual(lines.map((line) => JSON.parse(line).recordId));
      },
    ),
    { numRuns: 40 },
  );
});

describe("values", () => {
  const texts = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
      .map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom('"', "\\", "a\tb\r\n", " x ", "\u0000", "=cmd|'/c'!A0", "😀", "\ud83d", "\ufffe", "<b>&"),
  );
  const bytesOf = (size: number) =>
    fc.array(fc.integer({ min: 0, max: 255 }), { minLength: size, maxLength: size });
  const typed = fc.oneof(
    texts.map(units),
    fc
      .constantFrom(
        [TYPE.uint8, 1],
        [TYPE.int8, 1],
        [TYPE.uint16, 2],
        [TYPE.int16, 2],
        [TYPE.uint32, 4],
        [TYPE.int32, 4],
        [TYPE.uint64, 8],
        [TYPE.int64, 8],
        [TYPE.float, 4],
        [TYPE.double, 8],
        [TYPE.boolean, 4],
        [TYPE.boolean, 1],
        [TYPE.binary, 5],
        [TYPE.guid, 16],
        [TYPE.size, 4],
        [TYPE.size, 8],
        [TYPE.filetime, 8],
        [TYPE.systemTime, 16],
        [TYPE.sid, 12],
        [TYPE.hex32, 4],
        [TYPE.hex64, 8],
        [TYPE.ansi, 6],
        [TYPE.null, 0],
        [TYPE.array | TYPE.string, 8],
        [TYPE.array | TYPE.uint16, 4],
        [0x16, 2],
      )
      .chain(([type, size]) => bytesOf(size!).map((bytes): Value => ({ type: type!, bytes }))),
    // A SID that makes sense, and sizes that do not fit.
    bytesOf(8).map((bytes): Value => ({ type: TYPE.sid, bytes: [1, 2, 0, 0, 0, 0, 0, 5, ...bytes] })),
    fc.tuple(fc.integer({ min: 0, max: 0x15 }), bytesOf(3)).map(([type, bytes]): Value => ({ type, bytes })),
    fc.integer({ min: 0, max: 0x15 }).map((type): Value => ({ type, bytes: [] })),
  );

  test("of every type and any bytes", () => {
    fc.assert(
      fc.property(fc.array(typed, { minLength: 1, maxLength: 6 }), (values) => {
        const log = logOf((w) => {
          flatRecord(
            w,
            1,
            values.map((_, i) => `Field${i}`),
            values,
          );
        });
        agree(log);
      }),
      { numRuns: 400 },
    );
  });

  test("plain ones are written from bytes", () => {
    const values = [
      units('a "b" \\ \t ü 😀'),
      { type: TYPE.hex64, bytes: le(0x1_2345_6789n, 8) },
      { type: TYPE.uint32, bytes: le(4_294_967_295, 4) },
      { type: TYPE.sid, bytes: [1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0] },
      { type: TYPE.guid, bytes: le(1, 16) },
    ];
    const { lines, fromBytes } = agree(
      logOf((w) => flatRecord(w, 7, ["a", "b", "c", "d", "__proto__"], values)),
    );
    expect(fromBytes).toEqual([true]);
    expect(JSON.parse(lines[0]!).data).toMatchObject({
      a: 'a "b" \\ \t ü 😀',
      b: "0x123456789",
      c: "4294967295",
      d: "S-1-5-18",
    });
  });
});

describe("what is kept from line to line", () => {
  test("members of System that are not those of the record before", () => {
    const small = fc.integer({ min: 0, max: 1 });
    const name = fc.constantFrom("A", "B", " A ", "A\u0000", "-", "", "\u0001", 'q"\\ü');
    const member = fc.oneof(name.map(units), fc.constant<Value>({ type: TYPE.null, bytes: [] }));
    const keywords = fc.oneof(
      fc.constantFrom(0n, 1n, 0x8020_0000_0000_0000n, 0xffff_ffffn).map(
        (bits): Value => ({
          type: TYPE.hex64,
          bytes: le(bits, 8),
        }),
      ),
      fc.constant<Value>({ type: TYPE.null, bytes: [] }),
    );
    const event = fc.tuple(small, small, small, small, keywords, member, member, member);
    fc.assert(
      fc.property(fc.array(event, { minLength: 2, maxLength: 12 }), (events) => {
        const log = logOf((w) => {
          let definition: number | undefined;
          for (const [at, [id, version, level, task, bits, provider, channel, computer]] of events.entries())
            w.record(at + 1, () => {
              w.fragment();
              definition = w.template(
                definition ??
                  (() => {
                    w.open("Event").content();
                    w.open("System").content();
                    w.open("Provider", true).attribute("Name").sub(8).closeEmpty();
                    w.open("EventID").content().sub(0).close();
                    w.open("Version").content().sub(3).close();
                    w.open("Level").content().sub(4).close();
                    w.open("Task").content().sub(5).close();
                    w.open("Keywords").content().sub(7).close();
                    w.open("TimeCreated", true).attribute("SystemTime").sub(1).closeEmpty();
                    w.open("EventRecordID").content().sub(2).close();
                    w.open("Channel").content().sub(9).close();
                    w.open("Computer").content().sub(10).close();
                    w.close();
                    w.close();
                  }),
                [
                  ...system(4624 + id, at + 1, []).slice(0, 3),
                  { type: TYPE.uint8, bytes: [version] },
                  { type: TYPE.uint8, bytes: [level] },
                  { type: TYPE.uint16, bytes: le(task, 2) },
                  { type: TYPE.null, bytes: [] },
                  bits,
                  provider,
                  channel,
                  computer,
                ],
              );
              w.u8(0);
            });
        });
        expect(agree(log).fromBytes).toEqual(events.map(() => true));
      }),
      { numRuns: 300 },
    );
  });

  test("SIDs that end in the same number", () => {
    const part = fc.constantFrom(0, 5, 21, 500, 0xffff_ffff);
    const sid = fc
      .tuple(fc.constantFrom(5, 0x01_00), fc.array(part, { maxLength: 6 }))
      .map(([authority, parts]): Value => {
        const first = [1, parts.length, 0, 0, 0, 0, authority >> 8, authority & 0xff];
        return { type: TYPE.sid, bytes: [...first, ...parts.flatMap((number) => le(number, 4))] };
      });
    fc.assert(
      fc.property(fc.array(sid, { minLength: 1, maxLength: 30 }), (sids) => {
        const names = sids.map((_, i) => `Field${i}`);
        const log = logOf((w) => void flatRecord(w, 1, names, sids));
        expect(agree(log).fromBytes).toEqual([true]);
      }),
      { numRuns: 200 },
    );
  });
});

test("names of any bytes, in words of eight", () => {
  const letters = fc.constantFrom("a", "\u007f", "ü", "字", "😀", "\u{10ffff}", '"', " ");
  fc.assert(
    fc.property(fc.array(letters, { minLength: 1, maxLength: 24 }), (name) => {
      const log = logOf((w) => void flatRecord(w, 1, [`n${name.join("")}`], [str("v")]));
      expect(agree(log).fromBytes).toEqual([true]);
    }),
    { numRuns: 300 },
  );
});

test("texts with characters that need a look, wherever they stand", () => {
  const plain = fc.constantFrom("a", "Z", "9", " ", "~", "\u007f");
  const odd = fc.constantFrom("\\", '"', "\u0000", "\t", "\u001f", "\u0080", "ü", "字", "😀", "\uffff");
  const text = fc
    .array(fc.oneof({ weight: 6, arbitrary: plain }, { weight: 1, arbitrary: odd }), { maxLength: 40 })
    .map((letters) => units(letters.join("")));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), (values) => {
      const names = values.map((_, i) => `Field${i}`);
      expect(agree(logOf((w) => void flatRecord(w, 1, names, values))).fromBytes).toEqual([true]);
    }),
    { numRuns: 500 },
  );
});

describe("templates", () => {
  /** A record whose template is written by hand behind its System. */
  function withBody(values: readonly Value[], body: (w: ChunkWriter) => void): Uint8Array {
    return logOf((w) => {
      w.record(1, () => {
        w.fragment();
        w.template(() => {
          w.open("Event").content();
          w.open("System").content();
          w.open("Provider", true).attribute("Name").literal(' P"q ').closeEmpty();
          w.open("EventID").content().sub(0).close();
          w.open("TimeCreated", true).attribute("SystemTime").sub(1).closeEmpty();
          w.open("EventRecordID").content().sub(2).close();
          w.open("Computer").content().literal("  ").close();
          w.close();
          body(w);
          w.close();
        }, [...system(4624, 1, []).slice(0, 3), ...values]);
        w.u8(0);
      });
    });
  }
  const named = (w: ChunkWriter, name: string, index: number, optional = true, dependency = 0xffff): void => {
    w.open("Data", true, dependency).attribute("Name").literal(name).content().sub(index, optional).close();
  };

  test("nulls, dependencies, empty elements, and texts of the template", () => {
    const log = withBody([{ type: TYPE.null, bytes: [] }, str("v")], (w) => {
      w.open("EventData").content();
      named(w, "left", 3, true);
      named(w, "empty", 3, false);
      named(w, "depends", 4, false, 3);
      named(w, "stays", 4, false, 4);
      w.open("Data", true).attribute("Name").literal("none").closeEmpty();
      w.open("Data", true).attribute("Name").literal("fixed").content().literal("a<b").close();
      w.open("x:Other").content().sub(4).close();
      w.close();
    });
    const { lines, fromBytes } = agree(log);
    expect(fromBytes).toEqual([true]);
    const line = JSON.parse(lines[0]!);
    expect(line.provider).toBe('P"q');
    expect(line.computer).toBeNull();
    expect(line.data).toEqual({ empty: "", stays: "v", none: "", fixed: "a<b", Other: "v" });
  });

  test("values without a name are numbered, one for each item of an array, and stand in front", () => {
    const items = { type: TYPE.array | TYPE.string, bytes: utf16("a\u0000\u0000c\u0000") };
    const none = { type: TYPE.array | TYPE.string, bytes: [] };
    const log = withBody([items, str("last"), none], (w) => {
      w.open("EventData").content();
      w.open("Binary").content().sub(4).close();
      for (const index of [3, 5, 4]) w.open("Data").content().sub(index).close();
      w.close();
    });
    const { lines, fromBytes } = agree(log);
    expect(fromBytes).toEqual([true]);
    expect(JSON.stringify(JSON.parse(lines[0]!).data)).toBe(
      '{"0":"a","1":"","2":"c","3":"","4":"last","Binary":"last"}',
    );
  });

  test("what only a tree can tell is left to it", () => {
    const cases: ((w: ChunkWriter) => void)[] = [
      // A name twice; a name that sorts to the front; text beside a value; a name by substitution.
      (w) => {
        named(w, "same", 3);
        named(w, "same", 4);
      },
      (w) => {
        named(w, "z", 3);
        named(w, "7", 4);
      },
      (w) => void w.open("Data", true).attribute("Name").literal("n").content().sub(3).literal("!").close(),
      (w) => void w.open("Data", true).attribute("Name").sub(3).content().sub(4).close(),
      // An array that repeats a named element.
      (w) => named(w, "list", 5),
    ];
    for (const write of cases) {
      const list = { type: TYPE.array | TYPE.uint16, bytes: [1, 0, 2, 0] };
      const log = withBody([str("one"), str("two"), list], (w) => {
        w.open("EventData").content();
        write(w);
        w.close();
      });
      expect(agree(log).fromBytes).toEqual([false]);
    }
  });

  test("user data: leaves however deep, the one attribute of an empty leaf, a leaf that is left out", () => {
    const values = [str("v"), { type: TYPE.null, bytes: [] }, { type: TYPE.uint32, bytes: le(15_005, 4) }];
    const body = (index: number) => (w: ChunkWriter) => {
      w.open("UserData").content();
      w.open("Outer", true).attribute("xmlns").literal("urn:x").content();
      w.open("ns:Name").content().sub(index).close();
      w.open("Error", true).attribute("Code").sub(5, false).closeEmpty();
      w.open("Blank").closeEmpty();
      w.close().close();
    };
    const whole = agree(withBody(values, body(3)));
    expect(whole.fromBytes).toEqual([true]);
    expect(JSON.parse(whole.lines[0]!).userData).toEqual({ Name: "v", Error: "15005", Blank: "" });
    expect(agree(withBody(values, body(4))).fromBytes).toEqual([false]);
  });

  test("a line longer than any real one is left to the tree", () => {
    const long = { type: TYPE.binary, bytes: new Array<number>(30_000).fill(65) };
    const log = withBody([long], (w) => {
      w.open("EventData").content();
      for (let i = 0; i < 25; i++) named(w, `n${i}`, 3);
      w.close();
    });
    expect(agree(log).lines.length).toBeLessThanOrEqual(1);
  });
});

test("damage at random: every record that a tree shows, as the tree shows it", () => {
  const sound = logOf((w) => {
    for (let i = 1; i < 30; i++) flatRecord(w, i, ["TargetUserName", "Other"], [str(`u${i}`), str("x")]);
  });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 4608, max: 12_000 }), fc.integer({ min: 0, max: 255 })), {
        minLength: 1,
        maxLength: 8,
      }),
      (changes) => {
        const bytes = sound.slice();
        for (const [at, value] of changes) bytes[at] = value;
        // Like all of the fast path it does not see debris behind the values of a record, and keeps that record.
        const { lines, expected } = bothWays(bytes);
        let next = 0;
        for (const line of lines) if (line === expected[next]) next++;
        expect(next).toBe(expected.length);
      },
    ),
    { numRuns: 300 },
  );
});
