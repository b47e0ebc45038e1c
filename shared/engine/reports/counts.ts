import { NO_LOGON_TYPE } from "../../types/event-table.ts";
import { type LogonClass, SESSION_FLAGS } from "../../types/names.ts";
import type { CountGroup } from "../../types/report.ts";
import type { SessionTable } from "../../types/session-table.ts";
import { breakdownSessions } from "../breakdown.ts";
import { logonTypeName } from "../catalog/logon-types.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";
import { put } from "./sorted.ts";
import { endUnknown } from "./spans.ts";

/** Sessions that were seen by other records than a logon: they are no logon to count. */
const NOT_LOGONS =
  (1 << SESSION_FLAGS.indexOf("fromLSM")) |
  (1 << SESSION_FLAGS.indexOf("fromWinlogon")) |
  (1 << SESSION_FLAGS.indexOf("unlockOnly"));

/**
 * Logons by one property, the largest group first. The two logons of a split token are one, and a reconnect stub is
 * none; what Windows does for itself is set aside and only counted, for the whole case.
 */
export function countsReport(input: ReportInput, by: CountGroup): ReportPart<"counts"> {
  const { data } = input;
  const { sessions } = data;
  const rows = input.rows.filter((row) => isLogon(sessions, row));
  const codes = columnOf(sessions, by);
  const rowsOf = new Map<number, number[]>();
  for (const row of rows) {
    put(rowsOf, codes[row]!, row);
  }
  const lines = breakdownSessions(sessions, data.strings, rows, by).map(
    ({ code, text, count, share, ticks }) => {
      const own = rowsOf.get(code) ?? [];
      const group = by === "type" ? typeText(code) : text;
      const unknownEnds = own.filter((row) => endUnknown(sessions, row)).length;
      return line({ group, count, share, durationMin: ticks, unknownEnds }, own);
    },
  );
  return {
    lines,
    totals: { counted: rows.length, ...setAside(input) },
    caveats: input.isNarrowed ? ["setAsideOfCase"] : [],
  };
}

/** Logons set aside by class. Pairing only counts them, so that of a part of the case their number is not known. */
function setAside({ data, isNarrowed }: ReportInput) {
  const { byClass } = data.counts.logons;
  const of = (name: LogonClass) => (isNarrowed ? null : (byClass[name] ?? 0));
  const classes = {
    system: of("system"),
    desktopHelper: of("desktopHelper"),
    machine: of("machine"),
    anonymous: of("anonymous"),
    unlock: of("unlock"),
    credentialRefresh: of("credentialRefresh"),
  };
  const sum = Object.values(classes).reduce<number>((total, count) => total + (count ?? 0), 0);
  return { setAside: isNarrowed ? null : sum, ...classes };
}

function isLogon(table: SessionTable, row: number): boolean {
  return !Number.isNaN(table.start[row]!) && (table.flags[row]! & NOT_LOGONS) === 0;
}

function columnOf(table: SessionTable, by: CountGroup): Uint8Array | Uint32Array {
  switch (by) {
    case "type":
      return table.logonType;
    case "computer":
      return table.computerKey;
    case "user":
      return table.userKey;
    case "source":
      return table.sourceAddress;
  }
}

function typeText(type: number): string | null {
  return type === NO_LOGON_TYPE ? null : `${logonTypeName(type)} (${type})`;
}
