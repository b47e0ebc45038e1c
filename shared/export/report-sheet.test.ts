import { expect, test } from "vitest";
import type { Line } from "../engine/reports/report.ts";
import { runReport } from "../engine/reports/run-report.ts";
import { UTC } from "../engine/time/zone.ts";
import { buildCase } from "../testing/case-builder.ts";
import { REPORT_NAMES } from "../types/report.ts";
import type { ReportCells } from "../types/report-column.ts";
import { columnsOf } from "./report-record.ts";
import { buffersOfSheet, sheetLine, sheetOf } from "./report-sheet.ts";

const HOUR = 36_000_000_000;
const data = buildCase({
  newest: (40 * HOUR) as never,
  sessions: [
    { computer: "PC1", user: "anna", start: HOUR, end: 9 * HOUR, logonType: 10, sourceAddress: "127.0.0.1" },
    { computer: "PC2", user: "anna", start: 2 * HOUR, end: 3 * HOUR, elevated: 2, sourceAddress: "10.0.0.1" },
    { computer: "PC2", user: "ben", startUpper: 5 * HOUR, end: 9 * HOUR, confidence: "open" },
  ],
  failures: [0, 1, 2, 3, 4].map((minute) => ({ time: minute * 1000, computer: "PC1", user: "carl" })),
  acts: [{ kind: "explicitCredentials", time: HOUR, computer: "PC1", user: "anna", detail: "admin" }],
});
const all = { filter: "", kinds: null, from: Number.NaN, to: Number.NaN } as const;

test("every report comes back out of its columns as it went in", () => {
  let lines = 0;
  for (const name of REPORT_NAMES) {
    const report = runReport(name, data, UTC, all, { at: 2.5 * HOUR });
    if (!report.ok) throw new Error("there is no filter");
    const sheet = sheetOf(name, report.value.lines);
    expect(sheet.length).toBe(report.value.lines.length);
    for (const [row, line] of report.value.lines.entries()) {
      const back = sheetLine(sheet, row);
      expect(back.cells).toEqual(line.cells);
      expect([[...back.sessions], [...back.failures]]).toEqual([line.sessions, line.failures]);
      lines++;
    }
  }
  expect(lines).toBeGreaterThan(15);
});

test("nothing is shared with the report, so that all memory can be handed over", () => {
  const name = "first-last";
  const report = runReport(name, data, UTC, all, {});
  if (!report.ok) throw new Error("there is no filter");
  const sheet = sheetOf(name, report.value.lines);
  const buffers = buffersOfSheet(sheet);
  expect(new Set(buffers).size).toBe(buffers.length);
  const moved = structuredClone(sheet, { transfer: buffers });
  expect(buffers.every(({ byteLength }) => byteLength === 0)).toBe(true);
  expect(sheetLine(moved, 0).cells).toEqual(report.value.lines[0]!.cells);
});

test("null stays null, and an empty list stays one", () => {
  const cells = Object.fromEntries(
    columnsOf("bursts").map(([column, { type }]) => [
      column,
      type === "texts" ? [] : type === "moment" || type === "span" || type === "day" ? Number.NaN : null,
    ]),
  ) as ReportCells;
  const line: Line<ReportCells> = { cells, sessions: [], failures: [] };
  expect(sheetLine(sheetOf("bursts", [line]), 0).cells).toEqual(cells);
});
