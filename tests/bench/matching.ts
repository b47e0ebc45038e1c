import { NOT_FOUND, PairTable } from "../../shared/engine/pairing/pair-table.ts";
import { type EventTable, KIND } from "../../shared/types/event-table.ts";
import { eventLoad } from "./event-load.ts";

/*
 * Matching logons with logoffs by their LogonIds and nothing else: columns in, two columns out, by the table that
 * pairing finds LogonIds with, and as pairing uses it: one for a computer, emptied when the computer starts anew,
 * because LogonIds are given again from then on. Warm, in this process. Prints one line of JSON.
 *   node matching.mjs EVENTS dense|few|many
 * `dense`: the events that whole pairing is measured with. `few`: some thousands of sessions are open at any time.
 * `many`: a computer that never starts anew and on which every third logon is never closed.
 */

type Columns = Pick<EventTable, "kind" | "computer" | "logonIdLow" | "logonIdHigh" | "length">;

const [, , count = "1e6", load = "dense"] = process.argv;
const length = Number(count);
const PASSES = length > 3e6 ? 3 : 7;
/** Between two starts of the computer of `few`. */
const RECORDS_A_BOOT = 100_000;
const FEW = 4000;

/** Row of the logon and of the logoff of every session, in the order of the logons; -1 for a logoff that is not there. */
interface Matched {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly length: number;
}

function match({ kind, computer, logonIdLow, logonIdHigh, length: rows }: Columns): Matched {
  const start = new Int32Array(rows);
  const end = new Int32Array(rows);
  const tables = new Map<number, PairTable>();
  let table = new PairTable();
  let last = -1;
  let sessions = 0;
  for (let row = 0; row < rows; row++) {
    const what = kind[row]!;
    if (what !== KIND.logon && what !== KIND.logoff && what !== KIND.windowsStarting) continue;
    const name = computer[row]!;
    if (name !== last) {
      last = name;
      table = tables.get(name) ?? new PairTable();
      tables.set(name, table);
    }
    if (what === KIND.windowsStarting) table.clear();
    else if (what === KIND.logon) {
      table.set(logonIdLow[row]!, logonIdHigh[row]!, sessions);
      start[sessions] = row;
      end[sessions++] = -1;
    } else {
      const session = table.get(logonIdLow[row]!, logonIdHigh[row]!);
      if (session !== NOT_FOUND && end[session]! < 0) end[session] = row;
    }
  }
  return { start, end, length: sessions };
}

/** Logons and logoffs of one computer. LogonIds rise, as those that Windows gives, by steps of no fixed width. */
function logonsAndLogoffs(neverClosed: boolean): Columns {
  const kind = new Uint8Array(length);
  const computer = new Uint32Array(length).fill(1);
  const logonIdLow = new Uint32Array(length);
  const logonIdHigh = new Uint32Array(length);
  const open: number[] = [];
  let id = 0x10000;
  let logons = 0;
  let first = 0;
  for (let row = 0; row < length; row++) {
    if (!neverClosed && row % RECORDS_A_BOOT === 0) {
      kind[row] = KIND.windowsStarting;
      open.length = 0;
      first = 0;
      continue;
    }
    if (open.length - first > FEW) {
      kind[row] = KIND.logoff;
      logonIdLow[row] = open[first++]!;
      continue;
    }
    id += 0x100 + ((row * 7919) % 0x1f0);
    kind[row] = KIND.logon;
    logonIdLow[row] = id;
    if (!neverClosed || logons++ % 3 > 0) open.push(id);
  }
  return { kind, computer, logonIdLow, logonIdHigh, length };
}

const columns: Columns =
  load === "dense" ? eventLoad(length, "dense").events : logonsAndLogoffs(load === "many");
const small = load === "dense" ? eventLoad(50_000, "dense").events : { ...columns, length: 50_000 };
for (let i = 0; i < 6; i++) match(small);
const times: number[] = [];
let matched = match(columns);
for (let i = 0; i < PASSES; i++) {
  const start = performance.now();
  matched = match(columns);
  times.push(performance.now() - start);
}
const stillOpen = matched.end.subarray(0, matched.length).reduce((sum, end) => sum + (end < 0 ? 1 : 0), 0);
console.log(
  JSON.stringify({ ms: times.sort((a, b) => a - b)[PASSES >> 1]!, sessions: matched.length, stillOpen }),
);
