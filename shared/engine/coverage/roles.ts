import type { ComputerInfo } from "../../types/case.ts";
import type { AuditSegment, EvidenceSign } from "../../types/coverage.ts";
import type { Role } from "./recommended.ts";

/** What the user says the computers of a case are. */
export interface RoleChoice {
  /** Of all that `byComputer` does not name; null leaves it to the evidence. */
  readonly all: Role | null;
  /** By name or key of the computer, in lower case. */
  readonly byComputer: ReadonlyMap<string, Role>;
}

export const NO_CHOICE: RoleChoice = { all: null, byComputer: new Map() };

/** The role of a computer, and how it is known: `chosen` by the user, or from what only a domain controller writes. */
export interface KnownRole {
  /** Null: neither says. Nothing that a log holds tells a member server from a workstation. */
  readonly role: Role | null;
  readonly from: "chosen" | "evidence" | null;
}

const KDC_SIGNS: readonly EvidenceSign[] = [
  "kerberosRequest",
  "kerberosGranted",
  "kerberosRefused",
  "serviceTicket",
  "serviceTicketGranted",
  "serviceTicketRefused",
];

/** Whether a log is that of a domain controller: only these issue Kerberos tickets (4768, 4769). */
export function isController(segments: readonly AuditSegment[]): boolean {
  return segments.some(({ counts }) => KDC_SIGNS.some((sign) => (counts[sign] ?? 0) > 0));
}

/** The role of a computer; what the user says comes first. */
export function roleOf(
  computer: ComputerInfo,
  segments: readonly AuditSegment[],
  choice: RoleChoice,
): KnownRole {
  const names = [computer.key, computer.name, ...computer.aliases].map((name) => name.toLowerCase());
  const named = names.find((name) => choice.byComputer.has(name));
  const chosen = named === undefined ? choice.all : choice.byComputer.get(named)!;
  if (chosen !== null) return { role: chosen, from: "chosen" };
  return isController(segments) ? { role: "domainController", from: "evidence" } : { role: null, from: null };
}
