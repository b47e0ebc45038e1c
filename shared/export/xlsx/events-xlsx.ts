import type { EventObject } from "../../engine/filter/record-filter.ts";
import { parseUserTime } from "../../engine/time/user-time.ts";
import { UTC, type Zone } from "../../engine/time/zone.ts";
import type { SourceInfo } from "../../types/source.ts";
import { inputFacts } from "../document-facts.ts";
import { DOCUMENT as T } from "../document-texts.ts";
import { eventColumns } from "../event-writers.ts";
import { groupedText } from "../texts.ts";
import type { CellKind } from "./columns.ts";
import { type RecordItem, recordColumns } from "./record-columns.ts";
import { writeSummary } from "./summary-sheet.ts";
import { TableSheets } from "./table-sheets.ts";
import { Workbook } from "./workbook.ts";

const KINDS: Readonly<Record<string, CellKind>> = {
  source: "number",
  eventId: "number",
  version: "number",
  level: "number",
  task: "number",
  recovered: "flag",
};

/** A workbook of events, which come one by one: bytes are ready now and then (`take`), the last ones at the end. */
export class EventsXlsx {
  readonly #book = new Workbook();
  readonly #sheets: TableSheets<RecordItem>;
  readonly #zone: Zone;
  readonly #engine: string;
  readonly #filter: string;
  #time = Number.NaN;
  #count = 0;

  constructor(
    zone: Zone,
    options: { readonly all: boolean; readonly filter: string; readonly engine: string },
  ) {
    this.#zone = zone;
    this.#engine = options.engine;
    this.#filter = options.filter;
    const columns = recordColumns(eventColumns(options.all), {
      kinds: KINDS,
      moments: { timeCreated: () => this.#time },
    });
    this.#sheets = new TableSheets(this.#book, T.events, columns, zone);
  }

  add(event: EventObject): void {
    const { timeCreated } = event;
    this.#time = typeof timeCreated === "string" ? parseUserTime(timeCreated, UTC) : Number.NaN;
    this.#sheets.add({ row: this.#count++, record: event });
  }

  take(): readonly Uint8Array[] {
    return this.#book.take();
  }

  end(sources: readonly SourceInfo[]): readonly Uint8Array[] {
    const document = inputFacts(T.events, sources, this.#engine, this.#zone, [
      [T.events, groupedText(this.#count)],
      [T.filter, this.#filter === "" ? T.none : this.#filter],
    ]);
    writeSummary(this.#book, document, [this.#sheets]);
    this.#book.end();
    return this.#book.take();
  }
}
