import { count, counted } from "../../numbers.ts";
import type { SourceTexts } from "../sources.ts";

export const SOURCES_DE: SourceTexts = {
  inputs: (n) => counted(n, "Quelle", "Quellen"),
  list: "Quellen",
  which: "Gezeigte Quellen",
  all: "Alle",
  troubled: (n) => `Beschädigt oder nicht gelesen: ${count(n)}`,
  add: "Dateien hinzufügen",
  readAgain: "Neu lesen",
  toAdd: "Hinzuzufügende Protokolldateien",
  summary: (bytes, records, about, twice) =>
    `${bytes}, ${counted(records, "Eintrag", "Einträge")}; ${count(about)} davon betreffen Anmeldungen, Sperren, Starts und Herunterfahren.${twice} Die Dateien wurden nur gelesen, nie geändert.`,
  twice: (n) =>
    n === 1
      ? " 1 Eintrag stand in mehreren Quellen und zählt einmal."
      : ` ${count(n)} Einträge standen in mehreren Quellen und zählen einmal.`,
  states: {
    failed: "nicht gelesen",
    damaged: "beschädigt",
    silent: "keine Anmeldeereignisse",
    read: "gelesen",
  },
  records: (n) => counted(n, "Eintrag", "Einträge"),
  leftOut: "Ausgelassen",
  otherFiles: (n, folder) =>
    n === 1
      ? `1 andere Datei in ${folder} ist kein Protokoll`
      : `${count(n)} andere Dateien in ${folder} sind keine Protokolle`,
  more: (n) => `und ${count(n)} weitere`,
  remove: "Entfernen",
  removeNamed: (file) => `${file} entfernen`,
  removeTitle: (file) => `Ohne ${file} neu lesen`,
  damaged: (what) => `Beschädigt: ${what}. Gezeigt wird, was lesbar war.`,
  takenFor: "Erkannt als",
  noHash: "nicht berechnet: Das Lesen endete vor dem Ende",
  recordsTitle: "Einträge",
  used: (records, used) =>
    `${count(records)}, ${used === records && used > 0 ? "alle verwendet" : `davon ${count(used)} verwendet`}`,
  duplicates: (n) => `; ${count(n)} auch in einer früheren Quelle, einmal gezählt`,
  recovered: (n) => `; ${counted(n, "gelöschter Eintrag", "gelöschte Einträge")} gefunden und ausgelassen`,
  covers: "Reicht über",
  span: (from, to) => `${from} bis ${to}`,
  gives: "Ergibt",
  given: (begin, end) =>
    `mit ihren Einträgen ${begin === 1 ? "beginnt" : "beginnen"} ${counted(begin, "Sitzung", "Sitzungen")} und ${end === 1 ? "endet" : "enden"} ${count(end)}`,
  givenRefused: (sessions, n) =>
    `${sessions}; ${counted(n, "abgelehnte Anmeldung", "abgelehnte Anmeldungen")}`,
  goesOn: "Weiter in",
  computers: "Computer",
  logs: "Protokolle",
  computer: "Computer",
  notNamed: "in der Datei nicht genannt",
  settings: "Einstellungen",
  unknownSettings: (n) =>
    `; ${count(n)} in einer hier unbekannten Sprache: „auditpol /backup“ schreibt Zahlen`,
  leftRows: (n) =>
    `; ${counted(n, "Zeile", "Zeilen")} über einzelne Benutzer oder weitere Computer ausgelassen`,
  gaps: "Lücken darin und daneben",
  gap: (log, computer, why) => `${log} von ${computer}: ${why}`,
  andMore: (names, n) => `${names} und ${count(n)} weitere`,
  formats: {
    d365: "Dynamics 365",
    evtx: "Windows-Ereignisprotokoll (.evtx)",
    evt: "Ereignisprotokoll von Windows XP oder 2003 (.evt)",
    xml: "Ereignis-XML",
  },
  archive: "Ihre Läufe",
  archiveFormat: "Verzeichnis eines Archivs geplanter Läufe",
  joins: {
    joins: "die Eintragsnummern laufen weiter, zwischen beiden fehlt nichts",
    overlaps: "beide enthalten die Zeit dazwischen; was in beiden steht, zählt einmal",
    gap: "zwischen beiden fehlen Einträge",
    unknown:
      "ob dazwischen etwas fehlt, lässt sich nicht sagen, weil Einträge ausgefiltert oder neu nummeriert wurden",
  },
};
