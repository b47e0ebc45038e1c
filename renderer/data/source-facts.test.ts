import { describe, expect, test } from "vitest";
import { emptyCase } from "../../shared/testing/empty-case.ts";
import type { LogHole } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { FileToken, Ticks } from "../../shared/types/units.ts";
import { fileOf, holesOf, sourceRows, splitPath, stateOf } from "./source-facts.ts";

const source = (path: string, more: Partial<SourceInfo> = {}): SourceInfo => ({
  id: 0,
  path,
  format: "evtx",
  bytes: 1,
  sha256: null,
  records: 1,
  used: 1,
  duplicates: 0,
  recovered: 0,
  oldest: 100 as Ticks,
  newest: 200 as Ticks,
  computers: ["PC1"],
  channels: ["Security"],
  damage: [],
  notes: [],
  failure: null,
  ...more,
});

describe("an input", () => {
  test("is as bad as the worst that is true of it", () => {
    const damage = [{ code: "chunkCrc", offset: 0, count: 1 }] as const;
    expect(stateOf(source("a"))).toBe("read");
    expect(stateOf(source("a", { notes: ["noLogonEvents"] }))).toBe("silent");
    expect(stateOf(source("a", { notes: ["noLogonEvents"], damage }))).toBe("damaged");
    expect(stateOf(source("a", { damage, failure: "denied" }))).toBe("failed");
    const all = [source("a"), source("b", { damage }), source("c", { failure: "missing" })];
    expect(sourceRows(all, false)).toEqual([0, 1, 2]);
    expect(sourceRows(all, true)).toEqual([1, 2]);
  });

  test("comes and goes with its file, or the archive it came out of", () => {
    const files = ["logs.zip", "Security.evtx", "logs"].map((name) => ({
      token: name as FileToken,
      name,
      bytes: 1,
    }));
    expect(fileOf(source("Security.evtx"), files)?.name).toBe("Security.evtx");
    expect(fileOf(source("logs.zip/a/Security.evtx"), files)?.name).toBe("logs.zip");
    expect(fileOf(source("logs.zip2"), files)).toBeNull();
  });

  test("has the holes of its own logs that touch it", () => {
    const hole = (more: Partial<LogHole>): LogHole => ({
      computer: "pc1",
      channel: "security",
      from: 150 as Ticks,
      to: 160 as Ticks,
      cause: "recordGap",
      by: null,
      ...more,
    });
    const holes = [
      hole({}),
      hole({ from: 200 as Ticks, to: 900 as Ticks, cause: "fileEdge" }),
      hole({ from: 201 as Ticks, to: 900 as Ticks }),
      hole({ computer: "pc2" }),
      hole({ channel: "System" }),
    ];
    expect(holesOf(source("a"), { ...emptyCase(), holes })).toEqual(holes.slice(0, 2));
    expect(holesOf(source("a", { computers: [] }), { ...emptyCase(), holes })).toEqual([]);
  });

  test("stands with its name apart from its folders", () => {
    expect(splitPath("C:\\Evidence\\pc1\\Security.evtx")).toEqual({
      folder: "C:\\Evidence\\pc1",
      name: "Security.evtx",
    });
    expect(splitPath("logs.zip/a.evtx")).toEqual({ folder: "logs.zip", name: "a.evtx" });
    expect(splitPath("a.evtx")).toEqual({ folder: "", name: "a.evtx" });
  });
});
