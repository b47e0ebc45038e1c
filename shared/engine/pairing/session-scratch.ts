import { NO_LOGON_TYPE, NO_NUMBER } from "../../types/event-table.ts";
import { type ColumnsOf, makeTable } from "../columns.ts";

/** Sessions of one case while they are being built: growable columns, one row a session, no object per session. */
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
  explicitRow: Int32Array,
  members: Uint8Array,
  /** Row of the 4624 of each member, -1 when it is not in the log. */
  firstRow: Int32Array,
  secondRow: Int32Array,
  firstLow: Uint32Array,
  firstHigh: Uint32Array,
  secondLow: Uint32Array,
  secondHigh: Uint32Array,
  /** Bits: member 0/1 elevated by its token (1, 2), filtered by its token (4, 8), named by a 4672 (16, 32). */
  elevation: Uint8Array,
  /** Ends seen so far: 4634 of each member, 4647, LSM 23 or 7002, a logon that takes its place, a hybrid shutdown. */
  firstLogoff: Int32Array,
  secondLogoff: Int32Array,
  userLogoff: Int32Array,
  weakLogoff: Int32Array,
  superseded: Int32Array,
  hybrid: Int32Array,
  /** Latest own evidence. */
  evidenceRow: Int32Array,
  evidence: Float64Array,
  /** Begin of the interval that is open now, `NaN` for none. */
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
  startLower: Float64Array,
  active: Float64Array,
  activeMin: Float64Array,
  activeMax: Float64Array,
} as const;

type ScratchColumns = ColumnsOf<typeof COLUMNS>;

/** Columns in which "none" is -1. */
const NONE_ROWS = [
  "parent",
  "startRow",
  "identityRow",
  "clientRow",
  "explicitRow",
  "firstRow",
  "secondRow",
  "firstLogoff",
  "secondLogoff",
  "userLogoff",
  "weakLogoff",
  "superseded",
  "hybrid",
  "evidenceRow",
  "older",
  "userNext",
  "userPrevious",
  "openNext",
  "openPrevious",
] as const;
/** Columns in which "none" is `NaN`. */
const NONE_TIMES = [
  "evidence",
  "lockedFrom",
  "disconnectedFrom",
  "saverFrom",
  "end",
  "endLower",
  "endUpper",
  "startLower",
  "active",
  "activeMin",
  "activeMax",
] as const;

const FIRST_CAPACITY = 256;

/** `columns` may be replaced by `add`: take it anew after adding a row. */
export class SessionScratch {
  columns: ScratchColumns = allocate(FIRST_CAPACITY, null);
  #capacity = FIRST_CAPACITY;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A fresh row with everything at "none". */
  add(): number {
    if (this.#length === this.#capacity) {
      this.#capacity *= 2;
      this.columns = allocate(this.#capacity, this.columns);
    }
    return this.#length++;
  }
}

function allocate(capacity: number, from: ScratchColumns | null): ScratchColumns {
  const made = makeTable(COLUMNS, capacity, (type, name) => {
    const column = new type(capacity);
    if (from !== null) column.set(from[name]);
    return column;
  });
  const start = from === null ? 0 : from.kind.length;
  for (const name of NONE_ROWS) made[name].fill(-1, start);
  for (const name of NONE_TIMES) made[name].fill(Number.NaN, start);
  made.sessionId.fill(NO_NUMBER, start);
  made.logonType.fill(NO_LOGON_TYPE, start);
  return made;
}

/** Closed intervals of all sessions, in the order in which they were closed. */
export class IntervalScratch {
  session = new Uint32Array(FIRST_CAPACITY);
  kind = new Uint8Array(FIRST_CAPACITY);
  from = new Float64Array(FIRST_CAPACITY);
  to = new Float64Array(FIRST_CAPACITY);
  /** 1 when only the end of the session (or of what is known) closed it. */
  cut = new Uint8Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(session: number, kind: number, from: number, to: number, cut: boolean): void {
    if (this.#length === this.session.length) this.#grow();
    const row = this.#length++;
    this.session[row] = session;
    this.kind[row] = kind;
    this.from[row] = from;
    this.to[row] = to;
    this.cut[row] = cut ? 1 : 0;
  }

  #grow(): void {
    const capacity = this.session.length * 2;
    const [session, kind, from, to, cut] = [this.session, this.kind, this.from, this.to, this.cut];
    this.session = new Uint32Array(capacity);
    this.kind = new Uint8Array(capacity);
    this.from = new Float64Array(capacity);
    this.to = new Float64Array(capacity);
    this.cut = new Uint8Array(capacity);
    this.session.set(session);
    this.kind.set(kind);
    this.from.set(from);
    this.to.set(to);
    this.cut.set(cut);
  }
}
