import { expect, test } from "vitest";
import { EVENT_COLUMNS, NO_LOGON_TYPE, NO_NUMBER } from "../../types/event-table.ts";
import { EventTableBuilder } from "./event-table-builder.ts";

test("grows without losing rows and ends exactly", () => {
  const builder = new EventTableBuilder();
  for (let i = 0; i < 5000; i++) {
    const row = builder.append();
    expect(row).toBe(i);
    builder.columns.time[row] = i;
    if (i % 2 === 0) builder.columns.number[row] = i;
  }
  const table = builder.finish();
  expect(table.length).toBe(5000);
  for (const [name, Type] of Object.entries(EVENT_COLUMNS)) {
    const column = table[name as keyof typeof EVENT_COLUMNS];
    expect(column).toBeInstanceOf(Type);
    expect(column.length).toBe(5000);
    expect(column.buffer.byteLength).toBe(column.byteLength);
  }
  expect(table.time[4999]).toBe(4999);
  expect([table.number[4998], table.number[4999]]).toEqual([4998, NO_NUMBER]);
  // Rows after each growth have the same defaults as the first ones.
  for (const row of [0, 1023, 1024, 2048, 4999]) {
    expect(table.logonType[row]).toBe(NO_LOGON_TYPE);
    expect(table.sessionId[row]).toBe(NO_NUMBER);
    expect(table.timeA[row]).toBeNaN();
    expect(table.status[row]).toBe(0);
  }
});

test("a finished builder starts afresh", () => {
  const builder = new EventTableBuilder();
  builder.columns.user[builder.append()] = 7;
  expect(builder.finish().user[0]).toBe(7);
  expect(builder.columns.user[builder.append()]).toBe(0);
  expect(builder.length).toBe(1);
});

test("says so when the table is full", () => {
  const builder = new EventTableBuilder(1500);
  for (let i = 0; i < 1500; i++) expect(builder.append()).toBe(i);
  expect(builder.append()).toBe(-1);
  expect(builder.append()).toBe(-1);
  expect(builder.lost).toBe(2);
  expect(builder.finish().length).toBe(1500);
});

test("pieces are put together in order, and their memory is given back", () => {
  let freed = 0;
  const builder = new EventTableBuilder(100_000, (buffer) => {
    freed += buffer.byteLength;
  });
  for (let i = 0; i < 100_000; i++) {
    const row = builder.append();
    builder.columns.time[row] = i;
    if (i % 3 === 0) builder.columns.detail[row] = i;
  }
  expect(builder.length).toBe(100_000);
  expect(builder.append()).toBe(-1);
  const table = builder.finish();
  expect(table.length).toBe(100_000);
  expect(table.time.every((time, row) => time === row)).toBe(true);
  expect(table.detail.every((detail, row) => detail === (row % 3 === 0 ? row : 0))).toBe(true);
  expect(table.sessionId.every((id) => id === NO_NUMBER)).toBe(true);
  expect(freed).toBeGreaterThan(3 * 32_768 * 100);
  expect(builder.length).toBe(0);
});
