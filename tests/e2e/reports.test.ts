import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");

await describeOnHosts("reports", (open) => {
  test("hours of the demo: made in a worker, sorted, looked behind, and saved as the command line has it", async () => {
    const { page, complaints, save, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.getByRole("button", { name: "Reports", exact: true }).click();
    await page
      .getByRole("navigation", { name: "Reports" })
      .getByRole("button", { name: "Hours", exact: true })
      .click();
    const lines = page.getByRole("grid", { name: "Lines of the report" });
    await lines.waitFor();
    // The policy of the page allows workers of its own: nothing of it was made where the page is drawn.
    expect(page.workers().map((worker) => /report-worker/.test(worker.url()))).toEqual([true]);
    await page.getByRole("figure", { name: "Hours by user" }).waitFor();

    const users = () => lines.locator('[data-cell="user"]').allTextContents();
    await lines.getByRole("columnheader", { name: "User" }).getByRole("button").click();
    const sorted = await users();
    expect(sorted).toEqual(sorted.toSorted());

    await page.getByRole("button", { name: "Save", exact: true }).click();
    const { bytes } = await save(() =>
      page.getByRole("menuitem", { name: /^Spreadsheet, every column/ }).click(),
    );
    const saved = bytes.toString();
    const zone = /times in (\S+)/.exec(saved)?.[1] ?? "";
    const told = cli(["report", "hours", demo, "--format", "csv", "--zone", zone]);
    // What the file says of itself stands below its lines; one with a comma in it is in quotes.
    const [rows, ...about] = saved.slice(1).split(/\r\n"?# /);
    // The lines of the command line, in the order on screen.
    const [heading, ...saidLines] = (rows ?? "").split("\r\n");
    const [toldHeading, ...toldLines] = told.out.trimEnd().split("\r\n");
    expect(heading).toBe(toldHeading);
    expect(saidLines.toSorted()).toEqual(toldLines.toSorted());
    const savedUsers = saidLines.map((line) => line.split(",")[1] ?? "");
    expect(savedUsers).toEqual(savedUsers.toSorted());
    expect(about.join("\n")).toMatch(/Source: .*evtx \(SHA-256 [0-9a-f]{64}\)/);
    expect(about.join("\n")).toMatch(/Ends of the sessions behind it: /);
    await lines.locator('[data-cell="behind"] button').first().click();
    await page.getByRole("grid", { name: "Sessions" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
