import { logonTypeName } from "../../shared/engine/catalog/logon-types.ts";
import { durationBounds } from "../../shared/engine/durations.ts";
import { visibleText } from "../../shared/export/visible-text.ts";
import type { CaseData } from "../../shared/types/case.ts";
import {
  CONFIDENCES,
  type Confidence,
  END_REASONS,
  type EndReason,
  INTERVAL_KINDS,
  type IntervalKind,
  SESSION_FLAGS,
  type SessionFlag,
} from "../../shared/types/names.ts";
import type { Clock } from "./clock.ts";
import { filledWords, strong, type Words } from "./filled-words.ts";
import { locale } from "./language.ts";
import { lengthText } from "./length-text.ts";
import { solidEnd } from "./solid-end.ts";
import { SESSION_WORDS } from "./texts/session-words.ts";
import { T } from "./texts.ts";

export function confidenceOf(data: CaseData, row: number): Confidence {
  return CONFIDENCES[data.sessions.confidence[row]!] ?? "unknown";
}

export function reasonOf(data: CaseData, row: number): EndReason {
  return END_REASONS[data.sessions.endReason[row]!] ?? "noRecord";
}

function text(data: CaseData, id: number | undefined): string {
  return id === undefined ? "" : visibleText(data.strings[id] ?? "");
}

/** Name of a session's user as people say it: the account name, else the SID. */
export function userName(data: CaseData, row: number): string {
  return text(data, data.sessions.user[row]) || text(data, data.sessions.sid[row]) || T.noUser;
}

export function computerName(data: CaseData, row: number): string {
  return text(data, data.sessions.computer[row]) || T.noComputer;
}

/** `CORP\anna`. */
export function accountName(data: CaseData, row: number): string {
  const domain = text(data, data.sessions.domain[row]);
  const user = text(data, data.sessions.user[row]);
  return domain !== "" && user !== ""
    ? `${domain}\\${user}`
    : user || text(data, data.sessions.sid[row]) || T.noUser;
}

/** `RemoteInteractive (10)`. */
export function typeText(type: number): string {
  return type === 255 ? T.notKnown : `${logonTypeName(type)} (${type})`;
}

export function isLoopback(address: string): boolean {
  return address === "127.0.0.1" || address === "::1";
}

/** Whether a session came from the computer itself. A remote one with such an address came through a tunnel. */
export function fromHere(data: CaseData, row: number): boolean {
  const type = data.sessions.logonType[row]!;
  return type !== 10 && type !== 12 && isLoopback(text(data, data.sessions.sourceAddress[row]));
}

/** Where a session came from: address and client name, or the console; empty when the log does not say. */
export function fromText(data: CaseData, row: number): string {
  const { sessions } = data;
  const address = text(data, sessions.sourceAddress[row]);
  const client = text(data, sessions.clientName[row]) || text(data, sessions.workstation[row]);
  if (address !== "" && !fromHere(data, row)) return client === "" ? address : `${address} (${client})`;
  const type = sessions.logonType[row]!;
  if (type === 2 || type === 7 || type === 11 || type === 13) return T.console;
  return client;
}

/**
 * What a person would say of a session: since when it was on, and how it ended.
 *
 *   On from Wed 6 Mar 08:01:12. Ended by power loss between 16:42:10 and Thu 7 Mar 07:55:03.
 */
export function sessionSentence(data: CaseData, row: number, clock: Clock): Words {
  return [...startWords(data, row, clock), " ", ...endWords(data, row, clock)];
}

function startWords(data: CaseData, row: number, clock: Clock): Words {
  const { sessions } = data;
  const { began } = SESSION_WORDS;
  const start = sessions.start[row]!;
  if (!Number.isNaN(start) && CONFIDENCES[sessions.startConfidence[row]!] === "exact") {
    return filledWords(began.exact, { start: strong(clock.friendly(start)) });
  }
  const lower = sessions.startLower[row]!;
  const upper = Number.isNaN(sessions.startUpper[row]!) ? start : sessions.startUpper[row]!;
  if (Number.isNaN(upper)) return [began.unknown];
  if (Number.isNaN(lower)) return filledWords(began.before, { start: strong(clock.friendly(upper)) });
  return filledWords(began.between, {
    from: strong(clock.friendly(lower)),
    to: strong(clock.near(upper, lower)),
  });
}

function endWords(data: CaseData, row: number, clock: Clock): Words {
  const { sessions } = data;
  const { ended } = SESSION_WORDS;
  const start = Number.isNaN(sessions.start[row]!) ? sessions.startUpper[row]! : sessions.start[row]!;
  const lower = solidEnd(sessions, row);
  const upper = sessions.endUpper[row]!;
  const reason = reasonOf(data, row);
  const at = (time: number, near = start) => strong(clock.near(time, near));
  switch (confidenceOf(data, row)) {
    case "exact":
      return filledWords(reason === "userLogoff" ? ended.signedOut : ended.at, {
        end: at(sessions.end[row]!),
        reason: T.reasons[reason],
      });
    case "bounded": {
      const why = T.reasons[reason];
      if (Number.isNaN(upper)) return filledWords(ended.after, { end: at(lower), reason: why });
      if (Number.isNaN(lower)) return filledWords(ended.before, { end: at(upper), reason: why });
      return filledWords(ended.between, { from: at(lower), to: at(upper, lower), reason: why });
    }
    case "open":
      return Number.isNaN(lower) ? [ended.open] : filledWords(ended.openSeen, { last: at(lower) });
    case "unknown": {
      const cause = unknownCause(reason);
      return Number.isNaN(lower)
        ? filledWords(ended.unknown, { cause })
        : filledWords(ended.unknownSeen, { cause, last: at(lower) });
    }
  }
}

function unknownCause(reason: EndReason): string {
  const { causes } = SESSION_WORDS;
  return reason === "logCleared" || reason === "logGap" ? causes[reason] : causes.noRecord;
}

/** The end of a session for a table cell, in as few words as are true. */
export function endCell(data: CaseData, row: number, clock: Clock): string {
  const { sessions } = data;
  const { format } = clock;
  const { cells } = SESSION_WORDS;
  const lower = solidEnd(sessions, row);
  switch (confidenceOf(data, row)) {
    case "exact":
      return format.full(sessions.end[row]!) ?? "";
    case "bounded": {
      const upper = sessions.endUpper[row]!;
      const from = format.full(lower);
      const to = format.full(upper);
      if (from === null || to === null) {
        const known = (from ?? to ?? "").slice(0, 16);
        return Number.isNaN(upper) ? cells.after(known) : cells.before(known);
      }
      if (from === to) return about(from);
      // Within one minute only the seconds tell the two apart.
      if (from.slice(0, 16) === to.slice(0, 16)) return `${from} – ${to.slice(11)}`;
      return `${from.slice(0, 16)} – ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11, 16) : to.slice(5, 16)}`;
    }
    case "open":
      return cells.openSeen(format.full(lower)?.slice(5, 16) ?? T.notKnown);
    case "unknown":
      return Number.isNaN(lower) ? T.notKnown : cells.unknownSeen(format.full(lower)?.slice(5, 16) ?? "");
  }
}

/** A value whose bounds read alike: it is not measured, and two equal ends would read as a mistake. */
function about(text: string): string {
  return `≈ ${text}`;
}

/** `8 h 40 min`, `8 h 40 min – 23 h`, `≥ 8 h`; `≈ 8 h 40 min` where both bounds are that when they are rounded. */
export function spanText(exact: number, min: number, max: number): string {
  if (min === max || (Number.isNaN(min) && Number.isNaN(max))) return lengthText(exact) ?? "";
  const low = lengthText(min);
  const high = lengthText(max);
  // That something lasted no less than nothing tells nobody anything.
  if (high === null && min === 0) return T.notKnown;
  if (high === null) return low === null ? "" : `≥ ${low}`;
  if (low === null) return `≤ ${high}`;
  return low === high ? about(low) : `${low} – ${high}`;
}

export function durationText(data: CaseData, row: number): string {
  const { exact, min, max } = durationBounds(data.sessions, row);
  return spanText(exact, min, max);
}

export function activeText(data: CaseData, row: number): string {
  const { active, activeMin, activeMax } = data.sessions;
  return spanText(active[row]!, activeMin[row]!, activeMax[row]!);
}

export function flagsOf(data: CaseData, row: number): readonly SessionFlag[] {
  const bits = data.sessions.flags[row]!;
  return SESSION_FLAGS.filter((_, bit) => (bits & (1 << bit)) !== 0);
}

export interface SessionInterval {
  readonly kind: IntervalKind;
  readonly from: number;
  /** `NaN` when its end is not known. */
  readonly to: number;
}

export function intervalsOf(data: CaseData, row: number): readonly SessionInterval[] {
  const { intervals, intervalStart } = data.sessions;
  const out: SessionInterval[] = [];
  for (let i = intervalStart[row]!; i < intervalStart[row + 1]!; i++) {
    out.push({ kind: INTERVAL_KINDS[intervals.kind[i]!]!, from: intervals.from[i]!, to: intervals.to[i]! });
  }
  return out;
}

/** A 64-bit logon id as Windows prints it: `0x45322`. */
export function logonIdText(low: number, high: number): string {
  return `0x${((BigInt(high) << 32n) | BigInt(low)).toString(16)}`;
}

/** A 64-bit record number with thousands separated: `18,204`. */
export function recordIdText(low: number, high: number): string {
  return ((BigInt(high) << 32n) | BigInt(low)).toLocaleString(locale());
}
