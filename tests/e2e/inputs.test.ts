import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { exported, logoffMessage, logonMessage, row } from "../../shared/readers/csv/test-exports.ts";
import { converted } from "../../shared/readers/objects/test-objects.ts";
import { zipFile } from "../../shared/testing/zip-writer.ts";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";

const demo = join(projectRoot, "out/demo");
const first = () => readFileSync(join(demo, "PC-014-Security.evtx"));
const second = () => readFileSync(join(demo, "PC-022-Security.evtx"));
const ENCRYPTED = 1;
const DEFLATED = 8;

/** A folder as it may come from a user: good logs, copies, an archive, and things that are none. */
function mixedFolder(path: string): string {
  const folder = join(path, "from-anna");
  mkdirSync(join(folder, "deeper"), { recursive: true });
  writeFileSync(join(folder, "a.evtx"), first());
  writeFileSync(join(folder, "copy of a.evtx"), first());
  writeFileSync(join(folder, "deeper", "cut.evtx"), second().subarray(0, 150_000));
  writeFileSync(join(folder, "notes.txt"), "called anna at 14:05\n");
  symlinkSync(folder, join(folder, "deeper", "loop"));
  const nested = zipFile([{ name: "x.evtx", bytes: first() }], { crc32 });
  writeFileSync(
    join(folder, "logs.zip"),
    zipFile(
      [
        { name: "../../outside.evtx", bytes: second() },
        { name: "inner.zip", bytes: nested },
        {
          name: "secret.evtx",
          bytes: second(),
          packed: deflateRawSync(second()),
          method: DEFLATED,
          flags: ENCRYPTED,
        },
      ],
      { crc32 },
    ),
  );
  return folder;
}

const csv = exported([
  row("03/04/2024 17:30:00", 4647, logoffMessage("anna", "0x1A001")),
  row("03/04/2024 08:00:00", 4624, logonMessage("anna", "0x1A001")),
]);

const objects = converted([
  { id: 4624, time: "3/25/2024 8:00:00 AM", message: logonMessage("anna", "0x1A001"), record: "101" },
  { id: 4647, time: "3/25/2024 5:30:00 PM", message: logoffMessage("anna", "0x1A001"), record: "105" },
]);

describe("inputs of every kind, on the command line", () => {
  test("a folder gives what is in it; what is no log, damaged or locked away is named, and the rest goes on", () => {
    const scratch = scratchFolder();
    const folder = mixedFolder(scratch.path);
    const run = cli(["sessions", folder, "--format", "json"]);
    expect(run.code).toBe(3);
    const answer = JSON.parse(run.out) as {
      counts: { duplicates: number };
      sessions: unknown[];
    };
    const alone = JSON.parse(cli(["sessions", join(demo, "PC-014-Security.evtx"), "--format", "json"]).out);
    expect(answer.counts.duplicates).toBe(1192);
    expect(answer.sessions.length).toBeGreaterThan(alone.sessions.length);
    for (const name of ["cut.evtx", "inner.zip", "secret.evtx"]) expect(run.err).toContain(name);
    expect(run.err).not.toMatch(/\.\.\/\.\.\//);
    scratch.remove();
  });

  test("standard input is read like a file, an archive too", () => {
    const run = (bytes: Uint8Array) => {
      const args = [join(projectRoot, "out/cli/index.js"), "sessions", "-", "--format", "csv", "--quiet"];
      return spawnSync(process.execPath, args, { input: bytes, encoding: "utf8", timeout: 2 * PATIENCE_MS });
    };
    const expected = cli(["sessions", join(demo, "PC-014-Security.evtx"), "--format", "csv", "--quiet"]);
    expect(expected.code).toBe(0);
    const piped = run(first());
    expect([piped.status, piped.stdout]).toEqual([0, expected.out]);
    const archived = run(zipFile([{ name: "a.evtx", bytes: first() }], { crc32 }));
    expect([archived.status, archived.stdout.split("\n").length]).toEqual([
      0,
      expected.out.split("\n").length,
    ]);
    expect(run(new Uint8Array(0)).status).toBe(1);
  });
});

await describeOnHosts("inputs of every kind", (open) => {
  test("a folder with an archive: Sources tells of each file what it was taken for and why it was left out", async () => {
    const scratch = scratchFolder();
    const { page, complaints, close } = await open([mixedFolder(scratch.path)]);
    await page
      .getByText(/could not be read/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Sources" }).click();
    const main = page.getByRole("main");
    await main.getByText("outside.evtx").first().waitFor();
    const said = await main.innerText();
    expect(said).toMatch(/copy of a\.evtx/);
    expect(said).toMatch(/stood in more than one input and count once/);
    expect(said).toMatch(/cut\.evtx/);
    expect(said).toMatch(/inner\.zip/);
    expect(said).not.toContain("../");
    // The reason of the one that is chosen stands beside the list.
    await main.getByText("inner.zip").click();
    await main.getByText(/an archive that is not opened here/).waitFor();
    await main.getByText("secret.evtx").click();
    await main.getByText(/protected with a password/).waitFor();
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("a text export asks what nothing in it decides, and is read again as told", async () => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "Security.csv");
    writeFileSync(file, csv);
    const { page, complaints, close } = await open([file]);
    const coach = page.getByRole("dialog", { name: /How Security\.csv was read/ });
    await coach.waitFor();
    expect(await coach.innerText()).toContain("03/04/2024 17:30:00");
    await coach.getByLabel("Dates are written").selectOption("mdy");
    await coach.getByLabel("The times are those of").selectOption("Europe/Berlin");
    await coach.getByRole("button", { name: "Read again like this" }).click();
    await coach.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Sources" }).click();
    await page
      .getByRole("main")
      .getByText(/Mon 4 Mar 2024/)
      .first()
      .waitFor();
    // The answer holds for exports of this form: the next one is not asked about.
    await page.getByRole("button", { name: "How this file was read" }).first().click();
    await coach.waitFor();
    expect(await coach.getByText("Nothing in the file decides this").count()).toBe(0);
    await page.keyboard.press("Escape");
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("objects that PowerShell stored give their session, with what makes them weak", async () => {
    const scratch = scratchFolder();
    const file = join(scratch.path, "objects.xml");
    writeFileSync(file, `\ufeff${objects}`, "utf16le");
    const { page, complaints, close } = await open([file]);
    const coach = page.getByRole("dialog", { name: /How objects\.xml was read/ });
    await coach.getByText("no names for their values").waitFor();
    await coach.getByLabel("The times are those of").selectOption("Europe/Berlin");
    await coach.getByRole("button", { name: "Read again like this" }).click();
    await coach.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Sessions", exact: true }).click();
    await page.getByRole("gridcell", { name: /anna/ }).first().waitFor();
    await page.getByRole("button", { name: "Sources" }).click();
    await page
      .getByRole("main")
      .getByText(/objects that PowerShell stored/)
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });

  test("a file that is gone when it is read again is named, and the window goes on", async () => {
    const scratch = scratchFolder();
    const [here, gone] = [join(scratch.path, "here.evtx"), join(scratch.path, "gone.csv")];
    writeFileSync(here, first());
    writeFileSync(gone, csv);
    const { page, complaints, close } = await open([here, gone]);
    const coach = page.getByRole("dialog", { name: /How gone\.csv was read/ });
    await coach.waitFor();
    rmSync(gone);
    await coach.getByLabel("Dates are written").selectOption("mdy");
    await coach.getByRole("button", { name: "Read again like this" }).click();
    await coach.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Sources" }).click();
    await page.getByRole("main").getByText("gone.csv").first().click();
    await page
      .getByRole("main")
      .getByText(/there is no such file/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Sessions", exact: true }).click();
    await page.getByRole("row").nth(2).waitFor();
    expect(complaints).toEqual([]);
    await close();
    scratch.remove();
  });
});
