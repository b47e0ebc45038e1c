import { APP_ERROR_CODES, type AppError } from "./errors.ts";
import type { FileRef } from "./host.ts";
import { isCount, isObject, isOneOf, isRecordOf, isText, isTime } from "./shapes.ts";

/* Shapes that messages of several kinds are made of. */

const MAX_ID_TEXT = 200;
/** Files of one case; more are folders gone wrong. */
export const MAX_FILES = 10_000;

/** A token, an id, a short name. */
export function isIdText(value: unknown): value is string {
  return isText(value, MAX_ID_TEXT);
}

export function isFileRef(value: unknown): value is FileRef {
  return isObject(value) && isIdText(value.token) && isText(value.name) && isCount(value.bytes);
}

export function isAppError(value: unknown): value is AppError {
  return (
    isObject(value) &&
    isOneOf(APP_ERROR_CODES, value.code) &&
    isRecordOf((param) => isText(param) || isTime(param), value.params)
  );
}
