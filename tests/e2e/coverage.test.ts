import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { policyCsv } from "../../shared/readers/policy/test-policies.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");
const MATRIX = "Answers by question and time";

/** What is told of the part of a bar that the keys stand on. */
async function told(page: Page): Promise<string> {
  const id = await page.getByRole("grid", { name: MATRIX }).getAttribute("aria-activedescendant");
  return (await page.locator(`[id="${id}"]`).getAttribute("aria-label")) ?? "";
}

async function tabTo(page: Page, role: "grid" | "button", name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true });
  for (let i = 0; i < 40; i++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not lead to ${name}`);
}

await describeOnHosts("coverage", (open) => {
  test("by keyboard alone: what PC-022 can answer, why not, and the command that tells more", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("cover");
    await page.keyboard.press("Enter");
    await page.getByRole("grid", { name: MATRIX }).waitFor();
    // Its log was cleared: it has the most trouble, and is open.
    await page.getByRole("region", { name: "PC-022.corp.example" }).waitFor();
    await tabTo(page, "grid", MATRIX);
    expect(await told(page)).toMatch(/^Logons, Mon 4 Mar .* cannot tell: the log was cleared\.$/);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    expect(await told(page)).toMatch(
      /^Lock time, Wed 6 Mar 18:04 to 18:06: no: a change of the audit policy shows/,
    );
    await page.keyboard.press("ArrowRight");
    expect(await told(page)).toMatch(/^Lock time, .*: yes: such events are in the log\.$/);

    if (page.url().startsWith("http")) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    }
    await tabTo(page, "button", "Copy the command that saves the audit policy");
    await page.keyboard.press("Enter");
    await page.getByText("Copied", { exact: true }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^auditpol \/backup \/file:/);
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await close();
  });

  test("with a policy: contradictions, commands to copy, and the same file as the command line writes", async () => {
    const scratch = scratchFolder();
    const policy = join(scratch.path, "policy.csv");
    writeFileSync(
      policy,
      policyCsv([
        { pair: 0x15, value: "3", machine: "PC-022" },
        { pair: 0x16, value: "0", machine: "PC-022" },
        { pair: 0x17, value: "0", machine: "PC-022" },
      ]),
    );
    const { page, complaints, save, close } = await open([demo, policy]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("7");
    await page.getByText(/^Contradiction: The policy does not audit Logoff/).waitFor();
    if (page.url().startsWith("http")) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    }
    await page.getByRole("button", { name: "Copy the commands: Stronger recommendation" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied.split(/\r?\n/)).toEqual([
      'auditpol /set /subcategory:"{0CCE9216-69AE-11D9-BED3-505054503030}" /success:enable',
      'auditpol /set /subcategory:"{0CCE9217-69AE-11D9-BED3-505054503030}" /failure:enable',
    ]);

    await page.getByRole("button", { name: /^Export/ }).click();
    const { bytes } = await save(() =>
      page.getByRole("menuitem", { name: /^Data with sources and caveats/ }).click(),
    );
    const answersOf = (text: string) =>
      (JSON.parse(text) as { computers: { computer: string; answers: unknown }[] }).computers.map(
        ({ computer, answers }) => [computer, answers],
      );
    const printed = cli(["coverage", demo, policy, "--format", "json", "--quiet"]).out;
    expect(answersOf(bytes.toString())).toEqual(answersOf(printed));
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("a range outside of every log is said, and the way back is there", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("7");
    await page.getByRole("button", { name: /^Whole case/ }).click();
    await page.getByLabel("From", { exact: true }).fill("2023-01-01");
    await page.getByLabel("To", { exact: true }).fill("2023-01-31");
    await page.keyboard.press("Enter");
    await page.getByText("No log of this computer reaches into the range shown.").waitFor();
    await page
      .getByRole("region", { name: "PC-022.corp.example" })
      .getByRole("button", { name: "Show the whole case" })
      .click();
    await page.getByText("No log of this computer reaches").waitFor({ state: "hidden" });
    expect(complaints).toEqual([]);
    await close();
  });
});
