import { EVENT_TEXT_COLUMNS, type EventTable } from "../../../shared/types/event-table.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import type { UnitResult } from "./unit-reader.ts";

/** Who reads for the job itself, as the board numbers its readers. */
export const OWN = 1;

/**
 * One string table out of those of several readers, the same as if one had read everything: units are added in their
 * order, each reader took its units in that order, so every text that is new to the case is new to its reader in that
 * very unit, and stands among its new texts in the order of first sight.
 *
 * As long as all units come from the job's own reader, its table is the merged one and nothing is copied.
 */
export class MergedStrings {
  readonly #own: StringTable;
  /** Texts of the own table that belong to units added so far. */
  #ownSize = 1;
  #merged: StringTable | null = null;
  /** Position in the merged table of each text of a reader's table. */
  readonly #maps = new Map<number, number[]>();

  constructor(own: StringTable) {
    this.#own = own;
  }

  get table(): StringTable {
    return this.#merged ?? this.#own;
  }

  /** Adds the texts of the next unit; rows that came with it refer to the merged table from then on. */
  add(
    reader: number,
    { stringsBefore, strings, table }: Pick<UnitResult, "stringsBefore" | "strings" | "table">,
  ): void {
    if (this.#merged === null) {
      if (reader === OWN) {
        this.#ownSize = stringsBefore + strings.length;
        return;
      }
      this.#merged = StringTable.from(this.#own.toArray().slice(0, this.#ownSize));
      this.#maps.set(
        OWN,
        Array.from({ length: this.#ownSize }, (_, id) => id),
      );
    }
    const merged = this.#merged;
    const map = this.#maps.get(reader) ?? [0];
    this.#maps.set(reader, map);
    for (const [at, text] of strings.entries()) map[stringsBefore + at] = merged.intern(text);
    if (table !== null) remap(table, 0, table.length, map);
  }

  /** The same for rows of the job's own reader, whose units have been added. */
  remapOwn(table: EventTable, from: number, to: number): void {
    if (this.#merged !== null) remap(table, from, to, this.#maps.get(OWN)!);
  }
}

function remap(table: EventTable, from: number, to: number, map: readonly number[]): void {
  for (const name of EVENT_TEXT_COLUMNS) {
    const column = table[name];
    for (let row = from; row < to; row++) column[row] = map[column[row]!]!;
  }
}
