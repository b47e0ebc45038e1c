import { ACT_COLUMNS } from "../types/act-table.ts";
import { type ArchiveIndex, isArchiveEntry } from "../types/archive.ts";
import {
  type Boot,
  type CaseCounts,
  type CaseData,
  type ClockStep,
  COVERAGE_DOUBTS,
  type ComputerInfo,
  type Coverage,
  type Lockout,
  type LogHole,
  MAX_CLOCK_STEPS,
  type RecordRef,
} from "../types/case.ts";
import { CLOCK_STEP_KINDS, DAMAGE_CODES, HOLE_CAUSES } from "../types/names.ts";
import {
  FAILURE_COLUMNS,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
} from "../types/session-table.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../types/settings.ts";
import {
  type Damage,
  type LeftOut,
  MAX_LEFT_OUT_NAMES,
  SOURCE_FORMATS,
  SOURCE_NOTES,
  type SourceInfo,
  type SourceNote,
} from "../types/source.ts";
import { isAuditEvidence, isAuditPolicy } from "./guard-audit.ts";
import { isCloudImport } from "./guard-cloud.ts";
import { isPackOrigin } from "./guard-pack.ts";
import { type ColumnSpec, hasType, isTable } from "./guard-table.ts";
import { isTextImport } from "./guard-text.ts";
import { isCaseTrails, isTrailSource } from "./guard-trail.ts";
import {
  isBoolean,
  isCount,
  isListOf,
  isObject,
  isOneOf,
  isRecordOf,
  isText,
  isTextList,
  isTextOrNull,
  isTime,
} from "./shapes.ts";

/*
 * The shape of a whole case. Columns must have their exact type and length, and the child tables must fit their
 * parents, because views index them without looking; what a number means is not checked.
 */
const MAX_STRINGS = 20_000_000;

export function isCaseData(value: unknown): value is CaseData {
  return (
    isObject(value) &&
    isText(value.engine) &&
    isTextList(value.strings, MAX_STRINGS) &&
    isListOf(isSourceInfo, value.sources) &&
    (value.leftOut === undefined || isListOf(isLeftOut, value.leftOut)) &&
    (value.audit === undefined || isAuditEvidence(value.audit)) &&
    (value.trails === undefined || isCaseTrails(value.trails)) &&
    (value.pack === undefined || isPackOrigin(value.pack)) &&
    isTime(value.oldest) &&
    isTime(value.newest) &&
    isBoolean(value.partial) &&
    isSessionTable(value.sessions) &&
    isTable(FAILURE_COLUMNS, value.failures) &&
    isListOf(isBoot, value.boots) &&
    isListOf(isHole, value.holes, 1_000_000) &&
    isListOf(isCoverage, value.coverage) &&
    isListOf(isComputer, value.computers) &&
    isListOf(isLockout, value.lockouts, 1_000_000) &&
    isListOf(isClockStep, value.clockSteps, MAX_CLOCK_STEPS) &&
    isTable(ACT_COLUMNS, value.acts) &&
    isCounts(value.counts) &&
    isSettings(value.settings)
  );
}

function isSessionTable(value: unknown): boolean {
  return (
    isTable(SESSION_COLUMNS, value) &&
    isChild(value, "intervalStart", "intervals", INTERVAL_COLUMNS) &&
    isChild(value, "proofStart", "proofs", PROOF_COLUMNS) &&
    isChild(value, "memberStart", "members", MEMBER_COLUMNS)
  );
}

/** The start positions rise from 0 to the length of the child table, one more than there are rows. */
function isChild(
  table: Readonly<Record<string, unknown>>,
  starts: string,
  child: string,
  spec: ColumnSpec,
): boolean {
  const rows = table[child];
  const positions = table[starts];
  if (!isTable(spec, rows) || !hasType(positions, Uint32Array)) return false;
  const list = positions as Uint32Array;
  if (list.length !== (table.length as number) + 1 || list[0] !== 0) return false;
  for (let i = 1; i < list.length; i++) if (list[i]! < list[i - 1]!) return false;
  return list.at(-1) === rows.length;
}

export function isSourceInfo(value: unknown): value is SourceInfo {
  return (
    isObject(value) &&
    isCount(value.id) &&
    isText(value.path) &&
    isOneOf(SOURCE_FORMATS, value.format) &&
    [value.bytes, value.records, value.used, value.duplicates, value.recovered].every(isCount) &&
    isTextOrNull(value.sha256) &&
    isTime(value.oldest) &&
    isTime(value.newest) &&
    isTextList(value.computers, 1_000_000) &&
    isTextList(value.channels, 1_000_000) &&
    isListOf(isDamage, value.damage) &&
    isListOf((note): note is SourceNote => isOneOf(SOURCE_NOTES, note), value.notes) &&
    isTextOrNull(value.failure) &&
    (value.unusedBytes === undefined || isCount(value.unusedBytes)) &&
    (value.text === undefined || isTextImport(value.text)) &&
    (value.archive === undefined || isArchiveIndexValue(value.archive)) &&
    (value.policy === undefined || isAuditPolicy(value.policy)) &&
    (value.trail === undefined || isTrailSource(value.trail)) &&
    (value.cloud === undefined || isCloudImport(value.cloud))
  );
}

function isArchiveIndexValue(value: unknown): value is ArchiveIndex {
  return isObject(value) && isCount(value.badLines) && isListOf(isArchiveEntry, value.entries, 10_000_000);
}

function isLeftOut(value: unknown): value is LeftOut {
  return (
    isObject(value) &&
    isText(value.folder) &&
    isCount(value.count) &&
    isListOf(isLeftOutFile, value.files, MAX_LEFT_OUT_NAMES)
  );
}

function isLeftOutFile(value: unknown): value is LeftOut["files"][number] {
  return isObject(value) && isText(value.name) && isText(value.why);
}

function isDamage(value: unknown): value is Damage {
  return (
    isObject(value) && isOneOf(DAMAGE_CODES, value.code) && isCount(value.offset) && isCount(value.count)
  );
}

function isRecordRef(value: unknown): value is RecordRef {
  return (
    isObject(value) &&
    isCount(value.source) &&
    isText(value.channel) &&
    isText(value.recordId) &&
    isCount(value.eventId) &&
    isTime(value.time) &&
    isCount(value.offset)
  );
}

function isBoot(value: unknown): value is Boot {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isCount(value.index) &&
    isTime(value.start) &&
    isTime(value.end) &&
    isTime(value.lastRecord) &&
    (value.clean === null || isBoolean(value.clean)) &&
    (value.bugcheck === null || isCount(value.bugcheck)) &&
    (value.startRecord === null || isRecordRef(value.startRecord)) &&
    (value.endRecord === null || isRecordRef(value.endRecord))
  );
}

function isHole(value: unknown): value is LogHole {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isText(value.channel) &&
    isTime(value.from) &&
    isTime(value.to) &&
    isOneOf(HOLE_CAUSES, value.cause) &&
    isTextOrNull(value.by)
  );
}

function isCoverage(value: unknown): value is Coverage {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isText(value.channel) &&
    isListOf(isSpan, value.spans, 1_000_000) &&
    isCount(value.records) &&
    isBoolean(value.filtered) &&
    (value.doubt === undefined || isOneOf(COVERAGE_DOUBTS, value.doubt))
  );
}

function isSpan(value: unknown): value is Coverage["spans"][number] {
  return Array.isArray(value) && value.length === 2 && value.every(isTime);
}

function isComputer(value: unknown): value is ComputerInfo {
  return (
    isObject(value) &&
    isText(value.key) &&
    isText(value.name) &&
    isTextList(value.aliases, 100_000) &&
    isTime(value.oldest) &&
    isTime(value.newest) &&
    isTextOrNull(value.windowsZone)
  );
}

function isLockout(value: unknown): value is Lockout {
  return (
    isObject(value) &&
    isTime(value.time) &&
    isText(value.computer) &&
    isText(value.user) &&
    isText(value.sid) &&
    isText(value.caller) &&
    isRecordRef(value.record)
  );
}

function isClockStep(value: unknown): value is ClockStep {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isTime(value.time) &&
    Number.isFinite(value.delta) &&
    isOneOf(CLOCK_STEP_KINDS, value.kind) &&
    isTextOrNull(value.byUser) &&
    isRecordRef(value.record)
  );
}

function isCounts(value: unknown): value is CaseCounts {
  if (!isObject(value)) return false;
  const { logons } = value;
  return (
    [value.records, value.events, value.duplicates, value.failures, value.stubs, value.orphanLogoffs].every(
      isCount,
    ) &&
    isObject(logons) &&
    isCount(logons.read) &&
    isCount(logons.used) &&
    isRecordOf(isCount, logons.byClass)
  );
}

function isSettings(value: unknown): value is PairingSettings {
  return isObject(value) && Object.keys(DEFAULT_SETTINGS).every((name) => Number.isFinite(value[name]));
}
