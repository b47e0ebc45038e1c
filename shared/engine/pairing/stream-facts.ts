import { EVENT_KINDS, type EventKind, type EventTable, KIND, NO_NUMBER } from "../../types/event-table.ts";

/**
 * What one look at every row of a stream tells. Most rules want a few records among millions or only need to know that
 * there are none: they go by this instead of looking at every row again.
 */
export interface StreamFacts {
  /** Positions in `rows` of the records that rules look for one by one (`MARKED`), in order. */
  readonly marks: Uint32Array;
  /** Rows of each kind. */
  readonly kinds: Uint32Array;
  /** Records that the stream stands for, kept or not. */
  readonly records: number;
  /** True when every record has a time and none has an earlier one than the record before it. */
  readonly inOrder: boolean;
  /** True when every record has a higher number than the one before it. */
  readonly rising: boolean;
  /** True when every record has the number after that of the record before it. */
  readonly unbroken: boolean;
  /** True when all records come from one source. */
  readonly oneSource: boolean;
}

const MARK = 1;
/** Marked if it is that of the system itself, which stands for the boot where no 4608 does (R2). */
const MARK_TYPE_0 = 2;
const MARKED = new Uint8Array(EVENT_KINDS.length);
const SOUGHT: readonly EventKind[] = [
  "windowsStarting",
  "windowsStopping",
  "clockChanged",
  "logServiceStopped",
  "logServiceStoppedSystem",
  "auditLost",
  "logFull",
  "logArchived",
  "auditPolicyChanged",
  "eventLost",
  "accountLockedOut",
  "osStop",
];
for (const kind of SOUGHT) MARKED[KIND[kind]] = MARK;
MARKED[KIND.logon] = MARK_TYPE_0;

/** Reads the rows of a stream in their final order. */
export function readStream(events: EventTable, rows: Uint32Array): StreamFacts {
  const { kind, logonType, number, time, source, recordIdLow, recordIdHigh } = events;
  const kinds = new Uint32Array(EVENT_KINDS.length);
  let marks = new Uint32Array(64);
  let marked = 0;
  let folded = 0;
  let inOrder = true;
  let rising = true;
  let unbroken = true;
  const first = rows.length === 0 ? 0 : rows[0]!;
  const firstSource = source[first]!;
  let oneSource = true;
  let before = Number.NEGATIVE_INFINITY;
  let low = recordIdLow[first]! - 1;
  let high = recordIdHigh[first]!;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    const what = kind[row]!;
    kinds[what]!++;
    const mark = MARKED[what]!;
    if (mark === MARK || (mark === MARK_TYPE_0 && logonType[row] === 0)) {
      if (marked === marks.length) marks = grown(marks);
      marks[marked++] = at;
    } else if (what === KIND.other) {
      const count = number[row]!;
      if (count !== NO_NUMBER && count !== 0) folded += count - 1;
    }
    const now = time[row]!;
    if (!(now >= before)) inOrder = false;
    before = now;
    const nextLow = recordIdLow[row]!;
    const nextHigh = recordIdHigh[row]!;
    if (nextLow !== low + 1 || nextHigh !== high) {
      unbroken = false;
      if (nextHigh < high || (nextHigh === high && nextLow <= low)) rising = false;
      high = nextHigh;
    }
    low = nextLow;
    if (source[row] !== firstSource) oneSource = false;
  }
  return {
    marks: marks.slice(0, marked),
    kinds,
    records: rows.length + folded,
    inOrder,
    rising,
    unbroken,
    oneSource,
  };
}

function grown(list: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const longer = new Uint32Array(list.length * 2);
  longer.set(list);
  return longer;
}

/** The marks from one position of a stream up to before another. */
export function marksBetween(marks: Uint32Array, from: number, to: number): Uint32Array {
  return marks.subarray(firstFrom(marks, from), firstFrom(marks, to));
}

/** Place of the first of some rising numbers that is not below another one. */
function firstFrom(rising: Uint32Array, least: number): number {
  let low = 0;
  let high = rising.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rising[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
