import type { CaseData } from "../../shared/types/case.ts";
import type { Clock } from "./clock.ts";
import { failureComputer, failureFrom, failureReason, failureUser } from "./failure-words.ts";
import type { CellTerm } from "./session-cells.ts";
import { typeText } from "./session-words.ts";
import { T } from "./texts.ts";
import { visibleText } from "./visible-text.ts";

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
      return data.failures.followedBySuccess[row] === 1 ? "signed in soon after" : "";
  }
}

/** The title of a cell; of the reason also what to try. */
export function failureCellTitle(data: CaseData, clock: Clock, column: string, row: number): string {
  if (column !== "reason") return failureCell(data, clock, column, row);
  const { text, advice } = failureReason(data, row);
  return advice === "" ? text : `${text}. ${advice}`;
}

/** The term of a cell; null where a column has no field in the filter of failures, or nothing is known. */
export function failureTerm(data: CaseData, column: string, row: number): CellTerm | null {
  const { failures: f } = data;
  const named = (field: string, id: number): CellTerm | null => {
    const value = data.strings[id] ?? "";
    return id === 0 || value === "" ? null : { field, value };
  };
  switch (column) {
    case "user":
      return named("user", f.user[row]!) ?? named("user", f.sid[row]!);
    case "sid":
      return named("user", f.sid[row]!);
    case "computer":
    case "workstation":
      return named(column, f[column][row]!);
    case "address":
      return named("ip", f.sourceAddress[row]!);
    case "from":
      return named("ip", f.sourceAddress[row]!) ?? named("workstation", f.workstation[row]!);
    case "type":
      return f.logonType[row] === 255 ? null : { field: "type", value: String(f.logonType[row]) };
    case "reason":
    case "code": {
      const value = codeOf(data, row);
      return value === "" ? null : { field: "status", value };
    }
    default:
      return null;
  }
}
