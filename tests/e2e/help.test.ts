import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { describeOnHosts } from "./page-under-test.ts";

/* The guide in the built program: offline, under its policy, with its pictures. */

await describeOnHosts("help", (open) => {
  test("F1 opens the page of the view beside it, with pictures of its own and nothing from elsewhere", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Timeline" }).click();
    await page.keyboard.press("F1");
    const help = page.getByRole("complementary", { name: "Help" });
    await help.getByRole("heading", { level: 2, name: "Timeline" }).waitFor();
    const own = new URL(page.url()).origin;
    const pictures = await help.locator("img").evaluateAll((images) =>
      Promise.all(
        images.map(async (image) => {
          if (!(image instanceof HTMLImageElement)) return null;
          await image.decode();
          return { src: image.src, width: image.naturalWidth };
        }),
      ),
    );
    expect(pictures.length).toBeGreaterThan(0);
    for (const picture of pictures) {
      expect(picture?.src.startsWith(`${own}/`)).toBe(true);
      expect(picture?.width).toBeGreaterThan(100);
    }
    // The view stays usable: the question of the page is asked while it is read.
    await page.getByRole("textbox", { name: "Who was on at" }).fill("2024-03-06 14:05");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Who was on" }).waitFor();
    await help.getByRole("heading", { level: 2, name: "Timeline" }).waitFor();
    // A drawing is an image like others: its own style sheet breaks no policy.
    await help.getByRole("button", { name: "Contents" }).click();
    await help.getByRole("button", { name: "How an end is decided" }).first().click();
    await help.locator('img[src*="pairing-ends"]').evaluate(async (image) => {
      if (image instanceof HTMLImageElement) await image.decode();
    });
    await help.locator(".help-picture").first().click();
    await page.getByRole("dialog", { name: "Picture" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Picture" }).waitFor({ state: "hidden" });
    await help.waitFor();
    await page.getByRole("searchbox", { name: "Search the help" }).focus();
    await page.keyboard.press("Escape");
    await help.waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    await close();
  });

  test("no page of it is wider than its place, in either language", async () => {
    const { page, complaints, inBrowser, close } = await open(["--demo"]);
    // The same page; a window of its own goes to no other address.
    if (!inBrowser) return await close();
    await page.getByRole("navigation").waitFor();
    const wide: string[] = [];
    for (const language of ["en", "de"]) {
      await page.evaluate((lang) => location.assign(`${location.pathname}?lang=${lang}`), language);
      await page.locator(`html[lang=${language}] .rail`).waitFor();
      await page.keyboard.press("F1");
      const body = page.locator(".help-body:has(article)");
      await body.waitFor();
      await page.locator(".help-tools button").nth(1).click();
      let read = 0;
      for (;;) {
        read++;
        const { title, over } = await body.evaluate((place) => ({
          title: place.querySelector("h2")?.textContent ?? "",
          over: place.scrollWidth - place.clientWidth,
        }));
        if (over > 0) wide.push(`${title}: ${over}`);
        const next = page.locator(".help-next button");
        if ((await next.count()) === 0) break;
        await next.click();
        await expect.poll(() => page.locator(".help-body h2").textContent()).not.toBe(title);
      }
      expect(read).toBeGreaterThan(15);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("is a part of the page that nobody loads who does not ask for it", async () => {
    const { page, complaints, close } = await open();
    await page.getByRole("button", { name: "Open logs" }).waitFor();
    const loaded = () =>
      page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    expect((await loaded()).filter((name) => /help-browser|\.png$/.test(name))).toEqual([]);
    const assets = readdirSync(join(projectRoot, "out/renderer/assets"));
    const first = assets.filter((name) => /^(?:index|page)-.*\.js$/.test(name));
    for (const name of first) {
      const text = readFileSync(join(projectRoot, "out/renderer/assets", name), "utf8");
      expect(text.includes("Bringing logs"), name).toBe(false);
    }
    await page.keyboard.press("F1");
    await page.getByRole("heading", { level: 2, name: "Bringing logs" }).waitFor();
    expect((await loaded()).some((name) => /help-browser/.test(name))).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });
});
