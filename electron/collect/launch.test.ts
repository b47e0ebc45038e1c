import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eventually } from "../../tests/eventually.ts";
import { launch } from "./launch.ts";

/* Real processes; what the programs of Windows answer is tested on stand-ins inside the test's own process. */

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-launch-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const node = (script: string, ...rest: readonly string[]) =>
  [process.execPath, ["--input-type=module", "--eval", script, ...rest]] as const;
const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

test("arguments, environment and input arrive as they are; both outputs and the exit code come back", async () => {
  const awkward = 'a "b" $HOME %PATH% ; & \\';
  const script = `
    let input = "";
    for await (const piece of process.stdin) input += piece;
    process.stdout.write(JSON.stringify([process.argv.slice(1), process.env.LOGONSCOPE_TEST, input]));
    process.stderr.write("a complaint");
    process.exitCode = 7;`;
  const started = launch(...node(script, awkward), { LOGONSCOPE_TEST: awkward }, { text: "pass wörd\n" });
  const [out, err, code] = await Promise.all([text(started.stdout), text(started.stderr), started.exit]);
  expect(JSON.parse(out)).toEqual([[awkward], awkward, "pass wörd\n"]);
  expect([err, code]).toEqual(["a complaint", 7]);
});

test("one that reads no input ends like any other", async () => {
  const started = launch(...node("process.exit(3)"), {}, { text: "x".repeat(1_000_000) });
  started.stdout.resume();
  started.stderr.resume();
  expect(await started.exit).toBe(3);
});

test("one that is not there is told", async () => {
  await expect(launch(join(folder, "nowhere.exe"), []).exit).rejects.toMatchObject({ code: "ENOENT" });
});

test("is ended with all that it started", async () => {
  const pids = join(folder, "pids");
  const script = `
    import { spawn } from "node:child_process";
    import { writeFileSync } from "node:fs";
    const child = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
    writeFileSync(${JSON.stringify(pids)}, process.pid + " " + child.pid + " ");
    setInterval(() => {}, 1000);`;
  const started = launch(...node(script));
  started.stdout.resume();
  started.stderr.resume();
  const written = await eventually(() => {
    const found = readFileSync(pids, "utf8");
    expect(found).toMatch(/^\d+ \d+ $/);
    return found.trim().split(" ").map(Number);
  });
  started.kill();
  expect(await started.exit).toBe(null);
  await eventually(() => expect(written.filter(lives)).toEqual([]));
});
