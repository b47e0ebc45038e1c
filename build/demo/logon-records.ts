import type { Client, Machine } from "./machine.ts";
import { DOMAIN, type Person } from "./people.ts";

export const NO_GUID = "{00000000-0000-0000-0000-000000000000}";
export const YES = "%%1842";
export const NO = "%%1843";
export const WINLOGON = "C:\\Windows\\System32\\winlogon.exe";
export const SVCHOST = "C:\\Windows\\System32\\svchost.exe";
export const SERVICES = "C:\\Windows\\System32\\services.exe";
export const CONSENT = "C:\\Windows\\System32\\consent.exe";

const ADMIN_PRIVILEGES = [
  "SeSecurityPrivilege",
  "SeTakeOwnershipPrivilege",
  "SeLoadDriverPrivilege",
  "SeBackupPrivilege",
  "SeRestorePrivilege",
  "SeDebugPrivilege",
  "SeSystemEnvironmentPrivilege",
  "SeImpersonatePrivilege",
  "SeDelegateSessionUserImpersonatePrivilege",
];

/** An account as a logon names it. */
export type Account = Pick<Person, "name" | "domain" | "sid">;
export const SYSTEM: Account = { name: "SYSTEM", domain: "NT AUTHORITY", sid: "S-1-5-18" };
export const NOBODY: Account = { name: "-", domain: "-", sid: "S-1-0-0" };
export const SYSTEM_LOGON = 0x3e7n;

export interface LogonRecord {
  readonly account: Account;
  readonly logonId: bigint;
  readonly type: number;
  readonly logonProcess: string;
  readonly authentication: string;
  readonly subject?: { readonly account: Account; readonly logonId: bigint };
  readonly elevated?: boolean;
  readonly linked?: bigint;
  readonly virtual?: boolean;
  readonly guid?: string;
  readonly workstation?: string;
  readonly process?: { readonly id: number; readonly path: string };
  readonly address?: string;
  readonly port?: string;
  readonly impersonation?: string;
}

/** The computer's own account, as it stands in the Subject of local logons. */
export function machineSubject(machine: Machine) {
  const account: Account = { name: `${machine.name}$`, domain: DOMAIN, sid: SYSTEM.sid };
  return { account, logonId: SYSTEM_LOGON };
}

export function subjectFields(subject: { readonly account: Account; readonly logonId: bigint }) {
  return {
    SubjectUserSid: subject.account.sid,
    SubjectUserName: subject.account.name,
    SubjectDomainName: subject.account.domain,
    SubjectLogonId: subject.logonId,
  };
}

export function targetFields(account: Account, logonId: bigint) {
  return {
    TargetUserSid: account.sid,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetLogonId: logonId,
  };
}

/** 4624 in the version of this computer's Windows. */
export function writeLogon(machine: Machine, seconds: number, logon: LogonRecord): void {
  const data = {
    ...subjectFields(logon.subject ?? machineSubject(machine)),
    ...targetFields(logon.account, logon.logonId),
    LogonType: logon.type,
    LogonProcessName: logon.logonProcess,
    AuthenticationPackageName: logon.authentication,
    WorkstationName: logon.workstation ?? "-",
    LogonGuid: logon.guid ?? NO_GUID,
    ProcessId: logon.process?.id ?? 0,
    ProcessName: logon.process?.path ?? "-",
    IpAddress: logon.address ?? "-",
    IpPort: logon.port ?? "-",
    ImpersonationLevel: logon.impersonation ?? "%%1833",
    VirtualAccount: logon.virtual === true ? YES : NO,
    TargetLinkedLogonId: logon.linked ?? 0n,
    ElevatedToken: logon.elevated === true ? YES : NO,
  };
  machine.audit(machine.setup.windows.logon, seconds, data);
}

/** 4672: this logon has administrator's rights. */
export function writePrivileges(
  machine: Machine,
  seconds: number,
  account: Account,
  logonId: bigint,
  privileges: readonly string[] = ADMIN_PRIVILEGES,
): void {
  machine.audit("4672", seconds, {
    ...subjectFields({ account, logonId }),
    PrivilegeList: privileges.join("\n\t\t\t"),
  });
}

/** 4634: a logon is gone. */
export function writeGone(
  machine: Machine,
  seconds: number,
  account: Account,
  logonId: bigint,
  type: number,
): void {
  machine.audit("4634", seconds, { ...targetFields(account, logonId), LogonType: type });
}

/** 4648 in the form that Windows 10 and later write before every desktop logon. */
export function writeCredentials(
  machine: Machine,
  seconds: number,
  account: Account,
  client: Client | null,
): void {
  machine.audit("4648", seconds, {
    ...subjectFields(machineSubject(machine)),
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetServerName: "localhost",
    TargetInfo: "localhost",
    ProcessId: machine.running.svchost,
    ProcessName: SVCHOST,
    IpAddress: client?.address ?? "127.0.0.1",
    IpPort: "0",
  });
}

/** The logon ids of a desktop logon: one, or an elevated and a filtered one that name each other. */
export function writeDesktopLogon(
  machine: Machine,
  seconds: number,
  person: Person,
  type: number,
  client: Client | null,
): { logonId: bigint; elevatedId: bigint | null } {
  const elevatedId = person.admin ? machine.nextLogonId() : null;
  const logonId = machine.nextLogonId();
  const common = {
    account: person,
    type,
    logonProcess: "User32 ",
    authentication: "Negotiate",
    workstation: machine.name,
    process: { id: machine.running.svchost, path: SVCHOST },
    address: client?.address ?? "127.0.0.1",
    port: "0",
  };
  writeCredentials(machine, seconds, person, client);
  const guid = person.domain === DOMAIN && type !== 11 ? machine.random.guid() : NO_GUID;
  if (elevatedId === null) {
    writeLogon(machine, seconds + 0.001, { ...common, logonId, guid });
  } else {
    writeLogon(machine, seconds + 0.001, {
      ...common,
      logonId: elevatedId,
      linked: logonId,
      elevated: true,
      guid,
    });
    writeLogon(machine, seconds + 0.002, { ...common, logonId, linked: elevatedId });
    writePrivileges(machine, seconds + 0.003, person, elevatedId);
  }
  return { logonId, elevatedId };
}
