import { describe, expect, test } from "vitest";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import type { CaseData, LogHole } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { contributions, joinBehind } from "./source-joins.ts";

const source = (oldest: number, newest: number, more: Partial<SourceInfo> = {}): SourceInfo => ({
  id: 0,
  path: "x",
  format: "evtx",
  bytes: 1,
  sha256: null,
  records: 1,
  used: 1,
  duplicates: 0,
  recovered: 0,
  oldest: oldest as Ticks,
  newest: newest as Ticks,
  computers: ["PC1.corp"],
  channels: ["Security"],
  damage: [],
  notes: [],
  failure: null,
  ...more,
});
const coverage = (filtered: boolean): CaseData["coverage"] => [
  { computer: "pc1", channel: "Security", spans: [], records: 1, filtered },
];
const caseOf = (
  sources: readonly SourceInfo[],
  holes: readonly LogHole[] = [],
  filtered = false,
): CaseData => ({ ...emptyCase(), sources, holes, coverage: coverage(filtered) });
const hole = {
  computer: "pc1",
  channel: "Security",
  from: 200 as Ticks,
  to: 300 as Ticks,
  cause: "recordGap",
  by: null,
} as const;

describe("the join behind an input", () => {
  test("is told by the next one of the same log, whatever their order", () => {
    const data = caseOf([source(300, 400), source(500, 600), source(100, 200)]);
    expect(joinBehind(data, 2)).toEqual({ next: 0, how: "joins", holes: [] });
    expect(joinBehind(data, 0)).toEqual({ next: 1, how: "joins", holes: [] });
    expect(joinBehind(data, 1)).toBeNull();
  });

  test("a gap in the numbers is named, of this log and this place only", () => {
    const elsewhere = { ...hole, channel: "System" };
    const later = { ...hole, from: 700 as Ticks, to: 800 as Ticks };
    const data = caseOf([source(100, 200), source(300, 400)], [elsewhere, hole, later]);
    expect(joinBehind(data, 0)).toEqual({ next: 1, how: "gap", holes: [hole] });
  });

  test("overlapping inputs overlap, and numbers of filtered ones prove nothing", () => {
    expect(joinBehind(caseOf([source(100, 200), source(150, 400)]), 0)?.how).toBe("overlaps");
    expect(joinBehind(caseOf([source(100, 200), source(300, 400)], [hole], true), 0)?.how).toBe("unknown");
  });

  test("inputs of other logs, of several logs and without records have none", () => {
    const other = source(300, 400, { channels: ["System"] });
    const several = source(300, 400, { computers: ["PC1.corp", "PC2"] });
    expect(joinBehind(caseOf([source(100, 200), other]), 0)).toBeNull();
    expect(joinBehind(caseOf([source(100, 200), several]), 0)).toBeNull();
    expect(joinBehind(caseOf([source(100, 200), source(300, 400, { records: 0 })]), 0)).toBeNull();
  });
});

test("what inputs contribute adds up to the sessions and refusals of the case", () => {
  const data = sampleCase("normal");
  const parts = contributions(data);
  expect(parts).toHaveLength(data.sources.length);
  expect(parts.reduce((sum, { refused }) => sum + refused, 0)).toBe(data.failures.length);
  const starts = Array.from(data.sessions.proofs.role).filter((role) => role === 0).length;
  expect(parts.reduce((sum, { begin }) => sum + begin, 0)).toBe(starts);
});
