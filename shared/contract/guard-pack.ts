import { SESSION_KINDS, type SessionKind } from "../types/names.ts";
import type { PackOrigin } from "../types/pack.ts";
import { isBoolean, isListOf, isObject, isOneOf, isText, isTextOrNull, isTime } from "./shapes.ts";

const HASH = /^[0-9a-f]{64}$/;

export function isSha256(value: unknown): value is string {
  return typeof value === "string" && HASH.test(value);
}

export function isKind(value: unknown): value is SessionKind {
  return isOneOf(SESSION_KINDS, value);
}

/** The shape of what a case says of the evidence pack it was opened from. */
export function isPackOrigin(value: unknown): value is PackOrigin {
  return (
    isObject(value) &&
    isText(value.file) &&
    isSha256(value.manifestSha256) &&
    isTextOrNull(value.packed) &&
    isText(value.zone) &&
    isText(value.filter) &&
    isListOf(isKind, value.kinds, SESSION_KINDS.length) &&
    isTime(value.from) &&
    isTime(value.to) &&
    isBoolean(value.masked)
  );
}
