import { SECOND } from "./clock.ts";
import { NOBODY, SERVICES, SYSTEM, writeGone, writeLogon, writePrivileges } from "./logon-records.ts";
import type { Machine } from "./machine.ts";
import { BACKUP, type Person } from "./people.ts";

/*
 * The logons that nobody makes: services, computers, scheduled tasks. They are most of a real Security log.
 */
const SERVICE_PRIVILEGES = [
  "SeAssignPrimaryTokenPrivilege",
  "SeTcbPrivilege",
  "SeSecurityPrivilege",
  "SeTakeOwnershipPrivilege",
  "SeLoadDriverPrivilege",
  "SeBackupPrivilege",
  "SeRestorePrivilege",
  "SeDebugPrivilege",
  "SeAuditPrivilege",
  "SeSystemEnvironmentPrivilege",
  "SeImpersonatePrivilege",
  "SeDelegateSessionUserImpersonatePrivilege",
];
const NETWORK_SERVICE = { name: "NETWORK SERVICE", domain: "NT AUTHORITY", sid: "S-1-5-20", logonId: 0x3e4n };
const LOCAL_SERVICE = { name: "LOCAL SERVICE", domain: "NT AUTHORITY", sid: "S-1-5-19", logonId: 0x3e5n };
const LOCAL_SYSTEM = { ...SYSTEM, logonId: 0x3e7n };

function serviceLogon(machine: Machine, seconds: number, account: typeof LOCAL_SYSTEM): void {
  writeLogon(machine, seconds, {
    account,
    logonId: account.logonId,
    type: 5,
    logonProcess: "Advapi  ",
    authentication: "Negotiate",
    process: { id: 0x2f8, path: SERVICES },
    elevated: true,
  });
  writePrivileges(machine, seconds + 0.001, account, account.logonId, SERVICE_PRIVILEGES);
}

/** The services that start with Windows, and those that come and go while it runs. */
export function writeStartupLogons(machine: Machine): void {
  serviceLogon(machine, 4.1, LOCAL_SYSTEM);
  serviceLogon(machine, 4.9, NETWORK_SERVICE);
  serviceLogon(machine, 5.2, LOCAL_SERVICE);
  for (let i = 0; i < 9; i++) serviceLogon(machine, 6 + i * 1.7 + machine.random.next(), LOCAL_SYSTEM);
  serviceNow(machine);
}

function serviceNow(machine: Machine): void {
  machine.later(machine.random.between(9, 33) * 60, () => {
    serviceLogon(machine, 0, LOCAL_SYSTEM);
    serviceNow(machine);
  });
}

/** After a sleep the chain of `serviceNow` is broken; this takes it up. */
export function resumeServices(machine: Machine): void {
  serviceLogon(machine, 2.4, LOCAL_SYSTEM);
  serviceNow(machine);
}

/** A computer of the domain, or a user's computer for its user, reads something here: a network logon of seconds. */
export function networkVisit(machine: Machine, visitor: Person, address: string): void {
  const logonId = machine.nextLogonId();
  const elevated = visitor.name.endsWith("$");
  // Of a network logon the privileges are written first.
  if (elevated) writePrivileges(machine, 0, visitor, logonId, ["SeImpersonatePrivilege"]);
  writeLogon(machine, 0.001, {
    account: { ...visitor, domain: "CORP.EXAMPLE" },
    logonId,
    type: 3,
    subject: { account: NOBODY, logonId: 0n },
    logonProcess: "Kerberos",
    authentication: "Kerberos",
    guid: machine.random.guid(),
    address,
    port: String(machine.random.between(49_152, 65_500)),
    elevated,
  });
  machine.later(machine.random.between(1, 900) / 10, () => writeGone(machine, 0, visitor, logonId, 3));
}

/** The nightly backup task. */
export function backupTask(machine: Machine): void {
  const logonId = machine.nextLogonId();
  writeLogon(machine, 0, {
    account: BACKUP,
    logonId,
    type: 4,
    logonProcess: "Advapi  ",
    authentication: "Negotiate",
    workstation: machine.name,
    process: { id: machine.running.svchost, path: "C:\\Windows\\System32\\svchost.exe" },
    elevated: true,
  });
  writePrivileges(machine, 0.001, BACKUP, logonId, ["SeBackupPrivilege", "SeRestorePrivilege"]);
  machine.later(2100 + machine.random.between(0, 600), () => writeGone(machine, 0, BACKUP, logonId, 4));
}

/** The time service nudges the clock by a fraction of a second. */
export function clockNudge(machine: Machine): void {
  const time = machine.now;
  machine.audit("4616v1", 0, {
    SubjectUserSid: "S-1-5-19",
    SubjectUserName: "LOCAL SERVICE",
    SubjectDomainName: "NT AUTHORITY",
    SubjectLogonId: 0x3e5n,
    PreviousTime: (time - 0.31 * SECOND) as typeof time,
    NewTime: time,
    ProcessId: machine.running.svchost,
    ProcessName: "C:\\Windows\\System32\\svchost.exe",
  });
}
