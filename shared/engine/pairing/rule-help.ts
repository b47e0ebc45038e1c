import type { Rule } from "../../types/names.ts";

/** One rule of pairing, for people who ask how a session is known. */
export interface RuleHelp {
  readonly rule: Exclude<Rule, "">;
  readonly title: string;
  /** One or two sentences in plain words. README.md beside this file has the whole rule. */
  readonly text: string;
}

/** Help for every rule, in the order of the rules. */
export const RULE_HELP: readonly RuleHelp[] = [
  {
    rule: "R1",
    title: "Order of the records",
    text: "Security records are read in the order of their record numbers, not of their times, because clocks jump at start and shutdown. A record that stands in two files counts once.",
  },
  {
    rule: "R2",
    title: "Starts of the computer",
    text: "A new run of the computer begins at event 4608, at the first logon of the system itself, or at a start recorded in the System log. Logon ids only mean something within one run.",
  },
  {
    rule: "R3",
    title: "Records written while shutting down",
    text: "What is recorded between the stop of the log and the next start still belongs to the run that ended, whatever its time says.",
  },
  {
    rule: "R4",
    title: "Clean shutdown",
    text: "The computer was shut down properly when the log service stopped (1100 or 6006) and nothing followed, or when Windows itself recorded the stop (Kernel-General 13).",
  },
  {
    rule: "R5",
    title: "Which logons are people",
    text: "Every logon gets a class from its type, account, logon process and program. Only desktop logons count as somebody being there; all others are kept and counted by class.",
  },
  {
    rule: "R6",
    title: "One logon, two tokens",
    text: "Windows records an administrator's logon twice, once with and once without elevation. Both records are one session.",
  },
  {
    rule: "R7",
    title: "Unlocking",
    text: "An unlock is recorded like a logon of its own but is none: it ends the lock of the session the user already has.",
  },
  {
    rule: "R8",
    title: "Disconnect and reconnect",
    text: "A disconnected session goes on without its user. The short extra logon that a reconnect leaves behind is not counted as a session.",
  },
  {
    rule: "R9",
    title: "Logons inside a session",
    text: "Elevation prompts and RunAs belong to the session they were started from and add no time. A console logon within seconds of the start was most likely automatic.",
  },
  {
    rule: "R10",
    title: "Began before the log",
    text: "The log names this session but holds no record of its logon. It began before its first record, and not before the computer's own start where that is known.",
  },
  {
    rule: "R11",
    title: "Clock changes",
    text: "When the clock was changed, times before the change are corrected by it. A jump that only makes up for a pause of the machine counts as sleep.",
  },
  {
    rule: "R12",
    title: "Sleep",
    text: "Sleep and hibernation do not end a session, but the time asleep is not active time.",
  },
  {
    rule: "R13",
    title: "Fast startup",
    text: "Before a fast startup Windows signed everybody off and hibernated the rest. The session ended no later than the last record before that.",
  },
  {
    rule: "R14",
    title: "Locked, disconnected, asleep",
    text: "Active time is the length of the session without the times it was locked, disconnected or asleep. What overlaps is taken away once.",
  },
  {
    rule: "R15",
    title: "Same user, same computer",
    text: "Users are told apart by their security id, not by their name or domain. A computer that was renamed stays one computer.",
  },
  {
    rule: "R16",
    title: "Seen in another log",
    text: "The Security log does not show this logon; the Remote Desktop or the System log does.",
  },
  {
    rule: "E1",
    title: "The user signed out",
    text: "Event 4647 records that the user signed out. A 4634 that comes later changes nothing.",
  },
  {
    rule: "E2",
    title: "The logon session was closed",
    text: "Event 4634 records the end of the logon session itself.",
  },
  {
    rule: "E2b",
    title: "End seen in another log",
    text: "The Remote Desktop log (23) or the System log (Winlogon 7002) records the end; the Security log does not.",
  },
  {
    rule: "E2c",
    title: "Somebody else logged on in its place",
    text: "The same logon window, or the same logon id, served a new logon: the session was over by then, and not before its last own record.",
  },
  {
    rule: "E3",
    title: "Ended by a shutdown",
    text: "The computer was shut down while the session was open. It ended between its last own record (or the request to shut down) and the shutdown.",
  },
  {
    rule: "E4",
    title: "Ended by power loss or crash",
    text: "The computer started again without having been shut down. The session ended between the last sign of life and that start.",
  },
  {
    rule: "E5",
    title: "The log has a gap",
    text: "Records are missing after the last sign of this session, so its end may be among them. No end is given.",
  },
  {
    rule: "E6",
    title: "No end in this log",
    text: "Nothing says that the session ended before the log does.",
  },
];

const BY_RULE: ReadonlyMap<string, RuleHelp> = new Map(RULE_HELP.map((help) => [help.rule, help]));

/** Help for a rule name; undefined for the empty name. */
export function ruleHelp(rule: Rule): RuleHelp | undefined {
  return BY_RULE.get(rule);
}
