import type { Rule } from "../../types/names.ts";

type NamedRule = Exclude<Rule, "">;

/** One rule of pairing, for people who ask how a session is known. */
export interface RuleHelp {
  readonly rule: NamedRule;
  readonly title: string;
  /** One or two sentences in plain words. README.md beside this file has the whole rule. */
  readonly text: string;
}

/** Title and text of every rule, in the order of the rules. */
export type RuleWords = Readonly<Record<NamedRule, readonly [title: string, text: string]>>;

export const RULE_WORDS: RuleWords = {
  R1: [
    "Order of the records",
    "Security records are read in the order of their record numbers, not of their times, because clocks jump at start and shutdown. A record that stands in two files counts once.",
  ],
  R2: [
    "Starts of the computer",
    "A new run of the computer begins at event 4608, at the first logon of the system itself, or at a start recorded in the System log. Logon ids only mean something within one run.",
  ],
  R3: [
    "Records written while shutting down",
    "What is recorded between the stop of the log and the next start still belongs to the run that ended, whatever its time says.",
  ],
  R4: [
    "Clean shutdown",
    "The computer was shut down properly when the log service stopped (1100 or 6006) and nothing followed, or when Windows itself recorded the stop (Kernel-General 13).",
  ],
  R5: [
    "Which logons are people",
    "Every logon gets a class from its type, account, logon process and program. Only desktop logons count as somebody being there; all others are kept and counted by class.",
  ],
  R6: [
    "One logon, two tokens",
    "Windows records an administrator's logon twice, once with and once without elevation. Both records are one session.",
  ],
  R7: [
    "Unlocking",
    "An unlock is recorded like a logon of its own but is none: it ends the lock of the session the user already has.",
  ],
  R8: [
    "Disconnect and reconnect",
    "A disconnected session goes on without its user. The short extra logon that a reconnect leaves behind is not counted as a session.",
  ],
  R9: [
    "Logons inside a session",
    "Elevation prompts and RunAs belong to the session they were started from and add no time. A console logon within seconds of the start was most likely automatic.",
  ],
  R10: [
    "Began before the log",
    "The log names this session but holds no record of its logon. It began before its first record, and not before the computer's own start where that is known.",
  ],
  R11: [
    "Clock changes",
    "When the clock was changed, times before the change are corrected by it. A jump that only makes up for a pause of the machine counts as sleep.",
  ],
  R12: ["Sleep", "Sleep and hibernation do not end a session, but the time asleep is not active time."],
  R13: [
    "Fast startup",
    "Before a fast startup Windows signed everybody off and hibernated the rest. The session ended no later than the last record before that.",
  ],
  R14: [
    "Locked, disconnected, asleep",
    "Active time is the length of the session without the times it was locked, disconnected or asleep. What overlaps is taken away once.",
  ],
  R15: [
    "Same user, same computer",
    "Users are told apart by their security id, not by their name or domain. A computer that was renamed stays one computer.",
  ],
  R16: [
    "Seen in another log",
    "The Security log does not show this logon; the Remote Desktop or the System log does.",
  ],
  E1: [
    "The user signed out",
    "Event 4647 records that the user signed out. A 4634 that comes later changes nothing.",
  ],
  E2: ["The logon session was closed", "Event 4634 records the end of the logon session itself."],
  E2b: [
    "End seen in another log",
    "The Remote Desktop log (23) or the System log (Winlogon 7002) records the end; the Security log does not.",
  ],
  E2c: [
    "Somebody else logged on in its place",
    "The same logon window, or the same logon id, served a new logon: the session was over by then, and not before its last own record.",
  ],
  E3: [
    "Ended by a shutdown",
    "The computer was shut down while the session was open. It ended between its last own record (or the request to shut down) and the shutdown.",
  ],
  E4: [
    "Ended by power loss or crash",
    "The computer started again without having been shut down. The session ended between the last sign of life and that start.",
  ],
  E5: [
    "The log has a gap",
    "Records are missing after the last sign of this session, so its end may be among them. No end is given.",
  ],
  E6: ["No end in this log", "Nothing says that the session ended before the log does."],
};

function helpIn(words: RuleWords): readonly RuleHelp[] {
  return Object.entries(words).map(([rule, [title, text]]) => ({ rule: rule as NamedRule, title, text }));
}

/** Help for a rule name; undefined for the empty name. */
export function ruleHelpIn(words: RuleWords): (rule: Rule) => RuleHelp | undefined {
  const byRule: ReadonlyMap<string, RuleHelp> = new Map(helpIn(words).map((help) => [help.rule, help]));
  return (rule) => byRule.get(rule);
}

/** Help for every rule, in the order of the rules. */
export const RULE_HELP: readonly RuleHelp[] = helpIn(RULE_WORDS);
