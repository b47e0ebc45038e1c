import { logonTypeName } from "../engine/catalog/logon-types.ts";
import { durationExact, durationMax, durationMin } from "../engine/durations.ts";
import { formatDuration } from "../engine/time/duration.ts";
import { type TimeFormat, timeFormat } from "../engine/time/time-format.ts";
import { offsetLabel, type Zone } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { NO_LOGON_TYPE } from "../types/event-table.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../types/names.ts";
import type { SourceInfo } from "../types/source.ts";
import type { ExportInput } from "./export-case.ts";
import { failureRecord } from "./failure-record.ts";
import { damageText, endReasonText } from "./messages.ts";
import { REPORT_WORDS, type ReportWords } from "./report-words.ts";
import { type TableColumn, textTable } from "./text-table.ts";
import { groupedText, hex32, textOrNull } from "./texts.ts";

/** `2024-03-06 14:05:07`. */
const MOMENT = 19;

/** Sessions as a table for reading, in the order of the rows. `width` 0: not for a terminal, nothing is cut. */
export function sessionsTable(input: ExportInput, width: number): Generator<string> {
  const { data, rows, zone } = input;
  return textTable([...rows], sessionColumns(input), {
    heading: `${countText(rows.length, "session")}, times in ${zoneText(zone, data)}${readTwice(data)}`,
    width,
    empty: "No session matches.",
  });
}

/** The columns of sessions for reading. */
export function sessionColumns({ data, rows, zone }: ExportInput): readonly TableColumn<number>[] {
  const { sessions: s, strings } = data;
  const format = timeFormat(zone);
  const severalKinds = rows.some((row) => s.kind[row] !== s.kind[rows[0]!]);
  return [
    { title: "User", cell: (row) => accountText(strings, s.domain[row]!, s.user[row]!, s.sid[row]!) },
    { title: "Computer", cell: (row) => textOrNull(strings, s.computer[row]!) },
    ...(severalKinds ? [{ title: "Kind", cell: (row: number) => SESSION_KINDS[s.kind[row]!]! }] : []),
    { title: "Type", cell: (row) => typeText(s.logonType[row]!) },
    { title: "From", least: MOMENT, cell: (row) => startText(data, row, format) },
    { title: "To", least: MOMENT, cell: (row) => endText(data, row, format) },
    { title: "Lasted", least: 10, cell: (row) => lastedText(data, row) },
    { title: "How it ended", least: 10, cell: (row) => endReasonText(END_REASONS[s.endReason[row]!]!) },
    { title: "Address", cell: (row) => textOrNull(strings, s.sourceAddress[row]!) },
  ];
}

/** Failed logons as a table for reading. */
export function failuresTable(input: ExportInput, width: number): Generator<string> {
  const { data, rows, zone } = input;
  return textTable([...rows], failureColumns(input), {
    heading: `${countText(rows.length, "failed logon")}, times in ${zoneText(zone, data)}`,
    width,
    empty: "No failed logon matches.",
  });
}

/** The columns of failed logons for reading. */
export function failureColumns({ data, zone }: ExportInput): readonly TableColumn<number>[] {
  const { failures: f, strings } = data;
  const format = timeFormat(zone);
  return [
    { title: "Time", least: MOMENT, cell: (row) => format.full(f.time[row]!) },
    { title: "User", cell: (row) => accountText(strings, f.domain[row]!, f.user[row]!, f.sid[row]!) },
    { title: "Computer", cell: (row) => textOrNull(strings, f.computer[row]!) },
    { title: "Type", cell: (row) => typeText(f.logonType[row]!) },
    { title: "Reason", least: 20, cell: (row) => failureRecord(data, row).reason },
    { title: "Code", cell: (row) => codeText(f.subStatus[row]! || f.status[row]!) },
    { title: "Address", cell: (row) => textOrNull(strings, f.sourceAddress[row]!) },
    { title: "Workstation", cell: (row) => textOrNull(strings, f.workstation[row]!) },
  ];
}

/** Inputs as a table for reading. */
export function infoTable(sources: readonly SourceInfo[], zone: Zone, width: number): Generator<string> {
  return textTable(sources, infoColumns(zone), {
    heading: `${countText(sources.length, "input")}, times in ${zoneText(zone, null)}`,
    width,
    empty: "No input.",
  });
}

/** The columns of inputs for reading. */
export function infoColumns(zone: Zone): readonly TableColumn<SourceInfo>[] {
  const format = timeFormat(zone);
  return [
    { title: "File", cell: (source) => source.path },
    { title: "Format", cell: (source) => (source.failure === null ? source.format : source.failure) },
    { title: "Bytes", cell: (source) => String(source.bytes), right: true },
    { title: "Records", cell: (source) => String(source.records), right: true },
    { title: "Used", cell: (source) => String(source.used), right: true },
    { title: "Oldest", least: MOMENT, cell: (source) => format.full(source.oldest) },
    { title: "Newest", least: MOMENT, cell: (source) => format.full(source.newest) },
    { title: "Computers", cell: (source) => source.computers.join(", ") },
    { title: "Channels", cell: (source) => source.channels.join(", ") },
    { title: "Damage", cell: (source) => source.damage.map(damageText).join("; ") || "none" },
    { title: "SHA-256", cell: (source) => source.sha256 },
  ];
}

/** `Europe/Berlin (UTC+1)`; both offsets when the evidence spans a clock change. */
export function zoneText(zone: Zone, data: CaseData | null): string {
  if (zone.name === "UTC") return "UTC";
  if (data === null || Number.isNaN(data.oldest) || Number.isNaN(data.newest)) return zone.name;
  const first = offsetLabel(zone.spanAt(data.oldest).offset);
  const last = offsetLabel(zone.spanAt(data.newest).offset);
  return `${zone.name} (${first === last ? first : `${first} and ${last}`})`;
}

/** `CORP\anna`; the SID where no name is recorded. */
export function accountText(
  strings: readonly string[],
  domain: number,
  user: number,
  sid: number,
): string | null {
  const name = textOrNull(strings, user);
  const prefix = textOrNull(strings, domain);
  if (name === null) return textOrNull(strings, sid);
  return prefix === null ? name : `${prefix}\\${name}`;
}

/** `Interactive (2)`. */
function typeText(type: number): string | null {
  return type === NO_LOGON_TYPE ? null : `${logonTypeName(type)} (${type})`;
}

/** How start and end of a session are told in the words of a language. */
export function endsIn(words: ReportWords) {
  /** The start, or what is known of it. */
  function startText({ sessions: s }: CaseData, row: number, format: TimeFormat): string {
    const start = format.full(s.start[row]!);
    if (start !== null) return start;
    const upper = format.full(s.startUpper[row]!);
    return upper === null ? words.notKnown : words.before(upper);
  }

  /** The end in the words for its confidence: recorded, between A and B, no end in this log, not known. */
  function endText({ sessions: s }: CaseData, row: number, format: TimeFormat): string {
    const lower = format.full(s.endLower[row]!);
    const upper = format.full(s.endUpper[row]!);
    switch (CONFIDENCES[s.confidence[row]!]) {
      case "exact":
        return format.full(s.end[row]!) ?? words.notKnown;
      case "bounded":
        if (lower === upper) return format.full(s.end[row]!) ?? words.notKnown;
        return words.between(`${lower}`, `${upper}`);
      case "open":
        return lower === null ? words.noEnd : words.noEndSeen(lower);
      default:
        return words.endInGap;
    }
  }

  return { startText, endText };
}

/** In English. */
export const { startText, endText } = endsIn(REPORT_WORDS);

/** `8 h 40 min`, `≥ 8 h 40 min`, `8 h 40 min to 23 h`. Null when nothing can be said. */
export function lastedText({ sessions: s }: CaseData, row: number): string | null {
  // Of an unknown end nothing is shown: its lower bound would read like a measurement.
  if (CONFIDENCES[s.confidence[row]!] === "unknown") return null;
  const min = formatDuration(durationMin(s, row));
  const max = formatDuration(durationMax(s, row));
  if (min === null) return formatDuration(durationExact(s, row));
  if (max === null) return `≥ ${min}`;
  return min === max ? min : `${min} to ${max}`;
}

/** Says how many records were left out because another input, or the same one, holds them already. */
function readTwice({ counts }: CaseData): string {
  return counts.duplicates === 0 ? "" : `; ${countText(counts.duplicates, "duplicate record")} left out`;
}

function countText(count: number, noun: string): string {
  return `${groupedText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A status code; null for records of Windows 2000 to 2003, which give none. */
function codeText(code: number): string | null {
  return code === 0 ? null : hex32(code);
}
