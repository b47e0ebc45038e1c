import { afterAll, describe, expect, test, vi } from "vitest";
import { filterFailures } from "../../shared/engine/filter/filter.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { REPORT_NAMES, type ReportName } from "../../shared/types/report.ts";
import { at, coverageCase, policyOf } from "../testing/coverage-case.ts";
import { domainCase } from "../testing/domain-case.ts";
import { sampleCase } from "../testing/sample-case.ts";

/*
 * What the page says of whole cases in German. Modules with words are loaded after the language was chosen, as on the
 * page.
 */

// Files share a process: what others loaded speaks English, and what is loaded here must not reach them.
vi.resetModules();
afterAll(() => void vi.resetModules());
const { loadLanguage } = await import("./load-language.ts");
await loadLanguage("de");
const { madeReport } = await import("./report-job/made-report.ts");
const { reportOf } = await import("./report-job/report-of.ts");
const { reportColumns } = await import("./report-columns.ts");
const { columnTitle, lineCell, reportTitle } = await import("./report-texts.ts");
const { caseCoverage, coverageEntries } = await import("./coverage-answers.ts");
const { computerView } = await import("./coverage-texts.ts");
const { clockOf, zoneByName } = await import("./clock.ts");
const { sessionFacts, sessionText } = await import("./session-facts.ts");
const { plainText } = await import("./filled-words.ts");
const { sessionSentence } = await import("./session-words.ts");
const { failureSentence } = await import("./failure-words.ts");
const { failureValues } = await import("./filter-values.ts");
const { columnsOf, totalsOf } = await import("../../shared/export/report-record.ts");
const { sheetLine } = await import("../../shared/export/report-sheet.ts");

/** Words that only English has. Names of accounts and computers in the samples hold none of them. */
const ENGLISH =
  /\b(?:the|of|is|are|and|not|were|with|which|without|logs|record|records|recorded|known|by|to|from|this|its|than|day|days|sessions?|users?|accounts?|at least|at most)\b/;

function englishIn(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => ENGLISH.test(text));
}

test("English would be found", () => {
  expect(englishIn(["the log has a gap", "Lücke im Protokoll", "2 sessions"])).toHaveLength(2);
});

/** All texts in a value, whatever its shape. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === "string") yield value;
  else if (Array.isArray(value)) for (const each of value) yield* textsIn(each);
  else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value))
    for (const each of Object.values(value)) yield* textsIn(each);
}

function report(name: ReportName, data: CaseData) {
  const view = {
    report: { name, by: "computer", days: 90, calendar: null, accounts: null },
    filter: "",
    kinds: ["desktop"],
    window: null,
    moment: null,
  } as const;
  const { answer, filtered } = reportOf(data, view, zoneByName("Europe/Berlin"));
  return madeReport(answer, filtered);
}

const CASES: readonly (readonly [string, CaseData])[] = [
  ["usual", sampleCase("normal")],
  ["odd", sampleCase("odd")],
  ["domain", domainCase()],
];

describe.each(REPORT_NAMES.map((name) => [name] as const))("report %s", (name) => {
  test.each(CASES)("of a %s case is in German", (_, data) => {
    const made = report(name, data);
    const { sheet, caveats, sources, confidence } = made;
    const { format } = clockOf("Europe/Berlin", 2024);
    const columns = new Map(columnsOf(name));
    const words = Array.from({ length: Math.min(40, sheet.length) }, (_row, row) =>
      [...columns]
        // Texts of logs stay as they are.
        .filter(([id, { type }]) => type === "word" || type === "flag" || id === "detail")
        .map(([id, column]) => lineCell(data, sheetLine(sheet, row), id, column, format) ?? ""),
    ).flat();
    const pictures = made.pictures.map(({ title, note, ...rest }) => [
      title,
      note ?? "",
      "headers" in rest ? rest.headers : [],
    ]);
    expect(
      englishIn([
        reportTitle(name),
        confidence ?? "",
        ...caveats,
        ...sources.map((text) => text.replace(/: .*/, "")),
        ...totalsOf(name).map(([, column]) => columnTitle(column)),
        ...reportColumns(sheet, true, "").map(({ header }) => header),
        ...words,
        ...textsIn(pictures),
      ]),
    ).toEqual([]);
  });
});

test("headings have the room they take", () => {
  for (const name of REPORT_NAMES) {
    for (const { header, width } of reportColumns({ name }, true, "Dahinter"))
      expect(width, header).toBeGreaterThan(Math.min(180, header.length * 7));
  }
});

test("what a log can answer is told in German", () => {
  const span = { from: at(0), to: at(10) };
  const contradicted = coverageCase(
    { A: [{ ...span, counts: { logon: 50, networkLogon: 40 } }], B: [{ ...span, counts: { logoff: 9 } }] },
    // Logon, Logoff, special logons: on, off and for successes alone.
    [policyOf("A", { 21: 0, 22: 3, 27: 1 }), policyOf("B", { 22: 0 }), policyOf("C", { 22: 3 })],
  );
  expect(
    caseCoverage(contradicted).computers.some(({ settings }) =>
      settings.some((row) => row.contradiction !== null),
    ),
  ).toBe(true);
  for (const data of [contradicted, ...CASES.map(([, each]) => each)]) {
    const views = caseCoverage(data).computers.map((own) => computerView(own, data, UTC));
    const told = views.map(({ commands: _commands, ...view }) => view);
    expect(englishIn([...textsIn(told)].map((text) => text.replace(/[\w.\\/:-]+\.\w{2,5}\b/g, "")))).toEqual(
      [],
    );
    expect(englishIn(coverageEntries(data).map(({ words }) => words))).toEqual([]);
  }
});

test("sessions and refusals are told in German", () => {
  const clock = clockOf("Europe/Berlin", 2024);
  let told = 0;
  for (const [, data] of CASES) {
    for (let row = 0; row < Math.min(200, data.sessions.length); row++) {
      const texts = [
        plainText(sessionSentence(data, row, clock)),
        ...sessionFacts(data, row).flatMap(({ name, meaning }) => [name, meaning ?? ""]),
        // Names that logs hold stand behind the first colon.
        ...sessionText(data, row, clock)
          .split("\n")
          .map((line) => line.replace(/:.*/, "")),
      ];
      expect(englishIn(texts)).toEqual([]);
      told++;
    }
    for (let row = 0; row < data.failures.length; row++)
      expect(englishIn([plainText(failureSentence(data, row, clock))])).toEqual([]);
  }
  expect(told).toBeGreaterThan(200);
});

test("the filter knows refusals by their English words, which are explained in German", () => {
  const data = sampleCase("normal");
  const rows = Uint32Array.from({ length: data.failures.length }, (_, row) => row);
  const { texts, labels, counts } = failureValues(rows, data, "reason");
  expect(texts).toContain("Wrong password");
  expect(labels?.[texts.indexOf("Wrong password")]).toBe("Falsches Kennwort");
  const kept = filterFailures(
    data.failures,
    'reason:"Wrong password"',
    { strings: data.strings, zone: UTC },
    {
      from: Number.NaN,
      to: Number.NaN,
    },
  );
  expect(kept.ok && kept.value.length).toBe(counts[texts.indexOf("Wrong password")]);
  expect(counts[texts.indexOf("Wrong password")]).toBeGreaterThan(0);
});
