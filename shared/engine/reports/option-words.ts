/* What can be wrong with the files that reports are given: a calendar, a list of accounts. Names in them are English. */

export const OPTION_WORDS = {
  largeCalendar: "the file is too large for a calendar.",
  notAZone: 'zone: not the name of a time zone, such as "Europe/Berlin".',
  noHours: 'hours: missing. Write "hours": { "mon": ["08:00-17:00"] }.',
  notADate: (place: string) => `${place}: not a date such as "2024-12-25", or "--12-25" for every year.`,
  noSuchDay: (place: string) => `${place}: there is no such day.`,
  notJson: (why: string) => `not JSON: ${why}.`,
  unreadable: "unreadable",
  file: "the file",
  notAnObject: (place: string, fields: string) => `${place}: not an object with the fields ${fields}.`,
  noField: (place: string, field: string, fields: string) =>
    `${place}: there is no field "${field}". Fields: ${fields}.`,
  notAList: (place: string) => `${place}: not a list.`,
  longList: (place: string, most: number) => `${place}: more than ${most} entries.`,
  notASpan: (place: string) => `${place}: not a span such as "08:00-17:00".`,
  badSpan: (place: string) =>
    `${place}: the span must run from 00:00 to 24:00 at most and end after it begins.`,

  largeList: "the file is too large for a list of accounts.",
  longAccount: (line: number) => `line ${line}: too long for an account.`,
  manyAccounts: (line: number, most: number) => `line ${line}: more than ${most} accounts.`,
  noAccount: "no account in it.",
};

/** The table in another language. */
export type OptionWords = typeof OPTION_WORDS;
