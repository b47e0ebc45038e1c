import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { describeOnHosts } from "./page-under-test.ts";
import { sample, samplesFolder } from "./samples.ts";

const scratch = scratchFolder();
afterAll(() => scratch.remove());
const place = (name: string) => join(scratch.path, name);
const demo = join(projectRoot, "out/demo");

await describeOnHosts("an evidence pack", (open) => {
  test("is saved with the bytes of the command line, and opened again as the same case", async () => {
    const { page, complaints, save, close } = await open(["--demo"]);
    await page.getByRole("heading", { name: "3 computers" }).waitFor();
    const { bytes } = await save(async () => {
      await page.getByRole("button", { name: "Export" }).click();
      await page.getByRole("menuitem", { name: /^Evidence pack/ }).click();
    });
    writeFileSync(place("window.zip"), bytes);
    await page.getByText("SHA-256 of its manifest").waitFor();
    await close();

    const files = readdirSync(demo).map((name) => join(demo, name));
    expect(cli(["pack", ...files, "--out", place("cli.zip"), "--quiet"]).err).toBe("");
    const unpacked = unzipSync(readFileSync(place("window.zip")));
    for (const [name, bytes] of Object.entries(unzipSync(readFileSync(place("cli.zip")))))
      expect([name, Buffer.compare(bytes, unpacked[name] ?? new Uint8Array())]).toEqual([name, 0]);
    expect(readFileSync(place("window.zip")).equals(readFileSync(place("cli.zip")))).toBe(true);
    expect(complaints).toEqual([]);

    const again = await open([place("window.zip")]);
    await again.page.getByText("Evidence pack, verified.").waitFor();
    await again.page.getByRole("heading", { name: "3 computers" }).waitFor();
    const rail = again.page.getByRole("navigation", { name: "Views" });
    await rail.getByRole("button", { name: "Sessions" }).click();
    await again.page.getByRole("grid").getByRole("row").nth(1).click();
    const details = again.page.getByRole("complementary", { name: "Details" });
    await details
      .getByRole("button", { name: /^\d+ #\d+/ })
      .first()
      .click();
    await details.getByText("The record itself is not in the evidence pack").first().waitFor();
    expect(again.complaints).toEqual([]);
    await again.close();
  });
});

/** Logs that are packed as they are, one by one. */
const LOGS =
  samplesFolder === null ? [] : readdirSync(samplesFolder).filter((name) => /\.(evtx|evt|xml)$/.test(name));

describe("packs of real logs on the command line", () => {
  test("verify, and open as the sessions they were made from", () => {
    let compared = 0;
    let skipped = 0;
    // A start of the program each: some of every kind are enough here.
    for (const [at, name] of LOGS.entries()) {
      if (at % 9 !== 0) {
        skipped++;
        continue;
      }
      const out = place(`${name}.zip`);
      const packed = cli(["pack", sample(name), "--out", out, "--kind", "all", "--quiet"]);
      expect([name, packed.code === 0 || packed.code === 3]).toEqual([name, true]);
      expect([name, cli(["verify", out, sample(name)]).code]).toEqual([name, 0]);
      const ask = ["--kind", "all", "--format", "jsonl", "--quiet"];
      expect([name, cli(["sessions", out, ...ask]).out]).toEqual([
        name,
        cli(["sessions", sample(name), ...ask]).out,
      ]);
      compared++;
    }
    console.log(`packs of real logs: ${compared} compared, ${skipped || "all"} skipped`);
    expect(compared > 0 || samplesFolder === null).toBe(true);
  });

  test.skipIf(samplesFolder === null)(
    "give the same bytes however many threads read, and wherever the logs lie",
    () => {
      const logs = ["dc-rdp-security.evtx", "dc-rdp-lsm.evtx", "dc-rdp-system.evtx"].map(sample);
      const [one, two] = [place("one.zip"), place("two.zip")];
      cli(["pack", ...logs, "--out", one, "--quiet"]);
      cli(["pack", one, "--out", two, "--quiet"]);
      expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
      const names = (
        JSON.parse(Buffer.from(unzipSync(readFileSync(one))["manifest.json"]!).toString()) as {
          inputs: { path: string }[];
        }
      ).inputs.map(({ path }) => path);
      expect(names).toEqual(["dc-rdp-security.evtx", "dc-rdp-lsm.evtx", "dc-rdp-system.evtx"]);
      for (const at of [0, 500, 5000, readFileSync(one).length - 10]) {
        const bytes = readFileSync(one);
        bytes[at]! ^= 4;
        writeFileSync(place("changed.zip"), bytes);
        expect([at, cli(["verify", place("changed.zip")]).code]).toEqual([at, 3]);
        expect([at, cli(["sessions", place("changed.zip")]).code]).toEqual([at, 1]);
      }
    },
  );

  test.skipIf(samplesFolder === null)("under aliases tell no name of the logs", () => {
    const [out, key] = [place("masked.zip"), place("key.json")];
    const log = sample("win10-security.evtx");
    expect(cli(["pack", log, "--out", out, "--mask-key", key, "--kind", "all", "--quiet"]).code).toBe(0);
    expect(existsSync(key)).toBe(true);
    const { names } = JSON.parse(readFileSync(key, "utf8")) as { names: { kind: string; name: string }[] };
    // One account is called like a word of the format itself.
    const real = names
      .map(({ name }) => name.toLowerCase())
      .filter((name) => name.length > 3 && name !== "user");
    expect(real.length).toBeGreaterThan(2);
    for (const [file, bytes] of Object.entries(unzipSync(readFileSync(out)))) {
      const text = Buffer.from(bytes).toString("latin1").toLowerCase();
      expect([file, real.filter((name) => text.includes(name))]).toEqual([file, []]);
    }
  });

  test.skipIf(samplesFolder === null)("are held against a better reading of the same logs", () => {
    const [security, system] = [sample("dc-rdp-security.evtx"), sample("dc-rdp-system.evtx")];
    const [poor, rich] = [place("poor.zip"), place("rich.zip")];
    cli(["pack", security, "--out", poor, "--quiet"]);
    cli(["pack", security, system, "--out", rich, "--quiet"]);
    expect(cli(["compare", poor, security]).out).toMatch(/none added, none gone, none changed/);
    const answer = JSON.parse(cli(["compare", poor, rich, "--format", "json"]).out) as {
      inputs: { state: string }[];
      counts: { sessions: { gone: number } };
    };
    expect(answer.inputs.map(({ state }) => state)).toEqual(["same", "added"]);
    expect(answer.counts.sessions.gone).toBe(0);
  });
});
