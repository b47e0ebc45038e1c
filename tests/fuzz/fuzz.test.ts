import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bundleFuzzer, runFuzzer } from "./run.mjs";

/*
 * The short run: a fixed number of changed inputs for each target, the same every time. `npm run fuzz` is the long one. It
 * runs in a process of its own, where an input that does not end can be stopped.
 */

interface Told {
  readonly target: string;
  readonly runs: number;
  readonly corpus: number;
  readonly crashes: readonly {
    readonly signature: string;
    readonly message: string;
    readonly bytes: string;
  }[];
}

let folder = "";
let program = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-fuzz-test-"));
  // Under the project, where the packages are found that are not bundled.
  program = await bundleFuzzer("test");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function fuzz(...args: readonly string[]): Promise<readonly Told[]> {
  const { said, complaints } = await runFuzzer(program, ["--json", "--crashes", folder, ...args], {
    keep: true,
  });
  try {
    return JSON.parse(said) as readonly Told[];
  } catch {
    throw new Error(complaints);
  }
}

test("changed inputs of every format: nothing fails, nothing is endless", async () => {
  const outcomes = await fuzz("--short", "--seed", "1", "--patience", "60");
  for (const { target, crashes } of outcomes)
    expect(
      crashes.map(({ message }) => message),
      `npm run fuzz -- --target ${target}`,
    ).toEqual([]);
  const inputs = outcomes.reduce((sum, { runs }) => sum + runs, 0);
  console.log(`fuzzing: ${inputs} inputs of ${outcomes.length} targets`);
  expect(inputs).toBeGreaterThan(3000);
}, 600_000);

describe("the fuzzer", () => {
  test("finds a fault behind four comparisons by what inputs reach, the same way each time", async () => {
    const once = () => fuzz("--target", "planted-crash", "--runs", "6000", "--seed", "1");
    const [first, second] = await Promise.all([once(), once()]);
    expect(first).toMatchObject([{ crashes: [{ bytes: Buffer.from("FuZz").toString("base64") }] }]);
    expect(first![0]!.corpus).toBeGreaterThan(3);
    const { crashes, corpus, runs } = first![0]!;
    expect(second).toMatchObject([{ crashes, corpus, runs }]);
  }, 600_000);

  test("stops an input that does not end, keeps it, and goes on", async () => {
    const [outcome] = await fuzz(
      "--target",
      "planted-hang",
      "--runs",
      "300",
      "--seed",
      "1",
      "--patience",
      "1",
    );
    expect(outcome!.crashes[0]!.message).toBe("no end within 1 s");
    expect(Buffer.from(outcome!.crashes[0]!.bytes, "base64")[0]).toBe(0);
    expect(outcome!.runs).toBe(300);
  }, 600_000);
});
