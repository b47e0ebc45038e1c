import { TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND } from "./calendar.ts";

const UNITS: Readonly<Record<string, number>> = {
  s: TICKS_PER_SECOND,
  m: TICKS_PER_MINUTE,
  h: TICKS_PER_HOUR,
  d: TICKS_PER_DAY,
};

/** `90s`, `15m`, `8h`, `2d`, `1h30m`, `0.5h` in ticks; `NaN` when the text is no duration. */
export function parseDuration(text: string): number {
  if (text.length > 40 || !/^(\d+(\.\d+)?[smhd])+$/i.test(text)) return Number.NaN;
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smhd])/gi)) {
    total += Number(count) * UNITS[unit!.toLowerCase()]!;
  }
  return Math.round(total);
}

/** The shortest spelling that `parseDuration` reads back, for printing a query. */
export function durationToken(ticks: number): string {
  if (ticks === 0) return "0s";
  for (const unit of ["d", "h", "m"]) if (ticks % UNITS[unit]! === 0) return `${ticks / UNITS[unit]!}${unit}`;
  const whole = Math.floor(ticks / TICKS_PER_SECOND);
  const rest = String(ticks - whole * TICKS_PER_SECOND)
    .padStart(7, "0")
    .replace(/0+$/, "");
  return rest === "" ? `${whole}s` : `${whole}.${rest}s`;
}

/** What languages write differently in a duration. */
export interface DurationWords {
  readonly under: string;
  /** Between whole seconds and tenths. */
  readonly point: string;
}

const ENGLISH_WORDS: DurationWords = { under: "under", point: "." };

/**
 * A duration for people: `8 h 40 min`, `3 d 4 h`, `40 min`, `12 s`, `0.3 s`, `0 s`. Two units at most, cut and not
 * rounded up, so that "8 h" is never less than eight hours. Null when not known. The symbols are those of every
 * language; `words` are what languages write differently.
 */
export function formatDuration(ticks: number, words = ENGLISH_WORDS): string | null {
  if (!Number.isFinite(ticks)) return null;
  const sign = ticks < 0 ? "−" : "";
  const span = Math.abs(ticks);
  if (span >= TICKS_PER_DAY) return sign + pair(span, TICKS_PER_DAY, "d", TICKS_PER_HOUR, "h");
  if (span >= TICKS_PER_HOUR) return sign + pair(span, TICKS_PER_HOUR, "h", TICKS_PER_MINUTE, "min");
  if (span >= TICKS_PER_MINUTE) return sign + pair(span, TICKS_PER_MINUTE, "min", TICKS_PER_SECOND, "s");
  if (span >= TICKS_PER_SECOND || span === 0) return `${sign}${Math.floor(span / TICKS_PER_SECOND)} s`;
  const tenths = Math.floor(span / (TICKS_PER_SECOND / 10));
  const { under, point } = words;
  return tenths === 0 ? `${under} 0${point}1 s` : `${sign}0${point}${tenths} s`;
}

function pair(span: number, big: number, bigName: string, small: number, smallName: string): string {
  const count = Math.floor(span / big);
  const rest = Math.floor((span - count * big) / small);
  return rest === 0 ? `${count} ${bigName}` : `${count} ${bigName} ${rest} ${smallName}`;
}
