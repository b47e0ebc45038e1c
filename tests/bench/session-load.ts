import { makeTable } from "../../shared/engine/columns.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../../shared/types/names.ts";
import { SESSION_COLUMNS, type SessionTable } from "../../shared/types/session-table.ts";
import { StringTable } from "../../shared/types/string-table.ts";

const SECOND = 10_000_000;
const YEAR = 365 * 86_400 * SECOND;
const PEOPLE = 3000;
const COMPUTERS = 120;
const [EXACT, BOUNDED, OPEN, UNKNOWN] = CONFIDENCES.map((_, code) => code) as [
  number,
  number,
  number,
  number,
];
const DESKTOP = SESSION_KINDS.indexOf("desktop");
const NETWORK = SESSION_KINDS.indexOf("network");

/** Numbers in [0, 1) that are the same on every run (a linear congruence of 32 bits). */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Sessions of a year on many computers as pairing leaves them: by start evidence, most of them short network logons,
 * few people with many sessions, one in fifty with an end that is not known and one in a hundred without a start.
 * Same length, same table.
 */
export function sessionLoad(length: number): {
  readonly sessions: SessionTable;
  readonly strings: readonly string[];
} {
  const roll = dice(7);
  const strings = new StringTable();
  const users = Array.from({ length: PEOPLE }, (_, n) => strings.intern(`User.${(n * 7919) % PEOPLE}`));
  const computers = Array.from({ length: COMPUTERS }, (_, n) => strings.intern(`PC-${(n * 31) % COMPUTERS}`));
  const addresses = Array.from({ length: 4000 }, (_, n) =>
    strings.intern(`10.${n % 7}.${n >> 8}.${n & 255}`),
  );
  const s = makeTable(SESSION_COLUMNS, length);
  for (const name of ["startLower", "startUpper", "end", "endLower", "endUpper"] as const)
    s[name].fill(Number.NaN);
  for (const name of ["active", "activeMin", "activeMax"] as const) s[name].fill(Number.NaN);
  for (let row = 0; row < length; row++) {
    const network = roll() < 0.7;
    const person = Math.floor(PEOPLE * roll() ** 2);
    const computer = computers[Math.floor(COMPUTERS * roll())]!;
    const start = Math.floor((YEAR * (row + roll())) / length / 4) * 4;
    const end = start + Math.floor((network ? 20 : 30_000) * SECOND * roll() ** 3);
    s.kind[row] = network ? NETWORK : DESKTOP;
    s.user[row] = users[person]!;
    s.userKey[row] = users[person]!;
    s.computer[row] = computer;
    s.computerKey[row] = computer;
    s.logonType[row] = network ? 3 : roll() < 0.8 ? 2 : 10;
    s.leadLogonIdLow[row] = Math.floor(roll() * 2 ** 32);
    s.sourceAddress[row] = network ? addresses[Math.floor(roll() * addresses.length)]! : 0;
    s.endReason[row] = Math.floor(roll() * END_REASONS.length);
    if (roll() < 0.01) s.startUpper[row] = start;
    s.start[row] = Number.isNaN(s.startUpper[row]!) ? start : Number.NaN;
    const chance = roll();
    s.confidence[row] = chance < 0.8 ? EXACT : chance < 0.97 ? BOUNDED : chance < 0.98 ? OPEN : UNKNOWN;
    if (s.confidence[row] === EXACT || s.confidence[row] === BOUNDED) s.end[row] = end;
    if (s.confidence[row] !== EXACT) s.endLower[row] = end - SECOND;
    if (s.confidence[row] === BOUNDED) s.endUpper[row] = end + 60 * SECOND;
    s.active[row] = (end - start) * 0.75;
  }
  const none = new Uint32Array(length + 1);
  const empty = { length: 0 } as never;
  const sessions: SessionTable = {
    ...s,
    intervalStart: none,
    proofStart: none,
    memberStart: none,
    intervals: empty,
    proofs: empty,
    members: empty,
  };
  return { sessions, strings: strings.toArray() };
}
