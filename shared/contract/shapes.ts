import { MAX_TEXT } from "../types/string-table.ts";

/** The few building blocks of the guards: each tells whether a value from outside has a shape. */
export type Guard<T> = (value: unknown) => value is T;
type Fields = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value);
}

export function isText(value: unknown, longest = MAX_TEXT): value is string {
  return typeof value === "string" && value.length <= longest;
}

export function isTextOrNull(value: unknown): value is string | null {
  return value === null || isText(value);
}

/** A whole number from 0 that a double holds exactly: counts, sizes, offsets. */
export function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

/** A moment or span; `NaN` means not known, infinity never occurs. */
export function isTime(value: unknown): value is number {
  return typeof value === "number" && (Number.isFinite(value) || Number.isNaN(value));
}

export function isBoolean(value: unknown): value is boolean {
  return typeof value === "boolean";
}

export function isOneOf<T extends string>(list: readonly T[], value: unknown): value is T {
  return typeof value === "string" && (list as readonly string[]).includes(value);
}

/** Every item passes; a list longer than `longest` is refused unread. */
export function isListOf<T>(guard: Guard<T>, value: unknown, longest = 100_000): value is readonly T[] {
  return Array.isArray(value) && value.length <= longest && value.every(guard);
}

/** A list of texts with its own, larger limit: the string table of a case. */
export function isTextList(value: unknown, longest: number): value is readonly string[] {
  return isListOf((item): item is string => typeof item === "string", value, longest);
}

/** Every own value passes. */
export function isRecordOf(guard: (value: unknown) => boolean, value: unknown): value is Fields {
  return isObject(value) && Object.values(value).every(guard);
}
