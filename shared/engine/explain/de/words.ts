import { CATALOG_DE } from "../../catalog/de/catalog-words.ts";
import { QUERY_DE } from "../../filter/de/query-words.ts";
import type { RuleWords } from "../../pairing/rule-help.ts";
import type { HelpWords } from "../help-texts.ts";
import type { EngineWords } from "../words.ts";

/** What would make a session more certain, in German. */
const HELP_DE: HelpWords = {
  wholeRead: "Das Lesen wurde vorzeitig angehalten. Die Dateien erneut öffnen und bis zum Ende lesen lassen.",
  undamagedFile:
    "Eine Datei dieses Computers ist beschädigt oder wurde nicht gelesen. Eine unbeschädigte Kopie enthält vielleicht, was fehlt.",
  wholeLog:
    "Die Datei ist ein Export, der Einträge auslassen kann. Das ganze Sicherheitsprotokoll würde zeigen, ob ein Eintrag fehlt oder nur ausgelassen wurde.",
  securityLog:
    "Das Sicherheitsprotokoll dieses Computers ist nicht unter den Dateien. Es zeichnet An- und Abmeldungen selbst auf.",
  earlierLog:
    "Das Protokoll beginnt erst nach dieser Sitzung. Eine ältere Kopie oder ein archiviertes Protokoll würde ihre Anmeldung enthalten.",
  missingRecords:
    "Einträge fehlen. Ein archiviertes Protokoll, eine Sicherung oder weitergeleitete Ereignisse dieser Zeit würden zeigen, ob sie dort endete.",
  clearedLog:
    "Das Protokoll wurde gelöscht. Eine vorher gespeicherte Kopie, eine Sicherung oder weitergeleitete Ereignisse würden enthalten, was darin stand.",
  laterLog:
    "Das Protokoll endet hier. Eine später gespeicherte Kopie würde zeigen, ob und wann die Sitzung endete.",
  systemLog:
    "Das Systemprotokoll dieses Computers ist nicht unter den Dateien. Es zeichnet Herunterfahren, Stromausfälle und Abmeldungen auf.",
  remoteDesktopLog:
    "Das Protokoll LocalSessionManager dieses Computers ist nicht unter den Dateien. Es zeichnet auf, wann eine Remotesitzung endete.",
  logoffAuditing:
    "Keine Überwachung der Abmeldungen zu sehen: Von keiner Sitzung dieses Computers ist eine Abmeldung aufgezeichnet. „Abmelden überwachen“ (Erfolg) einschalten.",
  lockAuditing:
    "Auf diesem Computer ist weder Sperren noch Trennen aufgezeichnet; die aktive Zeit kann zu lang angegeben sein. „Andere Anmelde-/Abmeldeereignisse überwachen“ (Erfolg) einschalten.",
  trustedClock:
    "Die Uhr dieses Computers lief rückwärts. Einträge eines anderen Computers, etwa eines Domänencontrollers, würden die Zeit angeben.",
};

/** The rules of pairing in German. */
const RULES_DE: RuleWords = {
  R1: [
    "Reihenfolge der Einträge",
    "Einträge des Sicherheitsprotokolls werden nach ihren Nummern gelesen, nicht nach ihren Zeiten, weil Uhren beim Starten und Herunterfahren springen. Ein Eintrag, der in zwei Dateien steht, zählt einmal.",
  ],
  R2: [
    "Starts des Computers",
    "Ein neuer Lauf des Computers beginnt mit Ereignis 4608, mit der ersten Anmeldung des Systems selbst oder mit einem Start im Systemprotokoll. Anmelde-IDs gelten nur innerhalb eines Laufs.",
  ],
  R3: [
    "Einträge während des Herunterfahrens",
    "Was zwischen dem Ende des Protokolldienstes und dem nächsten Start aufgezeichnet ist, gehört noch zu dem Lauf, der endete, gleich welche Zeit dabeisteht.",
  ],
  R4: [
    "Sauberes Herunterfahren",
    "Der Computer wurde ordentlich heruntergefahren, wenn der Protokolldienst endete (1100 oder 6006) und nichts folgte, oder wenn Windows selbst das Ende aufzeichnete (Kernel-General 13).",
  ],
  R5: [
    "Welche Anmeldungen Menschen sind",
    "Jede Anmeldung erhält eine Klasse nach Typ, Konto, Anmeldeprozess und Programm. Nur Desktop-Anmeldungen gelten als Anwesenheit; alle anderen werden behalten und nach Klassen gezählt.",
  ],
  R6: [
    "Eine Anmeldung, zwei Token",
    "Windows zeichnet die Anmeldung eines Administrators zweimal auf, mit und ohne erhöhte Rechte. Beide Einträge sind eine Sitzung.",
  ],
  R7: [
    "Entsperren",
    "Ein Entsperren wird wie eine eigene Anmeldung aufgezeichnet, ist aber keine: Es beendet die Sperre der Sitzung, die der Benutzer schon hat.",
  ],
  R8: [
    "Trennen und Wiederverbinden",
    "Eine getrennte Sitzung läuft ohne ihren Benutzer weiter. Die kurze zusätzliche Anmeldung, die ein Wiederverbinden hinterlässt, zählt nicht als Sitzung.",
  ],
  R9: [
    "Anmeldungen innerhalb einer Sitzung",
    "Rechteerhöhungen und RunAs gehören zu der Sitzung, aus der sie gestartet wurden, und fügen keine Zeit hinzu. Eine Konsolenanmeldung wenige Sekunden nach dem Start war höchstwahrscheinlich automatisch.",
  ],
  R10: [
    "Begann vor dem Protokoll",
    "Das Protokoll nennt diese Sitzung, enthält aber keinen Eintrag ihrer Anmeldung. Sie begann vor ihrem ersten Eintrag und nicht vor dem Start des Computers, wo dieser bekannt ist.",
  ],
  R11: [
    "Änderungen der Uhr",
    "Wurde die Uhr gestellt, werden die Zeiten davor um die Änderung berichtigt. Ein Sprung, der nur eine Pause des Computers nachholt, zählt als Energiesparen.",
  ],
  R12: [
    "Energiesparen",
    "Energiesparmodus und Ruhezustand beenden keine Sitzung, aber diese Zeit ist keine aktive Zeit.",
  ],
  R13: [
    "Schnellstart",
    "Vor einem Schnellstart hat Windows alle abgemeldet und den Rest in den Ruhezustand versetzt. Die Sitzung endete spätestens mit dem letzten Eintrag davor.",
  ],
  R14: [
    "Gesperrt, getrennt, im Energiesparmodus",
    "Aktive Zeit ist die Länge der Sitzung ohne die Zeiten, in denen sie gesperrt, getrennt oder im Energiesparmodus war. Was sich überschneidet, wird einmal abgezogen.",
  ],
  R15: [
    "Derselbe Benutzer, derselbe Computer",
    "Benutzer werden an ihrer Sicherheitskennung (SID) unterschieden, nicht an Name oder Domäne. Ein umbenannter Computer bleibt ein Computer.",
  ],
  R16: [
    "In einem anderen Protokoll gesehen",
    "Das Sicherheitsprotokoll zeigt diese Anmeldung nicht; das Remotedesktop- oder das Systemprotokoll zeigt sie.",
  ],
  E1: [
    "Der Benutzer hat sich abgemeldet",
    "Ereignis 4647 zeichnet auf, dass der Benutzer sich abmeldete. Ein späteres 4634 ändert nichts.",
  ],
  E2: [
    "Die Anmeldesitzung wurde geschlossen",
    "Ereignis 4634 zeichnet das Ende der Anmeldesitzung selbst auf.",
  ],
  E2b: [
    "Ende in einem anderen Protokoll gesehen",
    "Das Remotedesktop-Protokoll (23) oder das Systemprotokoll (Winlogon 7002) zeichnet das Ende auf, das Sicherheitsprotokoll nicht.",
  ],
  E2c: [
    "Jemand anderes hat sich an ihrer Stelle angemeldet",
    "Dasselbe Anmeldefenster oder dieselbe Anmelde-ID diente einer neuen Anmeldung: Die Sitzung war bis dahin vorbei, und nicht vor ihrem letzten eigenen Eintrag.",
  ],
  E3: [
    "Durch Herunterfahren beendet",
    "Der Computer wurde heruntergefahren, während die Sitzung offen war. Sie endete zwischen ihrem letzten eigenen Eintrag (oder der Anforderung zum Herunterfahren) und dem Herunterfahren.",
  ],
  E4: [
    "Durch Stromausfall oder Absturz beendet",
    "Der Computer startete neu, ohne heruntergefahren worden zu sein. Die Sitzung endete zwischen dem letzten Lebenszeichen und diesem Start.",
  ],
  E5: [
    "Das Protokoll hat eine Lücke",
    "Nach dem letzten Zeichen dieser Sitzung fehlen Einträge; ihr Ende kann darunter sein. Es wird kein Ende angegeben.",
  ],
  E6: ["Kein Ende in diesem Protokoll", "Nichts besagt, dass die Sitzung vor dem Protokoll endete."],
};

/** All words of the engine in German. */
export const ENGINE_DE: EngineWords = {
  catalog: CATALOG_DE,
  fields: { thisComputer: "der Computer selbst" },
  help: HELP_DE,
  rules: RULES_DE,
  query: QUERY_DE,
};
