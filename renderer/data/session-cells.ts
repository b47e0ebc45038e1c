import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import {
  END_REASONS,
  EVIDENCE_CLASSES,
  INTERVAL_KINDS,
  RULES,
  SESSION_KINDS,
} from "../../shared/types/names.ts";
import type { Clock } from "./clock.ts";
import { lengthText } from "./length-text.ts";
import { endReasonText } from "./messages.ts";
import {
  accountName,
  activeText,
  computerName,
  confidenceOf,
  durationText,
  endCell,
  flagsOf,
  fromText,
  intervalsOf,
  logonIdText,
  reasonOf,
  typeText,
  userName,
} from "./session-words.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

const TEXTS: Readonly<
  Record<string, "domain" | "sid" | "sourceAddress" | "workstation" | "clientName" | "process" | "package">
> = {
  domain: "domain",
  sid: "sid",
  address: "sourceAddress",
  workstation: "workstation",
  client: "clientName",
  process: "process",
  package: "package",
};

const BOUNDS = ["startLower", "startUpper", "endLower", "endUpper"] as const;

/** A cell of a session in words, by the id of its column. */
export function sessionCell(data: CaseData, clock: Clock, column: string, row: number): string {
  const { sessions: s } = data;
  const text = TEXTS[column];
  if (text !== undefined) return visibleText(data.strings[s[text][row]!] ?? "");
  const bound = BOUNDS.find((name) => name === column);
  if (bound !== undefined) return clock.format.full(s[bound][row]!) ?? "";
  const interval = INTERVAL_KINDS.find((kind) => kind === column);
  if (interval !== undefined) return intervalText(data, row, interval);
  switch (column) {
    case "user":
      return userName(data, row);
    case "computer":
      return computerName(data, row);
    case "type":
      return typeText(s.logonType[row]!);
    case "start":
      return startCell(data, clock, row);
    case "end":
      return endCell(data, row, clock);
    case "reason":
      return endReasonText(reasonOf(data, row));
    case "duration":
      return durationText(data, row);
    case "active":
      return activeText(data, row);
    case "from":
      return fromText(data, row);
    case "flags":
      return flagsOf(data, row)
        .map((flag) => T.flags[flag])
        .join(", ");
    case "kind":
      return T.lanes.kinds[SESSION_KINDS[s.kind[row]!]!];
    case "elevated":
      return ["", SESSION_WORDS.cells.no, SESSION_WORDS.cells.yes][s.elevated[row]!] ?? "";
    case "sure":
      return T.confidence[confidenceOf(data, row)];
    case "evidence":
      return T.evidence[EVIDENCE_CLASSES[s.evidence[row]!]!];
    case "logonId":
      return logonIdText(s.leadLogonIdLow[row]!, s.leadLogonIdHigh[row]!);
    case "startRule":
      return RULES[s.startRule[row]!] ?? "";
    case "endRule":
      return RULES[s.endRule[row]!] ?? "";
    default:
      // Counted from one, as exports and the filter field `id` count.
      return String(row + 1);
  }
}

function startCell(data: CaseData, clock: Clock, row: number): string {
  const { sessions } = data;
  const start = clock.format.full(sessions.start[row]!);
  if (start !== null) return start;
  const upper = clock.format.full(sessions.startUpper[row]!);
  return upper === null ? T.notKnown : SESSION_WORDS.cells.before(upper.slice(0, 16));
}

/** How long a session was locked, disconnected and so on; of one whose end is not known only that it was. */
function intervalText(data: CaseData, row: number, kind: string): string {
  const found = intervalsOf(data, row).filter((one) => one.kind === kind);
  if (found.length === 0) return "";
  const known = found.filter(({ to }) => !Number.isNaN(to));
  const total = lengthText(known.reduce((sum, { from, to }) => sum + to - from, 0)) ?? "";
  return known.length === found.length ? total : `≥ ${total}`;
}

/** A term of the filter that keeps what a cell shows. */
export interface CellTerm {
  readonly field: string;
  readonly value: string;
}

/** Why a cell has no term: the filter has no field for its column, or nothing is known there. */
export type NoTerm = "noField" | "notKnown";

/** The first of some texts that is known, as a term. */
export function namedTerm(
  data: CaseData,
  ...candidates: readonly (readonly [field: string, id: number])[]
): CellTerm | NoTerm {
  for (const [field, id] of candidates) {
    const value = data.strings[id] ?? "";
    if (id !== 0 && value !== "") return { field, value };
  }
  return "notKnown";
}

/** The term of a cell, or why there is none. */
export function sessionTerm(data: CaseData, column: string, row: number): CellTerm | NoTerm {
  const { sessions: s } = data;
  switch (column) {
    case "user":
      return namedTerm(data, ["user", s.user[row]!], ["user", s.sid[row]!]);
    case "sid":
      return namedTerm(data, ["user", s.sid[row]!]);
    case "computer":
    case "domain":
    case "workstation":
    case "process":
    case "package":
      return namedTerm(data, [column, s[column][row]!]);
    case "client":
      return namedTerm(data, ["client", s.clientName[row]!]);
    case "address":
      return namedTerm(data, ["ip", s.sourceAddress[row]!]);
    case "from":
      return namedTerm(
        data,
        ["ip", s.sourceAddress[row]!],
        ["client", s.clientName[row]!],
        ["workstation", s.workstation[row]!],
      );
    case "type":
      return s.logonType[row] === 255 ? "notKnown" : { field: "type", value: String(s.logonType[row]) };
    case "reason":
      return { field: "reason", value: END_REASONS[s.endReason[row]!] ?? "noRecord" };
    case "end":
    case "sure":
      return { field: "confidence", value: confidenceOf(data, row) };
    case "kind":
      return { field: "kind", value: SESSION_KINDS[s.kind[row]!]! };
    case "id":
      return { field: "id", value: String(row + 1) };
    case "evidence":
      return { field: "evidence", value: EVIDENCE_CLASSES[s.evidence[row]!]! };
    default:
      return "noField";
  }
}

/** The title of a cell whose words are known: the same, or more where there is more to tell. */
export function sessionCellTitle(data: CaseData, column: string, row: number, words: string): string {
  if (column === "user") return accountName(data, row);
  return column === "end" ? `${words}. ${T.confidenceMeaning[confidenceOf(data, row)]}` : words;
}
