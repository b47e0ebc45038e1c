import { describe, expect, test, vi } from "vitest";
import type { JobEvent } from "../../shared/contract/job.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { CaseId } from "../../shared/types/units.ts";
import { NO_DATASET, nextDataset, nextJob, sameSession } from "../data/dataset.ts";
import { createMemoryHost } from "../testing/memory-host.ts";
import { sampleCase } from "../testing/sample-case.ts";
import { createApp } from "./app.ts";
import { exclude, narrow, select, setFilter, setRange, sortedBy, stepBack, toggleFold } from "./commands.ts";
import { exportRows } from "./export-commands.ts";
import { adoptAndOpen, cancelOpen, closeCase, openDemo, openFiles } from "./open-commands.ts";
import { readPrefs, writePrefs } from "./prefs-storage.ts";
import { deleteFilter, renameFilter, saveFilter } from "./saved-filters.ts";
import { Store } from "./store.ts";
import { DEFAULT_PREFS } from "./view-state.ts";

const data = sampleCase("normal");
const open = async (options: Partial<Parameters<typeof createMemoryHost>[0]> = {}) => {
  const host = createMemoryHost({ data: () => data, ...options });
  const app = createApp(host, null);
  await openDemo(app);
  return { app, host };
};

describe("store", () => {
  test("tells watchers of changes and only of changes", () => {
    const store = new Store({ a: 1, b: 2 });
    const seen = vi.fn();
    const stop = store.subscribe(seen);
    store.patch({ a: 5 });
    store.set(store.get());
    stop();
    store.patch({ a: 6 });
    expect(seen).toHaveBeenCalledTimes(1);
    expect(store.get()).toEqual({ a: 6, b: 2 });
  });
});

describe("opening", () => {
  test("a case comes on screen and goes again", async () => {
    const { app } = await open();
    expect(app.dataset.get().data).toBe(data);
    expect(app.job.get().phase).toBe("done");
    closeCase(app);
    expect(app.dataset.get().data).toBeNull();
    expect(app.job.get()).toEqual({ phase: "idle" });
  });

  test("cancelling stops the job", async () => {
    const { app } = await open({ openMs: 60_000 });
    expect(app.job.get().phase).toBe("running");
    cancelOpen(app);
    expect(app.job.get().phase).toBe("cancelled");
    expect(app.stop).toBeNull();
  });

  test("opening again stops what runs", async () => {
    const { app, host } = await open({ openMs: 60_000 });
    await openDemo(app);
    expect(host.opened).toHaveLength(2);
    expect(app.job.get().phase).toBe("running");
    cancelOpen(app);
  });

  test("a failure is kept for the start screen", async () => {
    const { app } = await open({ fail: { type: "failed", error: { code: "noLog", params: {} } } });
    expect(app.job.get()).toMatchObject({ phase: "failed", error: { code: "noLog" } });
  });

  test("files that give nothing, or are given up, leave the case where it was", async () => {
    const { app, host } = await open();
    setFilter(app, "user:anna");
    const closed = vi.spyOn(host, "closeCase");
    const readsWell = host.openCase;
    const source = { path: "x.txt", failure: "notALog" } as SourceInfo;
    host.openCase = (_, onEvent) => {
      onEvent({ type: "failed", error: { code: "noLog", params: {} }, sources: [source] });
      return () => undefined;
    };
    const [file] = await host.adopt([new File(["x"], "x.txt")]);
    openFiles(app, [file!]);
    expect(app.dataset.get().data).toBe(data);
    expect(app.job.get().phase).toBe("done");
    expect(app.view.get().filter).toBe("user:anna");
    expect(app.desk.get().files.map(({ name }) => name)).not.toContain("x.txt");
    expect(app.desk.get().toast).toMatchObject({
      bad: true,
      text: expect.stringMatching(/^x\.txt: .*still here/),
    });

    let tellCancelled: () => void = () => undefined;
    host.openCase = (_, onEvent) => {
      tellCancelled = () => onEvent({ type: "cancelled", data: null });
      return () => tellCancelled();
    };
    openFiles(app, [file!]);
    expect(app.dataset.get().data).toBeNull();
    cancelOpen(app);
    expect(app.dataset.get().data).toBe(data);
    expect(closed).not.toHaveBeenCalled();

    // What is late of files that others have replaced changes nothing.
    host.openCase = (_, onEvent) => {
      tellCancelled = () => onEvent({ type: "cancelled", data: null });
      return () => undefined;
    };
    openFiles(app, [file!]);
    host.openCase = readsWell;
    openFiles(app, [file!]);
    tellCancelled();
    expect(app.dataset.get().data).toBe(data);
    expect(app.view.get().filter).toBe("");
    expect(closed).toHaveBeenCalled();
  });

  test("dropped files are handed over first; with Shift they join the case", async () => {
    const { app, host } = await open();
    setFilter(app, "user:anna");
    await adoptAndOpen(app, [new File(["x"], "more.evtx")], true);
    expect(host.opened.at(-1)).toHaveLength(3);
    expect(app.view.get().filter).toBe("user:anna");
    expect(app.desk.get().uploading).toBeNull();
    await adoptAndOpen(app, [new File(["x"], "other.evtx")], false);
    expect(host.opened.at(-1)).toHaveLength(1);
    expect(app.view.get().filter).toBe("");
  });
});

describe("snapshots", () => {
  const started: JobEvent = { type: "started", caseId: "c" as CaseId };

  test("every event leads to one state", () => {
    let job = nextJob({ phase: "idle" }, started);
    expect(job).toEqual({ phase: "running", caseId: "c", progress: null });
    job = nextJob(job, { type: "partial", data, undecided: 4 });
    expect(job.phase).toBe("running");
    expect(nextJob(job, { type: "done", data })).toMatchObject({ phase: "done", caseId: "c" });
    expect(nextJob(job, { type: "cancelled", data: null })).toMatchObject({ phase: "cancelled" });
  });

  test("a new snapshot counts up; cancelling without data keeps what is there", () => {
    const partial = nextDataset(NO_DATASET, { type: "partial", data, undecided: 4 });
    expect(partial).toMatchObject({ generation: 1, undecided: 4 });
    expect(nextDataset(partial, { type: "cancelled", data: null })).toMatchObject({
      generation: 1,
      undecided: 0,
      data,
    });
    expect(nextDataset(partial, { type: "done", data })).toMatchObject({ generation: 2, undecided: 0 });
  });

  test("a session is found again by its first record", () => {
    const proven = Array.from({ length: data.sessions.length }, (_, row) => row).filter(
      (row) => data.sessions.proofStart[row] !== data.sessions.proofStart[row + 1],
    );
    expect(sameSession(data, proven[3]!, data)).toBe(proven[3]);
    expect(sameSession(data, proven[3]!, sampleCase("empty"))).toBe(-1);
  });
});

describe("commands", () => {
  test("narrowing adds a term, never twice, and keeps an or together", async () => {
    const { app } = await open();
    narrow(app, "user", "anna");
    narrow(app, "user", "anna");
    expect(app.view.get().filter).toBe("user:anna");
    setFilter(app, "user:anna or user:ben");
    narrow(app, "computer", "PC 1");
    expect(app.view.get().filter).toBe('(user:anna or user:ben) computer:"PC 1"');
  });

  test("leaving something out takes the wish for just that away", async () => {
    const { app } = await open();
    setFilter(app, "user:anna type:2");
    exclude(app, "user", "anna");
    expect(app.view.get().filter).toBe("type:2 -user:anna");
    exclude(app, "user", "anna");
    expect(app.view.get().filter).toBe("type:2 -user:anna");
    setFilter(app, "user:anna or user:ben");
    exclude(app, "computer", ["PC 1", "PC2"]);
    expect(app.view.get().filter).toBe('(user:anna or user:ben) -computer:"PC 1",PC2');
  });

  test("a range is whole ticks, in order, and told once", async () => {
    const { app } = await open();
    setRange(app, { from: 10.4, to: 20.6 });
    const range = app.view.get().window;
    expect(range).toEqual({ from: 10, to: 21 });
    setRange(app, { from: 10.1, to: 20.9 });
    setRange(app, { from: 30, to: 20 });
    expect(app.view.get().window).toBe(range);
    setRange(app, null);
    expect(app.view.get().window).toBeNull();
  });

  test("Escape closes the nearest thing first", async () => {
    const { app } = await open();
    select(app, { type: "session", row: 1 });
    app.view.patch({ shortcuts: true, moment: 5 });
    stepBack(app);
    expect(app.view.get()).toMatchObject({ shortcuts: false, selection: { row: 1 } });
    stepBack(app);
    expect(app.view.get()).toMatchObject({ selection: null, moment: 5 });
    stepBack(app);
    expect(app.view.get().moment).toBeNull();
  });

  test("sorting the same column turns it around, another starts its own way", () => {
    expect(sortedBy([{ column: "user", descending: false }], "user", false)).toEqual([
      { column: "user", descending: true },
    ]);
    expect(sortedBy([{ column: "user", descending: true }], "start", true)).toEqual([
      { column: "start", descending: true },
    ]);
  });

  test("a column may join those that lead it, turn around in its place and stay alone", () => {
    const two = sortedBy([{ column: "user", descending: false }], "start", true, true);
    expect(two.map(({ column }) => column)).toEqual(["user", "start"]);
    const turned = sortedBy(two, "user", false, true);
    expect(turned).toEqual([{ column: "user", descending: true }, two[1]]);
    expect(sortedBy(turned, "user", false)).toEqual([{ column: "user", descending: true }]);
  });

  test("groups fold and unfold", async () => {
    const { app } = await open();
    toggleFold(app, "people");
    expect(app.view.get().folded.has("people")).toBe(true);
    toggleFold(app, "people");
    expect(app.view.get().folded.has("people")).toBe(false);
  });
});

describe("export", () => {
  const text = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);

  test("what is on screen is what is saved: rows, order, columns", async () => {
    const { app, host } = await open();
    setFilter(app, "user:anna");
    app.view.patch({ sessionSort: [{ column: "start", descending: false }], zone: "UTC" });
    await exportRows(app, "csv");
    const file = host.saved[0]!;
    expect(file.name).toBe("sessions.csv");
    const lines = text(file.bytes).trim().split("\r\n");
    expect(lines[0]).toMatch(/^\ufeff?user,domain,computer,logonType,startLocal/);
    expect(lines.length - 1).toBe(9);
    const starts = lines.slice(1).map((line) => line.split(",")[4]!);
    expect(starts).toEqual([...starts].sort());
    expect(lines.slice(1).every((line) => line.startsWith("anna,"))).toBe(true);
  });

  test("a range leaves out what lies beside it, and the file says so", async () => {
    const { app, host } = await open();
    app.view.patch({ zone: "UTC" });
    setFilter(app, "user:anna");
    setRange(app, { from: 64 * 864_000_000_000, to: 66 * 864_000_000_000 });
    await exportRows(app, "json");
    const file = host.saved[0]!;
    expect(file.name).toBe("sessions-2024-03-05--2024-03-06.json");
    const saved = JSON.parse(text(file.bytes)) as { filter: string; sessions: unknown[] };
    expect(saved.filter).toBe("user:anna from:2024-03-05T00:00:00.0000000Z to:2024-03-07T00:00:00.0000000Z");
    expect(saved.sessions).toHaveLength(2);
  });

  test("JSON names the filter; failures have their own file", async () => {
    const { app, host } = await open();
    setFilter(app, "user:ben");
    await exportRows(app, "json");
    expect(JSON.parse(text(host.saved[0]!.bytes))).toMatchObject({
      schema: "logonscope.sessions/1",
      filter: "user:ben",
    });
    app.view.patch({ view: "failures" });
    await exportRows(app, "csvAll");
    expect(host.saved[1]!.name).toBe("failures.csv");
    expect(text(host.saved[1]!.bytes).trim().split("\r\n").length - 1).toBe(6);
  });
});

describe("prefs", () => {
  const storage = () => {
    const map = new Map<string, string>();
    return {
      getItem: (key: string) => map.get(key) ?? null,
      setItem: (key: string, value: string) => void map.set(key, value),
    };
  };

  test("come back as they were", () => {
    const place = storage();
    const prefs = {
      ...DEFAULT_PREFS,
      theme: "dark",
      detailWidth: 400,
      sessionSizes: { user: 200 },
      savedFilters: [{ name: "RDP", text: "type:10" }],
    } as const;
    writePrefs(place, prefs);
    expect(readPrefs(place)).toEqual(prefs);
  });

  test("filters are saved under a name, renamed and deleted", async () => {
    const { app } = await open();
    expect(saveFilter(app, " RDP ", "type:10")).toBe(true);
    saveFilter(app, "Anna", "user:anna");
    saveFilter(app, "RDP", "type:10,12");
    expect(app.prefs.get().savedFilters).toEqual([
      { name: "Anna", text: "user:anna" },
      { name: "RDP", text: "type:10,12" },
    ]);
    expect(renameFilter(app, "Anna", "RDP")).toBe(true);
    expect(app.prefs.get().savedFilters).toEqual([{ name: "RDP", text: "user:anna" }]);
    expect([saveFilter(app, "  ", "x"), renameFilter(app, "gone", "x")]).toEqual([false, false]);
    deleteFilter(app, "RDP");
    expect(app.prefs.get().savedFilters).toEqual([]);
  });

  test("nonsense and refusals fall back to the defaults", () => {
    const place = storage();
    place.setItem(
      "logonscope.prefs",
      '{"savedFilters":[{"name":"a"},3,{"name":"","text":"x"}],"theme":"pink","detailWidth":"wide","sessionSizes":{"user":-4,"end":99}}',
    );
    expect(readPrefs(place)).toEqual({ ...DEFAULT_PREFS, sessionSizes: { end: 99 } });
    place.setItem("logonscope.prefs", "{{{");
    expect(readPrefs(place)).toEqual(DEFAULT_PREFS);
    const refusing = {
      getItem: (): string | null => {
        throw new Error("denied");
      },
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(readPrefs(refusing)).toEqual(DEFAULT_PREFS);
    expect(() => writePrefs(refusing, DEFAULT_PREFS)).not.toThrow();
  });
});
