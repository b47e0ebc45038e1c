import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");
const MINUTE = 600_000_000;
const FORMULA = "=cmd|'/C calc'!A0";
const TORN = "tab\there\nand a line";

/** Six sessions of three users; user k is on for k hours at the console and twice as long from afar. */
function hostileLog(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const add = (
    event: "4608" | "4624v2" | "4647",
    minute: number,
    data?: Record<string, string | number | bigint>,
  ) =>
    writer.append({
      event,
      time: (minute * MINUTE) as Ticks,
      computer: "PC-1",
      ...(data === undefined ? {} : { data }),
    });
  add("4608", 0);
  for (const [number, name] of ["anna", FORMULA, TORN, "anna", FORMULA, TORN].entries()) {
    const user = number % 3;
    const far = number >= 3;
    const who = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + user}`,
      TargetUserName: name,
      TargetDomainName: "CORP",
      TargetLogonId: BigInt(0x10000 + number * 16),
    };
    const begin = 10 + number * 600;
    add("4624v2", begin, {
      ...who,
      LogonType: far ? 10 : 2,
      LogonProcessName: "User32 ",
      ProcessName: "C:\\Windows\\System32\\winlogon.exe",
      ...(far ? { IpAddress: "10.0.0.9" } : {}),
    });
    add("4647", begin + (user + 1) * 60 * (far ? 2 : 1), who);
  }
  return writer.finish();
}

/** Goes on with the Tab key until a control has the focus. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let steps = 0; steps < 80; steps++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the Tab key does not lead to ${String(control)}`);
}

const press = async (page: Page, ...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key);
};

/** Texts of one column from top to bottom. */
const column = (page: Page, id: string) => page.locator(`[data-cell="${id}"]`).allInnerTexts();

const QUERIES = 10;

/** Filters of one to three terms over every kind of field, the same in every run. */
function queries(): readonly string[] {
  const term = fc.constantFrom(
    "user:anna",
    "user:dmitri,ben",
    "computer:PC-*",
    "type:10",
    "type:2",
    "reason:userLogoff",
    "confidence:open",
    "duration:>8h",
    "from:2024-03-06",
    "to:2024-03-12",
    "anna",
  );
  const part = fc.tuple(fc.boolean(), term).map(([not, words]) => `${not ? "-" : ""}${words}`);
  const joined = fc
    .tuple(fc.array(part, { minLength: 1, maxLength: 3 }), fc.constantFrom(" ", " or "))
    .map(([parts, between]) => parts.join(between));
  return ["kind:network", ...fc.sample(joined, { seed: 20_240_304, numRuns: QUERIES - 1 })];
}

interface Printed {
  readonly id: number;
  readonly start: string | null;
  readonly startUpper: string | null;
}

/** What the command line prints for a filter, put in the order that the table has at first. */
function printedNewestFirst(query: string): readonly number[] {
  const run = cli(["sessions", demo, "--filter", query, "--format", "json", "--quiet"]);
  const { sessions } = JSON.parse(run.out) as { sessions: readonly Printed[] };
  const moment = (one: Printed) => one.start ?? one.startUpper ?? "";
  return [...sessions]
    .sort((a, b) => (moment(a) < moment(b) ? 1 : moment(a) > moment(b) ? -1 : 0))
    .map(({ id }) => id);
}

await describeOnHosts("the table of sessions", (open) => {
  test("by keyboard alone: columns, two orders, groups, many rows copied, the menu of a cell", async () => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.evtx");
    writeFileSync(file, hostileLog());
    const { page, complaints, close } = await open([file]);
    await page.getByText(/read in/).waitFor();
    await press(page, "3");
    const grid = page.getByRole("grid", { name: "Sessions" });
    await grid.waitFor();
    const head = (name: string) => page.getByRole("columnheader", { name });
    await expect.poll(() => column(page, "user")).toHaveLength(6);

    // A column that is not on screen at first.
    await tabTo(page, page.getByRole("button", { name: "Columns", exact: true }));
    await press(page, "Enter");
    const entry = page.getByRole("menuitemcheckbox", { name: "Logon id" });
    await entry.waitFor();
    await page.keyboard.type("Logon");
    await expect.poll(() => entry.evaluate((one) => one === document.activeElement)).toBe(true);
    await press(page, "Enter", "Escape");
    await head("Logon id").waitFor();
    await page.getByRole("menu").waitFor({ state: "hidden" });
    await expect.poll(() => column(page, "logonId")).toContain("0x10000");

    // By type, and by user within a type.
    await tabTo(page, head("User").getByRole("button"));
    await press(page, "ArrowRight", "ArrowRight", "Enter");
    await expect.poll(() => head("Type").getAttribute("aria-sort")).toBe("ascending");
    await press(page, "ArrowLeft", "ArrowLeft", "Shift+Enter");
    await expect.poll(() => head("User").getAttribute("aria-sort")).toBe("ascending");
    expect(await head("Type").getAttribute("aria-sort")).toBe("ascending");
    await expect
      .poll(() => column(page, "logonId"))
      .toEqual(["0x10010", "0x10000", "0x10020", "0x10040", "0x10030", "0x10050"]);

    // Everything is copied as lines and tabs that no name can break or turn into a formula.
    if (page.url().startsWith("http")) {
      await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    }
    await tabTo(page, grid);
    await press(page, "Home", "Shift+ArrowDown", "Shift+ArrowDown");
    await expect.poll(() => page.locator('[role="row"][aria-selected="true"]').count()).toBe(3);
    await press(page, "Control+c");
    await page.getByText("Copied", { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const lines = copied.trimEnd().split(/\r?\n/);
    expect(lines).toHaveLength(4);
    const cells = lines.map((line) => line.split("\t"));
    expect(new Set(cells.map((one) => one.length))).toEqual(new Set([11]));
    expect(cells.map((one) => one[0])).toEqual(["User", `'${FORMULA}`, "anna", "tab␉here␊and a line"]);
    expect(cells.map((one) => one[10])).toEqual(["Logon id", "0x10010", "0x10000", "0x10020"]);

    // Groups of users: two sessions each, their hours added up.
    await tabTo(page, page.getByRole("group", { name: "Group by" }).getByRole("button", { name: "User" }));
    await press(page, "Enter");
    const tree = page.getByRole("treegrid", { name: "Sessions" });
    await tree.waitFor();
    const groups = tree.locator('[role="row"][aria-level="1"]');
    const totals = (await groups.allInnerTexts()).map((text) => text.replace(/\s+/g, " "));
    expect(totals.map((text) => /2 sessions on (\d+ h)/.exec(text)?.[1])).toEqual(["6 h", "3 h", "9 h"]);
    await tabTo(page, tree);
    await press(page, "Home", "ArrowLeft");
    await expect.poll(() => groups.first().getAttribute("aria-expanded")).toBe("false");
    await expect.poll(() => column(page, "user")).toHaveLength(4);
    await press(page, "Enter");
    await expect.poll(() => column(page, "user")).toHaveLength(6);
    await tabTo(page, page.getByRole("button", { name: "Not grouped" }));
    await press(page, "Enter");
    await grid.waitFor();

    // The menu of a cell.
    const choose = async (label: string) => {
      await press(page, "Shift+F10");
      const item = page.getByRole("menuitem", { name: label });
      await item.waitFor();
      const isThere = () => item.evaluate((one) => one === document.activeElement);
      // The menu takes the focus a moment after it is drawn.
      await page.waitForFunction(() => document.activeElement?.closest('[role="menu"]') !== null);
      for (let step = 0; step < 15 && !(await isThere()); step++) await press(page, "ArrowDown");
      await expect.poll(isThere).toBe(true);
      await press(page, "Enter");
      await page.getByRole("menu").waitFor({ state: "hidden" });
    };
    await tabTo(page, grid);
    await press(page, "Home", ...Array<string>(11).fill("ArrowLeft"));
    await choose("Only this");
    await expect.poll(() => column(page, "user")).toEqual([FORMULA, FORMULA]);
    await press(page, "Alt+ArrowLeft");
    await expect.poll(() => column(page, "user")).toHaveLength(6);
    await tabTo(page, grid);
    await press(page, "Home");
    await choose("Not this");
    await expect.poll(() => column(page, "user")).toHaveLength(4);
    expect(await column(page, "user")).not.toContain(FORMULA);
    await tabTo(page, grid);
    await press(page, "Home");
    await choose("Show on timeline");
    await grid.waitFor({ state: "hidden" });
    await page.getByRole("banner").getByRole("button", { name: "Show the whole case" }).waitFor();
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("any filter shows the sessions that the command line prints, in the order chosen", async () => {
    // So tall that every row of the case is drawn.
    const { page, complaints, close } = await open(["--demo"], { width: 1280, height: 20_000 });
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await press(page, "3");
    await page.getByRole("grid", { name: "Sessions" }).waitFor();
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "Number" }).click();
    await press(page, "Escape");
    await page.getByRole("columnheader", { name: "Number" }).waitFor();
    let empty = 0;
    for (const query of queries()) {
      const expected = printedNewestFirst(query);
      if (expected.length === 0) empty++;
      await page.getByRole("combobox", { name: "Filter" }).fill(query);
      await expect
        .poll(async () => (await column(page, "id")).map(Number), { message: query })
        .toEqual(expected);
    }
    expect(empty).toBeLessThan(QUERIES / 2);
    expect(complaints).toEqual([]);
    await close();
  });
});
