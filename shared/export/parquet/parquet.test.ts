import fc from "fast-check";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { ticksToIso } from "../../engine/time/iso.ts";
import { microsOf, microsOrNull } from "./micros.ts";
import { type ParquetTable, parquetBlocks } from "./parquet-blocks.ts";

const joined = (blocks: Iterable<Uint8Array>): ArrayBuffer => {
  const all = [...blocks];
  const bytes = new Uint8Array(all.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const block of all) {
    bytes.set(block, at);
    at += block.length;
  }
  return bytes.buffer;
};

type Row = Readonly<Record<string, unknown>>;
const columns = [
  { name: "id", type: "int" },
  { name: "name", type: "text" },
  { name: "at", type: "moment" },
  { name: "day", type: "day" },
  { name: "size", type: "long" },
  { name: "seconds", type: "number" },
  { name: "yes", type: "flag" },
  { name: "flags", type: "texts" },
  { name: "intervals.locked", type: "spans" },
  { name: "data", type: "json" },
  { name: "local", type: "text" },
] as const;
const table = (items: Iterable<Row>): ParquetTable<Row> => ({
  columns,
  items,
  record: (row) => row,
  extra: { local: (row) => `no ${String(row.id)}` },
  about: { "logonscope.schema": "test/1" },
});
const row: Row = {
  id: 7,
  name: 'Zoë "=1+1"\n\u0000',
  at: "2024-03-04T08:00:40.1234567Z",
  day: "2024-03-04",
  size: 2 ** 40,
  seconds: 0.0000001,
  yes: false,
  flags: ["a", "b"],
  intervals: { locked: [["2024-03-04T08:00:00.0000000Z", null]] },
  data: { "0": "x", __proto: ["y", "z"] },
};
const nothing: Row = { id: 8, intervals: { locked: [] }, flags: [] };
const read = (file: ArrayBuffer) => parquetReadObjects({ file });

describe("a Parquet file", () => {
  test("gives back what was put in, typed; unknown is null", async () => {
    const { intervals: _, ...plain } = row;
    expect(await read(joined(parquetBlocks(table([row, nothing]))))).toEqual([
      {
        ...plain,
        // Microseconds, rounded down; this reader shows milliseconds.
        at: new Date("2024-03-04T08:00:40.123Z"),
        day: new Date("2024-03-04"),
        size: 2n ** 40n,
        "intervals.locked": [{ from: new Date("2024-03-04T08:00:00Z"), to: null }],
        local: "no 7",
      },
      {
        id: 8,
        name: null,
        at: null,
        day: null,
        size: null,
        seconds: null,
        yes: null,
        flags: [],
        "intervals.locked": [],
        data: null,
        local: "no 8",
      },
    ]);
  });

  test("with no rows has its columns all the same", () => {
    const { num_rows, schema } = parquetMetadata(joined(parquetBlocks(table([]))));
    expect(num_rows).toBe(0n);
    expect(schema.filter(({ name }) => name === "intervals.locked")).toMatchObject([
      { converted_type: "LIST" },
    ]);
  });

  test("tells readers that its times are UTC microseconds, and what it is", () => {
    const { schema, key_value_metadata, created_by } = parquetMetadata(joined(parquetBlocks(table([row]))));
    expect(schema.find(({ name }) => name === "at")).toMatchObject({
      type: "INT64",
      logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" },
    });
    expect([key_value_metadata, created_by]).toEqual([
      [{ key: "logonscope.schema", value: "test/1" }],
      "logonscope",
    ]);
  });

  test("is written row group by row group, and the same twice", async () => {
    const count = 70_000;
    const rows = function* (): Generator<Row> {
      for (let id = 0; id < count; id++) yield { ...row, id };
    };
    const blocks = [...parquetBlocks(table(rows()))];
    const file = joined(blocks);
    const { num_rows, row_groups } = parquetMetadata(file);
    expect([num_rows, row_groups.length, blocks.length]).toEqual([BigInt(count), 3, 3]);
    expect(Buffer.from(file).equals(Buffer.from(joined(parquetBlocks(table(rows())))))).toBe(true);
    const last = await parquetReadObjects({
      file,
      rowStart: count - 1,
      rowEnd: count,
      columns: ["id", "name"],
    });
    expect(last).toEqual([{ id: count - 1, name: row.name }]);
  });

  test("holds null where a number does not fit its column, rather than another number", async () => {
    const [only] = await read(
      joined(parquetBlocks(table([{ id: 2 ** 31, size: 0.5, seconds: "1", at: 5 }]))),
    );
    expect(only).toMatchObject({ id: null, size: null, seconds: null, at: null });
  });
});

test("microseconds are those of the tick, rounded down, in every year", () => {
  const origin = BigInt(Date.parse("2024-01-01T00:00:00Z")) * 1000n;
  fc.assert(
    fc.property(fc.integer({ min: -2_000_000_000_000_000, max: 9_000_000_000_000_000 }), (ticks) => {
      const micros = BigInt(Math.floor(ticks / 10)) + origin;
      return microsOf(ticksToIso(ticks) ?? "") === micros;
    }),
  );
  expect(microsOf("+012345-01-01T00:00:00.0000019Z") % 1_000_000n).toBe(1n);
});

test("a text that is no moment is none, rather than an end of the file", () => {
  for (const text of ["", "?", "2024-03-04", "2024-03-04T08:00:40.12345678Z", "2024-03-04T08:00:40.0000000"])
    expect(microsOrNull(text)).toBeNull();
  expect(microsOrNull("2024-03-04T08:00:40.0000000Z")).toBe(1_709_539_240_000_000n);
});
