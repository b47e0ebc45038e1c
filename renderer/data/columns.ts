import type { FailureSortColumn, SessionSortColumn } from "../../shared/engine/sort.ts";
import type { FailureCsvColumn, SessionCsvColumn } from "../../shared/export/csv.ts";
import type { EventSortColumn } from "./event-table.ts";
import { TABLE_TEXTS as H } from "./texts/table.ts";

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
  { id: NOTE_COLUMN, header: H.session.note, width: 56, sort: null, csv: [] },
  { id: "user", header: H.session.user, width: 132, sort: "user", csv: ["user", "domain"] },
  { id: "computer", header: H.session.computer, width: 148, sort: "computer", csv: ["computer"] },
  { id: "type", header: H.session.type, width: 156, sort: "logonType", csv: ["logonType"] },
  {
    id: "start",
    header: H.session.start,
    width: 160,
    sort: "start",
    descendingFirst: true,
    csv: ["startLocal", "startConfidence"],
  },
  {
    id: "end",
    header: H.session.end,
    width: 256,
    sort: "end",
    descendingFirst: true,
    csv: ["endLocal", "confidence", "endLower", "endUpper"],
  },
  { id: "reason", header: H.session.reason, width: 156, sort: "endReason", csv: ["endReason"] },
  {
    id: "duration",
    header: H.session.duration,
    width: 184,
    align: "right",
    sort: "duration",
    descendingFirst: true,
    csv: ["durationSeconds", "durationMinSeconds", "durationMaxSeconds"],
  },
  {
    id: "active",
    header: H.session.active,
    width: 184,
    align: "right",
    sort: "active",
    descendingFirst: true,
    csv: ["activeSeconds", "activeMinSeconds", "activeMaxSeconds"],
  },
  {
    id: "from",
    header: H.session.from,
    width: 210,
    sort: "sourceAddress",
    csv: ["sourceAddress", "clientName"],
  },
  { id: "flags", header: H.session.flags, width: 150, sort: "flags", csv: ["flags"] },
  extra("domain", H.session.domain, 120, "domain", "domain"),
  extra("sid", H.session.sid, 250, "sid", "sid"),
  extra("kind", H.session.kind, 110, "kind", "kind"),
  extra("elevated", H.session.elevated, 120, "elevated", "elevated"),
  extra("sure", H.session.sure, 150, "confidence", "confidence"),
  extra("startLower", H.session.startLower, 160, null, "startLower"),
  extra("startUpper", H.session.startUpper, 160, null, "startUpper"),
  extra("endLower", H.session.endLower, 160, null, "endLower"),
  extra("endUpper", H.session.endUpper, 160, null, "endUpper"),
  extra("locked", H.session.locked, 110, null, "intervals.locked"),
  extra("disconnected", H.session.disconnected, 110, null, "intervals.disconnected"),
  extra("asleep", H.session.asleep, 110, null, "intervals.asleep"),
  extra("screenSaver", H.session.screenSaver, 110, null, "intervals.screenSaver"),
  extra("address", H.session.address, 150, "sourceAddress", "sourceAddress"),
  extra("workstation", H.session.workstation, 140, "workstation", "workstation"),
  extra("client", H.session.client, 140, "clientName", "clientName"),
  extra("process", H.session.process, 240, "process", "process"),
  extra("package", H.session.package, 120, "package", "package"),
  extra("evidence", H.session.evidence, 150, "evidence", "evidence"),
  extra("logonId", H.session.logonId, 110, "leadLogonId", "leadLogonId", "logonIds"),
  extra("startRule", H.session.startRule, 90, null, "startRule"),
  extra("endRule", H.session.endRule, 90, null, "endRule"),
  extra("id", H.session.id, 80, "id", "id", "key", "parentKey"),
];

/** The columns of the table of failed sign-ins, in order. */
export const FAILURE_TABLE: readonly ColumnSpec<FailureSortColumn, FailureCsvColumn>[] = [
  { id: "time", header: H.failure.time, width: 172, sort: "time", descendingFirst: true, csv: ["timeLocal"] },
  { id: "user", header: H.session.user, width: 124, sort: "user", csv: ["user", "domain"] },
  { id: "computer", header: H.session.computer, width: 136, sort: "computer", csv: ["computer"] },
  {
    id: "reason",
    header: H.failure.reason,
    width: 226,
    sort: "reason",
    csv: ["reason", "status", "subStatus"],
  },
  { id: "type", header: H.session.type, width: 132, sort: "logonType", csv: ["logonType"] },
  {
    id: "from",
    header: H.session.from,
    width: 162,
    sort: "sourceAddress",
    csv: ["sourceAddress", "workstation"],
  },
  { id: "then", header: H.failure.after, width: 160, sort: null, csv: ["followedBySuccess"] },
  { id: RUN_COLUMN, header: H.failure.run, width: 90, sort: null, csv: [] },
  extra("domain", H.session.domain, 120, "domain", "domain"),
  extra("sid", H.session.sid, 250, "sid", "sid"),
  extra("code", H.failure.code, 110, "status", "status", "subStatus"),
  extra("address", H.session.address, 150, "sourceAddress", "sourceAddress"),
  extra("workstation", H.session.workstation, 140, "workstation", "workstation"),
  extra("process", H.session.process, 240, "process", "process"),
  extra("package", H.session.package, 120, "package", "package"),
];

/** The columns of the list of records, in order. The command line exports records, so none stands for one. */
export const EVENT_TABLE: readonly ColumnSpec<EventSortColumn, never>[] = [
  { id: "time", header: H.event.time, width: 190, sort: "time", descendingFirst: true, csv: [] },
  { id: "eventId", header: H.event.eventId, width: 70, align: "right", sort: "eventId", csv: [] },
  { id: "meaning", header: H.event.meaning, width: 250, sort: null, csv: [] },
  { id: "user", header: H.event.user, width: 160, sort: "user", csv: [] },
  { id: "computer", header: H.event.computer, width: 150, sort: "computer", csv: [] },
  { id: "channel", header: H.event.channel, width: 150, sort: "channel", csv: [] },
  { id: "provider", header: H.event.provider, width: 260, sort: "provider", csv: [] },
  { id: "record", header: H.event.record, width: 100, align: "right", sort: "record", csv: [] },
  extra("level", H.event.level, 100, "level"),
  extra("source", H.event.source, 200, "source"),
];
