import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
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

test("the stand-in can be read in one sitting: at most 600 lines of code", () => {
  const folder = join(projectRoot, "tests/electron-standin");
  const lines = readdirSync(folder)
    .filter((name) => /\.(?:mjs|js|ts)$/.test(name))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n"))
    .filter((line) => !/^\s*(?:$|\/\/|\/\*|\*)/.test(line));
  expect(lines.length).toBeGreaterThan(300);
  expect(lines.length).toBeLessThanOrEqual(600);
});

test("the stand-in throws for what the program does not use", () => {
  const tried = [
    "electron.app.isPackaged",
    "electron.nativeTheme.themeSource",
    "electron.session.defaultSession.protocol.registerFileProtocol",
    "electron.shell.openPath",
    "new electron.MessageChannelMain().port1.ref",
    "new electron.BrowserWindow({ webPreferences: {} }).capturePage",
    "new electron.BrowserWindow({ webPreferences: {} }).webContents.executeJavaScript",
  ];
  const script = `const electron = await import("electron");
    for (const [name, read] of [${tried.map((text) => `[${JSON.stringify(text)}, () => ${text}]`).join()}])
      try { read(); console.log(name, "is there"); } catch (error) { if (!/^The stand-in/.test(error.message)) console.log(name, error); }
    console.log("tried"); process.exit();`;
  const register = pathToFileURL(join(projectRoot, "tests/electron-standin/register.mjs")).href;
  const said = execFileSync(
    process.execPath,
    ["--import", register, "--input-type=module", "--eval", script],
    { encoding: "utf8" },
  );
  expect(said).toBe("tried\n");
});

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

    /** The menu as it was last put up: labels and whether they can be chosen. */
    const menu = (): { label: string; enabled: boolean }[] =>
      (called("Menu.setApplicationMenu").at(-1)?.[0] ?? []) as { label: string; enabled: boolean }[];
    const isOn = (label: string): boolean | undefined =>
      menu().find((item) => item.label?.replace("&", "") === label)?.enabled;
    /** The page has named its views, and so hears what is chosen. */
    const menuIsHeard = () => expect.poll(() => isOn("Timeline")).toBe(false);
    const choose = (label: string): void => {
      const found = menu().find((item) => item.label?.replace("&", "") === label);
      started.play({ type: "menu", label: found?.label });
    };

    test("the menu follows the page: its views, what can be done, its language", async () => {
      await start("--private");
      await page.getByRole("button", { name: "Open logs" }).waitFor();
      await menuIsHeard();
      expect([isOn("Close Logs"), isOn("Save What Is on Screen…"), isOn("Open…")]).toEqual([
        false,
        false,
        true,
      ]);
      choose("Open Sample Log");
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      await expect.poll(() => isOn("Save What Is on Screen…")).toBe(true);
      choose("Failures");
      await page.getByRole("grid", { name: "Failed sign-ins" }).waitFor();
      started.user.saves = join(folder, "failures.csv");
      choose("Save What Is on Screen…");
      await expect.poll(() => existsSync(join(folder, "failures.csv"))).toBe(true);
      choose("Logonscope Help");
      await page.getByRole("complementary", { name: "Help" }).waitFor();
      // The bar in the task bar has been there and is gone.
      expect(called("window.setProgressBar").at(-1)).toEqual([-1]);
      await page.evaluate(() => window.history.replaceState(null, "", "?lang=de"));
      await page.reload();
      await expect.poll(() => menu()[0]?.label).toBe("&Datei");
      expect(isOn("Protokolle schließen")).toBe(false);
    });

    test("About tells the versions of the program and every licence in it, without a network", async () => {
      await start("--private");
      await page.getByRole("button", { name: "Open logs" }).waitFor();
      await menuIsHeard();
      expect(isOn("About Logonscope")).toBe(true);
      choose("About Logonscope");
      const about = page.getByRole("dialog", { name: "About Logonscope" });
      expect(await about.getByRole("region", { name: "Versions" }).textContent()).toContain(
        process.versions.node,
      );
      const shipped = JSON.parse(readFileSync(join(projectRoot, "out/licences.json"), "utf8")) as {
        name: string;
      }[];
      await expect.poll(() => about.getByRole("listitem").count()).toBe(shipped.length);
      await about.getByText("react-dom", { exact: true }).click();
      await about
        .getByText(/Meta Platforms|Facebook/)
        .filter({ visible: true })
        .waitFor();
      await about.getByText("free software under the MIT licence").click();
      await about
        .getByText(/MIT License/)
        .filter({ visible: true })
        .first()
        .waitFor();
    });

    test("a saved export is shown in its folder and dragged out of the window, by a path that the page never has", async () => {
      await start("--private", log);
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      const path = join(folder, "Sitzungen ü.csv");
      started.user.saves = path;
      await page.keyboard.press("Control+s");
      await page.getByRole("button", { name: "Show in folder" }).click();
      await expect.poll(() => called("shell.showItemInFolder")).toEqual([[path]]);
      await page.locator(".drag-file").dispatchEvent("dragstart");
      await expect.poll(() => called("webContents.startDrag")).toEqual([[path]]);
      expect(await page.content()).not.toContain(folder);
      rmSync(path);
      await page.getByRole("button", { name: "Show in folder" }).click();
      await page.getByText("The export is no longer where it was saved.").waitFor();
      expect(called("shell.showItemInFolder")).toHaveLength(1);
    });

    test("the next start finds the window where it was, and the last case in its menu", async () => {
      const profile = `--user-data-dir=${folder}`;
      const place = {
        bounds: { x: 60, y: 70, width: 1000, height: 640 },
        maximized: true,
        fullScreen: false,
      };
      writeFileSync(join(folder, "window.json"), JSON.stringify(place));
      await start(profile, log);
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      expect(called("window.maximize")).toHaveLength(1);
      await expect.poll(() => isOn("PC-014-Security.evtx")).toBe(true);
      started.play({ type: "close" });
      expect(await started.ended).toBe(0);
      expect(JSON.parse(readFileSync(join(folder, "window.json"), "utf8"))).toEqual({
        ...place,
        maximized: false,
      });
      await started.close();
      await start(profile);
      await menuIsHeard();
      choose("PC-014-Security.evtx");
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      choose("Clear List");
      await expect.poll(() => isOn("Open Recent")).toBe(false);
    });

    test("opens files whatever they are called, and says of what is no log that it is none", async () => {
      const odd = ["-x.evtx", "a b.log", "%41.txt", "a#b.evtx"].map((name) => join(folder, name));
      for (const path of odd) cpSync(log, path);
      writeFileSync(join(folder, "letter.docx"), "not a log at all");
      // As a desktop hands them over: paths, an address of a file, and behind `--` whatever comes.
      await start("--private", pathToFileURL(odd[1]!).href, odd[2]!, "--", odd[0]!, odd[3]!);
      await page.getByText("4 logs").first().waitFor();
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      expect(await page.title()).toBe("PC-014.corp.example – Logonscope");
      started.play({ type: "openFile", path: join(folder, "letter.docx") });
      await page.getByText(/letter\.docx.* The case that was open is still here\./).waitFor();
      // A folder stands for the logs in it; what is no log is left out of it.
      started.play({ type: "openFile", path: folder });
      await page.getByText("5 logs").first().waitFor();
      await page.getByRole("heading", { name: "PC-014.corp.example" }).waitFor();
      // What the system hands over is a path, never an address to be fetched.
      started.play({ type: "openFile", path: "https://example.com/Security.evtx" });
      await page.getByText(/Security\.evtx.* still here\./).waitFor();
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
