import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { REPORT_NAMES } from "../../../shared/types/report.ts";
import { visibleRows } from "../../data/rows.ts";
import { T } from "../../data/texts.ts";
import { type App, AppContext, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
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
  return { app, host };
}

const lines = () => screen.getAllByRole("row").slice(1);
const total = (title: string) => screen.getByText(title, { selector: "dt" }).parentElement?.textContent;

describe("reports", () => {
  test("every one can be chosen, and says what it is", async () => {
    await show();
    for (const name of REPORT_NAMES) {
      fireEvent.click(screen.getByRole("button", { name: T.reports.names[name] }));
      expect(screen.getByRole("heading", { level: 1 }).textContent).not.toBe("");
      expect(screen.getByLabelText(T.reports.totals)).toBeTruthy();
    }
  });
  test("a line leads to the sessions behind it", async () => {
    const { app } = await show();
    fireEvent.click(screen.getByRole("button", { name: "Hours" }));
    const first = lines()[0]!;
    const link = within(first).getByRole("button", { name: "1 session" });
    fireEvent.click(link);
    const view = app.view.get();
    expect([view.view, view.filter]).toEqual(["sessions", expect.stringMatching(/^id:\d+$/)]);
    const { data } = app.dataset.get();
    expect(visibleRows(data!, view, "Europe/Berlin")).toHaveLength(1);
  });
  test("filter and range of the page hold; a filter of sessions says nothing of boots", async () => {
    const { app } = await show();
    const all = lines().length;
    act(() => app.view.patch({ filter: "user:anna duration:>1m" }));
    expect(lines().length).toBeLessThan(all);
    expect(lines().every((line) => line.textContent?.includes("anna"))).toBe(true);
    fireEvent.click(screen.getByRole("button", { name: "Starts and outages" }));
    expect(screen.getByText(T.reports.onlyFailures)).toBeTruthy();
  });
  test("counts, dormant and who have options", async () => {
    const { app } = await show();
    fireEvent.click(screen.getByRole("button", { name: "Counts of logons" }));
    fireEvent.click(screen.getByRole("button", { name: "user" }));
    expect(app.view.get().report).toMatchObject({ name: "counts", by: "user" });
    expect(screen.getByRole("cell", { name: "anna" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Dormant accounts" }));
    fireEvent.click(screen.getByRole("button", { name: "30" }));
    expect(app.view.get().report.days).toBe(30);
    fireEvent.click(screen.getByRole("button", { name: "Who was on" }));
    const field = screen.getByRole("textbox", { name: /At/ });
    fireEvent.change(field, { target: { value: "noon" } });
    fireEvent.submit(field);
    expect(screen.getByRole("alert").textContent).toBe(T.reports.notATime);
    fireEvent.change(field, { target: { value: "2024-03-12 10:00" } });
    fireEvent.submit(field);
    expect(screen.queryByRole("alert")).toBeNull();
    expect(total("Surely on")).toMatch(/[1-9]/);
  });
  test("a calendar and a list of accounts come from files; what is wrong with one is told", async () => {
    const { app } = await show();
    const give = (label: string, name: string, text: string) =>
      settled(async () => {
        fireEvent.change(screen.getByLabelText(label, { selector: "input" }), {
          target: { files: [new File([text], name)] },
        });
        await new Promise((resolve) => setTimeout(resolve, 10));
      });
    fireEvent.click(screen.getByRole("button", { name: "Out of hours" }));
    expect(screen.getByText(T.reports.officeHours)).toBeTruthy();
    await give(T.reports.calendar, "week.json", '{ "hours": { "mon": ["8-17"] } }');
    expect(screen.getByRole("alert").textContent).toContain("week.json: hours.mon[0]: not a span");
    await give(T.reports.calendar, "week.json", '{ "zone": "Mars/Base", "hours": {} }');
    expect(screen.getByRole("alert").textContent).toContain(T.reports.unknownZone);
    await give(T.reports.calendar, "week.json", '{ "hours": {} }');
    expect(screen.queryByRole("alert")).toBeNull();
    // Nobody works in an empty week: every sign of presence is outside it.
    expect(total("Out of hours")?.replace("Out of hours", "")).toBe(
      total("Signs of presence")?.replace("Signs of presence", ""),
    );
    fireEvent.click(screen.getByRole("button", { name: T.reports.without }));
    expect(app.view.get().report.calendar).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Dormant accounts" }));
    await give(T.reports.accounts, "staff.txt", "zoe\n");
    expect(screen.getByRole("cell", { name: "zoe" })).toBeTruthy();
  });
  test("what is on screen is saved, as the command line writes it", async () => {
    const { host } = await show();
    fireEvent.click(screen.getByRole("button", { name: "First and last" }));
    await settled(async () => {
      fireEvent.click(screen.getByRole("button", { name: T.reports.json }));
      await Promise.resolve();
    });
    const saved = host.saved.at(-1)!;
    expect(saved.name).toBe("report-first-last.json");
    const answer = JSON.parse(new TextDecoder().decode(saved.bytes)) as { schema: string; rows: unknown[] };
    expect(answer.schema).toBe("logonscope.report.first-last/1");
    expect(answer.rows).toHaveLength(lines().length);
  });
});
