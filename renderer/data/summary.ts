import { type ComputerSummary, summarise } from "../../shared/engine/summary/summary.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";
import { SUMMARY_TEXTS } from "./texts/summary.ts";

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
  const say = (number: number, each: number, word: (n: number) => string) => {
    if (number === 0) return;
    words.push(word(number));
    weight += each * (1 + Math.log2(number));
  };
  const says = SUMMARY_TEXTS.trouble;
  const cleared = summary.holes.filter((at) => data.holes[at]!.cause === "cleared").length;
  say(cleared, 40, says.cleared);
  say(summary.holes.length - cleared, 12, says.gaps);
  say(summary.damagedSources.length, 10, says.damaged);
  say(summary.crashTotal, 8, says.crashes);
  say(summary.lockouts.length, 8, says.lockouts);
  say(summary.endUnknown.total, 6, says.unknownEnds);
  say(summary.failures.total, 2, says.refused);
  if (summary.verdicts.some((verdict) => verdict.key === "noLogoff")) say(1, 15, () => says.noLogoffs);
  if (summary.verdicts.some((verdict) => verdict.key === "noLogon" || verdict.key === "empty")) {
    say(1, 1, () => says.noLogons);
  }
  return { weight, words };
}
