import { expect, test } from "vitest";
import { DEFAULT_KINDS, filterFailures, filterSessions } from "../../shared/engine/filter/filter.ts";
import { TICKS_PER_MINUTE } from "../../shared/engine/time/calendar.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { buildCase } from "../../shared/testing/case-builder.ts";
import { COUNT_GROUPS, type CountGroup, REPORT_NAMES, type ReportName } from "../../shared/types/report.ts";
import { reportOf } from "./report-job/report-of.ts";
import { behindLine } from "./report-lines.ts";

const MINUTE = TICKS_PER_MINUTE;
const data = buildCase({
  sessions: Array.from({ length: 150 }, (_, i) => ({
    user: i % 3 === 0 ? "ben or" : "anna",
    computer: "PC1",
    logonType: 2,
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

function asked(name: ReportName, by: CountGroup = "user") {
  const report = { name, by, days: 90, calendar: null, accounts: null };
  const view = { report, filter: "", kinds: DEFAULT_KINDS, window: null, moment: 0 };
  const { lines } = reportOf(data, view, UTC).answer.report;
  return lines.map((line) => ({ line, behind: behindLine(line, { view, zone: UTC }) }));
}

test("what a line leads to is what stands behind it", () => {
  const context = { strings: data.strings, zone: UTC };
  let looked = 0;
  const all = [
    ...REPORT_NAMES.flatMap((name) => asked(name)),
    ...COUNT_GROUPS.flatMap((by) => asked("counts", by)),
  ];
  for (const { line, behind } of all) {
    if (behind === null) continue;
    looked++;
    const { from, to } = behind.window ?? { from: Number.NaN, to: Number.NaN };
    const rows =
      behind.view === "sessions"
        ? filterSessions(data.sessions, behind.filter, context, { kinds: behind.kinds ?? null, from, to })
        : filterFailures(data.failures, behind.filter, context, { from, to });
    expect(rows.ok && [...rows.value]).toEqual([
      ...(behind.view === "sessions" ? line.sessions : line.failures),
    ]);
  }
  expect(looked).toBeGreaterThan(20);
});

test("more sessions than a filter can name are chosen as the report chose them", () => {
  const [whole, computer] = asked("concurrent");
  expect(whole!.behind).toMatchObject({ filter: "", kinds: ["desktop"], rows: 150 });
  expect(computer!.behind).toMatchObject({ filter: "computer:PC1", rows: 150 });
  const report = { name: "counts", by: "type", days: 90, calendar: null, accounts: null } as const;
  const window = { from: 0, to: 80 * 60 * MINUTE };
  const view = { report, filter: "user:anna or user:ben*", kinds: DEFAULT_KINDS, window, moment: 0 };
  const { lines } = reportOf(data, view, UTC).answer.report;
  expect(behindLine(lines[0]!, { view, zone: UTC })).toMatchObject({
    filter: "(user:anna or user:ben*) type:2",
    window,
  });
});
