import { openDesk, writeFailure, writeUnlockLogon, writeUserLogoff } from "./desk.ts";
import { NOBODY, writeDesktopLogon, writeGone, writeLogon } from "./logon-records.ts";
import type { Client, Desk, Machine } from "./machine.ts";
import type { Person } from "./people.ts";
import { writeHelpers, writeHelpersGone } from "./window-helpers.ts";

/*
 * Remote desktop as Windows 10 and Server 2016 and later record it: first a network logon (network level
 * authentication), then the desktop; a session taken up again is a logon of type 7 with the client's address.
 */

/** A new remote session. */
export function rdpSignIn(machine: Machine, person: Person, client: Client): Desk {
  const run = machine.running;
  run.lastTerminalId++;
  const terminalId = run.lastTerminalId;
  writeNetworkLogon(machine, 0, person, client);
  const { logonId, elevatedId } = writeDesktopLogon(machine, 1.1, person, 10, client);
  const user = `${person.domain}\\${person.name}`;
  machine.session("lsm41", 0.6, { User: user, SessionID: terminalId });
  machine.session("lsm42", 0.65, { User: user, SessionID: terminalId });
  const helpers = writeHelpers(machine, 0.7, terminalId);
  machine.session("lsm21", 1.9, { User: user, SessionID: terminalId, Address: client.address });
  machine.session("lsm22", 2.6, { User: user, SessionID: terminalId, Address: client.address });
  return openDesk(machine, person, { logonId, elevatedId, type: 10, client, helpers, terminalId });
}

/** The window is closed (reason 0), or "Disconnect" is chosen (11); the session lives on. */
export function rdpDisconnect(machine: Machine, person: Person, reason: 0 | 11 = 0): void {
  const desk = machine.desk(person);
  const client = desk.client ?? { name: "-", address: "-" };
  machine.session("lsm40", 0, { Session: desk.terminalId, Reason: reason });
  machine.session("lsm24", 0.01, {
    User: `${person.domain}\\${person.name}`,
    SessionID: desk.terminalId,
    Address: client.address,
  });
  machine.audit("4779", 0.03, windowStation(machine, desk, client));
  machine.ledger.leave(desk.entry, "disconnected", machine.now);
}

/** Back into the session left before, perhaps from another place. */
export function rdpReconnect(machine: Machine, person: Person, client: Client): void {
  const desk = machine.desk(person);
  desk.client = client;
  machine.running.rdpCount++;
  writeNetworkLogon(machine, 0, person, client);
  writeUnlockLogon(machine, 1.2, desk);
  machine.session("lsm25", 1.4, {
    User: `${person.domain}\\${person.name}`,
    SessionID: desk.terminalId,
    Address: client.address,
  });
  machine.audit("4778", 1.5, windowStation(machine, desk, client));
  machine.ledger.comeBack(desk.entry, "disconnected", machine.now);
}

export function rdpSignOut(machine: Machine, person: Person): void {
  const desk = machine.desk(person);
  writeUserLogoff(machine, 0, desk);
  machine.session("lsm23", 0.5, { User: `${person.domain}\\${person.name}`, SessionID: desk.terminalId });
  writeGone(machine, 0.8, person, desk.logonId, 10);
  if (desk.elevatedId !== null) writeGone(machine, 0.801, person, desk.elevatedId, 10);
  writeHelpersGone(machine, 0.9, desk.helpers);
}

/** A wrong password in the network level authentication: refused before there is any session. */
export function rdpFail(machine: Machine, user: { name: string; domain: string }, client: Client): void {
  writeFailure(machine, user, "wrongPassword", 3, {
    process: null,
    address: client.address,
    workstation: client.name,
  });
}

/** The network logon in front of every remote desktop; gone after a few seconds. */
function writeNetworkLogon(machine: Machine, seconds: number, person: Person, client: Client): void {
  const logonId = machine.nextLogonId();
  writeLogon(machine, seconds, {
    account: person,
    logonId,
    type: 3,
    subject: { account: NOBODY, logonId: 0n },
    logonProcess: "NtLmSsp ",
    authentication: "NTLM",
    workstation: client.name,
    address: client.address,
    port: "0",
    elevated: person.admin,
  });
  machine.later(seconds + 4 + machine.random.next() * 5, () => writeGone(machine, 0, person, logonId, 3));
}

function windowStation(machine: Machine, desk: Desk, client: Client) {
  return {
    AccountName: desk.person.name,
    AccountDomain: desk.person.domain,
    LogonID: desk.logonId,
    SessionName: `RDP-Tcp#${machine.running.rdpCount}`,
    ClientName: client.name,
    ClientAddress: client.address,
  };
}
