/** An account of the story. */
export interface Person {
  readonly name: string;
  /** NetBIOS name of the domain, or of the computer for a local account. */
  readonly domain: string;
  readonly sid: string;
  /** Administrators get two tokens at a desktop logon. */
  readonly admin: boolean;
}

export const DOMAIN = "CORP";
export const DNS_SUFFIX = "corp.example";
const DOMAIN_SID = "S-1-5-21-1954734401-2671190318-3620471955";
const RECEPTION_SID = "S-1-5-21-816203477-1530964822-2287710655-1001";

function member(name: string, rid: number, admin = false): Person {
  return { name, domain: DOMAIN, sid: `${DOMAIN_SID}-${rid}`, admin };
}

export const ANNA = member("anna", 1104);
export const BEN = member("ben", 1105);
export const CARLA = member("carla", 1106);
export const DMITRI = member("dmitri", 1107);
export const ADMIN_IT = member("admin-it", 1110, true);
export const BACKUP = member("svc-backup", 1121);
/** Shared by the front desk; it exists on PC-022 alone, so that computer itself counts its wrong passwords. */
export const RECEPTION: Person = { name: "reception", domain: "PC-022", sid: RECEPTION_SID, admin: false };

export const PC_014 = "PC-014";
export const PC_022 = "PC-022";
export const SRV_RDS = "SRV-RDS";

/** The account of a computer in the domain. */
export function computerAccount(name: string, rid: number): Person {
  return { name: `${name}$`, domain: DOMAIN, sid: `${DOMAIN_SID}-${rid}`, admin: false };
}
