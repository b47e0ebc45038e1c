import { answersTo } from "../../shared/engine/coverage/answers.ts";
import { ownPolicies, policiesOf } from "../../shared/engine/coverage/policy-of.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Answer, AnswerSpan } from "../../shared/types/coverage.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { memoByObject } from "./memo.ts";

/** Whether logons were recorded on each computer, by its lower-case names; null while reading goes on. */
export const logonAnswers = memoByObject(
  (data: CaseData): ReadonlyMap<string, readonly AnswerSpan[]> | null => {
    if (data.audit === undefined) return null;
    const all = policiesOf(data.sources);
    const answers = new Map<string, readonly AnswerSpan[]>();
    for (const computer of data.computers) {
      const from = computer.oldest;
      const to = computer.newest;
      if (!(from <= to)) continue;
      const policies = ownPolicies(all, computer, data.computers);
      const spans = answersTo("logons", { data, computer, policies, from, to });
      for (const name of [computer.key, computer.name, ...computer.aliases])
        answers.set(name.toLowerCase(), spans);
    }
    return answers;
  },
);

/** Computers by what can be told of their logons. */
export type LogonTally = Readonly<Record<Answer, number>>;

/** How many computers answer how at a moment; null while reading goes on. */
export function logonTally(data: CaseData, time: number): LogonTally | null {
  const answers = logonAnswers(data);
  if (answers === null) return null;
  const tally = { yes: 0, no: 0, unknown: 0 };
  for (const { key } of data.computers)
    tally[answerAt(answers.get(key.toLowerCase()) ?? [], time as Ticks)]++;
  return tally;
}

/** The answer at a moment; outside of all spans it cannot be told. */
function answerAt(spans: readonly AnswerSpan[], time: Ticks): Answer {
  let low = 0;
  let high = spans.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const span = spans[middle]!;
    if (time < span.from) high = middle - 1;
    else if (time > span.to) low = middle + 1;
    else return span.answer;
  }
  return "unknown";
}
