import {
  EVENT_COLUMNS,
  type EventColumnName,
  type EventColumns,
  type EventTable,
  NO_LOGON_TYPE,
  NO_NUMBER,
} from "../../types/event-table.ts";
import type { FreeMemory } from "../../types/ports.ts";
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
/** Rows of a piece: growing beyond that by copying would cost more memory than the rows themselves. */
const PIECE_ROWS = 32_768;

const NAMES = Object.keys(EVENT_COLUMNS) as EventColumnName[];

/** About 4.5 GB of columns: a log that large is beyond one process, so rows after it are counted and dropped. */
export const MAX_EVENT_ROWS = 33_554_432;

/** Bytes of a row in all columns together. */
const ROW_BYTES = Object.values(EVENT_COLUMNS).reduce((sum, type) => sum + type.BYTES_PER_ELEMENT, 0);
/** Columns begin at multiples of this. */
const ALIGNMENT = 8;

/** Columns in one stretch of memory, so that all of it can be given back at once. */
function allocate(capacity: number, from: EventColumns | null, length: number): EventColumns {
  const memory = new ArrayBuffer(capacity * ROW_BYTES + Object.keys(EVENT_COLUMNS).length * ALIGNMENT);
  let at = 0;
  const made: EventColumns = makeTable(EVENT_COLUMNS, capacity, (type, name) => {
    const column = new type(memory, at, capacity);
    at += Math.ceil(column.byteLength / ALIGNMENT) * ALIGNMENT;
    if (from !== null) column.set(from[name].subarray(0, length));
    return column;
  });
  for (const [name, value] of DEFAULTS) made[name].fill(value, length);
  return made;
}

/**
 * Grows an event table row by row, in pieces that are put together at the end. A small piece doubles, so a row costs a
 * constant time on average. At the cap, or when the memory is not to be had, `append` gives -1 and counts; it never throws.
 */
export class EventTableBuilder {
  readonly #maxRows: number;
  readonly #free: FreeMemory;
  #capacity: number;
  #columns: EventColumns;
  /** Pieces that are full. */
  #full: EventColumns[] = [];
  /** Rows of these pieces. */
  #before = 0;
  /** Rows of the piece at hand. */
  #length = 0;
  #lost = 0;

  constructor(maxRows: number = MAX_EVENT_ROWS, free: FreeMemory = () => {}) {
    this.#maxRows = maxRows;
    this.#free = free;
    this.#capacity = Math.min(FIRST_CAPACITY, maxRows);
    this.#columns = allocate(this.#capacity, null, 0);
  }

  /** The columns of the row that was appended last; every `append` may replace them. */
  get columns(): EventColumns {
    return this.#columns;
  }

  get length(): number {
    return this.#before + this.#length;
  }

  /** Rows that found no room. */
  get lost(): number {
    return this.#lost;
  }

  /** A fresh row of `columns` with every column at "not given"; -1 when there is no room for it. */
  append(): number {
    if (this.#length === this.#capacity && !this.#grow()) {
      this.#lost++;
      return -1;
    }
    return this.#length++;
  }

  /** The table with columns of exactly its length. The builder is empty afterwards and can be used again. */
  finish(): EventTable {
    const { length } = this;
    const last = this.#length;
    const columns = this.#columns;
    const pieces = this.#full;
    const exact = makeTable(EVENT_COLUMNS, length, (type, name) =>
      pieces.length === 0 ? columns[name].slice(0, last) : new type(length),
    );
    let at = 0;
    for (const piece of pieces) {
      for (const name of NAMES) exact[name].set(piece[name], at);
      at += PIECE_ROWS;
      // At once, so that the table never stands in memory twice.
      this.#free(piece.kind.buffer);
    }
    if (pieces.length > 0) for (const name of NAMES) exact[name].set(columns[name].subarray(0, last), at);
    this.#full = [];
    this.#before = 0;
    this.#length = 0;
    this.#lost = 0;
    // What comes next is most likely of the same kind: growing anew each time would cost as much as reading.
    const next = Math.max(FIRST_CAPACITY, Math.min(length, PIECE_ROWS));
    this.#capacity = Math.min(next, this.#maxRows);
    this.#columns = allocate(this.#capacity, null, 0);
    return exact;
  }

  #grow(): boolean {
    const room = this.#maxRows - this.#before;
    const isFull = this.#length >= PIECE_ROWS;
    const wanted = isFull
      ? Math.min(PIECE_ROWS, room - this.#length)
      : Math.min(PIECE_ROWS, room, Math.max(FIRST_CAPACITY, this.#capacity * 2));
    if (isFull ? wanted <= 0 : wanted <= this.#capacity) return false;
    try {
      const next = isFull ? allocate(wanted, null, 0) : allocate(wanted, this.#columns, this.#length);
      if (isFull) {
        this.#full.push(this.#columns);
        this.#before += this.#length;
        this.#length = 0;
      }
      this.#columns = next;
    } catch (error) {
      // The engine reports memory it cannot get as a RangeError; what is there stays usable.
      if (error instanceof RangeError) return false;
      throw error;
    }
    this.#capacity = wanted;
    return true;
  }
}
