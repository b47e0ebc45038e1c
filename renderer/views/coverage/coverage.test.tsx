import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { CoverageAnswer } from "../../../shared/contract/coverage-schema.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { T } from "../../data/texts.ts";
import { type App, AppContext, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { at, coverageCase, policyOf } from "../../testing/coverage-case.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Coverage } from "./coverage.tsx";

afterEach(cleanup);

async function show(data: CaseData): Promise<{ app: App; host: MemoryHost }> {
  const host = createMemoryHost({ data: () => data });
  const app = createApp(host, null);
  await settled(() => openDemo(app));
  act(() => app.view.patch({ view: "coverage", zone: "UTC" }));
  render(
    <AppContext value={app}>
      <Coverage />
    </AppContext>,
  );
  return { app, host };
}

const FULL = { logon: 9, networkLogon: 30, logoff: 9, lockState: 4, failedLogon: 2, bootMarker: 1 };
/** Logons without a single logoff, although many of them must have ended. */
const NO_LOGOFF = { logon: 50, networkLogon: 40 };
const full = { from: at(0), to: at(10), counts: FULL };
const grid = () => screen.getByRole("grid", { name: T.coverage.matrix });
const row = (question: string) =>
  within(grid()).getByRole("rowheader", { name: question }).closest<HTMLElement>("[role=row]")!;
const cells = (question: string) =>
  within(row(question))
    .getAllByRole("gridcell")
    .map((cell) => cell.getAttribute("aria-label"));

describe("coverage", () => {
  test("each question has its answers with time and reason", async () => {
    await show(
      coverageCase({
        A: [
          { from: at(0), to: at(4), counts: NO_LOGOFF },
          { from: at(6), to: at(10), counts: { logon: 1 } },
        ],
      }),
    );
    expect(cells("Logons")).toEqual([
      "Logons, Mon 4 Mar 00:00 to Fri 8 Mar 00:00: yes: such events are in the log.",
      "Logons, Fri 8 Mar 00:00 to Sun 10 Mar 00:00: cannot tell: no log reaches here.",
      "Logons, Sun 10 Mar 00:00 to Thu 14 Mar 00:00: yes: such events are in the log.",
    ]);
    expect(cells("Logoffs")[0]).toMatch(/: no: none is in the log, although there is what goes with it\.$/);
    expect(cells("Failed logons")[0]).toMatch(/: cannot tell: none is in the log, and no audit policy says/);
  });

  test("the answers are walked with the arrow keys, and the reason is told", async () => {
    await show(
      coverageCase({
        A: [
          { from: at(0), to: at(4), counts: FULL },
          { from: at(5), to: at(10), counts: FULL },
        ],
      }),
    );
    const told = () => document.querySelector(".coverage-told")?.textContent;
    expect(told()).toBe(T.coverage.point);
    fireEvent.focus(grid());
    fireEvent.keyDown(grid(), { key: "ArrowDown" });
    fireEvent.keyDown(grid(), { key: "ArrowRight" });
    const id = grid().getAttribute("aria-activedescendant");
    expect(document.getElementById(id!)?.getAttribute("aria-label")).toBe(told());
    expect(told()).toBe("Logoffs, Fri 8 Mar 00:00 to Sat 9 Mar 00:00: cannot tell: no log reaches here.");
    fireEvent.keyDown(grid(), { key: "ArrowUp" });
    expect(told()).toMatch(/^Logons, Fri 8 Mar/);
    fireEvent.pointerEnter(within(row("Boots")).getAllByRole("gridcell")[0]!);
    expect(told()).toMatch(/^Boots, Mon 4 Mar/);
  });

  test("the list has every answer", async () => {
    await show(coverageCase({ A: [full] }));
    const list = screen.getByText(T.coverage.list).closest("details")!;
    list.open = true;
    fireEvent(list, new Event("toggle"));
    const lines = within(within(list).getByRole("table")).getAllByRole("row").slice(1);
    expect(lines.map((line) => within(line).getByRole("rowheader").textContent)).toEqual([
      "Logons",
      "Logoffs",
      "Lock time",
      "Failed logons",
      "RDP connects",
      "Boots",
    ]);
  });

  test("computers stand by trouble, and one is open at a time", async () => {
    const { app } = await show(
      coverageCase({ Good: [full], Bad: [{ ...full, counts: NO_LOGOFF }], Fair: [{ ...full, to: at(9) }] }),
    );
    // The virtual list has no height here; the open one says who leads.
    expect(screen.getByRole("region", { name: "Bad" })).toBeTruthy();
    const list = screen.getByRole("listbox", { name: T.coverage.computers });
    fireEvent.keyDown(list, { key: "ArrowDown" });
    expect(app.view.get().covered).toBe("fair");
    expect(screen.getByRole("region", { name: "Fair" })).toBeTruthy();
    fireEvent.keyDown(list, { key: "End" });
    expect(screen.getByRole("region", { name: "Good" })).toBeTruthy();
    expect(screen.queryByRole("region", { name: "Fair" })).toBeNull();
  });

  test("without a policy the page says how to make one; one of another machine says nothing", async () => {
    await show(coverageCase({ A: [full] }, [policyOf("OTHER", { 22: 0 })]));
    const section = screen.getByRole("region", { name: T.coverage.policy });
    expect(section.textContent).toContain(T.coverage.noPolicy);
    expect(section.textContent).toContain(`policy-0.csv: audit policy of OTHER. ${T.coverage.stray}`);
    expect(section.textContent).toContain("auditpol /backup /file:");
    expect(screen.getByText(T.coverage.nothingMissingWithoutPolicy)).toBeTruthy();
  });

  test("contradictions are named, and what is missing is copied as commands", async () => {
    const written: string[] = [];
    vi.stubGlobal("navigator", {
      ...navigator,
      languages: ["en"],
      clipboard: { writeText: (text: string) => Promise.resolve(void written.push(text)) },
    });
    await show(coverageCase({ A: [full] }, [policyOf("A", { 21: 3, 22: 0, 28: 3, 23: 0 })]));
    expect(screen.getByText(/^The policy does not audit Logoff, yet the log has 9 events/)).toBeTruthy();
    expect(screen.queryByText(T.coverage.noPolicy)).toBeNull();
    const copy = (level: string) =>
      settled(async () => {
        fireEvent.click(screen.getByRole("button", { name: `${T.coverage.copies} ${level}` }));
        await Promise.resolve();
      });
    await copy(T.coverage.levels.stronger);
    expect(written.at(-1)?.split("\n")).toEqual([
      'auditpol /set /subcategory:"{0CCE9216-69AE-11D9-BED3-505054503030}" /success:enable',
      'auditpol /set /subcategory:"{0CCE9217-69AE-11D9-BED3-505054503030}" /failure:enable',
    ]);
    await copy(T.coverage.levels.general);
    expect(written.at(-1)).toBe(
      'auditpol /set /subcategory:"{0CCE9217-69AE-11D9-BED3-505054503030}" /failure:enable',
    );
    vi.unstubAllGlobals();
  });

  test("a range outside of every log is said, and put away", async () => {
    const { app } = await show(coverageCase({ A: [full] }));
    act(() => app.view.patch({ window: { from: at(20), to: at(30) } }));
    expect(screen.getByText(T.coverage.outside)).toBeTruthy();
    expect(cells("Logons")).toEqual([expect.stringContaining("cannot tell: no log reaches here")]);
    fireEvent.click(screen.getByRole("button", { name: T.coverage.wholeCase }));
    expect(screen.queryByText(T.coverage.outside)).toBeNull();
    expect(cells("Logons")).toEqual([expect.stringContaining("yes")]);
  });

  test("an export that numbered its records anew: what is missing proves nothing", async () => {
    const data = coverageCase({ A: [{ ...full, counts: NO_LOGOFF }] });
    const coverage = data.coverage.map((each) => ({ ...each, filtered: true, doubt: "renumbered" as const }));
    await show({ ...data, coverage });
    expect(cells("Logoffs")).toEqual([
      expect.stringMatching(
        /cannot tell: none is in the log, and its records were numbered anew by an export/,
      ),
    ]);
    expect(screen.getByText(/^The records were numbered anew by whatever exported them/)).toBeTruthy();
  });

  test("a policy whose words are not known is no answer", async () => {
    const policy = policyOf("A", { 21: 1, 22: 1 });
    const settings = policy.settings.map((each) => ({ ...each, state: "unknown" as const, success: false }));
    await show(coverageCase({ A: [{ ...full, counts: { logon: 9 } }] }, [{ ...policy, settings }]));
    expect(cells("Failed logons")).toEqual([
      expect.stringMatching(
        /cannot tell: none is in the log, and what the audit policy says of it cannot be told/,
      ),
    ]);
  });

  test("where nothing tells what a computer is, both recommendations stand side by side until it is said", async () => {
    const { app, host } = await show(coverageCase({ A: [full] }));
    const table = () => within(screen.getByRole("region", { name: T.coverage.settings })).getByRole("table");
    const groups = () =>
      within(table())
        .getAllByRole("columnheader")
        .map(({ textContent }) => textContent)
        .filter((title) => Object.values<string | null>(T.coverage.roles).includes(title));
    const { roles } = T.coverage;
    expect(groups()).toEqual([roles.others, roles.domainController]);
    const pick = (name: string) =>
      fireEvent.click(within(screen.getByRole("group", { name: T.coverage.role })).getByText(name));
    pick(roles.domainController);
    expect(groups()).toEqual([roles.domainController]);
    expect(screen.getByText(/those of a domain controller, as you chose/)).toBeTruthy();
    expect(app.view.get().roles).toEqual({ a: "domainController" });
    await settled(async () => {
      fireEvent.click(screen.getByRole("button", { name: T.coverage.json }));
      await Promise.resolve();
    });
    const saved = JSON.parse(new TextDecoder().decode(host.saved.at(-1)!.bytes)) as CoverageAnswer;
    expect(saved.computers).toMatchObject([{ role: "domainController", roleFrom: "chosen" }]);
    pick(T.coverage.roleByEvidence);
    expect(groups()).toEqual([roles.others, roles.domainController]);
    expect(app.view.get().roles).toEqual({});
  });

  test("Back leads to the computer that was open before", async () => {
    const { app } = await show(coverageCase({ Good: [full], Bad: [{ ...full, counts: NO_LOGOFF }] }));
    act(() => app.view.patch({ covered: "good" }));
    expect(screen.getByRole("region", { name: "Good" })).toBeTruthy();
    act(() => void app.history.back());
    expect(screen.getByRole("region", { name: "Bad" })).toBeTruthy();
    act(() => void app.history.forward());
    expect(screen.getByRole("region", { name: "Good" })).toBeTruthy();
  });

  test("what is on screen is saved as the command line writes it", async () => {
    const { host } = await show(coverageCase({ A: [full] }));
    const save = (name: string) =>
      settled(async () => {
        fireEvent.click(screen.getByRole("button", { name }));
        await Promise.resolve();
      });
    await save(T.coverage.json);
    expect(host.saved.at(-1)?.name).toBe("coverage.json");
    const answer = JSON.parse(new TextDecoder().decode(host.saved.at(-1)!.bytes)) as { schema: string };
    expect(answer.schema).toBe("logonscope.coverage/1");
    await save(T.coverage.html);
    expect(host.saved.at(-1)?.name).toBe("coverage.html");
    expect(new TextDecoder().decode(host.saved.at(-1)!.bytes)).toMatch(/^<!doctype html>/);
  });

  test("before the log is read to its end nothing is claimed", async () => {
    await show(sampleCase("normal"));
    expect(screen.getByText(T.coverage.stopped)).toBeTruthy();
    expect(screen.queryByRole("grid")).toBeNull();
  });

  test("a case without computers has a sentence", async () => {
    await show(coverageCase({}));
    expect(screen.getByText(T.coverage.noLogs)).toBeTruthy();
  });
});
