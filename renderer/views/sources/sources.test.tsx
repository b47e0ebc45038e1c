import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import type { CaseData } from "../../../shared/types/case.ts";
import type { SourceInfo } from "../../../shared/types/source.ts";
import { type App, AppContext, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost, type MemoryHost } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { Sources } from "./sources.tsx";

afterEach(cleanup);

function settled(work: () => Promise<void>): Promise<void> {
  return act(work);
}

/** The sample case with other inputs. */
function caseOf(sources: readonly Partial<SourceInfo>[], more: Partial<CaseData> = {}): CaseData {
  const data = sampleCase("one");
  const [first] = data.sources;
  return { ...data, sources: sources.map((source, id) => ({ ...first!, ...source, id })), ...more };
}

async function show(data: CaseData): Promise<{ app: App; host: MemoryHost }> {
  const host = createMemoryHost({ data: () => data });
  const app = createApp(host, null);
  await settled(() => openDemo(app));
  await settled(async () => {
    render(
      <AppContext value={app}>
        <Sources />
      </AppContext>,
    );
  });
  return { app, host };
}

describe("sources", () => {
  test("a few stand one below the other, with what is wrong and what to do", async () => {
    await show(
      caseOf([
        { path: "logs.zip/pc1/Security.evtx", damage: [{ code: "truncated", offset: 70_000, count: 1 }] },
        { path: "logs.zip/secret.evtx", failure: "encrypted", records: 0 },
      ]),
    );
    const damaged = screen.getByRole("article", { name: "Security.evtx" });
    expect(damaged.textContent).toContain("logs.zip/pc1");
    expect(damaged.textContent).toContain("Damaged: the file ends too early (at byte 70000)");
    const locked = screen.getByRole("article", { name: "secret.evtx" });
    expect(locked.textContent).toContain("protected with a password. Unpack it with that password");
    expect(screen.queryByRole("listbox")).toBeNull();
  });

  test("an audit policy is one, not a log without records", async () => {
    const policy = {
      kind: "auditpol",
      computer: "PC1",
      target: "System",
      settings: [
        { guid: "{0CCE9215-69AE-11D9-BED3-505054503030}", state: "unknown", success: false, failure: false },
      ],
      categories: [],
      forcesSubcategories: null,
      userRows: 2,
      otherComputers: 0,
    } as const;
    const source = { path: "policy.csv", format: "policy", records: 0, channels: [], policy } as const;
    await show(caseOf([source, { path: "Security.evtx" }]));
    const shown = screen.getByRole("article", { name: "policy.csv" });
    expect(shown.textContent).toContain("audit policy of PC1");
    expect(shown.textContent).toContain("1 in a language that is not known here");
    expect(shown.textContent).toContain("2 rows about single users");
    expect(shown.textContent).not.toContain("Records");
  });

  test("the index of an archive tells what its runs did not get, and holds no records", async () => {
    const file = (name: string, from: string, to: string, join: "first" | "gap") => ({
      type: "file" as const,
      run: "r",
      asked: "dc1",
      computer: "DC1",
      channel: "security" as const,
      file: `dc1/${name}.xml`,
      bytes: 10,
      sha256: "a".repeat(64),
      records: 3,
      firstRecord: "1",
      lastRecord: "3",
      from,
      to,
      began: to,
      ended: to,
      whole: false,
      partial: false,
      join,
    });
    const entries = [
      file("one", "2024-03-04T08:00:00Z", "2024-03-04T09:00:00Z", "first"),
      file("two", "2024-03-04T12:00:00Z", "2024-03-04T13:00:00Z", "gap"),
    ];
    const index = {
      path: "logonscope-archive.jsonl",
      format: "archive",
      records: 0,
      channels: [],
      archive: { entries, badLines: 0 },
    } as const;
    await show(caseOf([index, { path: "one.xml", format: "xml", bytes: 11 }]));
    const shown = screen.getByRole("article", { name: "logonscope-archive.jsonl" });
    expect(shown.textContent).toContain("Index of an archive of scheduled runs");
    expect(shown.textContent).toContain("DC1, Security: two runs do not join from 2024-03-04 10:00:00");
    expect(shown.textContent).toContain("one.xml: not as it was collected");
    expect(shown.textContent).toContain("dc1/two.xml: the index names it, but it is not among the inputs.");
    expect(shown.textContent).not.toContain("Records0");
  });

  test("many are a list, and those in trouble can be seen alone", async () => {
    const sources = Array.from({ length: 5000 }, (_, i) => ({
      path: `pc${i}/Security.evtx`,
      ...(i === 4321 ? { failure: "denied" as const } : {}),
    }));
    await show(caseOf(sources));
    const list = screen.getByRole("listbox", { name: "Inputs" });
    expect(within(list).queryAllByRole("option").length).toBeLessThan(100);
    expect(screen.getByRole("article").textContent).toContain("pc0");
    fireEvent.keyDown(list, { key: "ArrowDown" });
    expect(screen.getByRole("article").textContent).toContain("pc1");
    fireEvent.keyDown(list, { key: "End" });
    expect(screen.getByRole("article").textContent).toContain("pc4999");
    fireEvent.click(screen.getByRole("button", { name: "Damaged or not read: 1" }));
    expect(screen.getByRole("article").textContent).toContain("pc4321");
    expect(screen.getByRole("article").textContent).toContain("not allowed to read it");
  });

  test("what was left out is a number, with its names for who asks", async () => {
    const files = [
      { name: "logs/readme.txt", why: "notALog" as const },
      { name: "logs/round", why: "link" as const },
    ];
    await show(caseOf([{}], { leftOut: [{ folder: "C:\\logs", count: 12, files }] }));
    const left = screen.getByRole("region", { name: "Left out" });
    expect(left.textContent).toContain("12 other files in logs are no logs");
    expect(left.textContent).toContain("a link, not followed");
    expect(left.textContent).toContain("and 10 more");
  });

  test("one is removed with its file, and all are read again", async () => {
    const { app, host } = await show(caseOf([{ path: "Security.evtx" }, { path: "System.evtx" }]));
    const before = host.opened.length;
    await settled(async () => {
      fireEvent.click(screen.getByRole("button", { name: /Read again$/ }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
    expect(host.opened.length).toBe(before + 1);
    const system = screen.getByRole("article", { name: "System.evtx" });
    await settled(async () => {
      fireEvent.click(within(system).getByRole("button", { name: "Remove" }));
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
    expect(app.desk.get().files.map(({ name }) => name)).toEqual(["Security.evtx"]);
  });
});
