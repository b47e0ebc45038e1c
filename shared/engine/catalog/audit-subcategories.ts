import { type AuditCategory, subcategoryGuid } from "../../types/policy.ts";

export interface AuditSubcategory {
  /** First 32 bits of the GUID, in which alone subcategories differ. */
  readonly id: number;
  /** Upper case with braces. */
  readonly guid: string;
  /** English name, for people; files are never matched by it. */
  readonly name: string;
  readonly category: AuditCategory;
  /** Task number in the records of the Security log; null where none was seen. */
  readonly task: number | null;
}

const SYSTEM: AuditCategory = "AuditSystemEvents";
const LOGON: AuditCategory = "AuditLogonEvents";
const OBJECT: AuditCategory = "AuditObjectAccess";
const PRIVILEGE: AuditCategory = "AuditPrivilegeUse";
const TRACKING: AuditCategory = "AuditProcessTracking";
const POLICY: AuditCategory = "AuditPolicyChange";
const ACCOUNTS: AuditCategory = "AuditAccountManage";
const DIRECTORY: AuditCategory = "AuditDSAccess";
const CREDENTIALS: AuditCategory = "AuditAccountLogon";

/** Third and fourth digit pair of the GUID, name, category, task. GUIDs and names as in [MS-GPAC]. */
const ROWS: readonly (readonly [number, string, AuditCategory, (number | null)?])[] = [
  [0x10, "Security State Change", SYSTEM, 12288],
  [0x11, "Security System Extension", SYSTEM, 12289],
  [0x12, "System Integrity", SYSTEM, 12290],
  [0x13, "IPsec Driver", SYSTEM, 12291],
  [0x14, "Other System Events", SYSTEM, 12292],
  [0x15, "Logon", LOGON, 12544],
  [0x16, "Logoff", LOGON, 12545],
  [0x17, "Account Lockout", LOGON, 12546],
  [0x18, "IPsec Main Mode", LOGON, 12547],
  [0x19, "IPsec Quick Mode", LOGON, 12549],
  [0x1a, "IPsec Extended Mode", LOGON, 12550],
  [0x1b, "Special Logon", LOGON, 12548],
  [0x1c, "Other Logon/Logoff Events", LOGON, 12551],
  [0x1d, "File System", OBJECT, 12800],
  [0x1e, "Registry", OBJECT, 12801],
  [0x1f, "Kernel Object", OBJECT, 12802],
  [0x20, "SAM", OBJECT, 12803],
  [0x21, "Certification Services", OBJECT, 12805],
  [0x22, "Application Generated", OBJECT, 12806],
  [0x23, "Handle Manipulation", OBJECT, 12807],
  [0x24, "File Share", OBJECT, 12808],
  [0x25, "Filtering Platform Packet Drop", OBJECT, 12809],
  [0x26, "Filtering Platform Connection", OBJECT, 12810],
  [0x27, "Other Object Access Events", OBJECT, 12804],
  [0x28, "Sensitive Privilege Use", PRIVILEGE, 13056],
  [0x29, "Non Sensitive Privilege Use", PRIVILEGE, 13057],
  [0x2a, "Other Privilege Use Events", PRIVILEGE, 13058],
  [0x2b, "Process Creation", TRACKING, 13312],
  [0x2c, "Process Termination", TRACKING, 13313],
  [0x2d, "DPAPI Activity", TRACKING, 13314],
  [0x2e, "RPC Events", TRACKING, 13315],
  [0x2f, "Audit Policy Change", POLICY, 13568],
  [0x30, "Authentication Policy Change", POLICY, 13569],
  [0x31, "Authorization Policy Change", POLICY, 13570],
  [0x32, "MPSSVC Rule-Level Policy Change", POLICY, 13571],
  [0x33, "Filtering Platform Policy Change", POLICY, 13572],
  [0x34, "Other Policy Change Events", POLICY, 13573],
  [0x35, "User Account Management", ACCOUNTS, 13824],
  [0x36, "Computer Account Management", ACCOUNTS, 13825],
  [0x37, "Security Group Management", ACCOUNTS, 13826],
  [0x38, "Distribution Group Management", ACCOUNTS, 13827],
  [0x39, "Application Group Management", ACCOUNTS, 13828],
  [0x3a, "Other Account Management Events", ACCOUNTS, 13829],
  [0x3b, "Directory Service Access", DIRECTORY, 14080],
  [0x3c, "Directory Service Changes", DIRECTORY, 14081],
  [0x3d, "Directory Service Replication", DIRECTORY, 14082],
  [0x3e, "Detailed Directory Service Replication", DIRECTORY, 14083],
  [0x3f, "Credential Validation", CREDENTIALS, 14336],
  [0x40, "Kerberos Service Ticket Operations", CREDENTIALS, 14337],
  [0x41, "Other Account Logon Events", CREDENTIALS, 14338],
  [0x42, "Kerberos Authentication Service", CREDENTIALS, 14339],
  [0x43, "Network Policy Server", LOGON, 12552],
  [0x44, "Detailed File Share", OBJECT, 12811],
  [0x45, "Removable Storage", OBJECT, 12812],
  [0x46, "Central Policy Staging", OBJECT, 12813],
  [0x47, "User/Device Claims", LOGON],
  [0x48, "Plug and Play Events", TRACKING, 13316],
  [0x49, "Group Membership", LOGON, 12554],
  [0x4a, "Token Right Adjusted Events", TRACKING, 13317],
];

/** Every subcategory of the audit policy of Windows, by GUID. */
export const AUDIT_SUBCATEGORIES: readonly AuditSubcategory[] = ROWS.map(
  ([pair, name, category, task = null]) => {
    const id = 0x0cce9200 + pair;
    return { id, guid: subcategoryGuid(id), name, category, task };
  },
);

const BY_ID: ReadonlyMap<number, AuditSubcategory> = new Map(
  AUDIT_SUBCATEGORIES.map((each) => [each.id, each]),
);

/** The subcategory whose GUID begins with these 32 bits; null for an unknown one. */
export function subcategoryOf(id: number): AuditSubcategory | null {
  return BY_ID.get(id) ?? null;
}

/** The subcategories that an old category stands for. */
export function subcategoriesIn(category: AuditCategory): readonly AuditSubcategory[] {
  return AUDIT_SUBCATEGORIES.filter((each) => each.category === category);
}
