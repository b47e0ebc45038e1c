/**
 * What pairing knows of one boot while it works. Rows are rows of the event table, -1 for none; times are corrected
 * (R11) once `correctClock` has run.
 *
 *     Security rows   [secFrom, secTo) of the Security stream, in record order
 *     other rows      [otherFrom, otherTo) of the computer's other rows, in the order of corrected time
 */
export interface BootState {
  readonly index: number;
  /** True for a boot that only stands for "another numbering of the log begins here" (see chains.ts). */
  readonly edge: boolean;
  /** 4608 or the type 0 logon, for R9's distance from the boot. */
  readonly securityMarker: number;
  /** 12 or 6005. */
  readonly systemMarkers: readonly number[];
  /** Earliest marker by raw time, `NaN` when the boot began before the log. */
  readonly rawStart: number;
  secFrom: number;
  secTo: number;
  otherFrom: number;
  otherTo: number;
  /** Corrected time of the earliest marker in any channel. */
  start: number;
  startRow: number;
  /** Last record in any channel. */
  last: number;
  lastRow: number;
  /** Last record of the Security stream. */
  lastSecurity: number;
  lastSecurityRow: number;
  /** Shutdown evidence (R4): the record that gives the time, and the time. */
  stopRow: number;
  stop: number;
  /** Shutdown request (1074). */
  requestRow: number;
  /** 41 and 6008 that the next boot wrote about this one. */
  dirtyRow: number;
  heartbeatRow: number;
  /** 42 of the sleep that it died in, told by that 41. */
  sleepRow: number;
  bugcheck: number | null;
  clockSetByUser: boolean;
}

export interface BootSeed {
  readonly secFrom: number;
  readonly edge: boolean;
  readonly securityMarker: number;
  readonly systemMarkers: readonly number[];
  readonly rawStart: number;
}

export function newBoot(index: number, seed: BootSeed): BootState {
  // Spelled out, see `streamOf`.
  return {
    index,
    edge: seed.edge,
    securityMarker: seed.securityMarker,
    systemMarkers: seed.systemMarkers,
    rawStart: seed.rawStart,
    secFrom: seed.secFrom,
    secTo: seed.secFrom,
    otherFrom: 0,
    otherTo: 0,
    start: Number.NaN,
    startRow: -1,
    last: Number.NaN,
    lastRow: -1,
    lastSecurity: Number.NaN,
    lastSecurityRow: -1,
    stopRow: -1,
    stop: Number.NaN,
    requestRow: -1,
    dirtyRow: -1,
    heartbeatRow: -1,
    sleepRow: -1,
    bugcheck: null,
    clockSetByUser: false,
  };
}
