import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ANSWERS, type AnswerReason, type AnswerSpan } from "../../shared/types/coverage.ts";
import { at, coverageCase } from "../testing/coverage-case.ts";
import { coverageEntries, piecesOf, pieceText, sharesOf } from "./coverage-answers.ts";
import { coverageBand, pieceAt } from "./coverage-band.ts";
import { logonTally } from "./logon-answers.ts";

const FULL = { logon: 9, logoff: 9, lockState: 4, failedLogon: 2, bootMarker: 1 };
const REASON: AnswerReason = "recorded";

const spansOf = (lengths: readonly (readonly [number, number])[]): readonly AnswerSpan[] => {
  let from = 0;
  return lengths.map(([length, answer]) => {
    const span = { from, to: from + length, answer: ANSWERS[answer]!, reason: REASON };
    from += length;
    return span as unknown as AnswerSpan;
  });
};

describe("pieces of a bar", () => {
  test("join without gap, hold every span once, and hide no worse answer behind a better one", () => {
    const lengths = fc.array(fc.tuple(fc.integer({ min: 1, max: 1000 }), fc.nat({ max: 2 })), {
      minLength: 1,
      maxLength: 600,
    });
    fc.assert(
      fc.property(lengths, (all) => {
        const spans = spansOf(all);
        const to = spans.at(-1)!.to;
        const pieces = piecesOf(spans, 0, to);
        expect(pieces.flatMap((piece) => piece.spans)).toEqual(spans);
        expect(pieces.length).toBeLessThanOrEqual(Math.max(120, Math.min(spans.length, 241)));
        for (const [i, piece] of pieces.entries()) {
          if (i > 0) expect(piece.from).toBe(pieces[i - 1]!.to);
          const has = (answer: string) => piece.spans.some((span) => span.answer === answer);
          expect(piece.answer).toBe(has("no") ? "no" : has("unknown") ? "unknown" : "yes");
        }
      }),
    );
  });

  test("a piece of many spans says so", () => {
    const [piece] = piecesOf(spansOf(Array.from({ length: 500 }, (_, i) => [1, i % 2] as const)), 0, 500);
    expect(pieceText(piece!)).toMatch(/^\d+ short spans, yes and no; the list below has each$/);
  });
});

describe("shares", () => {
  test("are of the time, and add up", () => {
    expect(
      sharesOf(
        spansOf([
          [3, 0],
          [1, 1],
        ]),
      ),
    ).toEqual({ yes: 0.75, no: 0.25, unknown: 0 });
    expect(sharesOf(spansOf([[0, 2]]))).toEqual({ yes: 0, no: 0, unknown: 1 });
  });
});

describe("entries", () => {
  test("lead with the most trouble, and say what it is", () => {
    const data = coverageCase({
      Good: [{ from: at(0), to: at(10), counts: FULL }],
      Bad: [{ from: at(0), to: at(10), counts: { logon: 50, networkLogon: 40 } }],
      Part: [{ from: at(0), to: at(9), counts: FULL }],
    });
    expect(coverageEntries(data).map(({ own, words }) => [own.computer.name, words])).toEqual([
      ["Bad", "16 % answered · No: Logoffs · Cannot tell: Lock time, Failed logons, RDP connects, Boots"],
      ["Part", "90 % answered · Partly: every question"],
      ["Good", "All answered, all of the time"],
    ]);
  });
});

describe("band and logons", () => {
  const silent = { from: at(4), to: at(6), counts: { logoff: 3 } } as const;
  const rest = (from: number, to: number) => ({ from: at(from), to: at(to), counts: FULL });
  const changes = [
    {
      computer: "a",
      time: at(4),
      guid: "{0CCE9215-69AE-11D9-BED3-505054503030}",
      success: false,
      failure: null,
      by: null,
    },
    {
      computer: "a",
      time: at(6),
      guid: "{0CCE9215-69AE-11D9-BED3-505054503030}",
      success: true,
      failure: null,
      by: null,
    },
  ];
  const of = (more: Parameters<typeof coverageCase>[0]) => {
    const data = coverageCase({ A: [rest(0, 4), silent, rest(6, 10)], ...more });
    return { ...data, audit: { ...data.audit!, changes } };
  };

  test("where the log goes on without logons, evidence of them is missing", () => {
    const data = of({});
    const band = coverageBand(data, at(0), at(10));
    expect(band.map(({ from, to, kind, causes }) => [from, to, kind, causes])).toEqual([
      [at(0), at(4), "full", []],
      [at(4), at(6), "hole", ["notRecorded"]],
      [at(6), at(10), "full", []],
    ]);
    expect(logonTally(data, at(5))).toEqual({ yes: 0, no: 1, unknown: 0 });
  });

  test("of several computers it is a part", () => {
    const data = of({ B: [rest(0, 10)] });
    const piece = pieceAt(coverageBand(data, at(0), at(10)), at(5));
    expect(piece).toMatchObject({ kind: "part", causes: ["notRecorded"] });
    expect(logonTally(data, at(5))).toEqual({ yes: 1, no: 1, unknown: 0 });
    expect(logonTally(data, at(11))).toEqual({ yes: 0, no: 0, unknown: 2 });
  });

  const boots = { from: at(0), to: at(10), counts: { bootMarker: 2 } };

  test("where it cannot be told, the band does not claim that logs cover it", () => {
    const data = coverageCase({ A: [boots] });
    expect(coverageBand(data, at(0), at(10)).map(({ kind, causes }) => [kind, causes])).toEqual([
      ["untold", []],
    ]);
    expect(logonTally(data, at(5))).toEqual({ yes: 0, no: 0, unknown: 1 });
    const beside = coverageCase({ A: [boots], B: [rest(2, 10)] });
    expect(coverageBand(beside, at(0), at(10)).map(({ from, kind }) => [from, kind])).toEqual([
      [at(0), "untold"],
      [at(2), "part"],
    ]);
  });

  test("a log of another channel says nothing of logons", () => {
    const data = coverageCase({ A: [] });
    const coverage = [
      { ...data.coverage[0]!, channel: "Contoso-Kettle/Operational", spans: [[at(2), at(8)] as const] },
    ];
    const kinds = coverageBand({ ...data, coverage }, at(0), at(10)).map(({ kind }) => kind);
    expect(kinds).toEqual(["none", "untold", "none"]);
  });

  test("an export that leaves records out keeps its own sign", () => {
    const data = coverageCase({ A: [boots] });
    const coverage = data.coverage.map((each) => ({ ...each, filtered: true }));
    expect(coverageBand({ ...data, coverage }, at(0), at(10)).map(({ kind }) => kind)).toEqual(["doubt"]);
  });
});
