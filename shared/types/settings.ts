/**
 * The constants of the pairing rules that a user may change, in seconds unless said otherwise. They are part of a
 * case: the JSON output names them, and a cached result belongs to one set of them.
 */
export interface PairingSettings {
  /** R2: records before a type 0 logon in which a 4608 makes it the same boot. */
  readonly bootMarkerRecords: number;
  /** R2: a System boot further than this from any Security marker is a boot of its own. */
  readonly bootApart: number;
  /** R4: activity later than this after a stop of the log service means the machine went on. */
  readonly shutdownTail: number;
  /** R6: two logons of a split token are at most this far apart. */
  readonly splitToken: number;
  /** R7: a 4801 this soon after an unlock logon is the same unlock. */
  readonly unlockEcho: number;
  /** R8: longest life of a reconnect stub next to a reconnect, and how near the reconnect must be. */
  readonly stubLife: number;
  /** R8: longest life of a stub when no connect events are recorded. */
  readonly stubLifeNoConnect: number;
  /** R9: a 4648 this near supplies the target server of a secondary logon. */
  readonly explicitCredentials: number;
  /** R9: a console logon this soon after the boot is flagged as automatic. */
  readonly autoLogon: number;
  /** E5: a file is filtered when its record ids jump more often than this … */
  readonly filteredJumps: number;
  /** … and more often than this share of its records. */
  readonly filteredShare: number;
  /** R11: smaller steps of the clock are ignored. */
  readonly clockSlew: number;
  /** R11: in this many records after the boot marker a forward step corrects a wrong hardware clock. */
  readonly bootRecords: number;
  /** R11: a forward step this soon after a wake only catches up. */
  readonly wakeStep: number;
  /** R11: records after a backward step this near its PreviousTime still carry the old clock. */
  readonly straggler: number;
  /** R12: shorter modern standby is not counted as sleep. */
  readonly standby: number;
  /** R16: a Security session of the user this soon before makes a weaker source redundant. */
  readonly weakerSource: number;
  /** A success this soon after a failure is marked on the failure. */
  readonly followedBySuccess: number;
}

export const DEFAULT_SETTINGS: PairingSettings = {
  bootMarkerRecords: 5,
  bootApart: 300,
  shutdownTail: 60,
  splitToken: 1,
  unlockEcho: 5,
  stubLife: 60,
  stubLifeNoConnect: 10,
  explicitCredentials: 5,
  autoLogon: 10,
  filteredJumps: 3,
  filteredShare: 0.05,
  clockSlew: 60,
  bootRecords: 8,
  wakeStep: 120,
  straggler: 300,
  standby: 900,
  weakerSource: 120,
  followedBySuccess: 600,
};
