import { Random } from "../../build/demo/random.ts";
import { type PairingResult, pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { type EventSpec, eventTable } from "../../shared/testing/event-table-builder.ts";
import { CONFIDENCES, END_REASONS, SESSION_KINDS } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { FATES, type Fate, logOf } from "./damaged-log.ts";
import { SimulatedMachine, type TrueSession } from "./simulated-machine.ts";

/** What came of comparing answers with the truth. */
export interface PairingNumbers {
  machines: number;
  records: number;
  /** True sessions of which the log holds at least one record. */
  sessions: number;
  found: number;
  /** Sessions in the answer that are none, or a second one of a true one. */
  extra: number;
  /** Of those that were found: the start is the true one, or within the bounds that are given. */
  rightStart: number;
  exactStart: number;
  /** The true end lies within what is said about it. */
  withinBounds: number;
  /** An end is said to be recorded. */
  saidExact: number;
  /** Said to be recorded, and not the true one. */
  inventedEnds: number;
  /** The record of the true end is in the log. */
  endRecorded: number;
  /** Of those: told exactly. */
  endExact: number;
  /** The reason can be known from the log, and is right. */
  reasonKnowable: number;
  reasonRight: number;
  /** What went wrong, in words; empty in a good run. */
  readonly wrong: string[];
}

const NOTHING = (): PairingNumbers => ({
  machines: 0,
  records: 0,
  sessions: 0,
  found: 0,
  extra: 0,
  rightStart: 0,
  exactStart: 0,
  withinBounds: 0,
  saidExact: 0,
  inventedEnds: 0,
  endRecorded: 0,
  endExact: 0,
  reasonKnowable: 0,
  reasonRight: 0,
  wrong: [],
});

/** A Monday morning, in ticks of the engine. */
const MONDAY = 864_000_000_000 * 63 + 6 * 36_000_000_000;

/** Measures over machines of seeds 1 to `machines`; each fate of a log gets numbers of its own. */
export function measurePairing(machines: number): ReadonlyMap<Fate, PairingNumbers> {
  const numbers = new Map<Fate, PairingNumbers>(FATES.map((fate) => [fate, NOTHING()]));
  for (let seed = 1; seed <= machines; seed++)
    for (const fate of FATES) measureMachine(seed, fate, numbers.get(fate)!);
  return numbers;
}

export function measureMachine(seed: number, fate: Fate, numbers: PairingNumbers): PairingResult {
  const random = new Random(seed * 7919 + FATES.indexOf(fate));
  const history = new SimulatedMachine(seed, `PC-${seed}`).live(MONDAY, random.between(2, 7));
  const log = logOf(history, fate, random);
  const strings = new StringTable();
  const events = eventTable(log, strings);
  const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 2 });
  numbers.machines++;
  numbers.records += log.length;
  const inLog = new Set(log.map(placeOf));
  const seen = (row: EventSpec | null): boolean => row !== null && inLog.has(placeOf(row));
  // Of a network session whose beginning is lost nothing can be told, and a 4672 alone says nothing of a session.
  const visible = history.sessions.filter(({ kind, rows, startRow }) =>
    kind === "network" ? seen(startRow) : rows.some((row) => row.kind !== "privileges" && seen(row)),
  );
  numbers.sessions += visible.length;
  const rows = answered(result);
  const taken = new Set<number>();
  for (const session of visible) {
    const own = rows.filter((row) => isOf(result, row, session));
    const row = own.find((one) => result.sessions.start[one] === session.start) ?? own[0];
    if (row === undefined) {
      numbers.wrong.push(`${fate} ${seed}: ${session.user} from ${session.start} is not found`);
      continue;
    }
    taken.add(row);
    numbers.found++;
    compare(result, row, session, { seen, fate, seed, numbers });
  }
  for (const row of rows.filter((one) => !taken.has(one))) {
    numbers.extra++;
    numbers.wrong.push(`${fate} ${seed}: ${told(result, strings, row)} is one too many`);
  }
  return result;
}

function told({ sessions }: PairingResult, strings: StringTable, row: number): string {
  const moments = [
    sessions.start[row],
    sessions.startLower[row],
    sessions.startUpper[row],
    sessions.end[row],
  ];
  const reason = `${END_REASONS[sessions.endReason[row]!]} ${CONFIDENCES[sessions.confidence[row]!]}`;
  return `${strings.get(sessions.user[row]!)} ${moments.join(" ")} type ${sessions.logonType[row]} ${reason}`;
}

/** One record of one machine: no two have time, kind and id in common. */
const placeOf = ({ time, kind, logonId, channelKind }: EventSpec): string =>
  `${time} ${kind} ${logonId} ${channelKind}`;

function answered({ sessions }: PairingResult): number[] {
  const rows = Array.from({ length: sessions.length }, (_, row) => row);
  return rows.filter((row) => ["desktop", "network"].includes(SESSION_KINDS[sessions.kind[row]!]!));
}

/** Whether a row of the answer is about a true session: it has one of its ids, and stands on one of its records. */
function isOf({ sessions }: PairingResult, row: number, session: TrueSession): boolean {
  const { members, proofs } = sessions;
  const hasId = Array.from(
    members.logonIdLow.subarray(sessions.memberStart[row]!, sessions.memberStart[row + 1]!),
  ).some((id) => session.ids.includes(id));
  if (!hasId) return false;
  for (let at = sessions.proofStart[row]!; at < sessions.proofStart[row + 1]!; at++) {
    const time = proofs.time[at]!;
    const eventId = proofs.eventId[at]!;
    if (session.rows.some((own) => own.time === time && own.eventId === eventId)) return true;
  }
  return false;
}

function compare(
  { sessions }: PairingResult,
  row: number,
  session: TrueSession,
  {
    seen,
    fate,
    seed,
    numbers,
  }: { seen: (row: EventSpec | null) => boolean; fate: Fate; seed: number; numbers: PairingNumbers },
): void {
  const complain = (what: string): void => {
    const told = [sessions.start[row], sessions.end[row], sessions.endLower[row], sessions.endUpper[row]];
    const reason = `${END_REASONS[sessions.endReason[row]!]} ${CONFIDENCES[sessions.confidence[row]!]}`;
    numbers.wrong.push(
      `${fate} ${seed}: ${session.user} ${session.start}..${session.end} ${session.how}: ${what}; told ${told.join(" ")} ${reason}`,
    );
  };
  const start = sessions.start[row]!;
  const startWithin = Number.isNaN(start)
    ? !(session.start < sessions.startLower[row]!) && !(session.start > sessions.startUpper[row]!)
    : start === session.start;
  if (startWithin) numbers.rightStart++;
  else complain("start");
  if (start === session.start) numbers.exactStart++;

  const confidence = CONFIDENCES[sessions.confidence[row]!];
  const end = sessions.end[row]!;
  // A logoff is written twice, seconds apart: where the first record is lost, the second is the recorded end.
  const endRow = session.endRows.find(seen) ?? null;
  const trueEnd = endRow?.time ?? session.end;
  const within =
    confidence === "exact"
      ? end === trueEnd
      : !(session.end < sessions.endLower[row]!) && !(session.end > sessions.endUpper[row]!);
  if (within) numbers.withinBounds++;
  else complain("end");
  if (confidence === "exact") {
    numbers.saidExact++;
    if (end !== trueEnd) numbers.inventedEnds++;
  }
  if (endRow !== null) {
    numbers.endRecorded++;
    if (confidence === "exact" && end === trueEnd) numbers.endExact++;
    else complain("its recorded end is not taken");
  }
  reasonOf(
    sessions,
    row,
    { ...session, how: endRow?.kind === "logoff" ? "logoff" : session.how },
    endRow !== null,
    numbers,
    complain,
  );
}

/** The reason can be known where the end was recorded, or where nothing of the log is missing behind it. */
function reasonOf(
  sessions: PairingResult["sessions"],
  row: number,
  session: TrueSession,
  recorded: boolean,
  numbers: PairingNumbers,
  complain: (what: string) => void,
): void {
  const told = END_REASONS[sessions.endReason[row]!]!;
  const lost = !recorded && (session.how === "userLogoff" || session.how === "logoff");
  if (lost || told === "logGap" || told === "logCleared" || told === "noRecord") return;
  numbers.reasonKnowable++;
  // Without the System log a machine that died did so for a reason that nothing tells.
  const died = (how: string): boolean => how === "crash" || how === "powerLoss";
  if (told === session.how || (died(told) && died(session.how))) numbers.reasonRight++;
  else complain("reason");
}
