import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContext, chromium } from "playwright-core";
import { PATIENCE_MS } from "../patience.ts";
import { endLater } from "./one-process.ts";

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

/**
 * Features that are switched off: those that Playwright does without, whose switch a second one replaces, and the page
 * of Chromium's own under its address bar, which costs each window as much as the page that is tested.
 */
export const SWITCHED_OFF = [
  "AvoidUnnecessaryBeforeUnloadCheckSync",
  "DestroyProfileOnBrowserClose",
  "HttpsUpgrades",
  "HttpsFirstBalancedModeAutoEnable",
  "LensOverlay",
  "MediaRouter",
  "PaintHolding",
  "ThirdPartyStoragePartitioning",
  "AvoidCorsURLLoaderRestartOnRedirect",
  "TcpPortRandomizationWin",
  "OptimizationHints",
  "NetworkTimeServiceQuerying",
  "AimEnabled",
  "PreconnectToSearch",
  "WebUIOmniboxPopup",
  "WebUIOmniboxAimPopup",
  "WebUIOmniboxFullPopup",
] as const;

/** Without a sandbox of its own kind (as root in a container) and without calls home, which a closed network refuses. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  `--disable-features=${SWITCHED_OFF.join(",")}`,
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

type Launched = { readonly browser: Browser } | { readonly reason: string };
let own: Promise<Launched> | null = null;

/**
 * The browser of this process, or why there is none. It has an empty profile and ends with the process: whoever opens
 * a context in it closes that, and nothing else.
 */
export async function launchChromium(): Promise<Launched> {
  const known = await own;
  // A spec may have brought it down.
  if (known !== null && "browser" in known && !known.browser.isConnected()) own = null;
  own ??= startChromium();
  return own;
}

async function startChromium(): Promise<Launched> {
  const launched = await started(async (executablePath) => ({
    browser: patient(await chromium.launch({ executablePath, args: QUIET, timeout: PATIENCE_MS })),
  }));
  if ("browser" in launched) endLater(() => launched.browser.close());
  return launched;
}

/** How many contexts are open in it. */
export async function openContexts(): Promise<number> {
  const known = await own;
  return known !== null && "browser" in known ? known.browser.contexts().length : 0;
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
