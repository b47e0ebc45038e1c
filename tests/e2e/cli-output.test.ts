import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";

/* Where an answer may be written to, and what is left when it may not. */

const scratch = scratchFolder();
afterAll(scratch.remove);
const at = (...names: string[]): string => join(scratch.path, ...names);
const log = at("Security.evtx");
copyFileSync(join(projectRoot, "out/demo/PC-014-Security.evtx"), log);
const bytes = readFileSync(log);
mkdirSync(at("folder"));
const posix = process.platform !== "win32";

const write = (out: string, ...more: string[]) =>
  cli(["sessions", log, "--format", "csv", "--out", out, "--quiet", ...more]);
const halfFiles = (): string[] => readdirSync(scratch.path).filter((name) => name.endsWith(".tmp"));

describe("an output is refused with a sentence, and nothing is left of it, when it is", () => {
  test("a folder", () => {
    expect(write(at("folder"))).toMatchObject({ code: 4, err: expect.stringContaining("this is a folder") });
    expect(readdirSync(at("folder"))).toEqual([]);
  });

  test("in a folder that is not there", () => {
    expect(write(at("no", "where.csv"))).toMatchObject({
      code: 4,
      err: expect.stringContaining("no such folder"),
    });
  });

  test.skipIf(!posix)("read-only", () => {
    writeFileSync(at("kept.csv"), "kept");
    chmodSync(at("kept.csv"), 0o444);
    expect(write(at("kept.csv"))).toMatchObject({ code: 4, err: expect.stringContaining("read-only") });
    expect(readFileSync(at("kept.csv"), "utf8")).toBe("kept");
  });

  test.skipIf(!existsSync("/dev/full"))("full, as a file and as standard output", () => {
    expect(write("/dev/full")).toMatchObject({ code: 4, err: expect.stringContaining("the disk is full") });
    expect(lstatSync("/dev/full").isCharacterDevice()).toBe(true);
    const program = join(projectRoot, "out/cli/index.js");
    const line = `"${process.execPath}" "${program}" sessions "${log}" --format csv > /dev/full`;
    const run = spawnSync("sh", ["-c", line], { encoding: "utf8" });
    expect([run.status, run.stderr]).toEqual([4, expect.stringContaining("the disk is full")]);
  });

  test.skipIf(!posix)("the input, by its own name and by others", () => {
    linkSync(log, at("hard.evtx"));
    symlinkSync(log, at("soft.evtx"));
    mkdirSync(at("logs"));
    copyFileSync(log, at("logs", "a.evtx"));
    for (const [input, out] of [
      [log, log],
      [log, at("hard.evtx")],
      [log, at("soft.evtx")],
      [at("soft.evtx"), log],
      [at("logs"), at("logs", "a.evtx")],
    ] as const) {
      const run = cli(["sessions", input, "--format", "csv", "--out", out]);
      expect([out, run.code, run.err]).toEqual([out, 2, expect.stringContaining("one of the inputs")]);
    }
    expect(readFileSync(log).equals(bytes)).toBe(true);
    expect(readFileSync(at("logs", "a.evtx")).equals(bytes)).toBe(true);
  });
});

test.skipIf(!posix)("through a link it is the file of the link that is replaced", () => {
  writeFileSync(at("old.csv"), "old");
  symlinkSync(at("old.csv"), at("link.csv"));
  expect(write(at("link.csv")).code).toBe(0);
  expect(lstatSync(at("link.csv")).isSymbolicLink()).toBe(true);
  expect(readFileSync(at("old.csv"), "utf8")).toContain("startRule");
});

test("Parquet goes into a file or a pipe, and a store into a folder", () => {
  const out = at("sessions.parquet");
  expect(cli(["sessions", log, "--format", "parquet", "--out", out]).code).toBe(0);
  expect(readFileSync(out).subarray(0, 4).toString()).toBe("PAR1");
  const line = ["sessions", log, "--format", "parquet", "--partition", "computer,day", "--out", at("store")];
  expect(cli(line).code).toBe(0);
  expect(readdirSync(at("store"))).toEqual(["computer=PC-014.corp.example"]);
  expect(cli(line)).toMatchObject({ code: 4, err: expect.stringContaining("not empty") });
});

test("nothing of an answer that could not be written is left", () => {
  expect(halfFiles()).toEqual([]);
});
