import { counted } from "../../numbers.ts";
import type { HelpTexts } from "../help.ts";

export const HELP_DE: HelpTexts = {
  title: "Hilfe",
  open: "Hilfe (F1)",
  key: "F1",
  close: "Die Hilfe schließen",
  back: "Zurück zur vorigen Seite",
  contents: "Inhalt",
  search: "In der Hilfe suchen",
  found: (n) => counted(n, "Stelle", "Stellen"),
  nothing: "Keine Stelle der Anleitung enthält alle diese Wörter.",
  loading: "Die Anleitung wird geladen…",
  failed: "Die Anleitung konnte nicht geladen werden. Schließen Sie sie und öffnen Sie sie noch einmal.",
  next: (title) => `Weiter: ${title}`,
  enlarge: "Das Bild größer zeigen",
  picture: "Bild",
  inEnglish: "Diese Seite gibt es nur auf Englisch.",
  site: "öffnet sich in Ihrem Browser",
  about: (what) => `Hilfe: ${what}`,
  howDecided: "Wie wird das entschieden?",
  howSure: "Wie sicher ist das?",
  reasons: "Was die Gründe bedeuten",
  aboutReport: "Was dieser Bericht sagt",
  aboutMasking: "Was verborgen wird und was nicht",
  aboutRights: "Welche Rechte braucht es?",
  aboutPage: "Die Anleitung im Programm",
};
