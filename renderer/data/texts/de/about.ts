import { counted } from "../../numbers.ts";
import type { AboutTexts } from "../about.ts";

export const ABOUT_DE: AboutTexts = {
  title: "Über Logonscope",
  what: "Wer war angemeldet, von wann bis wann, wie es endete, und wie sicher das ist.",
  promise: "Alles bleibt auf diesem Computer; Protokolle werden nur gelesen.",
  versions: "Versionen",
  program: "Logonscope",
  engine: "Engine",
  electron: "Electron",
  chromium: "Chromium",
  node: "Node.js",
  browser: "in einem Browser",
  platforms: { windows: "Windows", mac: "macOS", linux: "Linux", other: "anderes System" },
  copy: "Versionen kopieren",
  licence: "Lizenz",
  own: "Logonscope ist freie Software unter der MIT-Lizenz.",
  others: (n) => `Logonscope enthält Code aus ${counted(n, "Paket", "Paketen")} anderer:`,
  ofElectron:
    "Electron, Chromium und Node.js bringen eigene Lizenzen mit: LICENSE.electron.txt und LICENSES.chromium.html im Ordner des Programms.",
  loading: "Liste wird geladen…",
  failed: "Die Liste der Lizenzen ist nicht da: Sie entsteht, wenn das Programm gebaut wird.",
};
