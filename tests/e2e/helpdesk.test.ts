import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { demoAnswers } from "../../build/demo/build-demo-logs.ts";
import { sessionsAt } from "../../build/demo/demo-answers.ts";
import { isoToTicks } from "../../shared/readers/time.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";
import { sample, samplesFolder } from "./samples.ts";

const demo = join(projectRoot, "out/demo");

await describeOnHosts("the helpdesk", (open) => {
  test("opens the sample log from the start screen and reads the summary", async () => {
    const { page, complaints, close } = await open();
    await page.getByRole("button", { name: "Look at a sample log" }).click();
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.getByText("PC-022.corp.example").first().click();
    await page.getByText("lockout", { exact: false }).first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("asks who was on at a moment and gets the story's answer", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Timeline" }).click();
    // 14:05 in Berlin on the Wednesday of the first week.
    await page.getByLabel("Who was on at").fill("2024-03-06T14:05:00");
    const panel = page.getByRole("region", { name: "Who was on" });
    await panel.waitFor();
    const shown = await panel.getByRole("listitem").allInnerTexts();
    const names = shown.map((text) => text.split(/\s/)[0]).sort();
    const told = sessionsAt(demoAnswers(), isoToTicks("2024-03-06T13:05:00Z"));
    expect(names).toEqual(told.map((session) => session.user.toLowerCase()).sort());
    expect(complaints).toEqual([]);
    await close();
  });

  test("asks who is still on, and opens the rows behind the answer", async () => {
    const logs = ["PC-014-Security.evtx", "PC-014-System.evtx"].map((name) => join(demo, name));
    const { page, complaints, close } = await open(logs);
    const block = page.getByRole("region", { name: "Still on when the log ends" });
    await block.getByText("anna").waitFor();
    expect(await block.getByRole("listitem").count()).toBe(1);
    expect(await block.innerText()).toMatch(/no end in this log/);
    await block.getByRole("button", { name: "In the table" }).click();
    const grid = page.getByRole("grid", { name: "Sessions" });
    await grid.waitFor();
    // The heading and the one session that is open.
    await expect.poll(() => grid.getAttribute("aria-rowcount")).toBe("2");
    expect(await grid.getByRole("row").nth(1).innerText()).toMatch(/anna/);
    await page
      .getByRole("button", { name: /confidence:open/ })
      .first()
      .waitFor();
    const printed = JSON.parse(
      cli(["sessions", ...logs, "--filter", "confidence:open", "--format", "json", "--quiet"]).out,
    ) as { sessions: { user: string; end: string | null }[] };
    expect(printed.sessions.map(({ user, end }) => [user, end])).toEqual([["anna", null]]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("lays two machines side by side, and one user on both", async () => {
    const logs = ["PC-014-Security.evtx", "SRV-RDS-Security.evtx"].map((name) => join(demo, name));
    const { page, complaints, close } = await open(logs);
    await page.getByRole("heading", { name: "2 computers" }).waitFor();
    await page.getByRole("button", { name: "Timeline" }).click();
    await page.getByRole("button", { name: "user in computer" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("user:anna");
    await page.getByText("10 of").waitFor();
    const lanes = page.getByRole("tree", { name: "Lanes and sessions" }).getByRole("treeitem");
    await expect.poll(async () => (await lanes.allInnerTexts()).join("\n")).toMatch(/SRV-RDS/);
    const said = (await lanes.allInnerTexts()).join("\n");
    expect(said).toMatch(/PC-014/);
    expect(said).not.toMatch(/dmitri|carla/);
    const printed = JSON.parse(
      cli(["sessions", ...logs, "--filter", "user:anna", "--format", "json", "--quiet"]).out,
    ) as { sessions: { computer: string }[] };
    expect(printed.sessions).toHaveLength(10);
    expect(new Set(printed.sessions.map(({ computer }) => computer)).size).toBe(2);
    expect(complaints).toEqual([]);
    await close();
  });

  test("exports the remote desktop sessions of the last week, as the command line prints them", async () => {
    const { page, complaints, save, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("button", { name: /^Whole case/ }).click();
    await page.getByRole("button", { name: "Last 7 days of the log" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("type:10");
    const grid = page.getByRole("grid", { name: "Sessions" });
    await expect.poll(() => grid.getAttribute("aria-rowcount")).toBe("8");
    const { bytes } = await save(async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /Spreadsheet, every column/ }).click();
    });
    const lines = bytes.toString().trimEnd().split("\r\n");
    const args = ["--filter", "type:10", "--from", "2024-03-09", "--to", "2024-03-16", "--format", "csv"];
    const printed = cli(["sessions", demo, ...args, "--quiet"])
      .out.trimEnd()
      .split("\r\n");
    // Newest first on screen, order of evidence on the command line; the same cells in both.
    expect(lines[0]?.replace("\ufeff", "")).toBe(printed[0]);
    expect(lines.slice(1)).toHaveLength(7);
    expect(lines.slice(1).sort()).toEqual(printed.slice(1).sort());
    expect(complaints).toEqual([]);
    await close();
  });

  test("sees why a sign-in was refused, in plain words", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Failures" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("user:anna");
    await page.getByText("wrong password").first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test("shows a session's proof down to the raw record", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("reason:powerLoss");
    await page.getByRole("row").nth(1).click();
    const details = page.getByRole("complementary", { name: "Details" });
    await details.getByText("How we know").waitFor();
    await details.getByText("4624").first().waitFor();
    expect(await details.innerText()).toContain("power");
    expect(complaints).toEqual([]);
    await close();
  });

  test("exports what is on screen: the rows, order and zone of the table", async () => {
    const { page, complaints, save, close } = await open(["--demo"]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByRole("combobox", { name: "Filter" }).fill("user:anna");
    await page.getByText("10 of").waitFor();
    const { bytes } = await save(async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /Data with sources/ }).click();
    });
    const exported = JSON.parse(bytes.toString()) as { sessions: { key: string; user: string }[] };
    const printed = JSON.parse(
      cli(["sessions", demo, "--filter", "user:anna", "--format", "json", "--quiet"]).out,
    ) as {
      sessions: { key: string }[];
    };
    // Newest first on screen, order of evidence on the command line; the same sessions in both.
    expect(exported.sessions.map(({ key }) => key)).toEqual(printed.sessions.map(({ key }) => key).reverse());
    expect(exported.sessions.every(({ user }) => user === "anna")).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  test("says at the word what is wrong with a filter", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("combobox", { name: "Filter" }).fill("usr:anna");
    await expect.poll(() => page.getByRole("alert").allInnerTexts()).toEqual([expect.stringMatching(/user/)]);
    expect(complaints).toEqual([]);
    await close();
  });

  test("works by keyboard alone", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("3");
    await page.getByRole("grid").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("user:ben");
    await page.getByText("10 of").waitFor();
    // The first Escape closes the completions, the second empties the box, the third leaves it.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.getByRole("dialog").waitFor();
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await close();
  });

  test("a text file, an empty file and a cut log never hide the good one", async () => {
    const scratch = scratchFolder();
    const text = join(scratch.path, "notes.evtx");
    const empty = join(scratch.path, "empty.evtx");
    const cut = join(scratch.path, "cut.evtx");
    writeFileSync(text, "these are notes, not a log\n");
    writeFileSync(empty, "");
    writeFileSync(cut, readFileSync(join(demo, "PC-014-Security.evtx")).subarray(0, 200_000));
    const { page, complaints, close } = await open([text, empty, cut, join(demo, "PC-022-Security.evtx")]);
    await page.getByText("2 inputs could not be read").waitFor();
    await page.getByRole("button", { name: "Sources" }).click();
    await page.getByText("notes.evtx").first().waitFor();
    const sources = await page.getByRole("main").innerText();
    expect(sources).toContain("empty.evtx");
    expect(sources).toMatch(/ends too early/);
    expect(complaints).toEqual([]);
    scratch.remove();
    await close();
  });

  // Exact, bounded and open ends, checked by hand against the records once.
  test.skipIf(samplesFolder === null).each([
    { log: "win7-security.evtx", exact: 36, bounded: 3, stillOpen: 1 },
    { log: "dc-rdp-security.evtx", exact: 2, bounded: 0, stillOpen: 0 },
  ])("page and command line agree on a real log: $log", async ({ log, exact, bounded, stillOpen }) => {
    const { page, complaints, close } = await open([sample(log)]);
    await page.getByRole("button", { name: "Sessions" }).click();
    await page.getByText(`${exact} recorded`).waitFor();
    const status = await page.getByRole("contentinfo").innerText();
    const printed = JSON.parse(cli(["sessions", sample(log), "--format", "json", "--quiet"]).out) as {
      sessions: { confidence: string }[];
    };
    const count = (name: string): number =>
      printed.sessions.filter(({ confidence }) => confidence === name).length;
    expect([count("exact"), count("bounded"), count("open")]).toEqual([exact, bounded, stillOpen]);
    expect(status).toContain(`${exact + bounded + stillOpen} of`);
    if (bounded > 0) expect(status).toContain(`${bounded} between two times`);
    if (stillOpen > 0) expect(status).toContain(`${stillOpen} no end in this log`);
    expect(complaints).toEqual([]);
    await close();
  });
});
