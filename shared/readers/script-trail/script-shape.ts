import { DETECT_LINES } from "./limits.ts";
import { parseLine } from "./line-form.ts";

/** Whether a text (ASCII is enough, everything else as `?`) is a trail that a logon or logoff script wrote. */
export function isScriptTrail(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/, DETECT_LINES + 1).filter((line) => line.trim() !== "");
  // The last line may be cut off by the end of what was read.
  const whole = lines.length > 1 ? lines.slice(0, DETECT_LINES) : lines;
  // A letter beyond ASCII stands as `?`, which no name holds.
  const fits = whole.filter((line) => parseLine(line.replaceAll("?", "_")) !== null).length;
  return fits > 0 && fits * 2 >= whole.length;
}
