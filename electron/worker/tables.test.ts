import { expect, test } from "vitest";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import { EVENT_COLUMNS, type EventTable } from "../../shared/types/event-table.ts";
import type { RecordView } from "../../shared/types/record-view.ts";
import { chunksAscend } from "./early-sessions.ts";
import { joinTables } from "./join-tables.ts";
import { LineWriter } from "./line-writer.ts";
import { piecesInOrder } from "./lines-in-order.ts";
import { RecordOrder } from "./record-order.ts";
import { takeSessions } from "./take-sessions.ts";
import { buffersOf } from "./transfer.ts";

function eventTable(ids: readonly number[], capacity: number): EventTable {
  const columns = Object.fromEntries(
    Object.entries(EVENT_COLUMNS).map(([name, type]) => [
      name,
      new type(capacity).fill(name === "time" ? 1 : 0),
    ]),
  ) as unknown as EventTable;
  columns.recordIdLow.set(ids);
  return { ...columns, length: ids.length };
}

test("joined tables hold the rows of all, whatever their capacity", () => {
  const joined = joinTables([eventTable([1, 2], 8), eventTable([], 4), eventTable([3], 1)]);
  expect(joined.length).toBe(3);
  expect([...joined.recordIdLow]).toEqual([1, 2, 3]);
  for (const name of Object.keys(EVENT_COLUMNS) as (keyof typeof EVENT_COLUMNS)[]) {
    expect(joined[name].length).toBe(3);
    expect(joined[name].constructor).toBe(EVENT_COLUMNS[name]);
  }
  expect(joinTables([]).length).toBe(0);
});

test("taken sessions bring their children and know their parents", () => {
  const { sessions } = emptyCase(4);
  sessions.start.set([10, 11, 12, 13]);
  sessions.parent.set([-1, 0, 1, 1]);
  const table = {
    ...sessions,
    memberStart: Uint32Array.from([0, 1, 3, 3, 6]),
    members: {
      length: 6,
      logonIdLow: Uint32Array.from([1, 2, 3, 4, 5, 6]),
      logonIdHigh: new Uint32Array(6),
    },
  };
  const taken = takeSessions(table, Uint32Array.from([1, 3]));
  expect(taken.length).toBe(2);
  expect([...taken.start]).toEqual([11, 13]);
  // Row 0 is not among them; row 1 now stands first.
  expect([...taken.parent]).toEqual([-1, 0]);
  expect([...taken.memberStart]).toEqual([0, 2, 5]);
  expect([...taken.members.logonIdLow]).toEqual([2, 3, 4, 5, 6]);
  expect(taken.proofs.length).toBe(0);
});

test("every buffer of a value is transferred once, and shared memory not at all", () => {
  const column = new Float64Array(4);
  const shared = new Int32Array(new SharedArrayBuffer(8));
  const value = {
    a: column,
    b: [column.subarray(1), { c: new Uint8Array(2) }],
    shared,
    texts: ["x"],
    no: null,
  };
  expect(buffersOf(value).map((buffer) => buffer.byteLength)).toEqual([32, 2]);
  const { sessions } = emptyCase(3);
  expect(buffersOf(sessions).length).toBeGreaterThan(40);
});

test("lines are never cut, however long", () => {
  const blocks: string[] = [];
  const writer = new LineWriter((block) => blocks.push(Buffer.from(block).toString("utf8")));
  const lines = ["a", "é".repeat(100_000), "", "\u{1f600}".repeat(200_000), "b".repeat(90_000), "c"];
  for (const line of lines) writer.line(line);
  writer.flush();
  writer.flush();
  expect(blocks.join("")).toBe(`${lines.join("\n")}\n`);
  for (const block of blocks) expect(block.endsWith("\n")).toBe(true);
});

test("blocks are filled again where there is memory for that", () => {
  const lines = Array.from({ length: 30_000 }, (_, i) => `${i} `.repeat(1 + (i % 40)));
  lines.splice(15_000, 0, "long".repeat(100_000));
  const gathered = (memory?: () => Uint8Array) => {
    const used = new Set<ArrayBufferLike>();
    let text = "";
    let count = 0;
    const writer = new LineWriter((block, blockLines) => {
      if (block.length * 2 > 256 * 1024) used.add(block.buffer);
      text += Buffer.from(block).toString("utf8");
      count += blockLines;
    }, memory);
    for (const line of lines) writer.line(line);
    writer.flush();
    expect(count).toBe(lines.length);
    return { text, blocks: used.size };
  };
  const own = gathered();
  let asked = 0;
  const block = new Uint8Array(new SharedArrayBuffer(256 * 1024));
  const again = gathered(() => {
    asked++;
    return block;
  });
  expect(again.text).toBe(own.text);
  expect(own.text).toBe(`${lines.join("\n")}\n`);
  expect(own.blocks).toBeGreaterThan(8);
  // That block, and the one of the long line.
  expect(again.blocks).toBe(2);
  expect(asked).toBeGreaterThan(8);
});

test("a file is in order when the ids in its chunk headers rise", () => {
  const file = (
    ids: readonly number[],
  ): { size: number; read(position: number, target: Uint8Array): number } => {
    const bytes = new Uint8Array(4096 + ids.length * 65_536);
    const view = new DataView(bytes.buffer);
    for (const [i, id] of ids.entries()) {
      bytes.set(Buffer.from("ElfChnk\0"), 4096 + i * 65_536);
      view.setBigUint64(4096 + i * 65_536 + 24, BigInt(id), true);
    }
    return {
      size: bytes.length,
      read(position, target) {
        target.set(bytes.subarray(position, position + target.length));
        return target.length;
      },
    };
  };
  expect(chunksAscend(file([1, 90, 200]))).toBe(true);
  expect(chunksAscend(file([90, 200, 1]))).toBe(false);
  expect(chunksAscend(file([]))).toBe(false);
});

test("pieces of a log stand in the order of their ids, or not at all", () => {
  const noted = (ids: readonly number[]): RecordOrder => {
    const order = new RecordOrder(new Uint8Array(1));
    for (const [at, id] of ids.entries()) {
      order.accept({
        recordIdLow: id,
        recordIdHigh: 0,
        offset: 100 + at * 10,
        recovered: false,
      } as RecordView);
    }
    return order;
  };
  const cut = (ids: readonly number[]) =>
    piecesInOrder(noted(ids), 200, 30)?.map(({ from, to }) => [from, to]) ?? null;
  expect(cut([7, 6, 5, 4, 3, 2, 1])).toEqual([
    [160, 200],
    [130, 160],
    [100, 130],
  ]);
  expect(cut([5, 7, 6, 1, 3, 2])).toEqual([
    [130, 200],
    [100, 130],
  ]);
  expect(cut([1, 9, 2, 5, 6, 7])).toBeNull();
  expect([...noted([3, 1, 2, 1]).sortedOffsets()]).toEqual([110, 130, 120, 100]);
  expect([noted([1, 1, 2]).ascending, noted([2, 1]).ascending]).toEqual([true, false]);
});
