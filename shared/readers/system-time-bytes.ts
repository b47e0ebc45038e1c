import { NO_TIME, type Ticks } from "../types/units.ts";
import { systemTimeToTicks } from "./time.ts";

const SIZE = 16;
const HEX_PAIR = /^[0-9a-f]{32}$/i;

/** SYSTEMTIME (8 little-endian words, UTC) at a byte position of bytes printed as hex; `NaN` if it does not fit. */
export function systemTimeInHex(hex: string, position: number): Ticks {
  const digits = hex.slice(position * 2, (position + SIZE) * 2);
  if (position < 0 || !HEX_PAIR.test(digits)) return NO_TIME;
  const words: number[] = [];
  for (let i = 0; i < SIZE * 2; i += 4) {
    words.push(Number.parseInt(digits.slice(i + 2, i + 4) + digits.slice(i, i + 2), 16));
  }
  return systemTimeToTicks(words);
}
