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
import { answersTo } from "./answers.ts";
import { auditOf } from "./audit-of.ts";
import { enoughToJudge } from "./enough.ts";
import { logsOf } from "./logs-of.ts";
import { type CasePolicy, type OwnPolicies, ownPolicies, policiesOf } from "./policy-of.ts";
import type { Role } from "./recommended.ts";
import { type Retention, retentionOf } from "./retention.ts";
import { roleOf, type SettingRow, settingRows } from "./settings.ts";

/** What the evidence of one computer can carry. */
export interface ComputerCoverage {
  readonly computer: ComputerInfo;
  /** Null: nothing shows that it is a domain controller; the settings of all others are the same. */
  readonly role: Role | null;
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

/** Which questions a case can answer, for every computer and moment, and why. */
export function assessCoverage(data: CaseData, window: CoverageWindow): CaseCoverage {
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
    return assessComputer(data, computer, own, { from, to }, verdicts.get(computer.name) ?? []);
  });
  const used = new Set(computers.flatMap((each) => each.policies.effective));
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
  data: CaseData,
  computer: ComputerInfo,
  policies: OwnPolicies,
  { from, to }: { readonly from: Ticks; readonly to: Ticks },
  verdicts: readonly Verdict[],
): ComputerCoverage {
  const { segments, changes, notices } = auditOf(data, computer.key);
  const { coverage, holes } = logsOf(data, computer);
  const answers = Object.fromEntries(
    QUESTIONS.map((question) => [question, answersTo(question, { data, computer, policies, from, to })]),
  ) as Record<Question, readonly AnswerSpan[]>;
  const role = roleOf(segments);
  return {
    computer,
    role,
    coverage,
    holes,
    answers,
    changes,
    notices,
    policies,
    settings: settingRows({
      role: role ?? "memberServer",
      policies,
      segments,
      changes,
      filtered: isFiltered(coverage),
      enough: enoughToJudge(segments, coverage),
      answers,
    }),
    retention: retentionOf(data, computer, coverage),
    verdicts,
  };
}

function isFiltered(coverage: readonly Coverage[]): boolean {
  return coverage.some(({ filtered, channel }) => filtered && channel.toLowerCase() === "security");
}
