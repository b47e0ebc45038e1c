import { describe, expect, test } from "vitest";
import { KERBEROS_CODES } from "../../engine/catalog/kerberos-codes.ts";
import { STATUS_CODES } from "../../engine/catalog/status-codes.ts";
import { RECOMMENDATIONS } from "../../engine/coverage/recommended.ts";
import { ENGINE_DE } from "../../engine/explain/de/words.ts";
import { ENGINE_WORDS, explainedIn } from "../../engine/explain/words.ts";
import { checkSessionFilter } from "../../engine/filter/filter.ts";
import { UTC } from "../../engine/time/zone.ts";
import type { Verdict } from "../../engine/verdicts.ts";
import { VERDICT_KEYS } from "../../types/coverage.ts";
import { END_REASONS, HOLE_CAUSES, RULES } from "../../types/names.ts";
import { REPORT_COLUMNS } from "../../types/report.ts";
import type { ReportColumn } from "../../types/report-column.ts";
import { REPORT_TOTALS } from "../../types/report-totals.ts";
import type { Ticks } from "../../types/units.ts";
import { COVERAGE_WORDS } from "../coverage-words.ts";
import { MESSAGE_WORDS } from "../message-words.ts";
import { messagesIn } from "../messages.ts";
import { cellsIn } from "../report-table.ts";
import { reportTextsIn } from "../report-texts.ts";
import { REPORT_WORDS } from "../report-words.ts";
import { COVERAGE_DE } from "./coverage-words.ts";
import { MESSAGES_DE } from "./message-words.ts";
import { REPORTS_DE } from "./report-words.ts";

const engine = explainedIn(ENGINE_DE);
const messages = messagesIn(MESSAGES_DE, engine.subcategoryText);
const reports = reportTextsIn(REPORTS_DE, messages);
const columns = [REPORT_COLUMNS, REPORT_TOTALS].flatMap((table) =>
  Object.values(table).flatMap((own): readonly ReportColumn[] => Object.values(own)),
);

/** Words that are the same in German, and names. */
const SAME = new Set([
  ...["Client", "Clients", "Computer", "Name", "SID", "Starts", "Tunnel", "Detail", "Export", "Status"],
  ...["computer", "desktop", "Desktop", "Dynamics 365", "verdict", "Information", "export"],
]);

function* leaves(path: string, one: unknown, other: unknown): Generator<readonly [string, unknown, unknown]> {
  if (typeof one !== "object" || one === null) return yield [path, one, other];
  for (const key of Object.keys(one)) {
    yield* leaves(
      `${path}.${key}`,
      (one as Record<string, unknown>)[key],
      (other as Record<string, unknown> | undefined)?.[key],
    );
  }
}

const tables = {
  engine: [ENGINE_WORDS, ENGINE_DE],
  messages: [MESSAGE_WORDS, MESSAGES_DE],
  coverage: [COVERAGE_WORDS, COVERAGE_DE],
  reports: [REPORT_WORDS, REPORTS_DE],
} as const;

describe.each(Object.entries(tables))("%s", (name, [english, german]) => {
  const all = [...leaves(name, english, german)];

  test("every text is another one in German, but for names", () => {
    const texts = all.filter(([, text]) => typeof text === "string" && text !== "");
    expect(texts.length).toBeGreaterThan(40);
    const same = texts.filter(([, one, other]) => one === other && !SAME.has(String(one)));
    expect(same.map(([path, text]) => `${path}: ${String(text)}`)).toEqual([]);
  });

  test("no English is left in what is said", () => {
    const said = all.map(([path, , german]) => {
      if (typeof german !== "function") return [path, String(german)] as const;
      const filled = (german as (...given: readonly unknown[]) => unknown)(...spoken(path));
      return [path, String(filled)] as const;
    });
    const english = said.filter(([, text]) =>
      /\b(?:the|of|is|are|and|not|were|with|which|without|log|logs|record|records|by|to|from|this|its)\b/.test(
        text,
      ),
    );
    expect(english).toEqual([]);
  });
});

/** Something to give a sentence, of the kind it asks for. */
function spoken(path: string): readonly unknown[] {
  if (path.includes(".verdicts.")) return [() => "X", true];
  if (path.endsWith(".noField")) return ["X", "events"];
  if (path.endsWith(".noName")) return ["kind", "X", ["a"]];
  if (path.endsWith(".isNot")) return ["X", "duration"];
  if (path.endsWith(".grouped") || path.endsWith(".percent")) return [1234];
  return Array.from({ length: 5 }, () => "1");
}

test("headings: each column and each total of every report has one", () => {
  for (const column of columns) expect(reports.columnTitle(column), column.title).not.toBe("");
  const missing = columns.filter(
    (column) => reports.columnTitle(column) === column.title && !SAME.has(column.title),
  );
  expect(missing.map(({ title }) => title)).toEqual([]);
  expect(columns.length).toBeGreaterThan(200);
});

test("words of closed lists: each has one", () => {
  const lists = columns.flatMap(({ words }) => (words === undefined ? [] : [words]));
  const untold = lists.flatMap((list) =>
    list.filter((word) => {
      const text = reports.wordText(word, list);
      return text === undefined || (text === word && !SAME.has(word));
    }),
  );
  expect(untold).toEqual([]);
  for (const list of [END_REASONS, HOLE_CAUSES, VERDICT_KEYS])
    for (const word of list) expect(reports.wordText(word, list)).toMatch(/\S/);
});

test("codes, rules and subcategories: each is told in German", () => {
  const english = explainedIn(ENGINE_WORDS);
  for (const code of STATUS_CODES) {
    expect(engine.describeStatus(code)?.text, code.toString(16)).not.toBe(english.describeStatus(code)?.text);
    // Where there is something to do in one language, there is in the other.
    expect(engine.describeStatus(code)?.advice === "").toBe(english.describeStatus(code)?.advice === "");
  }
  for (const code of KERBEROS_CODES) expect(engine.describeKerberos(code)?.text).toMatch(/\S/);
  for (const rule of RULES)
    expect(engine.ruleHelp(rule)?.title).not.toBe(english.ruleHelp(rule)?.title ?? "");
  expect(RECOMMENDATIONS.length).toBeGreaterThan(5);
  expect(engine.subcategoryText("Logoff")).toBe("Abmelden");
  // One that the table does not know keeps its name.
  expect(engine.subcategoryText("{0CCE9299-0000-0000-0000-000000000000}")).toMatch(/^\{0CCE9299/);
});

test("a reason keeps the name it is grouped and filtered by", () => {
  const english = explainedIn(ENGINE_WORDS);
  for (const code of STATUS_CODES) {
    const [one, other] = [
      english.describeFailure(code, 0, "%%2310"),
      engine.describeFailure(code, 0, "%%2310"),
    ];
    expect(other.key).toBe(one.key);
    expect(other.text).not.toBe(one.text);
  }
});

test("verdicts name the same moments, people and subcategories", () => {
  const at = 650_000_000_000_000 as Ticks;
  const verdict = (key: Verdict["key"], params: Verdict["params"]): string =>
    messages.verdictText({ key, params, computer: "PC1", from: at, to: at }, UTC);
  expect(verdict("cleared", { time: at, user: "anna" })).toMatch(
    /^Das Protokoll wurde am 20\d\d-\d\d-\d\d \S+ von anna gelöscht\./,
  );
  const changed = { subcategory: "Logoff", outcome: "success and failure", state: "off", time: at, user: "" };
  expect(verdict("policyChanged", changed)).toContain("„Abmelden“ (Erfolg und Fehler)");
  expect(verdict("policyChanged", changed)).toContain("ausgeschaltet");
  expect(verdict("full", {})).toContain("für die ganze Zeit");
  expect(verdict("full", { from: at, to: at })).not.toContain("für die ganze Zeit");
  for (const key of VERDICT_KEYS) expect(verdict(key, {}), key).not.toMatch(/undefined/);
});

test("numbers are written as in German", () => {
  const { cellText, hoursText } = cellsIn(REPORTS_DE, reports);
  const format = { full: () => "" } as unknown as Parameters<typeof cellText>[2];
  expect(cellText(1_234_567, { type: "count", title: "Count" }, format)).toBe("1.234.567");
  expect(cellText(0.125, { type: "share", title: "Share" }, format)).toBe("12,5 %");
  expect(cellText(true, { type: "flag", title: "Complete" }, format)).toBe("ja");
  expect(hoursText(1_500 * 36_000_000_000)).toBe("1.500 h");
});

test("what the engine writes into details is told in German, names stay", () => {
  expect(REPORTS_DE.detail("+1 h, put right")).toBe("+1 h, richtiggestellt");
  expect(REPORTS_DE.detail("-2 min in all")).toBe("-2 min insgesamt");
  expect(REPORTS_DE.detail("C:\\in all, other")).toBe("C:\\in all, other");
});

test("a filter that is wrong is explained in German, at the same place", () => {
  const error = checkSessionFilter("usr:anna", UTC);
  expect(error).not.toBeNull();
  expect(engine.queryErrorText(error!)).toBe(
    "Spalte 1: Ein Feld „usr“ gibt es für Sitzungen nicht. War „user“ gemeint?",
  );
  const list = checkSessionFilter("confidence:perhaps", UTC);
  expect(engine.queryErrorText(list!)).toContain("Möglich sind exact, bounded, open, unknown.");
});
