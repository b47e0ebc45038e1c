import { expect, test } from "vitest";
import { ByteInterner } from "../../shared/readers/evtx/byte-interner.ts";
import { CompiledRecordView } from "../../shared/readers/evtx/compiled-view.ts";
import { ChunkWriter, str, type Value } from "../../shared/readers/evtx/fixtures/chunk-writer.ts";
import { ALL_EVENTS } from "../../shared/readers/evtx/fixtures/read-bytes.ts";
import { flatRecord, system } from "../../shared/readers/evtx/fixtures/simple-events.ts";
import { KnownDefinitions } from "../../shared/readers/evtx/known-definitions.ts";
import {
  CHUNK_HEADER_SIZE,
  MAX_CHUNK_COMPILE_BYTES,
  MAX_LEVELS,
  MAX_RECOVERED,
  MAX_TEMPLATE_CHARS,
  MAX_TEMPLATE_TEXTS,
} from "../../shared/readers/evtx/limits.ts";
import { compileLine } from "../../shared/readers/evtx/lines/line-plan.ts";
import { LineRenderer } from "../../shared/readers/evtx/lines/line-renderer.ts";
import { OneLine } from "../../shared/readers/evtx/lines/line-space.ts";
import { shapeTree } from "../../shared/readers/evtx/lines/shape-tree.ts";
import { IRREGULAR, PLACE } from "../../shared/readers/evtx/plan.ts";
import { PlanCache } from "../../shared/readers/evtx/plan-cache.ts";
import { RecoveredList } from "../../shared/readers/evtx/recovered.ts";
import { OP, ShapeReader } from "../../shared/readers/evtx/shape.ts";
import { openCompiled, readSystem } from "../../shared/readers/evtx/system.ts";
import { StringTable } from "../../shared/types/string-table.ts";

/* Bounds of the EVTX reader that take the parts of it one by one: a whole log that hits them would be too long. */

/** The one element `Data` with a substitution, as a definition's fragment. */
const FRAGMENT = 22;
function fragmentAt(bytes: Uint8Array, at: number, nameAt: number): void {
  bytes.set([0x0f, 1, 1, 0, 0x01, 0xff, 0xff, 0, 0, 0, 0], at);
  const view = new DataView(bytes.buffer);
  view.setUint32(at + 11, nameAt, true);
  bytes.set([0x02, 0x0d, 0, 0, 1, 0x04, 0x00], at + 15);
  view.setUint16(nameAt + 6, 4, true);
  for (let i = 0; i < 4; i++) view.setUint16(nameAt + 8 + i * 2, "Data".charCodeAt(i), true);
}

test("bytes of definitions that are known again", () => {
  const names = new ShapeReader();
  const known = new KnownDefinitions(names);
  const bytes = new Uint8Array(65_536);
  const view = new DataView(bytes.buffer);
  fragmentAt(bytes, 1000, 600);
  names.startChunk();
  names.read(bytes, view, 1000, 1000 + FRAGMENT);
  const own = names.mentionsFrom(1000).byteLength;
  const add = (key: number, size: number) => known.add(bytes, key, 0, 1000, 1000 + size - own, key);
  const find = (key: number, size: number) => known.find(bytes, view, key, 0, 1000, 1000 + size - own);
  const size = 32_768;
  const fit = 8_388_608 / size;
  for (let key = 0; key < fit - 1; key++) add(key, size);
  add(fit - 1, size + 1);
  expect(find(fit - 1, size + 1)).toBe(-1);
  add(fit - 1, size);
  expect([find(0, size), find(fit - 1, size)]).toEqual([0, fit - 1]);
  add(fit, FRAGMENT + own);
  expect(find(fit, FRAGMENT + own)).toBe(-1);
});

test("bytes of definitions that are compiled for one chunk", () => {
  const plans = new PlanCache(new StringTable());
  const bytes = new Uint8Array(65_536);
  const view = new DataView(bytes.buffer);
  const size = 32_768;
  const fit = MAX_CHUNK_COMPILE_BYTES / size;
  const definition = (at: number) => 1000 + at * 64;
  for (let at = 0; at <= fit; at++) {
    view.setUint32(definition(at) + 20, size - 24, true);
    fragmentAt(bytes, definition(at) + 24, 600);
  }
  const planOf = (at: number) => plans.at(bytes, view, definition(at), PLACE.eventData);
  plans.startChunk();
  for (let at = 0; at < fit; at++) expect(planOf(at)).not.toBe(IRREGULAR);
  expect(planOf(fit)).toBe(IRREGULAR);
  plans.startChunk();
  expect(planOf(fit)).not.toBe(IRREGULAR);
});

/** A definition of nothing but texts. */
function textsOf(texts: readonly string[]): readonly [Uint8Array, DataView] {
  const bytes = new Uint8Array(texts.reduce((sum, { length }) => sum + 4 + length * 2, 5));
  const view = new DataView(bytes.buffer);
  bytes.set([0x0f, 1, 1, 0]);
  let at = 4;
  for (const text of texts) {
    bytes.set([0x05, 0x01], at);
    view.setUint16(at + 2, text.length, true);
    at += 4;
    for (let i = 0; i < text.length; i++, at += 2) view.setUint16(at, text.charCodeAt(i), true);
  }
  return [bytes, view];
}

function reads(shapes: ShapeReader, texts: readonly string[]): boolean {
  const [bytes, view] = textsOf(texts);
  return shapes.read(bytes, view, 0, bytes.length) !== null;
}

test("texts of templates", () => {
  const shapes = new ShapeReader();
  const text = (at: number) => String.fromCharCode(0x100 + (at & 0xff), 0x100 + (at >> 8));
  const many = 4096;
  for (let from = 0; from < MAX_TEMPLATE_TEXTS; from += many)
    expect(
      reads(
        shapes,
        Array.from({ length: many }, (_, at) => text(from + at)),
      ),
    ).toBe(true);
  expect(reads(shapes, [text(MAX_TEMPLATE_TEXTS - 1)])).toBe(true);
  expect(reads(shapes, [text(MAX_TEMPLATE_TEXTS)])).toBe(false);
});

test("characters of the texts of templates", () => {
  const shapes = new ShapeReader();
  const length = 32_768;
  const [bytes, view] = textsOf(["x".repeat(length)]);
  for (let at = 0; at < MAX_TEMPLATE_CHARS / length; at++) {
    view.setUint16(8, 0x100 + at, true);
    expect(shapes.read(bytes, view, 0, bytes.length)).not.toBeNull();
  }
  expect(reads(shapes, ["y"])).toBe(false);
});

test("steps of a shape", () => {
  const shapes = new ShapeReader();
  const closes = (count: number) => {
    const bytes = new Uint8Array(count + 5).fill(0x04);
    bytes.set([0x0f, 1, 1, 0]);
    bytes[count + 4] = 0;
    return shapes.read(bytes, new DataView(bytes.buffer), 0, bytes.length)?.length;
  };
  expect(closes(16_384)).toBe(16_384);
  expect(closes(16_386)).toBeUndefined();
});

test("bytes of texts that are interned: the same ids when the table starts afresh", () => {
  const made: string[] = [];
  const bytes = new TextEncoder().encode("aaaabbbbccd");
  const view = new DataView(bytes.buffer);
  const interner = new ByteInterner((all, _view, _kind, at, size) => {
    const text = new TextDecoder().decode(all.subarray(at, at + size));
    made.push(text);
    return text.charCodeAt(0);
  }, 10);
  const intern = (at: number, size: number) => interner.intern(bytes, view, 1, at, size);
  const first = [intern(0, 4), intern(4, 4), intern(8, 2)];
  expect([intern(0, 4), intern(4, 4), intern(8, 2)]).toEqual(first);
  expect(made).toEqual(["aaaa", "bbbb", "cc"]);
  intern(10, 1);
  expect([intern(0, 4), intern(4, 4)]).toEqual(first.slice(0, 2));
  expect(made).toEqual(["aaaa", "bbbb", "cc", "d", "aaaa", "bbbb"]);
});

test("deleted records that are remembered", () => {
  const list = new RecoveredList();
  for (let at = 0; at < MAX_RECOVERED; at++) list.add(0, at, at);
  expect([list.content.offsets.length, list.beyond]).toEqual([MAX_RECOVERED, 0]);
  list.add(0, 1, 1);
  expect([list.content.offsets.length, list.beyond]).toEqual([MAX_RECOVERED, 1]);
  list.append({ offsets: [5, 6], numbers: [5, 6], live: [], beyond: 3 });
  expect([list.content.offsets.length, list.beyond]).toEqual([MAX_RECOVERED, 6]);
});

test("number of a substitution in a line", () => {
  const arraysOf = (substitution: number) => {
    const shape = Int32Array.of(OP.open, 0, 0xffff, OP.content, OP.substitution, substitution, 1, OP.close);
    const texts = { text: () => "Data", intern: () => 0 };
    return compileLine(shapeTree(shape, texts), PLACE.eventData).arrays.length;
  };
  expect([arraysOf(7), arraysOf(65_535), arraysOf(70_000)]).toEqual([8, 65_536, 65_536]);
});

/** Opens the record that begins at a position of a chunk, as the fast path does. */
function opened(w: ChunkWriter, plans: PlanCache, at: number) {
  const view = new CompiledRecordView(new StringTable());
  view.bytes = w.bytes;
  view.view = new DataView(w.bytes.buffer);
  const isOpen = openCompiled(view, plans, at, view.view.getUint32(at + 4, true));
  return { view, isRead: isOpen && readSystem(view, ALL_EVENTS, plans) === "yes" };
}

test("templates inside each other", () => {
  const isRead = (levels: number): boolean => {
    const w = new ChunkWriter();
    const nested = (definition: number, value: Value): Value => {
      const own = new ChunkWriter().fragment();
      own.template(definition, [value]);
      own.u8(0);
      return { type: 0x21, bytes: [...own.bytes.subarray(CHUNK_HEADER_SIZE, own.at)] };
    };
    const leaf = (name: string) => w.template(() => w.open(name).content().sub(0).close(), []);
    const definitions = ["UserData", "Outer", "Inner", "Innermost"].slice(0, levels - 1).map(leaf);
    const body = definitions.reduceRight((value, definition) => nested(definition, value), str("v"));
    const at = w.record(1, () => {
      w.fragment();
      w.template(() => {
        w.open("Event").content();
        w.open("System").content();
        w.open("EventID").content().sub(0).close();
        w.open("TimeCreated", true).attribute("SystemTime").sub(1).closeEmpty();
        w.open("EventRecordID").content().sub(2).close();
        w.close();
        w.sub(3, true, 0x21).close();
      }, [...system(4624, 1, []).slice(0, 3), body]);
      w.u8(0);
    });
    const plans = new PlanCache(new StringTable());
    plans.startChunk();
    return opened(w, plans, at).isRead;
  };
  expect([2, MAX_LEVELS, MAX_LEVELS + 1].map(isRead)).toEqual([true, true, false]);
});

/** Two records of different templates, and whether a renderer writes their lines from bytes. */
function twoRecords() {
  const w = new ChunkWriter();
  const starts = ["first", "second".repeat(50)].map((name, at) => {
    const start = w.at;
    flatRecord(w, at + 1, [name], [str("v")]);
    return start;
  });
  const plans = new PlanCache(new StringTable());
  plans.startChunk();
  const records = starts.map((start) => {
    const { view, isRead } = opened(w, plans, start);
    expect(isRead).toBe(true);
    return view;
  });
  return { plans, records };
}

test("bytes of texts that are kept for lines", () => {
  const { plans, records } = twoRecords();
  const [first = 0, second = 0] = records.map(({ levels }) => {
    const { shape, texts, place } = plans.shapeOf(levels[0]!.plan);
    return compileLine(shapeTree(shape!, texts), place).fixedBytes;
  });
  const written = (most: number) => {
    const renderer = new LineRenderer(plans, most);
    return records.map((record) => renderer.line(record, new Uint8Array(0), new OneLine(() => {})));
  };
  expect(second).toBeGreaterThan(first);
  expect(written(first + second)).toEqual([true, true]);
  expect(written(first + second - 1)).toEqual([true, false]);
  expect(written(first - 1)).toEqual([false, false]);
});

test("bytes of a line", () => {
  const { plans, records } = twoRecords();
  const renderer = new LineRenderer(plans);
  const written = (head: number) => {
    let length = 0;
    const isWritten = renderer.line(
      records[0]!,
      new Uint8Array(head),
      new OneLine((line) => (length = line.length)),
    );
    return isWritten && length > head;
  };
  // A line needs room for System and its values, too.
  expect(written(1_048_576 - 4096)).toBe(true);
  expect(written(1_048_576)).toBe(false);
});
