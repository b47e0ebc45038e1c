import {
  CALENDAR_CHOICES,
  DATE_ORDERS,
  type ImportAnswers,
  LINE_ROLES,
  MAX_PREVIEW_ROWS,
  MAX_PREVIEW_TEXT,
  TEXT_DELIMITERS,
  TEXT_ENCODINGS,
  TEXT_QUESTIONS,
  type TextImport,
  type TextPreviewRow,
  type TextQuestion,
} from "../types/text-import.ts";
import { isCloudAnswers } from "./guard-cloud.ts";
import { MAX_ANSWERS, type OpenCaseOptions } from "./host.ts";
import { type Guard, isCount, isListOf, isObject, isOneOf, isText, isTime } from "./shapes.ts";

/* Shapes that say how text exports were read, and are to be read. */

const MAX_SHORT = 200;
const MAX_NAME = 4096;

export function isOpenCaseOptions(value: unknown): value is OpenCaseOptions {
  return (
    isObject(value) && (value.answers === undefined || isListOf(isImportAnswers, value.answers, MAX_ANSWERS))
  );
}

export function isImportAnswers(value: unknown): value is ImportAnswers {
  return (
    isObject(value) &&
    (value.signature === null || isText(value.signature, MAX_SHORT)) &&
    (value.file === null || isText(value.file, MAX_NAME)) &&
    optional((zone): zone is string => isText(zone, MAX_SHORT), value.zone) &&
    optional((order): order is string => isOneOf(DATE_ORDERS, order), value.dateOrder) &&
    optional((name): name is string => isOneOf(TEXT_ENCODINGS, name), value.encoding) &&
    optional((mark): mark is string => isOneOf(TEXT_DELIMITERS, mark), value.delimiter) &&
    optional(isCloudAnswers, value.cloud) &&
    optional((role): role is string => isOneOf(LINE_ROLES, role), value.role) &&
    optional((choice): choice is string => isOneOf(CALENDAR_CHOICES, choice), value.calendar)
  );
}

function optional<T>(guard: Guard<T>, value: unknown): boolean {
  return value === undefined || guard(value);
}

export function isTextImport(value: unknown): value is TextImport {
  return (
    isObject(value) &&
    (value.form === undefined || value.form === "script") &&
    isText(value.signature, MAX_SHORT) &&
    (value.delimiter === null || isOneOf(TEXT_DELIMITERS, value.delimiter)) &&
    isOneOf(TEXT_ENCODINGS, value.encoding) &&
    isOneOf(DATE_ORDERS, value.dateOrder) &&
    isText(value.zone, MAX_SHORT) &&
    isListOf((each): each is TextQuestion => isOneOf(TEXT_QUESTIONS, each), value.questions, 10) &&
    isListOf(isPreviewRow, value.preview, MAX_PREVIEW_ROWS)
  );
}

function isPreviewRow(value: unknown): value is TextPreviewRow {
  return (
    isObject(value) &&
    isTime(value.time) &&
    isCount(value.eventId) &&
    [value.written, value.provider, value.message].every((text) => isText(text, MAX_PREVIEW_TEXT))
  );
}
