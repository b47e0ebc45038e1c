import { type BrowserWindow, dialog } from "electron";
import type { ShellWords } from "./shell-words.ts";

/** Asks for logs to open; empty when the user changed their mind. The paths must not reach the page. */
export async function askForLogs(
  window: BrowserWindow | null,
  words: ShellWords,
): Promise<readonly string[]> {
  const options: Electron.OpenDialogOptions = {
    title: words.openTitle,
    // Inputs are recognised by content, so "All files" is as good a choice.
    filters: [
      { name: words.eventLogs, extensions: ["evtx", "evt", "xml", "csv", "txt", "zip"] },
      { name: words.allFiles, extensions: ["*"] },
    ],
    properties: ["openFile", "multiSelections", "dontAddToRecent"],
  };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.canceled ? [] : answer.filePaths;
}

/** Asks where a file of this name goes; null when the user changed their mind. The path must not reach the page. */
export async function askWhere(
  window: BrowserWindow | null,
  name: string,
  words: ShellWords,
): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title: words.saveTitle,
    defaultPath: name,
    properties: ["createDirectory", "showOverwriteConfirmation", "dontAddToRecent"],
  };
  const answer = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options);
  return answer.canceled || answer.filePath === "" ? null : answer.filePath;
}
