import type { CaseCoverage, ComputerCoverage } from "../engine/coverage/assess.ts";
import type { CasePolicy, PolicySetting } from "../engine/coverage/policy-of.ts";
import { DEFAULT_LOG_BYTES, type Retention } from "../engine/coverage/retention.ts";
import type { SettingRow } from "../engine/coverage/settings.ts";
import { ticksToIso } from "../engine/time/iso.ts";
import type { Zone } from "../engine/time/zone.ts";
import type { CaseData, Coverage } from "../types/case.ts";
import { QUESTIONS } from "../types/coverage.ts";
import { archiveRecords } from "./archive-record.ts";
import { contradictionText, REASON_TEXT } from "./coverage-texts.ts";
import { domainOf, domainRecord } from "./domain-record.ts";
import { jsonBlocks, Streamed } from "./json-blocks.ts";
import { sourceRecord } from "./source-json.ts";
import { verdictRecord } from "./verdict-record.ts";

/** A coverage answer on its way out. */
export interface CoverageExport {
  readonly data: CaseData;
  readonly coverage: CaseCoverage;
  readonly zone: Zone;
}

/** `coverage --format json`, schema `logonscope.coverage/1`. */
export function coverageJson({ data, coverage, zone }: CoverageExport): Generator<string> {
  return jsonBlocks({
    schema: "logonscope.coverage/1",
    engine: data.engine,
    zone: zone.name,
    partial: data.partial,
    window: { from: ticksToIso(coverage.from), to: ticksToIso(coverage.to) },
    sources: data.sources.map(sourceRecord),
    coverage: new Streamed(
      coverage.computers.flatMap((each) => each.coverage.map((one) => streamRecord(each, one, zone))),
    ),
    computers: new Streamed(coverage.computers.map((each) => computerRecord(each, zone))),
    strayPolicies: coverage.strayPolicies.map(policyRecord),
    archives: archiveRecords(data),
    domain: domainRecord(data, domainOf(data, zone)),
  });
}

function streamRecord(
  own: ComputerCoverage,
  { channel, spans, records, filtered, doubt }: Coverage,
  zone: Zone,
) {
  const isSecurity = channel.toLowerCase() === "security";
  return {
    computer: own.computer.name,
    channel,
    records,
    filtered,
    doubt: doubt ?? null,
    spans: spans.map(([from, to]) => [ticksToIso(from), ticksToIso(to)]),
    holes: own.holes
      .filter((hole) => hole.channel === channel)
      .map(({ from, to, cause, by }) => ({ from: ticksToIso(from), to: ticksToIso(to), cause, by })),
    // The audit policy decides what a Security log holds, and no other one.
    policy: isSecurity
      ? {
          effective: own.policies.effective.map(policyRecord),
          asked: own.policies.asked.map(policyRecord),
        }
      : null,
    verdicts: isSecurity ? own.verdicts.map((verdict) => verdictRecord(verdict, zone)) : [],
  };
}

function policyRecord({ source, policy }: CasePolicy) {
  return { source, kind: policy.kind, computer: policy.computer };
}

function computerRecord(own: ComputerCoverage, zone: Zone) {
  const { retention } = own;
  return {
    computer: own.computer.name,
    role: own.role.role,
    roleFrom: own.role.from,
    answers: Object.fromEntries(
      QUESTIONS.map((question) => [
        question,
        own.answers[question].map(({ from, to, answer, reason }) => ({
          from: ticksToIso(from),
          to: ticksToIso(to),
          answer,
          reason,
          text: REASON_TEXT[reason],
        })),
      ]),
    ),
    settings: own.settings.map(settingRecord),
    policyChanges: own.changes.map(({ time, guid, success, failure, by }) => ({
      time: ticksToIso(time),
      guid,
      success,
      failure,
      by,
    })),
    notices: own.notices.map(({ kind, count, first, last }) => ({
      kind,
      count,
      first: ticksToIso(first),
      last: ticksToIso(last),
    })),
    retention:
      retention === null
        ? null
        : {
            days: rounded(retention.days),
            recordsPerDay: rounded(retention.recordsPerDay),
            bytesPerDay: retention.bytesPerDay === null ? null : rounded(retention.bytesPerDay),
            // The size that clients have unless somebody changes it.
            daysInDefaultSize: daysIn(retention, DEFAULT_LOG_BYTES),
            size: retention.size,
            daysInSize: retention.daysInSize === null ? null : rounded(retention.daysInSize),
            typical: retention.typical.map(({ bytes, days }) => ({ bytes, days: rounded(days) })),
          },
    verdicts: own.verdicts.map((verdict) => verdictRecord(verdict, zone)),
  };
}

function settingRecord(row: SettingRow) {
  return {
    guid: row.guid,
    name: row.name,
    recommended: row.recommended,
    recommendedByRole: row.byRole,
    policy: policySetting(row.policy),
    asked: policySetting(row.asked),
    log: {
      records: row.log.records,
      days: rounded(row.log.days),
      success: row.log.success,
      failure: row.log.failure,
      partly: row.log.partly,
      seen: row.log.seen,
    },
    contradiction: row.contradiction,
    text: contradictionText(row),
    commands: row.commands,
  };
}

function policySetting({ state, success, failure, from }: PolicySetting) {
  const isSet = state === "set";
  return { state, success: isSet ? success : null, failure: isSet ? failure : null, from };
}

function daysIn({ typical }: Retention, size: number): number | null {
  const found = typical.find(({ bytes }) => bytes === size);
  return found === undefined ? null : rounded(found.days);
}

/** Days and paces are estimates: three digits after the point are plenty. */
function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
