import type { CaseTables, ComputerInfo, Coverage } from "../../types/case.ts";
import {
  type AuditEvidence,
  type AuditSegment,
  EVIDENCE_SIGNS,
  type EvidenceSign,
  LOG_NOTICES,
  type LogNotice,
  type LogNoticeKind,
  MAX_AUDIT_ITEMS,
  type PolicyChange,
} from "../../types/coverage.ts";
import { CHANNEL, ELEVATED_YES, EVENT_KINDS, type EventTable, KIND } from "../../types/event-table.ts";
import { subcategoryGuid } from "../../types/policy.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import { SAMPLE_NUMBERS, SIGN_OF_SAMPLE } from "../catalog/audit-samples.ts";
import { Computers } from "../pairing/computers.ts";
import { buildStreams } from "../pairing/streams.ts";
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
  ["credentialsRefused", "credentialCheck"],
  ["kerberosRefused", "kerberosRequest"],
] as const) {
  SIGN_OF_KIND[KIND[kind]] = SIGN[sign] + 1;
}

const NOTICE_OF_KIND: ReadonlyMap<number, LogNoticeKind> = new Map([
  [KIND.logFull, "full"],
  [KIND.logArchived, "archived"],
  [KIND.auditLost, "lost"],
  [KIND.logServiceStopped, "stopped"],
]);

/** Kinds of rows that are looked at. */
const SHOWS = SIGN_OF_KIND.map((sign, kind) => (sign !== 0 || NOTICE_OF_KIND.has(kind) ? 1 : 0));

/** STATUS_ACCOUNT_LOCKED_OUT: such a refusal belongs to another subcategory than all others. */
const LOCKED_OUT = 0xc0000234;

type Tables = Pick<CaseTables, "computers" | "coverage" | "counts">;

/**
 * What the Security logs of a case tell of what was being recorded: records by sign, in spans that end where the audit
 * policy changed; the changes; and what the log says of itself. Linear in rows. Records that two inputs hold count once.
 */
export function auditEvidence(events: EventTable, strings: StringTable, tables: Tables): AuditEvidence {
  const computers = new ComputerKeys(tables.computers, strings);
  const changes: PolicyChange[] = [];
  const notices = new Map<string, { -readonly [Name in keyof LogNotice]: LogNotice[Name] }>();
  const rows = securityRows(events, strings, tables);
  for (const row of rows) {
    const kind = events.kind[row]!;
    const notice = NOTICE_OF_KIND.get(kind);
    if (notice === undefined && kind !== KIND.auditPolicyChanged) continue;
    const computer = computers.keyOf(events.computer[row]!);
    const time = events.time[row]! as Ticks;
    if (computer === null || Number.isNaN(time)) continue;
    if (notice !== undefined) noteDown(notices, computer, notice, time);
    else if (changes.length < MAX_AUDIT_ITEMS) {
      const id = events.number[row]!;
      const { success, failure } = changeOf(strings.get(events.detail[row]!));
      const by = strings.get(events.user[row]!);
      changes.push({
        computer,
        time,
        guid: subcategoryGuid(id),
        success,
        failure,
        by: by === "" ? null : by,
      });
    }
  }
  changes.sort((a, b) => compare(a.computer, b.computer) || a.time - b.time);
  const spans = cutSpans(tables.coverage, changes);
  let lastText = -1;
  let own: Spans | undefined;
  for (const row of rows) {
    const sign =
      events.kind[row] === KIND.other ? sampleSign(events.eventId[row]!) : SIGN_OF_KIND[events.kind[row]!]!;
    if (sign === 0) continue;
    const text = events.computer[row]!;
    if (text !== lastText) {
      const computer = computers.keyOf(text);
      lastText = text;
      own = computer === null ? undefined : spans.get(computer);
    }
    const found = own?.at(events.time[row]!);
    if (found === undefined) continue;
    if (sign - 1 === SIGN.failedLogon && isLockedOut(events, row)) found[SIGN.failedLocked]!++;
    else found[sign - 1]!++;
    if (events.kind[row] === KIND.logon) countLogon(found, events, row);
  }
  const segments = [...spans].flatMap(([computer, own]) => own.segments(computer));
  segments.sort((a, b) => compare(a.computer, b.computer) || a.from - b.from);
  return {
    segments: segments.slice(0, MAX_AUDIT_ITEMS),
    changes,
    notices: [...notices.values()].sort(
      (a, b) => compare(a.computer, b.computer) || LOG_NOTICES.indexOf(a.kind) - LOG_NOTICES.indexOf(b.kind),
    ),
  };
}

/** Rows of Security logs that show something, each record once. */
function securityRows(events: EventTable, strings: StringTable, { counts }: Tables): Uint32Array {
  const rows = new Uint32Array(events.length);
  let length = 0;
  const add = (row: number): void => {
    const kind = events.kind[row]!;
    if (SHOWS[kind] === 1 || (kind === KIND.other && SAMPLE_NUMBERS[events.eventId[row]!] !== 0))
      rows[length++] = row;
  };
  if (counts.duplicates === 0) {
    for (let row = 0; row < events.length; row++) if (events.channelKind[row] === CHANNEL.security) add(row);
    return rows.subarray(0, length);
  }
  let sources = 1;
  for (let row = 0; row < events.length; row++) sources = Math.max(sources, events.source[row]! + 1);
  const { streams } = buildStreams(events, strings, new Computers(events, strings), sources);
  for (const stream of streams) {
    if (stream.channelKind === CHANNEL.security) for (const row of stream.rows) add(row);
  }
  return rows.subarray(0, length);
}

/** Of a record that no session needs, but that shows what is audited. */
function sampleSign(eventId: number): number {
  if (SAMPLE_NUMBERS[eventId] === 0) return 0;
  const sign = SIGN_OF_SAMPLE.get(eventId);
  return sign === undefined ? 0 : SIGN[sign] + 1;
}

function isLockedOut(events: EventTable, row: number): boolean {
  return events.status[row] === LOCKED_OUT || events.subStatus[row] === LOCKED_OUT;
}

function countLogon(counts: Uint32Array, events: EventTable, row: number): void {
  if (events.elevated[row] === ELEVATED_YES) counts[SIGN.elevatedLogon]!++;
  switch (events.logonType[row]) {
    case 0:
      counts[SIGN.systemLogon]!++;
      break;
    case 3:
      counts[SIGN.networkLogon]!++;
      break;
    case 7:
    case 13:
      counts[SIGN.unlockLogon]!++;
      break;
    case 10:
    case 12:
      counts[SIGN.remoteLogon]!++;
      break;
  }
}

function noteDown(
  notices: Map<string, { -readonly [Name in keyof LogNotice]: LogNotice[Name] }>,
  computer: string,
  kind: LogNoticeKind,
  time: Ticks,
): void {
  const name = `${kind} ${computer}`;
  const known = notices.get(name);
  if (known === undefined) {
    notices.set(name, { computer, kind, count: 1, first: time, last: time });
    return;
  }
  known.count++;
  if (time < known.first) known.first = time;
  if (time > known.last) known.last = time;
}

/** Keys of the computers by the spellings that rows have of them. */
class ComputerKeys {
  readonly #strings: StringTable;
  readonly #byName = new Map<string, string>();
  readonly #byText = new Map<number, string | null>();

  constructor(computers: readonly ComputerInfo[], strings: StringTable) {
    this.#strings = strings;
    for (const { key, name, aliases } of computers) {
      for (const each of [...aliases, name, key]) this.#byName.set(each.trim().toLowerCase(), key);
    }
  }

  keyOf(text: number): string | null {
    let key = this.#byText.get(text);
    if (key === undefined) {
      key = this.#byName.get(this.#strings.get(text).trim().toLowerCase()) ?? null;
      this.#byText.set(text, key);
    }
    return key;
  }
}

/** Spans of one computer in their order, and the counts of each. */
class Spans {
  readonly #from: readonly number[];
  readonly #to: readonly number[];
  readonly #counts: readonly Uint32Array[];
  #last = 0;

  constructor(spans: readonly (readonly [number, number])[]) {
    this.#from = spans.map(([from]) => from);
    this.#to = spans.map(([, to]) => to);
    this.#counts = spans.map(() => new Uint32Array(EVIDENCE_SIGNS.length));
  }

  /**
   * The counts of the span that holds a moment. Times of rows are as written and spans corrected, so a moment between
   * two spans belongs to the earlier one.
   */
  at(time: number): Uint32Array | undefined {
    if (Number.isNaN(time) || this.#from.length === 0) return undefined;
    const from = this.#from;
    let at = this.#last;
    if (!(from[at]! <= time && (at + 1 === from.length || time < from[at + 1]!))) {
      let low = 0;
      let high = from.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (from[middle]! <= time) low = middle;
        else high = middle - 1;
      }
      at = low;
      this.#last = at;
    }
    return this.#counts[at];
  }

  segments(computer: string): AuditSegment[] {
    return this.#from.map((from, at) => ({
      computer,
      from: from as Ticks,
      to: this.#to[at]! as Ticks,
      counts: countsOf(this.#counts[at]!),
    }));
  }
}

function countsOf(counts: Uint32Array): AuditSegment["counts"] {
  const found: Partial<Record<EvidenceSign, number>> = {};
  for (const [code, sign] of EVIDENCE_SIGNS.entries()) if (counts[code] !== 0) found[sign] = counts[code]!;
  return found;
}

/** The spans that Security logs cover, cut where the policy changed. */
function cutSpans(coverage: readonly Coverage[], changes: readonly PolicyChange[]): Map<string, Spans> {
  const cuts = new Map<string, number[]>();
  for (const { computer, time } of changes) {
    const own = cuts.get(computer) ?? [];
    if (own.at(-1) !== time) own.push(time);
    cuts.set(computer, own);
  }
  const covered = new Map<string, (readonly [number, number])[]>();
  for (const { computer, channel, spans } of coverage) {
    if (channel.toLowerCase() !== "security") continue;
    covered.set(computer, [...(covered.get(computer) ?? []), ...spans]);
  }
  const all = new Map<string, Spans>();
  for (const [computer, spans] of covered) {
    const own = cuts.get(computer) ?? [];
    const pieces: (readonly [number, number])[] = [];
    let next = 0;
    let end = Number.NEGATIVE_INFINITY;
    for (const [start, to] of spans.toSorted(([a], [b]) => a - b)) {
      // Two streams of one computer may cover the same time.
      let from = Math.max(start, end);
      if (to < from || (to === from && pieces.length > 0 && to === end)) continue;
      while (next < own.length && own[next]! <= from) next++;
      for (; next < own.length && own[next]! <= to; next++) {
        pieces.push([from, own[next]!]);
        from = own[next]!;
      }
      pieces.push([from, to]);
      end = to;
    }
    all.set(computer, new Spans(pieces));
  }
  return all;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
