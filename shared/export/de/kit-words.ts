import type { KitWords } from "../scripts/kit-texts.ts";

/** The guide to logon scripts in German, with the names that Windows and its consoles have in German. */
export const KIT_DE: KitWords = {
  title: "An- und Abmeldeskripte: eine eigene Spur neben den Ereignisprotokollen",
  file: "Datei:",
  what: {
    title: "Was dies ist, und was es nicht kann",
    text: [
      "Bei jeder An- und Abmeldung schreibt ein Skript eine Zeile, in UTC und mit ihrer Art, in eine neue Datei auf einer Freigabe. Eine solche Spur füllt Zeiten, die Ereignisprotokolle nicht mehr abdecken, und wo beide sprechen, zeigt jede, was in der anderen fehlt.",
      "Ein Skript läuft als der Benutzer. Ein Benutzer kann seine Zeile immer weglassen oder eine falsche schreiben; deshalb sind Sitzungen einer solchen Spur als von Benutzern geschrieben gekennzeichnet, werden von denen der Ereignisprotokolle getrennt gehalten und nie benutzt, um eine solche zu beenden. Was die Rechte unten verhindern, ist, dass jemand Zeilen liest, ändert oder löscht, die schon geschrieben sind.",
      "Skripte laufen weder bei einem Stromausfall noch bei einem Absturz und nicht immer bei einer erzwungenen Abmeldung, und sie sehen nichts von Sperren, Entsperren oder Wiederverbinden.",
    ],
  },
  folder: (server, folder, path) => ({
    title: "Der Ordner und seine Rechte",
    text: [
      `Auf ${server}: Create-Share.ps1 (oder Create-Share.cmd) in einem Fenster mit Administratorrechten ausführen. Es legt ${folder}, seine Rechte und die Freigabe ${path} an.`,
      "Benutzer dürfen in den Ordner und darin Dateien anlegen, sonst nichts: weder auflisten noch lesen, ändern oder löschen. Das letzte der Rechte (EIGENTÜMERRECHTE, S-1-3-4) nimmt dem, der eine Datei anlegte, das Recht, sie zu ändern, das Eigentümer sonst haben. Vor dem Einsatz auf der eigenen Windows-Version prüfen: als gewöhnlicher Benutzer anmelden und nachsehen, dass Auflisten der Freigabe, Lesen einer Datei und Ändern der eigenen Datei alle abgelehnt werden.",
    ],
  }),
  scripts: {
    title: "Die Skripte",
    text: [
      "Die PowerShell-Skripte benutzen, wo immer es PowerShell gibt. Die für cmd sind für Computer ohne sie: Sie fragen wmic nach der Zeit und ihrer Zeitzone und schreiben nichts, wo es fehlt.",
      "Sie benutzen keine Spracheinstellung des Benutzers, damit Datumsangaben bei allen gleich aussehen. Wo eine Anwendungssteuerung PowerShell einschränkt (eingeschränkter Sprachmodus), müssen sie signiert oder erlaubt werden, sonst können sie nicht schreiben.",
    ],
  },
  policy: {
    title: "Gruppenrichtlinie",
    text: ["In der Gruppenrichtlinienverwaltung (gpmc.msc):"],
  },
  policySteps: [
    "Ein Gruppenrichtlinienobjekt anlegen und dort verknüpfen, wo die Benutzerkonten sind. Für Benutzer, die sich an Servern einer anderen Organisationseinheit anmelden, dort verknüpfen und den Loopbackverarbeitungsmodus (Zusammenführen) einschalten.",
    "Benutzerkonfiguration > Richtlinien > Windows-Einstellungen > Skripts (Anmelden/Abmelden) > Anmelden > PowerShell-Skripts > Dateien anzeigen: Logonscope-Logon.ps1 dorthin kopieren, dann hinzufügen. Benutzer dürfen diesen Ordner lesen und nicht darin schreiben. Für das cmd-Skript die Registerkarte Skripts benutzen.",
    "Dasselbe unter Abmelden mit Logonscope-Logoff.ps1.",
    "Computerkonfiguration > Richtlinien > Administrative Vorlagen > System > Gruppenrichtlinie > Anmeldeskriptverzögerung konfigurieren: aktiviert, 0 Minuten. Sonst führt Windows Anmeldeskripte fünf Minuten später aus.",
    "Auf einem Computer: gpupdate /force, ab- und anmelden, und im Ordner auf dem Server nach zwei neuen Dateien sehen.",
  ],
  audit: {
    title: "Was Computer überwachen sollten",
    text: [
      "Die Spur ersetzt keine Ereignisprotokolle: Nur diese können zeigen, dass eine Zeile gefälscht oder weggelassen wurde. Diese Befehle schalten ein, was Sitzungen brauchen, und nichts aus; besser noch dasselbe unter Computerkonfiguration > Richtlinien > Windows-Einstellungen > Sicherheitseinstellungen > Erweiterte Überwachungsrichtlinienkonfiguration einstellen.",
    ],
  },
  open: (path) => ({
    title: "Die Spur öffnen",
    text: [
      `Den Ordner hinter ${path} als Administrator in Logonscope öffnen, zusammen mit den Sicherheitsprotokollen der Computer. Ein Fall nimmt 10.000 Dateien auf: Gather-Lines.ps1, einmal am Tag auf dem Server ausgeführt, fasst die Zeilen vergangener Tage zu einer Datei je Monat zusammen.`,
      "Windows merkt sich, wer jede Datei angelegt hat; das kann kein Skript fälschen. Gather-Lines.ps1 vergleicht es mit dem Benutzer in der Zeile und lässt jede Datei liegen, in der sich beide unterscheiden: Diese ansehen. Dateien von Administratoren gehören deren Gruppe und bleiben deshalb ebenfalls liegen.",
    ],
  }),
};
