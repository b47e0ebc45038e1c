import type { FailureText } from "../../shared/engine/catalog/failure-text.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Clock } from "./clock.ts";
import { describeFailure } from "./engine-texts.ts";
import { filledWords, strong, type Words } from "./filled-words.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

function text(data: CaseData, id: number | undefined): string {
  return id === undefined ? "" : visibleText(data.strings[id] ?? "");
}

export function failureUser(data: CaseData, row: number): string {
  return text(data, data.failures.user[row]) || text(data, data.failures.sid[row]) || T.noUser;
}

export function failureComputer(data: CaseData, row: number): string {
  return text(data, data.failures.computer[row]) || T.noComputer;
}

/** Why a sign-in was refused, and what to try. */
export function failureReason(data: CaseData, row: number): FailureText {
  const { status, subStatus, reason } = data.failures;
  return describeFailure(status[row]!, subStatus[row]!, text(data, reason[row]));
}

export function failureFrom(data: CaseData, row: number): string {
  const address = text(data, data.failures.sourceAddress[row]);
  const workstation = text(data, data.failures.workstation[row]);
  if (address === "" || address === "127.0.0.1" || address === "::1") return workstation;
  return workstation === "" ? address : `${address} (${workstation})`;
}

/** `anna was refused on PC-014 at Wed 6 Mar 08:01:12: the password was wrong.` */
export function failureSentence(data: CaseData, row: number, clock: Clock): Words {
  const from = failureFrom(data, row);
  return filledWords(from === "" ? SESSION_WORDS.refused : SESSION_WORDS.refusedFrom, {
    user: strong(failureUser(data, row)),
    computer: strong(failureComputer(data, row)),
    time: strong(clock.friendly(data.failures.time[row]!)),
    from,
    why: SESSION_WORDS.why(failureReason(data, row).text),
  });
}
