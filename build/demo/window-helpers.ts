import { writeGone, writeLogon, writePrivileges } from "./logon-records.ts";
import type { Helper, Machine } from "./machine.ts";

/*
 * Every desktop brings its font driver host and window manager with it: type 2 logons that look like people to a
 * careless reader.
 */
const DWM_PRIVILEGES = ["SeAssignPrimaryTokenPrivilege", "SeAuditPrivilege"];

/** UMFD-n once and DWM-n twice, for terminal session n. */
export function writeHelpers(machine: Machine, seconds: number, terminalId: number): Helper[] {
  const process = { id: 0x2c4 + terminalId * 0x1a4, path: "C:\\Windows\\System32\\winlogon.exe" };
  const font = `UMFD-${terminalId}`;
  const window = `DWM-${terminalId}`;
  const fontHost = { name: font, domain: "Font Driver Host", sid: `S-1-5-96-0-${terminalId}` };
  const manager = { name: window, domain: "Window Manager", sid: `S-1-5-90-0-${terminalId}` };
  const helpers = [fontHost, manager, manager].map((account) => ({
    ...account,
    logonId: machine.nextLogonId(),
  }));
  helpers.forEach((helper, i) => {
    const elevated = i === 1;
    const linked = i === 0 ? 0n : helpers[3 - i]!.logonId;
    writeLogon(machine, seconds + i * 0.002, {
      account: helper,
      logonId: helper.logonId,
      type: 2,
      logonProcess: "Advapi  ",
      authentication: "Negotiate",
      process,
      virtual: true,
      elevated,
      linked,
    });
    if (i > 0) writePrivileges(machine, seconds + 0.005 + i * 0.001, helper, helper.logonId, DWM_PRIVILEGES);
  });
  return helpers;
}

/** They go when their desktop goes. */
export function writeHelpersGone(machine: Machine, seconds: number, helpers: readonly Helper[]): void {
  helpers.forEach((helper, i) => {
    writeGone(machine, seconds + i * 0.003, helper, helper.logonId, 2);
  });
}
