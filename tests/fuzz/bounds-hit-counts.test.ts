import { describe, expect, test } from "vitest";
import { makeDecoder } from "../../electron/worker/code-pages.ts";
import { EventRows } from "../../electron/worker/event-rows.ts";
import { fedLines } from "../../electron/worker/fed-lines.ts";
import { textClock } from "../../electron/worker/text-clock.ts";
import { MAX_LISTED } from "../../shared/contract/event-list.ts";
import { FEED_BYTES_AT, FEED_END, FEED_STATE } from "../../shared/contract/worker-job.ts";
import { ArchiveReader } from "../../shared/readers/archive-index/archive-reader.ts";
import { surveyText } from "../../shared/readers/csv/survey.ts";
import { exported, logoffMessage, row } from "../../shared/readers/csv/test-exports.ts";
import { LoginRows } from "../../shared/readers/d365/login-rows.ts";
import { UserList } from "../../shared/readers/d365/user-list.ts";
import { scanLog } from "../../shared/readers/evt/scan.ts";
import { sourceOf } from "../../shared/readers/evtx/fixtures/read-bytes.ts";
import { MAX_COLUMNS } from "../../shared/readers/policy/limits.ts";
import { PolicyCsv } from "../../shared/readers/policy/policy-csv.ts";
import { ScriptReader } from "../../shared/readers/script-trail/script-reader.ts";
import { MAX_CELL_CHARS, MAX_SHARED_CHARS, MAX_SHARED_STRINGS } from "../../shared/readers/xlsx/limits.ts";
import { StringsPart } from "../../shared/readers/xlsx/strings-part.ts";
import { GapWatch } from "../../shared/readers/xml/gap-watch.ts";
import { ARCHIVE_HEADER } from "../../shared/types/archive.ts";
import type { StringId } from "../../shared/types/units.ts";

/*
 * Bounds of numbers of things that take a file of many gigabytes: hit with the smallest thing that counts, or with a
 * limit of the test's own that takes the place of the usual one.
 */

const cancel = { cancelled: false };
const utf8 = (text: string) => new TextEncoder().encode(text);
const textPorts = { makeDecoder, clockOf: textClock, answers: [], name: "input", cancel };

test("EVT: places that look like a record", () => {
  // Every eight bytes a length and the signature; more of them than the list has room for at first.
  const bytes = new Uint8Array(8 * 10_000);
  for (let at = 0; at < bytes.length; at += 8) bytes.set([64, 0, 0, 0, 0x4c, 0x66, 0x4c, 0x65], at);
  const scan = (mostStarts: number) => {
    const { starts, overfull } = scanLog(sourceOf(bytes), { onPiece: () => true, mostStarts });
    return [starts.length, overfull];
  };
  expect(scan(10_000)).toEqual([10_000, false]);
  expect(scan(9_999)).toEqual([9_999, true]);
});

test("XML: logs whose gaps are noted", () => {
  const isWide = (others: number): boolean => {
    const watch = new GapWatch();
    for (let at = 0; at < others; at++) watch.see(at as StringId, 1 as StringId, 1, 0);
    for (let at = 0; at < 30; at++) watch.see(5000 as StringId, 1 as StringId, at * 100, 0);
    return watch.wide;
  };
  expect([isWide(0), isWide(1023), isWide(1024)]).toEqual([true, true, false]);
});

test("CSV: rows", () => {
  const rows = [1, 2, 3].map((hour) => row(`3/14/2024 8:0${hour}:00 AM`, 4634, logoffMessage("anna", "0x1")));
  const read = (mostRows: number) => {
    const survey = surveyText(sourceOf(utf8(exported(rows))), { ...textPorts, mostRows })!;
    return { rows: survey.rows, damage: survey.damage.toArray().map(({ code, count }) => [code, count]) };
  };
  expect(read(3)).toEqual({ rows: 3, damage: [] });
  expect(read(2)).toEqual({ rows: 2, damage: [["limit", 1]] });
});

test("audit policy: columns of a row that are looked at", () => {
  let last = -1;
  const cells = new Proxy(Array<string>(100).fill("x"), {
    get(target, name, receiver): unknown {
      if (typeof name === "string" && /^\d+$/.test(name)) last = Math.max(last, Number(name));
      return Reflect.get(target, name, receiver);
    },
  });
  new PolicyCsv().add(cells, false);
  expect(last).toBe(MAX_COLUMNS - 1);
});

test("script trail: lines", () => {
  const line = "LOGON,2024-03-04T13:05:07Z,PC1,anna,Console,\\\\DC01\r\n";
  const read = (mostLines: number) => {
    const reader = new ScriptReader(sourceOf(utf8(line.repeat(5))), { ...textPorts, mostLines });
    reader.extract();
    const { records, damage } = reader.summary;
    return { records, damage };
  };
  expect(read(5)).toEqual({ records: 5, damage: [] });
  expect(read(3)).toEqual({ records: 3, damage: [{ code: "limit", offset: line.length * 3, count: 2 }] });
});

describe("Dynamics 365", () => {
  test("logins", () => {
    const read = (shape: "loginEvents" | "pageViews", most: number) => {
      const rows = new LoginRows(shape, most);
      const times = { start: 1, end: Number.NaN, lastSeen: 1, row: 1, offset: 0 };
      for (const session of ["a", "b", "c", "c"])
        rows.add({ user: "u", session, environment: "e", ...times });
      return [rows.length, rows.columns().length, rows.lost];
    };
    expect([read("loginEvents", 4), read("loginEvents", 2)]).toEqual([
      [4, 4, 0],
      [2, 2, 2],
    ]);
    // Views of a session that found no room are left out, too, and never join another one.
    expect([read("pageViews", 3), read("pageViews", 2)]).toEqual([
      [3, 3, 0],
      [2, 2, 2],
    ]);
  });

  test("users", () => {
    const read = (most: number) => {
      const list = new UserList({ userId: 0 }, most);
      for (const id of ["a", "b", "c", "a"]) list.add([id], Number.NaN);
      return [list.users.length, list.doubles, list.lost];
    };
    expect([read(3), read(2)]).toEqual([
      [3, 1, 0],
      [2, 1, 1],
    ]);
  });
});

describe("workbooks", () => {
  const add = (part: StringsPart, text: string) => {
    part.open("si");
    part.open("t");
    part.text(text);
    part.close("t");
    part.close("si");
  };

  test("shared texts", () => {
    const part = new StringsPart();
    for (let at = 0; at < MAX_SHARED_STRINGS; at++) part.close("si");
    expect([part.texts.length, part.lost]).toEqual([MAX_SHARED_STRINGS, 0]);
    part.close("si");
    expect([part.texts.length, part.lost]).toEqual([MAX_SHARED_STRINGS, 1]);
  });

  test("characters of shared texts", () => {
    const part = new StringsPart();
    // One text that all of them are: it is in memory once.
    const text = "x".repeat(MAX_CELL_CHARS);
    const fit = Math.floor(MAX_SHARED_CHARS / MAX_CELL_CHARS);
    for (let at = 0; at < fit; at++) add(part, text);
    const rest = MAX_SHARED_CHARS - fit * MAX_CELL_CHARS;
    add(part, text.slice(0, rest + 1));
    expect([part.texts.length, part.lost]).toEqual([fit, 1]);
    add(part, text.slice(0, rest));
    expect([part.texts.length, part.lost]).toEqual([fit + 1, 1]);
    add(part, "x");
    expect([part.texts.length, part.lost]).toEqual([fit + 1, 2]);
  });
});

test("lines of JSON: bytes of a line", () => {
  const read = (...pieces: string[]) => {
    const feed = new SharedArrayBuffer(FEED_BYTES_AT + 64);
    const state = new Int32Array(feed, 0, 1);
    const post = () => {
      const piece = pieces.shift();
      if (piece !== undefined) new Uint8Array(feed, FEED_BYTES_AT).set(utf8(piece));
      Atomics.store(state, FEED_STATE, piece === undefined ? FEED_END : piece.length);
    };
    return [...fedLines(feed, { cancel, post, waitForRoom() {} }, 10)].map(({ text }) => text);
  };
  expect(read("12345", "67890", "\nnext\n")).toEqual(["1234567890", "next"]);
  expect(read("12345", "678901", "\nnext\n")).toEqual([null, "next"]);
  expect(read("next\n12345", "678901", "more", "more")).toEqual(["next", null]);
});

test("bytes of the index of an archive", () => {
  const text = `${ARCHIVE_HEADER}\nno entry\nno entry\n`;
  const read = (mostBytes: number) => {
    const reader = new ArchiveReader(sourceOf(utf8(text)), { makeDecoder, mostBytes });
    reader.extract();
    return reader.summary.damage;
  };
  const lines = (count: number) => ({ code: "lineBad", offset: 0, count });
  expect(read(text.length)).toEqual([lines(2)]);
  const one = ARCHIVE_HEADER.length + 10;
  expect(read(one)).toEqual([lines(1), { code: "limit", offset: one, count: 1 }]);
});

test("rows of a list of records", () => {
  const kept: number[] = [];
  const rows = new EventRows(({ length, offset }) => kept.push(...offset.subarray(0, length)));
  const names = { provider: "", channel: "", computer: "", user: "", recovered: false };
  const add = (offset: number) =>
    rows.add({ ...names, source: 0, offset, time: 0, eventId: 1, level: 0, recordIdLow: 1, recordIdHigh: 0 });
  for (let at = 0; at < MAX_LISTED - 1; at++) rows.countOnly();
  expect(rows.isFull).toBe(false);
  add(7);
  expect(rows.isFull).toBe(true);
  add(8);
  rows.flush();
  expect([kept, rows.matched]).toEqual([[7], MAX_LISTED + 1]);
});
