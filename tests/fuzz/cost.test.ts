import { beforeAll, expect, test } from "vitest";
import type { Cost } from "./cost/measure.ts";
import { bundleFuzzer, runFuzzer } from "./run.mjs";

/*
 * Cost stays linear whatever the bytes say: of inputs that are made to cost more than they should, one of twice the size
 * may run twice as many blocks of code. Counted by V8's block coverage in a process of its own, not by a clock.
 */

let program = "";
beforeAll(async () => {
  program = await bundleFuzzer("cost");
});

test("twice the bytes is twice the work, for hostile inputs of every format", async () => {
  const { said, complaints } = await runFuzzer(program, ["--cost", "--json"], { keep: true });
  expect(complaints).toBe("");
  const costs = JSON.parse(said) as readonly Cost[];
  expect(costs.length).toBeGreaterThanOrEqual(15);
  for (const { name, once, twice } of costs) {
    expect(once, name).toBeGreaterThan(0);
    expect(twice / once, name).toBeLessThan(2.3);
  }
}, 600_000);
