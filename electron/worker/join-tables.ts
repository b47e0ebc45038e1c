import { makeTable } from "../../shared/engine/columns.ts";
import { EVENT_COLUMNS, type EventTable } from "../../shared/types/event-table.ts";
import { freeMemory } from "./ports.ts";

/** Some neighbouring rows of a table. */
export interface RowRange {
  readonly table: EventTable;
  readonly from: number;
  readonly to: number;
}

const NONE: ReadonlySet<EventTable> = new Set();

/** One table of all rows of several, in their order; a single one is handed back as it is. */
export function joinTables(tables: readonly EventTable[]): EventTable {
  return joinRanges(tables.map((table) => ({ table, from: 0, to: table.length })));
}

/**
 * One table of all rows in ranges, in their order. Ranges that are all of one table, in order, are that table. Tables that
 * are `spent` lose each column once it is copied, so that the rows never stand in memory twice.
 */
export function joinRanges(parts: readonly RowRange[], spent: ReadonlySet<EventTable> = NONE): EventTable {
  const ranges: { table: EventTable; from: number; to: number }[] = [];
  for (const { table, from, to } of parts) {
    const last = ranges.at(-1);
    if (last !== undefined && last.table === table && last.to === from) last.to = to;
    else ranges.push({ table, from, to });
  }
  const [only] = ranges;
  if (ranges.length === 1 && only!.from === 0 && only!.to === only!.table.length) return only!.table;
  const length = ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  return makeTable(EVENT_COLUMNS, length, (type, name) => {
    const column = new type(length);
    let at = 0;
    for (const { table, from, to } of ranges) {
      column.set(table[name].subarray(from, to), at);
      at += to - from;
    }
    for (const table of spent) freeMemory(table[name].buffer);
    return column;
  });
}
