import { describe, expect, test } from "vitest";
import { EVENT_CATALOG } from "../../shared/engine/catalog/event-catalog.ts";
import { LIVE_CHANNELS } from "../../shared/types/live-channels.ts";
import { expressionsIn, parseQuery } from "../../tests/windows/xpath.ts";
import { firstQuery, newerQuery } from "./queries.ts";

const time = "2024-03-06T13:05:00.1234567Z";
const mark = (channel: "security" | "system" | "lsm", recordId = 500n) => ({ channel, recordId, time });
const size = (oldest: number, records: number) => ({
  bytes: 1,
  records: BigInt(records),
  oldestRecord: BigInt(oldest),
});
const keeps = (query: string | null) => {
  expect(query).not.toBeNull();
  const test = parseQuery(query ?? "");
  expect(test, `Windows would refuse ${query}`).not.toBeNull();
  return (recordId: number, eventId = 4624, at = "2024-03-06T13:00:00Z") =>
    test?.({ recordId, eventId, time: at });
};

describe("the first copy", () => {
  test("holds every event that the program knows something about", () => {
    for (const { channel, id } of EVENT_CATALOG) {
      if (channel !== "security" && channel !== "system") continue;
      expect(keeps(firstQuery(channel, false))(1, id), `${channel} ${id}`).toBe(true);
    }
  });
  test("leaves out what no session needs", () => {
    const keep = keeps(firstQuery("security", false));
    for (const id of [4663, 4688, 5156, 4662, 4798]) expect(keep(1, id)).toBe(false);
  });
  test("is the whole log when that is asked for, and of the small logs always", () => {
    for (const channel of LIVE_CHANNELS) expect(firstQuery(channel, true)).toBeNull();
    expect(firstQuery("lsm", false)).toBeNull();
  });
});

describe("a later copy", () => {
  test("begins behind the last record known, with every kind of record", () => {
    const keep = keeps(newerQuery(mark("security"), size(1, 700), false));
    expect([keep(500), keep(501), keep(501, 5156)]).toEqual([false, true, true]);
  });
  test("holds all of a log that was cleared or wrapped, whose numbers go on", () => {
    const keep = keeps(newerQuery(mark("security"), size(9000, 100), false));
    expect([keep(9000), keep(9099)]).toEqual([true, true]);
  });
  test("holds all of a log that counts from 1 again", () => {
    expect(newerQuery(mark("security"), size(1, 20), false)).toBe(firstQuery("security", false));
    expect(newerQuery(mark("security"), size(1, 20), true)).toBeNull();
    expect(newerQuery(mark("lsm"), size(0, 0), false)).toBeNull();
  });
  test("goes by the clock as well where the log may not be looked at", () => {
    const keep = keeps(newerQuery(mark("security"), null, false));
    expect(keep(500)).toBe(false);
    expect(keep(501)).toBe(true);
    expect(keep(3, 4624, "2024-03-06T14:00:00Z")).toBe(true);
    expect(keep(3, 4624, "2024-03-06T13:05:00.123Z")).toBe(false);
  });
  test("of very many records holds those about sessions only", () => {
    const many = size(1, 1_000_000);
    const keep = keeps(newerQuery(mark("security"), many, false));
    expect([keep(501), keep(501, 5156), keep(500)]).toEqual([true, false, false]);
    expect(keeps(newerQuery(mark("security"), many, true))(501, 5156)).toBe(true);
    expect(keeps(newerQuery(mark("lsm"), many, false))(501, 1)).toBe(true);
  });
});

test("no query has more expressions than Windows takes", () => {
  for (const channel of LIVE_CHANNELS) {
    const known = { channel, recordId: 18_446_744_073_709_551_615n, time };
    const queries = [
      firstQuery(channel, false),
      ...[null, size(1, 7), size(1, 1_000_000_000)].flatMap((each) =>
        [true, false].map((whole) => newerQuery(known, each, whole)),
      ),
      newerQuery({ ...known, recordId: 1n }, size(1, 1_000_000), false),
    ];
    for (const query of queries) expect(expressionsIn(query ?? "")).toBeLessThanOrEqual(20);
  }
});
