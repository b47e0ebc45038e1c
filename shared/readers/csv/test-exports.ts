import type { LocalClock } from "../../types/ports.ts";

/** Exports as Event Viewer writes them, for tests. */

export const HEADER = "Keywords,Date and Time,Source,Event ID,Task Category";
const AUDITING = "Microsoft-Windows-Security-Auditing";

/** The clock of a zone without summer time, some hours east. */
export function clockAt(hours: number, zone = "test", assumed = false): LocalClock {
  return {
    zone,
    assumed,
    toUtc: (local) => (local - hours * 36_000_000_000) as typeof local,
  };
}

export function logonMessage(user: string, id: string, type = 2): string {
  return `An account was successfully logged on.

Subject:
	Security ID:		S-1-5-18
	Account Name:		PC1$
	Account Domain:		CORP
	Logon ID:		0x3E7

Logon Type:			${type}

New Logon:
	Security ID:		S-1-5-21-1-2-3-1001
	Account Name:		${user}
	Account Domain:		CORP
	Logon ID:		${id}
	Logon GUID:		{00000000-0000-0000-0000-000000000000}

Process Information:
	Process ID:		0x2f4
	Process Name:		C:\\Windows\\System32\\winlogon.exe

Network Information:
	Workstation Name:	PC1
	Source Network Address:	10.0.0.7
	Source Port:		0

Detailed Authentication Information:
	Logon Process:		User32 
	Authentication Package:	Negotiate

This event is generated when a logon session is created.`;
}

export function logoffMessage(user: string, id: string): string {
  return `User initiated logoff:

Subject:
	Security ID:		S-1-5-21-1-2-3-1001
	Account Name:		${user}
	Account Domain:		CORP
	Logon ID:		${id}`;
}

export function row(
  time: string,
  eventId: number,
  message: string,
  delimiter = ",",
  source = AUDITING,
): string {
  const task = eventId === 4624 ? "Logon" : "Logoff";
  const cells = ["Audit Success", time, source, String(eventId), task];
  return `${cells.join(delimiter)}${delimiter}"${message.replaceAll('"', '""').replaceAll("\n", "\r\n")}"`;
}

export function exported(rows: readonly string[], header = HEADER): string {
  return `${[header, ...rows].join("\r\n")}\r\n`;
}
