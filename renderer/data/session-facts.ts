import { recordIdText as plainRecordId } from "../../shared/engine/pairing/record-ids.ts";
import { factOf } from "../../shared/engine/trails/facts-of.ts";
import { usersOf } from "../../shared/engine/users.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { ELEVATED_YES, NO_LOGON_TYPE } from "../../shared/types/event-table.ts";
import {
  EVIDENCE_CLASSES,
  type EvidenceClass,
  INTERVAL_KINDS,
  PROOF_ROLES,
  type ProofRole,
  RULES,
  type Rule,
  SESSION_KINDS,
} from "../../shared/types/names.ts";
import type { Clock } from "./clock.ts";
import { logonTypeMeaning } from "./engine-texts.ts";
import { plainText } from "./filled-words.ts";
import { lengthText } from "./length-text.ts";
import { memoByObject } from "./memo.ts";
import { endReasonText } from "./messages.ts";
import { proofLabel } from "./proof-words.ts";
import {
  accountName,
  activeText,
  computerName,
  confidenceOf,
  durationText,
  flagsOf,
  fromText,
  intervalsOf,
  logonIdText,
  reasonOf,
  recordIdText,
  sessionSentence,
  typeText,
  userName,
} from "./session-words.ts";
import { surerTexts } from "./surer.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

const { facts: FACTS } = SESSION_WORDS;

/** More names than these say nothing more. */
const MOST_NAMES = 8;

/** One line of the facts: a name, a value, and whether the value is a code to be set in fixed width. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly mono?: boolean;
  /** What the value means, for who does not know it. */
  readonly meaning?: string;
  /** Filter field that would keep only sessions with this value. */
  readonly field?: string;
  readonly fieldValue?: string;
}

/** What is known of a session, line by line; what the log does not say has no line. */
export function sessionFacts(data: CaseData, row: number): readonly Fact[] {
  const { sessions, strings } = data;
  const text = (id: number | undefined) => (id === undefined ? "" : (strings[id] ?? ""));
  const facts: (Fact | null)[] = [
    typeFact(sessions.logonType[row]!),
    fact(FACTS.on, durationText(data, row)),
    fact(FACTS.active, activeText(data, row)),
    ...awayFacts(data, row),
    fact(FACTS.from, fromText(data, row), "ip", text(sessions.sourceAddress[row])),
    fact(FACTS.computer, computerName(data, row), "computer", text(sessions.computer[row])),
    fact(FACTS.account, accountName(data, row), "user", text(sessions.user[row])),
    fact(FACTS.spellings, otherSpellings(data, row)),
    fact(FACTS.names, otherNames(data, row)),
    code(FACTS.sid, text(sessions.sid[row])),
    code(FACTS.logonId, evidenceOf(data, row) === "eventLog" ? logonIds(data, row) : ""),
    ...trailFacts(data, row),
    fact(FACTS.rights, sessions.elevated[row] === ELEVATED_YES ? SESSION_WORDS.elevated : ""),
    code(FACTS.process, text(sessions.process[row])),
    fact(FACTS.package, text(sessions.package[row])),
    fact(
      FACTS.remarks,
      flagsOf(data, row)
        .map((flag) => T.flags[flag])
        .join(", "),
    ),
    fact(FACTS.evidence, evidence(data, row)),
  ];
  return facts.filter((line) => line !== null);
}

/** The logon type, with what it means. */
export function typeFact(type: number): Fact | null {
  const meaning = logonTypeMeaning(type);
  return meaning === ""
    ? null
    : { name: FACTS.type, value: typeText(type), meaning, field: "type", fieldValue: `${type}` };
}

function fact(name: string, value: string, field?: string, fieldValue = value): Fact | null {
  if (value === "") return null;
  return field === undefined || fieldValue === "" ? { name, value } : { name, value, field, fieldValue };
}

function code(name: string, value: string): Fact | null {
  return value === "" ? null : { name, value, mono: true };
}

/** Users of a case by identity, worked out once. */
const users = memoByObject((data: CaseData) => usersOf(data));

/** Other ways in which the records write the same account (R15). */
function otherSpellings(data: CaseData, row: number): string {
  const own = accountName(data, row);
  const spellings = users(data).get(data.sessions.userKey[row]!)?.spellings ?? [];
  const others = spellings.map(visibleText).filter((spelling) => spelling !== own);
  return others.length > MOST_NAMES
    ? SESSION_WORDS.andMore(others.slice(0, MOST_NAMES).join(", "), others.length - MOST_NAMES)
    : others.join(", ");
}

/** Other names of the same computer: before it was renamed, or with its domain. */
function otherNames(data: CaseData, row: number): string {
  const key = data.strings[data.sessions.computerKey[row]!];
  const own = computerName(data, row);
  const computer = data.computers.find((each) => each.key === key);
  const names = computer === undefined ? [] : [computer.name, ...computer.aliases];
  return [...new Set(names.map(visibleText))]
    .filter((name) => name !== own)
    .slice(0, MOST_NAMES)
    .join(", ");
}

/** What a session rests on. */
export function evidenceOf(data: CaseData, row: number): EvidenceClass {
  return EVIDENCE_CLASSES[data.sessions.evidence[row]!] ?? "eventLog";
}

function evidence(data: CaseData, row: number): string {
  const name = evidenceOf(data, row);
  return name === "eventLog" ? "" : T.evidence[name];
}

/** What a script or a cloud service tells beyond the session itself. */
function trailFacts(data: CaseData, row: number): (Fact | null)[] {
  const facts = data.trails?.facts;
  const at = factOf(data, row);
  if (facts === undefined || at < 0) return [];
  const text = (id: number | undefined) => visibleText(data.strings[id ?? 0] ?? "");
  return [
    fact(FACTS.sessionName, text(facts.sessionName[at])),
    fact(FACTS.server, text(facts.server[at])),
    fact(FACTS.email, text(facts.email[at])),
    fact(FACTS.environment, text(facts.environment[at])),
  ];
}

/** `Locked 1 h 14 min, 2 times` for every kind of absence there was. */
function awayFacts(data: CaseData, row: number): (Fact | null)[] {
  const intervals = intervalsOf(data, row);
  return INTERVAL_KINDS.map((kind) => {
    const own = intervals.filter((interval) => interval.kind === kind);
    if (own.length === 0) return null;
    const known = own.filter((interval) => !Number.isNaN(interval.to));
    const total = known.reduce((sum, interval) => sum + interval.to - interval.from, 0);
    const times = SESSION_WORDS.times(own.length);
    const open = known.length < own.length ? `, ${SESSION_WORDS.lastOpen}` : "";
    return fact(
      T.intervals[kind],
      known.length === 0 ? `${times}${open}` : `${lengthText(total)}, ${times}${open}`,
    );
  });
}

function logonIds(data: CaseData, row: number): string {
  const { sessions } = data;
  const ids: string[] = [];
  for (let i = sessions.memberStart[row]!; i < sessions.memberStart[row + 1]!; i++) {
    ids.push(logonIdText(sessions.members.logonIdLow[i]!, sessions.members.logonIdHigh[i]!));
  }
  if (ids.length === 0) ids.push(logonIdText(sessions.leadLogonIdLow[row]!, sessions.leadLogonIdHigh[row]!));
  const [lead, ...twins] = ids;
  return twins.length === 0 ? lead! : SESSION_WORDS.logonIds(lead!, twins.slice(0, 8).join(", "));
}

export interface Proof {
  readonly role: ProofRole;
  readonly channel: string;
  readonly eventId: number;
  readonly recordId: string;
  /** The same as the record itself gives it, without marks between thousands. */
  readonly plainId: string;
  /** Raw time of the record. */
  readonly time: number;
  /** The moment it proves: that of the record, save for a 6008, which tells of one before the stop. */
  readonly moment: number;
  readonly source: number;
  readonly offset: number;
}

/** The records that prove a session, in the order the engine gives them. */
export function proofsOf(data: CaseData, row: number): readonly Proof[] {
  const { proofs, proofStart } = data.sessions;
  const out: Proof[] = [];
  for (let i = proofStart[row]!; i < proofStart[row + 1]!; i++) {
    const role = PROOF_ROLES[proofs.role[i]!] ?? "lastEvidence";
    const told = role === "heartbeat" ? data.sessions.endLower[row]! : Number.NaN;
    out.push({
      role,
      moment: Number.isNaN(told) ? proofs.time[i]! : told,
      channel: data.strings[proofs.channel[i]!] ?? "",
      eventId: proofs.eventId[i]!,
      recordId: recordIdText(proofs.recordIdLow[i]!, proofs.recordIdHigh[i]!),
      plainId: plainRecordId(proofs.recordIdLow[i]!, proofs.recordIdHigh[i]!),
      time: proofs.time[i]!,
      source: proofs.source[i]!,
      offset: proofs.offset[i]!,
    });
  }
  return out;
}

export function rulesOf(data: CaseData, row: number): { readonly start: Rule; readonly end: Rule } {
  return {
    start: RULES[data.sessions.startRule[row]!] ?? "",
    end: RULES[data.sessions.endRule[row]!] ?? "",
  };
}

export function sessionTitle(data: CaseData, row: number): string {
  return SESSION_WORDS.title(userName(data, row), computerName(data, row));
}

/** `CORP\anna · Interactive (2)`. */
export function sessionUnder(data: CaseData, row: number): string {
  const type = data.sessions.logonType[row]!;
  const kind = SESSION_KINDS[data.sessions.kind[row]!];
  if (kind === "script" || kind === "cloud") return `${accountName(data, row)} · ${T.trailKinds[kind]}`;
  return `${accountName(data, row)} · ${type === NO_LOGON_TYPE ? SESSION_WORDS.typeUnknown : typeText(type)}`;
}

/** The whole pane as text for a ticket or a mail. */
export function sessionText(data: CaseData, row: number, clock: Clock): string {
  const { text: words } = SESSION_WORDS;
  const facts = sessionFacts(data, row).map(({ name, value }) => `${name}: ${value}`);
  const proofs = proofsOf(data, row).map(({ role, channel, eventId, recordId, time }) =>
    words.proof(proofLabel(role, eventId), channel, eventId, recordId, clock.format.full(time) ?? T.notKnown),
  );
  const surer = surerTexts(data, row);
  const start = data.sessions.start[row]!;
  const offset = clock.offsetName(Number.isNaN(start) ? data.newest : start);
  const zone = clock.zone.name === offset ? offset : `${clock.zone.name} (${offset})`;
  return [
    `${sessionTitle(data, row)} (${sessionUnder(data, row)})`,
    plainText(sessionSentence(data, row, clock)),
    words.end(T.confidence[confidenceOf(data, row)], endReasonText(reasonOf(data, row))),
    ...facts,
    ...(proofs.length > 0 ? [words.proofs(proofs.length), ...proofs] : []),
    ...(surer.length > 0 ? [words.surer, ...surer] : []),
    words.zone(zone),
  ].join("\n");
}
