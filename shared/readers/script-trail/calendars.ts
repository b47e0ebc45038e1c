/*
 * Years that Windows writes in places where another calendar is usual: the Buddhist one counts 543 years more, the
 * Hijri one (Umm al-Qura) some 579 less and has months of its own.
 */
const BUDDHIST_FROM = 2500;
const BUDDHIST_AHEAD = 543;
const HIJRI_UNTIL = 1500;

export function isOtherCalendar(year: number): boolean {
  return year >= BUDDHIST_FROM || year <= HIJRI_UNTIL;
}

/** The year of our calendar, where months and days are ours; null for the Hijri calendar. */
export function gregorianYear(year: number): number | null {
  if (year <= HIJRI_UNTIL) return null;
  return year >= BUDDHIST_FROM ? year - BUDDHIST_AHEAD : year;
}

const MS_PER_DAY = 86_400_000;
/** 1 Muharram 1 AH in the civil reckoning, days before 1970. */
const HIJRI_EPOCH_DAY = -492_148;
/** Days of a Hijri month on average. */
const HIJRI_MONTH_DAYS = 29.530_588;
/** The reckoning by averages and the calendar in force differ by less. */
const NEAR_DAYS = 4;

let format: Intl.DateTimeFormat | null = null;
const known = new Map<number, { year: number; month: number; day: number } | null>();

/** A date of the Umm al-Qura calendar as one of ours; null where it has no such day. */
export function hijriToGregorian(
  year: number,
  month: number,
  day: number,
): { readonly year: number; readonly month: number; readonly day: number } | null {
  const key = (year * 16 + month) * 32 + day;
  let found = known.get(key);
  if (found === undefined) {
    found = search(year, month, day);
    known.set(key, found);
  }
  return found;
}

function search(
  year: number,
  month: number,
  day: number,
): { year: number; month: number; day: number } | null {
  format ??= new Intl.DateTimeFormat("en-US-u-ca-islamic-umalqura-nu-latn", {
    timeZone: "UTC",
    year: "numeric",
    month: "numeric",
    day: "numeric",
  });
  const about = Math.floor(HIJRI_EPOCH_DAY + ((year - 1) * 12 + month - 1) * HIJRI_MONTH_DAYS + day - 1);
  for (let days = about - NEAR_DAYS; days <= about + NEAR_DAYS; days++) {
    const date = new Date(days * MS_PER_DAY);
    const parts = new Map(
      format.formatToParts(date).map(({ type, value }) => [type, Number.parseInt(value, 10)]),
    );
    if (parts.get("day") !== day || parts.get("month") !== month || parts.get("year") !== year) continue;
    return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
  }
  return null;
}
