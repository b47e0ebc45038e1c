/*
 * What can be wrong with a filter, in English. The words of the filter language itself (fields, kinds, reasons) are the
 * same in every language.
 */

export const QUERY_WORDS = {
  /** Where and what; `column` counts from 1. */
  at: (column: number, problem: string) => `Column ${column}: ${problem}`,
  nearest: (word: string) => `Did you mean "${word}"?`,

  neverOpened: "This closing bracket was never opened.",
  neverClosed: "This bracket is never closed.",
  tooDeep: "Brackets are nested too deep.",
  nothingAtEnd: "Something is missing at the end.",
  tooManyNots: "Too many negations.",
  noTermBefore: "A term is missing before this.",
  tooLong: (most: number) => `A filter may have ${most} characters at most.`,
  noValue: (sign: string) => `A value is missing after "${sign}".`,
  quotesInside: "Double quotes must stand around the whole value.",
  quoteNeverClosed: "This double quote is never closed.",
  noField: (field: string, rows: RowsName) => `There is no field "${field}" for ${ROWS[rows]}.`,
  noName: (list: ListName, name: string, names: readonly string[]) =>
    `There is no ${LISTS[list]} "${name}".${names.length === 0 ? "" : ` It is one of ${names.join(", ")}.`}`,
  isNot: (text: string, amount: AmountName) => `"${text}" is not ${AMOUNTS[amount]}.`,
  reversed: (range: string) => `The range "${range}" begins after its end.`,
  noYesOrNo: (text: string) => `"${text}" is neither yes nor no.`,
  noTime: (text: string) =>
    `"${text}" is not a time. Write 2024-03-06, or "2024-03-06 14:05" in double quotes.`,
  noHours: (text: string) => `"${text}" is no span of hours, such as 22-6.`,
  noWeekday: (text: string) => `"${text}" is no day of the week.`,
  noAddress: (text: string) => `"${text}" is not an address or a block of addresses.`,
  noLogonId: (text: string) => `"${text}" is not a logon id such as 0x3e7.`,
};

/** The table in another language. */
export type QueryWords = typeof QUERY_WORDS;

const ROWS = { sessions: "sessions", failures: "failed logons", events: "events" };
/** What the rows are that a filter chooses from. */
export type RowsName = keyof typeof ROWS;

const LISTS = {
  kind: "kind",
  reason: "end reason",
  confidence: "confidence",
  flag: "flag",
  evidence: "evidence class",
  type: "logon type",
};
/** Closed lists whose names a value may be. */
export type ListName = keyof typeof LISTS;

const AMOUNTS = {
  duration: "a duration such as 90s, 15m, 8h or 2d",
  type: "a logon type",
  status: "a status code such as 0xc000006a",
  hour: "an hour from 0 to 23",
  eventId: "an event id such as 4624",
  record: "a record number",
  session: "a session number, or a logon id such as 0x3e7",
};
/** What a number in a value stands for. */
export type AmountName = keyof typeof AMOUNTS;
