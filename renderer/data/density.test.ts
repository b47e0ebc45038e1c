import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ALL_KINDS } from "../../shared/engine/filter/filter.ts";
import type { CaseData } from "../../shared/types/case.ts";
import type { Ticks } from "../../shared/types/units.ts";
import { DAY, HOUR, sampleCase } from "../testing/sample-case.ts";
import { coverageBand, pieceAt } from "./coverage-band.ts";
import { binGrid, densityOf, stepText } from "./density.ts";
import { failureRows, sessionRows } from "./rows.ts";
import { caseSpan, stripSpan } from "./time-window.ts";

const data = sampleCase("normal");

describe("bins", () => {
  test("cover the case, are no more than asked for, and begin at full steps from midnight", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e13, max: 1e13 }),
        fc.integer({ min: 1, max: 1e13 }),
        fc.integer({ min: 20, max: 2000 }),
        (from, span, most) => {
          const midnight = Math.floor(from / DAY) * DAY;
          const grid = binGrid(from, from + span, most, midnight);
          expect(grid.count).toBeLessThanOrEqual(most + 1);
          expect(grid.from).toBeLessThanOrEqual(from);
          expect(grid.from + grid.count * grid.step).toBeGreaterThanOrEqual(from + span);
          expect(Math.abs((grid.from - midnight) % grid.step)).toBe(0);
        },
      ),
    );
  });

  test("every session and every failure of the rows is counted once", () => {
    const all = stripSpan(caseSpan(data));
    const grid = binGrid(all.from, all.to, 200, Math.floor(all.from / DAY) * DAY);
    const rows = sessionRows(data, "", "UTC", ALL_KINDS);
    const failures = failureRows(data, "", "UTC").rows;
    const density = densityOf(rows, data, failures, grid.from, grid.step, grid.count);
    const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);
    const inside = [...rows].filter((row) => {
      const start = data.sessions.start[row]!;
      return start >= grid.from && start < grid.from + grid.count * grid.step;
    });
    expect(sum(density.logons)).toBe(inside.length);
    expect(sum(density.failures)).toBe(data.failures.length);
    expect(density.most).toBeGreaterThan(0);
  });

  test("a bin counts what lies in it, in whatever order it comes, known starts before the latest possible ones", () => {
    const moment = fc.integer({ min: -50, max: 250 });
    const unsure = fc.option(moment, { nil: Number.NaN });
    const session = fc.tuple(unsure, unsure, fc.boolean());
    fc.assert(
      fc.property(fc.array(session), fc.array(moment), (sessions, refused) => {
        const one = {
          ...data,
          sessions: {
            ...data.sessions,
            length: sessions.length,
            start: Float64Array.from(sessions, ([start]) => start),
            startUpper: Float64Array.from(sessions, ([, upper]) => upper),
          },
          failures: { ...data.failures, length: refused.length, time: Float64Array.from(refused) },
        };
        const rows = Uint32Array.from(sessions.keys()).filter((row) => sessions[row]![2]);
        const density = densityOf(rows, one, Uint32Array.from(refused.keys()), 0, 10, 20);
        const known = Array.from(rows, (row) => sessions[row]!).map(([start, upper]) =>
          Number.isNaN(start) ? upper : start,
        );
        const inBin = (times: readonly number[], bin: number) =>
          times.filter((time) => Math.floor(time / 10) === bin).length;
        for (let bin = 0; bin < 20; bin++) {
          expect(density.logons[bin]).toBe(inBin(known, bin));
          expect(density.failures[bin]).toBe(inBin(refused, bin));
        }
      }),
    );
  });

  test("steps are said as people say them", () => {
    expect([DAY, 7 * DAY, HOUR, 3 * HOUR, 15 * (HOUR / 60), HOUR / 720].map(stepText)).toEqual([
      "day",
      "week",
      "hour",
      "3 hours",
      "15 minutes",
      "5 seconds",
    ]);
  });
});

describe("coverage band", () => {
  const span = (from: number, to: number) => [from * DAY, to * DAY] as unknown as readonly [Ticks, Ticks];
  const caseWith = (
    spans: Readonly<Record<string, readonly (readonly [Ticks, Ticks])[]>>,
    holes: CaseData["holes"] = [],
  ): CaseData => ({
    ...sampleCase("empty"),
    holes,
    coverage: Object.entries(spans).map(([computer, list]) => ({
      computer,
      channel: "Security",
      spans: list,
      records: 1,
      filtered: false,
    })),
  });
  const kinds = (one: CaseData, from: number, to: number) =>
    coverageBand(one, from * DAY, to * DAY).map((piece) => [piece.from / DAY, piece.to / DAY, piece.kind]);

  test("tells all, some and none apart", () => {
    expect(kinds(caseWith({ A: [span(1, 5)], B: [span(3, 8)] }), 0, 10)).toEqual([
      [0, 1, "none"],
      [1, 3, "part"],
      [3, 5, "full"],
      [5, 8, "part"],
      [8, 10, "none"],
    ]);
  });

  test("an export that leaves records out is no full cover", () => {
    const one = caseWith({ A: [span(1, 5)], B: [span(3, 8)] });
    const [a, b] = one.coverage;
    const filtered = { ...one, coverage: [a!, { ...b!, filtered: true }] };
    expect(kinds(filtered, 0, 9)).toEqual([
      [0, 1, "none"],
      [1, 3, "part"],
      [3, 5, "doubt"],
      [5, 8, "part"],
      [8, 9, "none"],
    ]);
  });

  test("a clearing is lost evidence with its cause, not silence", () => {
    const hole = {
      computer: "A",
      channel: "Security",
      from: (4 * DAY) as Ticks,
      to: (6 * DAY) as Ticks,
      cause: "cleared",
      by: null,
    } as const;
    const one = caseWith({ A: [span(1, 4), span(6, 9)] }, [hole]);
    expect(kinds(one, 0, 9)).toEqual([
      [0, 1, "none"],
      [1, 4, "full"],
      [4, 6, "hole"],
      [6, 9, "full"],
    ]);
    const piece = pieceAt(coverageBand(one, 0, 9 * DAY), 5 * DAY);
    expect(piece?.causes).toEqual(["cleared"]);
  });

  test("pieces follow each other without gap from one border to the other", () => {
    const borders = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(borders, { maxLength: 8 }), fc.array(borders, { maxLength: 8 }), (a, b) => {
        const list = (all: readonly (readonly [number, number])[]) =>
          all.map(([from, length]) => span(from, from + length));
        const pieces = coverageBand(caseWith({ A: list(a), B: list(b) }), 0, 30 * DAY);
        expect(pieces[0]?.from).toBe(0);
        expect(pieces.at(-1)?.to).toBe(30 * DAY);
        for (let at = 1; at < pieces.length; at++) expect(pieces[at]!.from).toBe(pieces[at - 1]!.to);
        const inside = (all: readonly (readonly [number, number])[], day: number) =>
          all.some(([from, length]) => day >= from && day < from + length);
        for (let day = 0; day < 30; day++) {
          const covered = [a, b].filter((all) => inside(all, day)).length;
          const all = [a, b].filter((one) => one.length > 0).length;
          const kind = pieceAt(pieces, (day + 0.5) * DAY)?.kind;
          expect(kind).toBe(covered === 0 ? "none" : covered === Math.max(2, all) ? "full" : "part");
        }
      }),
    );
  });
});
