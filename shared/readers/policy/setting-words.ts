/** Success and failure of a setting. */
export type Outcomes = readonly [success: boolean, failure: boolean];

const NONE: Outcomes = [false, false];
const SUCCESS: Outcomes = [true, false];
const FAILURE: Outcomes = [false, true];
const BOTH: Outcomes = [true, true];

/*
 * What `auditpol /get` writes instead of numbers, as far as it is known: none, success, failure, both. Only whole
 * texts count, so that a word of another language that happens to be part of one says nothing.
 */
const LANGUAGES: readonly (readonly [string[], string[], string[], string[]])[] = [
  [["No Auditing"], ["Success"], ["Failure"], ["Success and Failure"]],
  [["Keine Überwachung"], ["Erfolg", "Erfolgreich"], ["Fehler"], ["Erfolg und Fehler"]],
  [["Pas d'audit", "Aucun audit"], ["Succès"], ["Échec"], ["Succès et échec", "Succès et Échec"]],
  [["Sin auditoría"], ["Aciertos", "Acierto"], ["Errores"], ["Aciertos y errores", "Acierto y error"]],
  [["監査なし"], ["成功"], ["失敗"], ["成功および失敗"]],
];

const WORDS: ReadonlyMap<string, Outcomes> = new Map(
  LANGUAGES.flatMap(([none, success, failure, both]) => [
    ...none.map((word) => [plain(word), NONE] as const),
    ...success.map((word) => [plain(word), SUCCESS] as const),
    ...failure.map((word) => [plain(word), FAILURE] as const),
    ...both.map((word) => [plain(word), BOTH] as const),
  ]),
);

function plain(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** What a setting in words means; null when its language is not known here. */
export function outcomesOfWords(text: string): Outcomes | null {
  return WORDS.get(plain(text)) ?? null;
}

/** What a setting in numbers means: bit 0 success, bit 1 failure, 4 neither. Null for 0 and for what is no setting. */
export function outcomesOfValue(text: string): Outcomes | null {
  switch (text.trim()) {
    case "1":
      return SUCCESS;
    case "2":
      return FAILURE;
    case "3":
      return BOTH;
    case "4":
      return NONE;
    default:
      return null;
  }
}
