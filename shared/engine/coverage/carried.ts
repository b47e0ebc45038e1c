import type { AnswerSpan } from "../../types/coverage.ts";
import type { Ticks } from "../../types/units.ts";
import { type AnswerInput, answersTo } from "./answers.ts";

/** What a span of a log can carry, in the words of a verdict. */
export interface CarriedSpan {
  readonly key: "full" | "noLock" | "noLogoff" | "noLogon";
  readonly from: Ticks;
  readonly to: Ticks;
}

/**
 * What a log can carry from when to when; it switches where the audit policy does. Spans of which it cannot be told are
 * left out.
 */
export function carriedSpans(input: AnswerInput): readonly CarriedSpan[] {
  const logons = answersTo("logons", input);
  const logoffs = answersTo("logoffs", input);
  const locks = answersTo("lockTime", input);
  const edges = [...logons, ...logoffs, ...locks].flatMap(({ from, to }) => [from, to]);
  const moments = [...new Set(edges)].sort((a, b) => a - b);
  const next = [0, 0, 0];
  const answerIn = (which: number, spans: readonly AnswerSpan[], from: number) => {
    while (next[which]! < spans.length - 1 && spans[next[which]!]!.to <= from) next[which]!++;
    return spans[next[which]!]?.answer ?? "unknown";
  };
  const carried: CarriedSpan[] = [];
  for (const [at, to] of moments.slice(1).entries()) {
    const from = moments[at]!;
    const key = keyOf(answerIn(0, logons, from), answerIn(1, logoffs, from), answerIn(2, locks, from));
    const last = carried.at(-1);
    if (key === null) continue;
    if (last !== undefined && last.key === key && last.to === from)
      carried[carried.length - 1] = { ...last, to };
    else carried.push({ key, from, to });
  }
  return carried;
}

type Told = AnswerSpan["answer"];

function keyOf(logons: Told, logoffs: Told, locks: Told): CarriedSpan["key"] | null {
  if (logons === "no") return "noLogon";
  if (logons !== "yes") return null;
  if (logoffs === "no") return "noLogoff";
  if (logoffs !== "yes" || locks === "unknown") return null;
  return locks === "yes" ? "full" : "noLock";
}
