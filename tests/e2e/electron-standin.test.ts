import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type LaunchedStandin, launchStandin } from "../electron-standin/launch.ts";
import { projectRoot } from "../source-tree.ts";
import { launchChromium } from "./chromium.ts";

/*
 * The shell, executed: the built main process and preload script, unmodified, with a stand-in for the module `electron`
 * over a real Chromium. This checks how the parts are wired; Electron itself is checked by the specs that run on its
 * binary, where that is there.
 */
const log = join(projectRoot, "out/demo/PC-014-Security.evtx");
const launched = await launchChromium();
const reason = "reason" in launched ? launched.reason : null;

describe.skipIf(reason !== null)(
  `the shell on Electron's stand-in${reason === null ? "" : ` (${reason})`}`,
  () => {
    let browser: Browser;
    let folder = "";
    let started: LaunchedStandin;
    let page: Page;
    const start = async (...args: string[]): Promise<void> => {
      started = await launchStandin(browser, args, { viewport: { width: 1280, height: 800 } });
      page = started.page;
    };
    const called = (name: string): unknown[][] =>
      started.calls.filter((call) => call.name === name).map(({ args }) => [...args]);
    const sessions = (): Promise<void> => page.getByRole("button", { name: "Sessions" }).click();

    beforeAll(() => {
      if ("browser" in launched) browser = launched.browser;
    });
    afterAll(() => browser?.close());
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "standin-spec-"));
    });
    afterEach(async () => {
      await started.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test("opens the file it was started with, in a sandboxed window, and saves what is on screen", async () => {
      await start("--private", log);
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      expect(started.preferences()).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
      });
      expect(called("app.enableSandbox")).toHaveLength(1);
      // Of Electron and Node nothing reaches the page but one object with one function.
      const seen = await page.evaluate(() => {
        const scope = globalThis as unknown as Record<string, unknown>;
        return [typeof scope.require, typeof scope.process, Object.keys(scope.logonscope as object)];
      });
      expect(seen).toEqual(["undefined", "undefined", ["adopt"]]);

      started.user.saves = join(folder, "sessions.csv");
      await sessions();
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /Spreadsheet, every column/ }).click();
      await expect.poll(() => existsSync(join(folder, "sessions.csv"))).toBe(true);
      const shown = await page.getByRole("grid", { name: "Sessions" }).getAttribute("aria-rowcount");
      const lines = readFileSync(join(folder, "sessions.csv"), "utf8").trimEnd().split("\r\n");
      expect(lines).toHaveLength(Number(shown));
      expect(readdirSync(folder)).toEqual(["sessions.csv"]);
    });

    test("opens what its dialog returns, what is picked in the page, and what the system hands over", async () => {
      await start("--private");
      started.user.opens = [log];
      await page.getByRole("button", { name: "Open logs" }).click();
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      // A file that the browser knows: its path goes past the page, through the preload script.
      await page.getByLabel("Log files").setInputFiles(log.replace("PC-014", "PC-022"));
      await page.getByRole("heading", { name: "PC-022.corp.example" }).waitFor();
      started.play({ type: "openFile", path: log });
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      expect(await page.content()).not.toContain(projectRoot);
    });

    test("reaches no network, opens no window and goes nowhere else", async () => {
      await start("--private", "--demo");
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      const answers = await page.evaluate(async () => {
        const tried = (work: Promise<unknown>): Promise<string> =>
          work.then(
            () => "reached",
            () => "refused",
          );
        const image = new Promise((resolve, reject) => {
          const made = new Image();
          made.onload = resolve;
          made.onerror = reject;
          made.src = "https://example.com/x.png";
        });
        const opened = window.open("https://example.com/");
        return [
          await tried(fetch("https://example.com/")),
          await tried(image),
          opened === null || opened.closed,
        ];
      });
      expect(answers.slice(0, 2)).toEqual(["refused", "refused"]);
      await page.evaluate(() => {
        window.location.href = "https://example.com/";
      });
      await expect.poll(() => page.context().pages().length).toBe(1);
      // Still here, and still the same page.
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      expect(called("shell.openExternal")).toEqual([]);
    });

    test("a transferred buffer is lost, as it is in Electron, so that a wire that used one would be noticed", async () => {
      await start("--private");
      await page.getByRole("button", { name: "Open logs" }).waitFor();
      const received = await page.evaluate(
        () =>
          new Promise((resolve) => {
            const { port1, port2 } = new MessageChannel();
            port2.onmessage = ({ data }) => resolve(data);
            const buffer = new ArrayBuffer(8);
            port1.postMessage({ buffer }, [buffer]);
          }),
      );
      expect(received).toBe(null);
    });

    test("a page that died is loaded again once the user says so", async () => {
      await start("--private", log);
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      started.play({ type: "gone", reason: "oom" });
      await page.getByRole("button", { name: "Open logs" }).waitFor();
      started.user.opens = [log];
      await page.getByRole("button", { name: "Open logs" }).click();
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
    });

    test("a second start hands its files to the first and ends", async () => {
      const profile = `--user-data-dir=${folder}`;
      await start(profile);
      await page.getByRole("button", { name: "Open logs" }).waitFor();
      const second = launchStandin(browser, [profile, log], {});
      await expect(second).rejects.toThrow("the program ended with 0");
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      expect(called("window.focus")).toHaveLength(1);
    });

    test("ends with its window, and leaves nothing of a private start behind", async () => {
      const before = new Set(readdirSync(tmpdir()));
      await start("--private", log);
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      started.play({ type: "close" });
      expect(await started.ended).toBe(0);
      const left = readdirSync(tmpdir()).filter(
        (name) => name.startsWith("logonscope-private-") && !before.has(name),
      );
      expect(left).toEqual([]);
    });
  },
);
