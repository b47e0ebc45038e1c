const DAY_MS = 86_400_000;
/** 1899-12-30: counted from here, serial numbers are right from 1900-03-01 on, behind the leap day that never was. */
const ORIGIN_1900 = Date.UTC(1899, 11, 30);
const ORIGIN_1904 = Date.UTC(1904, 0, 1);
const FIRST_1900 = 61;
/** 9999-12-31, the last day that Excel knows. */
const LAST_1900 = 2_958_466;
const DAYS_1900_TO_1904 = 1462;

/**
 * The date and time that a serial number stands for, to the millisecond and without a zone (`2024-03-04T09:00:00`);
 * null for a number outside the dates that Excel tells rightly.
 */
export function serialToIso(serial: number, is1904: boolean): string | null {
  const from = is1904 ? 0 : FIRST_1900;
  const to = is1904 ? LAST_1900 - DAYS_1900_TO_1904 : LAST_1900;
  if (!(serial >= from && serial < to)) return null;
  const ms = (is1904 ? ORIGIN_1904 : ORIGIN_1900) + Math.round(serial * DAY_MS);
  const text = new Date(ms).toISOString();
  return text.endsWith(".000Z") ? text.slice(0, 19) : text.slice(0, 23);
}
