import { describe, expect, test } from "vitest";
import { buildCase } from "../../../shared/testing/case-builder.ts";
import type { ClockStep } from "../../../shared/types/case.ts";
import { NO_TIME, type Ticks } from "../../../shared/types/units.ts";
import { HOUR, sampleCase } from "../../testing/sample-case.ts";
import { clockWords, machinesOf, markCounts } from "./machine-marks.ts";

const step: ClockStep = {
  computer: "pc1",
  time: 1e16 as Ticks,
  delta: 2 * HOUR,
  kind: "correction",
  byUser: null,
  record: { source: 0, channel: "Security", recordId: "7", eventId: 4616, time: 1e16 as Ticks, offset: 4096 },
};

describe("clock changes", () => {
  test.each<readonly [change: Partial<ClockStep>, words: string]>([
    [{}, "clock set forward 2 h"],
    [{ delta: -2.5 * HOUR, byUser: "CORP\\anna" }, "clock set back 2 h 30 min by anna"],
    [{ byUser: "S-1-5-21-1-2-3-1001" }, "clock set forward 2 h by S-1-5-21-1-2-3-1001"],
    [{ byUser: "PC1\\a\u202eb" }, "clock set forward 2 h by a⟨202E⟩b"],
    [{ kind: "catchUp" }, "clock caught up after sleep"],
    [{ kind: "undone", delta: -1e17 }, "clock put right after a jump"],
  ])("%j is told as %j", (change, words) => {
    expect(clockWords({ ...step, ...change })).toBe(words);
  });

  test("stand among the other marks of their computer, in time; one without a time stands nowhere", () => {
    const data = buildCase({
      clockSteps: [
        { ...step, time: 3e16 as Ticks },
        { ...step, computer: "pc2", kind: "catchUp" },
        { ...step, time: NO_TIME },
      ],
      holes: [
        {
          computer: "pc1",
          channel: "Security",
          from: 1e16 as Ticks,
          to: 2e16 as Ticks,
          cause: "cleared",
          by: null,
        },
      ],
    });
    const machines = machinesOf(data);
    expect(machines.get("pc1")!.marks.map(({ kind, time }) => [kind, time])).toEqual([
      ["cleared", 2e16],
      ["clock", 3e16],
    ]);
    expect(machines.get("pc2")!.marks.map(({ label }) => label)).toEqual(["clock caught up after sleep"]);
  });

  test("are counted with the other marks", () => {
    const { marks } = machinesOf(sampleCase("normal")).get("pc-014")!;
    expect(markCounts(marks)).toEqual(["2 starts", "1 stop without shutdown", "2 clock changes"]);
    expect(markCounts([])).toEqual([]);
  });
});
