import {
  CLOUD_QUESTIONS,
  CLOUD_ROLES,
  CLOUD_SHAPES,
  type CloudAnswers,
  type CloudColumns,
  type CloudImport,
  type CloudQuestion,
  type CloudSpan,
  type CloudTrail,
  type CloudWindow,
  MAX_CLOUD_COLUMNS,
  MAX_CLOUD_PREVIEW,
  MAX_CLOUD_SHEETS,
  MAX_CLOUD_TEXT,
  MAX_UNKNOWN_USERS,
  type UnknownUser,
  WINDOW_ENDS,
} from "../types/cloud.ts";
import { DATE_ORDERS, TEXT_DELIMITERS, TEXT_ENCODINGS } from "../types/text-import.ts";
import { isBoolean, isCount, isListOf, isObject, isOneOf, isText, isTime } from "./shapes.ts";

/* Shapes of what is known of exports of Dynamics 365, and of what is said of them. */

const MAX_NAME = 4096;
const MAX_WINDOWS = 1_000_000;

const isShort = (value: unknown): value is string => isText(value, MAX_CLOUD_TEXT);
const isColumn = (value: unknown): value is number => isCount(value) && value < MAX_CLOUD_COLUMNS;

function isColumns(value: unknown, mayBeName: boolean): value is CloudColumns {
  return (
    isObject(value) &&
    Object.entries(value).every(
      ([role, at]) => isOneOf(CLOUD_ROLES, role) && (isColumn(at) || (mayBeName && isShort(at))),
    )
  );
}

export function isCloudAnswers(value: unknown): value is CloudAnswers {
  return (
    isObject(value) &&
    (value.shape === undefined || isOneOf(CLOUD_SHAPES, value.shape)) &&
    (value.columns === undefined || isColumns(value.columns, true)) &&
    [value.sheet, value.environment, value.zone].every((text) => text === undefined || isShort(text)) &&
    (value.windowEnd === undefined || (isTime(value.windowEnd) && !Number.isNaN(value.windowEnd)))
  );
}

export function isCloudImport(value: unknown): value is CloudImport {
  return (
    isObject(value) &&
    (value.shape === null || isOneOf(CLOUD_SHAPES, value.shape)) &&
    isShort(value.signature) &&
    isListOf(isShort, value.headers, MAX_CLOUD_COLUMNS) &&
    isColumns(value.columns, false) &&
    isOneOf(TEXT_DELIMITERS, value.delimiter) &&
    isOneOf(TEXT_ENCODINGS, value.encoding) &&
    isOneOf(DATE_ORDERS, value.dateOrder) &&
    (value.sheet === null || isShort(value.sheet)) &&
    isListOf(isShort, value.sheets, MAX_CLOUD_SHEETS) &&
    (value.environment === null || isShort(value.environment)) &&
    (value.window === null || isSpan(value.window)) &&
    isShort(value.zone) &&
    isBoolean(value.utcAssumed) &&
    isListOf((each): each is CloudQuestion => isOneOf(CLOUD_QUESTIONS, each), value.questions, 10) &&
    [value.unread, value.outside, value.doubles, value.conflicts, value.formulas].every(isCount) &&
    isListOf(isPreviewRow, value.preview, MAX_CLOUD_PREVIEW)
  );
}

function isPreviewRow(value: unknown): value is readonly string[] {
  return isListOf(isShort, value, MAX_CLOUD_COLUMNS);
}

function isSpan(value: unknown): value is CloudSpan {
  return isObject(value) && isTime(value.from) && isTime(value.to) && isOneOf(WINDOW_ENDS, value.end);
}

export function isCloudTrail(value: unknown): value is CloudTrail {
  return (
    isObject(value) &&
    isListOf(isWindow, value.windows, MAX_WINDOWS) &&
    [value.users, value.unknownCount, value.repeated].every(isCount) &&
    isListOf(isUnknown, value.unknown, MAX_UNKNOWN_USERS)
  );
}

function isWindow(value: unknown): value is CloudWindow {
  return (
    isObject(value) &&
    isSpan(value) &&
    isCount(value.source) &&
    isText(value.environment, MAX_NAME) &&
    isOneOf(CLOUD_SHAPES, value.shape) &&
    isCount(value.rows)
  );
}

function isUnknown(value: unknown): value is UnknownUser {
  return isObject(value) && isText(value.id, MAX_NAME) && isCount(value.sessions);
}
