/**
 * Short names of weekdays as `%date%` begins with them, by language, Monday first. One name may stand for two days in
 * two languages (`so`: Sunday in German, Saturday in Polish).
 */
const NAMES: readonly string[] = [
  "mon tue wed thu fri sat sun", // English
  "mo di mi do fr sa so", // German
  "lun mar mer jeu ven sam dim", // French
  "lun mar mié jue vie sáb dom", // Spanish
  "lun mar mie jue vie sab dom",
  "lun mar mer gio ven sab dom", // Italian
  "seg ter qua qui sex sáb dom", // Portuguese
  "ma di wo do vr za zo", // Dutch
  "ma ti on to fr lø sø", // Danish, Norwegian
  "må ti on to fr lö sö", // Swedish
  "ma ti ke to pe la su", // Finnish
  "pn wt śr cz pt so n", // Polish
  "po út st čt pá so ne", // Czech
  "h k sze cs p szo v", // Hungarian
  "пн вт ср чт пт сб вс", // Russian
  "pzt sal çar per cum cmt paz", // Turkish
  "δευ τρι τετ πεμ παρ σαβ κυρ", // Greek
  "月 火 水 木 金 土 日", // Japanese
  "周一 周二 周三 周四 周五 周六 周日", // Chinese
  "월 화 수 목 금 토 일", // Korean
];

const DAYS = new Map<string, number>();
for (const line of NAMES) {
  for (const [day, name] of line.split(" ").entries()) DAYS.set(name, (DAYS.get(name) ?? 0) | (1 << day));
}

/** The days, Monday bit 0, for which a word before a date may stand; 0 when it is not known. */
export function weekdayBits(word: string): number {
  return DAYS.get(word.toLowerCase().replace(/[.,()]/g, "")) ?? 0;
}

const MS_PER_DAY = 86_400_000;

/** Bit of the day of a date of our calendar, Monday bit 0. */
export function weekdayBit(year: number, month: number, day: number): number {
  const days = Math.floor(Date.UTC(year, month - 1, day) / MS_PER_DAY);
  // 1970-01-01 was a Thursday.
  return 1 << ((((days + 3) % 7) + 7) % 7);
}
