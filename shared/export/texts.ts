import { TICKS_PER_SECOND } from "../engine/time/calendar.ts";

/** The text of an id, null for "not given": unknown is never an empty text. */
export function textOrNull(strings: readonly string[], id: number): string | null {
  const text = strings[id];
  return id === 0 || text === undefined || text === "" ? null : text;
}

/** A 64-bit id from two unsigned halves, as Windows prints logon ids: `0x1a001`. */
export function hexId(high: number, low: number): string {
  return high === 0 ? hex32(low) : `0x${high.toString(16)}${low.toString(16).padStart(8, "0")}`;
}

/** A status code: `0xc000006a`. */
export function hex32(value: number): string {
  return `0x${(value >>> 0).toString(16)}`;
}

/** A 64-bit id in decimal, as EventRecordIDs are written. */
export function decimalId(high: number, low: number): string {
  return high === 0 ? String(low) : ((BigInt(high) << 32n) | BigInt(low)).toString();
}

/** Ticks as seconds with up to seven decimals; null when not known. */
export function secondsOrNull(ticks: number): number | null {
  return Number.isFinite(ticks) ? ticks / TICKS_PER_SECOND : null;
}

/** `412,000`. Written by hand because the platform's formatter takes longer to load than a small log to read. */
export function groupedText(count: number, separator = ","): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, separator);
}
