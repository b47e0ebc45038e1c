import { expect, test } from "vitest";
import { describeOnHosts } from "./page-under-test.ts";

await describeOnHosts("the second language", (open) => {
  test("is chosen from the menu; the case, its filter and the view stay", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("grid", { name: "Sessions" }).waitFor();
    const box = page.getByRole("combobox", { name: "Filter" });
    await box.fill("user:anna");
    await box.press("Enter");
    const rows = await page.getByRole("grid").getAttribute("aria-rowcount");
    expect(await page.locator("html").getAttribute("lang")).toBe("en");

    await page.getByRole("button", { name: "Appearance, language and keys" }).click();
    await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
    await page.getByRole("grid", { name: "Sitzungen" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page
      .getByRole("button", { name: /user:anna$/ })
      .first()
      .waitFor();
    expect(await page.getByRole("grid").getAttribute("aria-rowcount")).toBe(rows);

    // The worker that makes reports speaks it as well.
    await page
      .getByRole("navigation", { name: "Ansichten" })
      .getByRole("button", { name: "Berichte" })
      .click();
    await page.getByRole("heading", { name: /jedes Benutzers/ }).waitFor();
    // Evidence is the same in every language.
    await page
      .getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
      .first()
      .waitFor();

    await page.getByRole("button", { name: "Darstellung, Sprache und Tasten" }).click();
    await page.getByRole("menuitemradio", { name: "English" }).click();
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("nothing is cut off or pushed out of the window where words are longer", async () => {
    const { page, complaints, close } = await open(["--demo"], { width: 1280, height: 800 });
    await page.getByRole("navigation", { name: "Views" }).waitFor();
    await page.getByRole("button", { name: "Appearance, language and keys" }).click();
    await page.getByRole("menuitemradio", { name: "Deutsch" }).click();
    const views = page.getByRole("navigation", { name: "Ansichten" }).getByRole("button");
    await views.first().waitFor();
    const count = await views.count();
    expect(count).toBeGreaterThan(8);
    for (let at = 0; at < count; at++) {
      await views.nth(at).click();
      await page.locator("main").waitFor();
      const wide = await page.evaluate(() => {
        const parts = [...document.querySelectorAll(".top-bar, .rail button, .tool, .status, .summary-head")];
        return parts.filter((part) => part.scrollWidth > part.clientWidth + 1).map((part) => part.className);
      });
      expect({ view: at, wide }).toEqual({ view: at, wide: [] });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
    }
    expect(complaints).toEqual([]);
    await close();
  });
});
