import type { EventTable } from "../../types/event-table.ts";
import { LOGON_CLASSES, type LogonClass } from "../../types/names.ts";
import { ACCOUNTS, accountFacts, type TextFacts } from "./text-facts.ts";

/** Position of a class in `LOGON_CLASSES`. */
export const CLASS: Readonly<Record<LogonClass, number>> = Object.fromEntries(
  LOGON_CLASSES.map((name, code) => [name, code]),
) as Record<LogonClass, number>;

/** LogonIds that are the same in every boot (IUSR, NETWORK SERVICE, LOCAL SERVICE, SYSTEM). */
function isBuiltInLogonId(low: number, high: number): boolean {
  return high === 0 && (low === 0x3e7 || low === 0x3e5 || low === 0x3e4 || low === 0x3e3);
}

/** Of an account that may be a person, whatever it does. */
export const PERSON = 255;

/** Class of an account by what its SID and its name tell (`accountFacts`). */
const ACCOUNT_CLASS = Uint8Array.from({ length: ACCOUNTS }, (_, account) => {
  const { sid, name } = accountFacts(account);
  switch (sid) {
    case "system":
      return CLASS.system;
    case "windowManager":
    case "fontDriver":
      return CLASS.desktopHelper;
    case "virtualService":
    case "virtualUser":
      return name === "desktopHelper" ? CLASS.desktopHelper : CLASS.service;
    case "anonymous":
      return name === "other" ? CLASS.anonymous : CLASS[name];
    default:
      return name === "other" ? PERSON : CLASS[name];
  }
});

/**
 * What an account is whatever it does, as a position in `LOGON_CLASSES`: `PERSON` for one that may be a person. Part of
 * R5, also asked for records that carry no logon type.
 */
export function accountClass(events: EventTable, facts: TextFacts, row: number): number {
  if (isBuiltInLogonId(events.logonIdLow[row]!, events.logonIdHigh[row]!)) return CLASS.system;
  return ACCOUNT_CLASS[facts.account(events.sid[row]!, events.user[row]!)]!;
}

/** R5: class of a 4624 as its position in `LOGON_CLASSES`. The order of the questions is the rule. */
export function classify(events: EventTable, facts: TextFacts, row: number): number {
  const type = events.logonType[row]!;
  if (type === 0) return CLASS.system;
  const account = accountClass(events, facts, row);
  if (account === CLASS.system || account === CLASS.desktopHelper) return account;
  if (type === 5 || account === CLASS.service) return CLASS.service;
  if (account !== PERSON) return account;
  switch (type) {
    case 4:
      return CLASS.batch;
    case 3:
    case 8:
      return CLASS.network;
    case 9:
      return CLASS.newCredentials;
    case 7:
    case 13:
      return facts.isUser32(events.logonProcess[row]!) ? CLASS.unlock : CLASS.credentialRefresh;
    case 2:
    case 10:
    case 11:
    case 12: {
      const program = facts.program(events.process[row]!);
      const own = facts.isUser32(events.logonProcess[row]!) && program !== "consent" && program !== "lsass";
      return own ? CLASS.desktop : CLASS.secondary;
    }
    default:
      // A number Windows has not documented: kept and shown, but it claims no presence.
      return CLASS.secondary;
  }
}

/** True when neither logon process nor program is given, so that the class rests on the type alone. */
export function isGuessed(events: EventTable, row: number): boolean {
  return events.logonProcess[row] === 0 && events.process[row] === 0;
}
