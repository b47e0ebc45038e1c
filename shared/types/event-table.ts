/**
 * What an event means to the program, independent of channel and number. Stored as one byte; 0 is never stored.
 * `LEGACY` events are mapped to these by their reader.
 */
export const EVENT_KINDS = [
  "none",
  // Security: boots and the log itself
  "windowsStarting", // 4608
  "clockChanged", // 4616
  "logServiceStopped", // 1100
  "auditLost", // 1101
  "logCleared", // 1102 (Security), 104 (other logs)
  "logFull", // 1104
  "logArchived", // 1105
  "eventLost", // 1108
  "auditPolicyChanged", // 4719
  // Security: sessions
  "logon", // 4624
  "logonFailed", // 4625
  "logoff", // 4634
  "userLogoff", // 4647
  "explicitCredentials", // 4648
  "privileges", // 4672
  "sessionReconnected", // 4778
  "sessionDisconnected", // 4779
  "locked", // 4800
  "unlocked", // 4801
  "saverOn", // 4802
  "saverOff", // 4803
  "accountLockedOut", // 4740
  "accountUnlocked", // 4767
  // System
  "osStart", // Kernel-General 12
  "osStop", // Kernel-General 13
  "systemClockChanged", // Kernel-General 1
  "zoneBias", // Kernel-General 22, 24
  "bootType", // Kernel-Boot 27
  "lastShutdown", // Kernel-Boot 20
  "dirtyRestart", // Kernel-Power 41
  "sleepEnter", // Kernel-Power 42
  "sleepLeave", // Kernel-Power 107
  "kernelShutdown", // Kernel-Power 109
  "standbyEnter", // Kernel-Power 506
  "standbyLeave", // Kernel-Power 507
  "sleepInterval", // Power-Troubleshooter 1
  "shutdownRequest", // User32 1074
  "logServiceStarted", // EventLog 6005
  "logServiceStoppedSystem", // EventLog 6006
  "uncleanShutdown", // EventLog 6008
  "osVersion", // EventLog 6009
  "computerRenamed", // EventLog 6011
  "upTime", // EventLog 6013
  "winlogonLogon", // Winlogon 7001
  "winlogonLogoff", // Winlogon 7002
  // TerminalServices LocalSessionManager
  "tsLogon", // 21
  "tsShellStart", // 22
  "tsLogoff", // 23
  "tsDisconnect", // 24
  "tsReconnect", // 25
  "tsDisconnectedBy", // 39
  "tsReason", // 40
  // TerminalServices RemoteConnectionManager
  "rdpAuthenticated", // 1149
  // any other record that is read only because it proves that the log was being written then
  "other",
  // Security, appended: the byte of a kind never changes
  "windowsStopping", // 4609: defined, yet written only as 513 by Windows 2000, XP and 2003
  // Refusals of a domain controller, or of the own account database
  "credentialsRefused", // 4776
  "kerberosRefused", // 4768, 4771
  "specialGroupLogon", // 4964
  // Successes of people on a domain controller
  "ticketGranted", // 4768
  "credentialsAccepted", // 4776
  "hostTicket", // 4769 for a computer
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** Position of a kind in `EVENT_KINDS`: `KIND.logon`. */
export const KIND: Readonly<Record<EventKind, number>> = Object.fromEntries(
  EVENT_KINDS.map((kind, code) => [kind, code]),
) as Record<EventKind, number>;

/** Channels that the rules tell apart; stored as one byte. */
export const CHANNEL_KINDS = ["other", "security", "system", "lsm", "rcm"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];
export const CHANNEL: Readonly<Record<ChannelKind, number>> = {
  other: 0,
  security: 1,
  system: 2,
  lsm: 3,
  rcm: 4,
};

/** "Not given" in the byte and 32-bit columns that have no natural zero. */
export const NO_LOGON_TYPE = 255;
export const NO_NUMBER = 0xffffffff;

/** ElevatedToken: not in the record, no, yes. */
export const ELEVATED_UNKNOWN = 0;
export const ELEVATED_NO = 1;
export const ELEVATED_YES = 2;

/**
 * The columns of the event table and the element type of each. One row is one record that some rule needs; rows stand
 * in reading order, `engine/merge` gives the order of R1.
 *
 * 64-bit ids are two columns of unsigned halves. `user`, `domain`, `sid` are those of the account the event is about
 * (Target, Account, or the UserData user); `subject*` those of who caused it.
 */
export const EVENT_COLUMNS = {
  kind: Uint8Array,
  channelKind: Uint8Array,
  eventId: Uint16Array,
  /** Index into the list of sources of the case. */
  source: Uint16Array,
  /** TimeCreated as written, `NaN` if the record has none. */
  time: Float64Array,
  /** Byte position of the record in its source. */
  offset: Float64Array,
  recordIdLow: Uint32Array,
  recordIdHigh: Uint32Array,
  channel: Uint32Array,
  computer: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sid: Uint32Array,
  /** LogonId (4624 and others: TargetLogonId; 4648, 4672, 1102: SubjectLogonId; 4778, 4779: LogonID). */
  logonIdLow: Uint32Array,
  logonIdHigh: Uint32Array,
  /** SubjectLogonId of 4624 and 4625. */
  subjectLogonIdLow: Uint32Array,
  subjectLogonIdHigh: Uint32Array,
  linkedLogonIdLow: Uint32Array,
  linkedLogonIdHigh: Uint32Array,
  logonType: Uint8Array,
  elevated: Uint8Array,
  /** 32 bits are enough: process ids are multiples of four below 2^32. `NO_NUMBER` when not given. */
  processId: Uint32Array,
  process: Uint32Array,
  logonProcess: Uint32Array,
  package: Uint32Array,
  workstation: Uint32Array,
  address: Uint32Array,
  clientName: Uint32Array,
  sessionName: Uint32Array,
  /** Terminal-services session number. `NO_NUMBER` when not given. */
  sessionId: Uint32Array,
  /**
   * 4625. Kernel-Power 41: `status` 1 when the machine died asleep, `subStatus` 1 after a long press of its button. Of
   * `other` in `status`: 1 an audited success, 2 a failure, 0 not known.
   */
  status: Uint32Array,
  subStatus: Uint32Array,
  /** FailureReason (%%nnnn), target user of 4648, or what else one text of the event is needed for. */
  detail: Uint32Array,
  /**
   * The one number an event is needed for: BugcheckCode, BootType, Reason, uptime; of 4719 the first 32 bits of the
   * subcategory GUID; of `other` the records of the run that this row stands for. `NO_NUMBER` when not given.
   */
  number: Uint32Array,
  /**
   * PreviousTime, SleepTime, heartbeat of 6008, StopTime. Of 4624 and 4769 no time but the first 48 bits of LogonGuid,
   * which tie the two together. `NaN` when not given.
   */
  timeA: Float64Array,
  /** NewTime, WakeTime, StartTime. */
  timeB: Float64Array,
} as const;

/** The columns that hold positions in a string table: all that changes when rows move to another one. */
export const EVENT_TEXT_COLUMNS = [
  "channel",
  "computer",
  "user",
  "domain",
  "sid",
  "process",
  "logonProcess",
  "package",
  "workstation",
  "address",
  "clientName",
  "sessionName",
  "detail",
] as const satisfies readonly EventColumnName[];

export type EventColumnName = keyof typeof EVENT_COLUMNS;
export type EventColumns = { readonly [Name in EventColumnName]: InstanceType<(typeof EVENT_COLUMNS)[Name]> };

/** The events of one case (or one segment of it). Columns may be longer than `length`. */
export interface EventTable extends EventColumns {
  readonly length: number;
}
