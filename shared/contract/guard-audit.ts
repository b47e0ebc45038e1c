import {
  type AuditEvidence,
  type AuditSegment,
  EVIDENCE_SIGNS,
  LOG_NOTICES,
  type LogNotice,
  MAX_AUDIT_ITEMS,
  NUMBERING_SIGNS,
  type PolicyChange,
  type Renumbered,
  type TurnedLog,
} from "../types/coverage.ts";
import {
  AUDIT_CATEGORIES,
  type AuditPolicy,
  type CategorySetting,
  POLICY_KINDS,
  SETTING_STATES,
  type SubcategorySetting,
} from "../types/policy.ts";
import { isBoolean, isCount, isListOf, isObject, isOneOf, isText, isTextOrNull, isTime } from "./shapes.ts";

/* Shapes of what a case knows of audit policies. */

function isBooleanOrNull(value: unknown): value is boolean | null {
  return value === null || isBoolean(value);
}

export function isAuditPolicy(value: unknown): value is AuditPolicy {
  return (
    isObject(value) &&
    isOneOf(POLICY_KINDS, value.kind) &&
    isTextOrNull(value.computer) &&
    isTextOrNull(value.target) &&
    isListOf(isSetting, value.settings, 256) &&
    isListOf(isCategory, value.categories, AUDIT_CATEGORIES.length) &&
    isBooleanOrNull(value.forcesSubcategories) &&
    isCount(value.userRows) &&
    isCount(value.otherComputers) &&
    (value.logBytes === undefined || isCount(value.logBytes))
  );
}

function isSetting(value: unknown): value is SubcategorySetting {
  return (
    isObject(value) &&
    isText(value.guid) &&
    isOneOf(SETTING_STATES, value.state) &&
    isBoolean(value.success) &&
    isBoolean(value.failure)
  );
}

function isCategory(value: unknown): value is CategorySetting {
  return (
    isObject(value) &&
    isOneOf(AUDIT_CATEGORIES, value.category) &&
    isBoolean(value.success) &&
    isBoolean(value.failure)
  );
}

export function isAuditEvidence(value: unknown): value is AuditEvidence {
  return (
    isObject(value) &&
    isListOf(isSegment, value.segments, MAX_AUDIT_ITEMS) &&
    isListOf(isChange, value.changes, MAX_AUDIT_ITEMS) &&
    isListOf(isNotice, value.notices, 1_000_000) &&
    isListOf(isRenumbered, value.renumbered) &&
    isListOf(isTurned, value.turned)
  );
}

function isSegment(value: unknown): value is AuditSegment {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isTime(value.from) &&
    isTime(value.to) &&
    isObject(value.counts) &&
    Object.entries(value.counts).every(([sign, count]) => isOneOf(EVIDENCE_SIGNS, sign) && isCount(count))
  );
}

function isChange(value: unknown): value is PolicyChange {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isTime(value.time) &&
    isText(value.guid) &&
    isBooleanOrNull(value.success) &&
    isBooleanOrNull(value.failure) &&
    isTextOrNull(value.by)
  );
}

function isRenumbered(value: unknown): value is Renumbered {
  return isObject(value) && isText(value.computer) && isOneOf(NUMBERING_SIGNS, value.sign);
}

function isTurned(value: unknown): value is TurnedLog {
  return isObject(value) && isText(value.computer) && isCount(value.source);
}

function isNotice(value: unknown): value is LogNotice {
  return (
    isObject(value) &&
    isText(value.computer) &&
    isOneOf(LOG_NOTICES, value.kind) &&
    isCount(value.count) &&
    isTime(value.first) &&
    isTime(value.last)
  );
}
