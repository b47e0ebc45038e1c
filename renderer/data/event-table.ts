import { makeTable } from "../../shared/engine/columns.ts";
import type { Rows } from "../../shared/engine/filter/filter.ts";
import type { Aliases } from "../../shared/engine/masking/aliases.ts";
import { orderByKeys } from "../../shared/engine/radix-order.ts";
import { orderByRanks, reversedRanks } from "../../shared/engine/rank-order.ts";
import { textRanks } from "../../shared/engine/text-ranks.ts";
import { EVENT_ROW_COLUMNS, type EventBlock } from "../../shared/types/event-list.ts";
import { memoByObject } from "./memo.ts";
import type { TableSort } from "./sorted.ts";

type Columns = Omit<EventBlock, "texts" | "length">;

/** The records listed so far. Rows stand in the order of their files; what is appended later makes a new object. */
export interface EventTable extends Columns {
  readonly length: number;
  readonly strings: readonly string[];
}

const NAMES = Object.keys(EVENT_ROW_COLUMNS) as (keyof Columns)[];
const FIRST_ROOM = 16_384;

/** Joins the blocks of a list. Columns grow by doubling, so that a million rows are copied a few times at most. */
export class EventTableBuilder {
  #columns = makeTable(EVENT_ROW_COLUMNS, FIRST_ROOM);
  #length = 0;
  readonly #strings: string[] = [""];

  add(block: EventBlock): void {
    const length = this.#length + block.length;
    if (length > this.#columns.length) {
      const old = this.#columns;
      const next = makeTable(EVENT_ROW_COLUMNS, Math.max(length, old.length * 2));
      for (const name of NAMES) next[name].set(old[name].subarray(0, this.#length));
      this.#columns = next;
    }
    for (const name of NAMES) this.#columns[name].set(block[name], this.#length);
    this.#strings.push(...block.texts);
    this.#length = length;
  }

  /** What is there at this moment; later blocks do not change it. */
  table(): EventTable {
    const length = this.#length;
    const columns = makeTable(EVENT_ROW_COLUMNS, length, (_, name) =>
      this.#columns[name].subarray(0, length),
    );
    return { ...columns, strings: this.#strings };
  }
}

export const NO_EVENTS: EventTable = new EventTableBuilder().table();

/** Columns a list of records can be sorted by. */
export const EVENT_SORT_COLUMNS = [
  "time",
  "eventId",
  "record",
  "user",
  "computer",
  "channel",
  "provider",
  "source",
  "level",
] as const;
export type EventSortColumn = (typeof EVENT_SORT_COLUMNS)[number];

/** All rows in an order; stable, what is not known stands last. */
export function sortedEvents(table: EventTable, order: readonly TableSort[]): Rows {
  let rows: Rows = Uint32Array.from({ length: table.length }, (_, row) => row);
  for (const { column, descending } of order.toReversed()) {
    const by = EVENT_SORT_COLUMNS.find((one) => one === column);
    if (by !== undefined) rows = sortedBy(table, rows, by, descending);
  }
  return rows;
}

function sortedBy(table: EventTable, rows: Rows, by: EventSortColumn, descending: boolean): Rows {
  switch (by) {
    case "user":
    case "computer":
    case "channel":
    case "provider": {
      const ranks = textRanks(table[by], table.strings);
      return orderByRanks(rows, table[by], descending ? reversedRanks(ranks, true) : ranks).rows;
    }
    case "record":
      return orderByKeys(
        rows,
        Float64Array.from(rows, (row) => table.recordIdHigh[row]! * 2 ** 32 + table.recordIdLow[row]!),
        descending,
      );
    default: {
      const column = table[by];
      return orderByKeys(
        rows,
        Float64Array.from(rows, (row) => column[row]!),
        descending,
      );
    }
  }
}

/** Row of a record by its place; -1 when it is not listed. */
export function rowOfRecord(table: EventTable, source: number, offset: number): number {
  for (let row = 0; row < table.length; row++) {
    if (table.offset[row] === offset && table.source[row] === source) return row;
  }
  return -1;
}

/** The same records with aliases in the place of accounts and computers. */
export const maskedEvents = memoByObject((table: EventTable, aliases: Aliases): EventTable => {
  const strings = [...table.strings];
  const under = (column: Uint32Array, role: "user" | "computer"): Uint32Array<ArrayBuffer> => {
    const renamed = new Map<number, number>();
    return Uint32Array.from(column, (id) => {
      const known = renamed.get(id);
      if (known !== undefined) return known;
      const text = table.strings[id] ?? "";
      const next = strings.push(aliases.of(role === "user" ? "userKey" : role, text)) - 1;
      renamed.set(id, next);
      return next;
    });
  };
  const user = under(table.user, "user");
  return { ...table, user, computer: under(table.computer, "computer"), strings };
}, 1);
