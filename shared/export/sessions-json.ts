import type { SessionAnswerRow } from "../contract/schemas.ts";
import { caseEvidence } from "../engine/explain/case-evidence.ts";
import { computerNames } from "../engine/reports/names-of.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import { type UserInfo, usersOf } from "../engine/users.ts";
import { judgeCase } from "../engine/verdicts.ts";
import type { CaseData } from "../types/case.ts";
import { LOGON_CLASSES } from "../types/names.ts";
import type { SessionExportInput } from "./export-case.ts";
import { jsonBlocks, jsonLines, Streamed } from "./json-blocks.ts";
import { proofRecord } from "./proof-record.ts";
import { sessionRecord } from "./session-record.ts";
import { sourceRecord } from "./source-json.ts";
import { secondsOrNull } from "./texts.ts";
import { verdictRecord } from "./verdict-record.ts";

/** Classes of R5; scripts and cloud trails are no logons. */
const COUNTED_CLASSES = LOGON_CLASSES.filter((name) => name !== "script" && name !== "cloud");

/** `sessions --format json`, schema `logonscope.sessions/1`. */
export function sessionsJson(input: SessionExportInput): Generator<string> {
  const { data, zone, filter, kinds } = input;
  const nameOf = computerNames(data);
  return jsonBlocks({
    schema: "logonscope.sessions/1",
    engine: data.engine,
    zone: zone.name,
    filter: filter === "" ? null : filter,
    kinds,
    partial: data.partial,
    settings: data.settings,
    sources: data.sources.map(sourceRecord),
    sessions: new Streamed(records(input)),
    computers: data.computers.map(({ name, aliases, oldest, newest, windowsZone }) => ({
      name,
      aliases,
      oldest: ticksToIso(oldest),
      newest: ticksToIso(newest),
      windowsZone,
    })),
    users: usersOfRows(input),
    boots: data.boots.map(({ computer, index, start, end, clean }) => ({
      computer: nameOf(computer),
      index,
      start: ticksToIso(start),
      end: ticksToIso(end),
      clean,
    })),
    counts: countsRecord(data),
    holes: data.holes.map(({ computer, channel, from, to, cause }) => ({
      computer: nameOf(computer),
      channel,
      from: ticksToIso(from),
      to: ticksToIso(to),
      cause,
    })),
    clockSteps: data.clockSteps.map(({ computer, time, delta, kind, byUser, record }) => ({
      computer: nameOf(computer),
      time: ticksToIso(time),
      deltaSeconds: secondsOrNull(delta),
      kind,
      byUser: byUser || null,
      record: {
        source: record.source,
        channel: record.channel,
        recordId: record.recordId,
        time: ticksToIso(record.time),
        offset: record.offset,
      },
    })),
    verdicts: judgeCase(data, Number.NaN).map((verdict) => verdictRecord(verdict, zone)),
  });
}

/** `sessions --format jsonl`: the sessions of the JSON answer, one a line. */
export function sessionsJsonLines(input: SessionExportInput): Generator<string> {
  return jsonLines(records(input));
}

function* records({ data, rows }: SessionExportInput): Generator<SessionAnswerRow> {
  const evidence = caseEvidence(data);
  for (const row of rows) yield { ...sessionRecord(data, row), proof: proofRecord(evidence, data, row) };
}

/** The users of the rows, each with every spelling the case has for the account. */
function usersOfRows({ data, rows }: SessionExportInput): UserInfo[] {
  const users = usersOf(data);
  const keys = new Set<number>();
  for (const row of rows) keys.add(data.sessions.userKey[row]!);
  return [...keys].flatMap((key) => users.get(key) ?? []);
}

/** read = used + the sum of `byClass`. */
function countsRecord({ counts }: CaseData) {
  const { read, used, byClass } = counts.logons;
  return {
    logons: {
      read,
      used,
      byClass: Object.fromEntries(COUNTED_CLASSES.map((name) => [name, byClass[name] ?? 0])),
    },
    duplicates: counts.duplicates,
    failures: counts.failures,
  };
}
