import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type LaunchedStandin, launchStandin } from "../electron-standin/launch.ts";
import { eventually } from "../eventually.ts";
import { bigLog } from "./big-log.ts";
import { launchChromium, scratchFolder } from "./chromium.ts";

/*
 * Exports of the window on their way to the disk: what is stopped, killed or finds no room leaves nothing under its name.
 * The built shell over its stand-in; the file is written by the program's own host.
 */
const SESSIONS = 6000;
const launched = await launchChromium();
if ("reason" in launched) console.log(`Checks of saving skipped: ${launched.reason}`);

/** A disk of one megabyte, which only root can make, and only where the system lets it; or why there is none. */
function smallDisk(folder: string): { readonly unmount: () => void } | { readonly reason: string } {
  mkdirSync(folder);
  if (process.platform !== "linux" || process.getuid?.() !== 0)
    return { reason: "only root on Linux makes a small disk" };
  const made = spawnSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], { encoding: "utf8" });
  if (made.status !== 0) return { reason: `no small disk: ${made.stderr.trim()}` };
  return { unmount: () => void spawnSync("umount", [folder]) };
}

/** Lets a process write no file of more bytes; false where that cannot be set. */
function limitFiles(pid: number, bytes: number): boolean {
  return spawnSync("prlimit", [`--fsize=${bytes}`, "--pid", String(pid)]).status === 0;
}

describe.skipIf("reason" in launched)("an export of the window", () => {
  const { browser } = launched as { readonly browser: Browser };
  const scratch = scratchFolder();
  const log = join(scratch.path, "big.evtx");
  let folder = "";
  let opened: LaunchedStandin;
  let count = 0;

  beforeAll(() => writeFileSync(log, bigLog(SESSIONS)));
  afterAll(scratch.remove);
  afterEach(async () => {
    try {
      process.kill(opened.pid, "SIGCONT");
    } catch {
      // A spec has ended it.
    }
    await opened.close();
  });

  /** Opens the log and waits for its table; exports go into a folder of their own. */
  async function open(into = join(scratch.path, `saved-${++count}`)): Promise<void> {
    folder = into;
    mkdirSync(folder, { recursive: true });
    opened = await launchStandin(browser, ["--private", log], { viewport: { width: 1280, height: 800 } });
    opened.user.saves = join(folder, "sessions.json");
    await opened.page.getByText(/read in/).waitFor();
    await opened.page.getByRole("button", { name: "Sessions", exact: true }).first().click();
  }
  const exportJson = async (): Promise<void> => {
    await opened.page.getByRole("button", { name: /^Export/ }).click();
    await opened.page.getByRole("menuitem", { name: /^Data with sources and caveats/ }).click();
  };
  const files = () => readdirSync(folder);
  /**
   * Waits until the file is being written, which takes a while: it comes in some ten pieces. An empty one is not enough:
   * the page may not have been told yet that there is one.
   */
  const begun = () =>
    eventually(() => expect(statSync(join(folder, files()[0] ?? "none yet")).size).toBeGreaterThan(0));

  /** Waits until every thread of the program stands still: on a busy machine one may go on for a while. */
  const stands = () =>
    eventually(() => {
      if (process.platform !== "linux") return;
      const tasks = `/proc/${opened.pid}/task`;
      for (const task of readdirSync(tasks))
        expect(readFileSync(join(tasks, task, "stat"), "utf8")).toMatch(/\) T /);
    });

  test("stands there whole", async () => {
    await open();
    await exportJson();
    await opened.page.getByText(/Saved [\d,]+ sessions as sessions\.json/).waitFor();
    expect(files()).toEqual(["sessions.json"]);
    const { sessions } = JSON.parse(readFileSync(join(folder, "sessions.json"), "utf8")) as {
      sessions: readonly unknown[];
    };
    expect(sessions).toHaveLength(SESSIONS);
  });

  test("that takes long is told and can be stopped: nothing of it is left", async () => {
    await open();
    for (let tries = 0; ; tries++) {
      await exportJson();
      await begun();
      // A disk that does not answer.
      process.kill(opened.pid, "SIGSTOP");
      await stands();
      if (!existsSync(join(folder, "sessions.json"))) break;
      // It was quicker than we were.
      expect(tries).toBeLessThan(20);
      process.kill(opened.pid, "SIGCONT");
      const told = opened.page.getByRole("status").filter({ hasText: /^Saved/ });
      await told.waitFor();
      // The next time it is told anew.
      await told.getByRole("button", { name: "Close", exact: true }).click();
      await told.waitFor({ state: "hidden" });
      rmSync(join(folder, "sessions.json"));
    }
    await opened.page.getByText(/^Writing sessions\.json|^Preparing sessions\.json/).waitFor();
    await opened.page.getByRole("button", { name: "Stop", exact: true }).click();
    await opened.page.getByText("sessions.json was not saved.").waitFor();
    process.kill(opened.pid, "SIGCONT");
    await eventually(() => expect(files()).toEqual([]));
  });

  test("whose program is killed leaves no half file under its name", async () => {
    await open();
    await exportJson();
    await begun();
    process.kill(opened.pid, "SIGKILL");
    await opened.ended;
    const path = join(folder, "sessions.json");
    // It may have been whole by then.
    if (existsSync(path)) expect(() => JSON.parse(readFileSync(path, "utf8")) as unknown).not.toThrow();
    else expect(files()).toEqual([expect.stringMatching(/^\.[0-9a-f]+\.part$/)]);
  });

  test("that finds the disk full is told with its name, and leaves nothing", async ({ skip }) => {
    const place = join(scratch.path, "disk");
    const disk = smallDisk(place);
    if ("reason" in disk) skip(disk.reason);
    else
      try {
        await open(place);
        await exportJson();
        await opened.page.getByText("The disk is full: sessions.json was not saved.").waitFor();
        expect(files()).toEqual([]);
        // There is room for a smaller one.
        opened.user.saves = join(place, "sources.csv");
        await opened.page.getByRole("button", { name: "Sources", exact: true }).first().click();
        await opened.page.getByRole("button", { name: /^Export/ }).click();
        await opened.page.getByRole("menuitem", { name: /^Spreadsheet, every column/ }).click();
        await opened.page.getByText(/Saved 1 input/).waitFor();
        expect(files()).toEqual(["sources.csv"]);
      } finally {
        disk.unmount();
      }
  });

  test("that grows larger than files may be is told, and leaves nothing", async ({ skip }) => {
    await open();
    if (!limitFiles(opened.pid, 1_500_000)) skip("no limit of files can be set here");
    await exportJson();
    await opened.page.getByText("sessions.json is larger than files may be there").waitFor();
    expect(files()).toEqual([]);
  });
});
