import type { LogChange, LogReach } from "../../engine/compare/compare-logs.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import { timeFormat } from "../../engine/time/time-format.ts";
import type { CaseData } from "../../types/case.ts";
import type { SourceInfo } from "../../types/source.ts";
import { objectsCsv } from "../csv.ts";
import { failureRecord } from "../failure-record.ts";
import { jsonBlocks, jsonLines, Streamed } from "../json-blocks.ts";
import { sessionKey, sessionRecord } from "../session-record.ts";
import { zoneText } from "../table-views.ts";
import { safeText } from "../terminal-width.ts";
import { textTable } from "../text-table.ts";
import { CHANGES, type Comparison, changeAt, type SessionChange } from "./compare-record.ts";
import { compareSentences, countsSentence, findingText } from "./compare-texts.ts";

/** `compare --format json`, schema `logonscope.compare/1`. */
export function compareJson(comparison: Comparison): Generator<string> {
  const { input, inputs, logs, made, counts, sessions, failures } = comparison;
  const { a, b, zone, filter, kinds, changes = CHANGES } = input;
  return jsonBlocks({
    schema: "logonscope.compare/1",
    engine: b.engine,
    zone: zone.name,
    filter: filter === "" ? null : filter,
    kinds,
    changes: CHANGES.filter((change) => changes.includes(change)),
    a: sideRecord(a),
    b: sideRecord(b),
    counts,
    findings: compareSentences(comparison),
    made,
    inputs: new Streamed(
      inputs.map(({ state, a: one, b: two }) => ({ state, a: inputRecord(one), b: inputRecord(two) })),
    ),
    logs: new Streamed(logs.map(logRecord)),
    sessionsChanged: new Streamed(changedRecords(comparison)),
    sessionsAdded: new Streamed(records(b, sessions.added, sessionRecord)),
    sessionsGone: new Streamed(records(a, sessions.gone, sessionRecord)),
    failuresAdded: new Streamed(records(b, failures.added, failureRecord)),
    failuresGone: new Streamed(records(a, failures.gone, failureRecord)),
  });
}

/** `compare --format jsonl`: one difference a line, `change` says which. */
export function compareJsonLines(comparison: Comparison): Generator<string> {
  return jsonLines(lines(comparison));
}

/** Columns of the differences as a table. */
export const COMPARE_COLUMNS = [
  "change",
  "what",
  "key",
  "computer",
  "user",
  "time",
  "field",
  "a",
  "b",
  "finding",
] as const;

/** `compare --format csv`: one row a difference, of a changed session one row a field. */
export function compareCsv(comparison: Comparison, options: { readonly bom: boolean }): Generator<string> {
  return objectsCsv(COMPARE_COLUMNS, compareRows(comparison), options.bom);
}

function* lines(comparison: Comparison): Generator<object> {
  const { input, inputs, logs, sessions, failures } = comparison;
  const { a, b, changes = CHANGES } = input;
  for (const { state, a: one, b: two } of inputs)
    if (state !== "same" && changes.includes(state))
      yield { change: state, what: "input", a: inputRecord(one), b: inputRecord(two) };
  for (const log of logs)
    if (differs(log) && changes.includes(changeOf(log)))
      yield { change: changeOf(log), what: "log", ...logRecord(log) };
  for (const record of changedRecords(comparison)) yield { change: "changed", what: "session", ...record };
  for (const record of records(b, sessions.added, sessionRecord))
    yield { change: "added", what: "session", session: record };
  for (const record of records(a, sessions.gone, sessionRecord))
    yield { change: "gone", what: "session", session: record };
  for (const record of records(b, failures.added, failureRecord))
    yield { change: "added", what: "failure", failure: record };
  for (const record of records(a, failures.gone, failureRecord))
    yield { change: "gone", what: "failure", failure: record };
}

export type CompareRow = Readonly<Partial<Record<(typeof COMPARE_COLUMNS)[number], unknown>>>;

/** One row a difference, of a changed session one row a field. */
export function* compareRows(comparison: Comparison): Generator<CompareRow> {
  const { input, inputs, logs, sessions, failures } = comparison;
  const { a, b, changes = CHANGES } = input;
  for (const { state, a: one, b: two } of inputs) {
    if (state === "same" || !changes.includes(state)) continue;
    const key = (two ?? one)?.path ?? null;
    yield { change: state, what: "input", key, field: "sha256", a: one?.sha256, b: two?.sha256 };
  }
  for (const log of logs) {
    if (!differs(log) || !changes.includes(changeOf(log))) continue;
    const row = { change: changeOf(log), what: "log", key: log.channel, computer: log.computer };
    for (const field of ["oldest", "newest", "records"] as const) {
      const [one, two] = [reachRecord(log.a)?.[field] ?? null, reachRecord(log.b)?.[field] ?? null];
      if (one === two) continue;
      const finding = field === "oldest" && log.lost !== null ? "fewer old events" : null;
      yield { ...row, field, a: one, b: two, finding };
    }
  }
  for (const { b: at, fields, findings } of changesOf(comparison)) {
    const { computer, user, start } = sessionRecord(b, at);
    const finding = findings.map(findingText).join(", ");
    const row = {
      change: "changed",
      what: "session",
      key: sessionKey(b, at),
      computer,
      user,
      time: start,
    };
    for (const { field, a: one, b: two } of fields) yield { ...row, field, a: one, b: two, finding };
  }
  for (const [change, data, rows] of [
    ["added", b, sessions.added],
    ["gone", a, sessions.gone],
  ] as const) {
    for (const { key, computer, user, start, end } of records(data, rows, sessionRecord)) {
      const side = change === "added" ? "b" : "a";
      yield { change, what: "session", key, computer, user, time: start, field: "end", [side]: end };
    }
  }
  for (const [change, data, rows] of [
    ["added", b, failures.added],
    ["gone", a, failures.gone],
  ] as const) {
    for (const { key, computer, user, time, reason } of records(data, rows, failureRecord)) {
      const side = change === "added" ? "b" : "a";
      yield { change, what: "failure", key, computer, user, time, field: "reason", [side]: reason };
    }
  }
}

/** `compare --format table`. */
export function* compareTable(comparison: Comparison, width: number): Generator<string> {
  const { input, logs, sessions, changed, failures } = comparison;
  const change = lastChange(comparison);
  const { a, b, zone, changes = CHANGES } = input;
  const format = timeFormat(zone);
  const when = (iso: number) => format.full(iso);
  yield `${countsSentence(comparison)}\n`;
  for (const sentence of compareSentences(comparison)) yield `${safeText(`! ${sentence}`)}\n`;
  const moved = logs.filter((log) => differs(log) && changes.includes(changeOf(log)));
  if (moved.length > 0) {
    yield "\n";
    yield* textTable(
      moved,
      [
        { title: "Computer", cell: ({ computer }) => computer },
        { title: "Log", cell: ({ channel }) => channel },
        { title: "From, before", cell: (log) => when(log.a?.oldest ?? Number.NaN) },
        { title: "From, now", cell: (log) => when(log.b?.oldest ?? Number.NaN) },
        { title: "To, before", cell: (log) => when(log.a?.newest ?? Number.NaN) },
        { title: "To, now", cell: (log) => when(log.b?.newest ?? Number.NaN) },
        { title: "Records", cell: (log) => `${log.a?.records ?? "-"} to ${log.b?.records ?? "-"}` },
      ],
      { heading: `Logs that differ, times in ${zoneText(zone, b)}`, width, empty: "" },
    );
  }
  if (changed.length > 0) {
    yield "\n";
    yield* textTable(
      Array.from({ length: changed.length }, (_, at) => at),
      [
        { title: "User", cell: (at) => sessionRecord(b, changed.b[at]!).user },
        { title: "Computer", cell: (at) => sessionRecord(b, changed.b[at]!).computer },
        { title: "From", cell: (at) => when(b.sessions.start[changed.b[at]!]!) },
        { title: "What", cell: (at) => change(at).findings.map(findingText).join(", ") || null },
        { title: "Fields", cell: (at) => change(at).fields.map(fieldText).join("; ") },
      ],
      { heading: `Changed sessions, times in ${zoneText(zone, b)}`, width, empty: "" },
    );
  }
  for (const [title, data, rows] of [
    ["Added sessions", b, sessions.added],
    ["Sessions that are gone", a, sessions.gone],
  ] as const) {
    if (rows.length === 0) continue;
    yield "\n";
    yield* textTable(
      [...rows],
      [
        { title: "User", cell: (row) => sessionRecord(data, row).user },
        { title: "Computer", cell: (row) => sessionRecord(data, row).computer },
        { title: "Kind", cell: (row) => sessionRecord(data, row).kind },
        { title: "From", cell: (row) => when(data.sessions.start[row]!) },
        { title: "To", cell: (row) => when(data.sessions.end[row]!) },
        { title: "How sure", cell: (row) => sessionRecord(data, row).confidence },
      ],
      { heading: `${title}, times in ${zoneText(zone, b)}`, width, empty: "" },
    );
  }
  for (const [title, data, rows] of [
    ["Added failed logons", b, failures.added],
    ["Failed logons that are gone", a, failures.gone],
  ] as const) {
    if (rows.length === 0) continue;
    yield "\n";
    yield* textTable(
      [...rows],
      [
        { title: "Time", cell: (row) => when(data.failures.time[row]!) },
        { title: "User", cell: (row) => failureRecord(data, row).user },
        { title: "Computer", cell: (row) => failureRecord(data, row).computer },
        { title: "Reason", cell: (row) => failureRecord(data, row).reason },
      ],
      { heading: `${title}, times in ${zoneText(zone, b)}`, width, empty: "" },
    );
  }
}

function fieldText({ field, a, b }: SessionChange["fields"][number]): string {
  const short = (value: unknown) =>
    value === null ? "-" : typeof value === "string" ? value : JSON.stringify(value);
  return `${field}: ${short(a)} to ${short(b)}`;
}

function sideRecord(data: CaseData) {
  const { pack } = data;
  return {
    engine: data.engine,
    pack:
      pack === undefined
        ? null
        : { file: pack.file, manifestSha256: pack.manifestSha256, packed: pack.packed },
    masked: pack?.masked ?? false,
    partial: data.partial,
    oldest: ticksToIso(data.oldest),
    newest: ticksToIso(data.newest),
    sessions: data.sessions.length,
    failures: data.failures.length,
    settings: data.settings,
  };
}

function inputRecord(source: SourceInfo | null) {
  if (source === null) return null;
  const { path, bytes, sha256, records: count, oldest, newest } = source;
  return { path, bytes, sha256, records: count, oldest: ticksToIso(oldest), newest: ticksToIso(newest) };
}

function logRecord(log: LogChange) {
  const { computer, channel, a, b, lost } = log;
  return {
    computer,
    channel,
    a: reachRecord(a),
    b: reachRecord(b),
    lost:
      lost === null
        ? null
        : { from: ticksToIso(lost.from), to: ticksToIso(lost.to), cause: lost.cause, by: lost.by },
  };
}

function reachRecord(reach: LogReach | null) {
  if (reach === null) return null;
  const { oldest, newest, records: count } = reach;
  return { oldest: ticksToIso(oldest), newest: ticksToIso(newest), records: count };
}

/** Whether a log of a computer reaches elsewhere in the two cases, or has more or fewer records. */
export function differs({ a, b }: LogChange): boolean {
  return JSON.stringify(reachRecord(a)) !== JSON.stringify(reachRecord(b));
}

function changeOf({ a, b }: LogChange): "added" | "gone" | "changed" {
  return a === null ? "added" : b === null ? "gone" : "changed";
}

/** The change at a place, kept while several cells of its row are asked for. */
function lastChange(comparison: Comparison): (at: number) => SessionChange {
  let place = -1;
  let last: SessionChange | null = null;
  return (at) => {
    if (last === null || at !== place) last = changeAt(comparison, at);
    place = at;
    return last;
  };
}

function* changesOf(comparison: Comparison): Generator<SessionChange> {
  for (let at = 0; at < comparison.changed.length; at++) yield changeAt(comparison, at);
}

function* changedRecords(comparison: Comparison) {
  const { a, b } = comparison.input;
  for (const { a: before, b: now, by, fields, findings } of changesOf(comparison)) {
    const { key, kind, computer, user, start, leadLogonId } = sessionRecord(b, now);
    yield {
      key,
      keyBefore: sessionKey(a, before),
      kind,
      computer,
      user,
      leadLogonId,
      start,
      matchedBy: by,
      findings,
      fields: fields.map(({ field, a: one, b: two }) => ({ field, a: one, b: two })),
    };
  }
}

function* records<T>(
  data: CaseData,
  rows: Uint32Array,
  record: (data: CaseData, row: number) => T,
): Generator<T> {
  for (const row of rows) yield record(data, row);
}
