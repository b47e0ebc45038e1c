import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, describe, expect, test } from "vitest";
import { appError } from "../../../shared/contract/errors.ts";
import type { CollectOptions } from "../../../shared/contract/live-log.ts";
import { sketchSource } from "../../../shared/testing/case-builder.ts";
import { type App, createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { Root } from "../frame/root.tsx";

interface Page {
  readonly app: App;
  readonly host: MemoryHost;
  readonly asked: CollectOptions[];
}

function settle(work: () => void = () => undefined): Promise<void> {
  return act(async () => {
    work();
    await new Promise((resolve) => setTimeout(resolve, 0));
  });
}

async function openPage({ live, ...options }: Partial<MemoryHostOptions> = {}): Promise<Page> {
  const asked: CollectOptions[] = [];
  const host = createMemoryHost({
    data: () => sampleCase("one"),
    platform: "windows",
    capabilities: { liveLog: true },
    live: { onCollect: (each) => asked.push(each), ...live },
    ...options,
  });
  const app = createApp(host, null);
  await settle(() => {
    render(<Root app={app} />);
  });
  return { app, host, asked };
}

const openDialog = () =>
  settle(() => fireEvent.click(screen.getByRole("button", { name: /Read this machine/ })));
const dialog = () => screen.getByRole("dialog");
const read = () => settle(() => fireEvent.click(within(dialog()).getByRole("button", { name: "Read" })));
const refresh = () => screen.getByRole("button", { name: /^As of .*logged since then/ });

afterEach(cleanup);

describe("without Windows", () => {
  test("the button says so and explains how to bring a file", async () => {
    await openPage({ platform: "linux", capabilities: {} });
    expect(screen.getByRole("button", { name: "Read this machine's log (Windows only)" })).toBeTruthy();
    await openDialog();
    expect(dialog().textContent).toContain("runs on a machine without Windows");
    expect(dialog().textContent).toContain("wevtutil epl Security C:\\Temp\\Security.evtx");
    expect(within(dialog()).queryByRole("button", { name: "Read" })).toBeNull();
  });
});

describe("on Windows", () => {
  test("the logs are shown with size and reach before anything is read", async () => {
    const { asked } = await openPage();
    await openDialog();
    const box = (name: RegExp) => within(dialog()).getByRole<HTMLInputElement>("checkbox", { name });
    expect(box(/^Security 21 MB · Windows will ask for permission/).checked).toBe(true);
    expect(box(/^System 4\.2 MB of at most 21 MB · back to Thu 14 Sep 2023/).checked).toBe(true);
    expect(box(/^Remote Desktop sessions/).checked).toBe(true);
    expect(box(/^Remote Desktop connections not kept/).disabled).toBe(true);
    expect(asked).toEqual([]);
  });

  test("reading opens what was saved as a case that says as of when it is", async () => {
    const { asked, app, host } = await openPage();
    await openDialog();
    await read();
    expect(asked).toEqual([{ channels: ["security", "system", "lsm"], whole: false, after: [] }]);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(host.opened).toHaveLength(1);
    expect(app.desk.get().files.map(({ name }) => name)[0]).toBe("PC-014-Security.evtx");
    expect(refresh().parentElement?.textContent).toMatch(/^as of .*14:05, ?refresh$/);
  });

  test("logs can be left out, every record asked for, and none is no choice", async () => {
    const { asked } = await openPage();
    await openDialog();
    for (const name of [/^Remote Desktop sessions/, /^System/, /^Every record/])
      fireEvent.click(within(dialog()).getByRole("checkbox", { name }));
    await read();
    expect(asked).toEqual([{ channels: ["security"], whole: true, after: [] }]);
    cleanup();
    await openPage();
    await openDialog();
    for (const name of [/^Security/, /^Remote Desktop sessions/, /^System/])
      fireEvent.click(within(dialog()).getByRole("checkbox", { name }));
    expect(within(dialog()).getByRole<HTMLButtonElement>("button", { name: "Read" }).disabled).toBe(true);
    expect(dialog().textContent).toContain("Choose at least one log.");
  });

  test("saving shows each log and can be cancelled", async () => {
    const { host } = await openPage({ live: { ms: 60_000 } });
    await openDialog();
    await read();
    expect(within(dialog()).getByRole("progressbar", { name: "Saving the logs" })).toBeTruthy();
    expect(
      within(dialog())
        .getAllByRole("listitem")
        .map((item) => item.textContent),
    ).toEqual([
      "SecurityWindows asks for your permission…",
      "Systemwaiting",
      "Remote Desktop sessionswaiting",
    ]);
    await settle(() => fireEvent.click(within(dialog()).getByRole("button", { name: "Cancel" })));
    expect(within(dialog()).getByRole("button", { name: "Read" })).toBeTruthy();
    expect(host.opened).toEqual([]);
  });

  test("closing the dialog cancels as well", async () => {
    const { app } = await openPage({ live: { ms: 60_000 } });
    await openDialog();
    await read();
    await settle(() => fireEvent.click(within(dialog()).getByRole("button", { name: "Close" })));
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(app.live.get().run).toBeNull();
  });

  test("a failure is said in the dialog, which stays", async () => {
    await openPage({ live: { fail: appError("collectRefused", { exit: 1223 }) } });
    await openDialog();
    await read();
    expect(within(dialog()).getByRole("alert").textContent).toMatch(
      /answered with No.*\(Windows error 1223\)/,
    );
    expect(within(dialog()).getByRole("button", { name: "Read" })).toBeTruthy();
  });

  test("a log that could not be saved beside others is named", async () => {
    const { host, app } = await openPage({ live: { unsaved: "security" } });
    await openDialog();
    await read();
    expect(host.opened).toHaveLength(1);
    expect(app.desk.get().toast?.text).toMatch(/^The log Security is missing here\. The question of Windows/);
  });

  test("a log that Windows keeps to itself leads to the same dialog", async () => {
    const locked = sketchSource({ path: "Security.evtx" });
    const { app } = await openPage({
      fail: { type: "failed", error: appError("noLog"), sources: [{ ...locked, failure: "busy" }] },
    });
    await settle(() => void openDemo(app));
    const alert = screen.getByRole("alert");
    await settle(() => fireEvent.click(within(alert).getByRole("button", { name: /Read this machine/ })));
    expect(dialog().textContent).toContain("Windows keeps Security.evtx to itself");
  });

  test("another file that cannot be read does not", async () => {
    const other = sketchSource({ path: "notes.evtx" });
    const { app } = await openPage({
      fail: { type: "failed", error: appError("noLog"), sources: [{ ...other, failure: "busy" }] },
    });
    await settle(() => void openDemo(app));
    expect(within(screen.getByRole("alert")).queryByRole("button")).toBeNull();
  });
});

describe("refresh", () => {
  const openLive = async (live: MemoryHostOptions["live"] = {}): Promise<Page> => {
    const page = await openPage({ live });
    await openDialog();
    await read();
    return page;
  };

  test("adds newer records as files of the case, and keeps what was asked of it", async () => {
    const { app, asked, host } = await openLive();
    act(() => app.view.patch({ filter: "user:anna" }));
    const before = app.desk.get().files.map(({ token }) => token);
    await settle(() => fireEvent.click(refresh()));
    expect(asked[1]).toEqual({ channels: ["security", "system", "lsm"], whole: false, after: before });
    expect(host.opened[1]).toHaveLength(6);
    expect(app.view.get().filter).toBe("user:anna");
    expect(refresh().getAttribute("aria-label")).toContain("14:08");
    await settle(() => fireEvent.click(refresh()));
    expect(asked[2]?.after).toHaveLength(6);
  });

  test("says when there is nothing new", async () => {
    const { app, host } = await openLive({ nothingNew: true });
    await settle(() => fireEvent.click(refresh()));
    expect(host.opened).toHaveLength(1);
    expect(app.desk.get().toast).toEqual({ text: "Nothing new in the logs of this machine.", bad: false });
    expect(refresh().getAttribute("aria-label")).toContain("14:08");
  });

  test("does not claim a later moment when a log could not be taken", async () => {
    const { app } = await openLive({ unsaved: "security" });
    await settle(() => fireEvent.click(refresh()));
    expect(refresh().getAttribute("aria-label")).toContain("14:05");
    expect(app.desk.get().toast?.bad).toBe(true);
  });

  test("belongs to the case: another one has none", async () => {
    const { app } = await openLive();
    await settle(() => void openDemo(app));
    expect(screen.queryByRole("button", { name: /logged since then/ })).toBeNull();
  });
});

describe("other computers", () => {
  test("are a click away from the start screen", async () => {
    await openPage({});
    await settle(() => fireEvent.click(screen.getByRole("button", { name: "Read other computers' logs…" })));
    expect(within(dialog()).getByRole("heading", { name: "Read other computers' logs" })).toBeTruthy();
  });

  const openOthers = async (options: Partial<MemoryHostOptions> = {}): Promise<Page> => {
    const page = await openPage(options);
    await openDialog();
    fireEvent.click(within(dialog()).getByRole("button", { name: "Other computers" }));
    return page;
  };
  const list = () => within(dialog()).getByRole<HTMLTextAreaElement>("textbox", { name: "Computers" });
  const type = (value: string) => fireEvent.change(list(), { target: { value } });
  const button = (name: RegExp | string) => within(dialog()).getByRole<HTMLButtonElement>("button", { name });
  const rows = () =>
    within(dialog())
      .getAllByRole("listitem")
      .map((row) => row.textContent);

  test("are typed or pasted, and what is no name is said before anything is asked", async () => {
    const { asked } = await openOthers();
    expect(button("Read").disabled).toBe(true);
    type("dc1, /r:evil");
    expect(dialog().textContent).toContain("No name of a computer: /r:evil");
    expect(button("Read").disabled).toBe(true);
    type("dc1, DC1; dc2 # all");
    await read();
    expect(asked).toEqual([
      { channels: ["security", "system"], whole: false, after: [], hosts: ["dc1", "dc2"] },
    ]);
  });

  test("come from a file, also one that PowerShell wrote", async () => {
    await openOthers();
    type("dc1");
    const bytes = new Uint8Array([
      0xff,
      0xfe,
      ...[..."dc2\r\ndc3"].flatMap((char) => [char.charCodeAt(0), 0]),
    ]);
    const picker = dialog().querySelector('input[type="file"]')!;
    await settle(() => fireEvent.change(picker, { target: { files: [new File([bytes], "hosts.txt")] } }));
    await settle();
    expect(list().value).toBe("dc1\ndc2\r\ndc3");
  });

  test("each have a row with what became of it, and what came opens as a case", async () => {
    const { host } = await openOthers();
    type("dc1 gone part other");
    await read();
    expect(rows()).toEqual([
      "dc1done, 12,345 records",
      expect.stringMatching(/^gonefailed\. The computer cannot be reached.*\(Windows error 1722\)$/),
      expect.stringMatching(/^partnot all\. Security: The connection broke off/),
      "otherdone, 12,345 records · calls itself SRV9.corp.local",
    ]);
    expect(host.opened).toHaveLength(0);
    await settle(() => fireEvent.click(button("Open what came (6 files)")));
    expect(host.opened[0]).toHaveLength(6);
    expect(screen.queryByRole("dialog")).toBeNull();
  });

  test("that could not be had are tried again, alone; what came stays", async () => {
    const { asked } = await openOthers();
    type("dc1 gone");
    await read();
    await settle(() => fireEvent.click(button("Try again (1)")));
    expect(asked.map(({ hosts }) => hosts)).toEqual([["dc1", "gone"], ["gone"]]);
    expect(rows()).toHaveLength(2);
    expect(button("Open what came (2 files)").disabled).toBe(false);
    await settle(() => fireEvent.click(button("Other computers…")));
    expect(list().value).toBe("dc1 gone");
  });

  test("can be cancelled, and keep what had come", async () => {
    await openOthers({ live: { ms: 60_000 } });
    type("dc1 dc2");
    await read();
    expect(rows()[0]).toBe("dc1waiting");
    await settle(() => fireEvent.click(button("Cancel")));
    expect(rows()).toEqual(["dc1cancelled", "dc2cancelled"]);
    expect(button("Open what came").disabled).toBe(true);
  });

  test("without Windows it says how to collect elsewhere", async () => {
    await openOthers({ platform: "linux", capabilities: {} });
    expect(dialog().textContent).toContain("Only Windows can ask other computers");
    expect(dialog().textContent).toContain("logonscope collect dc1 dc2");
    expect(within(dialog()).queryByRole("button", { name: "Read" })).toBeNull();
  });
});
