import type { ComputerInfo } from "../../types/case.ts";
import type { AuditPolicy, PolicyKind } from "../../types/policy.ts";
import type { SourceInfo } from "../../types/source.ts";
import { AUDIT_SUBCATEGORIES } from "../catalog/audit-subcategories.ts";

/** A policy file of a case. */
export interface CasePolicy {
  /** Position in the list of sources. */
  readonly source: number;
  readonly policy: AuditPolicy;
}

/** What the policy files say for one computer. */
export interface OwnPolicies {
  /** In force on this computer when the file was written. */
  readonly effective: readonly CasePolicy[];
  /** Asked for by group policies, whether in force or not. */
  readonly asked: readonly CasePolicy[];
  /** Files that no computer of the case has for its own: those that name another one, or none. */
  readonly others: readonly CasePolicy[];
  /** Settings of its Security log, which tell nothing of what is audited. */
  readonly logSettings: readonly CasePolicy[];
}

/** What is known of one subcategory. `unknown`: the files disagree, or say it in words that are not known. */
export interface PolicySetting {
  readonly state: "set" | "notSet" | "unknown" | "silent";
  readonly success: boolean;
  readonly failure: boolean;
  /** The kind of the file that says it; null when none does. */
  readonly from: PolicyKind | null;
}

const SILENT: PolicySetting = { state: "silent", success: false, failure: false, from: null };

/** The policy files among the sources of a case. */
export function policiesOf(sources: readonly SourceInfo[]): readonly CasePolicy[] {
  return sources.flatMap(({ policy }, source) => (policy === undefined ? [] : [{ source, policy }]));
}

/**
 * Which policy files speak of a computer. One that names no computer belongs to the only computer of a case, else to
 * nobody; a group policy is asked for everywhere.
 */
export function ownPolicies(
  policies: readonly CasePolicy[],
  computer: ComputerInfo,
  all: readonly ComputerInfo[],
): OwnPolicies {
  const effective: CasePolicy[] = [];
  const asked: CasePolicy[] = [];
  const others: CasePolicy[] = [];
  const logSettings: CasePolicy[] = [];
  for (const each of policies) {
    const { kind, computer: name } = each.policy;
    if (kind === "groupPolicy") asked.push(each);
    else if (kind === "logSettings") {
      if (all.length === 1) logSettings.push(each);
    } else if (name === null ? all.length === 1 : isNamed(computer, name, all)) effective.push(each);
    else others.push(each);
  }
  return { effective, asked, others, logSettings };
}

/** Policy files name computers by their first label; logs by that or in full. */
function isNamed(computer: ComputerInfo, name: string, all: readonly ComputerInfo[]): boolean {
  const spellings = (info: ComputerInfo) =>
    [info.key, info.name, ...info.aliases].map((each) => each.toLowerCase());
  const wanted = name.toLowerCase();
  if (spellings(computer).includes(wanted)) return true;
  if (all.some((info) => spellings(info).includes(wanted))) return false;
  const label = (text: string) => text.split(".", 1)[0]!;
  const fits = (info: ComputerInfo) =>
    spellings(info).some(
      (each) => label(each) === label(wanted) && (!each.includes(".") || !wanted.includes(".")),
    );
  return fits(computer) && all.filter(fits).length === 1;
}

/** What files say together of a subcategory. Numbers and words of `auditpol` come before the old categories. */
export function settingOf(policies: readonly CasePolicy[], guid: string): PolicySetting {
  const found: PolicySetting[] = policies.flatMap(({ policy }) => {
    const setting = policy.settings.find((each) => each.guid === guid);
    return setting === undefined ? [] : [{ ...setting, from: policy.kind }];
  });
  const [first] = found;
  if (first === undefined) return basicSetting(policies, guid);
  const agree = found.every(
    ({ state, success, failure }) =>
      state === first.state && success === first.success && failure === first.failure,
  );
  const { state, success, failure, from } = first;
  return agree
    ? { state, success, failure, from }
    : { state: "unknown", success: false, failure: false, from };
}

function basicSetting(policies: readonly CasePolicy[], guid: string): PolicySetting {
  const category = AUDIT_SUBCATEGORIES.find((each) => each.guid === guid)?.category;
  const found = policies.flatMap(({ policy }) => {
    const setting = policy.categories.find((each) => each.category === category);
    return setting === undefined ? [] : [{ ...setting, forced: policy.forcesSubcategories === true }];
  });
  const [first] = found;
  if (first === undefined) return SILENT;
  const agree = found.every(({ success, failure }) => success === first.success && failure === first.failure);
  // Where subcategories override, whatever the categories say is not in force.
  if (!agree || found.some(({ forced }) => forced))
    return { state: "unknown", success: false, failure: false, from: "basic" };
  return { state: "set", success: first.success, failure: first.failure, from: "basic" };
}
