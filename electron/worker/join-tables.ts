import { makeTable } from "../../shared/engine/columns.ts";
import { EVENT_COLUMNS, type EventTable } from "../../shared/types/event-table.ts";

/** One table of all rows of several, in their order; a single one is handed back as it is. */
export function joinTables(tables: readonly EventTable[]): EventTable {
  const [first] = tables;
  if (tables.length === 1 && first !== undefined) return first;
  const length = tables.reduce((sum, table) => sum + table.length, 0);
  return makeTable(EVENT_COLUMNS, length, (type, name) => {
    const column = new type(length);
    let at = 0;
    for (const table of tables) {
      column.set(table[name].subarray(0, table.length), at);
      at += table.length;
    }
    return column;
  });
}
