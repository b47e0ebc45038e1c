import type { EventTable } from "../../../shared/types/event-table.ts";
import { joinRanges, type RowRange } from "../join-tables.ts";
import { type MergedStrings, OWN } from "./merged-strings.ts";
import type { UnitReader, UnitResult } from "./unit-reader.ts";

/** Source of a row, by its file's position in the unit. */
export type Place = (file: number) => number;

/** Rows of one unit that belong to the case. */
interface Segment {
  /** Null for rows that are still in the builder of the job's own reader. */
  readonly table: EventTable | null;
  readonly from: number;
  readonly to: number;
  readonly place: Place;
}

/**
 * The rows of a case, put together from those of several readers in the order of the units. Rows of the job's own
 * reader stay where they are until they are asked for: a job without helpers copies nothing.
 */
export class CaseRows {
  readonly #own: UnitReader;
  readonly #strings: MergedStrings;
  #segments: Segment[] = [];
  /** Tables taken out of the own reader, and the number of the first row of each. */
  #taken: { readonly first: number; readonly table: EventTable }[] = [];
  #takenRows = 0;

  constructor(own: UnitReader, strings: MergedStrings) {
    this.#own = own;
    this.#strings = strings;
  }

  /** Adds the first `kept` rows of the next unit. */
  add(reader: number, { table, rows }: Pick<UnitResult, "table" | "rows">, kept: number, place: Place): void {
    if (kept === 0) return;
    if (reader === OWN) this.#segments.push({ table: null, from: rows.from, to: rows.from + kept, place });
    else if (table !== null) this.#segments.push({ table, from: 0, to: kept, place });
  }

  /** All rows added since this was called last. */
  take(): EventTable {
    const table = this.#own.takeRows();
    if (table.length > 0) this.#taken.push({ first: this.#takenRows, table });
    this.#takenRows += table.length;
    const ranges = this.#segments.map(({ table: of, from, to, place }): RowRange => {
      const range = of === null ? this.#ownRange(from, to) : { table: of, from, to };
      const { source } = range.table;
      for (let row = range.from; row < range.to; row++) source[row] = place(source[row]!);
      if (of === null) this.#strings.remapOwn(range.table, range.from, range.to);
      return range;
    });
    this.#segments = [];
    const spent = this.#spent(ranges);
    this.#taken = this.#taken.filter(({ table }) => !spent.has(table));
    return joinRanges(ranges, spent);
  }

  /** Tables all of whose rows are in ranges, so that nobody asks for them again. */
  #spent(ranges: readonly RowRange[]): ReadonlySet<EventTable> {
    const rows = new Map<EventTable, number>();
    for (const { table, from, to } of ranges) rows.set(table, (rows.get(table) ?? 0) + to - from);
    return new Set([...rows].flatMap(([table, count]) => (count === table.length ? [table] : [])));
  }

  /** Rows are taken between units, so those of one unit never lie in two tables. */
  #ownRange(from: number, to: number): RowRange {
    const taken = this.#taken.findLast(({ first }) => first <= from)!;
    return { table: taken.table, from: from - taken.first, to: to - taken.first };
  }
}
