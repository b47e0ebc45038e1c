import { describe, expect, test } from "vitest";
import { vectorMoment } from "../testing/vector-notation.ts";
import { parseRows, parseVectors, vectorTable } from "../testing/vectors.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import type { Ticks } from "../types/units.ts";
import { pairCase } from "./pairing/pair-case.ts";
import { whoWasOn } from "./who.ts";

function who(vector: string, moment: string): readonly string[] {
  const rows = parseVectors().find(({ name }) => name === vector)!.rows;
  return answer(rows, moment);
}

function answer(rows: ReturnType<typeof parseRows>, moment: string): readonly string[] {
  const { events, strings } = vectorTable(rows);
  const { sessions } = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  return whoWasOn(sessions, vectorMoment(moment) as Ticks).map(
    ({ row, sure, state }) => `${strings.get(sessions.user[row]!)} ${sure} ${state}`,
  );
}

describe("who was on", () => {
  test("W7: after a power loss: possibly, up to the next boot", () => {
    expect(who("V09", "11:29:59")).toEqual(["anna surely active"]);
    expect(who("V09", "12:00:00")).toEqual(["anna possibly active"]);
    expect(who("V09", "d2/07:54:59")).toEqual(["anna possibly active"]);
    expect(who("V09", "d2/07:55:00")).toEqual([]);
  });
  test("W8: locked", () => {
    expect(who("V27", "09:05:00")).toEqual(["anna surely locked"]);
    expect(who("V27", "09:10:00")).toEqual(["anna surely active"]);
  });
  test("asleep counts before locked, and the end is not part of a session", () => {
    expect(who("V32", "12:30:00")).toEqual(["anna surely asleep"]);
    expect(who("V32", "13:00:10")).toEqual(["anna surely locked"]);
    expect(who("V32", "17:00:00")).toEqual([]);
    expect(who("V32", "07:59:59")).toEqual([]);
  });
  test("disconnected", () => {
    expect(who("V45", "09:00:00")).toEqual(["ben surely disconnected", "adm surely active"]);
  });
  test("no end in the log: surely up to the last record that names the session", () => {
    expect(who("V15", "08:30:00")).toEqual(["anna surely active"]);
    expect(who("V15", "09:30:00")).toEqual(["anna possibly active"]);
  });
  test("start between boot and first evidence: possibly", () => {
    const rows = parseRows(
      "08:00:00 PC1 Sec:4608 | 10:00:00 PC1 Sec:4800 id=0x7 user=anna | 11:00:00 PC1 Sec:4647 id=0x7 user=anna",
    );
    expect(answer(rows, "07:59:59")).toEqual([]);
    expect(answer(rows, "09:00:00")).toEqual(["anna possibly active"]);
    expect(answer(rows, "10:30:00")).toEqual(["anna surely locked"]);
  });
  test("after the last record: as it was left, not active", () => {
    const left = "08:00:00 PC1 Sec:4624 id=0x7 user=anna type=2 | 09:00:00 PC1 Sec:4800 id=0x7 user=anna";
    const other = "09:30:00 PC1 Sec:4624 id=0x9 user=svc type=3";
    const locked = parseRows(`${left} | ${other}`);
    expect(answer(locked, "08:30:00")).toEqual(["anna surely active"]);
    expect(answer(locked, "09:10:00")).toEqual(["anna possibly locked"]);
    expect(answer(locked, "12:00:00")).toEqual(["anna possibly locked"]);
    const back = parseRows(`${left} | 09:20:00 PC1 Sec:4801 id=0x7 user=anna`);
    expect(answer(back, "12:00:00")).toEqual(["anna possibly active"]);
  });
  test("other than desktop sessions are not asked for", () => {
    expect(who("V25", "08:10:00")).toEqual([]);
  });
});
