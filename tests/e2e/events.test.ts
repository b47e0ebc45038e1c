import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");
const SECURITY = join(demo, "PC-014-Security.evtx");
const SYSTEM = join(demo, "PC-014-System.evtx");

/** Records that the command line prints for a filter. */
function printed(filter: string): readonly { recordId: string; eventId: number }[] {
  const narrowed = filter === "" ? [] : ["--filter", filter];
  return cli(["events", SECURITY, SYSTEM, "--all", "--format", "jsonl", ...narrowed, "--quiet"])
    .out.trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { recordId: string; eventId: number });
}

await describeOnHosts("the records of the logs", (open) => {
  test("are all listed, and a filter keeps what the command line keeps", async () => {
    const { page, complaints, close } = await open([SECURITY, SYSTEM]);
    await page.getByRole("navigation", { name: "Views" }).getByRole("button", { name: "Events" }).click();
    const grid = page.getByRole("grid", { name: "Records of the logs" });
    await grid.waitFor();
    const rows = async () => Number(await grid.getAttribute("aria-rowcount")) - 1;
    await expect.poll(rows).toBe(printed("").length);
    for (const filter of ["eventid:4624", "user:anna eventid:4800..4803", "text:0x3e7", "channel:System"]) {
      await page.getByRole("combobox", { name: "Filter" }).fill(filter);
      await expect.poll(rows).toBe(printed(filter).length);
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test("lead to their session and back", async () => {
    const { page, complaints, close } = await open([SECURITY, SYSTEM]);
    const views = page.getByRole("navigation", { name: "Views" });
    await views.getByRole("button", { name: "Events" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("eventid:4647 user:anna");
    const grid = page.getByRole("grid", { name: "Records of the logs" });
    await grid.getByText("User started to sign out").first().click();
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByRole("heading", { name: "User started to sign out (4647)" }).waitFor();
    await details.getByRole("cell", { name: "TargetLogonId" }).waitFor();
    await details.getByRole("button", { name: /anna, Interactive/ }).click();
    await details.getByRole("heading", { name: /anna on PC-014/ }).waitFor();
    await details
      .getByRole("button", { name: /^4647 #/ })
      .first()
      .click();
    await details.getByRole("button", { name: "Show among the records around it" }).click();
    await details.getByRole("heading", { name: "User started to sign out (4647)" }).waitFor();
    await expect.poll(() => grid.locator("[aria-selected=true]").count()).toBe(1);
    expect(complaints).toEqual([]);
    await close();
  });
});
