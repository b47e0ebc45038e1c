import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Clock } from "./clock.ts";
import { failureComputer, failureFrom, failureReason, failureUser } from "./failure-words.ts";
import { type CellTerm, type NoTerm, namedTerm } from "./session-cells.ts";
import { typeText } from "./session-words.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

const TEXTS: Readonly<
  Record<string, "domain" | "sid" | "sourceAddress" | "workstation" | "process" | "package">
> = {
  domain: "domain",
  sid: "sid",
  address: "sourceAddress",
  workstation: "workstation",
  process: "process",
  package: "package",
};

function codeOf(data: CaseData, row: number): string {
  const code = data.failures.subStatus[row]! || data.failures.status[row]!;
  return code === 0 ? "" : `0x${code.toString(16).padStart(8, "0")}`;
}

/** A cell of a failed sign-in in words, by the id of its column. */
export function failureCell(data: CaseData, clock: Clock, column: string, row: number): string {
  const text = TEXTS[column];
  if (text !== undefined) return visibleText(data.strings[data.failures[text][row]!] ?? "");
  switch (column) {
    case "time":
      return clock.format.full(data.failures.time[row]!) ?? T.notKnown;
    case "user":
      return failureUser(data, row);
    case "computer":
      return failureComputer(data, row);
    case "reason":
      return failureReason(data, row).text;
    case "type":
      return typeText(data.failures.logonType[row]!);
    case "from":
      return failureFrom(data, row);
    case "code":
      return codeOf(data, row);
    default:
      return data.failures.followedBySuccess[row] === 1 ? SESSION_WORDS.cells.followed : "";
  }
}

/** The title of a cell; of the reason also what to try. */
export function failureCellTitle(data: CaseData, clock: Clock, column: string, row: number): string {
  if (column !== "reason") return failureCell(data, clock, column, row);
  const { text, advice } = failureReason(data, row);
  return advice === "" ? text : `${text}. ${advice}`;
}

/** The term of a cell in the filter of failures, or why there is none. */
export function failureTerm(data: CaseData, column: string, row: number): CellTerm | NoTerm {
  const { failures: f } = data;
  switch (column) {
    case "user":
      return namedTerm(data, ["user", f.user[row]!], ["user", f.sid[row]!]);
    case "sid":
      return namedTerm(data, ["user", f.sid[row]!]);
    case "computer":
    case "workstation":
      return namedTerm(data, [column, f[column][row]!]);
    case "address":
      return namedTerm(data, ["ip", f.sourceAddress[row]!]);
    case "from":
      return namedTerm(data, ["ip", f.sourceAddress[row]!], ["workstation", f.workstation[row]!]);
    case "type":
      return f.logonType[row] === 255 ? "notKnown" : { field: "type", value: String(f.logonType[row]) };
    case "reason":
    case "code": {
      const value = codeOf(data, row);
      return value === "" ? "notKnown" : { field: "status", value };
    }
    default:
      return "noField";
  }
}
