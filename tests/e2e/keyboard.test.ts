import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { describeOnHosts } from "./page-under-test.ts";

/** More stops than any view of the sample log has. */
const MOST_STOPS = 90;

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** The element that has the focus, and whether one sees that it has; null when none has. */
function stopOf(page: Page): Promise<Stop | null> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!(element instanceof HTMLElement) || element === document.body) return null;
    const parts = () => [
      element,
      element.parentElement,
      element.parentElement?.parentElement ?? null,
      document.getElementById(element.getAttribute("aria-activedescendant") ?? ""),
    ];
    const look = () =>
      parts()
        .map((part) => {
          if (part === null) return "";
          const { outline, boxShadow, backgroundColor, borderColor, width } = getComputedStyle(part);
          return [outline, boxShadow, backgroundColor, borderColor, width].join(" ");
        })
        .join("; ");
    const focused = look();
    element.blur();
    const plain = look();
    element.focus({ preventScroll: true });
    const name = element.getAttribute("aria-label") ?? (element.textContent || element.title);
    return { name: `${element.tagName.toLowerCase()} ${name.slice(0, 60)}`, isSeen: focused !== plain };
  });
}

await describeOnHosts("the keyboard", (open) => {
  test("leads through every view and out again, and one always sees where it is", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const rail = page.getByRole("navigation", { name: "Views" }).getByRole("button");
    const unseen: string[] = [];
    for (let view = 0; view < (await rail.count()); view++) {
      // A digit typed into the filter would not switch views.
      await rail.first().focus();
      // There are no more digits than nine.
      if (view < 9) await page.keyboard.press(String(view + 1));
      else await rail.nth(view).press("Enter");
      await expect.poll(() => rail.nth(view).getAttribute("aria-current")).toBe("page");
      await rail.nth(view).focus();
      const stops: string[] = [];
      // Out at the end of the page, or round again at its first control.
      for (let stop = 0; stop < MOST_STOPS; stop++) {
        await page.keyboard.press("Tab");
        const at = await stopOf(page);
        if (at === null || /^input Filter/.test(at.name)) break;
        if (!at.isSeen) unseen.push(`${view + 1}: ${at.name}`);
        stops.push(at.name);
      }
      expect(stops.length, `view ${view + 1}`).toBeLessThan(MOST_STOPS);
      expect(stops.length, `view ${view + 1}`).toBeGreaterThan(3);
    }
    expect(unseen).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("is back where it was when a menu, a dialog or the details close", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    // By its place: under an open dialog nothing else has a role.
    const summary = page.locator(".rail button").first();
    const hasFocus = (what: typeof summary) => what.evaluate((element) => element === document.activeElement);
    for (const key of ["?", "Control+k"]) {
      await summary.focus();
      await page.keyboard.press(key);
      const dialog = page.getByRole("dialog");
      await dialog.waitFor();
      expect(await dialog.evaluate((element) => element.contains(document.activeElement)), key).toBe(true);
      // No key leads out of it as long as it is open.
      for (let i = 0; i < 6; i++) await page.keyboard.press("Tab");
      expect(await hasFocus(summary), key).toBe(false);
      await page.keyboard.press("Escape");
      await dialog.waitFor({ state: "hidden" });
      await expect.poll(() => hasFocus(summary), { message: key }).toBe(true);
    }
    for (const name of ["Export", "Saved filters"]) {
      const button = page.getByRole("button", { name });
      await button.focus();
      await page.keyboard.press("Enter");
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("menu").waitFor({ state: "hidden" });
      await expect.poll(() => hasFocus(button), { message: name }).toBe(true);
    }
    await page.keyboard.press("3");
    const grid = page.getByRole("grid", { name: "Sessions" });
    await grid.waitFor();
    await grid.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("menu").waitFor({ state: "hidden" });
    await expect.poll(() => hasFocus(grid)).toBe(true);
    await page.keyboard.press("Enter");
    const closing = page.getByRole("button", { name: "Close the details" });
    await closing.focus();
    await page.keyboard.press("Enter");
    await closing.waitFor({ state: "hidden" });
    await expect.poll(() => hasFocus(grid)).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });
});
