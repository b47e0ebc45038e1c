import type { Coverage } from "../../types/case.ts";
import {
  type AuditEvidence,
  type AuditSegment,
  EVIDENCE_SIGNS,
  type EvidenceSign,
  LOG_NOTICES,
  type LogNotice,
  MAX_AUDIT_ITEMS,
  type PolicyChange,
  type Renumbered,
  type TurnedLog,
} from "../../types/coverage.ts";
import { CHANNEL, ELEVATED_YES, EVENT_KINDS, type EventTable, KIND } from "../../types/event-table.ts";
import { subcategoryGuid } from "../../types/policy.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import { SIGNS_OF_SAMPLE } from "../catalog/audit-samples.ts";
import { type NumberedRows, numberingSign } from "./numbering.ts";
import { changeOf } from "./policy-change.ts";

const SIGN: Readonly<Record<EvidenceSign, number>> = Object.fromEntries(
  EVIDENCE_SIGNS.map((sign, code) => [sign, code]),
) as Record<EvidenceSign, number>;

/** Kinds that are a sign by themselves; a byte for each kind, because every row asks. 0: no sign. */
const SIGN_OF_KIND = new Uint8Array(EVENT_KINDS.length);
for (const [kind, sign] of [
  ["logon", "logon"],
  ["logonFailed", "failedLogon"],
  ["explicitCredentials", "explicitCredentials"],
  ["logoff", "logoff"],
  ["userLogoff", "logoff"],
  ["privileges", "privileges"],
  ["specialGroupLogon", "privileges"],
  ["sessionReconnected", "connectState"],
  ["sessionDisconnected", "connectState"],
  ["locked", "lockState"],
  ["unlocked", "lockState"],
  ["saverOn", "lockState"],
  ["saverOff", "lockState"],
  ["windowsStarting", "bootMarker"],
  ["clockChanged", "clockChange"],
  ["auditPolicyChanged", "policyChange"],
  ["accountLockedOut", "accountLockout"],
  ["accountUnlocked", "accountLockout"],
  ["credentialsRefused", "credentialRefused"],
  ["kerberosRefused", "kerberosRefused"],
  ["ticketGranted", "kerberosGranted"],
  ["credentialsAccepted", "credentialPassed"],
  ["hostTicket", "serviceTicketGranted"],
] as const) {
  SIGN_OF_KIND[KIND[kind]] = SIGN[sign] + 1;
}

/** Of records that no session needs: the sign of an event number, by outcome. 0: no sign. */
const SIGN_OF_SAMPLE = [0, 1, 2].map((outcome) => {
  const signs = new Uint8Array(65_536);
  for (const [id, each] of SIGNS_OF_SAMPLE) signs[id] = SIGN[each[outcome]!] + 1;
  return signs;
});

function signOfSample(eventId: number, outcome: number): number {
  return (SIGN_OF_SAMPLE[outcome] ?? SIGN_OF_SAMPLE[0]!)[eventId]!;
}

/** What the type of a logon is a sign of beside the logon. 0: nothing. */
const SIGN_OF_TYPE = new Uint8Array(256);
for (const [type, sign] of [
  [0, "systemLogon"],
  [3, "networkLogon"],
  [7, "unlockLogon"],
  [13, "unlockLogon"],
  [10, "remoteLogon"],
  [12, "remoteLogon"],
] as const) {
  SIGN_OF_TYPE[type] = SIGN[sign] + 1;
}

/** Kinds that are told one by one: changes of the policy, and by position in `LOG_NOTICES` + 1 what a log says of itself. */
const TOLD = new Uint8Array(EVENT_KINDS.length);
const CHANGE = 255;
TOLD[KIND.auditPolicyChanged] = CHANGE;
for (const [kind, notice] of [
  ["logFull", "full"],
  ["logArchived", "archived"],
  ["auditLost", "lost"],
  ["logServiceStopped", "stopped"],
] as const) {
  TOLD[KIND[kind]] = LOG_NOTICES.indexOf(notice) + 1;
}

/** STATUS_ACCOUNT_LOCKED_OUT: such a refusal belongs to another subcategory than all others. */
const LOCKED_OUT = 0xc0000234;

/** One computer: its records in the order of R1, each once. */
export interface AuditedComputer {
  /** Text of its key. */
  readonly key: number;
  readonly own: readonly AuditedStream[];
}

interface AuditedStream extends NumberedRows {
  readonly channelKind: number;
  /** Where in `rows` stand, among others, the records that are told one by one (`MARKED` of the pairing's streams). */
  readonly marks: Uint32Array;
}

export interface AuditInput {
  readonly events: EventTable;
  readonly strings: StringTable;
  /** Times of the events by clocks put right (R11), as those of the coverage are. */
  readonly corrected: Float64Array;
  readonly computers: readonly AuditedComputer[];
  readonly coverage: readonly Coverage[];
}

/**
 * What the Security logs of a case tell of what was being recorded: records by sign, in spans that end where the audit
 * policy changed; the changes; and what the log says of itself. The many records that are counted pass in a loop that
 * looks at columns only; the few that are told one by one are marked already.
 */
export function auditEvidence({
  events,
  strings,
  corrected,
  computers,
  coverage,
}: AuditInput): AuditEvidence {
  const covered = securitySpans(coverage);
  const segments: AuditSegment[] = [];
  const changes: PolicyChange[] = [];
  const notices: LogNotice[] = [];
  const renumbered: Renumbered[] = [];
  const turned: TurnedLog[] = [];
  const sorted = computers
    .map(({ key, own }) => ({ key: strings.get(key), own }))
    .sort((a, b) => compare(a.key, b.key));
  for (const { key, own } of sorted) {
    const found: PolicyChange[] = [];
    const ownNotices: (Notice | undefined)[] = [];
    const streams = own.filter(({ channelKind }) => channelKind === CHANNEL.security);
    for (const { rows, marks } of streams) {
      for (const at of marks) {
        const row = rows[at]!;
        const told = TOLD[events.kind[row]!]!;
        if (told === 0) continue;
        const time = corrected[row]! as Ticks;
        if (Number.isNaN(time)) continue;
        if (told !== CHANGE) noteDown(ownNotices, key, told - 1, time);
        else if (changes.length + found.length < MAX_AUDIT_ITEMS)
          found.push(policyChange(events, strings, row, key, time));
      }
    }
    for (const stream of streams) {
      const source = turnedSource(events, stream.rows);
      if (source !== null) turned.push({ computer: key, source });
      const sign = numberingSign(events, stream);
      if (sign !== null) renumbered.push({ computer: key, sign });
    }
    found.sort((a, b) => a.time - b.time);
    const cuts = found.map(({ time }) => time);
    const spans = new Spans(cutSpans(covered.get(key) ?? [], cuts));
    for (const { rows } of streams) spans.count(events, corrected, rows);
    for (const change of found) changes.push(change);
    for (const notice of ownNotices) if (notice !== undefined) notices.push(notice);
    for (const segment of spans.segments(key)) if (segments.length < MAX_AUDIT_ITEMS) segments.push(segment);
  }
  return { segments, changes, notices, renumbered, turned };
}

function policyChange(
  events: EventTable,
  strings: StringTable,
  row: number,
  computer: string,
  time: Ticks,
): PolicyChange {
  const { success, failure } = changeOf(strings.get(events.detail[row]!));
  const by = strings.get(events.user[row]!);
  const guid = subcategoryGuid(events.number[row]!);
  return { computer, time, guid, success, failure, by: by === "" ? null : by };
}

/** The source of a stream that comes from one and begins behind its end; null for all others. */
function turnedSource({ source, offset }: EventTable, rows: Uint32Array): number | null {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first === undefined || last === undefined || source[first] !== source[last]) return null;
  return offset[first]! > offset[last]! ? source[first]! : null;
}

type Notice = { -readonly [Name in keyof LogNotice]: LogNotice[Name] };

/** `kind` is a position in `LOG_NOTICES`, as which the notice of a computer is kept. */
function noteDown(notices: (Notice | undefined)[], computer: string, kind: number, time: Ticks): void {
  const known = notices[kind];
  if (known === undefined) {
    notices[kind] = { computer, kind: LOG_NOTICES[kind]!, count: 1, first: time, last: time };
    return;
  }
  known.count++;
  if (time < known.first) known.first = time;
  if (time > known.last) known.last = time;
}

const SIGNS = EVIDENCE_SIGNS.length;

/** Spans of one computer in their order, and the records of each by sign. */
class Spans {
  readonly #spans: readonly Span[];
  /** When each begins. */
  readonly #from: Float64Array;
  /** Signs of the first span, of the second, and so on. */
  readonly #counts: Uint32Array;

  constructor(spans: readonly Span[]) {
    this.#spans = spans;
    this.#from = Float64Array.from(spans, ([from]) => from);
    this.#counts = new Uint32Array(spans.length * SIGNS);
  }

  /** A moment between two spans belongs to the earlier one: only records that no span knows of stand there. */
  count(events: EventTable, corrected: Float64Array, rows: Uint32Array): void {
    const starts = this.#from;
    const counts = this.#counts;
    if (starts.length === 0) return;
    const { kind, eventId, status, logonType, elevated } = events;
    let from = Number.POSITIVE_INFINITY;
    let until = Number.NEGATIVE_INFINITY;
    let base = 0;
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at]!;
      const what = kind[row]!;
      const sign = what === KIND.other ? signOfSample(eventId[row]!, status[row]!) : SIGN_OF_KIND[what]!;
      if (sign === 0) continue;
      const time = corrected[row]!;
      if (!(time >= from && time < until)) {
        if (Number.isNaN(time)) continue;
        const place = lastFrom(starts, time);
        from = place === 0 ? Number.NEGATIVE_INFINITY : starts[place]!;
        until = place + 1 === starts.length ? Number.POSITIVE_INFINITY : starts[place + 1]!;
        base = place * SIGNS;
      }
      if (what === KIND.logonFailed && isLockedOut(events, row)) counts[base + SIGN.failedLocked]!++;
      else counts[base + sign - 1]!++;
      if (what !== KIND.logon) continue;
      const special = SIGN_OF_TYPE[logonType[row]!]!;
      if (special !== 0) counts[base + special - 1]!++;
      if (elevated[row] === ELEVATED_YES) counts[base + SIGN.elevatedLogon]!++;
    }
  }

  segments(computer: string): AuditSegment[] {
    return this.#spans.map(([from, to], at) => ({
      computer,
      from: from as Ticks,
      to: to as Ticks,
      counts: countsOf(this.#counts.subarray(at * SIGNS, (at + 1) * SIGNS)),
    }));
  }
}

/** The last of some rising moments that is not after another one; the first when all are. */
function lastFrom(starts: Float64Array, time: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= time) low = middle;
    else high = middle - 1;
  }
  return low;
}

function countsOf(counts: Uint32Array): AuditSegment["counts"] {
  const found: Partial<Record<EvidenceSign, number>> = {};
  for (const [code, sign] of EVIDENCE_SIGNS.entries()) if (counts[code] !== 0) found[sign] = counts[code]!;
  return found;
}

type Span = readonly [from: number, to: number];

/** The spans that Security logs cover, by computer. */
function securitySpans(coverage: readonly Coverage[]): ReadonlyMap<string, readonly Span[]> {
  const covered = new Map<string, Span[]>();
  for (const { computer, channel, spans } of coverage) {
    if (channel.toLowerCase() !== "security") continue;
    const own = covered.get(computer);
    if (own === undefined) covered.set(computer, [...spans]);
    else for (const span of spans) own.push(span);
  }
  return covered;
}

/** Spans cut at rising moments. */
function cutSpans(spans: readonly Span[], cuts: readonly number[]): readonly Span[] {
  const pieces: Span[] = [];
  let next = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const [start, to] of spans.toSorted(([a], [b]) => a - b)) {
    // Two parts of one log may cover the same time.
    let from = Math.max(start, end);
    if (to < from || (to === from && pieces.length > 0 && to === end)) continue;
    for (; next < cuts.length && cuts[next]! <= to; next++) {
      if (cuts[next]! <= from) continue;
      pieces.push([from, cuts[next]!]);
      from = cuts[next]!;
    }
    pieces.push([from, to]);
    end = to;
  }
  return pieces;
}

function isLockedOut(events: EventTable, row: number): boolean {
  return events.status[row] === LOCKED_OUT || events.subStatus[row] === LOCKED_OUT;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
