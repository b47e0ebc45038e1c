import { language, locale } from "./language.ts";

/*
 * Numbers as the page writes them, in the language it was loaded in.
 */

const whole = new Intl.NumberFormat(locale());
const tenths = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 });
const tenth = new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat(locale(), { notation: "compact" });

/** `3,006`. */
export function count(value: number): string {
  return whole.format(value);
}

/** `1 session`, `3,006 sessions`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** `3.5`, and `3` for what has no tenths. */
export function rounded(value: number): string {
  return tenths.format(value);
}

/** `3.0`: always with its tenth. */
export function oneTenth(value: number): string {
  return tenth.format(value);
}

/** `3K`: as short as can be. */
export function shortCount(value: number): string {
  return compact.format(value);
}

const AND = language() === "de" ? "und" : "and";

/** `anna, ben and carla`. */
export function listed(words: readonly string[], last = AND): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

/** `4.2 MB`, with units of a thousand as file managers count. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["kB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? tenth.format(value) : count(Math.round(value))} ${units[unit]}`;
}
