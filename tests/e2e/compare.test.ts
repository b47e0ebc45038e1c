import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const scratch = scratchFolder();
afterAll(() => scratch.remove());
const place = (name: string) => join(scratch.path, name);
const demo = join(projectRoot, "out/demo");
const logs = readdirSync(demo)
  .filter((name) => name.endsWith(".evtx"))
  .sort()
  .map((name) => join(demo, name));

/** Lines of a CSV but those of inputs, which the window calls by their names alone. */
const differences = (csv: Buffer) =>
  csv
    .toString("utf8")
    .split("\r\n")
    .filter((line) => !/^\w+,input,/.test(line));

await describeOnHosts("two cases", (open) => {
  test("are compared in the window as on the command line", async ({ skip }) => {
    const { page, complaints, inBrowser, save, close } = await open([demo]);
    if (!inBrowser) {
      await close();
      skip("a script cannot answer the dialog of the window");
    }
    const pack = place("earlier.zip");
    expect(cli(["pack", ...logs.slice(0, -1), "--out", pack, "--quiet"]).err).toBe("");
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const rail = page.getByRole("navigation", { name: "Views" });
    await rail.getByRole("button", { name: "Compare" }).click();
    await page.getByLabel("Evidence pack or logs to compare with").setInputFiles(pack);
    const before = page.getByRole("region", { name: "Before" });
    await before.getByText("evidence pack earlier.zip").waitFor();
    const table = page.getByRole("treegrid", { name: "Differences" });
    await table.getByText("Added sessions").waitFor();

    const saved = await save(async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /^Differences, a row a field/ }).click();
    });
    expect(saved.name).toBe("differences.csv");
    const ran = cli(["compare", pack, demo, "--format", "csv", "--out", place("cli.csv"), "--quiet"]);
    expect(ran.err).toBe("");
    const own = differences(readFileSync(place("cli.csv")));
    expect(own.length).toBeGreaterThan(3);
    expect(differences(saved.bytes)).toEqual(own);

    // A row in full, by keyboard, and away again.
    await table.focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByText("Both sides").waitFor();
    // Beside them what stands over the table is neither broken nor cut.
    const same = page.locator(".compare-same");
    expect((await same.textContent())?.trim()).toMatch(/^The same \d+$/);
    expect((await same.boundingBox())!.height).toBeLessThan(24);
    const note = page.getByText("All kinds of sessions, automatic ones too");
    expect(await note.evaluate((text) => text.scrollWidth - text.clientWidth)).toBe(0);
    // The nearest thing is what was said of the saved file.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await details.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Inputs and logs" }).click();
    const inputs = page.getByRole("region", { name: "Inputs and logs" });
    expect(await inputs.getByText("the same", { exact: true }).count()).toBeGreaterThan(0);
    expect(await inputs.getByText("added", { exact: true }).count()).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
    await close();
  });

  test("that are equal say so, and the case on screen is left as it was", async ({ skip }) => {
    const { page, complaints, inBrowser, close } = await open(["--demo"]);
    if (!inBrowser) {
      await close();
      skip("a script cannot answer the dialog of the window");
    }
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("compare with");
    await page.keyboard.press("Enter");
    await page.getByLabel("Evidence pack or logs to compare with").setInputFiles(logs);
    await page.getByText("Both tell of the same sessions and failed sign-ins.").waitFor();
    await page.getByRole("button", { name: "End comparing" }).click();
    await page.getByText("Hold this case against another one").waitFor();
    await page.keyboard.press("1");
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
