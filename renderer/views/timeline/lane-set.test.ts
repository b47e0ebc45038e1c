import { describe, expect, test } from "vitest";
import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { failureRows, sessionRows } from "../../data/rows.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { laneSet } from "./lane-set.ts";

const data = sampleCase("normal");
const NO_ROWS = new Uint32Array(0);

function lanesOf(set: ReturnType<typeof laneSet>) {
  return set.groups.flatMap((group) => [...group.lanes]).map((lane) => set.laneOf(lane));
}

describe("lanes", () => {
  test("every session stands in exactly one track, every refusal in exactly one lane", () => {
    const rows = sessionRows(data, "", "UTC", ALL_KINDS);
    const set = laneSet(rows, data, failureRows(data, "", "UTC").rows, "user", "time");
    expect([...set.rows].sort((a, b) => a - b)).toEqual([...rows]);
    expect(set.trackStart.at(-1)).toBe(rows.length);
    expect(set.groups.map((group) => group.key)).toEqual(["people", "automatic", "refused", "machines"]);
    const failures = lanesOf(set).flatMap((lane) => [...lane.failures]);
    expect(failures.sort((a, b) => a - b)).toEqual(
      Array.from({ length: data.failures.length }, (_, row) => row),
    );
  });

  test("a lane by computer carries its boots and gaps", () => {
    const rows = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const lanes = lanesOf(laneSet(rows, data, NO_ROWS, "computer", "name"));
    expect(lanes.find((lane) => lane.label === "PC-014")?.marks.some((mark) => mark.kind === "crash")).toBe(
      true,
    );
    expect(lanes.find((lane) => lane.label === "SRV-RDS")?.holes).toHaveLength(1);
  });
});
