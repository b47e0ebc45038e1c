import type { AnswerSpan, AuditSegment, EvidenceSign, PolicyChange, Question } from "../../types/coverage.ts";
import { QUESTIONS } from "../../types/coverage.ts";
import { AUDIT_SUBCATEGORIES } from "../catalog/audit-subcategories.ts";
import { TICKS_PER_DAY } from "../time/calendar.ts";
import { FINISHED_NETWORK_LOGONS, NEEDS, stateAt } from "./answers.ts";
import { type OwnPolicies, type PolicySetting, settingOf } from "./policy-of.ts";
import {
  type Advised,
  LEVELS,
  type Level,
  RECOMMENDATIONS,
  type Recommendation,
  type Role,
  setCommand,
} from "./recommended.ts";

/** How the log and the policy of a computer contradict each other. */
export const CONTRADICTIONS = ["auditedButSilent", "offButRecorded", "changedSince"] as const;
export type Contradiction = (typeof CONTRADICTIONS)[number];

/** What the log shows of a subcategory. */
export interface LogSight {
  /** Records of it; with `partly` there may be more. */
  readonly records: number;
  /** Days that the Security log covers. */
  readonly days: number;
  /** What the last change of the policy set, or the first one undid; null where none speaks of it. */
  readonly success: boolean | null;
  readonly failure: boolean | null;
  /** Not every record of it is counted: at least one where there are any. */
  readonly partly: boolean;
  /** Whether records of either outcome are there. */
  readonly seen: Readonly<Record<"success" | "failure", boolean>>;
}

/** One subcategory: recommended, asked for, in force, and seen. */
export interface SettingRow {
  readonly guid: string;
  readonly name: string;
  readonly recommended: Readonly<Record<Level, Advised>>;
  /** The same for every role, side by side. */
  readonly byRole: Recommendation["by"];
  readonly policy: PolicySetting;
  readonly asked: PolicySetting;
  readonly log: LogSight;
  readonly contradiction: Contradiction | null;
  /** What sets the missing outcomes; null when nothing is known to be missing. */
  readonly commands: Readonly<Record<Level, string | null>>;
}

interface Sight {
  /** Signs of records of one outcome, and of those that have either. */
  readonly success: readonly EvidenceSign[];
  readonly failure: readonly EvidenceSign[];
  readonly either: readonly EvidenceSign[];
  /** See `LogSight`. */
  readonly partly: boolean;
}

/** Signs of each subcategory, by the last digits of its GUID. */
const NONE: readonly EvidenceSign[] = [];
const SIGNS: ReadonlyMap<number, Sight> = new Map<number, Sight>([
  [
    0x15,
    { success: ["logon", "explicitCredentials"], failure: ["failedLogon"], either: NONE, partly: false },
  ],
  [0x16, { success: ["logoff"], failure: NONE, either: NONE, partly: false }],
  [0x1b, { success: ["privileges"], failure: NONE, either: NONE, partly: false }],
  [0x1c, { success: ["lockState", "connectState"], failure: NONE, either: NONE, partly: false }],
  [0x17, { success: NONE, failure: ["failedLocked"], either: NONE, partly: false }],
  [
    0x3f,
    {
      success: ["credentialPassed"],
      failure: ["credentialRefused"],
      either: ["credentialCheck"],
      partly: true,
    },
  ],
  [
    0x42,
    { success: ["kerberosGranted"], failure: ["kerberosRefused"], either: ["kerberosRequest"], partly: true },
  ],
  [
    0x40,
    {
      success: ["serviceTicketGranted"],
      failure: ["serviceTicketRefused"],
      either: ["serviceTicket"],
      partly: true,
    },
  ],
  // 4719 and 4616 are written whatever the policy says, and show nothing of it.
  [0x2f, { success: ["policyCompanion"], failure: NONE, either: NONE, partly: true }],
  [0x10, { success: ["bootMarker"], failure: NONE, either: NONE, partly: false }],
  [0x35, { success: ["accountLockout"], failure: NONE, either: NONE, partly: false }],
]);
const NO_SIGHT: Sight = { success: NONE, failure: NONE, either: NONE, partly: true };

/** Records without which silence shows something, and how many of them there must be. */
const SILENCE: ReadonlyMap<number, readonly [sign: EvidenceSign, enough: number]> = new Map([
  [0x15, ["logoff", 1]],
  [0x16, ["networkLogon", FINISHED_NETWORK_LOGONS]],
  [0x1b, ["elevatedLogon", 1]],
  [0x1c, ["remoteLogon", 1]],
  [0x10, ["systemLogon", 1]],
]);

export interface SettingsInput {
  readonly role: Role;
  readonly policies: OwnPolicies;
  readonly segments: readonly AuditSegment[];
  readonly changes: readonly PolicyChange[];
  readonly filtered: boolean;
  /** The log is long enough that what is missing in it means something. */
  readonly enough: boolean;
  readonly answers: Readonly<Record<Question, readonly AnswerSpan[]>>;
}

/** Recommended settings beside what the policy says and what the log shows. */
export function settingRows(input: SettingsInput): readonly SettingRow[] {
  const total = new Map<EvidenceSign, number>();
  let ticks = 0;
  for (const { counts, from, to } of input.segments) {
    ticks += to - from;
    for (const [sign, count] of Object.entries(counts) as [EvidenceSign, number][])
      total.set(sign, (total.get(sign) ?? 0) + count);
  }
  const days = ticks / TICKS_PER_DAY;
  return RECOMMENDATIONS.map((each) => settingRow(each, input, total, days));
}

function settingRow(
  { guid, pair, by }: Recommendation,
  input: SettingsInput,
  total: ReadonlyMap<EvidenceSign, number>,
  days: number,
): SettingRow {
  const sight = SIGNS.get(pair) ?? NO_SIGHT;
  const { partly } = sight;
  const count = (list: readonly EvidenceSign[]) =>
    list.reduce((sum, sign) => sum + (total.get(sign) ?? 0), 0);
  const policy = settingOf(input.policies.effective, guid);
  const now = (outcome: "success" | "failure") =>
    stateAt(input.changes, guid, outcome, Number.POSITIVE_INFINITY);
  const log: LogSight = {
    records: count([...sight.success, ...sight.failure, ...sight.either]),
    days,
    success: now("success"),
    failure: now("failure"),
    partly,
    seen: { success: count(sight.success) > 0, failure: count(sight.failure) > 0 },
  };
  const recommended = by[input.role];
  const [without, many] = SILENCE.get(pair) ?? [null, 0];
  const isSilent = without !== null && !partly && log.records === 0 && count([without]) >= many;
  const isMissed = isSilent && input.enough && !input.filtered;
  const isOff = (outcome: "success" | "failure"): boolean => {
    if (policy.state === "set") return !policy[outcome];
    if (log[outcome] !== null) return log[outcome] === false;
    return endsUnanswered(guid, outcome, input) || (outcome === "success" && isMissed);
  };
  const missing = (advice: Advised, outcome: "success" | "failure") =>
    advice[outcome] === "yes" && isOff(outcome);
  return {
    guid,
    name: AUDIT_SUBCATEGORIES.find((each) => each.guid === guid)?.name ?? guid,
    recommended,
    byRole: by,
    policy,
    asked: settingOf(input.policies.asked, guid),
    log,
    contradiction: contradictionOf(policy, log, isMissed),
    commands: Object.fromEntries(
      LEVELS.map((level) => [
        level,
        setCommand(guid, missing(recommended[level], "success"), missing(recommended[level], "failure")),
      ]),
    ) as Record<Level, string | null>,
  };
}

/** Whether a question that needs this outcome ends with no. */
function endsUnanswered(guid: string, outcome: "success" | "failure", { answers }: SettingsInput): boolean {
  return QUESTIONS.some(
    (question) =>
      NEEDS[question].guid === guid &&
      NEEDS[question].outcome === outcome &&
      answers[question].findLast(({ answer }) => answer !== "unknown")?.answer === "no",
  );
}

function contradictionOf(policy: PolicySetting, log: LogSight, isMissed: boolean): Contradiction | null {
  if (policy.state !== "set") return null;
  if (policy.success && isMissed) return "auditedButSilent";
  // One change of the policy in the log explains records of another time.
  const differs = (outcome: "success" | "failure") =>
    log[outcome] !== null && log[outcome] !== policy[outcome];
  if (policy.from !== "basic" && (differs("success") || differs("failure"))) return "changedSince";
  const isOff = !policy.success && !policy.failure;
  if (isOff && log.records > 0 && log.success === null && log.failure === null) return "offButRecorded";
  const isSeen = (outcome: "success" | "failure") =>
    !policy[outcome] && log.seen[outcome] && log[outcome] === null;
  return isSeen("success") || isSeen("failure") ? "offButRecorded" : null;
}
