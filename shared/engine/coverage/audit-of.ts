import type { CaseData } from "../../types/case.ts";
import type { AuditEvidence, AuditSegment, LogNotice, PolicyChange } from "../../types/coverage.ts";

/** What is known of the audit policy of one computer. */
export interface ComputerAudit {
  readonly segments: readonly AuditSegment[];
  readonly changes: readonly PolicyChange[];
  readonly notices: readonly LogNotice[];
  /** Sources whose Security log has gone round. */
  readonly turned: readonly number[];
}

interface Lists {
  readonly segments: AuditSegment[];
  readonly changes: PolicyChange[];
  readonly notices: LogNotice[];
  readonly turned: number[];
}

const NOTHING: ComputerAudit = { segments: [], changes: [], notices: [], turned: [] };

/** Sorted by computer once: a case of ten thousand computers asks ten thousand times. */
const known = new WeakMap<AuditEvidence, ReadonlyMap<string, ComputerAudit>>();

/** The evidence about one computer, by its key. */
export function auditOf({ audit }: Pick<CaseData, "audit">, key: string): ComputerAudit {
  if (audit === undefined) return NOTHING;
  let found = known.get(audit);
  if (found === undefined) {
    found = byComputer(audit);
    known.set(audit, found);
  }
  return found.get(key) ?? NOTHING;
}

function byComputer({
  segments,
  changes,
  notices,
  turned,
}: AuditEvidence): ReadonlyMap<string, ComputerAudit> {
  const all = new Map<string, Lists>();
  const of = (computer: string): Lists => {
    let lists = all.get(computer);
    if (lists === undefined) {
      lists = { segments: [], changes: [], notices: [], turned: [] };
      all.set(computer, lists);
    }
    return lists;
  };
  for (const each of segments) of(each.computer).segments.push(each);
  for (const each of changes) of(each.computer).changes.push(each);
  for (const each of notices) of(each.computer).notices.push(each);
  for (const each of turned) of(each.computer).turned.push(each.source);
  return all;
}
