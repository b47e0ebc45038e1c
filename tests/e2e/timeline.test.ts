import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeOnHosts } from "./page-under-test.ts";

/** Names beside the lanes and the ruler above them, in pixels, as the canvas draws them. */
const GUTTER = 176;
const RULER = 26;

async function onTimeline(page: Page): Promise<Locator> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
  const surface = page.getByRole("group", { name: /^Timeline of sessions/ });
  await surface.waitFor();
  return surface;
}

/** The node of the list on which keyboard and screen reader stand. */
function activeNode(page: Page): Promise<string> {
  return page.getByRole("tree", { name: "Lanes and sessions" }).evaluate((tree) => {
    const id = tree.getAttribute("aria-activedescendant") ?? "";
    return tree.ownerDocument.getElementById(id)?.textContent ?? "";
  });
}

async function dragBy(page: Page, from: readonly [number, number], dx: number): Promise<void> {
  await page.mouse.move(from[0], from[1]);
  await page.mouse.down();
  await page.mouse.move(from[0] + dx / 2, from[1], { steps: 3 });
  await page.mouse.move(from[0] + dx, from[1], { steps: 3 });
  await page.mouse.up();
}

await describeOnHosts("the timeline", (open) => {
  test("asks who was on by a click on the ruler; the line can be dragged and put away", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    const box = (await (await onTimeline(page)).boundingBox())!;
    await page.mouse.click(box.x + GUTTER + 300, box.y + RULER / 2);
    const panel = page.getByRole("region", { name: "Who was on" });
    await panel.waitFor();
    const first = await panel.getByRole("heading").first().innerText();
    await dragBy(page, [box.x + GUTTER + 300, box.y + 200], 120);
    await expect.poll(() => panel.getByRole("heading").first().innerText()).not.toBe(first);
    await page.keyboard.press("Escape");
    await panel.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  test("drags a stretch of the ruler to zoom in, and Home shows the whole case again", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    const surface = await onTimeline(page);
    const box = (await surface.boundingBox())!;
    const range = page.getByRole("button", { name: /Whole case/ }).first();
    await range.waitFor();
    await dragBy(page, [box.x + GUTTER + 200, box.y + RULER / 2], 150);
    await range.waitFor({ state: "detached" });
    await surface.focus();
    await page.keyboard.press("Home");
    await range.waitFor();
    await page.mouse.move(box.x + GUTTER + 300, box.y + 100);
    await page.keyboard.down("Control");
    await page.mouse.wheel(0, -400);
    await page.keyboard.up("Control");
    await range.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
    await close();
  });

  test("is walked by keyboard: lanes, sessions, details; the list stands where the canvas stands", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    const surface = await onTimeline(page);
    await surface.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    const session = await activeNode(page);
    expect(session).toMatch(/ on .+\. (On|Began|When)/);
    await page.keyboard.press("Enter");
    const details = page.getByRole("complementary", { name: "Details" });
    await details.waitFor();
    expect(await details.getByRole("heading").first().innerText()).toBe(session.split(". ")[0]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("puts users within computers, and a lane's menu leaves only that lane", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await onTimeline(page);
    await page.getByRole("button", { name: "user in computer" }).click();
    const tree = page.getByRole("tree", { name: "Lanes and sessions" });
    await tree.focus();
    expect(await activeNode(page)).toMatch(/, \d+ lanes?, /);
    await page.keyboard.press("ArrowDown");
    const lane = (await activeNode(page)).split(",")[0]!;
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: `Only ${lane}`, exact: true }).click();
    await page.getByRole("menu").waitFor({ state: "detached" });
    await tree.focus();
    await expect
      .poll(() => tree.getByRole("treeitem", { level: 2 }).allInnerTexts())
      .toSatisfy((texts: string[]) => texts.length > 0 && texts.every((text) => text.startsWith(`${lane},`)));
    expect(complaints).toEqual([]);
    await close();
  });
});
