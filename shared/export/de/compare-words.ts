import type { CompareWords } from "../compare/compare-words.ts";
import { groupedText } from "../texts.ts";

/** What a comparison says in German. */
export const COMPARE_DE: CompareWords = {
  findings: {
    endNowRecorded: "Ende jetzt aufgezeichnet",
    endNoLongerRecorded: "Ende nicht mehr aufgezeichnet",
    startNowRecorded: "Beginn jetzt aufgezeichnet",
    startNoLongerRecorded: "Beginn nicht mehr aufgezeichnet",
    otherUser: "anderer Benutzer",
    otherEnd: "anderes Ende",
    otherStart: "anderer Beginn",
  },
  notTaken: "nicht ermittelt",
  otherBytes: (now, before, hash, oldHash) =>
    `${now} heißt wie ${before}, hat aber andere Bytes: SHA-256 ${hash}, vorher ${oldHash}.`,
  firstOnly: (log, computer) => `Das Protokoll ${log} von ${computer} gibt es nur im ersten Fall.`,
  inputsGone: (names, more) =>
    `Nur der erste Fall entstand aus ${names}${more === 0 ? "" : ` und ${groupedText(more, ".")} weiteren`}: Was diese sagen, fehlt im zweiten.`,
  masked: "Einer der beiden Fälle steht unter Decknamen: Niemand heißt in ihm so wie im anderen.",
  settings: (names) =>
    `Die beiden wurden mit anderen Einstellungen ausgewertet (${names}): Sitzungen können sich allein deshalb unterscheiden.`,
  engine: (first, second) =>
    `Den ersten Fall hat Version ${first} erstellt, den zweiten ${second}: Sitzungen können sich allein deshalb unterscheiden.`,
  partialFirst:
    "Das Lesen des ersten Falls wurde nicht beendet: Was nicht gelesen wurde, fehlt in ihm und sieht wie hinzugekommen aus.",
  partialSecond:
    "Das Lesen des zweiten Falls wurde nicht beendet: Was nicht gelesen wurde, fehlt in ihm und sieht wie weggefallen aus.",
  cleared: (by) => `das Protokoll wurde gelöscht${by === null ? "" : `, und zwar von ${by}`}`,
  notTold: "es wurde überschrieben, gekürzt oder nur zum Teil exportiert; was davon, sagt nichts in ihm",
  lost: (log, computer, from, to, why) =>
    `Das Protokoll ${log} von ${computer} enthält weniger alte Ereignisse als vorher: Die von ${from} bis ${to} fehlen: ${why}.`,
  counts: (sessions, failures) =>
    `Sitzungen: ${some(sessions.added)} hinzugekommen, ${some(sessions.gone)} weggefallen, ${some(sessions.changed)} geändert, ${some(sessions.same)} gleich. Fehlanmeldungen: ${some(failures.added)} hinzugekommen, ${some(failures.gone)} weggefallen, ${some(failures.same)} gleich.`,
  only: (changes) => `nur ${changes}`,
};

function some(count: number): string {
  return count === 0 ? "keine" : groupedText(count, ".");
}
