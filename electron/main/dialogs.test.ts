import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, HostError } from "../../shared/contract/errors.ts";
import { BrowserWindow, callsOf, play, resetElectron } from "../../tests/electron-double.ts";
import { askForLogs, saveExport, savePdf } from "./dialogs.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

let electron: ReturnType<typeof resetElectron>;
beforeEach(() => {
  electron = resetElectron();
});

test("the open dialog belongs to the window and takes several files", async () => {
  const window = new BrowserWindow({ webPreferences: {} });
  electron.user.opens = ["/logs/a.evtx", "/logs/b.xml"];
  expect(await askForLogs(window as unknown as Parameters<typeof askForLogs>[0])).toEqual([
    "/logs/a.evtx",
    "/logs/b.xml",
  ]);
  const [asked] = callsOf("dialog.showOpenDialog");
  expect(asked?.args[0]).toBe(window);
  expect(asked?.args[1]).toMatchObject({ properties: ["openFile", "multiSelections", "dontAddToRecent"] });
});

test("a change of mind gives nothing", async () => {
  expect(await askForLogs(null)).toEqual([]);
  expect(await saveExport(null, "sessions.csv", new Uint8Array(1))).toBe(false);
});

describe("saving an export", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "save-export-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const bytes = new TextEncoder().encode("user\r\nanna\r\n");

  test("offers the name, asks before it overwrites, and replaces the file as a whole", async () => {
    const path = join(folder, "my sessions.csv");
    writeFileSync(path, "what stood there before, and longer than the new one");
    electron.user.saves = path;
    expect(await saveExport(null, "sessions.csv", bytes)).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("user\r\nanna\r\n");
    expect(readdirSync(folder)).toEqual(["my sessions.csv"]);
    expect(callsOf("dialog.showSaveDialog")[0]?.args[0]).toMatchObject({
      defaultPath: "sessions.csv",
      properties: expect.arrayContaining(["showOverwriteConfirmation"]),
    });
  });

  test("a file that cannot be written is a failure that names it without its folder", async () => {
    electron.user.saves = join(folder, "missing", "sessions.csv");
    const failure: unknown = await saveExport(null, "sessions.csv", bytes).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HostError);
    expect((failure as HostError).error).toEqual(
      appError("saveFailed", { file: "sessions.csv", reason: "ENOENT" }),
    );
    // A folder in the way: the temporary file does not stay behind.
    mkdirSync(join(folder, "taken.csv"));
    electron.user.saves = join(folder, "taken.csv");
    await expect(saveExport(null, "taken.csv", bytes)).rejects.toBeInstanceOf(HostError);
    expect(readdirSync(folder)).toEqual(["taken.csv"]);
  });

  // Chromium itself is not in this test: that its pages come out right is seen in a browser.
  test("a report becomes a PDF in a hidden window without script, which loads that one document and nothing else", async () => {
    const path = join(folder, "sessions.pdf");
    electron.user.saves = path;
    expect(await savePdf(null, "sessions.pdf", new TextEncoder().encode("<p>report</p>"))).toBe(true);
    expect(readFileSync(path, "utf8")).toBe("%PDF-1.7");
    expect(readdirSync(folder)).toEqual(["sessions.pdf"]);
    const [hidden] = electron.windows;
    expect(hidden?.options).toMatchObject({
      show: false,
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false },
    });
    expect(hidden?.isDestroyed()).toBe(true);
    expect(callsOf("window.loadURL")[0]?.args).toEqual(["app://print/report.html"]);
    const [own] = [...electron.sessions.values()].filter(({ name }) => name.startsWith("print-"));
    const answered = (url: string) => play(own?.handlers.get("protocol.app"), { url }) as Response;
    const answer = answered("app://print/report.html");
    expect(await answer.text()).toBe("<p>report</p>");
    expect(answered("app://print/other.html").status).toBe(404);
    const cancelled = (url: string) => {
      let said: unknown;
      play(own?.handlers.get("onBeforeRequest"), { url }, (answer: unknown) => {
        said = answer;
      });
      return said;
    };
    expect(cancelled("app://print/report.html")).toEqual({ cancel: false });
    for (const url of [
      "app://logonscope/index.html",
      "https://example.com/",
      "file:///etc/passwd",
      "http://127.0.0.1/",
    ])
      expect(cancelled(url)).toEqual({ cancel: true });
    expect(callsOf("contents.printToPDF")[0]?.args[0]).toMatchObject({ preferCSSPageSize: true });
  });

  test("a report that cannot be printed leaves nothing behind, and nobody is asked twice", async () => {
    electron.user.saves = null;
    expect(await savePdf(null, "sessions.pdf", bytes)).toBe(false);
    expect(electron.windows).toEqual([]);
    electron.user.saves = join(folder, "sessions.pdf");
    electron.user.printFailure = new Error("no printer");
    await expect(savePdf(null, "sessions.pdf", bytes)).rejects.toMatchObject({
      error: appError("saveFailed", { file: "sessions.pdf", reason: "print" }),
    });
    expect(readdirSync(folder)).toEqual([]);
    expect(electron.windows.every((window) => window.isDestroyed())).toBe(true);
  });
});
