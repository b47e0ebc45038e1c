import { QueryFailure, type QueryValue } from "./query.ts";
import type { AmountName } from "./query-words.ts";

/**
 * A condition on a quantity of which perhaps only bounds are known: a lower limit is tested on its minimum, an upper
 * limit on its maximum, so that a row passes only if it does so whatever the truth is. `NaN` passes nothing.
 */
export interface RangeTest {
  readonly low: number;
  readonly lowOpen: boolean;
  readonly high: number;
  readonly highOpen: boolean;
}

/** Reads one number of a field; `NaN` when the text is none. */
export type NumberReader = (text: string) => number;

const NEVER_LOW = Number.NEGATIVE_INFINITY;
const NEVER_HIGH = Number.POSITIVE_INFINITY;

/** `8h`, `>8h`, `>=8h`, `<8h`, `<=8h`, `1h..8h` (inclusive). `amount` names the kind of value in the error. */
export function parseRange(value: QueryValue, read: NumberReader, amount: AmountName): RangeTest {
  const [, sign, rest = ""] = /^(>=|<=|>|<|)(.*)$/s.exec(value.text)!;
  const number = (text: string, at: number): number => {
    const result = read(text);
    if (!Number.isNaN(result)) return result;
    throw new QueryFailure(at, Math.max(1, text.length), (w) => w.isNot(text, amount));
  };
  if (sign !== "") {
    const limit = number(rest, value.at + sign!.length);
    return sign!.startsWith(">")
      ? { low: limit, lowOpen: sign === ">", high: NEVER_HIGH, highOpen: false }
      : { low: NEVER_LOW, lowOpen: false, high: limit, highOpen: sign === "<" };
  }
  const dots = rest.indexOf("..");
  if (dots === -1) {
    const exact = number(rest, value.at);
    return { low: exact, lowOpen: false, high: exact, highOpen: false };
  }
  const low = number(rest.slice(0, dots), value.at);
  const high = number(rest.slice(dots + 2), value.at + dots + 2);
  if (low > high) throw new QueryFailure(value.at, rest.length, (w) => w.reversed(rest));
  return { low, lowOpen: false, high, highOpen: false };
}

export function inRange(test: RangeTest, min: number, max: number): boolean {
  // An infinite limit asks nothing, so the bound it stands for may be unknown.
  const above = test.low === NEVER_LOW || (test.lowOpen ? min > test.low : min >= test.low);
  return above && (test.high === NEVER_HIGH || (test.highOpen ? max < test.high : max <= test.high));
}

/** A decimal or `0x` number. */
export function readWholeNumber(text: string): number {
  return /^(\d{1,15}|0x[0-9a-f]{1,12})$/i.test(text) ? Number(text) : Number.NaN;
}
