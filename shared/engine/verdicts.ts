import type { CaseData, ComputerInfo, Coverage } from "../types/case.ts";
import type { PolicyChange, VerdictKey } from "../types/coverage.ts";
import { CONFIDENCES, END_REASONS, EVIDENCE_CLASSES, INTERVAL_KINDS, SESSION_KINDS } from "../types/names.ts";
import type { Ticks } from "../types/units.ts";
import { AUDIT_SUBCATEGORIES } from "./catalog/audit-subcategories.ts";
import { FINISHED_NETWORK_LOGONS, NEEDS } from "./coverage/answers.ts";
import { auditOf } from "./coverage/audit-of.ts";
import { carriedSpans } from "./coverage/carried.ts";
import { doubtOf } from "./coverage/doubts.ts";
import { RECORDS_TO_JUDGE } from "./coverage/enough.ts";
import { logsOf } from "./coverage/logs-of.ts";
import { ownPolicies, policiesOf } from "./coverage/policy-of.ts";
import { RECOMMENDATIONS } from "./coverage/recommended.ts";
import { isController } from "./coverage/roles.ts";

export interface Verdict {
  readonly key: VerdictKey;
  /** Name of the computer. */
  readonly computer: string;
  /** What the verdict is about. */
  readonly from: Ticks;
  readonly to: Ticks;
  /** Values for the words: moments in ticks, names as text. */
  readonly params: Readonly<Record<string, string | Ticks>>;
}

/** Logs of one boot do not begin in the same instant: ten minutes, in ticks. */
const NEGLIGIBLE = 600 * 10_000_000;
/** Changes of the audit policy that are told of one computer, the last ones; more come from a program gone wrong. */
const MOST_CHANGES = 100;

const DESKTOP = SESSION_KINDS.indexOf("desktop");
const EVENT_LOG = EVIDENCE_CLASSES.indexOf("eventLog");
const NETWORK = SESSION_KINDS.indexOf("network");
const EXACT = CONFIDENCES.indexOf("exact");
const LOGOFFS: ReadonlySet<number> = new Set([
  END_REASONS.indexOf("userLogoff"),
  END_REASONS.indexOf("logoff"),
]);
const LOCKED = INTERVAL_KINDS.indexOf("locked");
const DISCONNECTED = INTERVAL_KINDS.indexOf("disconnected");
const REMOTE_TYPES: ReadonlySet<number> = new Set([10, 12]);

/**
 * What the evidence of each computer can prove, from the evidence alone: nothing is concluded from the absence of
 * records in a filtered export, or in a log too short to judge. `wantedFrom` is the start of the window the user
 * asked for, `NaN` for none.
 */
export function judgeCase(data: CaseData, wantedFrom: number): readonly Verdict[] {
  const signs = new Map<string, Signs>();
  const of = (key: string): Signs => {
    let found = signs.get(key);
    if (found === undefined) {
      found = { logons: 0, network: 0, logoffs: 0, away: 0, remote: 0, desktop: false };
      signs.set(key, found);
    }
    return found;
  };
  collectSigns(data, of);
  const lonely = data.computers.length === 1;
  const unlocks = lonely ? (data.counts.logons.byClass.unlock ?? 0) : 0;
  return data.computers.flatMap((computer) => {
    const found = of(computer.key);
    return judgeComputer(data, computer, { ...found, remote: found.remote + unlocks }, wantedFrom);
  });
}

/** What the sessions and failures of one computer show of its audit policy. */
interface Signs {
  /** Sessions of any kind and failed logons. */
  logons: number;
  network: number;
  /** Ends by a record of the session's own. */
  logoffs: number;
  /** Intervals locked or disconnected. */
  away: number;
  /** Remote sessions and unlocks: where they are, lock or connect records should be too. */
  remote: number;
  /** Somebody had a desktop here. */
  desktop: boolean;
}

function collectSigns(data: CaseData, of: (key: string) => Signs): void {
  const { sessions, failures, strings } = data;
  for (let row = 0; row < sessions.length; row++) {
    // What scripts and cloud services wrote tells nothing of what Windows records.
    if (sessions.evidence[row] !== EVENT_LOG) continue;
    const signs = of(strings[sessions.computerKey[row]!] ?? "");
    signs.logons++;
    if (sessions.kind[row] === NETWORK) signs.network++;
    if (sessions.kind[row] === DESKTOP) signs.desktop = true;
    if (sessions.confidence[row] === EXACT && LOGOFFS.has(sessions.endReason[row]!)) signs.logoffs++;
    if (sessions.kind[row] === DESKTOP && REMOTE_TYPES.has(sessions.logonType[row]!)) signs.remote++;
    for (let i = sessions.intervalStart[row]!; i < sessions.intervalStart[row + 1]!; i++) {
      const kind = sessions.intervals.kind[i];
      if (kind === LOCKED || kind === DISCONNECTED) signs.away++;
    }
  }
  for (let row = 0; row < failures.length; row++) of(strings[failures.computerKey[row]!] ?? "").logons++;
}

function judgeComputer(data: CaseData, computer: ComputerInfo, signs: Signs, wantedFrom: number): Verdict[] {
  const isHere = belongsTo(computer);
  const own = logsOf(data, computer);
  const security = own.coverage.filter((span) => span.channel === "Security");
  const holes = own.holes.filter((hole) => hole.channel === "Security");
  const verdicts: Verdict[] = [];
  const say = (
    key: VerdictKey,
    params: Verdict["params"] = {},
    from = computer.oldest,
    to = computer.newest,
  ) => verdicts.push({ key, computer: computer.name, from, to, params });

  if (security.length === 0 && signs.logons === 0) {
    say("empty");
    return verdicts;
  }
  if (signs.logons === 0) say("noLogon");
  // Other logs may reach further back than the one that tells of logons.
  const oldest = Math.max(firstOf(security) ?? computer.oldest, computer.oldest) as Ticks;
  const asked = wantedFrom < computer.oldest;
  const from = asked ? (wantedFrom as Ticks) : computer.oldest;
  // Where it begins with its clearing, the verdict of that says so already.
  const isShort = asked || (from < oldest - NEGLIGIBLE && !holes.some((hole) => hole.to === oldest));
  if (isShort) say("partialWindow", { oldest, from }, from, oldest);
  for (const hole of holes) {
    if (hole.cause === "cleared") say("cleared", { time: hole.to, user: hole.by ?? "" }, hole.from, hole.to);
  }
  const { changes, segments } = auditOf(data, computer.key);
  for (const { time, ...params } of toldChanges(changes)) {
    say("policyChanged", { ...params, time }, time, time);
  }
  if (isController(segments) && !signs.desktop) say("dcOnly");
  const doubt = doubtOf(security);
  if (doubt !== null) say("filtered", doubt === "filtered" ? {} : { why: doubt });
  if (signs.logons === 0 || doubt !== null) return verdicts;

  const policies = ownPolicies(policiesOf(data.sources), computer, data.computers);
  if (policies.effective.length > 0 || changes.some(({ guid }) => DECIDING.has(guid))) {
    const span = { from: oldest, to: lastOf(security) ?? computer.newest };
    for (const { key, from: start, to: end } of carriedSpans({ data, computer, policies, ...span })) {
      const isWhole = start === span.from && end === span.to;
      if (!isWhole && end - start < NEGLIGIBLE) continue;
      say(key, isWhole ? {} : { from: start, to: end }, start, end);
    }
    return verdicts;
  }
  if (!enoughToJudge(data, security, isHere)) return verdicts;
  const noLogoff = signs.logoffs === 0 && signs.network >= FINISHED_NETWORK_LOGONS;
  const noLock = signs.away === 0 && signs.remote > 0;
  if (noLogoff) say("noLogoff");
  else if (noLock && signs.logoffs > 0) say("noLock");
  else if (signs.logoffs > 0 && signs.away > 0 && holes.length === 0 && !isShort) say("full");
  return verdicts;
}

/** First record of some streams; null without any. */
function firstOf(spans: readonly Coverage[]): Ticks | null {
  const starts = spans.flatMap((stream) => stream.spans.map(([from]) => from));
  return starts.length === 0 ? null : starts.reduce((a, b) => (a < b ? a : b));
}

/** Last record of some streams; null without any. */
function lastOf(spans: readonly Coverage[]): Ticks | null {
  const ends = spans.flatMap((stream) => stream.spans.map(([, to]) => to));
  return ends.length === 0 ? null : ends.reduce((a, b) => (a > b ? a : b));
}

/** Subcategories whose changes decide which questions a log can answer. */
const DECIDING: ReadonlySet<string> = new Set([NEEDS.logons.guid, NEEDS.logoffs.guid, NEEDS.lockTime.guid]);
const ADVISED: ReadonlyMap<string, string> = new Map(
  AUDIT_SUBCATEGORIES.filter(({ guid }) => RECOMMENDATIONS.some((each) => each.guid === guid)).map(
    ({ guid, name }) => [guid, name],
  ),
);

/** Changes of subcategories that matter here, one for each direction: `%%8448, %%8451` switches one off and one on. */
function toldChanges(changes: readonly PolicyChange[]) {
  const told = changes.flatMap(({ time, guid, success, failure, by }) => {
    const subcategory = ADVISED.get(guid);
    if (subcategory === undefined) return [];
    return [true, false].flatMap((state) => {
      const outcomes = [success === state ? "success" : "", failure === state ? "failure" : ""];
      const outcome = outcomes.filter((name) => name !== "").join(" and ");
      if (outcome === "") return [];
      return [{ time, subcategory, outcome, state: state ? "on" : "off", user: by ?? "" }];
    });
  });
  return told.slice(-MOST_CHANGES);
}

/** Names differ in spelling between tables: the key, the name and every alias mean the same computer. */
export function belongsTo(computer: ComputerInfo): (name: string) => boolean {
  const names = new Set([computer.key, computer.name, ...computer.aliases].map((name) => name.toLowerCase()));
  return (name) => names.has(name.toLowerCase());
}

function enoughToJudge(
  data: CaseData,
  security: readonly Coverage[],
  isHere: (computer: string) => boolean,
): boolean {
  const records = security.reduce((sum, span) => sum + span.records, 0);
  return (
    records >= RECORDS_TO_JUDGE ||
    data.boots.some((boot) => isHere(boot.computer) && !Number.isNaN(boot.start))
  );
}
