import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { epochMsToTicks } from "../../engine/time/calendar.ts";
import { ianaZone } from "../../engine/time/iana-zone.ts";
import { UTC } from "../../engine/time/zone.ts";
import { buildCase, sketchSource } from "../../testing/case-builder.ts";
import { inputFacts } from "../document-facts.ts";
import type { ReportPicture } from "../pictures/picture-types.ts";
import { failuresHtml, infoHtml, sessionsHtml } from "./case-html.ts";
import { htmlReport, SVG_WORDS } from "./html-report.ts";
import { svgFile, svgPicture } from "./svg-picture.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const text = (parts: Iterable<string>) => [...parts].join("");
const HOSTILE = `<img src=x onerror=alert(1)>"'&\u202e\u0000`;

const data = buildCase({
  sources: [sketchSource({ path: `logs/${HOSTILE}.evtx`, sha256: "ab".repeat(32) })],
  sessions: Array.from({ length: 30 }, (_, row) => ({
    user: row === 3 ? HOSTILE : `user${row % 4}`,
    computer: `PC${row % 3}`,
    logonType: [2, 3, 10, 5, 8][row % 5]!,
    start: at("2024-03-04T08:00:00Z") + row * 3_600_000_0000 * 7,
    end: at("2024-03-04T08:30:00Z") + row * 3_600_000_0000 * 7,
    confidence: "exact" as const,
  })),
  failures: Array.from({ length: 5 }, (_, row) => ({
    time: at("2024-03-04T09:00:00Z") + row,
    user: HOSTILE,
    computer: "PC0",
    status: 0xc000006d,
    subStatus: 0xc000006a,
  })),
});
const zone = ianaZone("Europe/Berlin")!;
const input = {
  data,
  rows: Uint32Array.from({ length: 30 }, (_, row) => 29 - row),
  zone,
  filter: `user:"${HOSTILE}"`,
  kinds: ["desktop"] as const,
};

/** Tags of a page, without the style sheet. */
function tagsOf(html: string): readonly string[] {
  const body = html.replace(/<style>[^<]*<\/style>/g, "");
  return [...new Set([...body.matchAll(/<\/?([a-z0-9!-]+)/gi)].map(([, tag]) => tag!.toLowerCase()))].sort();
}

describe("an HTML report", () => {
  const html = text(sessionsHtml(input));

  test("forbids everything but its own style, holds no script and nothing from elsewhere", () => {
    expect(html).toContain(
      `content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`,
    );
    const known =
      "!doctype body circle dd defs div dl dt figcaption figure g h1 h2 h3 head header html li meta p path pattern rect strong style svg table tbody td text th thead title tr ul".split(
        " ",
      );
    expect(tagsOf(html).filter((tag) => !known.includes(tag))).toEqual([]);
    expect(html).not.toMatch(/(?:href|src|url)\s*[=(]\s*["']?(?:https?:|\/\/|data:)/i);
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=/i);
    expect(html).not.toContain("<img");
  });

  test("names inputs with hashes, filter, zone and engine, and shows what hides in a name", () => {
    for (const said of [
      "ab".repeat(32),
      "Times in Europe/Berlin",
      "user:&quot;&lt;img",
      "Logonscope test",
      "⟨202E⟩",
    ])
      expect(html).toContain(said);
    for (const hidden of ["\u202e", "\u0000"]) expect(html).not.toContain(hidden);
  });

  test("has the rows in their order, and pictures of them", () => {
    const users = [...html.matchAll(/<tr><td class="(?:one|long)">(user\d|&lt;img)/g)].map(
      ([, name]) => name,
    );
    expect(users).toHaveLength(30);
    expect(users[0]).toBe("user1");
    expect(users[26]).toBe("&lt;img");
    expect([...html.matchAll(/<svg /g)]).toHaveLength(4);
  });

  test("holds as many rows as a browser bears and says how many are left out", () => {
    const short = text(sessionsHtml(input, undefined, { maxRows: 10 }));
    expect([...short.matchAll(/<tr><td/g)]).toHaveLength(10);
    expect(short).toContain("The first 10 of 30 lines stand here.");
    expect(html).not.toContain("lines stand here");
  });

  test("shows the columns and groups of a page where it is given them", () => {
    const grouped = text(
      sessionsHtml(input, {
        columns: [{ title: "Who?", cell: (row) => `row ${row}` }],
        groups: [
          { title: "first <b>", items: [5, 6] },
          { title: "second", items: [7] },
        ],
      }),
    );
    expect([...grouped.matchAll(/<td[^>]*>(row \d+)/g)].map(([, cell]) => cell)).toEqual([
      "row 5",
      "row 6",
      "row 7",
    ]);
    expect(grouped).toContain("first &lt;b&gt;</th>");
  });

  test("is the same every time, and says so where there is nothing", () => {
    expect(text(sessionsHtml(input))).toBe(html);
    expect(text(failuresHtml({ ...input, rows: new Uint32Array() }))).toContain("No failed logon matches.");
    expect(text(failuresHtml({ ...input, rows: new Uint32Array([0, 1]) }))).toContain(
      "Failed logons by reason",
    );
    expect(text(infoHtml(data.sources, "1", UTC))).toContain("ab".repeat(32));
  });

  test("keeps many inputs for the end", () => {
    const sources = Array.from({ length: 25 }, (_, id) => sketchSource({ id, path: `log ${id}.evtx` }));
    const many = text(
      htmlReport({
        document: inputFacts("x", sources, "1", UTC, []),
        pictures: [],
        table: { title: "Rows", columns: [], groups: [], count: 0, empty: "none" },
      }),
    );
    expect(many).toContain('<a href="#inputs">Inputs: 25');
    expect(many.indexOf("log 24.evtx")).toBeGreaterThan(many.indexOf("Rows</h2>"));
  });
});

describe("pictures", () => {
  const label = "<script>alert(1)</script>";
  const PICTURES: readonly ReportPicture[] = [
    {
      kind: "bars",
      title: label,
      headers: ["n", "c"],
      bars: [
        { key: "a", label, value: 3 },
        { key: "b", label: "b", value: 0 },
      ],
    },
    {
      kind: "ranges",
      title: "r",
      headers: ["n", "", "c"],
      ticks: [{ at: 0, text: "0" }],
      ranges: [{ key: "a", label, from: 0, to: 5, sureFrom: 1, sureTo: 2, cells: ["5"] }],
    },
    {
      kind: "columns",
      title: "c",
      header: "Day",
      unit: "hours",
      series: [
        { key: "a", name: label, color: "ok" },
        { key: "b", name: "b", color: "fail" },
      ],
      columns: [
        { key: "0", label: "0", tick: "1 Mar", values: [1, 2] },
        { key: "1", label: "1", values: [0, 0] },
      ],
      starts: [0, 1, 2],
    },
    {
      kind: "curve",
      title: "u",
      header: "From",
      series: [{ key: "a", name: "a", color: "accent" }],
      points: [
        { x: 0, label: "0", values: [1] },
        { x: 5, label: "5", values: [0] },
      ],
      domain: [0, 10],
      ticks: [],
    },
    { kind: "week", title: "w", values: Array.from({ length: 168 }, (_, hour) => hour * 100) },
  ];

  test.each(PICTURES)("$kind stays inside its frame and holds no text as markup", (picture) => {
    const svg = svgPicture(picture, "p", SVG_WORDS);
    expect(svg).not.toContain("<script");
    expect(svg).not.toMatch(/NaN|Infinity/);
    const height = Number(/viewBox="0 0 960 (\d+)"/.exec(svg)![1]);
    for (const [, y, h] of svg.matchAll(/<rect x="[^"]+" y="([^"]+)" width="[^"]+" height="([^"]+)"/g)) {
      expect(Number(y)).toBeGreaterThanOrEqual(0);
      expect(Number(y) + Number(h)).toBeLessThanOrEqual(height);
    }
    const file = svgFile(picture, SVG_WORDS, ["Europe/Berlin"]);
    expect(file.svg).toContain("Europe/Berlin");
    expect(file.svg).toContain(`height="${file.height}"`);
  });

  test("two bars a line stay in their frame, with what they are below, and none for nothing", () => {
    const picture = {
      kind: "pairs" as const,
      title: HOSTILE,
      headers: ["User", "A", "B", "B against A"],
      series: [
        { name: `A ${HOSTILE}`, color: "network" as const },
        { name: "B", color: "accent" as const },
      ] as const,
      pairs: [
        { label: HOSTILE, before: 4, after: 0, cells: ["4", "0", "−4"] },
        ...Array.from({ length: 40 }, (_, at) => ({
          label: `u${at}`,
          before: at,
          after: 40 - at,
          cells: ["", "", ""],
        })),
      ],
    };
    const { svg, height } = svgFile(picture, SVG_WORDS, ["UTC"]);
    expect(svg).not.toMatch(/NaN|Infinity|<img/);
    // 30 lines are drawn: the first has no second bar, and that of nobody no first one.
    expect(svg.match(/fill="url\(#ppair0\)"/g)).toHaveLength(30 - 1 + 1);
    expect(svg.match(/fill="url\(#ppair1\)"/g)).toHaveLength(30 - 1 + 1);
    expect(svg).toContain(SVG_WORDS.more(11));
    for (const [, y] of svg.matchAll(/<rect x="[^"]+" y="([^"]+)"/g)) expect(Number(y)).toBeLessThan(height);
  });

  test("of any numbers can be drawn", () => {
    const number = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(fc.array(number, { maxLength: 60 }), (values) => {
        const columns = values.map((value, at) => ({ key: `${at}`, label: "", values: [value] }));
        const series = [{ key: "a", name: "a", color: "accent" as const }];
        const picture = {
          kind: "columns",
          title: "",
          header: "",
          unit: "count",
          series,
          columns,
          starts: [],
        } as const;
        expect(svgPicture(picture, "p", SVG_WORDS)).not.toMatch(/NaN|Infinity/);
        const bars = values.map((value, at) => ({ key: `${at}`, label: "", value }));
        expect(svgPicture({ kind: "bars", title: "", headers: ["", ""], bars }, "p", SVG_WORDS)).not.toMatch(
          /NaN|Infinity/,
        );
      }),
      { numRuns: 50 },
    );
  });
});
