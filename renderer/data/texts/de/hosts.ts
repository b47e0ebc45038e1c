import { counted } from "../../numbers.ts";
import type { HostTexts } from "../hosts.ts";

export const HOSTS_DE: HostTexts = {
  place: "Wessen Protokolle",
  here: "Dieser Computer",
  others: "Andere Computer",
  title: "Protokolle anderer Computer lesen",
  what: "Windows fragt jeden Computer über das Netz nach seinen Protokollen, mit dem Konto, unter dem Logonscope läuft: Es muss dort Administrator oder Mitglied der Gruppe „Ereignisprotokollleser“ sein. Auf den Computern wird nichts geändert.",
  list: "Computer",
  placeholder:
    "dc1, dc2.corp.local, 10.0.0.5\neiner je Zeile oder durch Kommas getrennt; # beginnt eine Bemerkung",
  fromFile: "Aus einer Datei…",
  unreadable: "Die Liste konnte nicht gelesen werden.",
  none: "Geben Sie mindestens einen Namen ein.",
  refused: "Kein Computername:",
  tooMany: "Auf einmal lassen sich höchstens so viele Computer lesen:",
  whichLogs: "Protokolle",
  noLogs: "Wählen Sie mindestens ein Protokoll.",
  start: "Lesen",
  account:
    "Ein anderes Konto: Schließen Sie Logonscope und starten Sie es mit diesem Befehl; Windows fragt selbst nach dem Kennwort.",
  locked:
    "Bis ein Computer das Konto zulässt, werden nur zwei zugleich gefragt, und nach zwei Ablehnungen keiner mehr, damit das Konto nicht gesperrt wird.",
  scheduled: "Für eine wöchentliche Aufgabe, mit einem Archiv, das Lücken zwischen den Läufen zeigt:",
  cancel: "Abbrechen",
  retry: "Erneut versuchen",
  open: "Öffnen, was da ist",
  openFiles: (n) => `Öffnen, was da ist (${counted(n, "Datei", "Dateien")})`,
  again: "Andere Computer…",
  rows: "Computer und ihr Fortschritt",
  otherName: "nennt sich",
  steps: {
    waiting: "wartet",
    asking: "wird gefragt…",
    reading: "wird gelesen:",
    retrying: "wird bald erneut gefragt.",
    done: "fertig",
    partly: "nicht alles.",
    failed: "fehlgeschlagen.",
    notAsked: "nicht gefragt.",
    cancelled: "abgebrochen",
  },
  records: "Einträge",
  noneCame: "Es kamen keine Protokolle.",
  elsewhere:
    "Nur Windows kann andere Computer nach ihren Protokollen fragen, und dieses Programm läuft auf einem Computer ohne Windows. Auf einem Windows-Computer, der sie erreicht, mit einem Konto, das ihre Protokolle lesen darf:",
  elsewhereTool:
    "Logonscope auf seiner Befehlszeile, eine Datei je Protokoll; dc1 und dc2 stehen für Ihre Computer:",
  elsewhereBare: "Windows allein, für jeden Computer:",
  elsewhereThen: "Öffnen Sie die Dateien dann hier oder legen Sie sie auf dem Fenster ab.",
};
