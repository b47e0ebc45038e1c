import { ticksToIso } from "../engine/time/iso.ts";
import { timeFormat } from "../engine/time/time-format.ts";
import type { CaseData, ComputerInfo, LogHole } from "../types/case.ts";
import { END_REASONS } from "../types/names.ts";
import { objectsCsv } from "./csv.ts";
import type { SessionExportInput } from "./export-case.ts";
import { jsonBlocks, jsonLines } from "./json-blocks.ts";
import { endReasonText, holeText } from "./messages.ts";
import { sessionRecord } from "./session-record.ts";
import { sourceRecord } from "./source-json.ts";
import { accountText, endText, startText, zoneText } from "./table-views.ts";
import { safeText } from "./terminal-width.ts";
import { type TableColumn, textTable } from "./text-table.ts";
import { textOrNull } from "./texts.ts";
import { type WhoRow, whoRows } from "./who-rows.ts";

/** The report `who`: who was on at a moment. `rows` of the input are the sessions to look at. */
export interface WhoInput extends SessionExportInput {
  /** In ticks. */
  readonly at: number;
}

const CSV_COLUMNS = [
  "key",
  "computer",
  "user",
  "domain",
  "sid",
  "kind",
  "logonType",
  "presence",
  "state",
  "start",
  "end",
  "endReason",
  "confidence",
  "endLower",
  "endUpper",
  "sourceAddress",
  "clientName",
] as const;

/** Schema `logonscope.report.who/1`. */
export function whoJson(input: WhoInput): Generator<string> {
  const { data, zone, filter, kinds, at } = input;
  return jsonBlocks({
    schema: "logonscope.report.who/1",
    engine: data.engine,
    zone: zone.name,
    at: ticksToIso(at),
    filter: filter === "" ? null : filter,
    kinds,
    partial: data.partial,
    sources: data.sources.map(sourceRecord),
    who: whoRecords(input),
    // Nobody is shown of a computer whose records do not reach the moment, whoever may have been on.
    notCovered: notCovered(data, at).map(({ name, oldest, newest }) => ({
      computer: name,
      oldest: ticksToIso(oldest),
      newest: ticksToIso(newest),
    })),
    // A hole over the moment means that someone may have been on whom no record shows.
    holes: holesAt(data, at).map(({ computer, channel, from, to, cause }) => ({
      computer,
      channel,
      from: ticksToIso(from),
      to: ticksToIso(to),
      cause,
    })),
  });
}

export function whoJsonLines(input: WhoInput): Generator<string> {
  return jsonLines(whoRecords(input));
}

export function whoCsv(input: WhoInput, options: { readonly bom: boolean }): Generator<string> {
  const local = timeFormat(input.zone);
  const rows = whoRows(input.data, input.rows, input.at);
  const { sessions } = input.data;
  const objects = rows.map((who) => ({
    ...whoRecord(input, who),
    startLocal: local.iso(sessions.start[who.row]!),
    endLocal: local.iso(sessions.end[who.row]!),
  }));
  return objectsCsv([...CSV_COLUMNS, "startLocal", "endLocal"], objects, options.bom);
}

export function* whoTable(input: WhoInput, width: number): Generator<string> {
  const { data, zone, at } = input;
  const { sessions: s, strings } = data;
  const format = timeFormat(zone);
  const columns: TableColumn<WhoRow>[] = [
    { title: "User", cell: ({ row }) => accountText(strings, s.domain[row]!, s.user[row]!, s.sid[row]!) },
    { title: "Computer", cell: ({ row }) => textOrNull(strings, s.computer[row]!) },
    { title: "Was on", cell: ({ certain }) => (certain ? "yes" : "possibly") },
    { title: "State", cell: ({ state }) => state },
    { title: "From", cell: ({ row }) => startText(data, row, format) },
    { title: "To", cell: ({ row }) => endText(data, row, format) },
    { title: "How it ended", cell: ({ row }) => endReasonText(END_REASONS[s.endReason[row]!]!) },
  ];
  yield* textTable(whoRows(data, input.rows, at), columns, {
    heading: `Who was on at ${format.full(at)}, times in ${zoneText(zone, data)}`,
    width,
    empty: "Nobody, as far as these logs show.",
  });
  for (const { name, oldest, newest } of notCovered(data, at)) {
    const span = `${format.full(oldest) ?? "?"} to ${format.full(newest) ?? "?"}`;
    yield `\nThe log of ${safeText(name)} does not cover this moment: it runs from ${span}.\n`;
  }
  for (const { computer, channel, from, to, cause } of holesAt(data, at)) {
    const span = `${format.full(from) ?? "?"} to ${format.full(to) ?? "?"}`;
    yield `\nThe ${safeText(channel)} log of ${safeText(computer)} says nothing from ${span}: ${holeText(cause)}.\n`;
  }
}

/** Computers none of whose records are as old, or as new, as a moment: an empty answer proves nothing there. */
function notCovered({ computers }: CaseData, at: number): readonly ComputerInfo[] {
  return computers.filter(({ oldest, newest }) => !(oldest <= at && at <= newest));
}

function holesAt({ holes }: CaseData, at: number): readonly LogHole[] {
  return holes.filter((hole) => hole.from <= at && at < hole.to);
}

function whoRecords(input: WhoInput) {
  return whoRows(input.data, input.rows, input.at).map((who) => whoRecord(input, who));
}

function whoRecord({ data }: WhoInput, { row, certain, state }: WhoRow) {
  const session = sessionRecord(data, row);
  return {
    key: session.key,
    computer: session.computer,
    user: session.user,
    domain: session.domain,
    sid: session.sid,
    kind: session.kind,
    logonType: session.logonType,
    presence: certain ? "yes" : "possibly",
    state,
    start: session.start,
    end: session.end,
    endReason: session.endReason,
    confidence: session.confidence,
    endLower: session.endLower,
    endUpper: session.endUpper,
    sourceAddress: session.sourceAddress,
    clientName: session.clientName,
  };
}
