import type { CloudShape, CloudSpan } from "../../types/cloud.ts";
import { isoToTicks } from "../time.ts";

const MINUTE = 600_000_000;
export const DAY = 864_000_000_000;
/** Lifecycle Services fixes the start of the query at seven days before its end. */
export const EXPORT_DAYS = 7;

const NAME_DATE =
  /(?<!\d)(?:(\d{4})([-_.]?)(\d{2})\2(\d{2})|(\d{2})[.](\d{2})[.](\d{4}))(?:[T _-]+(?!\d{4}[-_.]?\d{2}[-_.]?\d{2}(?!\d))(\d{2})[-_.:h]?(\d{2})(?:[-_.:m]?(\d{2}))?(?!\d))?(?!\d)/gu;

/**
 * Moments that the name of a file tells, rising: `2024-03-08`, `20240308T1405`, `08.03.2024`. A sheet of a workbook goes
 * by that of the workbook (`logins 2024-03-08.xlsx/Sheet1`).
 */
export function datesInName(path: string): readonly number[] {
  const parts = path.slice(-2048).split(/[/\\]/u);
  const [workbook = "", last = ""] = ["", ...parts].slice(-2);
  const name = (/\.xls[xm]$/iu.test(workbook) ? `${workbook} ${last}` : last).slice(0, 512);
  const found: number[] = [];
  for (const match of name.matchAll(NAME_DATE)) {
    const [, y, , m, d, d2, m2, y2, hour = "00", minute = "00", second = "00"] = match;
    const time = isoToTicks(`${y ?? y2}-${m ?? m2}-${d ?? d2}T${hour}:${minute}:${second}Z`);
    // Years far from any export are part numbers and the like.
    if (!Number.isNaN(time) && Number(y ?? y2) >= 2010 && Number(y ?? y2) < 2100) found.push(time);
  }
  return found.sort((a, b) => a - b);
}

/**
 * What an export covers. Its end is the one a user gives, else that in the name of the file if its rows agree, else the
 * last start rounded up to the minute: rows cannot prove that nobody came after the last one.
 */
export function windowOf(
  shape: CloudShape,
  given: number | undefined,
  path: string,
  first: number,
  last: number,
): CloudSpan | null {
  if (shape === "users") return null;
  const named = datesInName(path);
  const isFixed = shape === "loginEvents";
  const nameEnd = named.findLast((time) => !(last > time) && !(isFixed && last < time - EXPORT_DAYS * DAY));
  const to = given ?? nameEnd ?? Math.ceil(last / MINUTE) * MINUTE;
  if (!Number.isFinite(to)) return null;
  const end = given !== undefined ? "given" : nameEnd !== undefined ? "fileName" : "assumed";
  if (isFixed) return { from: to - EXPORT_DAYS * DAY, to, end };
  // Other queries ask for any time: that between two dates in the name, else from the first row on.
  const from = named.find((time) => time < to && !(time > first)) ?? first;
  return { from: from < to ? from : to, to, end };
}
