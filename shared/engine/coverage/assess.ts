import type { CaseData, ComputerInfo, Coverage, LogHole } from "../../types/case.ts";
import {
  type AnswerSpan,
  type LogNotice,
  type PolicyChange,
  QUESTIONS,
  type Question,
} from "../../types/coverage.ts";
import type { Ticks } from "../../types/units.ts";
import { judgeCase, type Verdict } from "../verdicts.ts";
import { type AnswerInput, answersTo } from "./answers.ts";
import { auditOf } from "./audit-of.ts";
import { doubtOf } from "./doubts.ts";
import { enoughToJudge } from "./enough.ts";
import { logsOf } from "./logs-of.ts";
import { type CasePolicy, type OwnPolicies, ownPolicies, policiesOf } from "./policy-of.ts";
import type { Role } from "./recommended.ts";
import { type Retention, retentionOf } from "./retention.ts";
import { type KnownRole, NO_CHOICE, type RoleChoice, roleOf } from "./roles.ts";
import { type SettingRow, settingRows } from "./settings.ts";

/** What the evidence of one computer can carry. */
export interface ComputerCoverage {
  readonly computer: ComputerInfo;
  readonly role: KnownRole;
  readonly coverage: readonly Coverage[];
  readonly holes: readonly LogHole[];
  readonly answers: Readonly<Record<Question, readonly AnswerSpan[]>>;
  readonly changes: readonly PolicyChange[];
  readonly notices: readonly LogNotice[];
  readonly policies: OwnPolicies;
  readonly settings: readonly SettingRow[];
  readonly retention: Retention | null;
  readonly verdicts: readonly Verdict[];
}

export interface CaseCoverage {
  /** What is asked about; by default all that any log covers. */
  readonly from: Ticks;
  readonly to: Ticks;
  readonly computers: readonly ComputerCoverage[];
  /** Policy files that belong to no computer of the case. */
  readonly strayPolicies: readonly CasePolicy[];
}

export interface CoverageWindow {
  /** `NaN` for no bound. */
  readonly from: number;
  readonly to: number;
}

/** Which questions a case can answer, for every computer and moment, and why. Roles decide what is recommended. */
export function assessCoverage(
  data: CaseData,
  window: CoverageWindow,
  roles: RoleChoice = NO_CHOICE,
): CaseCoverage {
  const covered = coveredBy(data);
  const from = (Number.isNaN(window.from) ? covered.from : window.from) as Ticks;
  const to = (Number.isNaN(window.to) ? covered.to : window.to) as Ticks;
  const policies = policiesOf(data.sources);
  const verdicts = new Map<string, Verdict[]>();
  for (const verdict of judgeCase(data, window.from)) {
    const list = verdicts.get(verdict.computer);
    if (list === undefined) verdicts.set(verdict.computer, [verdict]);
    else list.push(verdict);
  }
  const computers = data.computers.map((computer) => {
    const own = ownPolicies(policies, computer, data.computers);
    const told = verdicts.get(computer.name) ?? [];
    return assessComputer({ data, computer, policies: own, from, to }, told, roles);
  });
  const used = new Set(computers.flatMap(({ policies: own }) => [...own.effective, ...own.logSettings]));
  const strayPolicies = policies.filter((each) => !used.has(each) && each.policy.kind !== "groupPolicy");
  return { from, to, computers, strayPolicies };
}

/** First and last record of all computers, by clocks put right: those of the sources are as written. */
function coveredBy({ computers, oldest, newest }: CaseData): CoverageWindow {
  let from = Number.NaN;
  let to = Number.NaN;
  for (const each of computers) {
    if (!(from <= each.oldest)) from = each.oldest;
    if (!(to >= each.newest)) to = each.newest;
  }
  return Number.isNaN(from) || Number.isNaN(to) ? { from: oldest, to: newest } : { from, to };
}

function assessComputer(
  asked: AnswerInput,
  verdicts: readonly Verdict[],
  roles: RoleChoice,
): ComputerCoverage {
  const { data, computer, policies } = asked;
  const { segments, changes, notices } = auditOf(data, computer.key);
  const { coverage, holes } = logsOf(data, computer);
  const answers = Object.fromEntries(
    QUESTIONS.map((question) => [question, answersTo(question, asked)]),
  ) as Record<Question, readonly AnswerSpan[]>;
  const role = roleOf(computer, segments, roles);
  const own = { computer, role, coverage, holes, answers, changes, notices, policies, verdicts };
  return {
    ...own,
    settings: settingsOf(data, own),
    retention: retentionOf({ data, computer, coverage, policies }),
  };
}

/** The same computer in the role that the user gives it; null goes by the evidence. Changes what is recommended only. */
export function inRole(data: CaseData, own: ComputerCoverage, role: Role | null): ComputerCoverage {
  const { segments } = auditOf(data, own.computer.key);
  const known = roleOf(own.computer, segments, { ...NO_CHOICE, all: role });
  if (known.role === own.role.role && known.from === own.role.from) return own;
  const changed = { ...own, role: known };
  return { ...changed, settings: settingsOf(data, changed) };
}

/** Where nothing tells the role, what is recommended for all but domain controllers stands first. */
function settingsOf(data: CaseData, own: Omit<ComputerCoverage, "settings" | "retention">) {
  const { segments } = auditOf(data, own.computer.key);
  return settingRows({
    role: own.role.role ?? "memberServer",
    policies: own.policies,
    segments,
    changes: own.changes,
    filtered: doubtOf(own.coverage) !== null,
    enough: enoughToJudge(segments, own.coverage),
    answers: own.answers,
  });
}
