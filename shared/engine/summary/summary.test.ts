import { describe, expect, test } from "vitest";
import {
  buildCase,
  type CaseSketch,
  sketchBoot,
  sketchHole,
  sketchRecord,
  sketchSource,
} from "../../testing/case-builder.ts";
import type { ComputerInfo, Coverage } from "../../types/case.ts";
import type { Ticks } from "../../types/units.ts";
import { judgeCase } from "../verdicts.ts";
import { summarise } from "./summary.ts";

const t = (value: number) => value as Ticks;
const pc1: ComputerInfo = {
  key: "pc1",
  name: "PC1",
  aliases: ["WIN-SETUP"],
  oldest: t(0),
  newest: t(100),
  windowsZone: null,
};
const pc2: ComputerInfo = { ...pc1, key: "pc2", name: "PC2", aliases: [] };
const security = (computer: string, more: Partial<Coverage> = {}): Coverage => ({
  computer,
  channel: "Security",
  spans: [[t(0), t(100)]],
  records: 500,
  filtered: false,
  ...more,
});

test("one computer: who, still on, failed, boots, lockouts, holes, damage", () => {
  const data = buildCase({
    computers: [pc2, pc1],
    coverage: [security("PC1"), security("PC2")],
    sessions: [
      { computer: "PC1", user: "anna", start: 10, end: 20 },
      { computer: "PC1", user: "ben", start: 50, confidence: "open", endReason: "stillOpen", endLower: 100 },
      { computer: "PC1", user: "carl", startUpper: 5, confidence: "unknown", endReason: "logGap" },
      { computer: "PC1", user: "svc", kind: "service", start: 60, confidence: "open" },
      { computer: "PC2", user: "anna", start: 70, end: 80 },
    ],
    failures: [
      { computer: "PC1", time: 30 },
      { computer: "PC2", time: 31 },
      { computer: "PC1", time: 40 },
    ],
    boots: [
      sketchBoot({ computer: "WIN-SETUP", index: 0, end: t(4), clean: true }),
      sketchBoot({ computer: "PC1", index: 1, start: t(5), end: t(21), clean: false, bugcheck: 0x9f }),
      sketchBoot({ computer: "pc1", index: 2, start: t(22), end: t(29), clean: false }),
      sketchBoot({ computer: "PC1", index: 3, start: t(30) }),
    ],
    holes: [sketchHole({ computer: "PC2" }), sketchHole({ computer: "PC1", from: t(6), to: t(7) })],
    lockouts: [
      { time: t(41), computer: "PC1", user: "anna", sid: "", caller: "KIOSK7", record: sketchRecord() },
      { time: t(44), computer: "PC1", user: "ben", sid: "", caller: "KIOSK7", record: sketchRecord() },
    ],
    sources: [
      sketchSource({ id: 0, computers: ["PC1"], damage: [{ code: "chunkCrc", offset: 4096, count: 1 }] }),
      sketchSource({ id: 1, computers: ["PC2"] }),
      sketchSource({ id: 2, failure: "emptyFile" }),
    ],
  });
  const summary = summarise(data);
  expect(summary.computers.map(({ computer }) => computer.name)).toEqual(["PC1", "PC2"]);
  expect(summary.unread).toEqual([2]);
  const [first, second] = summary.computers;
  expect([[...first!.signIns.recent], first!.signIns.total]).toEqual([[1, 0, 2], 3]);
  expect([[...first!.stillOn.recent], [...first!.endUnknown.recent]]).toEqual([[1], [2]]);
  expect(first!.failures).toEqual({ runs: [{ row: 2, count: 2, since: 30 }], total: 2 });
  expect(first!.lockouts).toEqual([1, 0]);
  expect(first!.boots).toEqual([
    { boot: 3, ended: "running" },
    { boot: 2, ended: "powerLoss" },
    { boot: 1, ended: "crash" },
    { boot: 0, ended: "shutdown" },
  ]);
  expect([first!.crashTotal, first!.crashes.map(({ boot }) => boot)]).toEqual([2, [2, 1]]);
  expect([first!.holes, first!.damagedSources, second!.damagedSources]).toEqual([[1], [0], []]);
  expect([...second!.signIns.recent]).toEqual([4]);
});

describe("verdicts", () => {
  const keys = (sketch: CaseSketch, wantedFrom = Number.NaN) =>
    judgeCase(buildCase({ computers: [pc1], coverage: [security("PC1")], ...sketch }), wantedFrom).map(
      ({ key }) => key,
    );
  const exact = { computer: "PC1", start: 1, end: 2 } as const;
  const networks = Array.from(
    { length: 20 },
    () =>
      ({ computer: "PC1", kind: "network", start: 1, confidence: "open", endReason: "stillOpen" }) as const,
  );

  test("nothing, or nothing about logons", () => {
    expect(keys({ coverage: [] })).toEqual(["empty"]);
    expect(keys({})).toEqual(["noLogon"]);
    expect(keys({ failures: [{ computer: "PC1", time: 1 }] })).toEqual([]);
  });
  test("logoffs and locks", () => {
    expect(keys({ sessions: [exact] })).toEqual([]);
    expect(keys({ sessions: [{ ...exact, intervals: [["locked", 1, 2]] }] })).toEqual(["full"]);
    expect(keys({ sessions: [{ ...exact, logonType: 10 }] })).toEqual(["noLock"]);
    expect(keys({ sessions: networks })).toEqual(["noLogoff"]);
    expect(keys({ sessions: networks.slice(1) })).toEqual([]);
    const hole = sketchHole({ computer: "PC1" });
    expect(keys({ sessions: [{ ...exact, intervals: [["locked", 1, 2]] }], holes: [hole] })).toEqual([]);
  });
  test("a filtered or short log proves nothing by what it lacks", () => {
    expect(keys({ sessions: networks, coverage: [security("PC1", { filtered: true })] })).toEqual([
      "filtered",
    ]);
    expect(keys({ sessions: networks, coverage: [security("PC1", { records: 49 })] })).toEqual([]);
  });
  test("cleared, and a window that begins before the log", () => {
    const hole = sketchHole({ computer: "PC1", cause: "cleared", from: t(3), to: t(5), by: "eve" });
    const verdicts = judgeCase(
      buildCase({
        computers: [{ ...pc1, oldest: t(5) }],
        coverage: [security("PC1")],
        sessions: [exact],
        holes: [hole],
      }),
      1,
    );
    expect(verdicts).toEqual([
      { key: "partialWindow", computer: "PC1", from: 1, to: 5, params: { oldest: 5, from: 1 } },
      { key: "cleared", computer: "PC1", from: 3, to: 5, params: { time: 5, user: "eve" } },
    ]);
  });
});
