import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { describeOnHosts } from "./page-under-test.ts";

const axe = readFileSync(join(projectRoot, "node_modules/axe-core/axe.min.js"), "utf8");

/** What the checker finds against WCAG 2.2 A and AA, as readable lines. */
async function violations(page: Page): Promise<string[]> {
  // Through the debugger, because the page's own policy rightly refuses foreign scripts.
  await page.evaluate(axe);
  // Left out: the empty elements around an open menu or dialog that hand the focus on to it as soon as they get it.
  const results = await page.evaluate<AxeResults>(
    "axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })",
  );
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
  );
}

/** Waits until what was begun is drawn to its end: colours that still fade would be measured half way. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await drawn();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await drawn();
  });
}

/** What each view shows once it is there. */
const SHOWS: Readonly<Record<string, (page: Page) => Locator>> = {
  Summary: (page) => page.getByRole("heading", { name: "3 computers" }),
  Timeline: (page) => page.getByRole("button", { name: "by computer" }),
  Sessions: (page) => page.getByRole("grid", { name: "Sessions" }),
  Failures: (page) => page.getByRole("grid", { name: "Failed sign-ins" }),
  Breakdown: (page) => page.getByRole("figure", { name: "Users" }),
  Sources: (page) => page.getByRole("heading", { name: /^\d+ inputs$/ }),
  Reports: (page) => page.getByRole("region", { name: "Reports" }),
  Coverage: (page) => page.getByRole("grid", { name: "Answers by question and time" }),
};

await describeOnHosts("accessibility", (open) => {
  test.each([false, true])("no view breaks a rule (dark: %s)", async (dark) => {
    const { page, complaints, close } = await open(["--demo"], { dark });
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const found: Record<string, string[]> = {};
    for (const [view, shows] of Object.entries(SHOWS)) {
      await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
      await shows(page).waitFor();
      if (view === "Sessions" || view === "Failures") await page.getByRole("row").nth(2).click();
      if (view === "Coverage") await page.getByText("All answers as a list").click();
      await atRest(page);
      found[view] = await violations(page);
    }
    expect(found).toEqual({
      Summary: [],
      Timeline: [],
      Sessions: [],
      Failures: [],
      Breakdown: [],
      Sources: [],
      Reports: [],
      Coverage: [],
    });
    expect(complaints).toEqual([]);
    await close();
  });

  test.each([false, true])("nothing that opens over a view breaks a rule (dark: %s)", async (dark) => {
    const { page, complaints, close } = await open(["--demo"], { dark });
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const found: Record<string, string[]> = {};
    const look = async (what: string) => {
      await atRest(page);
      found[what] = await violations(page);
    };
    const dismiss = async (role: "dialog" | "menu") => {
      await page.keyboard.press("Escape");
      await page.getByRole(role).first().waitFor({ state: "hidden" });
    };
    for (const name of ["Export", "Saved filters"]) {
      await page.getByRole("button", { name }).click();
      await page.getByRole("menu").waitFor();
      await look(name);
      await dismiss("menu");
    }
    await page.keyboard.press("Control+k");
    await page.keyboard.type("an");
    await page.getByRole("option").first().waitFor();
    await look("palette");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await look("shortcuts");
    await dismiss("dialog");
    await page.getByRole("combobox", { name: "Filter" }).fill("user:");
    await page.getByRole("option").first().waitFor();
    await look("completion");
    await page.getByRole("combobox", { name: "Filter" }).fill("");
    await page.keyboard.press("Escape");
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("row").nth(2).click({ button: "right" });
    await page.getByRole("menu").waitFor();
    await look("menu of a cell");
    await dismiss("menu");
    await page.getByRole("row").nth(2).click();
    await page.getByText(/^Why this is the end/).click();
    await look("details with a rule");
    expect(Object.values(found).flat()).toEqual([]);
    expect(Object.keys(found)).toHaveLength(7);
    expect(complaints).toEqual([]);
    await close();
  });

  test("the start screen breaks no rule", async () => {
    const { page, complaints, close } = await open();
    await page.getByRole("button", { name: "Open logs" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
