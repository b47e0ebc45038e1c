import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { startBrowserHost } from "./browser-host.ts";
import { launchChromium } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");

const filterBox = (page: Page) => page.getByRole("combobox", { name: "Filter" });
const strip = (page: Page) => page.getByRole("group", { name: "The whole case by time" });

/** Rows shown, as the foot of the page says. */
async function shown(page: Page): Promise<number> {
  const words = await page.getByRole("contentinfo").innerText();
  return Number(/([\d,]+)\s+of/.exec(words)?.[1]?.replaceAll(",", ""));
}

await describeOnHosts("the frame around the views", (open) => {
  test("a filter is completed from the case, becomes terms, is saved and comes back by its name", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await filterBox(page).fill("user:an");
    const list = page.getByRole("listbox", { name: "Completions" });
    await list.getByRole("option", { name: /^anna/ }).click();
    await page.getByText("10 of").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove user:anna" }).waitFor();

    await page.getByRole("button", { name: "Saved filters" }).click();
    await page.getByRole("menuitem", { name: "Save this filter as…" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Only Anna");
    await page.keyboard.press("Enter");
    await page.getByText("Saved as “Only Anna”.").waitFor();
    await page.getByRole("button", { name: "Remove user:anna" }).click();
    await page.getByText("10 of").waitFor({ state: "hidden" });
    await page.getByRole("button", { name: "Saved filters" }).click();
    await page.getByRole("menuitem", { name: "Only Anna" }).click();
    await page.getByText("10 of").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a range is brushed on the strip, holds on every view and in the export, and is undone", async () => {
    const { page, complaints, save, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("grid").waitFor();
    const all = await shown(page);
    const box = await strip(page).boundingBox();
    if (box === null) throw new Error("the strip has no place");
    await page.mouse.move(box.x + box.width * 0.2, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.3, box.y + 20);
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20);
    await page.mouse.up();
    await page.getByRole("banner").getByRole("button", { name: "Show the whole case" }).waitFor();
    const some = await shown(page);
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);

    const saved = await save(async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /Data with sources/ }).click();
    });
    expect(saved.name).toMatch(/^sessions-\d{4}-\d\d-\d\d--\d{4}-\d\d-\d\d\.json$/);
    const exported = JSON.parse(saved.bytes.toString()) as {
      filter: string;
      sessions: { key: string }[];
    };
    expect(exported.sessions).toHaveLength(some);
    // The filter that the file names gives the same sessions anywhere.
    const printed = JSON.parse(
      cli(["sessions", demo, "--filter", exported.filter, "--format", "json", "--quiet"]).out,
    ) as { sessions: { key: string }[] };
    const keys = (list: readonly { key: string }[]) => list.map(({ key }) => key).sort();
    expect(keys(exported.sessions)).toEqual(keys(printed.sessions));

    await page.getByRole("button", { name: "Breakdown" }).click();
    await page.getByRole("figure", { name: "Users" }).waitFor();
    expect(await shown(page)).toBe(some);
    await page.keyboard.press("Control+z");
    await page.getByText(new RegExp(`^${all} of`)).waitFor();
    await page.keyboard.press("Control+Shift+z");
    await page.getByText(new RegExp(`^${some} of`)).waitFor();
    await strip(page).dblclick();
    await page.getByText(new RegExp(`^${all} of`)).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("a range is typed, and a wrong one gets a sentence", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("button", { name: /^Whole case/ }).click();
    await page.getByLabel("From", { exact: true }).fill("2024-03-33");
    await page.getByRole("button", { name: "Apply" }).click();
    await page.getByText("is not a time").waitFor();
    await page.getByLabel("From", { exact: true }).fill("2024-03-05");
    await page.getByLabel("To", { exact: true }).fill("2024-03-06");
    await page.keyboard.press("Enter");
    await page.getByText("5 Mar 2024", { exact: true }).waitFor();
    expect(await shown(page)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test("by keyboard alone: palette, filter, strip, back and forward", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("sess");
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: "Sessions" }).waitFor();
    const all = await shown(page);
    await page.keyboard.press("Control+k");
    await page.keyboard.type("anna");
    await page.keyboard.press("Enter");
    await page.getByText("10 of").waitFor();
    await page.keyboard.press("Control+f");
    await page.keyboard.type("-reas");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type("userL");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Remove reason:userLogoff" }).waitFor();
    await page.keyboard.press("Escape");
    await strip(page).focus();
    await page.keyboard.press("+");
    await page.getByRole("banner").getByRole("button", { name: "Show the whole case" }).waitFor();
    await page.keyboard.press("0");
    await page
      .getByRole("banner")
      .getByRole("button", { name: "Show the whole case" })
      .waitFor({ state: "hidden" });
    await page.keyboard.press("9");
    await page
      .getByRole("heading", { name: "Sources" })
      .or(page.getByText("SHA-256").first())
      .first()
      .waitFor();
    await page.keyboard.press("Alt+ArrowLeft");
    await page.getByRole("grid", { name: "Sessions" }).waitFor();
    // One step further back each time, until nothing is filtered any more.
    await expect
      .poll(async () => {
        await page.keyboard.press("Alt+ArrowLeft");
        return shown(page);
      })
      .toBe(all);
    expect(complaints).toEqual([]);
    await close();
  });

  test("the bar over the views stays usable in a narrow window", async () => {
    const { page, complaints, close } = await open(["--demo"], { width: 900, height: 700 });
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    for (const name of ["Export", "Saved filters"]) {
      await page.getByRole("button", { name }).click();
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "hidden" });
    }
    const inside = await page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    );
    expect(inside).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test("a wrong file dropped on a case leaves it on screen, and says what was wrong", async ({ skip }) => {
    const { page, complaints, inBrowser, close } = await open(["--demo"]);
    if (!inBrowser) skip("a script cannot make a file that has a path");
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const dropped = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(["no log"], "notes.txt"));
      return data;
    });
    await page.locator(".main").dispatchEvent("drop", { dataTransfer: dropped });
    await page.getByText(/notes\.txt: .*still here/).waitFor();
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

const browser = await launchChromium();

describe.skipIf("reason" in browser)("the buttons of a browser", () => {
  test("Back and Forward walk the views and stay in the program", async () => {
    if ("reason" in browser) return;
    const host = await startBrowserHost(["--demo"]);
    const page = await browser.browser.newPage();
    try {
      await page.goto(host.url);
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      await page.getByRole("button", { name: "Timeline" }).click();
      await page.getByRole("group", { name: /^Timeline of sessions/ }).waitFor();
      await page.goBack();
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      await page.goForward();
      await page.getByRole("group", { name: /^Timeline of sessions/ }).waitFor();
    } finally {
      await page.close();
      await host.stop();
    }
  });
});
