import { spoken } from "../language.ts";
import { counted } from "../numbers.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  title: "About Logonscope",
  what: "Who was on, from when to when, how it ended, and how sure that is.",
  promise: "Everything stays on this machine; logs are only read.",
  versions: "Versions",
  program: "Logonscope",
  engine: "Engine",
  electron: "Electron",
  chromium: "Chromium",
  node: "Node.js",
  browser: "in a browser",
  platforms: { windows: "Windows", mac: "macOS", linux: "Linux", other: "other system" },
  copy: "Copy versions",
  licence: "Licence",
  own: "Logonscope is free software under the MIT licence.",
  others: (n: number) => `Logonscope contains code of ${counted(n, "package")} of others:`,
  ofElectron:
    "Electron, Chromium and Node.js bring licences of their own: LICENSE.electron.txt and LICENSES.chromium.html in the program’s folder.",
  loading: "Loading the list…",
  failed: "The list of licences is not here: it is made when the program is built.",
} as const;

/** Words of "About". */
export const ABOUT_TEXTS = spoken("about", ENGLISH);
export type AboutTexts = Spoken<typeof ENGLISH>;
