import type { AmountName, ListName, QueryWords, RowsName } from "../query-words.ts";

const ROWS: Readonly<Record<RowsName, string>> = {
  sessions: "Sitzungen",
  failures: "fehlgeschlagene Anmeldungen",
  events: "Einträge",
};
const LISTS: Readonly<Record<ListName, string>> = {
  kind: "Eine Art",
  reason: "Einen Grund des Endes",
  confidence: "Eine Sicherheit",
  flag: "Ein Merkmal",
  evidence: "Eine Klasse von Belegen",
  type: "Einen Anmeldetyp",
};
const AMOUNTS: Readonly<Record<AmountName, string>> = {
  duration: "keine Dauer wie 90s, 15m, 8h oder 2d",
  type: "kein Anmeldetyp",
  status: "kein Statuscode wie 0xc000006a",
  hour: "keine Stunde von 0 bis 23",
  eventId: "keine Ereignis-ID wie 4624",
  record: "keine Eintragsnummer",
  session: "keine Sitzungsnummer und keine Anmelde-ID wie 0x3e7",
};

/** What can be wrong with a filter, in German. */
export const QUERY_DE: QueryWords = {
  at: (column, problem) => `Spalte ${column}: ${problem}`,
  nearest: (word) => `War „${word}“ gemeint?`,

  neverOpened: "Diese schließende Klammer wurde nie geöffnet.",
  neverClosed: "Diese Klammer wird nie geschlossen.",
  tooDeep: "Klammern sind zu tief verschachtelt.",
  nothingAtEnd: "Am Ende fehlt etwas.",
  tooManyNots: "Zu viele Verneinungen.",
  noTermBefore: "Davor fehlt eine Bedingung.",
  tooLong: (most) => `Ein Filter darf höchstens ${most} Zeichen haben.`,
  noValue: (sign) => `Nach „${sign}“ fehlt ein Wert.`,
  quotesInside: "Anführungszeichen müssen den ganzen Wert umschließen.",
  quoteNeverClosed: "Dieses Anführungszeichen wird nie geschlossen.",
  noField: (field, rows) => `Ein Feld „${field}“ gibt es für ${ROWS[rows]} nicht.`,
  noName: (list, name, names) =>
    `${LISTS[list]} „${name}“ gibt es nicht.${names.length === 0 ? "" : ` Möglich sind ${names.join(", ")}.`}`,
  isNot: (text, amount) => `„${text}“ ist ${AMOUNTS[amount]}.`,
  reversed: (range) => `Der Bereich „${range}“ beginnt nach seinem Ende.`,
  noYesOrNo: (text) => `„${text}“ ist weder yes noch no.`,
  noTime: (text) =>
    `„${text}“ ist keine Zeit. 2024-03-06 schreiben, oder "2024-03-06 14:05" in Anführungszeichen.`,
  noHours: (text) => `„${text}“ ist kein Bereich von Stunden wie 22-6.`,
  noWeekday: (text) => `„${text}“ ist kein Wochentag (auf Englisch, wie mon).`,
  noAddress: (text) => `„${text}“ ist weder eine Adresse noch ein Adressblock.`,
  noLogonId: (text) => `„${text}“ ist keine Anmelde-ID wie 0x3e7.`,
};
