import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Clock } from "./clock.ts";
import { recordTitle } from "./engine-texts.ts";
import type { EventSortColumn, EventTable } from "./event-table.ts";
import type { CellTerm, NoTerm } from "./session-cells.ts";
import { T } from "./texts.ts";

const LEVELS: readonly string[] = T.events.levels;

/** EventRecordID of a row, as one types it. */
function recordNumber({ recordIdLow, recordIdHigh }: EventTable, row: number): string {
  return ((BigInt(recordIdHigh[row]!) << 32n) | BigInt(recordIdLow[row]!)).toString();
}

/** A cell of a record in words, by the id of its column. */
export function eventCell(
  data: CaseData,
  table: EventTable,
  clock: Clock,
  column: EventSortColumn | "meaning",
  row: number,
): string {
  switch (column) {
    case "time":
      return clock.format.full(table.time[row]!) ?? T.notKnown;
    case "eventId":
      return String(table.eventId[row]);
    case "record":
      return recordNumber(table, row);
    case "meaning": {
      const title = recordTitle(table.strings[table.provider[row]!] ?? "", table.eventId[row]!) ?? "";
      return table.recovered[row] === 1 ? `${title === "" ? "" : `${title}, `}${T.events.recovered}` : title;
    }
    case "source":
      return visibleText(data.sources[table.source[row]!]?.path ?? "");
    case "level":
      return LEVELS[table.level[row]!] ?? String(table.level[row]);
    default:
      return visibleText(table.strings[table[column][row]!] ?? "");
  }
}

/** The term of a cell in the filter of records, or why there is none. */
export function eventTerm(table: EventTable, column: string, row: number): CellTerm | NoTerm {
  switch (column) {
    case "eventId":
      return { field: "eventid", value: String(table.eventId[row]) };
    case "record":
      return { field: "record", value: recordNumber(table, row) };
    case "user":
    case "computer":
    case "channel":
    case "provider": {
      const value = table.strings[table[column][row]!] ?? "";
      return value === "" ? "notKnown" : { field: column, value };
    }
    default:
      return "noField";
  }
}
