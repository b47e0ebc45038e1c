import type { EventObject } from "../engine/filter/record-filter.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import { parseUserTime } from "../engine/time/user-time.ts";
import { UTC, type Zone } from "../engine/time/zone.ts";
import type { SourceInfo } from "../types/source.ts";
import { cellOf } from "./csv-cells.ts";
import { sourceRecord } from "./source-json.ts";
import { zoneText } from "./table-views.ts";
import { padText, safeText } from "./terminal-width.ts";

/** Writes a stream of events in one format, piece by piece. */
export interface EventWriter {
  begin(): string;
  event(event: EventObject): string;
  /** What a source is known to be only after its last record. */
  end(sources: readonly SourceInfo[]): string;
}

const COMMON_COLUMNS = [
  "recordId",
  "eventId",
  "version",
  "level",
  "task",
  "keywords",
  "provider",
  "channel",
  "computer",
  "timeCreated",
  "userSid",
  "data",
  "userData",
  "recovered",
] as const;

/** Columns of a table of events: with `all` every record, without those that mean something for sessions. */
export function eventColumns(all: boolean): readonly string[] {
  return ["source", ...(all ? [] : ["kind"]), ...COMMON_COLUMNS];
}

export function eventWriter(
  format: "table" | "csv" | "json" | "jsonl",
  zone: Zone,
  options: { readonly all: boolean; readonly bom: boolean; readonly filter: string; readonly engine: string },
): EventWriter {
  const nothing = () => "";
  switch (format) {
    case "jsonl":
      return { begin: nothing, event: (event) => `${JSON.stringify(event)}\n`, end: nothing };
    case "json":
      return jsonWriter(zone, options.filter, options.engine);
    case "csv":
      return csvWriter(zone, options.all, options.bom);
    case "table":
      return tableWriter(zone, options.all);
  }
}

/** Schema `logonscope.events/1`; the sources stand behind the events because they are known last. */
function jsonWriter(zone: Zone, filter: string, engine: string): EventWriter {
  let separator = "\n";
  const head = {
    schema: "logonscope.events/1",
    engine,
    zone: zone.name,
    filter: filter === "" ? null : filter,
  };
  return {
    begin: () => {
      const fields = Object.entries(head).map(
        ([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`,
      );
      return `{\n${fields.join("")}  "events": [`;
    },
    event(event) {
      const text = `${separator}    ${JSON.stringify(event)}`;
      separator = ",\n";
      return text;
    },
    end: (sources) =>
      `${separator === "\n" ? "" : "\n  "}],\n  "sources": ${JSON.stringify(sources.map(sourceRecord))}\n}\n`,
  };
}

/** One column a field; the named values of a record as JSON, because every event has its own. */
function csvWriter(zone: Zone, all: boolean, bom: boolean): EventWriter {
  const format = timeFormat(zone);
  const columns = eventColumns(all);
  return {
    begin: () => `${bom ? "\ufeff" : ""}${[...columns, "timeLocal"].join(",")}\r\n`,
    event(event) {
      const cells = columns.map((column) => cellOf(event[column]));
      cells.push(cellOf(format.iso(eventTime(event))));
      return `${cells.join(",")}\r\n`;
    },
    end: () => "",
  };
}

/** Widths are fixed: a stream cannot be measured before it is written. */
function tableWriter(zone: Zone, all: boolean): EventWriter {
  const format = timeFormat(zone);
  const line = (cells: readonly string[]) => `${cells.join("  ").trimEnd()}\n`;
  let count = 0;
  return {
    begin: () =>
      `Events, times in ${zoneText(zone, null)}\n\n${line(["TIME".padEnd(19), "EVENT", "RECORD".padStart(9), "COMPUTER".padEnd(16), "CHANNEL".padEnd(10), all ? "DATA" : `${"WHAT".padEnd(20)}  DATA`])}`,
    event(event) {
      count++;
      return line(tableCells(event, format, all));
    },
    end: () => (count === 0 ? "No event matches.\n" : ""),
  };
}

function tableCells(event: EventObject, format: TimeFormat, all: boolean): string[] {
  const text = (name: string) => safeText(String(event[name] ?? ""));
  return [
    padText(format.full(eventTime(event)) ?? "", 19),
    text("eventId").padStart(5),
    text("recordId").padStart(9),
    padText(text("computer"), 16),
    padText(text("channel"), 10),
    ...(all ? [] : [padText(text("kind"), 20)]),
    safeText(eventValues(event)),
  ];
}

/** `TargetUserName=anna LogonType=2`, empty values left out. */
export function eventValues(event: EventObject): string {
  const pieces: string[] = [];
  for (const group of [event.data, event.userData]) {
    if (typeof group !== "object" || group === null) continue;
    for (const [name, value] of Object.entries(group)) {
      const text = Array.isArray(value) ? value.join("|") : String(value);
      if (text !== "" && text !== "-") pieces.push(`${name}=${text}`);
    }
  }
  return (event.recovered === true ? "(recovered) " : "") + pieces.join(" ");
}

/** The raw time of an event in ticks. */
export function eventTime(event: EventObject): number {
  const text = event.timeCreated;
  return typeof text === "string" ? parseUserTime(text, UTC) : Number.NaN;
}
