import type { CaseData } from "../../types/case.ts";
import {
  INTERVAL_KINDS,
  type IntervalKind,
  RULES,
  type Rule,
  SESSION_FLAGS,
  type SessionFlag,
} from "../../types/names.ts";

type NamedRule = Exclude<Rule, "">;

/** The rule that sets each flag. Null: the rule of the end itself, or a reader of texts. */
const RULE_OF_FLAG: Readonly<Record<SessionFlag, NamedRule | null>> = {
  reconnect: "R8",
  "autoLogon?": "R9",
  takenOver: "R8",
  unlockOnly: "R7",
  hybrid: "R13",
  clockBackwards: null,
  clockSetByUser: "R11",
  fromLSM: "R16",
  fromWinlogon: "R16",
  classGuessed: "R5",
  dateOrderAssumed: null,
};
const RULE_OF_INTERVAL: Readonly<Record<IntervalKind, NamedRule>> = {
  locked: "R14",
  disconnected: "R8",
  asleep: "R12",
  screenSaver: "R14",
};

/** The rules that made a session what it is: the one that began it, the one that ended it, then all others in order. */
export function rulesOfSession({ sessions }: CaseData, row: number): readonly NamedRule[] {
  const start = RULES[sessions.startRule[row]!] ?? "";
  const end = RULES[sessions.endRule[row]!] ?? "";
  const others = new Set<Rule>();
  for (const [bit, flag] of SESSION_FLAGS.entries()) {
    if ((sessions.flags[row]! & (1 << bit)) !== 0) others.add(RULE_OF_FLAG[flag] ?? "");
  }
  for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
    const kind = INTERVAL_KINDS[sessions.intervals.kind[i]!];
    if (kind !== undefined) others.add(RULE_OF_INTERVAL[kind]);
  }
  const rest = RULES.filter((rule) => others.has(rule) && rule !== start && rule !== end);
  return [start, end, ...rest].filter((rule) => rule !== "");
}
