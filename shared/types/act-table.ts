/**
 * Records that make no session of their own, yet that reports tell of: who unlocked or reconnected and from where,
 * whose credentials somebody used, who asked for a shutdown. One row is one record, in the order of the computers, then
 * of their logs.
 */
export const ACT_KINDS = [
  "unlocked", // 4801, or the logon of type 7 or 13 that unlocks
  "connected", // 4778, 25: a session is shown on a client again
  "disconnected", // 4779, 24
  "remoteChecked", // 1149: a user passed network-level authentication; not yet a logon
  "explicitCredentials", // 4648 by a person: `detail` names whose, `place` the server
  "specialGroupLogon", // 4964
  "accountUnlocked", // 4767: `detail` names who did it
  "shutdownRequested", // 1074: `detail` is what was asked for
  "slept", // 1 of the Power-Troubleshooter: from `time` to `until`
  "refused", // 4776, 4768, 4771 with a failure
  // Of people, on a domain controller: they say when somebody was authenticated, and nothing of how long he stayed
  "ticketGranted", // 4768 for a logon
  "credentialsAccepted", // 4776: `place` is the workstation
  "hostTicket", // 4769: `detail` is the computer it is for; `session` the logon there with the same LogonGuid
] as const;
export type ActKind = (typeof ACT_KINDS)[number];

/** Times in ticks, texts as ids of the string table of the case; 0 and `NaN` are "not given". */
export const ACT_COLUMNS = {
  /** Position in `ACT_KINDS`. */
  kind: Uint8Array,
  /** Corrected. */
  time: Float64Array,
  until: Float64Array,
  computer: Uint32Array,
  computerKey: Uint32Array,
  user: Uint32Array,
  domain: Uint32Array,
  sid: Uint32Array,
  userKey: Uint32Array,
  /** Row of the session it belongs to, -1 when there is none or it is not known. */
  session: Int32Array,
  sourceAddress: Uint32Array,
  /** Client, workstation or target server. */
  place: Uint32Array,
  detail: Uint32Array,
  process: Uint32Array,
  status: Uint32Array,
  source: Uint16Array,
  channel: Uint32Array,
  eventId: Uint16Array,
  recordIdLow: Uint32Array,
  recordIdHigh: Uint32Array,
  offset: Float64Array,
} as const;

export type ActColumns = {
  readonly [Name in keyof typeof ACT_COLUMNS]: InstanceType<(typeof ACT_COLUMNS)[Name]>;
};
export interface ActTable extends ActColumns {
  readonly length: number;
}

/** Position of a kind in `ACT_KINDS`. */
export const ACT: Readonly<Record<ActKind, number>> = Object.fromEntries(
  ACT_KINDS.map((kind, code) => [kind, code]),
) as Record<ActKind, number>;
