import { codeOf, SESSION_FLAGS } from "../../types/names.ts";
import { SCRIPT_CHANNEL } from "../../types/trail.ts";
import type { ScriptLine } from "./script-lines.ts";
import type { TrailRecord, TrailSession, TrailSessionList } from "./trail-session-list.ts";

/** The clock of a client that writes into a file proves nothing below this. */
const CLOCK_TICKS = 10_000_000;
const DATE_ASSUMED = 1 << codeOf(SESSION_FLAGS, "dateOrderAssumed");

interface Logon {
  readonly line: ScriptLine;
  /** The next logon on the same key, once it has come. */
  next: ScriptLine | null;
}

/** What is open of one user on one computer. */
interface Place {
  /** Open logons by session name, the youngest last. */
  readonly open: Map<string, Logon[]>;
  /** The youngest logon by session name, open or not. */
  readonly last: Map<string, Logon>;
}

/**
 * Pairs the lines of script trails, which stand in the order of their times:
 *
 *   a logoff ends the youngest open logon of the same computer, user and session name. Scripts often see no session
 *   name at logon: a logoff that finds none of its name ends one without a name, and a logoff without a name ends the
 *   youngest of all;
 *   a logon that no logoff ends lasted at most until the next logon on the same key (`superseded`, bounded);
 *   without such a one it is open: the last that is known is the logon itself;
 *   a logoff without a logon is a session of unknown start.
 */
export function pairScriptLines(
  lines: readonly ScriptLine[],
  strings: { intern(text: string): number },
  to: TrailSessionList,
): void {
  const channel = strings.intern(SCRIPT_CHANNEL);
  const places = new Map<number, Place>();
  for (const line of lines) {
    const key = line.computerKey * 2 ** 26 + line.userKey;
    let place = places.get(key);
    if (place === undefined) {
      place = { open: new Map(), last: new Map() };
      places.set(key, place);
    }
    if (line.isLogoff) {
      const logon = takeOpen(place, line.sessionKey);
      to.add(ended(logon, line, channel));
    } else begin(place, line);
  }
  for (const { open } of places.values()) {
    for (const logons of open.values())
      for (const { line, next } of logons)
        to.add(next === null ? stillOpen(line, channel) : superseded(line, next, channel));
  }
}

function begin(place: Place, line: ScriptLine): void {
  const { sessionKey } = line;
  const logon: Logon = { line, next: null };
  const before = place.last.get(sessionKey);
  if (before !== undefined) before.next = line;
  place.last.set(sessionKey, logon);
  const open = place.open.get(sessionKey);
  if (open === undefined) place.open.set(sessionKey, [logon]);
  else open.push(logon);
}

function takeOpen({ open }: Place, sessionKey: string): ScriptLine | null {
  if (sessionKey !== "") return (open.get(sessionKey)?.pop() ?? open.get("")?.pop())?.line ?? null;
  let youngest: Logon[] | null = null;
  for (const logons of open.values()) {
    const last = logons.at(-1);
    if (last !== undefined && !(last.line.time < (youngest?.at(-1)?.line.time ?? last.line.time)))
      youngest = logons;
  }
  return youngest?.pop()?.line ?? null;
}

/** What only some sessions have. */
interface Rest {
  readonly start: number;
  readonly startUpper: number;
  readonly end: number;
  readonly endReason: "logoff" | "superseded" | "stillOpen";
  readonly endLower: number;
  readonly endUpper: number;
  readonly lastEvidence: number;
  readonly dateAssumed: boolean;
  readonly endRecord: TrailRecord | null;
}

/** One literal for all sessions, every field in it: files have up to millions of lines, and a spread costs more than all else. */
function sessionOf(line: ScriptLine, sessionName: number, channel: number, rest: Rest): TrailSession {
  return {
    kind: "script",
    evidence: "userWritable",
    channel,
    computer: line.computer,
    computerKey: line.computerKey,
    user: line.user,
    domain: line.domain,
    sid: line.sid,
    userKey: line.userKey,
    email: 0,
    environment: 0,
    sessionName,
    server: line.server,
    start: rest.start,
    startLower: Number.NaN,
    startUpper: rest.startUpper,
    end: rest.end,
    endReason: rest.endReason,
    confidence: rest.endReason === "stillOpen" ? "open" : "bounded",
    endLower: rest.endLower,
    endUpper: rest.endUpper,
    lastEvidence: rest.lastEvidence,
    flags: rest.dateAssumed ? DATE_ASSUMED : 0,
    // As for records of event logs: what is first known of a session stands for its start.
    startRecord: line.record,
    endRecord: rest.endRecord,
  };
}

function ended(logon: ScriptLine | null, logoff: ScriptLine, channel: number): TrailSession {
  const end = logon === null ? logoff.time : Math.max(logoff.time, logon.time);
  // Early logon scripts see no session name; the logoff script does.
  const { sessionName } = logon === null || logon.sessionKey === "" ? logoff : logon;
  return sessionOf(logon ?? logoff, sessionName, channel, {
    start: logon === null ? Number.NaN : logon.time,
    startUpper: logon === null ? logoff.later : Number.NaN,
    end,
    endReason: "logoff",
    endLower: Math.max(logoff.time - CLOCK_TICKS, logon === null ? Number.NEGATIVE_INFINITY : logon.time),
    endUpper: Math.max(logoff.later, end) + CLOCK_TICKS,
    lastEvidence: logoff.time,
    dateAssumed: logoff.dateAssumed || (logon?.dateAssumed ?? false),
    endRecord: logoff.record,
  });
}

function superseded(logon: ScriptLine, next: ScriptLine, channel: number): TrailSession {
  return sessionOf(logon, logon.sessionName, channel, {
    start: logon.time,
    startUpper: Number.NaN,
    end: next.time,
    endReason: "superseded",
    endLower: logon.time,
    endUpper: next.later,
    lastEvidence: logon.time,
    dateAssumed: logon.dateAssumed || next.dateAssumed,
    endRecord: next.record,
  });
}

function stillOpen(logon: ScriptLine, channel: number): TrailSession {
  return sessionOf(logon, logon.sessionName, channel, {
    start: logon.time,
    startUpper: Number.NaN,
    end: Number.NaN,
    endReason: "stillOpen",
    endLower: logon.time,
    endUpper: Number.NaN,
    lastEvidence: logon.time,
    dateAssumed: logon.dateAssumed,
    endRecord: null,
  });
}
