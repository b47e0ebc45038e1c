import type { WorkDone } from "../../shared/contract/page-state.ts";
import type { Language } from "../../shared/types/language.ts";

/*
 * The words of the shell: what stands outside of the page. An `&` stands before the letter that opens a menu from the
 * keyboard; macOS leaves it out.
 */
const ENGLISH = {
  file: "&File",
  open: "&Open…",
  add: "&Add Logs to This Case…",
  recent: "Open &Recent",
  clearRecent: "&Clear List",
  recentCases: "Recent cases",
  openDemo: "Open &Sample Log",
  readLive: "&Logs of This Computer…",
  export: "Sa&ve What Is on Screen…",
  print: "Save as &PDF…",
  closeCase: "&Close Logs",
  quit: "&Quit",
  edit: "&Edit",
  undo: "&Undo",
  redo: "&Redo",
  cut: "Cu&t",
  copy: "&Copy",
  paste: "&Paste",
  selectAll: "Select &All",
  find: "&Filter",
  palette: "Find View, Person or Co&mmand…",
  view: "&View",
  back: "&Back",
  forward: "&Forward",
  resetZoom: "Actual Si&ze",
  zoomIn: "Zoom &In",
  zoomOut: "Zoom &Out",
  fullscreen: "F&ull Screen",
  reload: "Reload",
  tools: "Developer Tools",
  window: "&Window",
  minimize: "&Minimize",
  zoom: "Zoom",
  close: "&Close",
  front: "Bring All to Front",
  help: "&Help",
  guide: "Logonscope &Help",
  shortcuts: "&Keyboard Shortcuts",
  about: "&About Logonscope",
  services: "Services",
  hide: "Hide Logonscope",
  hideOthers: "Hide Others",
  unhide: "Show All",
  quitMac: "Quit Logonscope",
  openTitle: "Open event logs",
  eventLogs: "Event logs",
  allFiles: "All files",
  saveTitle: "Export",
  memory: "The window ran out of memory.",
  died: "The window stopped working.",
  untouched: "Your log files are untouched. Reload to open them again.",
  reloadWindow: "Reload",
  closeWindow: "Close",
  readingFailed: "Reading the logs came to nothing.",
  readingDone: (logs: string, sessions: string) => `Reading is done: ${logs}, ${sessions}.`,
  logs: { one: "1 log", other: (n: string) => `${n} logs` },
  sessions: { one: "1 session", other: (n: string) => `${n} sessions` },
  savingFailed: "The export could not be saved.",
  savingDone: "The export is saved.",
};

/** The words in one language. */
export type ShellWords = typeof ENGLISH;

const GERMAN: ShellWords = {
  file: "&Datei",
  open: "Ö&ffnen…",
  add: "Protokolle &hinzufügen…",
  recent: "&Zuletzt geöffnet",
  clearRecent: "&Liste leeren",
  recentCases: "Zuletzt geöffnet",
  openDemo: "&Beispielprotokoll öffnen",
  readLive: "Protokolle dieses &Computers…",
  export: "&Speichern, was zu sehen ist…",
  print: "Als &PDF speichern…",
  closeCase: "Protokolle sch&ließen",
  quit: "B&eenden",
  edit: "&Bearbeiten",
  undo: "&Rückgängig",
  redo: "&Wiederholen",
  cut: "&Ausschneiden",
  copy: "&Kopieren",
  paste: "&Einfügen",
  selectAll: "A&lles auswählen",
  find: "&Filter",
  palette: "Ansicht, Person oder Befehl &suchen…",
  view: "&Ansicht",
  back: "&Zurück",
  forward: "&Vor",
  resetZoom: "&Originalgröße",
  zoomIn: "Ver&größern",
  zoomOut: "Ver&kleinern",
  fullscreen: "Voll&bild",
  reload: "Neu laden",
  tools: "Entwicklerwerkzeuge",
  window: "&Fenster",
  minimize: "&Minimieren",
  zoom: "Zoomen",
  close: "&Schließen",
  front: "Alle nach vorne bringen",
  help: "&Hilfe",
  guide: "Logonscope-&Hilfe",
  shortcuts: "&Tastenkürzel",
  about: "&Über Logonscope",
  services: "Dienste",
  hide: "Logonscope ausblenden",
  hideOthers: "Andere ausblenden",
  unhide: "Alle einblenden",
  quitMac: "Logonscope beenden",
  openTitle: "Ereignisprotokolle öffnen",
  eventLogs: "Ereignisprotokolle",
  allFiles: "Alle Dateien",
  saveTitle: "Exportieren",
  memory: "Dem Fenster ist der Speicher ausgegangen.",
  died: "Das Fenster arbeitet nicht mehr.",
  untouched: "Ihre Protokolldateien sind unverändert. Laden Sie neu, um sie wieder zu öffnen.",
  reloadWindow: "Neu laden",
  closeWindow: "Schließen",
  readingFailed: "Das Lesen der Protokolle ist gescheitert.",
  readingDone: (logs, sessions) => `Fertig gelesen: ${logs}, ${sessions}.`,
  logs: { one: "1 Protokoll", other: (n) => `${n} Protokolle` },
  sessions: { one: "1 Sitzung", other: (n) => `${n} Sitzungen` },
  savingFailed: "Der Export konnte nicht gespeichert werden.",
  savingDone: "Der Export ist gespeichert.",
};

export function shellWords(language: Language): ShellWords {
  return language === "de" ? GERMAN : ENGLISH;
}

/** What a notice says of work that is over: counts, and no name, because others may see the screen. */
export function workSentence(done: WorkDone, language: Language): string {
  const words = shellWords(language);
  if (done.kind === "saving") return done.failed ? words.savingFailed : words.savingDone;
  if (done.failed) return words.readingFailed;
  const counted = (n: number, { one, other }: ShellWords["logs"]): string =>
    n === 1 ? one : other(n.toLocaleString(language));
  return words.readingDone(counted(done.logs, words.logs), counted(done.sessions, words.sessions));
}
