import { type ComputerSummary, summarise } from "../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";
import { count } from "./texts.ts";

export const caseSummary = memoByObject((data: CaseData) => summarise(data));

/** What is worth a look on a computer, in few words, and how much it weighs. */
export interface Trouble {
  readonly weight: number;
  readonly words: readonly string[];
}

/** Weighs what a helpdesk would look at first: lost evidence before crashes, crashes before refused sign-ins. */
export function troubleOf(data: CaseData, summary: ComputerSummary): Trouble {
  const words: string[] = [];
  let weight = 0;
  const say = (number: number, each: number, one: string, many: string) => {
    if (number === 0) return;
    words.push(number === 1 ? one : `${count(number)} ${many}`);
    weight += each * (1 + Math.log2(number));
  };
  const cleared = summary.holes.filter((at) => data.holes[at]!.cause === "cleared").length;
  say(cleared, 40, "log cleared", "clearings of the log");
  say(summary.holes.length - cleared, 12, "1 gap in the log", "gaps in the log");
  say(summary.damagedSources.length, 10, "damaged input", "damaged inputs");
  say(summary.crashTotal, 8, "1 crash or power loss", "crashes or power losses");
  say(summary.lockouts.length, 8, "1 lockout", "lockouts");
  say(summary.endUnknown.total, 6, "1 end not known", "ends not known");
  say(summary.failures.total, 2, "1 refused sign-in", "refused sign-ins");
  if (summary.verdicts.some((verdict) => verdict.key === "noLogoff")) say(1, 15, "no logoffs recorded", "");
  if (summary.verdicts.some((verdict) => verdict.key === "noLogon" || verdict.key === "empty")) {
    say(1, 1, "no logons recorded", "");
  }
  return { weight, words };
}
