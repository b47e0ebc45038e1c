import { count } from "../../numbers.ts";
import type { EventTexts } from "../events.ts";

export const EVENTS_DE: EventTexts = {
  label: "Einträge der Protokolle",
  levels: ["", "Kritisch", "Fehler", "Warnung", "Informationen", "Ausführlich"],
  recovered: "gelöscht, in ungenutztem Platz gefunden",
  showRecovered: "Auch gelöschte Einträge",
  recoveredTitle:
    "Einträge, die gelöscht wurden, aber noch in ungenutztem Platz der Dateien liegen. Für Sitzungen zählen sie nie.",
  reading: "Einträge werden aufgelistet",
  stop: "Anhalten",
  stopped: "Das Auflisten wurde angehalten: Dies sind die bis dahin gefundenen Einträge.",
  again: "Erneut auflisten",
  otherFilter:
    "Dieser Filter fragt nach etwas, das nur Sitzungen oder Anmeldungen haben; deshalb werden alle Einträge gezeigt.",
  otherFields:
    "Bei Einträgen kann nach eventid, channel, provider, computer, user, record, text, from und to gefragt werden.",
  nothing: "Kein Eintrag passt",
  none: "Keine Einträge in diesen Protokollen",
  clear: "Alle Einträge zeigen",
  firstOnly: (records) =>
    `Die ersten ${count(records)} sind aufgelistet: Für die anderen nach einer kürzeren Zeit oder weniger Arten von Einträgen fragen.`,
  unread: (files) =>
    files === 1
      ? "1 Datei war nicht bis zum Ende lesbar."
      : `${count(files)} Dateien waren nicht bis zum Ende lesbar.`,
  noCase: "Die Dateien dieses Falls müssen erneut gelesen werden, bevor sich ihre Einträge auflisten lassen.",
  found: "Gehört zu",
  refused: "Abgelehnte Anmeldung",
  during: "Während",
  noLink: "Keine Sitzung dieses Falls stützt sich auf diesen Eintrag.",
  showHere: "Unter den Einträgen ringsum zeigen",
  place: "Ort",
  offset: "bei Byte",
};
