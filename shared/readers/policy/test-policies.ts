import { subcategoryGuid } from "../../types/policy.ts";

/* Policy files as Windows writes them, made for tests. */

export const ENGLISH_HEADER =
  "Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting";
export const JAPANESE_HEADER =
  "コンピューター名,ポリシー ターゲット,サブカテゴリ,サブカテゴリ GUID,包含設定,除外設定";

export interface PolicyRowSketch {
  readonly pair: number;
  readonly name?: string;
  readonly words?: string;
  readonly value?: string;
  readonly machine?: string;
  readonly target?: string;
}

/** `auditpol /get /r`, or with values `auditpol /backup` and `audit.csv`. */
export function policyCsv(rows: readonly PolicyRowSketch[], header = ENGLISH_HEADER): string {
  const hasValues = rows.some(({ value }) => value !== undefined);
  const lines = rows.map(
    ({ pair, name = "x", words = "", value = "", machine = "PC1", target = "System" }) => {
      const guid = subcategoryGuid(0x0cce9200 + pair);
      return `${machine},${target},${name},${guid},${words},${hasValues ? `,${value}` : ""}`;
    },
  );
  return `${[hasValues ? `${header},Setting Value` : header, ...lines].join("\r\n")}\r\n`;
}

/** `secedit /export`. */
export const SECEDIT = [
  "[Unicode]",
  "Unicode=yes",
  "[System Access]",
  "MinimumPasswordAge = 0",
  "[Event Audit]",
  "AuditSystemEvents = 1",
  "AuditLogonEvents = 3",
  "AuditObjectAccess = 0",
  "AuditPrivilegeUse = 0",
  "AuditPolicyChange = 1",
  "AuditAccountManage = 2",
  "AuditProcessTracking = 0",
  "AuditDSAccess = 0",
  "AuditAccountLogon = 0",
  "[Registry Values]",
  "MACHINE\\System\\CurrentControlSet\\Control\\Lsa\\SCENoApplyLegacyAuditPolicy=4,1",
  "[Version]",
  'signature="$CHICAGO$"',
  "",
].join("\r\n");

/** UTF-16LE with a byte order mark, as `secedit` and PowerShell write. */
export function utf16(text: string): Uint8Array {
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    bytes[2 + i * 2] = code & 0xff;
    bytes[3 + i * 2] = code >> 8;
  }
  return bytes;
}
