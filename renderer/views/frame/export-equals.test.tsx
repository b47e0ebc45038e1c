import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readXlsx } from "../../../shared/testing/read-xlsx.ts";
import { atRest, hurriedClock } from "../../../tests/hurried-clock.ts";
import { type App, createApp } from "../../state/app.ts";
import { setFilter, setPrefs, showView } from "../../state/commands.ts";
import { type CoverageFormat, saveCoverage } from "../../state/coverage-commands.ts";
import { type ExportFormat, exportRows } from "../../state/export-commands.ts";
import { exportList, exportSources } from "../../state/list-export.ts";
import { openDemo } from "../../state/open-commands.ts";
import { askReport, saveReport } from "../../state/report-commands.ts";
import { saveShown } from "../../state/save-shown.ts";
import type { ViewName } from "../../state/view-state.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "./root.tsx";

/*
 * What is on screen is what is exported: the cells of each table, as they stand on the page, beside those of the files
 * that are saved from it.
 */

const DATA = sampleCase("normal");

interface Open {
  readonly app: App;
  readonly host: MemoryHost;
}

async function open(view: ViewName): Promise<Open> {
  const host = createMemoryHost({ data: () => DATA });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  await settled(() => openDemo(app));
  act(() => showView(app, view));
  await atRest(app);
  return { app, host };
}

type Row = Readonly<Record<string, string>>;

/** The rows of the table on screen, cells by column, without what is only read aloud. */
function screenRows(): readonly Row[] {
  const rows = new Map<Element, Record<string, string>>();
  for (const cell of document.querySelectorAll<HTMLElement>('[role="gridcell"][data-cell]')) {
    const row = cell.closest('[role="row"]')!;
    const words = cell.cloneNode(true) as HTMLElement;
    for (const aloud of words.querySelectorAll(".sr-only")) aloud.remove();
    const known = rows.get(row) ?? {};
    known[cell.dataset.cell ?? ""] = words.textContent ?? "";
    rows.set(row, known);
  }
  return [...rows.values()];
}

const headings = () =>
  [...document.querySelectorAll('[role="columnheader"]')].map((each) => (each.textContent ?? "").trim());

const last = ({ host }: Open) => host.saved.at(-1)!;

/** The last table of a saved HTML report. */
function htmlTable(opened: Open): readonly (readonly string[])[] {
  const page = new DOMParser().parseFromString(new TextDecoder().decode(last(opened).bytes), "text/html");
  const tables = [...page.querySelectorAll("table")];
  const table = tables.find(
    (each) => each.previousElementSibling === null && each.closest("section") === null,
  );
  const rows = [...(tables.at(-1) ?? table)!.querySelectorAll("tr:not(.group)")];
  return rows.map((row) => [...row.querySelectorAll("th,td")].map((cell) => cell.textContent ?? ""));
}

/** Headings of groups of a saved HTML report, with the number of rows under each. */
function htmlGroups(opened: Open): readonly (readonly [heading: string, rows: number])[] {
  const page = new DOMParser().parseFromString(new TextDecoder().decode(last(opened).bytes), "text/html");
  return [...page.querySelectorAll("tr.group")].map((row) => [
    row.textContent ?? "",
    row.closest("tbody")!.querySelectorAll("tr:not(.group)").length,
  ]);
}

/** Headings of groups on screen, the words of each without what is only read aloud. */
const screenGroups = () =>
  [...document.querySelectorAll<HTMLElement>('[role="row"] .vt-group')].map((heading) =>
    [...heading.children]
      .filter(({ tagName }) => tagName !== "svg")
      .map((part) => {
        const words = part.cloneNode(true) as HTMLElement;
        for (const aloud of words.querySelectorAll(".sr-only")) aloud.remove();
        return words.textContent ?? "";
      }),
  );

/** The rows of the first table of a saved workbook, by their headings. */
function sheetRows(opened: Open, sheet = 1): readonly Row[] {
  const [head, ...rows] = readXlsx(last(opened).bytes)[sheet]!.rows;
  return rows.map((row) => Object.fromEntries(head!.map((name, at) => [name, row[at] ?? ""])));
}

const clock = (iso: string) => iso.replace("T", " ").slice(0, 19);

hurriedClock();
beforeEach(() => {
  // Tall enough for every row.
  vi.spyOn(HTMLElement.prototype, "clientHeight", "get").mockReturnValue(60_000);
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("sessions as saved are the sessions on screen", () => {
  const CASES: readonly (readonly [string, (app: App) => void])[] = [
    ["as they are first", () => undefined],
    [
      "under a filter, in another order, with other columns",
      (app) => {
        setFilter(app, "type:2,10");
        app.view.patch({ sessionSort: [{ column: "user", descending: true }] });
        setPrefs(app, { sessionColumns: { shown: ["end", "user", "start", "active"], pinned: 0 } });
      },
    ],
    ["in groups", (app) => app.view.patch({ sessionGroup: "user" })],
    ["in another zone", (app) => app.view.patch({ zone: "Asia/Kathmandu" })],
  ];

  test.each(CASES)("%s", async (_, change) => {
    const opened = await open("sessions");
    act(() => change(opened.app));
    await atRest(opened.app);
    const shown = screenRows();
    expect(shown.length).toBeGreaterThan(5);
    await settled(() => exportRows(opened.app, "html"));
    const [, ...written] = htmlTable(opened);
    const columns = Object.keys(shown[0]!);
    expect(written).toHaveLength(shown.length);
    for (const [at, row] of shown.entries()) {
      for (const [place, column] of columns.entries()) {
        const cell = written[at]![place]!;
        // The number of a logon type stands in the tip of its cell.
        if (column === "type") expect(cell).toContain(row[column]);
        else expect(cell).toBe(row[column]);
      }
    }
    await settled(() => exportRows(opened.app, "xlsx"));
    const sheet = sheetRows(opened);
    expect(sheet).toHaveLength(shown.length);
    const knownStart = shown.map(({ start = "" }) => (/^\d/.test(start) ? start : ""));
    expect(sheet.map(({ startLocal = "" }) => clock(startLocal))).toEqual(knownStart);
    await settled(() => exportRows(opened.app, "csv"));
    const lines = new TextDecoder().decode(last(opened).bytes).trimEnd().split("\r\n");
    expect(lines).toHaveLength(shown.length + 1);
    const startsAt = lines[0]!.split(",").indexOf("startLocal");
    expect(lines.slice(1).map((line) => clock(line.split(",")[startsAt]!))).toEqual(knownStart);
  });
});

test.each(["user", "computer", "day", "type", "reason"] as const)(
  "sessions put together by %s stand under the headings of the screen",
  async (sessionGroup) => {
    const opened = await open("sessions");
    act(() => opened.app.view.patch({ sessionGroup }));
    await atRest(opened.app);
    const shown = screenGroups();
    expect(shown.length).toBeGreaterThan(1);
    await settled(() => exportRows(opened.app, "html"));
    const written = htmlGroups(opened);
    expect(written).toHaveLength(shown.length);
    for (const [at, words] of shown.entries()) {
      const [heading, rows] = written[at]!;
      const parts = heading.split(" · ");
      // Name, how many and how long are the same; behind them the number of ends of each kind.
      expect(parts.slice(0, 3)).toEqual(words.slice(0, 3));
      expect(parts.slice(3).map((part) => part.split(" ", 1)[0])).toEqual(words.slice(3));
      expect(words[1]).toBe(`${rows} session${rows === 1 ? "" : "s"}`);
    }
    expect(written.reduce((sum, [, rows]) => sum + rows, 0)).toBe(screenRows().length);
  },
);

test.each(["account", "source", "reason"] as const)(
  "failed sign-ins put together by %s stand under the headings of the screen",
  async (failureGroup) => {
    const opened = await open("failures");
    act(() => opened.app.view.patch({ failureGroup }));
    await atRest(opened.app);
    const shown = screenGroups();
    expect(shown.length).toBeGreaterThan(1);
    await settled(() => exportRows(opened.app, "html"));
    const written = htmlGroups(opened);
    expect(written).toHaveLength(shown.length);
    // What marks a run is a sign of the screen and no column of the table.
    for (const [at, words] of shown.entries())
      for (const part of written[at]![0].split(" · ")) expect(words).toContain(part);
  },
);

test("failed sign-ins as saved are those on screen", async () => {
  const opened = await open("failures");
  const shown = screenRows();
  expect(shown.length).toBeGreaterThan(1);
  for (const format of ["html", "xlsx", "jsonl"] as const satisfies readonly ExportFormat[]) {
    await settled(() => exportRows(opened.app, format));
    if (format === "html") {
      const [head, ...written] = htmlTable(opened);
      expect(written.map((row) => row[0])).toEqual(shown.map(({ time }) => time));
      expect(written.map((row) => row[head!.indexOf("Why")])).toEqual(shown.map(({ reason }) => reason));
    } else if (format === "xlsx") {
      expect(sheetRows(opened).map(({ timeLocal = "" }) => clock(timeLocal))).toEqual(
        shown.map(({ time }) => time),
      );
    } else {
      expect(new TextDecoder().decode(last(opened).bytes).trimEnd().split("\n")).toHaveLength(shown.length);
    }
  }
});

test("records as saved are those on screen, in their order and with their columns", async () => {
  const opened = await open("events");
  act(() => opened.app.view.patch({ eventSort: [{ column: "record", descending: false }] }));
  await atRest(opened.app);
  const shown = screenRows();
  expect(shown.length).toBeGreaterThan(3);
  await settled(() => exportList(opened.app, "xlsx"));
  const sheet = sheetRows(opened);
  expect(sheet.map(({ recordId }) => recordId)).toEqual(shown.map(({ record }) => record));
  expect(sheet.map(({ timeLocal = "" }) => clock(timeLocal))).toEqual(shown.map(({ time }) => time));
  for (const column of ["meaning", "user", "computer", "channel", "provider", "eventId"])
    expect(sheet.map((row) => row[column])).toEqual(shown.map((row) => row[column]));
  await settled(() => exportList(opened.app, "html"));
  const [head, ...written] = htmlTable(opened);
  expect(head).toEqual(headings());
  expect(written).toEqual(shown.map((row) => Object.values(row)));
  await settled(() => exportList(opened.app, "csv"));
  const lines = new TextDecoder().decode(last(opened).bytes).trimEnd().split("\r\n");
  expect(lines).toHaveLength(shown.length + 1);
  await settled(() => exportList(opened.app, "json"));
  const answer = JSON.parse(new TextDecoder().decode(last(opened).bytes)) as {
    records: { recordId: string }[];
  };
  expect(answer.records.map(({ recordId }) => recordId)).toEqual(shown.map(({ record }) => record));
});

test.each(["hours", "first-last", "counts", "boots"] as const)(
  "the report %s as saved is the one on screen",
  async (name) => {
    const opened = await open("reports");
    act(() => askReport(opened.app, { name }));
    await atRest(opened.app);
    const shown = screenRows();
    expect(shown.length).toBeGreaterThan(0);
    await settled(() => saveReport(opened.app, "html"));
    const [head, ...written] = htmlTable(opened);
    expect(written).toHaveLength(shown.length);
    const columns = headings();
    // Those that say nothing but no are left out on both sides.
    const common = head!.filter((title) => columns.includes(title));
    expect(common.length).toBeGreaterThan(2);
    const values = (row: Row) => Object.values(row);
    for (const title of common) {
      const there = head!.indexOf(title);
      const here = columns.indexOf(title);
      // What is not known is a dash on screen and nothing in a file.
      const known = shown.map((row) => values(row)[here]!.replace(/^–$/, ""));
      expect(written.map((row) => row[there])).toEqual(known);
    }
    await settled(() => saveReport(opened.app, "xlsx"));
    expect(sheetRows(opened)).toHaveLength(shown.length);
  },
);

test("a report that was sorted on screen is saved in that order", async () => {
  const opened = await open("reports");
  act(() => askReport(opened.app, { name: "hours" }));
  await atRest(opened.app);
  const buttons = screen
    .getAllByRole("columnheader", { name: "User" })
    .flatMap((each) => within(each).queryAllByRole("button"));
  act(() => buttons[0]!.click());
  await atRest(opened.app);
  const shown = screenRows().map(({ user: name, day }) => [day, name]);
  expect(shown.map(([, name]) => name)).toEqual(shown.map(([, name]) => name).sort());
  await settled(() => saveReport(opened.app, "html"));
  expect(
    htmlTable(opened)
      .slice(1)
      .map(([day, name]) => [day, name]),
  ).toEqual(shown);
});

test("coverage and inputs are saved as workbooks and pages with every computer and hash", async () => {
  const opened = await open("coverage");
  for (const format of ["html", "xlsx", "json"] as const satisfies readonly CoverageFormat[]) {
    await settled(() => saveCoverage(opened.app, format));
    expect(last(opened).name).toBe(`coverage.${format}`);
  }
  await settled(() => saveCoverage(opened.app, "xlsx"));
  const computers = new Set(sheetRows(opened).map(({ computer }) => computer));
  expect(computers).toEqual(new Set(DATA.computers.map(({ name }) => name)));
  await settled(() => exportSources(opened.app, "xlsx"));
  expect(sheetRows(opened).map(({ sha256 }) => sha256)).toEqual(
    DATA.sources.map(({ sha256 }) => sha256 ?? ""),
  );
});

test.each([
  ["summary", "sessions.csv"],
  ["timeline", "sessions.csv"],
  ["sessions", "sessions.csv"],
  ["failures", "failures.csv"],
  ["breakdown", "sessions.csv"],
  ["coverage", "coverage.html"],
  ["events", "records.csv"],
  ["sources", "inputs.csv"],
] as const)("the key for saving saves what the menu of %s offers first", async (view, name) => {
  const opened = await open(view);
  await settled(async () => {
    saveShown(opened.app);
    await vi.waitFor(() => expect(opened.host.saved).toHaveLength(1));
  });
  expect(last(opened).name).toBe(name);
});

test("what is being written can be stopped, and nothing is saved", async () => {
  const opened = await open("sessions");
  const saving = settled(async () => {
    const writing = exportRows(opened.app, "xlsx");
    opened.app.saving.get()?.stop();
    await writing;
  });
  await saving;
  expect(opened.app.saving.get()).toBeNull();
});
