import { counted } from "../../numbers.ts";
import type { CountTexts } from "../counts.ts";

export const COUNTS_DE: CountTexts = {
  sessions: (n) => counted(n, "Sitzung", "Sitzungen"),
  automaticLogons: (n) => counted(n, "automatische Anmeldung", "automatische Anmeldungen"),
  logons: (n) => counted(n, "Anmeldung", "Anmeldungen"),
  signIns: (n) => counted(n, "Anmeldung", "Anmeldungen"),
  failedSignIns: (n) => counted(n, "Fehlanmeldung", "Fehlanmeldungen"),
  refusedSignIns: (n) => counted(n, "abgelehnte Anmeldung", "abgelehnte Anmeldungen"),
  refusals: (n) => counted(n, "Ablehnung", "Ablehnungen"),
  computers: (n) => counted(n, "Computer", "Computer"),
  accounts: (n) => counted(n, "Konto", "Konten"),
  users: (n) => counted(n, "Benutzer", "Benutzer"),
  records: (n) => counted(n, "Eintrag", "Einträge"),
  files: (n) => counted(n, "Datei", "Dateien"),
  logs: (n) => counted(n, "Protokoll", "Protokolle"),
  inputs: (n) => counted(n, "Quelle", "Quellen"),
  rows: (n) => counted(n, "Zeile", "Zeilen"),
  lines: (n) => counted(n, "Zeile", "Zeilen"),
  lanes: (n) => counted(n, "Spur", "Spuren"),
  contradictions: (n) => counted(n, "Widerspruch", "Widersprüche"),
  lockouts: (n) => counted(n, "Kontosperrung", "Kontosperrungen"),
};
