import { randomBytes } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { type BrowserWindow, dialog, type FileFilter } from "electron";
import { appError, HostError } from "../../shared/contract/errors.ts";
import { printToPdf } from "./print-pdf.ts";

/** What the open dialog offers. Inputs are recognised by content, so "All files" is as good a choice. */
const LOGS: FileFilter[] = [
  { name: "Event logs", extensions: ["evtx", "evt", "xml", "csv", "txt", "zip"] },
  { name: "All files", extensions: ["*"] },
];

/** Asks for logs to open; empty when the user changed their mind. The paths must not reach the page. */
export async function askForLogs(window: BrowserWindow | null): Promise<readonly string[]> {
  const options: Electron.OpenDialogOptions = {
    title: "Open event logs",
    filters: LOGS,
    properties: ["openFile", "multiSelections", "dontAddToRecent"],
  };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.canceled ? [] : answer.filePaths;
}

/**
 * Asks where to save an export and saves it; false when the user changed their mind. `name` is a bare file name. The
 * file is replaced as a whole or not at all. Rejects with `HostError` when it cannot be written.
 */
export async function saveExport(
  window: BrowserWindow | null,
  name: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const path = await askWhere(window, name);
  if (path === null) return false;
  await replaceFile(path, bytes);
  return true;
}

/** The same for a PDF, which is made of an HTML report once it is known where it goes. */
export async function savePdf(
  window: BrowserWindow | null,
  name: string,
  html: Uint8Array,
): Promise<boolean> {
  const path = await askWhere(window, name);
  if (path === null) return false;
  let pdf: Uint8Array;
  try {
    pdf = await printToPdf(html);
  } catch {
    throw new HostError(appError("saveFailed", { file: basename(path), reason: "print" }));
  }
  await replaceFile(path, pdf);
  return true;
}

async function askWhere(window: BrowserWindow | null, name: string): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title: "Export",
    defaultPath: name,
    properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
  };
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return answer.canceled || answer.filePath === "" ? null : answer.filePath;
}

async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${randomBytes(6).toString("hex")}.part`);
  try {
    await writeFile(temporary, bytes, { flag: "wx" });
    await rename(temporary, path);
  } catch (failure) {
    await rm(temporary, { force: true }).catch(() => {});
    const code = failure instanceof Error && "code" in failure ? String(failure.code) : "unknown";
    throw new HostError(appError("saveFailed", { file: basename(path), reason: code }));
  }
}
