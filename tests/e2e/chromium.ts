import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { PATIENCE_MS } from "../patience.ts";

const INSTALLED = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:/Program Files/Google/Chrome/Application/chrome.exe",
  "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
];

/** Without a sandbox of its own kind (as root in a container) and without calls home, which a closed network refuses. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A Chromium of this machine, else the one that an npm package ships, else the reason why there is none. */
async function findChromium(): Promise<{ path: string } | { reason: string }> {
  const installed = INSTALLED.find((path) => path !== undefined && existsSync(path));
  if (installed !== undefined) return { path: installed };
  if (process.platform !== "linux" || process.arch !== "x64") {
    return { reason: "no Chromium is installed, and the one from npm runs on Linux x64 only" };
  }
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    // Its own list of arguments is left aside: it switches off protections that the specs rely on.
    return { path: await packaged.executablePath() };
  } catch (error) {
    return { reason: `no Chromium is installed, and the one from npm did not unpack (${String(error)})` };
  }
}

/** Starts a browser with an empty profile, or says why it cannot. */
export async function launchChromium(): Promise<{ browser: Browser } | { reason: string }> {
  return started(async (executablePath) => ({
    browser: patient(await chromium.launch({ executablePath, args: QUIET, timeout: PATIENCE_MS })),
  }));
}

/** The same with a profile in a folder, where databases are on disk as those of a user are, and with more switches. */
export async function launchProfile(
  folder: string,
  viewport: { readonly width: number; readonly height: number },
  switches: readonly string[],
): Promise<{ context: BrowserContext } | { reason: string }> {
  return started(async (executablePath) => {
    const context = await chromium.launchPersistentContext(folder, {
      executablePath,
      viewport,
      args: [...QUIET, ...switches],
      timeout: PATIENCE_MS,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return { context };
  });
}

/** Every page of it waits as long as a slow machine needs. */
function patient(browser: Browser): Browser {
  browser.on("context", (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}

async function started<T>(launch: (path: string) => Promise<T>): Promise<T | { reason: string }> {
  const found = await findChromium();
  if ("reason" in found) return found;
  try {
    return await launch(found.path);
  } catch (error) {
    return { reason: `${found.path} did not start (${String(error).split("\n")[0]})` };
  }
}

/** A folder for downloads and scratch files of one spec file; call `remove` when done. */
export function scratchFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "logonscope-e2e-"));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
