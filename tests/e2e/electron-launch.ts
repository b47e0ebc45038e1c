import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication, type Page } from "playwright-core";
import { findElectronBinary } from "../../build/electron-binary.mjs";
import { projectRoot } from "../source-tree.ts";

const entry = join(projectRoot, "out/main/index.js");

/** Why the window cannot be driven on this machine, in words for the name of a skipped test; null when it can. */
export function whyNoElectron(): string | null {
  if (findElectronBinary() === null) {
    return "Electron's binary is not on this machine (npm run electron:install gets it)";
  }
  if (!existsSync(entry)) return "the bundles are not built (npm run build)";
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return "Electron needs a display (xvfb-run npm test brings one)";
  }
  return null;
}

export interface LaunchedElectron {
  readonly app: ElectronApplication;
  /** The one window, its page loaded. */
  readonly page: Page;
  /** Closes the program and removes its profile. */
  close(): Promise<void>;
}

/**
 * Starts the built program as a user would, with its own empty profile, so that neither a running copy nor an earlier
 * test is touched. `args` are files and switches. Throws with `whyNoElectron` where that is not possible.
 */
export async function launchElectron(args: readonly string[] = []): Promise<LaunchedElectron> {
  const reason = whyNoElectron();
  if (reason !== null) throw new Error(reason);
  const profile = mkdtempSync(join(tmpdir(), "logonscope-e2e-"));
  const { ELECTRON_RUN_AS_NODE: _node, ...inherited } = process.env;
  const env = Object.fromEntries(
    Object.entries(inherited).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const remove = (): void =>
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  try {
    // No path to the binary: Playwright then finds the package's own and loads its helper into the main process.
    const app = await _electron.launch({
      args: [entry, `--user-data-dir=${profile}`, ...args],
      cwd: projectRoot,
      env,
      // Chromium refuses its sandbox to root; everywhere else the tests run with it, like the program.
      chromiumSandbox: process.getuid?.() !== 0,
    });
    const close = async (): Promise<void> => {
      await app.close();
      remove();
    };
    try {
      const page = await app.firstWindow();
      await page.waitForLoadState("domcontentloaded");
      return { app, page, close };
    } catch (failure) {
      await close();
      throw failure;
    }
  } catch (failure) {
    remove();
    throw failure;
  }
}
