import { ACT } from "../../types/act-table.ts";
import { ELEVATED_YES, NO_LOGON_TYPE } from "../../types/event-table.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../../types/names.ts";
import { mayOverlap } from "../filter/overlap.ts";
import { CellTexts, newestFirst } from "./names-of.ts";
import { line, type ReportInput, type ReportPart } from "./report.ts";

const OTHER_KINDS: ReadonlySet<number> = new Set(
  (["desktop", "secondary", "network", "batch", "newCredentials"] as const).map((kind) =>
    SESSION_KINDS.indexOf(kind),
  ),
);
const OTHER_ACCOUNT: ReadonlySet<number> = new Set([
  SESSION_KINDS.indexOf("secondary"),
  SESSION_KINDS.indexOf("newCredentials"),
]);

/**
 * Sessions with administrator rights: an elevated token or a 4672 on the logon, the built-in Administrator, a member of
 * a watched group (4964), and accounts that somebody used beside his own.
 */
export function adminsReport(input: ReportInput): ReportPart<"admins"> {
  const { data } = input;
  const { sessions: s, strings, acts } = data;
  const texts = new CellTexts(data);
  const watched = new Set<number>();
  for (let at = 0; at < acts.length; at++) {
    if (acts.kind[at] === ACT.specialGroupLogon) watched.add(acts.session[at]!);
  }
  const isBuiltIn = (row: number) => /^S-1-5-21-.*-500$/i.test(strings[s.sid[row]!] ?? "");
  const shown = input.rows.filter(
    (row) => s.elevated[row] === ELEVATED_YES || watched.has(row) || isBuiltIn(row) || isRunAs(input, row),
  );
  const lines = [...shown].map((row) =>
    line(
      {
        key: null,
        time: s.start[row]!,
        ...texts.account(s, row),
        computer: texts.text(s.computer[row]!),
        kind: SESSION_KINDS[s.kind[row]!]!,
        logonType: s.logonType[row] === NO_LOGON_TYPE ? null : s.logonType[row]!,
        elevated: s.elevated[row] === 0 ? null : s.elevated[row] === ELEVATED_YES,
        builtIn: isBuiltIn(row),
        specialGroup: watched.has(row),
        runAs: isRunAs(input, row),
        sourceAddress: texts.text(s.sourceAddress[row]!),
        end: s.end[row]!,
        endReason: END_REASONS[s.endReason[row]!]!,
        confidence: CONFIDENCES[s.confidence[row]!]!,
      },
      [row],
    ),
  );
  lines.sort((a, b) => newestFirst(a.cells.time, b.cells.time));
  return {
    lines,
    totals: {
      sessions: lines.length,
      users: new Set([...shown].map((row) => s.userKey[row])).size,
      elevated: lines.filter(({ cells }) => cells.elevated === true).length,
      otherKinds: otherKinds(input),
    },
    caveats: ["elevatedIsNotUsed"],
  };
}

function isRunAs({ data }: ReportInput, row: number): boolean {
  return OTHER_ACCOUNT.has(data.sessions.kind[row]!) && data.sessions.targetServer[row] !== 0;
}

/** Elevated logons in the window of kinds that were not asked for: counted, so that nobody takes the list for all. */
function otherKinds({ data, rows, from, to }: ReportInput): number {
  const { sessions } = data;
  const kinds = new Set(rows.map((row) => sessions.kind[row]!));
  let count = 0;
  for (let row = 0; row < sessions.length; row++) {
    const kind = sessions.kind[row]!;
    if (kinds.has(kind) || !OTHER_KINDS.has(kind) || sessions.elevated[row] !== ELEVATED_YES) continue;
    const first = Number.isNaN(from) ? Number.NEGATIVE_INFINITY : from;
    const last = Number.isNaN(to) ? Number.POSITIVE_INFINITY : to;
    if (mayOverlap(sessions, row, first, last)) count++;
  }
  return count;
}
