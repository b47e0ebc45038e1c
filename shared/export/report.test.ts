import { describe, expect, test } from "vitest";
import { REPORT_ANSWERS } from "../contract/report-schemas.ts";
import { problemsOf } from "../contract/schema-shape.ts";
import { AUDIT_SUBCATEGORIES } from "../engine/catalog/audit-subcategories.ts";
import { epochMsToTicks } from "../engine/time/calendar.ts";
import { ianaZone } from "../engine/time/iana-zone.ts";
import { buildCase, sketchHole, sketchRecord } from "../testing/case-builder.ts";
import type { CaseData, LogHole } from "../types/case.ts";
import type { PolicyChange } from "../types/coverage.ts";
import { REPORT_NAMES, type ReportName } from "../types/report.ts";
import { answerReport, type ReportQuestion } from "./report-answer.ts";
import { reportCsv } from "./report-csv.ts";
import { aboutReport, caveatSentences } from "./report-evidence.ts";
import { listName, reportJson, reportJsonLines } from "./report-json.ts";
import { hoursText, reportTable } from "./report-table.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const text = (parts: Iterable<string>) => [...parts].join("");
const berlin = ianaZone("Europe/Berlin")!;
const formula = "=cmd|' /C calc'!A1";

const data = buildCase({
  engine: "0.0.0",
  oldest: at("2024-03-04T07:00:00Z"),
  newest: at("2024-03-05T09:00:00Z"),
  computers: [
    {
      key: "pc1",
      name: "PC1",
      aliases: ["WIN-SETUP"],
      oldest: at("2024-03-04"),
      newest: at("2024-03-05"),
      windowsZone: null,
    },
  ],
  holes: [
    sketchHole({
      computer: "PC1",
      from: at("2024-03-04T20:00:00Z"),
      to: at("2024-03-04T21:00:00Z"),
      cause: "cleared",
      by: "eve",
    }),
  ],
  lockouts: [
    {
      time: at("2024-03-04T10:30:00Z"),
      computer: "DC1",
      user: formula,
      sid: "",
      caller: "KIOSK7",
      record: sketchRecord(),
    },
  ],
  sessions: [
    {
      computer: "PC1",
      user: "anna",
      logonType: 10,
      start: at("2024-03-04T08:00:00Z"),
      end: at("2024-03-04T12:00:00Z"),
      elevated: 2,
      sourceAddress: "127.0.0.1",
      intervals: [["locked", at("2024-03-04T09:00:00Z"), at("2024-03-04T10:00:00Z")]],
      proofs: [["start", 123, at("2024-03-04T08:00:00Z")]],
    },
    {
      computer: "PC1",
      user: formula,
      start: at("2024-03-04T08:30:00Z"),
      end: at("2024-03-04T11:00:00Z"),
      confidence: "bounded",
      endReason: "powerLoss",
      endLower: at("2024-03-04T11:00:00Z"),
      endUpper: at("2024-03-05T07:55:00Z"),
    },
  ],
  failures: [0, 1, 2, 3, 4].map((minute) => ({
    time: at(`2024-03-04T10:2${minute}:00Z`),
    computer: "PC1",
    user: formula,
    sourceAddress: "10.0.0.9",
  })),
  acts: [
    {
      kind: "explicitCredentials",
      time: at("2024-03-04T09:30:00Z"),
      computer: "PC1",
      user: "anna",
      detail: "admin",
      session: 0,
    },
    { kind: "slept", time: at("2024-03-04T22:00:00Z"), until: at("2024-03-04T23:00:00Z"), computer: "PC1" },
  ],
});

const none = { calendarZone: null, calendarName: null, accountsName: null } as const;
const everything = { filter: "", kinds: null, from: Number.NaN, to: Number.NaN } as const;
const answer = (name: ReportName, more: Partial<ReportQuestion> = {}) => {
  const options = name === "who" ? { at: at("2024-03-04T09:05:00Z") } : {};
  const result = answerReport(data, berlin, { ...none, name, selection: everything, options, ...more });
  if (!result.ok) throw new Error("the question is a right one");
  return result.value;
};
const json = (name: ReportName, more: Partial<ReportQuestion> = {}) =>
  JSON.parse(text(reportJson(answer(name, more)))) as Record<string, unknown> & {
    totals: Record<string, unknown>;
  };

describe("every report", () => {
  test.each(REPORT_NAMES)("%s fits its schema, and all formats tell the same lines", (name) => {
    const value = json(name);
    expect(value.schema).toBe(`logonscope.report.${name}/1`);
    expect(problemsOf(REPORT_ANSWERS[`logonscope.report.${name}/1`]!, value)).toEqual([]);
    const rows = value[listName(name)] as readonly unknown[];
    const parsed = (isFile: boolean) =>
      text(reportJsonLines(answer(name), { isFile }))
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as unknown);
    expect(parsed(false)).toEqual(rows);
    const about = [...aboutReport(answer(name))];
    expect(parsed(true)).toEqual([...rows, { about, totals: value.totals }]);
    // Texts of this case hold no line end, so that lines can be counted.
    expect(text(reportCsv(answer(name), { isFile: false })).split("\r\n")).toHaveLength(rows.length + 2);
    const csv = text(reportCsv(answer(name), { isFile: true }));
    expect(csv.startsWith("\ufeff")).toBe(true);
    expect(csv.split("\r\n")).toHaveLength(rows.length + 2 + about.length);
    expect(csv.split("\r\n").every((line) => !line.split(",").some((cell) => cell.startsWith("=")))).toBe(
      true,
    );
    const table = text(reportTable(answer(name), 0));
    expect(table).toContain("times in Europe/Berlin (UTC+1)");
    expect(table.includes("as far as these logs show")).toBe(rows.length === 0);
    // Nothing that a line holds may steer a terminal or be empty in place of unknown.
    expect(JSON.stringify(rows)).not.toContain('""');
  });
  test("a filter that is wrong is told, by the language of the report", () => {
    const wrong = (name: ReportName, filter: string) =>
      answerReport(data, berlin, { ...none, name, selection: { ...everything, filter }, options: {} }).ok;
    expect([
      wrong("hours", "usr:anna"),
      wrong("boots", "duration:>1h"),
      wrong("hours", "duration:>1h"),
    ]).toEqual([false, false, true]);
  });
});

test("a gap without length is a moment, under the name of the computer", () => {
  const moment = at("2024-03-05T08:00:00Z") as LogHole["to"];
  const hole = { ...data.holes[0]!, computer: "pc1", from: moment, to: moment };
  const told = (cause: LogHole["cause"]) =>
    text(
      reportTable(
        {
          ...answer("hours"),
          data: { ...data, computers: [{ ...data.computers[0]!, key: "pc1", name: "PC1" }] },
          report: { ...answer("hours").report, holes: [{ ...hole, cause }] },
        },
        0,
      ),
    );
  expect(told("cleared")).toContain("The Security log of PC1 says nothing before 2024-03-05 09:00:00: ");
  expect(told("recordGap")).toContain("The Security log of PC1 says nothing at 2024-03-05 09:00:00: ");
});

test("what was asked beside the window stands in words on table, CSV and JSON Lines", () => {
  const told = (name: ReportName, more: Partial<ReportQuestion> = {}) => {
    const value = answer(name, more);
    const about = [...aboutReport(value)].join("\n");
    const table = text(reportTable(value, 0));
    return (sentence: string) => [about.includes(sentence), table.includes(sentence)];
  };
  expect(
    told("out-of-hours")("Working hours: Monday to Friday, 7 to 19, on the clocks of Europe/Berlin."),
  ).toEqual([true, true]);
  expect(
    told("out-of-hours", { calendarName: "shop.json" })(
      "Working hours: those of shop.json, on the clocks of",
    ),
  ).toEqual([true, true]);
  expect(told("counts", { options: { by: "user" } })("Counted by user.")).toEqual([true, true]);
  expect(told("dormant", { options: { days: 30 } })("not used for 30 days.")).toEqual([true, true]);
  expect(told("dormant", { accountsName: "staff.txt" })("Accounts: those of staff.txt.")).toEqual([
    true,
    true,
  ]);
  expect(told("hours")("No window was asked: all of the logs, which run from ")).toEqual([true, true]);
  const window = { ...everything, from: at("2024-03-04T00:00:00Z") };
  expect(told("hours", { selection: window })("No window was asked")).toEqual([false, false]);
});

test("sources, window, filter, confidence and gaps are on every answer", () => {
  const window = { from: at("2024-03-04T00:00:00Z"), to: at("2024-03-06T00:00:00Z") };
  const value = json("hours", { selection: { ...everything, ...window, filter: "computer:pc1" } });
  expect(value).toMatchObject({
    window: { from: "2024-03-04T00:00:00.0000000Z", to: "2024-03-06T00:00:00.0000000Z" },
    filter: "computer:pc1",
    kinds: ["desktop"],
    confidence: { exact: 1, bounded: 1, open: 0, unknown: 0 },
    notCovered: [{ computer: "PC1" }],
    holes: [{ computer: "PC1", cause: "cleared" }],
  });
  const named = {
    ...data,
    computers: data.computers.map((each) => ({ ...each, key: "pc1", name: "PC1.corp" })),
  };
  const gap = { ...data.holes[0]!, computer: "pc1" };
  const whole = answer("hours");
  const holes = JSON.parse(
    text(reportJson({ ...whole, data: named, report: { ...whole.report, holes: [gap] } })),
  ) as { holes: unknown[] };
  expect(holes.holes).toMatchObject([{ computer: "PC1.corp" }]);
  expect(value.caveats).toContainEqual({ key: "possibleDays", text: expect.stringContaining("counted") });
  const asked = answer("hours", { selection: { ...everything, ...window, filter: "computer:pc1" } });
  const said = [
    "from 2024-03-04 01:00:00 to 2024-03-06 01:00:00, filter computer:pc1",
    "times in Europe/Berlin (UTC+1)",
    `Source: ${data.sources[0]!.path}`,
    "Ends of the sessions behind it: 1 recorded, 1 between two moments.",
    "The Security log of PC1 says nothing from 2024-03-04 21:00:00 to 2024-03-04 22:00:00: ",
    "The log of PC1 does not cover all of this time",
    "counted in the totals, not listed",
  ];
  for (const form of [
    reportTable(asked, 0),
    reportCsv(asked, { isFile: true }),
    reportJsonLines(asked, { isFile: true }),
  ]) {
    const file = text(form);
    for (const sentence of said) expect(file).toContain(sentence);
  }
});

test("a policy that was changed again and again is told once, with how often and when", () => {
  const guid = AUDIT_SUBCATEGORIES.find(({ name }) => name === "Logon")!.guid;
  const changes = (count: number) =>
    Array.from({ length: count }, (_, hour) => ({
      computer: "pc1",
      time: at(`2024-03-04T${String(8 + hour).padStart(2, "0")}:00:00Z`) as PolicyChange["time"],
      guid,
      success: hour % 2 === 0,
      failure: null,
      by: "eve",
    }));
  const told = (count: number) => {
    const before = answer("hours");
    const audit = {
      ...data.audit,
      segments: [],
      notices: [],
      renumbered: [],
      turned: [],
      changes: changes(count),
    };
    const switched = { ...before, data: { ...data, audit: audit as CaseData["audit"] & object } };
    return caveatSentences(switched).filter((sentence) => /polic|switched/.test(sentence));
  };
  expect(told(1)).toEqual([expect.stringContaining("was switched on on 2024-03-04 09:00:00 by eve")]);
  expect(told(6)).toEqual([
    expect.stringContaining("changed 6 times between 2024-03-04 09:00:00 and 2024-03-04 14:00:00"),
  ]);
});

test("who: certain, possible, and in what state; a log that does not reach is said to be none", () => {
  const who = (time: string) =>
    (
      json("who", { options: { at: at(time) } }).who as { user: string; presence: string; state: string }[]
    ).map(({ user, presence, state }) => [user, presence, state]);
  expect(who("2024-03-04T09:05:00Z")).toEqual([
    ["anna", "yes", "locked"],
    [formula, "yes", "active"],
  ]);
  expect(who("2024-03-04T11:30:00Z")).toEqual([
    ["anna", "yes", "active"],
    [formula, "possibly", "active"],
  ]);
  const before = { options: { at: at("2024-03-01T12:00:00Z") } };
  expect(json("who", before)).toMatchObject({ who: [], notCovered: [{ computer: "PC1" }] });
  expect(text(reportTable(answer("who", before), 0))).toMatch(/The log of PC1 does not cover this moment/);
  const within = text(reportTable(answer("who"), 0));
  expect(within).toMatch(/^Who was on at 2024-03-04 10:05:00, times in Europe\/Berlin \(UTC\+1\)\n/);
  expect(within).not.toMatch(/does not cover/);
  expect(within).toContain("between 2024-03-04 12:00:00 and 2024-03-05 08:55:00");
  expect(json("who", { options: { at: at("2024-03-04T20:30:00Z") } }).holes).toHaveLength(1);
  expect(json("who").who).toMatchObject([{ key: "pc1/Security/123" }, {}]);
});

test("hours stay hours", () => {
  const HOUR = 36_000_000_000;
  expect([hoursText(25 * HOUR), hoursText(7.5 * HOUR), hoursText(HOUR / 2), hoursText(Number.NaN)]).toEqual([
    "25 h",
    "7 h 30 min",
    "30 min",
    null,
  ]);
});
