import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { scratchFolder } from "./chromium.ts";
import {
  lookAlikes,
  nobody,
  oddNames,
  onlyFailures,
  onlyUnknown,
  threeYears,
  wrongClocks,
} from "./odd-logs.ts";
import { describeOnHosts } from "./page-under-test.ts";

const CASES = [
  ["names of 500 letters, right to left, with controls, markup and formulas", oddNames],
  ["only refusals", onlyFailures],
  ["nobody at all", nobody],
  ["nothing but unknown events", onlyUnknown],
  ["one session of three years", threeYears],
  ["clocks in 1601 and 2100", wrongClocks],
] as const;

/** Whether something sticks out of the window to the right. */
function overflows(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

await describeOnHosts("odd cases", (open) => {
  test.each(CASES)("%s: every view stands, and text stays text", async (_, make) => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.evtx");
    writeFileSync(file, make());
    const { page, complaints, close } = await open([file]);
    let asked = 0;
    page.on("dialog", (dialog) => {
      asked++;
      void dialog.dismiss();
    });
    await page.getByText(/read in/).waitFor();
    const title = await page.title();
    for (const view of ["Summary", "Timeline", "Sessions", "Failures", "Breakdown", "Sources"]) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
      await page.getByRole("main").waitFor();
      const rows = page.getByRole("main").getByRole("row");
      if ((view === "Sessions" || view === "Failures") && (await rows.count()) > 1) {
        await rows.nth(1).click();
        await page.getByRole("complementary").waitFor();
      }
      expect([view, await overflows(page)]).toEqual([view, false]);
      expect(await page.locator("img[src=x], script:not([src])").count()).toBe(0);
    }
    expect([asked, await page.title()]).toEqual([0, title]);
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("spellings of one account are one person, and a name with a hidden character is another's", async () => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.evtx");
    writeFileSync(file, lookAlikes());
    const { page, complaints, close } = await open([file]);
    await page.getByText(/read in/).waitFor();
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Sessions" }).click();
    const grid = page.getByRole("grid", { name: "Sessions" });
    await expect.poll(() => grid.getAttribute("aria-rowcount")).toBe("4");
    const users = (await grid.getByRole("row").allInnerTexts()).slice(1).map((row) => row.split(/\s/)[0]);
    expect(users.sort()).toEqual(["ANNA", "anna", "anna⟨200B⟩"]);
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
    const lanes = page.getByRole("tree").getByRole("treeitem");
    await expect
      .poll(async () => (await lanes.allInnerTexts()).filter((text) => /^anna/i.test(text)).sort())
      .toEqual([
        expect.stringMatching(/^anna, .*2 sessions/i),
        expect.stringMatching(/^anna⟨200B⟩, .*1 session/),
      ]);
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });
});
