import { plus, SECOND } from "./clock.ts";
import {
  CONSENT,
  SVCHOST,
  subjectFields,
  targetFields,
  writeDesktopLogon,
  writeGone,
  writeLogon,
  writePrivileges,
} from "./logon-records.ts";
import type { Client, Desk, Helper, Machine } from "./machine.ts";
import type { Person } from "./people.ts";
import { writeHelpers, writeHelpersGone } from "./window-helpers.ts";

/*
 * What people do at a computer. Each function writes the records of all logs and notes the truth in the ledger.
 */

/** Somebody signs in at the console: type 2, or 11 when no domain controller answers. */
export function signIn(machine: Machine, person: Person, type: 2 | 11 = 2): Desk {
  const { logonId, elevatedId } = writeDesktopLogon(machine, 0, person, type, null);
  return openDesk(machine, person, { logonId, elevatedId, type, client: null, helpers: [] });
}

/** What a console and a remote session have in common once the logon has been granted. */
export function openDesk(
  machine: Machine,
  person: Person,
  logon: {
    logonId: bigint;
    elevatedId: bigint | null;
    type: number;
    client: Client | null;
    helpers: readonly Helper[];
    terminalId?: number;
  },
): Desk {
  const terminalId = logon.terminalId ?? machine.running.lastTerminalId;
  const entry = machine.ledger.begin({
    computer: machine.fullName,
    user: person.name,
    domain: person.domain,
    sid: person.sid,
    logonType: logon.type,
    logonId: logon.logonId,
    elevated: logon.elevatedId !== null,
    address: logon.client?.address ?? null,
    start: machine.now,
  });
  const { logonId, elevatedId, client, helpers, type } = logon;
  const desk: Desk = { person, logonId, elevatedId, terminalId, logonType: type, entry, client, helpers };
  machine.desks.add(desk);
  machine.log("winlogon7001", 0.9, { TSId: terminalId, UserSid: person.sid }, { processId: 1240 });
  return desk;
}

/** Signs out. At the console a new logon screen comes up, with window helpers of its own. */
export function signOut(machine: Machine, person: Person): void {
  const desk = machine.desk(person);
  writeUserLogoff(machine, 0, desk);
  const old = desk.helpers;
  machine.running.lastTerminalId++;
  writeHelpers(machine, 1.2, machine.running.lastTerminalId);
  writeHelpersGone(machine, 1.6, old);
}

/** 4647 and what goes with it; the session is over. */
export function writeUserLogoff(machine: Machine, seconds: number, desk: Desk): void {
  machine.audit("4647", seconds, targetFields(desk.person, desk.logonId));
  machine.log(
    "winlogon7002",
    seconds + 0.4,
    { TSId: desk.terminalId, UserSid: desk.person.sid },
    { processId: 1240 },
  );
  machine.ledger.end(desk.entry, plus(machine.now, seconds * SECOND), "userLogoff");
  machine.desks.delete(desk);
}

export function lock(machine: Machine, person: Person): void {
  const desk = machine.desk(person);
  machine.audit("4800", 0, { ...targetFields(person, desk.logonId), SessionId: desk.terminalId });
  machine.ledger.leave(desk.entry, "locked", machine.now);
}

/** The password again: a logon of type 7 that lives for milliseconds, and the desktop is back. */
export function unlock(machine: Machine, person: Person): void {
  const desk = machine.desk(person);
  writeUnlockLogon(machine, 0, desk);
  machine.audit("4801", 0.2, { ...targetFields(person, desk.logonId), SessionId: desk.terminalId });
  machine.ledger.comeBack(desk.entry, "locked", machine.now);
}

/** 4648, 4624 type 7 (two of them for an administrator), 4634. Also how a remote session is taken up again. */
export function writeUnlockLogon(machine: Machine, seconds: number, desk: Desk): void {
  const { logonId, elevatedId } = writeDesktopLogon(machine, seconds, desk.person, 7, desk.client);
  writeGone(machine, seconds + 0.02, desk.person, logonId, 7);
  if (elevatedId !== null) writeGone(machine, seconds + 0.021, desk.person, elevatedId, 7);
}

/** The screen saver runs for some minutes and gives way to a key. */
export function screenSaver(machine: Machine, person: Person, minutes: number): void {
  const desk = machine.desk(person);
  const data = { ...targetFields(person, desk.logonId), SessionId: desk.terminalId };
  machine.audit("4802", 0, data);
  machine.ledger.leave(desk.entry, "screenSaver", machine.now);
  machine.later(minutes * 60, () => {
    machine.audit("4803", 0, data);
    machine.ledger.comeBack(desk.entry, "screenSaver", machine.now);
  });
}

/** An administrator types name and password into the elevation prompt of somebody's session. */
export function elevate(machine: Machine, person: Person, admin: Person): void {
  const desk = machine.desk(person);
  const subject = { account: person, logonId: desk.logonId };
  const process = { id: machine.random.between(900, 4000) * 4, path: CONSENT };
  const elevatedId = machine.nextLogonId();
  const filteredId = machine.nextLogonId();
  const guid = machine.random.guid();
  machine.audit("4648", 0, {
    ...subjectFields(subject),
    TargetUserName: admin.name,
    TargetDomainName: admin.domain,
    TargetLogonGuid: guid,
    TargetServerName: "localhost",
    TargetInfo: "localhost",
    ProcessId: process.id,
    ProcessName: CONSENT,
    IpAddress: "::1",
    IpPort: "0",
  });
  const common = {
    account: admin,
    type: 2,
    subject,
    logonProcess: "CredPro ",
    authentication: "Negotiate",
    workstation: machine.name,
    process,
    address: "::1",
    port: "0",
  };
  writeLogon(machine, 0.001, { ...common, logonId: elevatedId, linked: filteredId, elevated: true, guid });
  writeLogon(machine, 0.002, { ...common, logonId: filteredId, linked: elevatedId });
  writePrivileges(machine, 0.003, admin, elevatedId);
  writeGone(machine, 0.005, admin, filteredId, 2);
  machine.later(240 + machine.random.between(0, 200), () => writeGone(machine, 0, admin, elevatedId, 2));
}

/** Why a logon was refused: the codes, and the message that goes with them. */
export const REFUSALS = {
  wrongPassword: { status: 0xc000_006d, subStatus: 0xc000_006a, reason: "%%2313" },
  unknownUser: { status: 0xc000_006d, subStatus: 0xc000_0064, reason: "%%2313" },
  lockedOut: { status: 0xc000_0234, subStatus: 0, reason: "%%2307" },
  disabled: { status: 0xc000_006e, subStatus: 0xc000_0072, reason: "%%2310" },
  mustChange: { status: 0xc000_0224, subStatus: 0, reason: "%%2309" },
} as const;
export type Refusal = keyof typeof REFUSALS;

/** A failed sign-in at the console or the lock screen. */
export function failAtDesk(
  machine: Machine,
  user: { name: string; domain: string },
  why: Refusal,
  type: 2 | 7 = 2,
) {
  writeFailure(machine, user, why, type, {
    process: SVCHOST,
    address: "127.0.0.1",
    workstation: machine.name,
  });
}

/** 4625, and the same in the ledger. */
export function writeFailure(
  machine: Machine,
  user: { name: string; domain: string },
  why: Refusal,
  type: number,
  from: { process: string | null; address: string; workstation: string; port?: string },
): void {
  const { status, subStatus, reason } = REFUSALS[why];
  const local = from.process !== null;
  const logonProcess = local ? "User32 " : "NtLmSsp ";
  machine.audit("4625", 0, {
    ...(local
      ? subjectFields({
          account: { name: `${machine.name}$`, domain: "CORP", sid: "S-1-5-18" },
          logonId: 0x3e7n,
        })
      : {}),
    TargetUserName: user.name,
    TargetDomainName: user.domain,
    Status: status,
    FailureReason: reason,
    SubStatus: subStatus,
    LogonType: type,
    LogonProcessName: logonProcess,
    AuthenticationPackageName: local ? "Negotiate" : "NTLM",
    WorkstationName: from.workstation,
    ProcessId: local ? machine.running.svchost : 0,
    ProcessName: from.process ?? "-",
    IpAddress: from.address,
    IpPort: from.port ?? "0",
  });
  machine.ledger.failure({
    computer: machine.fullName,
    time: machine.now,
    user: user.name,
    logonType: type,
    status,
    subStatus,
    address: from.address === "127.0.0.1" ? null : from.address,
  });
}

/** One wrong password too many for an account that this computer keeps itself. */
export function lockOut(machine: Machine, person: Person): void {
  machine.audit("4740", 0.05, {
    TargetUserName: person.name,
    TargetDomainName: machine.name,
    TargetSid: person.sid,
    ...subjectFields({
      account: { name: `${machine.name}$`, domain: "CORP", sid: "S-1-5-18" },
      logonId: 0x3e7n,
    }),
  });
  machine.ledger.lockout({ computer: machine.fullName, time: machine.now, user: person.name });
}
