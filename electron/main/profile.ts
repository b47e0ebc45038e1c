import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { type App, type Session, session } from "electron";
import { configFolder } from "../host/config-folder.ts";
import { makePrivateFolder, removePrivateFolder } from "../host/private-folder.ts";

/** Where this start keeps what outlives it. */
export interface Profile {
  /** Settings of the host; unused in private mode. */
  readonly folder: string;
  /** The session of the page; ask after `ready`. In private mode it lives in memory only. */
  pageSession(): Session;
  /** Removes what a private start had to put on disk. Call at the very end. */
  remove(): void;
}

/**
 * Chooses the folder of this start, before `ready` and before the single-instance lock, which belongs to the folder: a
 * private start gets a folder of its own in the temporary directory, so it neither joins nor touches a normal one.
 * `--user-data-dir` chooses another folder, as in Chromium. Chromium's own files stand in a folder below, apart from
 * ours.
 */
export function chooseProfile(app: Pick<App, "commandLine" | "setPath">, isPrivate: boolean): Profile {
  if (isPrivate) {
    const folder = makePrivateFolder("private");
    placeIn(app, folder);
    return {
      folder,
      pageSession: () => session.fromPartition("private", { cache: false }),
      // Chromium may still hold a file on Windows: the next start removes it. Nothing of a case is ever in this folder.
      remove: () => removePrivateFolder(folder),
    };
  }
  const asked = app.commandLine.getSwitchValue("user-data-dir");
  const folder = asked === "" ? configFolder() : resolve(asked);
  placeIn(app, join(folder, "page"));
  return { folder, pageSession: () => session.defaultSession, remove() {} };
}

/** Electron takes only folders that exist. */
function placeIn(app: Pick<App, "setPath">, folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  app.setPath("userData", folder);
  app.setPath("sessionData", folder);
}
