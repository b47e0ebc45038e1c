import type { Browser, ConsoleMessage, Page } from "playwright-core";
import { afterAll, afterEach, describe } from "vitest";
import { startBrowserHost } from "./browser-host.ts";
import { launchChromium } from "./chromium.ts";
import { launchElectron, whyNoElectron } from "./electron-launch.ts";

/** A page with a case or a start screen, on one of the two hosts, and what it complained about. */
export interface OpenedPage {
  readonly page: Page;
  /** Errors of the page and requests that left this machine; every spec ends by expecting none. */
  readonly complaints: readonly string[];
  /** Process behind the page, to be held still by a spec; 0 where there is none of its own. */
  readonly hostPid: number;
  close(): Promise<void>;
}

/** Starts the program with files or flags, as a user would. */
export type OpenPage = (args?: readonly string[], look?: Look) => Promise<OpenedPage>;

export interface Look {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
}

const OWN = /^(http:\/\/([a-z0-9-]+\.localhost|127\.0\.0\.1):\d+\/|app:\/\/logonscope\/|data:|blob:)/;

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

const inBrowser =
  (browser: Browser): OpenPage =>
  async (args = [], look = {}) => {
    const host = await startBrowserHost(args);
    const context = await browser.newContext({
      viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
      colorScheme: look.dark === true ? "dark" : "light",
      acceptDownloads: true,
    });
    const page = await context.newPage();
    const complaints = watch(page);
    await page.goto(host.url);
    return {
      page,
      complaints,
      hostPid: host.pid,
      close: async () => {
        await context.close();
        await host.stop();
      },
    };
  };

const inElectron: OpenPage = async (args = [], look = {}) => {
  const { page, close } = await launchElectron(["--private", ...args]);
  const complaints = watch(page);
  await page.setViewportSize({ width: look.width ?? 1280, height: look.height ?? 800 });
  await page.emulateMedia({ colorScheme: look.dark === true ? "dark" : "light" });
  return { page, complaints, hostPid: 0, close };
};

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
 * Runs the same specs on the browser host and, where its binary is at hand, in Electron. A host that cannot run here
 * is skipped and its name says why.
 */
export async function describeOnHosts(title: string, specs: (open: OpenPage) => void): Promise<void> {
  const launched = await launchChromium();
  if ("reason" in launched) {
    console.log(`Browser checks of "${title}" skipped: ${launched.reason}`);
    describe.skip(`${title}, in a browser (${launched.reason})`, () => specs(() => Promise.reject()));
  } else {
    describe(`${title}, in a browser`, () => {
      afterAll(() => launched.browser.close());
      specs(closingAfterEach(inBrowser(launched.browser)));
    });
  }
  const noElectron = whyNoElectron();
  describe.skipIf(noElectron !== null)(
    noElectron === null ? `${title}, in Electron` : `${title}, in Electron (skipped: ${noElectron})`,
    () => specs(closingAfterEach(inElectron)),
  );
}
