import { expect, test } from "vitest";
import { makeTable } from "../../shared/engine/columns.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { TRAIL_FACT_COLUMNS } from "../../shared/types/trail.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { caseSpan, logSpan } from "./time-window.ts";

const DATA = sampleCase("one");

/** The case with one of its sessions told by a trail, and logs that begin after it and end before it does. */
function beyondTheLogs(row: number): CaseData {
  const facts = makeTable(TRAIL_FACT_COLUMNS, 1);
  facts.session[0] = row;
  const start = DATA.sessions.start[row]!;
  const oldest = (start + 10) as Ticks;
  const newest = (start + 20) as Ticks;
  const computers = DATA.computers.map((computer) => ({ ...computer, oldest, newest }));
  return { ...DATA, computers, oldest, newest, trails: { facts } };
}

test("a case reaches as far as its logs, and further where a trail does", () => {
  expect(caseSpan(DATA)).toEqual(logSpan(DATA));
  const data = beyondTheLogs(0);
  const start = data.sessions.start[0]!;
  expect(logSpan(data)).toEqual({ from: start + 10, to: start + 20 });
  expect(caseSpan(data)).toEqual({ from: start, to: data.sessions.end[0]! });
});

test("a case of trails alone reaches from the first to the last of them", () => {
  const { sessions } = DATA;
  const data = {
    ...beyondTheLogs(0),
    computers: [],
    oldest: Number.NaN as Ticks,
    newest: Number.NaN as Ticks,
  };
  expect(caseSpan(data)).toEqual({ from: sessions.start[0]!, to: sessions.end[0]! });
});
