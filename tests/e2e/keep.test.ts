import { copyFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { startBrowserHost } from "./browser-host.ts";
import { launchChromium, scratchFolder } from "./chromium.ts";

const demo = join(projectRoot, "out/demo");
const launched = await launchChromium();
if ("reason" in launched) console.log(`Checks of what is kept skipped: ${launched.reason}`);

const sessions = (page: Page) => page.getByRole("grid", { name: "Sessions" });
const showSessions = async (page: Page) => {
  await page.getByRole("button", { name: "Sessions" }).click();
  await sessions(page).waitFor();
};
const openDetails = async (page: Page) => {
  await showSessions(page);
  await sessions(page).getByRole("row").nth(3).click();
  await page.getByRole("textbox", { name: "Your note on this session" }).waitFor();
};

describe.skipIf("reason" in launched)("what the page keeps", () => {
  test("a case is known after a reload and a restart, with its records and notes, until a file changes", async () => {
    if ("reason" in launched) return;
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.evtx");
    copyFileSync(join(demo, "PC-014-Security.evtx"), file);
    const context = await launched.browser.newContext();
    const page = await context.newPage();
    const known = page.getByText("Known from before");
    let host = await startBrowserHost([file], scratch.path);
    try {
      await page.goto(host.url);
      await page.getByText(/read in/).waitFor();
      await openDetails(page);
      const rows = await sessions(page).getAttribute("aria-rowcount");
      await page.getByRole("textbox", { name: "Your note on this session" }).fill("ticket 4711");
      await page.getByRole("button", { name: "Mark this session" }).click();
      await page.getByRole("button", { name: "Remove the mark" }).waitFor();

      await page.reload();
      await known.waitFor();
      await host.stop();
      host = await startBrowserHost([file], scratch.path);
      await page.goto(host.url);
      await page.reload();
      await known.waitFor();
      await openDetails(page);
      expect(await sessions(page).getAttribute("aria-rowcount")).toBe(rows);
      expect(await page.getByRole("textbox", { name: "Your note on this session" }).inputValue()).toBe(
        "ticket 4711",
      );
      // Its records are read from the file of today.
      await page.locator(".proof").getByRole("button").first().click();
      await page.getByText("TargetUserName").first().waitFor();

      await page.getByRole("button", { name: "read again" }).click();
      await page.getByText(/read in/).waitFor();

      // Another log under the same name is another case.
      await host.stop();
      copyFileSync(join(demo, "PC-022-Security.evtx"), file);
      host = await startBrowserHost([file], scratch.path);
      await page.goto(host.url);
      await page.reload();
      await page.getByText(/read in/).waitFor();
      expect(await known.count()).toBe(0);
    } finally {
      await host.stop();
      await context.close();
      scratch.remove();
    }
  });

  test("forgetting everything leaves nothing to find", async () => {
    if ("reason" in launched) return;
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.evtx");
    copyFileSync(join(demo, "PC-014-Security.evtx"), file);
    const context = await launched.browser.newContext();
    const page = await context.newPage();
    const host = await startBrowserHost([], scratch.path);
    try {
      await page.goto(host.url);
      const input = page.getByLabel("Log files");
      await input.setInputFiles(file);
      await page.getByText(/read in/).waitFor();
      const cases = () =>
        page.evaluate(
          () =>
            new Promise<number>((resolve, reject) => {
              const opening = indexedDB.open("logonscope-cache");
              opening.onerror = () => reject(opening.error);
              opening.onsuccess = () => {
                const counting = opening.result.transaction("cases").objectStore("cases").count();
                counting.onsuccess = () => {
                  opening.result.close();
                  resolve(counting.result);
                };
              };
            }),
        );
      await expect.poll(cases).toBe(1);
      await page.reload();
      await page.getByRole("button", { name: "Forget everything" }).click();
      await expect.poll(cases).toBe(0);
    } finally {
      await host.stop();
      await context.close();
      scratch.remove();
    }
  });

  test("a private start keeps nothing", async () => {
    if ("reason" in launched) return;
    const context = await launched.browser.newContext();
    const page = await context.newPage();
    const host = await startBrowserHost(["--demo"]);
    try {
      await page.goto(host.url);
      await page.getByText(/read in/).waitFor();
      expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(
        [],
      );
      await page.reload();
      await page.getByText(/read in/).waitFor();
    } finally {
      await host.stop();
      await context.close();
    }
  });

  test("a cache of a newer version is dropped and said to be, and the window works as ever", async () => {
    if ("reason" in launched) return;
    const scratch = scratchFolder();
    const context = await launched.browser.newContext();
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    const host = await startBrowserHost([join(demo, "PC-014-Security.evtx")], scratch.path);
    try {
      // A file of the same origin, so that nothing but this script has opened the database yet.
      await page.goto(new URL("/icon.svg", host.url).href);
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const opening = indexedDB.open("logonscope-cache", 990);
            opening.onupgradeneeded = () => opening.result.createObjectStore("cases", { keyPath: "key" });
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              opening.result.close();
              resolve();
            };
          }),
      );
      await page.goto(host.url);
      await page.getByText(/A newer version of Logonscope had kept results/).waitFor();
      await page.getByText(/read in/).waitFor();
      await showSessions(page);
      await page.reload();
      await page.getByText("Known from before").waitFor();
      expect(await page.getByText(/A newer version/).count()).toBe(0);
      expect(wrong).toEqual([]);
    } finally {
      await host.stop();
      await context.close();
      scratch.remove();
    }
  });

  test("a browser that keeps nothing is no obstacle, and nothing else is promised", async () => {
    if ("reason" in launched) return;
    const scratch = scratchFolder();
    const context = await launched.browser.newContext();
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("refused", "SecurityError");
      };
    });
    const page = await context.newPage();
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(error.message));
    let host = await startBrowserHost([], scratch.path);
    try {
      await page.goto(host.url);
      await page.getByText(/results do not, because this browser keeps nothing/).waitFor();
      await host.stop();
      host = await startBrowserHost([join(demo, "PC-014-Security.evtx")], scratch.path);
      // The address may differ in nothing but what stands behind its #, which alone loads no page anew.
      await page.goto("about:blank");
      await page.goto(host.url);
      await page.getByText(/read in/).waitFor();
      await showSessions(page);
      await sessions(page).getByRole("row").nth(3).click();
      await page.getByText("How we know").waitFor();
      expect(wrong).toEqual([]);
    } finally {
      await host.stop();
      await context.close();
      scratch.remove();
    }
  });
});
