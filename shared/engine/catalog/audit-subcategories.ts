import { type AuditCategory, subcategoryGuid } from "../../types/policy.ts";

export interface AuditSubcategory {
  /** First 32 bits of the GUID, in which alone subcategories differ. */
  readonly id: number;
  /** Upper case with braces. */
  readonly guid: string;
  /** English name, for people; files are never matched by it. */
  readonly name: SubcategoryName;
  readonly category: AuditCategory;
}

const SYSTEM: AuditCategory = "AuditSystemEvents";
const LOGON: AuditCategory = "AuditLogonEvents";
const POLICY: AuditCategory = "AuditPolicyChange";
const ACCOUNTS: AuditCategory = "AuditAccountManage";
const CREDENTIALS: AuditCategory = "AuditAccountLogon";

/** Last digit pair of the first part of the GUID, name, category. GUIDs and names as in [MS-GPAC]. */
const ROWS = [
  [0x10, "Security State Change", SYSTEM],
  [0x11, "Security System Extension", SYSTEM],
  [0x12, "System Integrity", SYSTEM],
  [0x14, "Other System Events", SYSTEM],
  [0x15, "Logon", LOGON],
  [0x16, "Logoff", LOGON],
  [0x17, "Account Lockout", LOGON],
  [0x1b, "Special Logon", LOGON],
  [0x1c, "Other Logon/Logoff Events", LOGON],
  [0x2f, "Audit Policy Change", POLICY],
  [0x30, "Authentication Policy Change", POLICY],
  [0x35, "User Account Management", ACCOUNTS],
  [0x3f, "Credential Validation", CREDENTIALS],
  [0x40, "Kerberos Service Ticket Operations", CREDENTIALS],
  [0x42, "Kerberos Authentication Service", CREDENTIALS],
  [0x43, "Network Policy Server", LOGON],
  [0x47, "User/Device Claims", LOGON],
  [0x49, "Group Membership", LOGON],
] as const satisfies readonly (readonly [number, string, AuditCategory])[];

/** English names of the subcategories, by which tables of other languages know them. */
export type SubcategoryName = (typeof ROWS)[number][1];

/** The subcategories that say something about logons, by GUID; a policy may name others. */
export const AUDIT_SUBCATEGORIES: readonly AuditSubcategory[] = ROWS.map(([pair, name, category]) => {
  const id = 0x0cce9200 + pair;
  return { id, guid: subcategoryGuid(id), name, category };
});
