import { expect, test } from "vitest";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import { vectorMoment } from "../../testing/vector-notation.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { type PairingResult, pairCase } from "./pair-case.ts";

const SECOND = 10_000_000;
const START = vectorMoment("08:00:00");

function pair(rows: readonly EventSpec[], filteredSources: ReadonlySet<number> = new Set()): PairingResult {
  const strings = new StringTable();
  return pairCase({
    events: eventTable(rows, strings),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 2,
    filteredSources,
  });
}

function logon(computer: string, recordId: number, seconds: number, logonId: number): EventSpec {
  return {
    kind: "logon",
    computer,
    recordId,
    time: START + seconds * SECOND,
    user: "anna",
    domain: "CORP",
    sid: "S-1-5-21-1-2-3-1000",
    logonId,
    logonType: 2,
    logonProcess: "User32",
    source: 0,
    offset: recordId * 512,
  };
}

test("numbers of a collector's log prove no gap, those of a machine's own log do", () => {
  const own = [logon("PC1", 10, 0, 1), logon("PC1", 50, 100, 2), logon("PC1", 90, 200, 3)];
  expect(pair(own).holes.map(({ cause }) => cause)).toEqual(["recordGap", "recordGap"]);
  const mixed = own.flatMap((row, i) => [row, logon("PC2", 500 + i * 40, i * 100 + 1, 10 + i)]);
  const result = pair(mixed);
  expect(result.holes).toEqual([]);
  expect(result.coverage.every(({ filtered }) => filtered)).toBe(true);
});

test("a source that is known to answer a query proves no gap, however small it is", () => {
  const own = [logon("PC1", 10, 0, 1), logon("PC1", 50, 100, 2), { ...logon("PC1", 90, 200, 3), source: 1 }];
  expect(pair(own, new Set([0])).holes).toEqual([]);
  expect(pair(own, new Set([0])).coverage.map(({ filtered }) => filtered)).toEqual([true]);
  // Another source says nothing about this one.
  expect(pair(own, new Set([1])).holes.map(({ cause }) => cause)).toEqual(["recordGap"]);
});

test("a record that arrives hours late stands where its time is, as no step of the clock and no new numbering", () => {
  const rows = [
    logon("PC1", 1, 0, 1),
    logon("PC2", 7000, 5, 9),
    logon("PC1", 3, 7200, 3),
    logon("PC2", 7001, 7205, 10),
    // Written second, arrived last.
    logon("PC1", 2, 3600, 2),
  ];
  const { sessions, boots } = pair(rows);
  const starts = Array.from(sessions.start).filter(
    (_, row) => sessions.computer[row] === sessions.computer[0],
  );
  expect(starts).toEqual([...starts].sort((a, b) => a - b));
  expect(boots.length).toBe(new Set(boots.map(({ computer }) => computer)).size);
});

test("a renamed machine and a live log that has gone round are no collectors", () => {
  const names = ["WIN-1", "WIN-1", "PC1", "PC1"];
  const renamed = names.map((name, i) => logon(name, i * 10 + 1, i * 100, i + 1));
  expect(pair(renamed).coverage.some(({ filtered }) => filtered)).toBe(false);
  const round = [renamed[3]!, renamed[0]!, renamed[1]!, renamed[2]!];
  expect(pair(round).coverage.some(({ filtered }) => filtered)).toBe(false);
});
