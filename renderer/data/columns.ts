import type { FailureSortColumn, SessionSortColumn } from "../../shared/engine/sort.ts";
import type { FailureCsvColumn, SessionCsvColumn } from "../../shared/export/csv.ts";
import type { EventSortColumn } from "./event-table.ts";

export interface ColumnSpec<Sort extends string, Csv extends string> {
  readonly id: string;
  readonly header: string;
  readonly width: number;
  readonly align?: "right";
  /** What the engine sorts by; null where an order means nothing. */
  readonly sort: Sort | null;
  /** Not on screen before somebody chooses it. */
  readonly extra?: true;
  /** First click on the heading puts the largest first. */
  readonly descendingFirst?: boolean;
  /** Columns of the export that stand for it. */
  readonly csv: readonly Csv[];
}

/** A column that is not on screen at first. */
function extra<const Sort extends string | null, Csv extends string>(
  id: string,
  header: string,
  width: number,
  sort: Sort,
  ...csv: readonly Csv[]
) {
  return { id, header, width, sort, csv, extra: true } as const;
}

/** Shows what the user wrote; there where notes are kept. */
export const NOTE_COLUMN = "note";

/** Shows whether a failure is one of a burst or a spray, which the report of that name finds. */
export const RUN_COLUMN = "run";

/** The columns of the sessions table, in order. */
export const SESSION_TABLE: readonly ColumnSpec<SessionSortColumn, SessionCsvColumn>[] = [
  // Never exported: what the user wrote stays on this machine.
  { id: NOTE_COLUMN, header: "Your note", width: 56, sort: null, csv: [] },
  { id: "user", header: "User", width: 132, sort: "user", csv: ["user", "domain"] },
  { id: "computer", header: "Computer", width: 148, sort: "computer", csv: ["computer"] },
  { id: "type", header: "Type", width: 156, sort: "logonType", csv: ["logonType"] },
  {
    id: "start",
    header: "Start",
    width: 160,
    sort: "start",
    descendingFirst: true,
    csv: ["startLocal", "startConfidence"],
  },
  {
    id: "end",
    header: "End",
    width: 256,
    sort: "end",
    descendingFirst: true,
    csv: ["endLocal", "confidence", "endLower", "endUpper"],
  },
  { id: "reason", header: "Ended by", width: 156, sort: "endReason", csv: ["endReason"] },
  {
    id: "duration",
    header: "On",
    width: 184,
    align: "right",
    sort: "duration",
    descendingFirst: true,
    csv: ["durationSeconds", "durationMinSeconds", "durationMaxSeconds"],
  },
  {
    id: "active",
    header: "Active",
    width: 184,
    align: "right",
    sort: "active",
    descendingFirst: true,
    csv: ["activeSeconds", "activeMinSeconds", "activeMaxSeconds"],
  },
  { id: "from", header: "From", width: 210, sort: "sourceAddress", csv: ["sourceAddress", "clientName"] },
  { id: "flags", header: "Remarks", width: 150, sort: "flags", csv: ["flags"] },
  extra("domain", "Domain", 120, "domain", "domain"),
  extra("sid", "Account id (SID)", 250, "sid", "sid"),
  extra("kind", "Kind", 110, "kind", "kind"),
  extra("elevated", "As administrator", 120, "elevated", "elevated"),
  extra("sure", "How sure", 150, "confidence", "confidence"),
  extra("startLower", "Start not before", 160, null, "startLower"),
  extra("startUpper", "Start not after", 160, null, "startUpper"),
  extra("endLower", "End not before", 160, null, "endLower"),
  extra("endUpper", "End not after", 160, null, "endUpper"),
  extra("locked", "Locked", 110, null, "intervals.locked"),
  extra("disconnected", "Disconnected", 110, null, "intervals.disconnected"),
  extra("asleep", "Asleep", 110, null, "intervals.asleep"),
  extra("screenSaver", "Screen saver", 110, null, "intervals.screenSaver"),
  extra("address", "Address", 150, "sourceAddress", "sourceAddress"),
  extra("workstation", "Workstation", 140, "workstation", "workstation"),
  extra("client", "Client", 140, "clientName", "clientName"),
  extra("process", "Program", 240, "process", "process"),
  extra("package", "Checked by", 120, "package", "package"),
  extra("evidence", "Known from", 150, "evidence", "evidence"),
  extra("logonId", "Logon id", 110, "leadLogonId", "leadLogonId", "logonIds"),
  extra("startRule", "Start rule", 90, null, "startRule"),
  extra("endRule", "End rule", 90, null, "endRule"),
  extra("id", "Number", 80, "id", "id", "key", "parentKey"),
];

/** The columns of the table of failed sign-ins, in order. */
export const FAILURE_TABLE: readonly ColumnSpec<FailureSortColumn, FailureCsvColumn>[] = [
  { id: "time", header: "Time", width: 172, sort: "time", descendingFirst: true, csv: ["timeLocal"] },
  { id: "user", header: "User", width: 124, sort: "user", csv: ["user", "domain"] },
  { id: "computer", header: "Computer", width: 136, sort: "computer", csv: ["computer"] },
  { id: "reason", header: "Why", width: 226, sort: "reason", csv: ["reason", "status", "subStatus"] },
  { id: "type", header: "Type", width: 132, sort: "logonType", csv: ["logonType"] },
  { id: "from", header: "From", width: 162, sort: "sourceAddress", csv: ["sourceAddress", "workstation"] },
  { id: "then", header: "Then", width: 160, sort: null, csv: ["followedBySuccess"] },
  { id: RUN_COLUMN, header: "Part of", width: 90, sort: null, csv: [] },
  extra("domain", "Domain", 120, "domain", "domain"),
  extra("sid", "Account id (SID)", 250, "sid", "sid"),
  extra("code", "Code", 110, "status", "status", "subStatus"),
  extra("address", "Address", 150, "sourceAddress", "sourceAddress"),
  extra("workstation", "Workstation", 140, "workstation", "workstation"),
  extra("process", "Program", 240, "process", "process"),
  extra("package", "Checked by", 120, "package", "package"),
];

/** The columns of the list of records, in order. The command line exports records, so none stands for one. */
export const EVENT_TABLE: readonly ColumnSpec<EventSortColumn, never>[] = [
  { id: "time", header: "Time", width: 190, sort: "time", descendingFirst: true, csv: [] },
  { id: "eventId", header: "Event", width: 70, align: "right", sort: "eventId", csv: [] },
  { id: "meaning", header: "Meaning", width: 250, sort: null, csv: [] },
  { id: "user", header: "Account", width: 160, sort: "user", csv: [] },
  { id: "computer", header: "Computer", width: 150, sort: "computer", csv: [] },
  { id: "channel", header: "Channel", width: 150, sort: "channel", csv: [] },
  { id: "provider", header: "Provider", width: 260, sort: "provider", csv: [] },
  { id: "record", header: "Record", width: 100, align: "right", sort: "record", csv: [] },
  extra("level", "Level", 100, "level"),
  extra("source", "File", 200, "source"),
];
