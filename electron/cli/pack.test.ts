import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleCase } from "../../renderer/testing/sample-case.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import type { InputFile } from "../../shared/contract/worker-job.ts";
import { fewSessions } from "../../shared/testing/few-sessions.ts";
import { checkPack, openPackCase } from "../worker/packs/open-pack.ts";
import { packKindOf } from "../worker/packs/pack-kind.ts";
import type { CliHost } from "./environment.ts";
import { runCli } from "./testing/run-cli.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-pack-cli-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DATA = fewSessions(sampleCase("normal"), 150);
const GOES_ON = { cancelled: false };

/** One of the inputs is damaged, and every answer made from them ends with that. */
const DONE = 3;

/** A host to which every file is the same logs, but packs are packs. */
const host: CliHost = {
  async openCasePaths([path = ""]) {
    if (packKindOf(path) === null) {
      const changed = path.endsWith("later.evtx") ? sampleCase("single") : DATA;
      return { type: "done", data: changed };
    }
    const file: InputFile = { path, name: path, folder: null, failure: null };
    const { outcome } = await openPackCase([file], { cancel: GOES_ON, post() {} });
    if (outcome === null) throw new Error("the pack does not open");
    return { type: "done", data: outcome.data };
  },
  streamEvents: () => Promise.reject(new Error("not asked for")),
  pairLines: () => Promise.reject(new Error("not asked for")),
  inspect: async (paths) => ({
    ok: true,
    cancelled: false,
    sources: paths.map((path, id) => ({
      ...DATA.sources[0]!,
      id,
      path,
      sha256: path.endsWith("other.evtx") ? "f".repeat(64) : DATA.sources[0]!.sha256,
    })),
  }),
  checkPack: (path, _, onProgress) => checkPack(path, GOES_ON, onProgress),
  close: async () => {},
};
const run = (...args: readonly string[]) => runCli(host, args, "Europe/Berlin");
const place = (name: string) => join(folder, name);

describe("pack", () => {
  test("is the same again, and says its number", async () => {
    const first = await run("pack", "/somewhere/Security.evtx", "--out", place("a.zip"));
    await run("pack", "Security.evtx", "--out", place("b.zip"), "--quiet");
    expect(readFileSync(place("a.zip")).equals(readFileSync(place("b.zip")))).toBe(true);
    const check = await checkPack(place("a.zip"), GOES_ON);
    expect(first.err).toContain(check.manifestSha256);
    expect(check.problems).toEqual([]);
    const manifest = Buffer.from(unzipSync(readFileSync(place("a.zip")))["manifest.json"]!).toString();
    expect(problemsOf(ANSWERS["logonscope.pack/1"]!, JSON.parse(manifest))).toEqual([]);
  });

  test("goes into a folder where that is asked for, with the same files", async () => {
    await run("pack", "Security.evtx", "--out", place("zipped.zip"), "--quiet");
    const files = unzipSync(readFileSync(place("zipped.zip")));
    mkdirSync(place("there"));
    for (const out of [`${place("new")}/`, place("there")]) {
      expect((await run("pack", "Security.evtx", "--out", out)).code).toBe(DONE);
      for (const [name, bytes] of Object.entries(files))
        expect([name, Buffer.compare(readFileSync(join(out, name)), bytes)]).toEqual([name, 0]);
      expect((await checkPack(out, GOES_ON)).problems).toEqual([]);
    }
    const again = await run("pack", "Security.evtx", "--out", place("there"));
    expect([again.code, again.err]).toEqual([4, expect.stringContaining("not empty")]);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("refuses an output that is an input, and leaves nothing where it cannot write", async () => {
    writeFileSync(place("input.evtx"), "x");
    const own = await run("pack", place("input.evtx"), "--out", place("input.evtx"));
    expect([own.code, own.err]).toEqual([2, expect.stringContaining("inputs are never changed")]);
    const nowhere = await run("pack", "Security.evtx", "--out", place("none/x.zip"));
    expect([nowhere.code, existsSync(place("none"))]).toEqual([4, false]);
  });

  test("under aliases holds no name anywhere, and never the key", async () => {
    const [out, key] = [place("masked.zip"), place("key.json")];
    const report = ["--report", "first-last,counts,remote,bursts"];
    const ran = await run(
      "pack",
      "Security.evtx",
      "--out",
      out,
      "--mask-key",
      key,
      "--kind",
      "all",
      ...report,
    );
    expect(ran.code).toBe(DONE);
    const names = (JSON.parse(readFileSync(key, "utf8")) as { names: { name: string }[] }).names;
    const files = unzipSync(readFileSync(out));
    // A name of one or two letters stands in any text.
    const real = names.map(({ name }) => name.toLowerCase()).filter((name) => name.length > 2);
    expect(real.length).toBeGreaterThan(10);
    for (const [file, bytes] of Object.entries(files)) {
      const text = Buffer.from(bytes).toString("latin1").toLowerCase();
      const told = real.filter((name) => new RegExp(`(?<![a-z0-9])${escaped(name)}(?![a-z0-9])`).test(text));
      expect([file, told]).toEqual([file, []]);
    }
    expect(Object.keys(files).some((name) => name.includes("key"))).toBe(false);
    expect(JSON.parse(Buffer.from(files["manifest.json"]!).toString())).toMatchObject({ masked: true });
    const inside = await run("pack", "x.evtx", "--out", `${place("m")}/`, "--mask-key", place("m/key.json"));
    expect([inside.code, inside.err]).toEqual([2, expect.stringContaining("must not stand in the pack")]);
  });

  test("opens with any command, in its own zone", async () => {
    await run("pack", "Security.evtx", "--out", place("open.zip"), "--zone", "Asia/Tokyo", "--quiet");
    const before = await run("sessions", "Security.evtx", "--zone", "Asia/Tokyo");
    const after = await run("sessions", place("open.zip"));
    expect([after.code, after.out]).toEqual([before.code, before.out]);
    for (const command of [["report", "hours"], ["coverage"], ["failures"]])
      expect([command, (await run(...command, place("open.zip"))).code]).toEqual([command, DONE]);
  });
});

describe("verify", () => {
  test("tells how far it is, at the end as at the beginning", async () => {
    const out = place("verify-progress.zip");
    await run("pack", "Security.evtx", "--out", out, "--quiet");
    const { err } = await run("verify", out, "--progress", "json");
    const told = err
      .trimEnd()
      .split("\n")
      .map((line) => (JSON.parse(line) as { progress: { bytesDone: number; bytesTotal: number } }).progress);
    expect(told.length).toBeGreaterThanOrEqual(2);
    expect(told[0]).toMatchObject({ phase: "opening", bytesDone: 0 });
    expect(told.at(-1)!.bytesTotal).toBeGreaterThan(0);
    expect(told.at(-1)!.bytesDone).toBe(told.at(-1)!.bytesTotal);
    expect((await run("verify", out)).err).toBe("");
  });

  test("ends with 0, 3 or 1, and names what differs", async () => {
    const out = place("verify.zip");
    await run("pack", "Security.evtx", "--out", out, "--quiet");
    expect(await run("verify", out)).toMatchObject({ code: 0, err: "" });
    const bytes = readFileSync(out);
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(place("changed.zip"), bytes);
    const changed = await run("verify", place("changed.zip"), "--format", "json");
    expect(changed.code).toBe(3);
    expect(problemsOf(ANSWERS["logonscope.verify/1"]!, JSON.parse(changed.out))).toEqual([]);
    const answer = JSON.parse(changed.out) as { sound: boolean; problems: { file: string; text: string }[] };
    expect(answer.sound).toBe(false);
    expect(answer.problems.length).toBeGreaterThan(0);
    for (const { text } of answer.problems) expect(changed.err).toContain(text);
    writeFileSync(place("no-pack.zip"), "PK");
    expect(await run("verify", place("no-pack.zip"))).toMatchObject({ code: 1 });
    expect(await run("verify", place("is-not-there.zip"))).toMatchObject({ code: 1 });
  });

  test("holds inputs that are given again against those it was made from", async () => {
    const out = place("inputs.zip");
    await run("pack", "Security.evtx", "--out", out, "--quiet");
    const path = DATA.sources[0]!.path;
    expect((await run("verify", out, path)).out).toContain("the same");
    const other = await run("verify", out, "other.evtx");
    expect([other.code, other.err]).toEqual([3, expect.stringContaining("was not made from this file")]);
  });
});

describe("compare", () => {
  test("of a pack with the logs it was made from finds nothing, with other logs what differs", async () => {
    const out = place("compare.zip");
    await run("pack", "Security.evtx", "--out", out, "--quiet");
    const same = await run("compare", out, "Security.evtx");
    expect([same.code, same.out]).toEqual([
      DONE,
      expect.stringMatching(/none added, none gone, none changed/),
    ]);
    const differs = await run("compare", out, "later.evtx", "--format", "json");
    const answer = JSON.parse(differs.out) as { a: unknown; counts: { sessions: Record<string, number> } };
    expect(answer.a).toMatchObject({ pack: { file: out }, sessions: DATA.sessions.length });
    expect(answer.counts.sessions.gone).toBeGreaterThan(0);
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\-]/g, "\\$&");
}
