import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser, ConsoleMessage, Page } from "playwright-core";
import { afterEach, describe } from "vitest";
import { launchStandin } from "../electron-standin/launch.ts";
import { AS_TEST_BROWSER } from "../entered.ts";
import { eventually } from "../eventually.ts";
import { type RunningHost, startBrowserHost } from "./browser-host.ts";
import { launchChromium } from "./chromium.ts";
import { launchElectron, whyNoElectron } from "./electron-launch.ts";
import { endLater } from "./one-process.ts";

/** A file as the user got it. */
export interface SavedFile {
  /** The name that was offered. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A page with a case or a start screen, on one of the hosts, and what it complained about. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors of the page and requests that left this machine; every spec ends by expecting none. */
  readonly complaints: readonly string[];
  /** Whether files reach the program as bytes. A window takes their paths, and what a script makes has none. */
  readonly inBrowser: boolean;
  /** Process behind the page, to be held still by a spec; 0 where there is none of its own. */
  readonly hostPid: number;
  /** Does what saves a file, and takes the file: a download of the browser, or what the dialog of the program is told. */
  save(act: () => Promise<void>): Promise<SavedFile>;
  close(): Promise<void>;
}

/** Starts the program with files or flags, as a user would. */
export type OpenPage = (args?: readonly string[], look?: Look) => Promise<OpenedPage>;

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

const OWN = /^(http:\/\/([a-z0-9-]+\.localhost|127\.0\.0\.1)(:\d+)?\/|app:\/\/logonscope\/|data:|blob:)/;

/** Collects what a page should never do: script errors, refused inline code, addresses that are not ours. */
function watch(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message: ConsoleMessage) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    if (!OWN.test(request.url())) complaints.push(`request to ${request.url()}`);
  });
  return complaints;
}

const shared = new Map<string, Promise<RunningHost>>();
/**
 * A host that was started with flags only serves all specs of this process: it remembers nothing, and its worker is
 * warm, which halves the work of opening the sample log.
 */
function sharedHost(flags: readonly string[]): Promise<RunningHost> {
  const key = flags.join(" ");
  const known = shared.get(key);
  if (known !== undefined) return known;
  const host = startBrowserHost(flags);
  shared.set(key, host);
  endLater(async () => (await host).stop());
  return host;
}

/** Opens pages in a browser. A host with files is a spec's own. */
const inBrowser =
  (browser: Browser): OpenPage =>
  async (args = [], look = {}) => {
    const isShared = args.every((arg) => arg.startsWith("--"));
    const host = await (isShared ? sharedHost(args) : startBrowserHost(args));
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
      colorScheme: look.dark === true ? "dark" : "light",
      acceptDownloads: true,
    });
    // A shared host is opened by many contexts, each of which would be a browser of its own.
    await context.addInitScript(AS_TEST_BROWSER);
    const page = await context.newPage();
    const complaints = watch(page);
    await page.goto(host.url);
    return {
      page,
      complaints,
      inBrowser: true,
      hostPid: host.pid,
      save: async (act) => {
        const download = page.waitForEvent("download");
        await act();
        const file = await download;
        return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
      },
      close: async () => {
        await context.close();
        if (!isShared) await host.stop();
      },
    };
  };

/** Where a save dialog puts one file; `choose` tells the dialog, `offered` what name it was given. */
async function saveByDialog(
  act: () => Promise<void>,
  choose: (path: string) => Promise<void> | void,
  offered: () => Promise<string> | string,
): Promise<SavedFile> {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-saved-"));
  const path = join(folder, "saved");
  try {
    await choose(path);
    await act();
    await eventually(() => existsSync(path) || Promise.reject(new Error("nothing was saved")));
    return { name: basename(await offered()), bytes: readFileSync(path) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const inElectron: OpenPage = async (args = [], look = {}) => {
  const { app, page, close } = await launchElectron(["--private", ...args]);
  const complaints = watch(page);
  await page.setViewportSize({ width: look.width ?? 1280, height: look.height ?? 800 });
  await page.emulateMedia({ colorScheme: look.dark === true ? "dark" : "light" });
  const save = (act: () => Promise<void>): Promise<SavedFile> =>
    saveByDialog(
      act,
      (path) =>
        app.evaluate(({ dialog }, filePath) => {
          dialog.showSaveDialog = async (...asked: unknown[]) => {
            const { defaultPath } = asked.at(-1) as { defaultPath?: string };
            (globalThis as { offered?: string }).offered = defaultPath ?? "";
            return { canceled: false, filePath };
          };
        }, path),
      () => app.evaluate(() => (globalThis as { offered?: string }).offered ?? ""),
    );
  return { page, complaints, inBrowser: false, hostPid: 0, save, close };
};

/** The built shell with the stand-in for Electron: checks the wiring, not Electron. */
const onStandin =
  (browser: Browser): OpenPage =>
  async (args = [], look = {}) => {
    const { page, pid, user, asked, close } = await launchStandin(browser, ["--private", ...args], {
      viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
      colorScheme: look.dark === true ? "dark" : "light",
    });
    const save = (act: () => Promise<void>): Promise<SavedFile> =>
      saveByDialog(
        act,
        (path) => {
          user.saves = path;
        },
        () => String(asked.at(-1)?.defaultPath),
      );
    return { page, complaints: watch(page), inBrowser: false, hostPid: pid, save, close };
  };

/** `npm run e2e:shell`: every spec on the stand-in instead of the browser host. */
const ON_STANDIN = process.env.LOGONSCOPE_E2E_SHELL === "1";

/** Closes what a spec left open, so that one that fails does not leave a host running. */
function closingAfterEach(open: OpenPage): OpenPage {
  const left = new Set<OpenedPage>();
  afterEach(async () => {
    for (const opened of left) await opened.close();
  });
  return async (args, look) => {
    const opened = await open(args, look);
    const tracked: OpenedPage = {
      ...opened,
      close: async () => {
        if (left.delete(tracked)) await opened.close();
      },
    };
    left.add(tracked);
    return tracked;
  };
}

/**
 * Runs the same specs on the browser host (or, if asked for, on the stand-in for Electron) and, where its binary is at
 * hand, in Electron. A host that cannot run here is skipped and its name says why.
 */
export async function describeOnHosts(title: string, specs: (open: OpenPage) => void): Promise<void> {
  const launched = await launchChromium();
  if ("reason" in launched) {
    console.log(`Browser checks of "${title}" skipped: ${launched.reason}`);
    describe.skip(`${title}, in a browser (${launched.reason})`, () => specs(() => Promise.reject()));
  } else if (ON_STANDIN) {
    describe(`${title}, on Electron's stand-in`, () => {
      specs(closingAfterEach(onStandin(launched.browser)));
    });
  } else {
    describe(`${title}, in a browser`, () => {
      specs(closingAfterEach(inBrowser(launched.browser)));
    });
  }
  const noElectron = whyNoElectron();
  describe.skipIf(noElectron !== null)(
    noElectron === null ? `${title}, in Electron` : `${title}, in Electron (skipped: ${noElectron})`,
    () => specs(closingAfterEach(inElectron)),
  );
}
