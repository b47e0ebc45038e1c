import { type ColumnsOf, makeTable } from "../columns.ts";
import { GrowingTable } from "./growing-table.ts";

/**
 * Sessions of one case while they are being built: growable columns, one row a session, no object per session. A fresh
 * row is all zeros; `newSession` writes what every session has. Columns whose name ends in `Plus` hold a row of the
 * event table plus one, so that zero is none: most sessions have none, and what nobody writes costs no memory.
 */
const COLUMNS = {
  /** Position in LOGON_CLASSES, equal to that in SESSION_KINDS. */
  kind: Uint8Array,
  flags: Uint16Array,
  computer: Uint32Array,
  boot: Int32Array,
  parent: Int32Array,
  userKey: Uint32Array,
  logonType: Uint8Array,
  /** Record that gives the start, or the first evidence when the start is not in the log. */
  startRow: Int32Array,
  startKnown: Uint8Array,
  startRule: Uint8Array,
  /** Record that names the user best. */
  identityRow: Int32Array,
  /** Record of the logon (or connect) that gives address and client. */
  clientRow: Int32Array,
  /** 4648 that goes with a secondary logon (R9). */
  explicitRowPlus: Int32Array,
  members: Uint8Array,
  /** Row of the 4624 of the first member, -1 when it is not in the log. */
  firstRow: Int32Array,
  firstLow: Uint32Array,
  firstHigh: Uint32Array,
  secondLow: Uint32Array,
  secondHigh: Uint32Array,
  /** Bits: member 0/1 elevated by its token (1, 2), filtered by its token (4, 8), named by a 4672 (16, 32). */
  elevation: Uint8Array,
  /** Ends seen so far: 4634 of each member, 4647, LSM 23 or 7002, a logon that takes its place, a hybrid shutdown. */
  firstLogoffPlus: Int32Array,
  secondLogoffPlus: Int32Array,
  userLogoffPlus: Int32Array,
  weakLogoffPlus: Int32Array,
  supersededPlus: Int32Array,
  hybridPlus: Int32Array,
  /** Latest own evidence. */
  evidenceRow: Int32Array,
  evidence: Float64Array,
  /** Begin of the interval that is open now, `NaN` for none. Of desktop sessions only, as are the lists below. */
  lockedFrom: Float64Array,
  disconnectedFrom: Float64Array,
  saverFrom: Float64Array,
  /** Terminal-services session number, NO_NUMBER when not known. */
  sessionId: Uint32Array,
  /** Desktop session of the same user that was open when this one began (R8). */
  older: Int32Array,
  /** 1 while nothing has ended it. */
  open: Uint8Array,
  /** 1 for a session whose LogonId is not known yet (R10, R16). */
  nameless: Uint8Array,
  /** 1 once dropped as a stub (R8). */
  dropped: Uint8Array,
  /** Neighbours in the list of open desktop sessions of the user, and in that of all of them. */
  userNext: Int32Array,
  userPrevious: Int32Array,
  openNext: Int32Array,
  openPrevious: Int32Array,
  /** Results of the end rules. */
  end: Float64Array,
  endLower: Float64Array,
  endUpper: Float64Array,
  endReason: Uint8Array,
  endRule: Uint8Array,
  confidence: Uint8Array,
  /** Only of a session whose start is not known. */
  startLower: Float64Array,
} as const;

export type ScratchColumns = ColumnsOf<typeof COLUMNS>;

const FIRST_CAPACITY = 256;

/**
 * `columns` may be replaced by `add`: take it anew after adding a row. Room that is asked for but never used costs
 * nothing: fresh pages are not touched before a row is added, which is why no column is filled in advance.
 */
export class SessionScratch {
  columns: ScratchColumns;
  #capacity: number;
  #length = 0;

  /** `expected`: how many sessions there will be at about. */
  constructor(expected = 0) {
    this.#capacity = Math.max(FIRST_CAPACITY, expected);
    this.columns = makeTable(COLUMNS, this.#capacity);
  }

  get length(): number {
    return this.#length;
  }

  /** A fresh row, all zeros. */
  add(): number {
    if (this.#length === this.#capacity) this.#grow();
    return this.#length++;
  }

  /** Hands the columns over and keeps none: whoever takes them gives them back one by one (`release`). */
  take(): ScratchColumns {
    const taken = this.columns;
    this.columns = makeTable(COLUMNS, 0);
    this.#capacity = 0;
    this.#length = 0;
    return taken;
  }

  /** Column by column, so that only one stands twice. By a quarter: logons were counted, few sessions come beyond. */
  #grow(): void {
    const before = this.columns;
    this.#capacity += Math.max(FIRST_CAPACITY, this.#capacity >> 2);
    this.columns = makeTable(COLUMNS, this.#capacity, (type, name) => {
      const column = new type(this.#capacity);
      column.set(before[name]);
      release(before, [name]);
      return column;
    });
  }
}

/** Lets go of columns that nobody will read again, so that what comes next may use their memory. */
export function release(columns: ScratchColumns, names: readonly (keyof ScratchColumns)[]): void {
  for (const name of names) Object.assign(columns, { [name]: new COLUMNS[name](0) });
}

const INTERVAL_SCRATCH = {
  session: Uint32Array,
  kind: Uint8Array,
  from: Float64Array,
  to: Float64Array,
  /** 1 when only the end of the session (or of what is known) closed it. */
  cut: Uint8Array,
} as const;

/** Closed intervals of all sessions, in the order in which they were closed. */
export class IntervalScratch {
  readonly #table = new GrowingTable(INTERVAL_SCRATCH);

  add(session: number, kind: number, from: number, to: number, cut: boolean): void {
    const at = this.#table.add();
    const columns = this.#table.last;
    columns.session[at] = session;
    columns.kind[at] = kind;
    columns.from[at] = from;
    columns.to[at] = to;
    columns.cut[at] = cut ? 1 : 0;
  }

  parts(): ReturnType<GrowingTable<typeof INTERVAL_SCRATCH>["parts"]> {
    return this.#table.parts();
  }

  /** Forgets everything. */
  clear(): void {
    this.#table.clear();
  }
}
