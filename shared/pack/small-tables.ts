import { computerNames } from "../engine/reports/names-of.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { CaseData, RecordRef } from "../types/case.ts";

/* Tables of a case that have no answer of their own on the command line. */

const RECORD = ["source", "channel", "recordId", "eventId", "time", "offset"] as const;

export const BOOT_COLUMNS: readonly string[] = [
  "computer",
  "index",
  "start",
  "end",
  "clean",
  "bugcheck",
  "lastRecord",
  ...RECORD.map((name) => `startRecord.${name}`),
  ...RECORD.map((name) => `endRecord.${name}`),
];

export function* bootRecords(data: CaseData) {
  const nameOf = computerNames(data);
  for (const { computer, index, start, end, clean, bugcheck, lastRecord, ...refs } of data.boots) {
    yield {
      computer: nameOf(computer),
      index,
      start: ticksToIso(start),
      end: ticksToIso(end),
      clean,
      bugcheck,
      lastRecord: ticksToIso(lastRecord),
      startRecord: recordOf(refs.startRecord),
      endRecord: recordOf(refs.endRecord),
    };
  }
}

export const HOLE_COLUMNS: readonly string[] = ["computer", "channel", "from", "to", "cause", "by"];

export function* holeRecords(data: CaseData) {
  const nameOf = computerNames(data);
  for (const { computer, channel, from, to, cause, by } of data.holes)
    yield { computer: nameOf(computer), channel, from: ticksToIso(from), to: ticksToIso(to), cause, by };
}

export const COVERAGE_COLUMNS: readonly string[] = [
  "computer",
  "channel",
  "oldest",
  "newest",
  "records",
  "filtered",
  "doubt",
  "spans",
];

export function* coverageRecords(data: CaseData) {
  const nameOf = computerNames(data);
  for (const { computer, channel, spans, records, filtered, doubt } of data.coverage) {
    yield {
      computer: nameOf(computer),
      channel,
      oldest: ticksToIso(spans[0]?.[0] ?? Number.NaN),
      newest: ticksToIso(spans.at(-1)?.[1] ?? Number.NaN),
      records,
      filtered,
      doubt: doubt ?? null,
      spans: spans.map(([from, to]) => [ticksToIso(from), ticksToIso(to)]),
    };
  }
}

function recordOf(record: RecordRef | null) {
  return record === null ? null : { ...record, time: ticksToIso(record.time) };
}
