import {
  EVENT_COLUMNS,
  type EventColumnName,
  type EventColumns,
  type EventTable,
} from "../../shared/types/event-table.ts";

const NAMES = Object.keys(EVENT_COLUMNS) as readonly EventColumnName[];

/** One table of all rows of several, in their order; a single one is handed back as it is. */
export function joinTables(tables: readonly EventTable[]): EventTable {
  const [first] = tables;
  if (tables.length === 1 && first !== undefined) return first;
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  const columns: Partial<Record<EventColumnName, unknown>> = {};
  for (const name of NAMES) {
    const column = new EVENT_COLUMNS[name](length);
    let at = 0;
    for (const table of tables) {
      column.set(table[name].subarray(0, table.length), at);
      at += table.length;
    }
    columns[name] = column;
  }
  return { ...(columns as EventColumns), length };
}
