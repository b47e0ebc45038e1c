import {
  EVENT_COLUMNS,
  type EventColumnName,
  type EventColumns,
  type EventTable,
  NO_LOGON_TYPE,
  NO_NUMBER,
} from "../../types/event-table.ts";
import { makeTable } from "../columns.ts";

/** What a fresh row holds where zero would be a value. */
const DEFAULTS: readonly (readonly [name: EventColumnName, value: number])[] = [
  ["logonType", NO_LOGON_TYPE],
  ["processId", NO_NUMBER],
  ["sessionId", NO_NUMBER],
  ["number", NO_NUMBER],
  ["timeA", Number.NaN],
  ["timeB", Number.NaN],
];

const FIRST_CAPACITY = 1024;
/** Most rows for which room is made at once after a table was handed over. */
const KEPT_CAPACITY = 16_384;

/** About 4.5 GB of columns: a log that large is beyond one process, so rows after it are counted and dropped. */
export const MAX_EVENT_ROWS = 33_554_432;

function allocate(capacity: number, from: EventColumns | null, length: number): EventColumns {
  const made: EventColumns = makeTable(EVENT_COLUMNS, capacity, (type, name) => {
    const column = new type(capacity);
    if (from !== null) column.set(from[name].subarray(0, length));
    return column;
  });
  for (const [name, value] of DEFAULTS) made[name].fill(value, length);
  return made;
}

/**
 * Grows an event table row by row. Capacity doubles, so a row costs a constant time on average. At the cap, or when
 * the memory is not to be had, `append` gives -1 and counts; it never throws.
 */
export class EventTableBuilder {
  readonly #maxRows: number;
  #capacity: number;
  #columns: EventColumns;
  #length = 0;
  #lost = 0;

  constructor(maxRows: number = MAX_EVENT_ROWS) {
    this.#maxRows = maxRows;
    this.#capacity = Math.min(FIRST_CAPACITY, maxRows);
    this.#columns = allocate(this.#capacity, null, 0);
  }

  /** The columns to write to. `append` may replace them: take them anew for each row. */
  get columns(): EventColumns {
    return this.#columns;
  }

  get length(): number {
    return this.#length;
  }

  /** Rows that found no room. */
  get lost(): number {
    return this.#lost;
  }

  /** A fresh row with every column at "not given"; -1 when there is no room for it. */
  append(): number {
    if (this.#length === this.#capacity && !this.#grow()) {
      this.#lost++;
      return -1;
    }
    return this.#length++;
  }

  /** The table with columns of exactly its length. The builder is empty afterwards and can be used again. */
  finish(): EventTable {
    const length = this.#length;
    const columns = this.#columns;
    const exact = makeTable(EVENT_COLUMNS, length, (_, name) => columns[name].slice(0, length));
    this.#length = 0;
    this.#lost = 0;
    // What comes next is most likely of the same kind: growing anew each time would cost as much as reading.
    this.#capacity = Math.min(Math.max(FIRST_CAPACITY, Math.min(length, KEPT_CAPACITY)), this.#maxRows);
    this.#columns = allocate(this.#capacity, null, 0);
    return exact;
  }

  #grow(): boolean {
    const capacity = Math.min(this.#maxRows, Math.max(FIRST_CAPACITY, this.#capacity * 2));
    if (capacity <= this.#capacity) return false;
    try {
      this.#columns = allocate(capacity, this.#columns, this.#length);
    } catch (error) {
      // The engine reports memory it cannot get as a RangeError; what is there stays usable.
      if (error instanceof RangeError) return false;
      throw error;
    }
    this.#capacity = capacity;
    return true;
  }
}
