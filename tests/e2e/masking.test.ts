import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";
import { sample, samplesFolder } from "./samples.ts";

/** Names of the story that the demo logs tell. */
const STORY = ["pc-014", "pc-022", "srv-rds", "dmitri", "admin-it", "corp.example", "10.0."];

await describeOnHosts("hidden names", (open) => {
  test("stand on no view, not even where nobody looks, and come back", async () => {
    const { page, complaints, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.keyboard.type("hide names");
    await page.keyboard.press("Enter");
    await page.getByText("Names are hidden").waitFor();
    const rail = page.getByRole("navigation", { name: "Views" });
    const views = await rail.getByRole("button").allInnerTexts();
    for (const view of views) {
      await rail.getByRole("button", { name: view }).click();
      if (["Sessions", "Failures", "Events"].includes(view)) {
        await page.getByRole("grid").getByRole("row").nth(1).click();
        await page.getByRole("complementary", { name: "Details" }).getByRole("heading").first().waitFor();
      }
      const seen = `${await page.content()} ${await page.title()}`.toLowerCase();
      expect({ view, names: STORY.filter((name) => seen.includes(name)) }).toEqual({ view, names: [] });
    }
    await page.getByRole("button", { name: "Show names" }).click();
    await rail.getByRole("button", { name: "Summary" }).click();
    await page.getByText("PC-022.corp.example").first().waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

const NAMED = ["user", "domain", "computer", "sourceAddress", "workstation", "clientName"] as const;
type Row = Readonly<Record<(typeof NAMED)[number], string | null>>;
/** The same on every Windows computer, or a word of the format itself. */
const HARMLESS =
  /^(?:127\.|::1$|-$|(?:ANONYMOUS|LOCAL|NETWORK|NT|Window|Font) |(?:DWM|UMFD)-\d+$|SYSTEM$|LOCAL$)/i;

const keyOf = (path: string) =>
  (JSON.parse(readFileSync(path, "utf8")) as { names: { kind: string; name: string; alias: string }[] })
    .names;

test("the command line hides names in real logs, and keeps the key apart", async () => {
  const scratch = scratchFolder();
  let compared = 0;
  let skipped = 0;
  for (const name of ["win10-security.evtx", "dc-rdp-security.evtx", "rdp-tunnel-mixed.evtx"]) {
    if (samplesFolder === null || !existsSync(sample(name))) {
      skipped++;
      continue;
    }
    const args = ["sessions", sample(name), "--kind", "all", "--format", "json", "--quiet"];
    const key = join(scratch.path, `${name}.key.json`);
    const plain = JSON.parse(cli(args).out) as { sessions: Row[] };
    const masked = cli([...args, "--mask-key", key]).out;
    const answer = JSON.parse(masked) as { sessions: Row[] };
    expect(answer.sessions).toHaveLength(plain.sessions.length);
    const names = new Set(plain.sessions.flatMap((row) => NAMED.map((field) => row[field])));
    const values = new Set(answer.sessions.flatMap((row) => NAMED.map((field) => row[field])));
    for (const real of names) {
      if (real === null || HARMLESS.test(real)) continue;
      expect({ name, real, shown: values.has(real) }).toEqual({ name, real, shown: false });
    }
    expect(JSON.parse(readFileSync(key, "utf8"))).toMatchObject({ schema: "logonscope.mask-key/1" });

    // Every record with every field: of the names of people and computers that are long enough to be told from a word.
    const records = ["events", sample(name), "--all", "--format", "jsonl", "--quiet"];
    const recordKey = join(scratch.path, `${name}.records.json`);
    const hidden = cli([...records, "--mask-key", recordKey]).out;
    expect(hidden.split("\n")).toHaveLength(cli(records).out.split("\n").length);
    for (const { kind, name: real, alias } of keyOf(recordKey)) {
      if (real.length < 6 || !["user", "computer", "address"].includes(kind)) continue;
      expect({ real, alias, shown: hidden.toLowerCase().includes(`"${real.toLowerCase()}"`) }).toEqual({
        real,
        alias,
        shown: false,
      });
    }
    // A name has the same alias in the records as in the sessions.
    const ofRecords = new Map(keyOf(recordKey).map((entry) => [`${entry.kind} ${entry.name}`, entry.alias]));
    for (const entry of keyOf(key))
      expect([entry.name, ofRecords.get(`${entry.kind} ${entry.name}`)]).toEqual([entry.name, entry.alias]);
    compared++;
  }
  const demo = join(projectRoot, "out/demo");
  const sides = [join(demo, "PC-014-Security.evtx"), join(demo, "PC-022-Security.evtx")];
  const difference = cli(["compare", ...sides, "--mask", "--format", "json", "--quiet"]).out;
  expect(difference).not.toMatch(/anna|PC-014|PC-022|corp/i);
  expect(difference).toMatch(/"added"|"gone"/);
  console.log(`masking: ${compared} sample logs compared, ${skipped} skipped`);
  scratch.remove();
});
