import { describe, expect, test } from "vitest";
import { ALL_KINDS, DEFAULT_KINDS } from "../../shared/engine/filter/filter.ts";
import { kindsInForce, mentions } from "../../shared/engine/filter/mentions.ts";
import { parseQuery } from "../../shared/engine/filter/parse.ts";
import { sortSessions } from "../../shared/engine/sort.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { DAY, HOUR, sampleCase } from "../testing/sample-case.ts";
import { SessionWriter } from "../testing/session-writer.ts";
import { barsOf, barTimes } from "../views/timeline/bars.ts";
import { memoByObject } from "./memo.ts";
import { confidenceCounts, failureRows, fitsSessions, kindCounts, sessionRows } from "./rows.ts";
import { sortedSessions } from "./sorted.ts";
import { whoAmong } from "./who.ts";

const data = sampleCase("normal");

describe("rows on screen", () => {
  test("automatic logons are set aside, counted, and come back on demand", () => {
    const people = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const all = sessionRows(data, "", "UTC", ALL_KINDS);
    const hidden = [...kindCounts(data)]
      .filter(([kind]) => kind !== "desktop")
      .reduce((sum, [, n]) => sum + n, 0);
    expect(people.length).toBeGreaterThan(0);
    expect(all.length).toBe(data.sessions.length);
    expect(people.length + hidden).toBe(all.length);
  });

  test("a filter that names kinds is not crossed by the default", () => {
    const network = sessionRows(data, "kind:network", "UTC", DEFAULT_KINDS);
    expect(network.length).toBe(kindCounts(data).get("network"));
    expect(kindsInForce("-(kind:network or anna)", DEFAULT_KINDS)).toBeNull();
    expect(kindsInForce("user:kind", DEFAULT_KINDS)).toBe(DEFAULT_KINDS);
  });

  test("fields are found wherever they stand in a query", () => {
    const query = parseQuery("anna or -(type:10 user:ben)");
    expect(query.ok && mentions(query.value, "user")).toBe(true);
    expect(query.ok && mentions(query.value, "kind")).toBe(false);
  });

  test("a filter that is about failed sign-ins, or wrong, hides no session and is told", () => {
    const all = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    for (const filter of ["status:0xc000006a", "user:anna usr:ben", "("]) {
      expect(fitsSessions(data, filter, "UTC", DEFAULT_KINDS)).toBe(false);
      expect(sessionRows(data, filter, "UTC", DEFAULT_KINDS)).toBe(all);
    }
    expect(fitsSessions(data, "user:anna", "UTC", DEFAULT_KINDS)).toBe(true);
  });

  test("failures ignore a filter that only fits sessions, and say so", () => {
    expect(failureRows(data, "user:ben", "UTC").filtered).toBe(true);
    const all = failureRows(data, "duration:>8h", "UTC");
    expect(all.filtered).toBe(false);
    expect(all.rows.length).toBe(data.failures.length);
  });

  test("confidence counts add up", () => {
    const rows = sessionRows(data, "", "UTC", ALL_KINDS);
    const counts = confidenceCounts(rows, data);
    expect(counts.exact + counts.bounded + counts.open + counts.unknown).toBe(rows.length);
  });
});

describe("order", () => {
  test("thinning out a sorted table gives what sorting the rows gives", () => {
    const strings = new StringTable();
    const size = 60_000;
    const writer = new SessionWriter(size, strings);
    // Equal starts and few users: stability shows.
    for (let i = 0; i < size; i++) {
      const start = Math.floor(i / 3) * HOUR;
      writer.add({ user: `u${(i * 7) % 50}`, computer: "PC", start, end: start + ((i * 13) % 9) * HOUR });
    }
    const big = { ...sampleCase("empty"), sessions: writer.table(), strings: strings.toArray() };
    const rows = sessionRows(big, "-user:u7", "UTC", DEFAULT_KINDS);
    expect(rows.length).toBeGreaterThan(40_000);
    for (const column of ["start", "user", "duration"] as const) {
      for (const descending of [true, false]) {
        const expected = sortSessions(
          big.sessions,
          big.strings,
          rows,
          column,
          descending ? "descending" : "ascending",
        );
        expect(sortedSessions(rows, big, [{ column, descending }])).toEqual(expected);
      }
    }
  });

  test("newest first by default", () => {
    const rows = sessionRows(data, "", "UTC", DEFAULT_KINDS);
    const sorted = sortedSessions(rows, data, [{ column: "start", descending: true }]);
    expect(data.sessions.start[sorted[0]!]).toBe(
      Math.max(...[...rows].map((row) => data.sessions.start[row]!)),
    );
  });
});

describe("bars", () => {
  test("a start or an end that is not in the log is never drawn as if it were", () => {
    const strings = new StringTable();
    const writer = new SessionWriter(3, strings);
    const seen = 70 * DAY;
    writer.add({
      user: "a",
      computer: "PC",
      start: Number.NaN,
      end: seen,
      lower: seen,
      confidence: "unknown",
      reason: "noRecord",
    });
    writer.add({ user: "b", computer: "PC", start: Number.NaN, end: seen + HOUR });
    writer.add({
      user: "c",
      computer: "PC",
      start: Number.NaN,
      end: Number.NaN,
      lower: Number.NaN,
      confidence: "open",
    });
    const sessions = writer.table();
    sessions.startConfidence.fill(3);
    sessions.startUpper.fill(seen);
    sessions.startLower[1] = seen - HOUR;
    const one = { ...sampleCase("empty"), sessions, strings: strings.toArray() };
    const bars = barsOf(one);
    expect([bars.solidFrom[0], bars.solidTo[0]]).toEqual([seen, seen]);
    expect(barTimes(one, bars, 0)).toMatchObject({ startTorn: true, end: "torn", fadeFrom: seen });
    expect(barTimes(one, bars, 1)).toMatchObject({
      from: seen,
      fadeFrom: seen - HOUR,
      to: seen + HOUR,
      startTorn: false,
    });
    expect([bars.from[2], bars.to[2]]).toEqual([seen, seen]);
  });
});

describe("who was on", () => {
  test("the answer follows the filter of the page", () => {
    const at = 65 * DAY + 11 * HOUR;
    const all = whoAmong(sessionRows(data, "", "UTC", DEFAULT_KINDS), data, at);
    const anna = whoAmong(sessionRows(data, "user:anna", "UTC", DEFAULT_KINDS), data, at);
    expect(all.length).toBeGreaterThan(1);
    expect(anna.length).toBe(1);
    expect(all.map(({ row }) => row)).toContain(anna[0]!.row);
  });
});

describe("memo", () => {
  test("works once for the same question and forgets with the object", () => {
    let calls = 0;
    const double = memoByObject((owner: { readonly n: number }, by: number) => {
      calls++;
      return owner.n * by;
    }, 2);
    const owner = { n: 3 };
    expect([double(owner, 2), double(owner, 2), double(owner, 3), double(owner, 2)]).toEqual([6, 6, 9, 6]);
    expect(calls).toBe(2);
    double(owner, 4);
    double(owner, 3);
    expect(calls).toBe(4);
    expect(double({ n: 5 }, 2)).toBe(10);
  });
});
