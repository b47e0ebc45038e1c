/*
 * Identities that mean the same on every Windows computer.
 * Sources: [MS-DTYP] 2.4.2.4 (well-known SIDs); Microsoft Learn, "Security identifiers"; LogonIds of the built-in
 * logon sessions from ntifs.h (SYSTEM_LUID and its neighbours), all below 0x3e8.
 */

interface BuiltInLogon {
  readonly logonId: number;
  readonly account: string;
  readonly sid: string;
}

/** The logon sessions that have the same LogonId in every boot. */
export const BUILT_IN_LOGONS: readonly BuiltInLogon[] = [
  { logonId: 0x3e7, account: "SYSTEM", sid: "S-1-5-18" },
  { logonId: 0x3e5, account: "LOCAL SERVICE", sid: "S-1-5-19" },
  { logonId: 0x3e4, account: "NETWORK SERVICE", sid: "S-1-5-20" },
  { logonId: 0x3e3, account: "IUSR", sid: "S-1-5-17" },
  { logonId: 0x3e6, account: "ANONYMOUS LOGON", sid: "S-1-5-7" },
];

/** What an account is, by its SID alone. */
export type SidClass =
  | "none"
  | "system"
  | "anonymous"
  | "virtualService"
  | "windowManager"
  | "fontDriver"
  | "virtualUser"
  | "account"
  | "entraAccount"
  | "other";

const FIXED: Readonly<Record<string, SidClass>> = {
  "": "none",
  "S-1-0-0": "none",
  "S-1-5-7": "anonymous",
  "S-1-5-17": "virtualService",
  "S-1-5-18": "system",
  "S-1-5-19": "system",
  "S-1-5-20": "system",
};

const PREFIXES: readonly (readonly [prefix: string, kind: SidClass])[] = [
  ["S-1-5-21-", "account"],
  ["S-1-12-1-", "entraAccount"],
  ["S-1-5-80-", "virtualService"],
  ["S-1-5-82-", "virtualService"],
  ["S-1-5-83-", "virtualService"],
  ["S-1-5-90-", "windowManager"],
  ["S-1-5-96-", "fontDriver"],
  ["S-1-5-111-", "virtualUser"],
];

/** Class of an account by its SID as text (`S-1-…`); an empty text is `none`. */
export function sidClass(sid: string): SidClass {
  if (Object.hasOwn(FIXED, sid)) return FIXED[sid]!;
  return PREFIXES.find(([prefix]) => sid.startsWith(prefix))?.[1] ?? "other";
}

const NAMES: Readonly<Record<string, string>> = {
  "S-1-0-0": "NULL SID",
  "S-1-5-7": "ANONYMOUS LOGON",
  "S-1-5-17": "IUSR",
  "S-1-5-18": "SYSTEM",
  "S-1-5-19": "LOCAL SERVICE",
  "S-1-5-20": "NETWORK SERVICE",
};

/** Name of a well-known SID, including built-in Administrator (-500) and Guest (-501); null for any other. */
export function wellKnownName(sid: string): string | null {
  if (Object.hasOwn(NAMES, sid)) return NAMES[sid]!;
  if (!sid.startsWith("S-1-5-21-")) return null;
  if (sid.endsWith("-500")) return "Administrator";
  return sid.endsWith("-501") ? "Guest" : null;
}

/** Computer accounts, and group managed service accounts, end in `$`. */
export function isMachineName(name: string): boolean {
  return name.endsWith("$");
}

/** Window Manager and Font Driver Host: `DWM-1`, `UMFD-0`. */
export function isDesktopHelperName(name: string): boolean {
  return /^(?:DWM|UMFD)-\d+$/i.test(name);
}
