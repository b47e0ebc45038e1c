import type { ScriptTexts } from "../scripts.ts";

export const SCRIPTS_DE: ScriptTexts = {
  title: "Anmeldeskripte",
  offer: "Anmeldeskripte…",
  offerHint:
    "Skripte, die An- und Abmeldungen auf eine Freigabe schreiben, mit den Rechten und der Gruppenrichtlinie dafür",
  offerWhy:
    "Wo kein Protokoll hinreicht, kann ein Anmeldeskript eine Spur hinterlassen: Skripte, Rechte und Gruppenrichtlinie dafür stehen unter",
  openWhy:
    "Was Anmeldeskripte geschrieben haben und Exporte von Dynamics 365 (.csv, .xlsx) öffnen sich genauso.",
  lead: "Text zum Kopieren oder Speichern. Hier wird nichts ausgeführt und auf keinem Computer etwas geändert. Testen Sie ihn vor dem Einsatz.",
  share: "Freigabe, auf die Computer schreiben",
  shareHint: "Es muss sie noch nicht geben. Ihr Name steht in jedem Skript unten.",
  parts: "Teile der Anleitung",
  save: "Speichern",
  saveAll: "Alles als eine Textdatei speichern",
  saved: "Gespeichert als",
  copy: "Kopieren",
  subcategories: "Was diese festlegen",
  trail: "Anmeldeskript und Ereignisprotokoll",
  check: {
    notHeld: "",
    matching: "Beide erzählen von dieser Sitzung, mit demselben Beginn und Ende, soweit ihre Uhren reichen.",
    differing:
      "Beide erzählen von dieser Sitzung, aber nicht mit demselben Beginn oder Ende. Eine Zeile kann fehlen, geändert sein oder zu spät kommen, oder das Skript wurde angehalten.",
    missingInLog:
      "Das Ereignisprotokoll deckt diese Zeit lückenlos ab und hat keine solche Anmeldung. Die Zeile kann gefälscht sein, oder eine Uhr geht falsch.",
    missingInTrail:
      "Die Skripte des Benutzers haben auf diesem Computer davor und danach Zeilen geschrieben, aber keine zu dieser Anmeldung. Die Zeile kann gelöscht worden sein, oder das Skript lief nicht.",
  },
  checkShort: {
    notHeld: "",
    matching: "stimmen mit dem Ereignisprotokoll überein",
    differing: "mit anderem Beginn oder Ende als im Ereignisprotokoll",
    missingInLog: "von Skripten, die das Ereignisprotokoll nicht hat, obwohl es ihre Zeit abdeckt",
    missingInTrail:
      "des Ereignisprotokolls, die die Skripte nicht geschrieben haben, obwohl sie davor und danach schrieben",
  },
  other: {
    script: "Was das Skript geschrieben hat:",
    desktop: "Was das Ereignisprotokoll aufgezeichnet hat:",
  },
  zoneAssumed:
    "Skripte schreiben Zeiten ohne Zone; angenommen ist die dieses Computers. Ist eine andere richtig, geben Sie sie unter Quellen, „Wie diese Datei gelesen wurde“, an: Der Vergleich ändert sich mit ihr.",
  tolerance:
    "Verglichen auf Minuten: Ein Skript kann 5 Minuten später starten, und zwei Uhren können um weitere 5 voneinander abweichen.",
  lines: "Zeilen",
  logons: "Anmeldungen",
  logoffs: "Abmeldungen",
  unknownRole: "von denen niemand gesagt hat, ob sie An- oder Abmeldungen sind",
  undated: "mit einem Jahr eines anderen Kalenders, nicht gelesen",
  takenFor: "Zeilen eines An- oder Abmeldeskripts",
  aloneTitle: "Was Anmeldeskripte geschrieben haben",
  alone:
    "Unter diesen Quellen ist kein Ereignisprotokoll. Fügen Sie die Sicherheitsprotokolle derselben Computer hinzu, und jedes zeigt, was im anderen fehlt.",
  heldTitle: "Anmeldeskripte neben dem Ereignisprotokoll",
  heldNote:
    "Sitzungen aus Anmeldeskripten werden von Benutzern geschrieben und getrennt gehalten: Sie zählen in keiner Summe. Wo ein Protokoll denselben Computer und Benutzer abdeckt, wurden beide verglichen.",
  show: "Zeigen",
  ofScripts: "von Anmeldeskripten geschrieben",
  notCompared: "nicht verglichen: kein Protokoll deckt sie ab",
  role: "Ihre Zeilen sind",
  roleHint:
    "Weder der Dateiname noch ihre Zeilen sagen es. Bis Sie es angeben, ergeben sie keine Sitzung. Gefragt wird für jede Datei.",
  rolePick: "wählen…",
  roles: { logon: "Anmeldungen", logoff: "Abmeldungen" },
  calendar: "Jahre eines anderen Kalenders",
  calendarHint:
    "Jahre ab 2500 zählen nach der buddhistischen Ära, Jahre bis 1500 nach der islamischen (Umm al-Qura).",
  calendars: { convert: "in unsere umrechnen", leave: "diese Zeilen auslassen" },
  weakness:
    "Anmeldeskripte laufen mit den Rechten des Benutzers, der Zeilen auslassen oder falsche schreiben kann, nach der Uhr des Computers und ohne ihre Zone.",
  wrote: "Das Skript gibt keine Zone an. Wählen Sie, wo die Computer standen, die es schrieben.",
  line: "Zeile",
  remember: "Für Skripte merken, die Zeilen dieser Form schreiben",
};
