import type { AuditPolicy, PolicyKind } from "../types/policy.ts";

const KINDS: Readonly<Record<PolicyKind, string>> = {
  auditpol: "audit policy",
  backup: "audit policy",
  groupPolicy: "audit settings of a group policy",
  logSettings: "settings of the Security log",
  basic: "basic audit policy (may be overridden)",
};

/** What a policy file is, in a few words: `audit policy of PC1`. */
export function policyText({ kind, computer }: AuditPolicy): string {
  return computer === null ? KINDS[kind] : `${KINDS[kind]} of ${computer}`;
}
