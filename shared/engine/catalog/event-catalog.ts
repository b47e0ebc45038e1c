import { CHANNEL, type ChannelKind, type EventKind } from "../../types/event-table.ts";
import { WANTED_KEYWORDS } from "../../types/record-view.ts";
import { SIGNS_OF_SAMPLE } from "./audit-samples.ts";

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
  /** What it means, in words for people. */
  readonly title: string;
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
  kind: EventKind,
  channel: ChannelKind,
  provider: string,
  id: number,
  title: string,
): CatalogEntry {
  return { kind, channel, provider, id, title };
}

export const EVENT_CATALOG: readonly CatalogEntry[] = [
  entry("windowsStarting", "security", AUDITING, 4608, "Windows is starting"),
  entry("windowsStopping", "security", AUDITING, 4609, "Windows is shutting down"),
  entry("clockChanged", "security", AUDITING, 4616, "The clock was set"),
  entry("logServiceStopped", "security", LOG_SERVICE, 1100, "The event log service stopped"),
  entry("auditLost", "security", LOG_SERVICE, 1101, "Audit records were lost"),
  entry("logCleared", "security", LOG_SERVICE, 1102, "The Security log was cleared"),
  entry("logCleared", "system", LOG_SERVICE, 104, "An event log was cleared"),
  entry("logFull", "security", LOG_SERVICE, 1104, "The Security log is full"),
  entry("logArchived", "security", LOG_SERVICE, 1105, "The Security log was archived"),
  entry("eventLost", "security", LOG_SERVICE, 1108, "A record could not be written"),
  entry("auditPolicyChanged", "security", AUDITING, 4719, "The audit policy was changed"),

  entry("logon", "security", AUDITING, 4624, "Signed in"),
  entry("logonFailed", "security", AUDITING, 4625, "Sign-in failed"),
  entry("logoff", "security", AUDITING, 4634, "Signed out"),
  entry("userLogoff", "security", AUDITING, 4647, "User started to sign out"),
  entry("explicitCredentials", "security", AUDITING, 4648, "Signed in with other credentials"),
  entry("privileges", "security", AUDITING, 4672, "Administrator rights were given"),
  entry("sessionReconnected", "security", AUDITING, 4778, "Session reconnected"),
  entry("sessionDisconnected", "security", AUDITING, 4779, "Session disconnected"),
  entry("locked", "security", AUDITING, 4800, "Screen locked"),
  entry("unlocked", "security", AUDITING, 4801, "Screen unlocked"),
  entry("saverOn", "security", AUDITING, 4802, "Screen saver started"),
  entry("saverOff", "security", AUDITING, 4803, "Screen saver ended"),
  entry("accountLockedOut", "security", AUDITING, 4740, "Account locked out"),
  entry("accountUnlocked", "security", AUDITING, 4767, "Account unlocked"),

  entry("credentialsRefused", "security", AUDITING, 4776, "Credentials checked"),
  entry("kerberosRefused", "security", AUDITING, 4771, "Kerberos sign-in refused"),
  entry("kerberosRefused", "security", AUDITING, 4768, "Kerberos ticket asked for"),
  entry("hostTicket", "security", AUDITING, 4769, "Kerberos ticket for a service asked for"),
  entry("specialGroupLogon", "security", AUDITING, 4964, "A member of a watched group signed in"),

  entry("osStart", "system", KERNEL, 12, "Windows started"),
  entry("osStop", "system", KERNEL, 13, "Windows stopped"),
  entry("systemClockChanged", "system", KERNEL, 1, "The clock was set"),
  entry("zoneBias", "system", KERNEL, 22, "The time zone was changed"),
  entry("zoneBias", "system", KERNEL, 24, "The time zone was read"),
  entry("bootType", "system", KERNEL_BOOT, 27, "Kind of start"),
  entry("lastShutdown", "system", KERNEL_BOOT, 20, "How the last shutdown went"),
  entry("dirtyRestart", "system", KERNEL_POWER, 41, "Restarted without a clean shutdown"),
  entry("sleepEnter", "system", KERNEL_POWER, 42, "Going to sleep"),
  entry("sleepLeave", "system", KERNEL_POWER, 107, "Woke up"),
  entry("kernelShutdown", "system", KERNEL_POWER, 109, "Kernel is shutting down"),
  entry("standbyEnter", "system", KERNEL_POWER, 506, "Entering standby"),
  entry("standbyLeave", "system", KERNEL_POWER, 507, "Leaving standby"),
  entry("sleepInterval", "system", TROUBLESHOOTER, 1, "Woke from sleep"),
  entry("shutdownRequest", "system", USER32, 1074, "Shutdown or restart requested"),
  entry("logServiceStarted", "system", EVENT_LOG, 6005, "The event log service started"),
  entry("logServiceStoppedSystem", "system", EVENT_LOG, 6006, "The event log service stopped"),
  entry("uncleanShutdown", "system", EVENT_LOG, 6008, "The previous shutdown was unexpected"),
  entry("osVersion", "system", EVENT_LOG, 6009, "Windows version at start"),
  entry("computerRenamed", "system", EVENT_LOG, 6011, "The computer was renamed"),
  entry("upTime", "system", EVENT_LOG, 6013, "Time since start"),
  entry("winlogonLogon", "system", WINLOGON, 7001, "Signed in (Winlogon)"),
  entry("winlogonLogoff", "system", WINLOGON, 7002, "Signed out (Winlogon)"),

  entry("tsLogon", "lsm", LSM, 21, "Session sign-in"),
  entry("tsShellStart", "lsm", LSM, 22, "Desktop started"),
  entry("tsLogoff", "lsm", LSM, 23, "Session sign-out"),
  entry("tsDisconnect", "lsm", LSM, 24, "Session disconnected"),
  entry("tsReconnect", "lsm", LSM, 25, "Session reconnected"),
  entry("tsDisconnectedBy", "lsm", LSM, 39, "Session disconnected by another session"),
  entry("tsReason", "lsm", LSM, 40, "Session disconnected, with reason"),
  entry("rdpAuthenticated", "rcm", RCM, 1149, "Remote Desktop user checked (not yet signed in)"),
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

const TITLES: ReadonlyMap<EventKind, string> = new Map<EventKind, string>([
  ["none", ""],
  ["other", "Other record"],
  // The title of a kind with several numbers is that of its first one.
  ...EVENT_CATALOG.toReversed().map(({ kind, title }): [EventKind, string] => [kind, title]),
  // Kinds that the outcome tells from others of the same number.
  ["credentialsRefused", "Credentials refused"],
  ["credentialsAccepted", "Credentials accepted"],
  ["ticketGranted", "Kerberos ticket granted"],
  ["hostTicket", "Kerberos ticket for a computer"],
]);

/** What an event means, in words for people. */
export function eventTitle(kind: EventKind): string {
  return TITLES.get(kind) ?? "";
}

/** What a record of a provider says by its number, in words for people; null for one that no rule needs. */
export function recordTitle(provider: string, eventId: number): string | null {
  const name = provider.toLowerCase();
  return EVENT_CATALOG.find((each) => each.id === eventId && each.provider === name)?.title ?? null;
}

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
