import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { reportTable } from "../../../shared/export/report-table.ts";
import { REPORT_NAMES } from "../../../shared/types/report.ts";
import { zoneByName } from "../../data/clock.ts";
import { reportOf } from "../../data/report-job/report-of.ts";
import { visibleRows } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { type App, AppContext, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { saveReport } from "../../state/report-commands.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Reports } from "./reports.tsx";

afterEach(cleanup);

async function show(): Promise<{ app: App; host: MemoryHost }> {
  const host = createMemoryHost({ data: () => sampleCase("normal") });
  const app = createApp(host, null);
  await settled(() => openDemo(app));
  act(() => app.view.patch({ view: "reports", zone: "Europe/Berlin" }));
  render(
    <AppContext value={app}>
      <Reports />
    </AppContext>,
  );
  await made(app);
  return { app, host };
}

/** Waits until the report on screen answers what was asked. */
const made = (app: App) =>
  settled(async () => {
    const isDone = () => app.reports.state.get().phase === "done";
    for (let tries = 0; tries < 1000 && !isDone(); tries++) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(app.reports.state.get().phase).toBe("done");
  });
const press = async (app: App, name: string) => {
  fireEvent.click(screen.getByRole("button", { name }));
  await made(app);
};
/** Those drawn: a table without a height draws its first few. */
const table = () => screen.getByRole("grid", { name: T.reports.lines });
const lines = () => within(table()).getAllByRole("row").slice(1);
const lineCount = () => Number(table().getAttribute("aria-rowcount")) - 1;
const total = (title: string) => screen.getByText(title, { selector: "dt" }).parentElement?.textContent;

describe("reports", () => {
  test("every one can be chosen, and says what it is", async () => {
    const { app } = await show();
    for (const name of REPORT_NAMES) {
      await press(app, T.reports.names[name]);
      expect(screen.getByRole("heading", { level: 1 }).textContent).not.toBe("");
      expect(screen.getByLabelText(T.reports.totals)).toBeTruthy();
    }
  });
  test("a line leads to the sessions behind it, by its button and by Enter", async () => {
    const { app } = await show();
    await press(app, "Hours");
    const sheet = () => app.reports.state.get().made!.sheet;
    const alone = Array.from({ length: 6 }, (_, row) => row).find(
      (row) => sheet().sessions.start[row + 1]! - sheet().sessions.start[row]! === 1,
    )!;
    const leads = () => {
      const view = app.view.get();
      expect([view.view, view.filter]).toEqual(["sessions", expect.stringMatching(/^id:\d+$/)]);
      const { data } = app.dataset.get();
      expect(visibleRows(data!, view, "Europe/Berlin")).toHaveLength(1);
      act(() => app.view.patch({ view: "reports", filter: "" }));
    };
    fireEvent.click(within(lines()[alone]!).getByRole("button", { name: "1 session" }));
    leads();
    await made(app);
    fireEvent.click(lines()[alone]!);
    fireEvent.keyDown(table(), { key: "Enter" });
    leads();
  });
  test("all lines are in the table, and a heading sorts them", async () => {
    const { app } = await show();
    await press(app, "Hours");
    expect(lineCount()).toBe(app.reports.state.get().made!.sheet.length);
    const users = () => lines().map((line) => within(line).getAllByRole("gridcell")[1]!.textContent);
    const heading = within(table()).getByRole("columnheader", { name: "User" });
    fireEvent.click(within(heading).getByRole("button"));
    expect(heading.getAttribute("aria-sort")).toBe("ascending");
    expect(new Set(users())).toEqual(new Set(["admin-it"]));
    fireEvent.click(within(heading).getByRole("button"));
    expect(new Set(users())).toEqual(new Set(["reception"]));
  });
  test("filter and range of the page hold; a filter of sessions says nothing of boots", async () => {
    const { app } = await show();
    const all = lineCount();
    act(() => app.view.patch({ filter: "user:anna duration:>1m" }));
    await made(app);
    expect(lineCount()).toBeLessThan(all);
    expect(lines().every((line) => line.textContent?.includes("anna"))).toBe(true);
    await press(app, "Starts and outages");
    expect(screen.getByText(T.reports.onlyFailures)).toBeTruthy();
  });
  test("making one can be stopped and taken up again", async () => {
    const { app } = await show();
    fireEvent.click(screen.getByRole("button", { name: "Hours" }));
    fireEvent.click(screen.getByRole("button", { name: T.reports.stop }));
    expect(screen.getByRole("status").textContent).toContain(T.reports.stopped);
    expect(screen.queryByRole("grid", { name: T.reports.lines })).toBeNull();
    await settled(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(app.reports.state.get().phase).toBe("stopped");
    await press(app, T.reports.make);
    expect(lineCount()).toBeGreaterThan(0);
  });
  test("counts, dormant and who have options", async () => {
    const { app } = await show();
    await press(app, "Counts of logons");
    await press(app, "user");
    expect(app.view.get().report).toMatchObject({ name: "counts", by: "user" });
    expect(screen.getByRole("gridcell", { name: "anna" })).toBeTruthy();
    await press(app, "Dormant accounts");
    await press(app, "30");
    expect(app.view.get().report.days).toBe(30);
    await press(app, "Who was on");
    const field = screen.getByRole("textbox", { name: /At/ });
    fireEvent.change(field, { target: { value: "noon" } });
    fireEvent.submit(field);
    expect(screen.getByRole("alert").textContent).toBe(T.reports.notATime);
    fireEvent.change(field, { target: { value: "2024-03-12 10:00" } });
    fireEvent.submit(field);
    expect(screen.queryByRole("alert")).toBeNull();
    await made(app);
    expect(total("Surely on")).toMatch(/[1-9]/);
  });
  test("a calendar and a list of accounts come from files; what is wrong with one is told", async () => {
    const { app } = await show();
    // The file is read in pieces of time that only the page knows: what comes of it is waited for.
    const give = (label: string, name: string, text: string) =>
      fireEvent.change(screen.getByLabelText(label, { selector: "input" }), {
        target: { files: [new File([text], name)] },
      });
    const said = (text: string) =>
      waitFor(() => expect(screen.getByRole("alert").textContent).toContain(text));
    await press(app, "Out of hours");
    expect(screen.getByText(T.reports.officeHours)).toBeTruthy();
    give(T.reports.calendar, "week.json", '{ "hours": { "mon": ["8-17"] } }');
    await said("week.json: hours.mon[0]: not a span");
    give(T.reports.calendar, "week.json", '{ "zone": "Mars/Base", "hours": {} }');
    await said(T.reports.unknownZone);
    give(T.reports.calendar, "week.json", '{ "hours": {} }');
    await waitFor(() => expect(screen.queryByRole("alert")).toBeNull());
    await waitFor(() => expect(app.view.get().report.calendar).not.toBeNull());
    await made(app);
    // Nobody works in an empty week: every sign of presence is outside it.
    expect(total("Out of hours")?.replace("Out of hours", "")).toBe(
      total("Signs of presence")?.replace("Signs of presence", ""),
    );
    fireEvent.click(screen.getByRole("button", { name: T.reports.without }));
    expect(app.view.get().report.calendar).toBeNull();
    await press(app, "Dormant accounts");
    give(T.reports.accounts, "staff.txt", "zoe\n");
    await waitFor(() => expect(app.view.get().report.accounts).not.toBeNull());
    await made(app);
    expect(screen.getByRole("gridcell", { name: "zoe" })).toBeTruthy();
  });
  test("what is on screen is saved in every form that the command line has, as it writes them", async () => {
    const { app, host } = await show();
    await press(app, "First and last");
    const names = ["csv", "json", "jsonl", "table"] as const;
    for (const format of names) await settled(() => saveReport(app, format));
    const texts = host.saved.map(({ bytes }) => new TextDecoder().decode(bytes));
    expect(host.saved.map(({ name }) => name)).toEqual([
      "report-first-last.csv",
      "report-first-last.json",
      "report-first-last.jsonl",
      "report-first-last.txt",
    ]);
    const answer = JSON.parse(texts[1]!) as {
      schema: string;
      rows: unknown[];
      sources: { sha256: string }[];
    };
    expect(answer.schema).toBe("logonscope.report.first-last/1");
    expect(answer.rows).toHaveLength(lineCount());
    // Each names its source, its zone and what it cannot tell, whatever the form.
    for (const text of texts) {
      expect(text).toContain("Europe/Berlin");
      expect(text).toContain(answer.sources[0]!.sha256);
    }
    const { data } = app.dataset.get();
    const view = { ...app.view.get(), moment: null };
    const same = reportOf(data!, view, zoneByName("Europe/Berlin")).answer;
    expect(texts[3]).toBe([...reportTable(same, 0)].join(""));
  });
});
