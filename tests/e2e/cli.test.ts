import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { bigLog } from "./big-log.ts";
import { scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { sample, samplesFolder } from "./samples.ts";

const demo = join(projectRoot, "out/demo");
const scratch = scratchFolder();
afterAll(scratch.remove);

const put = (name: string, bytes: string | Uint8Array): string => {
  const path = join(scratch.path, name);
  writeFileSync(path, bytes);
  return path;
};

describe("bad input gets a sentence and the right exit code", () => {
  const good = join(demo, "PC-014-Security.evtx");
  const cases: [what: string, args: string[], code: number, says: RegExp][] = [
    ["a missing file", ["sessions", join(scratch.path, "nothing.evtx")], 1, /nothing\.evtx.*no such file/],
    ["a text file named .evtx", ["sessions", put("text.evtx", "hello\n")], 1, /text\.evtx.*not an event log/],
    ["an empty file", ["sessions", put("empty.evtx", "")], 1, /empty\.evtx.*empty/],
    [
      "a truncated log",
      ["sessions", put("cut.evtx", readFileSync(good).subarray(0, 150_000))],
      3,
      /cut\.evtx.*damaged/,
    ],
    ["a bad file beside a good one", ["sessions", good, put("text2.evtx", "hello\n")], 3, /text2\.evtx/],
    ["an unknown option", ["sessions", good, "--colour"], 2, /--colour/],
    ["an unknown command", ["sesions", good], 2, /sessions/],
    ["a filter with a wrong word", ["sessions", good, "--filter", "usr:anna"], 2, /Column 1.*"user"/],
    [
      "an output that cannot be written",
      ["sessions", good, "--out", join(scratch.path, "no/such/folder.csv")],
      4,
      /folder\.csv/,
    ],
    ["a log without logon events", ["sessions", join(demo, "PC-014-System.evtx")], 0, /^$/],
  ];
  test.each(cases)("%s", (_what, args, code, says) => {
    const run = cli(args);
    expect(run.code, run.err).toBe(code);
    expect(run.err.trim()).toMatch(says);
    expect(run.err).not.toMatch(/\bat \S+ \(|node:internal/);
  });

  test("a folder without logs", () => {
    const folder = join(scratch.path, "folder");
    mkdirSync(folder, { recursive: true });
    const run = cli(["sessions", folder]);
    expect(run.code).toBe(1);
    expect(run.err).toMatch(/folder.*no event log/);
  });

  test("a damaged header: the chunks behind it are read", () => {
    const bytes = Uint8Array.from(readFileSync(good));
    bytes.fill(0xaa, 0, 4096);
    const run = cli(["sessions", put("header.evtx", bytes), "--format", "json"]);
    const whole = cli(["sessions", good, "--format", "json"]);
    const count = (text: string): number => (JSON.parse(text) as { sessions: unknown[] }).sessions.length;
    expect(run.code).toBe(3);
    expect(count(run.out)).toBe(count(whole.out));
  });
});

describe("as a good neighbour in a shell", () => {
  test("piped data is clean: nothing but rows on stdout, nothing at all on stderr", () => {
    const run = cli(["sessions", join(demo, "PC-022-Security.evtx"), "--format", "csv"]);
    expect(run.code).toBe(0);
    expect(run.err).toBe("");
    expect(run.out.startsWith("id,key,parentKey,kind,computer,user")).toBe(true);
  });

  test("a closed pipe is no failure", async () => {
    const file = put("big.evtx", bigLog(8_000));
    const child = spawn(process.execPath, [
      join(projectRoot, "out/cli/index.js"),
      "sessions",
      file,
      "--format",
      "csv",
    ]);
    child.stdout.once("data", () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(0);
  });

  test.each(["SIGINT", "SIGTERM"] as const)("%s ends with 130 and leaves no half file", async (signal) => {
    const file = put("long.evtx", bigLog(20_000));
    const out = join(scratch.path, "never.csv");
    const child = spawn(process.execPath, [
      ...[
        join(projectRoot, "out/cli/index.js"),
        "sessions",
        file,
        "--format",
        "csv",
        "--out",
        out,
        "--progress",
        "json",
      ],
    ]);
    child.stderr.once("data", () => child.kill(signal));
    const code = await new Promise((resolve) => child.once("exit", resolve));
    expect(code).toBe(130);
    expect(readdirSync(scratch.path).filter((name) => name.includes("never"))).toEqual([]);
  });

  test("the same input gives the same bytes", () => {
    const run = (): string => cli(["sessions", demo, "--format", "json"]).out;
    expect(run()).toBe(run());
  });

  test.skipIf(samplesFolder === null)("the .evtx and its XML give the same sessions", () => {
    const sessions = (name: string): unknown[] => {
      const { out } = cli(["sessions", sample(name), "--format", "json", "--quiet"]);
      return (JSON.parse(out) as { sessions: Record<string, unknown>[] }).sessions.map(
        ({ startRecord: _start, endRecord: _end, proof: _proof, ...rest }) => rest,
      );
    };
    expect(sessions("dc-rdp-security.xml")).toEqual(sessions("dc-rdp-security.evtx"));
  });
});
