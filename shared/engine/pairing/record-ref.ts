import type { RecordRef } from "../../types/case.ts";
import type { EventTable } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import { recordIdText } from "./record-ids.ts";

/** Where a row of the event table was read. */
export function recordRef(events: EventTable, strings: StringTable, row: number): RecordRef {
  return {
    source: events.source[row]!,
    channel: strings.get(events.channel[row]!),
    recordId: recordIdText(events.recordIdLow[row]!, events.recordIdHigh[row]!),
    eventId: events.eventId[row]!,
    time: events.time[row]! as Ticks,
    offset: events.offset[row]!,
  };
}
