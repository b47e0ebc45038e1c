import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { describeOnHosts } from "./page-under-test.ts";
import { outOfReach, scrolledSideways } from "./within-reach.ts";

const axe = readFileSync(join(projectRoot, "node_modules/axe-core/axe.min.js"), "utf8");

const STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
/** What the size of a window can break; the other rules have been asked at another size. */
const OF_SIZE = ["target-size", "scrollable-region-focusable"];
/** What a theme can break. */
const OF_COLOR = ["color-contrast"];

/** What the checker finds against WCAG 2.2 A and AA, or against some of its rules, as readable lines. */
async function violations(page: Page, runOnly: readonly string[] = STANDARD): Promise<string[]> {
  // Through the debugger, because the page's own policy rightly refuses foreign scripts.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  // Left out: the empty elements around an open menu or dialog that hand the focus on to it as soon as they get it.
  const found = await page.evaluate<AxeResults["violations"]>(
    `axe.run({ exclude: ['[data-base-ui-focus-guard]'] }, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ["violations"] }).then(({ violations }) => violations)`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

/**
 * The same in both themes, which change colours and nothing else: a state is asked all rules in light and those of
 * colours in dark, on one page whose system changes from day to night and back.
 */
async function inBothThemes(page: Page): Promise<string[]> {
  await atRest(page);
  const light = await violations(page);
  const lightInk = await inkOf(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await atRest(page);
  expect(await inkOf(page), "the page has followed its system").not.toBe(lightInk);
  const dark = await violations(page, OF_COLOR);
  await page.emulateMedia({ colorScheme: "light" });
  await atRest(page);
  return [...light, ...dark.map((line) => `dark: ${line}`)];
}

const inkOf = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.body).color);

/** Waits until what was begun is drawn to its end: colours that still fade would be measured half way. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const drawn = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    await drawn();
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
    await drawn();
  });
}

/** Parts that would move, although the user asked for stillness. */
function movingParts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lasts = (times: string) => times.split(",").some((time) => Number.parseFloat(time) > 0);
    const parts = Array.from(document.querySelectorAll("*")).filter((element) => {
      const { transitionDuration, animationDuration, scrollBehavior } = getComputedStyle(element);
      return lasts(transitionDuration) || lasts(animationDuration) || scrollBehavior === "smooth";
    });
    return parts.map((element) => `${element.tagName} ${element.className}`);
  });
}

/** How many pixels of a canvas have a colour of our own, and how many the one that the system has for text. */
function pixelsOf(
  page: Page,
  canvas: string,
  own: readonly string[],
): Promise<{ readonly own: number; readonly system: number }> {
  return page
    .locator(canvas)
    .first()
    .evaluate((element, colors) => {
      const probe = document.createElement("canvas").getContext("2d");
      const pen = element instanceof HTMLCanvasElement ? element.getContext("2d") : null;
      if (probe === null || pen === null) throw new Error("no canvas");
      const numberOf = (color: string) => {
        probe.fillStyle = color;
        return Number.parseInt(String(probe.fillStyle).slice(1), 16);
      };
      document.body.style.color = "CanvasText";
      const text = numberOf(getComputedStyle(document.body).color);
      document.body.style.color = "";
      const ours = new Set(colors.map(numberOf));
      const { data } = pen.getImageData(0, 0, pen.canvas.width, pen.canvas.height);
      const counts = { own: 0, system: 0 };
      for (let at = 0; at < data.length; at += 4) {
        const color = data[at]! * 65_536 + data[at + 1]! * 256 + data[at + 2]!;
        if (data[at + 3] === 255 && ours.has(color)) counts.own++;
        if (data[at + 3] === 255 && color === text) counts.system++;
      }
      return counts;
    }, own);
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
  Events: (page) => page.getByRole("grid", { name: "Records of the logs" }),
};

/** What 1280 by 800 is at 200 % zoom, and the smallest screen the program is made for. */
const SMALL_WINDOWS = [
  [640, 400],
  [1024, 640],
] as const;

async function show(page: Page, view: string): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: view }).click();
  await SHOWS[view]!(page).waitFor();
}

await describeOnHosts("accessibility", (open) => {
  test("no view breaks a rule", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const found: Record<string, string[]> = {};
    for (const view of Object.keys(SHOWS)) {
      await show(page, view);
      if (view === "Sessions" || view === "Failures") await page.getByRole("row").nth(2).click();
      if (view === "Coverage") await page.getByText("All answers as a list").click();
      found[view] = await inBothThemes(page);
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
      Events: [],
    });
    expect(complaints).toEqual([]);
    await close();
  });

  test.each(SMALL_WINDOWS)(
    "at %i by %i everything is within reach and large enough",
    async (width, height) => {
      const { page, complaints, close } = await open(["--demo"], { width, height });
      await page.getByRole("heading", { name: "3 computers" }).waitFor();
      const found: string[] = [];
      for (const view of Object.keys(SHOWS)) {
        await show(page, view);
        await atRest(page);
        const here = [
          ...(await outOfReach(page)).map((name) => `out of reach: ${name}`),
          ...(await scrolledSideways(page)).map((name) => `scrolls sideways: ${name}`),
          ...(await violations(page, OF_SIZE)),
        ];
        found.push(...here.map((line) => `${view}: ${line}`));
      }
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  test("with the colours of the system every state is still seen, and nothing moves where motion is not wanted", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const dataColors = await page.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return ["console", "remote", "other", "fail"].map((name) => style.getPropertyValue(`--${name}`));
    });
    await page.emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const frameOf = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    const moving: string[] = [];
    for (const view of Object.keys(SHOWS)) {
      await show(page, view);
      await atRest(page);
      expect(await frameOf('.rail [aria-current="page"]'), view).toBe("solid");
      moving.push(...(await movingParts(page)));
    }
    expect(moving).toEqual([]);

    await show(page, "Timeline");
    await atRest(page);
    for (const canvas of [".time-surface canvas", ".density canvas"]) {
      const { own, system } = await pixelsOf(page, canvas, dataColors);
      expect(own, canvas).toBe(0);
      expect(system, canvas).toBeGreaterThan(500);
    }
    const pressed = page.getByRole("button", { name: "by user" });
    const colorOf = (name: string) =>
      page.evaluate((color) => {
        document.body.style.backgroundColor = color;
        const is = getComputedStyle(document.body).backgroundColor;
        document.body.style.backgroundColor = "";
        return is;
      }, name);
    expect(await pressed.evaluate((button) => getComputedStyle(button).backgroundColor)).toBe(
      await colorOf("Highlight"),
    );

    await show(page, "Sessions");
    await page.getByRole("row").nth(2).click();
    expect(await frameOf(".vt-row.chosen")).toBe("solid");
    await page.getByRole("grid", { name: "Sessions" }).press("ArrowRight");
    expect(await frameOf(".vt-td.cursor")).toBe("dashed");
    await show(page, "Sources");
    expect(await frameOf(".source-row.chosen")).toBe("solid");
    await show(page, "Coverage");
    expect(await frameOf(".coverage-entry.chosen")).toBe("solid");
    await page.getByRole("button", { name: "Export" }).click();
    await page.keyboard.press("ArrowDown");
    expect(await frameOf(".menu-item[data-highlighted]")).toBe("solid");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("an");
    expect(await frameOf('[role="option"][aria-selected="true"]')).toBe("solid");
    expect(complaints).toEqual([]);
    await close();
  });

  test("nothing that opens over a view breaks a rule", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const found: Record<string, string[]> = {};
    const look = async (what: string) => {
      found[what] = await inBothThemes(page);
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
    await page.getByRole("button", { name: "How is this decided?" }).click();
    const help = page.getByRole("complementary", { name: "Help" });
    await help.getByRole("heading", { level: 2, name: "How an end is decided" }).waitFor();
    await look("help");
    await help.getByRole("searchbox").fill("power");
    await help.getByRole("listitem").first().waitFor();
    await look("found in the help");
    expect(Object.values(found).flat()).toEqual([]);
    expect(Object.keys(found)).toHaveLength(9);
    expect(complaints).toEqual([]);
    await close();
  });

  test("neither a saved export nor About breaks one", async () => {
    const { page, complaints, inBrowser, save, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await show(page, "Sessions");
    // The notice goes by itself: each theme has one of its own.
    for (const [colorScheme, rules] of [
      ["dark", OF_COLOR],
      ["light", STANDARD],
    ] as const) {
      await page.emulateMedia({ colorScheme });
      await save(() => page.keyboard.press("Control+s"));
      const notice = page.getByRole("status").filter({ hasText: "Saved" });
      await notice.waitFor();
      // Where a browser has put the file it does not tell.
      expect(await notice.getByRole("button").count()).toBe(inBrowser ? 1 : 2);
      expect(await violations(page, rules)).toEqual([]);
    }
    await page.getByRole("button", { name: "Appearance, language and keys" }).click();
    await page.getByRole("menuitem", { name: "About Logonscope" }).click();
    const about = page.getByRole("dialog", { name: "About Logonscope" });
    await about.getByRole("listitem").nth(10).waitFor();
    await about.getByRole("listitem").first().click();
    expect(await inBothThemes(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await about.waitFor({ state: "detached" });
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
