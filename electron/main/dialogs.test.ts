import { beforeEach, describe, expect, test, vi } from "vitest";
import { BrowserWindow, callsOf, play, resetElectron } from "../../tests/electron-double.ts";
import { askForLogs, askWhere } from "./dialogs.ts";
import { printToPdf } from "./print-pdf.ts";
import { shellWords } from "./shell-words.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

const words = shellWords("en");
let electron: ReturnType<typeof resetElectron>;
beforeEach(() => {
  electron = resetElectron();
});

test("the open dialog belongs to the window and takes several files", async () => {
  const window = new BrowserWindow({ webPreferences: {} });
  electron.user.opens = ["/logs/a.evtx", "/logs/b.xml"];
  expect(await askForLogs(window as unknown as Parameters<typeof askForLogs>[0], words)).toEqual([
    "/logs/a.evtx",
    "/logs/b.xml",
  ]);
  const [asked] = callsOf("dialog.showOpenDialog");
  expect(asked?.args[0]).toBe(window);
  expect(asked?.args[1]).toMatchObject({ properties: ["openFile", "multiSelections", "dontAddToRecent"] });
});

test("the dialogs speak the language of the page", async () => {
  await askForLogs(null, shellWords("de"));
  await askWhere(null, "sessions.csv", shellWords("de"));
  expect(callsOf("dialog.showOpenDialog")[0]?.args[0]).toMatchObject({
    title: "Ereignisprotokolle öffnen",
    filters: [{ name: "Ereignisprotokolle" }, { name: "Alle Dateien", extensions: ["*"] }],
  });
  expect(callsOf("dialog.showSaveDialog")[0]?.args[0]).toMatchObject({ title: "Exportieren" });
});

test("a change of mind gives nothing", async () => {
  expect(await askForLogs(null, words)).toEqual([]);
  expect(await askWhere(null, "sessions.csv", words)).toBeNull();
});

test("the save dialog offers the name and asks before it overwrites", async () => {
  electron.user.saves = "/exports/my sessions.csv";
  expect(await askWhere(null, "sessions.csv", words)).toBe("/exports/my sessions.csv");
  expect(callsOf("dialog.showSaveDialog")[0]?.args[0]).toMatchObject({
    defaultPath: "sessions.csv",
    properties: expect.arrayContaining(["showOverwriteConfirmation"]),
  });
});

// Chromium itself is not in these tests: that its pages come out right is seen in a browser.
describe("printing a report", () => {
  const html = new TextEncoder().encode("<p>report</p>");

  test("a report becomes a PDF in a hidden window without script, which loads that one document and nothing else", async () => {
    const pdf = await printToPdf(html, new AbortController().signal);
    expect(new TextDecoder().decode(pdf)).toBe("%PDF-1.7");
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

  test("one that cannot be printed or is given up leaves no window behind", async () => {
    electron.user.printFailure = new Error("no printer");
    await expect(printToPdf(html, new AbortController().signal)).rejects.toThrow("no printer");
    electron.user.printFailure = null;
    const abort = new AbortController();
    const printing = printToPdf(html, abort.signal);
    abort.abort();
    await expect(printing).rejects.toBe(abort.signal.reason);
    await expect(printToPdf(html, abort.signal)).rejects.toBe(abort.signal.reason);
    expect(electron.windows.map((window) => window.isDestroyed())).toEqual([true, true]);
  });
});
