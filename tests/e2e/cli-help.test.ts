import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { COMMAND_NAMES, type CommandName } from "../../shared/contract/command-names.ts";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { type CliRun, cli } from "./command-line.ts";

/*
 * What the help says is true: every example of every command is typed into a shell as it stands there.
 */
const demo = join(projectRoot, "out/demo");
const scratch = scratchFolder();
afterAll(scratch.remove);

const WEEK = { zone: "Europe/Berlin", hours: { mon: ["08:00-17:00"] }, holidays: ["2024-12-25"] };
const POLICY = [
  "Machine Name,Policy Target,Subcategory,Subcategory GUID,Inclusion Setting,Exclusion Setting",
  "PC-014,System,Logon,{0CCE9215-69AE-11D9-BED3-505054503030},Success and Failure,",
  "",
].join("\r\n");

/** Commands that end otherwise, wherever the test runs: nothing but Windows has logs to collect. */
const ENDS: Partial<Record<CommandName, readonly number[]>> = {
  collect: process.platform === "win32" ? [0, 1, 3] : [1],
};

const folder = join(scratch.path, "here");
mkdirSync(join(folder, "logs"), { recursive: true });
// Two computers, a log of each: small, because every example reads them anew.
for (const name of ["PC-014-Security.evtx", "PC-022-System.evtx"])
  copyFileSync(join(demo, name), join(folder, "logs", name));
copyFileSync(join(demo, "PC-014-Security.evtx"), join(folder, "Security.evtx"));
copyFileSync(join(demo, "PC-014-System.evtx"), join(folder, "System.evtx"));
writeFileSync(join(folder, "week.json"), JSON.stringify(WEEK));
writeFileSync(join(folder, "auditpol.csv"), POLICY);

const asked = new Map<string, CliRun>();
/** What `--help` of a command says, which is asked once. */
function helpOf(name: string): CliRun {
  const run = asked.get(name) ?? cli(name === "" ? ["--help"] : [name, "--help"]);
  asked.set(name, run);
  return run;
}

const examplesOf = (name: string): string[] => {
  const { out } = helpOf(name);
  const [, examples = ""] = out.split("\nExamples:\n");
  // A line that goes on ends with a backslash.
  return examples
    .split(/(?<!\\)\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
};

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** Runs a line in a shell in which `logonscope` is the built program. */
function shell(line: string) {
  const program = `${quoted(process.execPath)} ${quoted(join(projectRoot, "out/cli/index.js"))}`;
  return spawnSync("sh", ["-c", `logonscope() { ${program} "$@"; }\n${line}`], {
    cwd: folder,
    encoding: "utf8",
    timeout: 2 * PATIENCE_MS,
    maxBuffer: 1 << 28,
    input: "",
  });
}

describe("the help", () => {
  test.each(["", ...COMMAND_NAMES])("of %j fits into 80 columns", (name) => {
    const { code, out } = helpOf(name);
    expect(code).toBe(0);
    expect(out.split("\n").filter((line) => line.length > 80)).toEqual([]);
    for (const each of name === "" ? COMMAND_NAMES : []) expect(out).toContain(`\n  ${each}`);
  });

  test.each(COMMAND_NAMES.filter((name) => name !== "serve"))("of %s gives examples that run", (name) => {
    const examples = examplesOf(name);
    expect(examples.length).toBeGreaterThan(0);
    if (name === "verify" || name === "compare") shell("logonscope pack logs/ --out case.zip");
    for (const line of examples) {
      const { status, stderr } = shell(line);
      const allowed = ENDS[name] ?? [0];
      expect(allowed.includes(status ?? -1), `${line}: ${status}\n${stderr}`).toBe(true);
      // What it says that it writes is there.
      const [, out] = /--out (\S+)/.exec(line) ?? [];
      if (out !== undefined && status === 0)
        expect([line, existsSync(join(folder, out))]).toEqual([line, true]);
    }
  });

  test("of serve gives examples that it understands", async () => {
    for (const line of examplesOf("serve")) {
      const [, ...args] = line.replace(/--port \d+/, "--port 0").split(" ");
      const child = spawn(
        process.execPath,
        [join(projectRoot, "out/cli/index.js"), ...args, "--no-open", "--private"],
        { cwd: folder, stdio: ["ignore", "pipe", "inherit"] },
      );
      const said = await new Promise<string>((done) => {
        child.stdout.once("data", (text: Buffer) => done(String(text)));
        child.once("exit", () => done(""));
      });
      child.kill();
      expect(said, line).toContain("http://");
    }
  });
});

describe("mistakes are told with the nearest right word", () => {
  test.each([
    [["sesions", "a"], 'There is no command "sesions". Did you mean "sessions"?'],
    [["sessions", "a", "--fromat", "csv"], "There is no option --fromat. Did you mean --format?"],
    [["sessions", "a", "--format", "cvs"], "--format takes table, csv"],
    [["pair", "a.evtx"], "pair reads standard input only"],
    [["help", "sesions"], 'Did you mean "sessions"?'],
  ])("%j", (args, sentence) => {
    const { code, err } = cli(args);
    expect([code, err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

test("no command prints colours or moves the cursor into a pipe, whatever NO_COLOR says", () => {
  for (const args of [
    ["sessions", demo],
    ["info", demo],
    ["coverage", demo],
    ["--help"],
    ["sessions", "nowhere"],
  ]) {
    const { out, err } = cli(args);
    expect(`${out}${err}`).not.toContain("\u001b");
  }
});

test("progress as JSON is one object a line, nothing else, and the answer the same", () => {
  const plain = cli(["sessions", demo, "--format", "csv"]);
  const { code, out, err } = cli(["sessions", demo, "--format", "csv", "--progress", "json"]);
  expect([code, out]).toEqual([0, plain.out]);
  const lines = err.split("\n").filter((line) => line !== "");
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    const { progress } = JSON.parse(line) as { progress: Record<string, unknown> };
    expect(progress).toMatchObject({
      phase: expect.stringMatching(/^(opening|reading|pairing|handingOver)$/),
      bytesDone: expect.any(Number),
      bytesTotal: expect.any(Number),
      records: expect.any(Number),
      used: expect.any(Number),
      damaged: expect.any(Number),
      elapsedMs: expect.any(Number),
      file: expect.any(String),
    });
  }
});

test("quiet says nothing but what went wrong", () => {
  const text = join(folder, "text.evtx");
  writeFileSync(text, "hello\n");
  expect(cli(["sessions", join(demo, "PC-014-System.evtx"), "--quiet"]).err).toBe("");
  expect(cli(["sessions", text, "--quiet"])).toMatchObject({
    code: 1,
    err: expect.stringContaining("text.evtx"),
  });
});
