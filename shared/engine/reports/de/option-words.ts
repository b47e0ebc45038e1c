import type { OptionWords } from "../option-words.ts";

/** What can be wrong with the files that reports are given, in German. */
export const OPTIONS_DE: OptionWords = {
  largeCalendar: "Die Datei ist zu groß für einen Kalender.",
  notAZone: "zone: Kein Name einer Zeitzone wie „Europe/Berlin“.",
  noHours: 'hours: Fehlt. "hours": { "mon": ["08:00-17:00"] } schreiben.',
  notADate: (place) => `${place}: Kein Datum wie "2024-12-25", oder "--12-25" für jedes Jahr.`,
  noSuchDay: (place) => `${place}: Diesen Tag gibt es nicht.`,
  notJson: (why) => `Kein JSON: ${why}.`,
  unreadable: "nicht lesbar",
  file: "Die Datei",
  notAnObject: (place, fields) => `${place}: Kein Objekt mit den Feldern ${fields}.`,
  noField: (place, field, fields) => `${place}: Ein Feld „${field}“ gibt es nicht. Felder: ${fields}.`,
  notAList: (place) => `${place}: Keine Liste.`,
  longList: (place, most) => `${place}: Mehr als ${most} Angaben.`,
  notASpan: (place) => `${place}: Keine Spanne wie "08:00-17:00".`,
  badSpan: (place) =>
    `${place}: Die Spanne muss innerhalb von 00:00 bis 24:00 liegen und nach ihrem Anfang enden.`,

  largeList: "Die Datei ist zu groß für eine Kontenliste.",
  longAccount: (line) => `Zeile ${line}: Zu lang für ein Konto.`,
  manyAccounts: (line, most) => `Zeile ${line}: Mehr als ${most} Konten.`,
  noAccount: "Kein Konto darin.",
};
