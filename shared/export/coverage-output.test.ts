import { parquetReadObjects } from "hyparquet";
import { describe, expect, test } from "vitest";
import { assessCoverage } from "../engine/coverage/assess.ts";
import { UTC } from "../engine/time/zone.ts";
import { buildCase } from "../testing/case-builder.ts";
import type { CaseData } from "../types/case.ts";
import type { Ticks } from "../types/units.ts";
import { coverageAnswers, coverageCsv, coverageJsonLines } from "./coverage-answers.ts";
import { coverageHtml } from "./coverage-html.ts";
import { coverageJson } from "./coverage-record.ts";
import { coverageTable } from "./coverage-table.ts";
import { htmlText } from "./html-text.ts";
import { coverageParquet } from "./parquet/coverage-parquet.ts";

const HOUR = 36_000_000_000;
const EVIL = `<img src=x onerror="alert(1)">\u202e\u001b[31m`;

const CONTROLS = ["\u202e", "\u001b"];

/** A case in which every text from outside tries to be something else. */
function hostile(): CaseData {
  const empty = buildCase({});
  const times = { oldest: 0 as Ticks, newest: (10 * HOUR) as Ticks };
  const key = EVIL.toLowerCase();
  const policy = {
    kind: "backup",
    computer: `${EVIL}2`,
    target: EVIL,
    settings: [],
    categories: [],
    forcesSubcategories: null,
    userRows: 0,
    otherComputers: 0,
  } as const;
  return {
    ...empty,
    ...times,
    computers: [{ key, name: EVIL, aliases: [], windowsZone: null, ...times }],
    coverage: [
      {
        computer: key,
        channel: "Security",
        spans: [[times.oldest, times.newest]],
        records: 100,
        filtered: false,
      },
    ],
    audit: {
      segments: [
        { computer: key, from: times.oldest, to: HOUR as Ticks, counts: {} },
        { computer: key, from: HOUR as Ticks, to: times.newest, counts: { logon: 30, networkLogon: 30 } },
      ],
      changes: [
        {
          computer: key,
          time: HOUR as Ticks,
          guid: "{0CCE9216-69AE-11D9-BED3-505054503030}",
          success: false,
          failure: null,
          by: EVIL,
        },
      ],
      notices: [{ computer: key, kind: "full", count: 2, first: times.oldest, last: times.newest }],
      renumbered: [],
      turned: [],
    },
    sources: [{ ...empty.sources[0]!, path: EVIL, format: "policy", policy }],
  };
}
const input = () => {
  const data = hostile();
  return { data, coverage: assessCoverage(data, { from: Number.NaN, to: Number.NaN }), zone: UTC };
};

describe("the page of coverage", () => {
  test("holds no script, nothing from elsewhere, and texts from logs as texts only", () => {
    const html = [...coverageHtml(input())].join("");
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).not.toMatch(/<img|<script|<link|javascript:|https?:/i);
    expect(CONTROLS.filter((control) => html.includes(control))).toEqual([]);
    expect(html).toContain("default-src 'none'");
    // Every element that is opened is closed, but for those that have no end.
    const opened = [...html.matchAll(/<([a-z][a-z0-9]*)[ >]/g)].map(([, name]) => name!);
    const closed = [...html.matchAll(/<\/([a-z][a-z0-9]*)>/g)].map(([, name]) => name!);
    const count = (list: readonly string[], name: string) => list.filter((each) => each === name).length;
    for (const name of new Set(opened)) {
      if (name !== "meta") expect([name, count(closed, name)]).toEqual([name, count(opened, name)]);
    }
  });

  test("says in words what its colours say", () => {
    const html = [...coverageHtml(input())].join("");
    expect(html).toContain('<td class="answer no">✗ no</td>');
    expect(html).toContain('<td class="answer unknown">? cannot tell</td>');
    expect(html).toContain("/success:enable");
  });

  test("escapes what HTML takes for its own", () => {
    expect(htmlText(`a&b<c>"d'\u0000\n`)).toBe("a&amp;b&lt;c&gt;&quot;d&#39;\ufffd\n");
  });
});

test("a table cannot steer the terminal, and names policy and log", () => {
  const table = [...coverageTable(input(), 0)].join("");
  expect(CONTROLS.filter((control) => table.includes(control))).toEqual([]);
  expect(table).toContain("Auditing of Logoff (success) was switched off on 2024-01-01 01:00:00");
  expect(table).toContain("The Security log was full: 2 times, last on ");
  expect(table).toContain("Nothing can be told from it: no log of");
});

test("answers as a table are the same in each form, and safe in a spreadsheet", async () => {
  const answers = [...coverageAnswers(input())];
  expect(answers.length).toBeGreaterThan(5);
  const lines = [...coverageJsonLines(input())].join("").trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(answers);
  const csv = [...coverageCsv(input(), { bom: true })].join("");
  expect(csv.startsWith("\ufeffcomputer,question,from,to,answer,reason,text,fromLocal,toLocal\r\n")).toBe(
    true,
  );
  expect(csv.trimEnd().split("\r\n")).toHaveLength(answers.length + 1);
  const blocks = [...coverageParquet(input())];
  const rows = await parquetReadObjects({ file: new Uint8Array(Buffer.concat(blocks)).buffer });
  expect(rows.map(({ question, answer }) => [question, answer])).toEqual(
    answers.map(({ question, answer }) => [question, answer]),
  );
});

test("a case without any log says so in every format", () => {
  const data = { ...buildCase({ computers: [] }), sources: hostile().sources };
  const answer = { data, coverage: assessCoverage(data, { from: Number.NaN, to: Number.NaN }), zone: UTC };
  const said = "No log of any computer is among the inputs: nothing can be told.";
  expect([...coverageTable(answer, 80)].join("")).toContain(said);
  expect([...coverageHtml(answer)].join("")).toContain(said);
  expect(JSON.parse([...coverageJson(answer)].join(""))).toMatchObject({ computers: [], coverage: [] });
});
