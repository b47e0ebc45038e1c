import { counted } from "../../numbers.ts";
import type { StartTexts } from "../start.ts";

export const START_DE: StartTexts = {
  title: "Wer war von wann bis wann da, und wie sicher ist das?",
  lead: "Öffnen Sie das Sicherheitsprotokoll eines Windows-Computers und, wenn vorhanden, sein Systemprotokoll. Nichts verlässt diesen Computer, und die Protokolle werden nur gelesen.",
  moreFiles: (n) => `und ${counted(n, "weitere Datei", "weitere Dateien")}`,
  cancelled: "Das Lesen wurde abgebrochen, bevor etwas gezeigt werden konnte.",
  drop: "Protokolle hier ablegen: {evtx}, {evt}, Ereignis-XML, CSV- oder Textexporte, ein Ordner oder ein {zip} davon",
  open: "Protokolle öffnen…",
  demo: "Beispielprotokoll ansehen",
  files: "Protokolldateien",
  whereText:
    "Windows führt das Sicherheitsprotokoll unter {path} und gibt nur Kopien heraus: „Alle Ereignisse speichern unter“ in der Ereignisanzeige oder oben „{live}“, auf dem betreffenden Computer.",
  others: (title) => `${title}…`,
  recentCases: "Zuletzt geöffnet",
  recent: "Zuletzt geöffnet",
  forgetThis: "Diesen Fall vergessen",
  forget: (names) => `${names} vergessen`,
  kept: "Ergebnisse bleiben auf diesem Computer, damit sich ein Protokoll beim nächsten Mal sofort öffnet.",
  onlyListShared:
    "Die Liste der zuletzt geöffneten Protokolle bleibt auf diesem Computer, Ergebnisse nicht: Andere Programme könnten die Adresse dieser Seite teilen.",
  onlyListRefused:
    "Die Liste der zuletzt geöffneten Protokolle bleibt auf diesem Computer, Ergebnisse nicht: Dieser Browser bewahrt nichts auf.",
  forgetAll: "Alles vergessen",
  notesStay: " (Ihre Notizen bleiben)",
  reading: "Lesen",
  cancel: "Abbrechen",
  handing: "Übergabe",
  handingTitle: "Die Protokolle werden an Logonscope übergeben",
};
