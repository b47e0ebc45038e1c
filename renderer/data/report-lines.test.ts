import { expect, test } from "vitest";
import { filterFailures, filterSessions } from "../../shared/engine/filter/filter.ts";
import { TICKS_PER_MINUTE } from "../../shared/engine/time/calendar.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { buildCase } from "../../shared/testing/case-builder.ts";
import { REPORT_NAMES, type ReportName } from "../../shared/types/report.ts";
import { behindLine, reportOf } from "./report-lines.ts";

const MINUTE = TICKS_PER_MINUTE;
const data = buildCase({
  sessions: Array.from({ length: 150 }, (_, i) => ({
    user: i % 3 === 0 ? "ben or" : "anna",
    computer: "PC1",
    start: i * 30 * MINUTE,
    end: (i * 30 + 20) * MINUTE,
  })),
  failures: [
    ...[0, 1, 2, 3, 4].map((minute) => ({
      time: minute * MINUTE,
      user: "carl x",
      sourceAddress: "fe80::1",
      computer: "PC1",
    })),
    ...[60, 61, 62, 63, 64].map((minute) => ({
      time: minute * MINUTE,
      user: "dora",
      workstation: "KIOSK-7",
      computer: "PC1",
    })),
  ],
});

function linesOf(name: ReportName) {
  const view = {
    report: { name, by: "user", days: 90, calendar: null, accounts: null },
    filter: "",
    kinds: ["desktop"],
    window: null,
    moment: 0,
  } as const;
  return reportOf(data, view, UTC).answer.report.lines;
}

test("what a line leads to is what stands behind it", () => {
  const context = { strings: data.strings, zone: UTC };
  let looked = 0;
  for (const line of REPORT_NAMES.flatMap(linesOf)) {
    const behind = behindLine(line);
    if (behind === null) continue;
    looked++;
    const { from, to } = behind.window ?? { from: Number.NaN, to: Number.NaN };
    const rows =
      behind.view === "sessions"
        ? filterSessions(data.sessions, behind.filter, context, { kinds: null, from, to })
        : filterFailures(data.failures, behind.filter, context, { from, to });
    expect(rows.ok && [...rows.value]).toEqual([
      ...(behind.view === "sessions" ? line.sessions : line.failures),
    ]);
  }
  expect(looked).toBeGreaterThan(20);
});

test("more sessions than a filter can name, of no one user or computer, lead nowhere", () => {
  const [whole, computer] = linesOf("concurrent");
  expect(behindLine(whole!)).toBeNull();
  expect(behindLine(computer!)).toMatchObject({ filter: "computer:PC1", rows: 150 });
});
