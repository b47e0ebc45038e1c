import { describe, expect, test } from "vitest";
import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { SESSION_KINDS } from "../../../shared/types/names.ts";
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
    const set = laneSet(rows, data, failureRows(data, "", "UTC").rows, "user", "time", false);
    expect([...set.rows].sort((a, b) => a - b)).toEqual([...rows]);
    expect(set.trackStart.at(-1)).toBe(rows.length);
    const shown = set.groups.filter(({ lanes }) => lanes.length > 0);
    expect(shown.map(({ key }) => key)).toEqual(["people", "automatic", "refused", "machines"]);
    const failures = lanesOf(set).flatMap((lane) => [...lane.failures]);
    expect(failures.sort((a, b) => a - b)).toEqual(
      Array.from({ length: data.failures.length }, (_, row) => row),
    );
  });

  test("a lane by computer carries its boots and gaps", () => {
    const rows = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const lanes = lanesOf(laneSet(rows, data, NO_ROWS, "computer", "name", false));
    expect(lanes.find((lane) => lane.label === "PC-014")?.marks.some((mark) => mark.kind === "crash")).toBe(
      true,
    );
    expect(lanes.find((lane) => lane.label === "SRV-RDS")?.holes).toHaveLength(1);
  });

  test("on demand every place that refusals came from has a lane, the largest first", () => {
    const rows = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const failures = failureRows(data, "", "UTC").rows;
    const set = laneSet(rows, data, failures, "computer", "name", true);
    const sources = set.groups.find(({ key }) => key === "sources")!;
    const lanes = [...sources.lanes];
    expect(lanes.map((lane) => set.laneOf(lane).label)).toEqual(["185.220.101.4"]);
    expect(set.termsOf(lanes[0]!)).toEqual([{ field: "ip", value: "185.220.101.4", name: "185.220.101.4" }]);
    const times = Array.from(set.laneOf(lanes[0]!).failures, (row) => data.failures.time[row]!);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.length).toBe(failures.filter((row) => data.failures.sourceAddress[row] !== 0).length);
  });

  test("what scripts tell has lanes of its own below what event logs tell, and changes none of those", () => {
    const rows = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const plain = laneSet(rows, data, NO_ROWS, "user", "name", false);
    const script = SESSION_KINDS.indexOf("script");
    // Every other session as if a script had told of it.
    const kind = data.sessions.kind.map((code, row) => (row % 2 === 1 && rows.includes(row) ? script : code));
    const mixed = { ...data, sessions: { ...data.sessions, kind } };
    const set = laneSet(rows, mixed, NO_ROWS, "user", "name", false);
    const shown = set.groups.filter(({ lanes }) => lanes.length > 0).map(({ key }) => key);
    expect(shown.slice(0, 2)).toEqual(["people", "script"]);
    for (const group of set.groups)
      for (const lane of group.lanes)
        for (const row of set.sessionsOf(lane)) expect(kind[row] === script).toBe(group.key === "script");
    expect([...set.rows].sort((a, b) => a - b)).toEqual([...plain.rows].sort((a, b) => a - b));
    const labels = set.groups.find(({ key }) => key === "script")!.lanes;
    expect(set.laneOf(labels[0]!).note).toBe("by users");
  });
});
