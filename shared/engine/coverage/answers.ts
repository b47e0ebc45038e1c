import type { CaseData, ComputerInfo, LogHole } from "../../types/case.ts";
import type {
  AnswerReason,
  AnswerSpan,
  AuditSegment,
  EvidenceSign,
  PolicyChange,
  Question,
} from "../../types/coverage.ts";
import { CHANNEL } from "../../types/event-table.ts";
import { subcategoryGuid } from "../../types/policy.ts";
import type { Ticks } from "../../types/units.ts";
import { channelKindOf } from "../catalog/event-catalog.ts";
import { auditOf } from "./audit-of.ts";
import { type Doubt, doubtOf } from "./doubts.ts";
import { enoughToJudge } from "./enough.ts";
import { logsOf } from "./logs-of.ts";
import { type OwnPolicies, type PolicySetting, settingOf } from "./policy-of.ts";

/** Fewer network logons than this without a logoff say nothing about the audit policy. */
export const FINISHED_NETWORK_LOGONS = 20;

/** What a question needs, and how the log itself tells. */
interface Need {
  /** Subcategory and outcome that the policy must audit. */
  readonly guid: string;
  readonly outcome: "success" | "failure";
  /** Any of these shows that it is recorded. */
  readonly signs: readonly EvidenceSign[];
  /** So many of any of these without a sign of it show that it is not; none: its absence shows nothing. */
  readonly without: readonly EvidenceSign[];
  readonly enough: number;
}

const need = (
  pair: number,
  outcome: Need["outcome"],
  signs: readonly EvidenceSign[],
  without: readonly EvidenceSign[],
  enough: number,
): Need => ({ guid: subcategoryGuid(0x0cce9200 + pair), outcome, signs, without, enough });

/** Lock and connect state belong to one subcategory: one shows that the other would be recorded too. */
const AWAY: readonly EvidenceSign[] = ["lockState", "connectState"];
const BACK: readonly EvidenceSign[] = ["unlockLogon", "remoteLogon"];

export const NEEDS: Readonly<Record<Question, Need>> = {
  logons: need(0x15, "success", ["logon"], ["logoff"], 1),
  logoffs: need(0x16, "success", ["logoff"], ["networkLogon"], FINISHED_NETWORK_LOGONS),
  lockTime: need(0x1c, "success", AWAY, BACK, 1),
  failures: need(0x15, "failure", ["failedLogon"], [], 1),
  remote: need(0x1c, "success", AWAY, BACK, 1),
  boots: need(0x10, "success", ["bootMarker"], ["systemLogon"], 1),
};

/** Logs that answer a question as well, whatever the audit policy is. */
const OTHER_LOGS: Readonly<Partial<Record<Question, number>>> = {
  boots: CHANNEL.system,
  remote: CHANNEL.lsm,
};

export interface AnswerInput {
  readonly data: CaseData;
  readonly computer: ComputerInfo;
  readonly policies: OwnPolicies;
  /** What is asked about. */
  readonly from: Ticks;
  readonly to: Ticks;
}

/** Whether one question can be answered, for every moment of a span, in order and without gaps. */
export function answersTo(question: Question, input: AnswerInput): readonly AnswerSpan[] {
  const { data, from, to } = input;
  const own = logsOf(data, input.computer);
  const doubt = doubtOf(own.coverage);
  const { segments, changes } = auditOf(data, input.computer.key);
  const holes = own.holes.filter((hole) => isSecurity(hole.channel));
  const enough = enoughToJudge(segments, own.coverage);
  const missing = new Missing(holes, doubt);
  const { guid } = NEEDS[question];
  const setting = settingOf(input.policies.effective, guid);
  const reigns = reignsOf(
    segments,
    changes.filter((change) => change.guid === guid),
    holes,
  );
  const whole = wholeFrom(segments);
  const spans: AnswerSpan[] = [];
  let at = from;
  for (const [place, segment] of segments.entries()) {
    const start = later(segment.from, from);
    const end = earlier(segment.to, to);
    if (end < start || (end === start && end !== segment.to)) continue;
    if (start > at) spans.push(missing.span(at, start));
    const reign = reigns[place]!;
    const isLast = reign === reigns.at(-1) && place >= whole;
    spans.push({
      from: later(start, at),
      to: end,
      ...judge(question, {
        segment,
        reign,
        changes,
        doubt,
        enough,
        setting,
        isLast,
        policies: input.policies,
      }),
    });
    at = later(end, at);
  }
  if (at < to || spans.length === 0) spans.push(missing.span(at, to));
  const other = OTHER_LOGS[question];
  const known =
    other === undefined
      ? []
      : own.coverage.flatMap((each) =>
          channelKindOf(each.channel) === other && !each.filtered ? each.spans : [],
        );
  return joined(overlay(spans, known));
}

/** Counts of all segments between which nothing changed. */
type Reign = Map<EvidenceSign, number>;

/**
 * The reign that each segment belongs to: one ends where this subcategory was changed or the log was cleared. What is
 * recorded at one time of it is at all others.
 */
function reignsOf(
  segments: readonly AuditSegment[],
  changes: readonly PolicyChange[],
  holes: readonly LogHole[],
): readonly Reign[] {
  const cleared = holes.filter(({ cause }) => cause === "cleared").map(({ to }) => to);
  const ends = [...changes.map(({ time }) => time), ...cleared].sort((a, b) => a - b);
  let next = 0;
  let reign: Reign = new Map();
  return segments.map(({ from, counts }) => {
    if (next < ends.length && ends[next]! <= from) reign = new Map();
    while (next < ends.length && ends[next]! <= from) next++;
    for (const [sign, count] of Object.entries(counts) as [EvidenceSign, number][])
      reign.set(sign, (reign.get(sign) ?? 0) + count);
    return reign;
  });
}

/** The first of the segments that reach to the end of the log without a gap. */
function wholeFrom(segments: readonly AuditSegment[]): number {
  let first = segments.length - 1;
  while (first > 0 && segments[first - 1]!.to === segments[first]!.from) first--;
  return first;
}

interface Judged {
  readonly segment: AuditSegment;
  readonly reign: Reign;
  readonly changes: readonly PolicyChange[];
  /** Why what is missing proves nothing; null where it may prove something. */
  readonly doubt: Doubt | null;
  /** The log is long enough that what is missing in it means something. */
  readonly enough: boolean;
  readonly setting: PolicySetting;
  /** Nothing dates a policy file: it tells of the end of the log, as far back as nothing changed or is missing. */
  readonly isLast: boolean;
  readonly policies: OwnPolicies;
}

function judge(question: Question, judged: Judged): Pick<AnswerSpan, "answer" | "reason"> {
  const { guid, outcome, signs, without, enough: many } = NEEDS[question];
  const { segment, reign, changes, doubt, enough, setting, isLast, policies } = judged;
  const sum = (list: readonly EvidenceSign[]) => list.reduce((all, sign) => all + (reign.get(sign) ?? 0), 0);
  if (sum(signs) > 0) return yes("recorded");
  if (doubt !== null) return unknown(doubt);
  const changed = stateAt(changes, guid, outcome, segment.from);
  if (changed !== null) return changed ? yes("changeOn") : no("changeOff");
  const isMissed = enough && without.length > 0 && sum(without) >= many;
  const isSaid = setting.state === "set" && isLast;
  if (isSaid && setting[outcome]) return isMissed ? unknown("contradiction") : yes("policyOn");
  if (isMissed) return no("neverRecorded");
  if (isSaid) return no("policyOff");
  if (setting.state === "unknown") return unknown("unreadPolicy");
  return unknown(setting.state === "silent" && policies.others.length > 0 ? "otherPolicy" : "noSign");
}

/**
 * What changes of the policy say of an outcome from a moment on: the last one before it, else the first one after it,
 * before which the opposite was so. Null: they do not speak of it.
 */
export function stateAt(
  changes: readonly PolicyChange[],
  guid: string,
  outcome: "success" | "failure",
  time: number,
): boolean | null {
  let state: boolean | null = null;
  for (const change of changes) {
    const set = change.guid === guid ? change[outcome] : null;
    if (set === null) continue;
    if (change.time > time) return state ?? !set;
    state = set;
  }
  return state;
}

function yes(reason: AnswerReason) {
  return { answer: "yes", reason } as const;
}

function no(reason: AnswerReason) {
  return { answer: "no", reason } as const;
}

function unknown(reason: AnswerReason) {
  return { answer: "unknown", reason } as const;
}

/** Spans without records of the Security log; asked for in the order of time. */
class Missing {
  readonly #holes: readonly LogHole[];
  /** What a jump of the numbers is where it proves nothing. */
  readonly #gap: AnswerReason;
  #next = 0;

  constructor(holes: readonly LogHole[], doubt: Doubt | null) {
    this.#gap = doubt ?? "hole";
    this.#holes = holes.toSorted((a, b) => a.to - b.to);
  }

  span(from: Ticks, to: Ticks): AnswerSpan {
    const holes = this.#holes;
    while (this.#next < holes.length && holes[this.#next]!.to <= from) this.#next++;
    let reason: AnswerReason = "noLog";
    for (let at = this.#next; at < holes.length && reason !== "cleared"; at++) {
      const hole = holes[at]!;
      // What lies before the first record was cleared away although the clearing itself has no length.
      if (hole.cause === "cleared" && hole.to <= to) reason = "cleared";
      else if (hole.from < to) reason = hole.cause === "serviceStop" ? "hole" : this.#gap;
      if (hole.to > to) break;
    }
    return { from, to, ...unknown(reason) };
  }
}

/** Where another log answers as well, it does. */
function overlay(
  spans: readonly AnswerSpan[],
  known: readonly (readonly [Ticks, Ticks])[],
): readonly AnswerSpan[] {
  if (known.length === 0) return spans;
  const sorted = known.toSorted(([a], [b]) => a - b);
  let next = 0;
  return spans.flatMap((span) => {
    while (next < sorted.length && sorted[next]![1] <= span.from) next++;
    if (span.answer === "yes") return [span];
    const pieces: AnswerSpan[] = [];
    let at = span.from;
    for (let i = next; i < sorted.length && sorted[i]![0] < span.to; i++) {
      const [start, end] = sorted[i]!;
      const from = later(start, at);
      const to = earlier(end, span.to);
      if (to <= from) continue;
      if (from > at) pieces.push({ ...span, from: at, to: from });
      pieces.push({ from, to, ...yes("otherLog") });
      at = to;
    }
    if (at < span.to || pieces.length === 0) pieces.push({ ...span, from: at });
    return pieces;
  });
}

function joined(spans: readonly AnswerSpan[]): readonly AnswerSpan[] {
  const all: AnswerSpan[] = [];
  for (const span of spans) {
    const last = all.at(-1);
    if (
      last !== undefined &&
      last.answer === span.answer &&
      last.reason === span.reason &&
      last.to === span.from
    )
      all[all.length - 1] = { ...last, to: span.to };
    else all.push(span);
  }
  return all;
}

function isSecurity(channel: string): boolean {
  return channelKindOf(channel) === CHANNEL.security;
}

function later(a: Ticks, b: Ticks): Ticks {
  return a > b ? a : b;
}

function earlier(a: Ticks, b: Ticks): Ticks {
  return a < b ? a : b;
}
