const MS_PER_DAY = 86_400_000;
/** `2024-03-04T08:00:40.0000000Z`. */
const USUAL_LENGTH = 28;
const COLON_OF_MINUTES = 13;

let lastDate = "";
let lastMs = 0;

/**
 * Microseconds since 1970 of a moment as the answers write it (UTC, seven digits), rounded down: Parquet readers agree
 * on microseconds, and some refuse anything finer. The day parsed last is kept: rows of a table mostly share it.
 */
export function microsOf(iso: string): bigint {
  if (iso.length !== USUAL_LENGTH || iso[COLON_OF_MINUTES] !== ":") return microsOfAny(iso);
  const date = iso.slice(0, 10);
  if (date !== lastDate) {
    lastMs = Date.parse(date);
    lastDate = date;
  }
  const seconds = digits(iso, 11, 2) * 3600 + digits(iso, 14, 2) * 60 + digits(iso, 17, 2);
  return BigInt((lastMs + seconds * 1000) * 1000 + digits(iso, 20, 6));
}

const MOMENT = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/;

/** The same of any text; null for one that is no moment as the answers write it. */
export function microsOrNull(text: string): bigint | null {
  return MOMENT.test(text) ? microsOf(text) : null;
}

/** Whole days since 1970 of `2024-03-04`. */
export function epochDayOf(date: string): number {
  return Math.floor(Date.parse(date) / MS_PER_DAY);
}

/** Years of six digits, which only a clock that is far off writes. */
function microsOfAny(iso: string): bigint {
  const dot = iso.lastIndexOf(".");
  return BigInt(Date.parse(`${iso.slice(0, dot)}Z`)) * 1000n + BigInt(digits(iso, dot + 1, 6));
}

function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) value = value * 10 + text.charCodeAt(at) - 48;
  return value;
}
