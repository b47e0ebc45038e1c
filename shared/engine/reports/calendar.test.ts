import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askReport } from "../../testing/ask-report.ts";
import { buildCase, type SessionSketch } from "../../testing/case-builder.ts";
import { epochMsToTicks } from "../time/calendar.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";
import { parseAccountList } from "./account-list.ts";
import { OFFICE_HOURS, offReason, parseCalendar, type WorkCalendar } from "./calendar.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const berlin = ianaZone("Europe/Berlin")!;

const calendar = (value: unknown): WorkCalendar => {
  const result = parseCalendar(typeof value === "string" ? value : JSON.stringify(value));
  if (!result.ok) throw new Error(result.problem);
  return result.value;
};
const problem = (value: unknown): string => {
  const result = parseCalendar(typeof value === "string" ? value : JSON.stringify(value));
  return result.ok ? "fine" : result.problem;
};

describe("a calendar file", () => {
  const week = calendar({
    zone: "Europe/Berlin",
    hours: { mon: ["08:00-12:00", "13:00-17:00"], tue: ["22:00-24:00"], wed: ["00:00-06:00"] },
    holidays: ["2024-03-11", "--05-01"],
  });
  test("working time by the clock on the wall, its end not part of it", () => {
    const why = (text: string) => offReason(week, berlin, at(text));
    // 2024-03-04 is a Monday, one hour ahead of UTC.
    expect(why("2024-03-04T06:59:59Z")).toBe("outsideHours");
    expect(why("2024-03-04T07:00:00Z")).toBeNull();
    expect(why("2024-03-04T11:30:00Z")).toBe("outsideHours");
    expect(why("2024-03-04T16:00:00Z")).toBe("outsideHours");
    expect(why("2024-03-05T22:30:00Z")).toBeNull();
    expect(why("2024-03-05T23:30:00Z")).toBeNull();
    expect(why("2024-03-07T10:00:00Z")).toBe("freeWeekday");
    expect(why("2024-03-11T10:00:00Z")).toBe("holiday");
    expect(why("2024-05-01T10:00:00Z")).toBe("holiday");
    expect(why("2023-05-01T10:00:00Z")).toBe("holiday");
  });
  test("over a change of the clocks: eight o'clock is eight o'clock", () => {
    const monday = { hours: { mon: ["08:00-17:00"] } };
    const why = (text: string) => offReason(calendar(monday), berlin, at(text));
    expect([why("2024-03-25T07:30:00Z"), why("2024-03-25T06:30:00Z")]).toEqual([null, "outsideHours"]);
    expect([why("2024-04-01T07:30:00Z"), why("2024-04-01T06:30:00Z")]).toEqual([null, null]);
  });
  test("what is wrong is told with its place", () => {
    expect(problem("{")).toMatch(/^not JSON: /);
    expect(problem([])).toContain("the file: not an object");
    expect(problem({})).toContain("hours: missing");
    expect(problem({ hours: {}, colour: 1 })).toContain('the file: there is no field "colour"');
    expect(problem({ hours: { monday: [] } })).toContain('hours: there is no field "monday"');
    expect(problem({ hours: { mon: "08:00-17:00" } })).toBe("hours.mon: not a list.");
    expect(problem({ hours: { mon: ["08:00-17:00", "8-17"] } })).toContain("hours.mon[1]: not a span");
    expect(problem({ hours: { mon: ["17:00-08:00"] } })).toContain("hours.mon[0]: the span must");
    expect(problem({ hours: { mon: ["08:00-25:00"] } })).toContain("hours.mon[0]: the span must");
    expect(problem({ hours: {}, holidays: ["2024-02-30"] })).toBe("holidays[0]: there is no such day.");
    expect(problem({ hours: {}, holidays: ["25.12.2024"] })).toContain("holidays[0]: not a date");
    expect(problem({ hours: {}, zone: 5 })).toContain("zone: not the name");
    expect(problem({ hours: { mon: Array.from({ length: 25 }, () => "08:00-09:00") } })).toContain(
      "more than 24",
    );
    expect(problem(" ".repeat(1_000_001))).toContain("too large");
    expect(problem('\ufeff{ "hours": {} }')).toBe("fine");
    expect(problem('{ "hours": {}, "__proto__": {} }')).toContain('no field "__proto__"');
  });
  test("no text makes it throw", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(typeof parseCalendar(text).ok).toBe("boolean");
      }),
    );
  });
});

describe("out of hours", () => {
  const session = (start: string, more: Partial<SessionSketch> = {}): SessionSketch => ({
    computer: "PC1",
    user: "anna",
    start: at(start),
    end: at(start) + 36_000_000_000,
    ...more,
  });
  test("starts on a weekend, at night, on a holiday; automatic ones are marked", () => {
    const data = buildCase({
      sessions: [
        session("2024-03-04T09:00:00Z"),
        session("2024-03-04T20:00:00Z", { user: "ben" }),
        session("2024-03-09T09:00:00Z", { flags: ["autoLogon?"] }),
        session("2024-05-01T09:00:00Z"),
      ],
    });
    const days = { ...OFFICE_HOURS, yearly: new Set([501]) };
    const { rows, totals } = askReport("out-of-hours", data, { calendar: days });
    expect(rows.map(({ user, why, automatic }) => [user, why, automatic])).toEqual([
      ["anna", "holiday", false],
      ["anna", "freeWeekday", true],
      ["ben", "outsideHours", false],
    ]);
    expect(totals).toEqual({ events: 4, outside: 3, automatic: 1, users: 2 });
    const inWindow = askReport("out-of-hours", data, { calendar: days, to: at("2024-03-05") });
    expect(inWindow.totals).toMatchObject({ events: 2, outside: 1 });
  });
  test("the zone of the calendar decides, not that of the report", () => {
    // 17:30 in UTC is 18:30 in Berlin in winter.
    const data = buildCase({ sessions: [session("2024-03-04T17:30:00Z")] });
    const until18 = calendar({ hours: { mon: ["08:00-18:00"] } });
    const count = (calendarZone: typeof UTC) =>
      askReport("out-of-hours", data, { calendar: until18, zone: UTC, calendarZone }).totals.outside;
    expect([count(UTC), count(berlin)]).toEqual([0, 1]);
  });
});

describe("a list of accounts", () => {
  test("one a line, first field, remarks and blank lines left out", () => {
    expect(parseAccountList('\ufeff# staff\r\nanna\r\n\r\nCORP\\ben;Ben\n"carl",x\tS\n')).toEqual({
      ok: true,
      value: ["anna", "CORP\\ben", "carl"],
    });
  });
  test("empty, and too long", () => {
    expect(parseAccountList("# none\n")).toEqual({ ok: false, problem: "no account in it." });
    expect(parseAccountList(`anna\n${"x".repeat(301)}`)).toEqual({
      ok: false,
      problem: "line 2: too long for an account.",
    });
  });
});
