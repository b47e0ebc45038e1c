import { CHANNEL, type ChannelKind, type EventKind } from "../../types/event-table.ts";
import { WANTED_KEYWORDS } from "../../types/record-view.ts";
import { SIGNS_OF_SAMPLE } from "./audit-samples.ts";
import { EVENT_TITLES, type EventTitle, type EventTitles } from "./event-titles.ts";
import { OTHER_TITLES, type OtherTitles } from "./other-titles.ts";

/*
 * What the program knows about events. A record means something only by its channel, provider and number together:
 * in a System log 7001 belongs to Winlogon and to the Service Control Manager, 12 to Kernel-General and to Hyper-V,
 * 1 to Kernel-General, Power-Troubleshooter, FilterManager and others.
 *
 * Sources: Microsoft Learn, "Advanced security audit policy settings" (one page per Security event); the manifests of
 * the providers (System and TerminalServices events); field order and oddities checked against real logs from
 * Windows 7 to Windows 11.
 */

/** One kind of record. `provider` in lower case: the same source writes `USER32` and `User32`. */
export interface CatalogEntry {
  readonly kind: EventKind;
  readonly channel: ChannelKind;
  readonly provider: string;
  readonly id: number;
  /** Its title in the words of a language. */
  readonly title: EventTitle;
}

const AUDITING = "microsoft-windows-security-auditing";
const LOG_SERVICE = "microsoft-windows-eventlog";
const EVENT_LOG = "eventlog";
const KERNEL = "microsoft-windows-kernel-general";
const KERNEL_BOOT = "microsoft-windows-kernel-boot";
const KERNEL_POWER = "microsoft-windows-kernel-power";
const TROUBLESHOOTER = "microsoft-windows-power-troubleshooter";
const WINLOGON = "microsoft-windows-winlogon";
const USER32 = "user32";
const LSM = "microsoft-windows-terminalservices-localsessionmanager";
const RCM = "microsoft-windows-terminalservices-remoteconnectionmanager";

function entry(
  kind: EventKind & EventTitle,
  channel: ChannelKind,
  provider: string,
  id: number,
  title: EventTitle = kind,
): CatalogEntry {
  return { kind, channel, provider, id, title };
}

export const EVENT_CATALOG: readonly CatalogEntry[] = [
  entry("windowsStarting", "security", AUDITING, 4608),
  entry("windowsStopping", "security", AUDITING, 4609),
  entry("clockChanged", "security", AUDITING, 4616),
  entry("logServiceStopped", "security", LOG_SERVICE, 1100),
  entry("auditLost", "security", LOG_SERVICE, 1101),
  entry("logCleared", "security", LOG_SERVICE, 1102),
  entry("logCleared", "system", LOG_SERVICE, 104, "otherLogCleared"),
  entry("logFull", "security", LOG_SERVICE, 1104),
  entry("logArchived", "security", LOG_SERVICE, 1105),
  entry("eventLost", "security", LOG_SERVICE, 1108),
  entry("auditPolicyChanged", "security", AUDITING, 4719),

  entry("logon", "security", AUDITING, 4624),
  entry("logonFailed", "security", AUDITING, 4625),
  entry("logoff", "security", AUDITING, 4634),
  entry("userLogoff", "security", AUDITING, 4647),
  entry("explicitCredentials", "security", AUDITING, 4648),
  entry("privileges", "security", AUDITING, 4672),
  entry("sessionReconnected", "security", AUDITING, 4778),
  entry("sessionDisconnected", "security", AUDITING, 4779),
  entry("locked", "security", AUDITING, 4800),
  entry("unlocked", "security", AUDITING, 4801),
  entry("saverOn", "security", AUDITING, 4802),
  entry("saverOff", "security", AUDITING, 4803),
  entry("accountLockedOut", "security", AUDITING, 4740),
  entry("accountUnlocked", "security", AUDITING, 4767),

  entry("credentialsRefused", "security", AUDITING, 4776),
  entry("kerberosRefused", "security", AUDITING, 4771),
  entry("kerberosRefused", "security", AUDITING, 4768, "ticketRequested"),
  entry("hostTicket", "security", AUDITING, 4769),
  entry("specialGroupLogon", "security", AUDITING, 4964),

  entry("osStart", "system", KERNEL, 12),
  entry("osStop", "system", KERNEL, 13),
  entry("systemClockChanged", "system", KERNEL, 1),
  entry("zoneBias", "system", KERNEL, 22),
  entry("zoneBias", "system", KERNEL, 24, "zoneRead"),
  entry("bootType", "system", KERNEL_BOOT, 27),
  entry("lastShutdown", "system", KERNEL_BOOT, 20),
  entry("dirtyRestart", "system", KERNEL_POWER, 41),
  entry("sleepEnter", "system", KERNEL_POWER, 42),
  entry("sleepLeave", "system", KERNEL_POWER, 107),
  entry("kernelShutdown", "system", KERNEL_POWER, 109),
  entry("standbyEnter", "system", KERNEL_POWER, 506),
  entry("standbyLeave", "system", KERNEL_POWER, 507),
  entry("sleepInterval", "system", TROUBLESHOOTER, 1),
  entry("shutdownRequest", "system", USER32, 1074),
  entry("logServiceStarted", "system", EVENT_LOG, 6005),
  entry("logServiceStoppedSystem", "system", EVENT_LOG, 6006),
  entry("uncleanShutdown", "system", EVENT_LOG, 6008),
  entry("osVersion", "system", EVENT_LOG, 6009),
  entry("computerRenamed", "system", EVENT_LOG, 6011),
  entry("upTime", "system", EVENT_LOG, 6013),
  entry("winlogonLogon", "system", WINLOGON, 7001),
  entry("winlogonLogoff", "system", WINLOGON, 7002),

  entry("tsLogon", "lsm", LSM, 21),
  entry("tsShellStart", "lsm", LSM, 22),
  entry("tsLogoff", "lsm", LSM, 23),
  entry("tsDisconnect", "lsm", LSM, 24),
  entry("tsReconnect", "lsm", LSM, 25),
  entry("tsDisconnectedBy", "lsm", LSM, 39),
  entry("tsReason", "lsm", LSM, 40),
  entry("rdpAuthenticated", "rcm", RCM, 1149),
];

const CHANNELS: Readonly<Record<string, ChannelKind>> = {
  security: "security",
  system: "system",
  "microsoft-windows-terminalservices-localsessionmanager/operational": "lsm",
  "microsoft-windows-terminalservices-remoteconnectionmanager/operational": "rcm",
};

/** Code of a channel by the name in the record (forwarded records keep the name of their original channel). */
export function channelKindOf(channel: string): number {
  const name = channel.toLowerCase();
  return Object.hasOwn(CHANNELS, name) ? CHANNEL[CHANNELS[name]!] : CHANNEL.other;
}

export function eventTitlesIn(
  words: EventTitles,
  others: OtherTitles,
): (provider: string, eventId: number) => string | null {
  const byId = new Map(Object.entries(others).map(([id, title]) => [Number(id), title]));
  return (provider, eventId) => {
    const name = provider.toLowerCase();
    const found = EVENT_CATALOG.find((each) => each.id === eventId && each.provider === name);
    if (found !== undefined) return words[found.title];
    return name === AUDITING ? (byId.get(eventId) ?? null) : null;
  };
}

/** What a record of a provider says by its number, in words for people; null for one that is not known. */
export const recordTitle = eventTitlesIn(EVENT_TITLES, OTHER_TITLES);

/** Numbers of the Security log before Windows Vista, which stand in .evtx logs that Windows made of legacy ones. */
export const FIRST_LEGACY_ID = 512;
export const LAST_LEGACY_ID = 683;

/** 65536 bytes, 1 for each event number that some entry has. The caller may change its copy. */
export function wantedEventIds(): Uint8Array {
  const wanted = new Uint8Array(65_536);
  for (const { id } of EVENT_CATALOG) wanted[id] = 1;
  wanted.fill(1, FIRST_LEGACY_ID, LAST_LEGACY_ID + 1);
  for (const id of SIGNS_OF_SAMPLE.keys()) if (wanted[id] === 0) wanted[id] = WANTED_KEYWORDS;
  return wanted;
}
