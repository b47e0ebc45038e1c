import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askReport } from "../../testing/ask-report.ts";
import {
  buildCase,
  type CaseSketch,
  type SessionSketch,
  sketchBoot,
  sketchHole,
  sketchRecord,
  sketchSource,
} from "../../testing/case-builder.ts";
import type { ComputerInfo, Coverage } from "../../types/case.ts";
import { REPORT_NAMES } from "../../types/report.ts";
import type { Ticks } from "../../types/units.ts";
import { epochMsToTicks, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE } from "../time/calendar.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";
import { listFilter } from "./list-filter.ts";
import { runReport } from "./run-report.ts";

const HOUR = TICKS_PER_HOUR;
const DAY = TICKS_PER_DAY;
const MINUTE = TICKS_PER_MINUTE;
const t = (value: number) => value as Ticks;
const berlin = ianaZone("Europe/Berlin")!;
const at = (text: string) => epochMsToTicks(Date.parse(text));

const anna = (start: number, end: number, more: Partial<SessionSketch> = {}): SessionSketch => ({
  computer: "PC1",
  user: "anna",
  start,
  end,
  endLower: end,
  endUpper: end,
  lastEvidence: end,
  ...more,
});
const computer = (name: string, more: Partial<ComputerInfo> = {}): ComputerInfo => ({
  key: name.toLowerCase(),
  name,
  aliases: [],
  oldest: t(0),
  newest: t(200 * DAY),
  windowsZone: null,
  ...more,
});
const security = (name: string, from: number, to: number): Coverage => ({
  computer: name,
  channel: "Security",
  spans: [[t(from), t(to)]],
  records: 100,
  filtered: false,
});

describe("first and last", () => {
  const days = (sessions: readonly SessionSketch[], zone = UTC) =>
    askReport("first-last", buildCase({ sessions }), { zone });
  test("the earliest start and the latest end of a day, over computers", () => {
    const { rows } = days([anna(8 * HOUR, 12 * HOUR), anna(13 * HOUR, 17 * HOUR, { computer: "PC2" })]);
    expect(rows).toMatchObject([
      {
        day: 0,
        first: 8 * HOUR,
        firstIs: "start",
        last: 17 * HOUR,
        lastIs: "end",
        lastUpper: 17 * HOUR,
        computers: ["PC1", "PC2"],
        sessions: 2,
      },
    ]);
  });
  test("a night shift is continued on both sides of midnight of the zone", () => {
    const { rows } = days([anna(at("2024-03-04T21:00:00Z"), at("2024-03-05T05:00:00Z"))], berlin);
    expect(rows.map(({ first, firstIs, last, lastIs }) => [first, firstIs, last, lastIs])).toEqual([
      [at("2024-03-04T23:00:00Z"), "continued", at("2024-03-05T05:00:00Z"), "end"],
      [at("2024-03-04T21:00:00Z"), "start", at("2024-03-04T23:00:00Z"), "continued"],
    ]);
  });
  test("an open end is at least that late; a bounded one lies between; a start before the log is not later", () => {
    const open = days([
      anna(8 * HOUR, Number.NaN, { confidence: "open", endLower: 12 * HOUR, endUpper: Number.NaN }),
    ]);
    expect(open.rows).toMatchObject([
      { last: 12 * HOUR, lastIs: "atLeast", lastLower: 12 * HOUR, lastUpper: DAY },
    ]);
    const bounded = days([
      anna(8 * HOUR, 11 * HOUR, {
        confidence: "bounded",
        endReason: "powerLoss",
        endLower: 11 * HOUR,
        endUpper: 3 * DAY,
      }),
    ]);
    expect(bounded.rows).toMatchObject([{ last: 11 * HOUR, lastIs: "between", lastUpper: DAY }]);
    expect(bounded.totals).toEqual({ users: 1, days: 1, possibleDays: 2 });
    const { start: _, ...headless } = anna(0, 12 * HOUR, { startUpper: 10 * HOUR });
    expect(days([headless]).rows).toMatchObject([{ first: 10 * HOUR, firstIs: "notLater", last: 12 * HOUR }]);
  });
  test("agrees with the hours: a user has a line on a day in both or in neither", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.nat(50)), { minLength: 1, maxLength: 8 }), (list) => {
        const sessions = list.map(([start, length]) => anna(start * HOUR, (start + length) * HOUR));
        const data = buildCase({ sessions });
        const of = (rows: readonly { readonly day: number }[]) => rows.map(({ day }) => day);
        const edges = askReport("first-last", data).rows;
        const hours = askReport("hours", data).rows;
        expect(of(edges)).toEqual(of(hours));
        for (const [i, { first, last }] of edges.entries()) {
          expect(hours[i]!.present).toBeLessThanOrEqual(last - first);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("concurrent", () => {
  test("W5: two computers at once; of each computer one", () => {
    const data = buildCase({
      sessions: [
        anna(8 * HOUR, 12 * HOUR),
        anna(10 * HOUR, 13 * HOUR, { computer: "PC2" }),
        anna(13 * HOUR, 14 * HOUR, { user: "ben" }),
      ],
      newest: t(20 * HOUR),
    });
    const { rows, totals } = askReport("concurrent", data);
    expect(rows.map(({ scope, name, sure, sureAt }) => [scope, name, sure, sureAt / HOUR])).toEqual([
      ["case", null, 2, 10],
      ["computer", "PC1", 1, 8],
      ["computer", "PC2", 1, 10],
      ["user", "anna", 2, 10],
      ["user", "ben", 1, 13],
    ]);
    expect(totals).toMatchObject({ sure: 2, possible: 2, sessions: 3 });
    // In a window that begins while both run, that is when the most is reached first.
    expect(askReport("concurrent", data, { from: 11 * HOUR }).totals).toMatchObject({
      sure: 2,
      sureAt: 11 * HOUR,
    });
    expect(askReport("concurrent", data, { from: 12.5 * HOUR }).totals).toMatchObject({ sure: 1 });
  });
  test("what may have run is told beside what did", () => {
    const data = buildCase({
      sessions: [
        anna(8 * HOUR, 9 * HOUR, { confidence: "bounded", endLower: 9 * HOUR, endUpper: 11 * HOUR }),
        anna(10 * HOUR, 12 * HOUR, { computer: "PC2" }),
      ],
      newest: t(20 * HOUR),
    });
    expect(askReport("concurrent", data).totals).toMatchObject({
      sure: 1,
      possible: 2,
      possibleAt: 10 * HOUR,
    });
  });
});

describe("bursts", () => {
  const fail = (minute: number, user: string, sourceAddress: string) => ({
    time: minute * MINUTE,
    user,
    sourceAddress,
    computer: "SRV1",
  });
  const bursts = (sketch: CaseSketch, more: Parameters<typeof askReport>[2] = {}) =>
    askReport("bursts", buildCase(sketch), more);
  test("five in ten minutes, told once with what came of it", () => {
    const failures = [0, 2, 4, 6, 10].map((minute) => fail(minute, "anna", "10.0.0.9"));
    const { rows, lines, totals } = bursts({ failures, sessions: [anna(15 * MINUTE, 20 * MINUTE)] });
    expect(rows).toEqual([
      {
        what: "burst",
        by: "accountAndSource",
        account: "anna",
        source: "10.0.0.9",
        first: 0,
        last: 10 * MINUTE,
        attempts: 5,
        accounts: 1,
        computers: ["SRV1"],
        succeeded: 15 * MINUTE,
        succeededAs: "anna",
      },
    ]);
    expect(lines[0]!.failures).toEqual([0, 1, 2, 3, 4]);
    expect(totals).toEqual({ records: 5, attempts: 5, bursts: 1, sprays: 0, succeeded: 1 });
    // A success eleven minutes after the last attempt is another story.
    expect(bursts({ failures, sessions: [anna(21.1 * MINUTE, 22 * MINUTE)] }).totals.succeeded).toBe(0);
  });
  test("five in eleven minutes are none; a pause of an hour parts two", () => {
    expect(bursts({ failures: [0, 3, 6, 9, 11].map((minute) => fail(minute, "anna", "a")) }).rows).toEqual(
      [],
    );
    const twice = [0, 1, 2, 3, 4, 64, 65, 66, 67, 68].map((minute) => fail(minute, "anna", "a"));
    expect(bursts({ failures: twice }).rows.map(({ first, attempts }) => [first / MINUTE, attempts])).toEqual(
      [
        [64, 5],
        [0, 5],
      ],
    );
  });
  test("one account from five sources is a burst of the account, five accounts from one source one of the source", () => {
    const many = ["a", "b", "c", "d", "e"];
    expect(bursts({ failures: many.map((source, i) => fail(i, "anna", source)) }).rows).toMatchObject([
      { by: "account", account: "anna", source: null, attempts: 5 },
    ]);
    expect(bursts({ failures: many.map((user, i) => fail(i, user, "10.0.0.9")) }).rows).toMatchObject([
      { what: "burst", by: "source", account: null, source: "10.0.0.9", accounts: 5 },
    ]);
  });
  test("a success counts once there were enough attempts, not before, and also between later ones", () => {
    const failures = [0, 2, 4, 6, 8, 9].map((minute) => fail(minute, "anna", "10.0.0.9"));
    const when = (...starts: readonly number[]) =>
      bursts({ failures, sessions: starts.map((minute) => anna(minute * MINUTE, 60 * MINUTE)) }).rows[0]!
        .succeeded / MINUTE;
    expect([when(1), when(1, 12), when(8.5), when(8.5, 12)]).toEqual([Number.NaN, 12, 8.5, 8.5]);
  });
  test("who goes on working elsewhere while somebody guesses has not been guessed", () => {
    const failures = Array.from({ length: 12 }, (_, i) => fail(i, `user${i}`, "10.0.0.9"));
    const success = (sourceAddress: string, workstation = "") =>
      bursts({
        failures,
        sessions: [anna(13 * MINUTE, 60 * MINUTE, { user: "user3", sourceAddress, workstation })],
      }).rows.find(({ what }) => what === "spray")!.succeededAs;
    expect([success("10.0.0.5"), success("10.0.0.9"), success("")]).toEqual([null, "user3", "user3"]);
    expect([success("127.0.0.1", "PC1"), success("10.0.0.5", "10.0.0.9")]).toEqual([null, "user3"]);
    // Of one account it does not matter where he came in.
    const five = [0, 1, 2, 3, 4].map((minute) => fail(minute, "anna", "10.0.0.9"));
    const sessions = [anna(6 * MINUTE, 60 * MINUTE, { sourceAddress: "10.0.0.5" })];
    expect(bursts({ failures: five, sessions }).rows[0]!.succeededAs).toBe("anna");
  });
  test("people who mistype at their own computers in the morning are no spray from 127.0.0.1", () => {
    const failures = Array.from({ length: 12 }, (_, i) => ({
      ...fail(i, `user${i}`, i % 2 === 0 ? "127.0.0.1" : "::1"),
      computer: `PC${i}`,
      workstation: i % 3 === 0 ? `PC${i}` : "",
    }));
    expect(bursts({ failures }).rows).toEqual([]);
    const one = [0, 1, 2, 3, 4].map((i) => ({ ...failures[0]!, time: i * MINUTE, user: `user${i}` }));
    expect(bursts({ failures: one }).rows).toMatchObject([{ by: "source", source: "pc0", accounts: 5 }]);
  });
  test("ten accounts from one source in half an hour are a spray, nine are none", () => {
    const spray = (count: number) =>
      bursts({ failures: Array.from({ length: count }, (_, i) => fail(i * 3, `user${i}`, "10.0.0.9")) })
        .totals.sprays;
    expect([spray(9), spray(10), spray(12)]).toEqual([0, 1, 1]);
    const slow = Array.from({ length: 20 }, (_, i) => fail(i * 4, `user${i}`, "10.0.0.9"));
    expect(bursts({ failures: slow }).totals.sprays).toBe(0);
  });
  test("filter and window choose the attempts", () => {
    const failures = [0, 1, 2, 3, 4].flatMap((minute) => [
      fail(minute, "anna", "a"),
      fail(minute, "ben", "b"),
    ]);
    expect(bursts({ failures }, { filter: "user:ben" }).rows.map(({ account }) => account)).toEqual(["ben"]);
    expect(bursts({ failures }, { from: MINUTE }).rows).toEqual([]);
  });
  test("every attempt of a burst lies in it, and no burst is less than five", () => {
    const attempt = fc.tuple(fc.nat(120), fc.constantFrom("anna", "ben", ""), fc.constantFrom("a", "b", ""));
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 60 }), (list) => {
        const failures = list
          .toSorted((a, b) => a[0] - b[0])
          .map(([minute, user, source]) => fail(minute, user, source));
        const data = buildCase({ failures });
        const { lines, totals } = askReport("bursts", data);
        expect(totals.attempts).toBe(list.length);
        for (const { cells, failures: rows } of lines.filter(({ cells: { what } }) => what === "burst")) {
          expect(rows).toHaveLength(cells.attempts!);
          expect(rows.length).toBeGreaterThanOrEqual(5);
          for (const row of rows) {
            expect(data.failures.time[row]).toBeGreaterThanOrEqual(cells.first);
            expect(data.failures.time[row]).toBeLessThanOrEqual(cells.last);
          }
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("counts", () => {
  const data = buildCase({
    sessions: [
      anna(0, HOUR, { logonType: 2, sourceAddress: "10.0.0.1" }),
      anna(0, HOUR, { logonType: 10, user: "ben", sourceAddress: "10.0.0.1" }),
      anna(0, HOUR, { kind: "network", logonType: 3, computer: "PC2" }),
      anna(0, HOUR, { kind: "machine", logonType: 3, user: "PC1$" }),
      anna(0, HOUR, { flags: ["fromLSM"] }),
      { computer: "PC1", user: "anna", startUpper: 5, end: HOUR },
    ],
    counts: {
      records: 9,
      events: 9,
      logons: { read: 9, used: 2, byClass: { network: 1, machine: 1, unlock: 4, system: 1 } },
      duplicates: 0,
      failures: 0,
      stubs: 0,
      orphanLogoffs: 0,
    },
  });
  test("logons only, without what machines do for themselves", () => {
    const { rows, totals } = askReport("counts", data);
    expect(rows.map(({ group, count }) => [group, count])).toEqual([
      ["Interactive (2)", 1],
      ["Network (3)", 1],
      ["RemoteInteractive (10)", 1],
    ]);
    expect(totals).toMatchObject({ counted: 3, setAside: 6, machine: 1, unlock: 4, system: 1 });
  });
  test("what is set aside is known of the whole case only", () => {
    const part = askReport("counts", data, { filter: "user:ben" });
    expect(part.totals).toMatchObject({ counted: 1, setAside: null, machine: null, unlock: null });
    expect(part.caveats).toContain("setAsideOfCase");
    expect(askReport("counts", data, { from: 0 }).totals.setAside).toBeNull();
    expect(askReport("counts", data).caveats).not.toContain("setAsideOfCase");
  });
  test("by user, computer, source: every group leads to its rows, and groups add up", () => {
    for (const by of ["user", "computer", "source"] as const) {
      const { lines, totals } = askReport("counts", data, { by });
      expect(lines.reduce((sum, { cells }) => sum + cells.count!, 0)).toBe(totals.counted);
      for (const { cells, sessions } of lines) expect(sessions).toHaveLength(cells.count!);
    }
    expect(askReport("counts", data, { by: "computer", kinds: ["machine"] }).rows).toMatchObject([
      { group: "PC1", count: 1 },
    ]);
  });
});

describe("dormant", () => {
  const sketch = (more: CaseSketch = {}): CaseSketch => ({
    newest: t(200 * DAY),
    computers: [computer("PC1")],
    coverage: [security("PC1", 0, 200 * DAY)],
    sessions: [
      anna(50 * DAY, 51 * DAY),
      anna(150 * DAY, 151 * DAY, { user: "ben", kind: "network" }),
      anna(160 * DAY, 161 * DAY, { user: "carl", kind: "batch" }),
    ],
    ...more,
  });
  test("no desktop or network logon for ninety days", () => {
    const { rows, totals } = askReport("dormant", buildCase(sketch()));
    expect(
      rows.map(({ user, verdict, lastSeen, idle }) => [user, verdict, lastSeen / DAY, idle / DAY]),
    ).toEqual([
      ["anna", "yes", 51, 149],
      ["carl", "yes", Number.NaN, Number.NaN],
    ]);
    expect(totals).toMatchObject({ accounts: 3, used: 1, dormant: 2, cannotTell: 0, covered: 90 * DAY });
    expect(askReport("dormant", buildCase(sketch()), { days: 180 }).rows.map(({ user }) => user)).toEqual([
      "carl",
    ]);
  });
  test("an account was last seen when it was, also before the window", () => {
    const { rows } = askReport("dormant", buildCase(sketch()), { from: 199 * DAY });
    expect(rows.map(({ user, lastSeen }) => [user, lastSeen / DAY])).toEqual([
      ["anna", 51],
      ["carl", Number.NaN],
    ]);
  });
  test("time in which logons were not recorded is not covered, and two parts over the same time count once", () => {
    const segment = (from: number, to: number, counts: object) => ({
      computer: "pc1",
      from: t(from * DAY),
      to: t(to * DAY),
      counts,
    });
    const change = { computer: "pc1", time: t(150 * DAY), failure: null, by: null };
    const audit = {
      segments: [segment(0, 150, { logoff: 200 }), segment(150, 200, { logon: 9 })],
      changes: [{ ...change, guid: "{0CCE9215-69AE-11D9-BED3-505054503030}", success: true }],
      notices: [],
      renumbered: [],
      turned: [],
    };
    const covered = (more: CaseSketch) => askReport("dormant", buildCase(sketch(more))).totals.covered / DAY;
    expect(covered({ audit })).toBe(50);
    const twice = { ...security("PC1", 150 * DAY, 200 * DAY) };
    const recorded = { ...audit, changes: [], segments: [segment(150, 200, { logon: 9 })] };
    expect(covered({ coverage: [twice, twice], audit: recorded })).toBe(50);
  });
  test("a log that does not cover the time cannot tell", () => {
    const short = sketch({ coverage: [security("PC1", 150 * DAY, 200 * DAY)] });
    expect(askReport("dormant", buildCase(short)).rows).toMatchObject([
      { user: "anna", verdict: "cannotTell", covered: 50 * DAY },
      { user: "carl", verdict: "cannotTell" },
    ]);
    const two = sketch({
      computers: [computer("PC1"), computer("PC2")],
      coverage: [security("PC1", 0, 200 * DAY), security("PC2", 190 * DAY, 200 * DAY)],
    });
    const accounts = ["anna", "zoe"];
    const answer = askReport("dormant", buildCase(two), { accounts });
    // Anna worked at PC1 only, whose log reaches back; where zoe would work nobody knows.
    expect(answer.rows).toMatchObject([
      { user: "anna", verdict: "whereSeen", covered: 90 * DAY, notCovered: ["PC2"] },
      { user: "zoe", verdict: "cannotTell", covered: 10 * DAY, notCovered: ["PC2"] },
    ]);
    expect(answer.totals).toMatchObject({ dormant: 0, whereSeen: 1, cannotTell: 1, covered: 10 * DAY });
    const elsewhere = [...two.sessions!, anna(40 * DAY, 41 * DAY, { computer: "PC2" })];
    expect(askReport("dormant", buildCase({ ...two, sessions: elsewhere }), { accounts }).rows).toMatchObject(
      [{ user: "anna", verdict: "cannotTell", covered: 10 * DAY }, {}],
    );
    expect(askReport("dormant", buildCase(sketch({ coverage: [] }))).totals.covered).toBe(0);
  });
  test("a list is looked through by name, domain and SID; who is not in the log is told too", () => {
    const accounts = ["ANNA", "CORP\\ben", "S-1-5-21-9-9-9-1", "nobody@corp.local", "anna"];
    const sessions = [anna(50 * DAY, 51 * DAY), anna(150 * DAY, 151 * DAY, { user: "ben", domain: "CORP" })];
    const { rows, totals } = askReport("dormant", buildCase(sketch({ sessions })), { accounts });
    expect(rows.map(({ user, sid, listed }) => [user, sid, listed])).toEqual([
      ["ANNA", null, true],
      ["nobody@corp.local", null, true],
      [null, "S-1-5-21-9-9-9-1", true],
    ]);
    expect(totals).toMatchObject({ accounts: 4, used: 1, dormant: 3 });
  });
});

describe("shared use", () => {
  const shared = (sessions: readonly SessionSketch[]) => askReport("shared-use", buildCase({ sessions }));
  test("three consoles on a day are three sources, whatever loopback address they tell", () => {
    const at = (hour: number, name: string) =>
      anna(hour * HOUR, (hour + 1) * HOUR, { computer: name, sourceAddress: "127.0.0.1" });
    expect(shared([at(1, "PC1"), at(3, "PC2"), at(5, "PC3")]).rows).toMatchObject([
      { what: "sources", most: 3, sources: ["PC1", "PC2", "PC3"] },
    ]);
  });
  test("overlap of two places, surely and possibly", () => {
    const { rows, totals } = shared([
      anna(8 * HOUR, 12 * HOUR),
      anna(10 * HOUR, 11 * HOUR, { computer: "PC2", sourceAddress: "10.0.0.9" }),
      anna(20 * HOUR, 21 * HOUR, { confidence: "bounded", endLower: 21 * HOUR, endUpper: 23 * HOUR }),
      anna(22 * HOUR, 23 * HOUR, { computer: "PC2" }),
    ]);
    expect(rows.filter(({ what }) => what === "overlap")).toMatchObject([
      { certain: false, from: 22 * HOUR, to: 23 * HOUR },
      { certain: true, from: 10 * HOUR, to: 11 * HOUR, most: 2, computers: ["PC1", "PC2"], sessions: 2 },
    ]);
    expect(totals).toEqual({ users: 1, overlaps: 2, days: 1 });
  });
  test("a reconnect from elsewhere is another place, from then on", () => {
    const connect = (session: number, hour: number, sourceAddress: string) =>
      ({
        kind: "connected",
        time: hour * HOUR,
        computer: "PC1",
        user: "anna",
        session,
        sourceAddress,
      }) as const;
    const one = { sessions: [anna(8 * HOUR, 20 * HOUR, { sourceAddress: "10.0.0.1" })] };
    const acts = [connect(0, 9, "10.0.0.2"), connect(0, 10, "127.0.0.1"), connect(0, 11, "10.0.0.3")];
    // One session is in one place at a time, yet it came from four on one day.
    expect(askReport("shared-use", buildCase({ ...one, acts })).rows).toMatchObject([
      { what: "sources", most: 4, sources: ["10.0.0.1", "10.0.0.2", "PC1", "10.0.0.3"], sessions: 1 },
    ]);
    const two = [
      anna(8 * HOUR, 20 * HOUR, { sourceAddress: "10.0.0.1" }),
      anna(12 * HOUR, 14 * HOUR, { sourceAddress: "10.0.0.1" }),
    ];
    const moved = [connect(0, 13, "10.0.0.7")];
    expect(askReport("shared-use", buildCase({ sessions: two })).rows).toEqual([]);
    expect(askReport("shared-use", buildCase({ sessions: two, acts: moved })).rows).toMatchObject([
      { what: "overlap", certain: true, from: 13 * HOUR, to: 14 * HOUR, most: 2, sessions: 2 },
    ]);
    // Two that change places at one moment are together all along.
    const three = [...two, anna(11 * HOUR, 16 * HOUR, { computer: "PC2" })];
    expect(askReport("shared-use", buildCase({ sessions: three, acts: moved })).rows).toMatchObject([
      { what: "overlap", from: 11 * HOUR, to: 16 * HOUR, most: 3, sessions: 3 },
      { what: "sources" },
    ]);
  });
  test("two sessions at one place, and services, are no sharing", () => {
    expect(shared([anna(8 * HOUR, 12 * HOUR), anna(9 * HOUR, 10 * HOUR)]).rows).toEqual([]);
    const service = { ...anna(0, HOUR), kind: "service" as const };
    expect(
      shared([service, anna(8 * HOUR, 12 * HOUR), anna(9 * HOUR, 10 * HOUR, { computer: "PC2" })]).rows,
    ).toEqual([]);
  });
  test("three sources on one day", () => {
    const from = (hour: number, sourceAddress: string) =>
      anna(hour * HOUR, (hour + 1) * HOUR, { sourceAddress });
    expect(shared([from(1, "a"), from(3, "b"), from(5, "c")]).rows).toMatchObject([
      { what: "sources", most: 3, sources: ["a", "b", "c"], from: 0, to: DAY },
    ]);
    expect(shared([from(1, "a"), from(3, "b"), from(25, "c")]).rows).toEqual([]);
  });
});

describe("the filter of records that are no sessions", () => {
  const items = [
    { time: 8 * HOUR, computer: "PC1", user: "anna", sourceAddress: "10.0.0.9", status: 0xc000006a },
    { time: 20 * HOUR, computer: "SRV1.corp.local", user: "ben", domain: "CORP", workstation: "KIOSK7" },
  ];
  const kept = (filter: string, from = Number.NaN, to = Number.NaN) =>
    listFilter(filter, { from, to }, UTC)(items);
  test("is that of failed logons", () => {
    expect(kept("user:anna")).toEqual([0]);
    expect(kept("user:CORP\\ben")).toEqual([1]);
    expect(kept("ip:10.0.0.0/8")).toEqual([0]);
    expect(kept("status:0xc000006a")).toEqual([0]);
    expect(kept("workstation:kiosk*")).toEqual([1]);
    expect(kept("hour:18-22")).toEqual([1]);
    expect(kept("type:none")).toEqual([0, 1]);
    expect(kept("-computer:pc1")).toEqual([1]);
  });
  test("goes with a window; one that is not of failed logons chooses by the window alone", () => {
    expect(kept("", 8 * HOUR, 20 * HOUR)).toEqual([0]);
    expect(kept("user:*", 9 * HOUR)).toEqual([1]);
    expect(kept("duration:>1h")).toEqual([0, 1]);
  });
});

test("quality: an undone clock step moves nothing, and an input of no computer is no computer", () => {
  const step = { computer: "pc1", time: t(DAY), byUser: null, record: sketchRecord() };
  const data = buildCase({
    computers: [computer("PC1")],
    clockSteps: [
      { ...step, kind: "undone", delta: -277 * 365 * DAY },
      { ...step, kind: "correction", delta: -18 * HOUR },
    ],
    sources: [
      sketchSource({ path: "a.evtx", computers: [], damage: [{ code: "chunkCrc", offset: 0, count: 1 }] }),
    ],
    sessions: [anna(0, HOUR)],
  });
  const { rows, totals } = askReport("quality", data);
  expect(rows.find(({ what }) => what === "clockSteps")).toMatchObject({ count: 2, detail: "-18 h in all" });
  expect(totals.computers).toBe(1);
});

test("quality: coverage, gaps, clocks, aliases, damage", () => {
  const data = buildCase({
    computers: [computer("PC1", { aliases: ["WIN-SETUP"] })],
    coverage: [security("pc1", 0, 10 * DAY)],
    holes: [sketchHole({ computer: "pc1", from: t(2 * DAY), to: t(3 * DAY), cause: "cleared", by: "eve" })],
    sources: [
      sketchSource({
        path: "a.evtx",
        computers: ["PC1"],
        damage: [{ code: "chunkCrc", offset: 4096, count: 2 }],
      }),
    ],
    sessions: [
      anna(0, HOUR),
      { computer: "PC1", user: "ben", startUpper: 5, confidence: "unknown", endReason: "logGap" },
    ],
  });
  const { rows, totals, caveats } = askReport("quality", data);
  expect(
    rows.map(({ what, computer: name, count, cause, detail }) => [what, name, count, cause, detail]),
  ).toEqual([
    ["aliases", "PC1", 1, null, "WIN-SETUP"],
    ["damage", "PC1", 2, null, "a.evtx chunkCrc"],
    ["coverage", "PC1", 100, null, null],
    ["gap", "PC1", null, "cleared", "eve"],
  ]);
  expect(totals).toMatchObject({
    computers: 1,
    gaps: 1,
    gapTime: DAY,
    unknownStarts: 1,
    unknownEnds: 1,
    damaged: 1,
  });
  expect(caveats).toEqual(["damaged"]);
  expect(askReport("quality", data, { filter: "computer:pc9" }).rows).toEqual([]);
});

test("quality: verdicts are told beside the coverage, a cleared log only as a gap", () => {
  const network = Array.from({ length: 30 }, (_, i) => ({
    computer: "PC1",
    user: "anna",
    kind: "network" as const,
    logonType: 3,
    start: i * HOUR,
    confidence: "open" as const,
  }));
  const data = buildCase({
    computers: [computer("PC1")],
    coverage: [security("pc1", 0, 10 * DAY)],
    holes: [sketchHole({ computer: "pc1", from: t(2 * DAY), to: t(3 * DAY), cause: "cleared", by: "eve" })],
    sessions: network,
  });
  const { rows } = askReport("quality", data);
  expect(rows.map(({ what, channel, verdict, cause }) => [what, channel, verdict, cause])).toEqual([
    ["coverage", "Security", null, null],
    ["verdict", "Security", "noLogoff", null],
    ["gap", "Security", null, "cleared"],
  ]);
});

test("boots: a run that was cut off may have gone on until the next start", () => {
  const data = buildCase({
    computers: [computer("PC1")],
    boots: [
      sketchBoot({
        computer: "pc1",
        start: t(0),
        end: t(3 * HOUR),
        clean: false,
        lastRecord: t(3 * HOUR),
        bugcheck: 0x9f,
      }),
      sketchBoot({ computer: "pc1", index: 1, start: t(5 * HOUR), lastRecord: t(6 * HOUR) }),
    ],
  });
  const { rows } = askReport("boots", data);
  expect(
    rows.map(({ computer: name, what, how, least, most, detail }) => [
      name,
      what,
      how,
      least / HOUR,
      most / HOUR,
      detail,
    ]),
  ).toEqual([
    ["PC1", "up", "running", 1, Number.NaN, null],
    ["PC1", "down", "crash", 0, 2, null],
    ["PC1", "up", "crash", 3, 5, "stop code 0x9f"],
  ]);
});

describe("every report", () => {
  const one = buildCase({
    sessions: [anna(8 * HOUR, 12 * HOUR)],
    computers: [computer("PC1")],
    newest: t(20 * HOUR),
  });
  test.each(REPORT_NAMES)(
    "%s: of nothing, of a window outside every log, and told with what is not covered",
    (name) => {
      const ask = (data: typeof one, from: number, to: number) => {
        const answer = runReport(name, data, UTC, { filter: "", kinds: null, from, to }, { at: from });
        if (!answer.ok) throw new Error("no filter is wrong");
        return answer.value;
      };
      expect(ask(buildCase({}), Number.NaN, Number.NaN).lines).toHaveLength(name === "concurrent" ? 1 : 0);
      const outside = ask(one, 1000 * DAY, 1001 * DAY);
      expect(outside.notCovered.map((each) => each.name)).toEqual(["PC1"]);
      if (name !== "dormant" && name !== "quality" && name !== "concurrent")
        expect(outside.lines).toEqual([]);
      expect(Object.values(outside.confidence)).toEqual([0, 0, 0, 0]);
    },
  );
  test("a partial case says so", () => {
    const { caveats } = askReport("hours", buildCase({ partial: true, sessions: [anna(0, HOUR)] }));
    expect(caveats).toContain("partial");
  });
  test.each(["hours", "first-last"] as const)(
    "%s: a thousand sessions of fifty years end, and are said to be cut",
    (name) => {
      const sessions = Array.from({ length: 1000 }, (_, i) => anna(i, 18_000 * DAY, { user: `user${i}` }));
      const { lines, caveats } = askReport(name, buildCase({ sessions }));
      expect([lines.length, caveats.includes("limited")]).toEqual([200_000, true]);
    },
  );
});
