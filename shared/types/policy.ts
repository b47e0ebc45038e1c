import type { Damage } from "./source.ts";

/**
 * What kind of file a policy was read from.
 *
 *   auditpol       `auditpol /get /category:* /r`: what is in force, in the words of its language, without numbers
 *   backup         `auditpol /backup`: what is in force, with numbers
 *   groupPolicy    `audit.csv` of a group policy: what was asked for, in force or not; names no computer
 *   basic          `secedit /export`: the nine old categories, which subcategory settings override
 *   logSettings    `wevtutil gl Security`: how large the log may grow, and nothing of what is audited; names no computer
 */
export const POLICY_KINDS = ["auditpol", "backup", "groupPolicy", "basic", "logSettings"] as const;
export type PolicyKind = (typeof POLICY_KINDS)[number];

/**
 * What a file says of one subcategory: `set` to what stands in `success` and `failure`; `notSet`, so that something
 * else decides; `unknown`: said in a language that is not known here.
 */
export const SETTING_STATES = ["set", "notSet", "unknown"] as const;
export type SettingState = (typeof SETTING_STATES)[number];

/** The nine old categories, by their names in a security template (`secedit`). */
export const AUDIT_CATEGORIES = [
  "AuditSystemEvents",
  "AuditLogonEvents",
  "AuditObjectAccess",
  "AuditPrivilegeUse",
  "AuditProcessTracking",
  "AuditPolicyChange",
  "AuditAccountManage",
  "AuditDSAccess",
  "AuditAccountLogon",
] as const;
export type AuditCategory = (typeof AUDIT_CATEGORIES)[number];

export interface CategorySetting {
  readonly category: AuditCategory;
  readonly success: boolean;
  readonly failure: boolean;
}

export interface SubcategorySetting {
  /** Upper case with braces, as event records write GUIDs. */
  readonly guid: string;
  readonly state: SettingState;
  /** False unless `state` is `set`. */
  readonly success: boolean;
  readonly failure: boolean;
}

/** An audit policy as a file tells it. */
export interface AuditPolicy {
  readonly kind: PolicyKind;
  /** Null when the file names no computer, or more than one. */
  readonly computer: string | null;
  /** Whom the rows are about, as written (`System`); null where the file has no such column. */
  readonly target: string | null;
  /** One for each subcategory the file speaks of, by GUID. */
  readonly settings: readonly SubcategorySetting[];
  /** Of a `basic` policy only: the categories it sets. */
  readonly categories: readonly CategorySetting[];
  /**
   * SCENoApplyLegacyAuditPolicy: whether subcategory settings override the old categories whatever these say; null
   * where the file is silent.
   */
  readonly forcesSubcategories: boolean | null;
  /** Rows about single users, which are left out. */
  readonly userRows: number;
  /** Rows left out because they are about further computers. */
  readonly otherComputers: number;
  /** How large the Security log may grow, in bytes; left out where the file does not say. */
  readonly logBytes?: number;
}

/** The answer of the reader of policy files. */
export interface PolicyFile {
  readonly policy: AuditPolicy;
  /** Lines that could not be read, with the byte offset of the first. */
  readonly damage: readonly Damage[];
  /** The first damaged line of the file, counted from 1; null without any. */
  readonly damagedLine: number | null;
}

const GUID = /^\{?(0cce92[0-9a-f]{2})-69ae-11d9-bed3-505054503030\}?$/i;

/** First 32 bits of the GUID of a subcategory, in which alone these differ, in any spelling; null for anything else. */
export function subcategoryId(guid: string): number | null {
  const match = GUID.exec(guid.trim());
  return match === null ? null : Number.parseInt(match[1]!, 16);
}

/** The GUID that begins with these 32 bits, in upper case with braces. */
export function subcategoryGuid(id: number): string {
  return `{${id.toString(16).toUpperCase().padStart(8, "0")}-69AE-11D9-BED3-505054503030}`;
}
