import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, describe, expect, test, vi } from "vitest";
import { COMMAND_KEYS } from "../../../shared/contract/command-keys.ts";
import { appError, HostError } from "../../../shared/contract/errors.ts";
import type { HostCommand } from "../../../shared/contract/host.ts";
import { eventually } from "../../../tests/eventually.ts";
import { FRAME_DE } from "../../data/texts/de/frame.ts";
import { T } from "../../data/texts.ts";
import { type App, createApp } from "../../state/app.ts";
import { exportRows } from "../../state/export-commands.ts";
import { openDemo } from "../../state/open-commands.ts";
import { VIEWS } from "../../state/view-state.ts";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "./root.tsx";

let app: App;
let host: MemoryHost;
const start = async (
  options: Partial<MemoryHostOptions> = {},
  { withCase = true, sample = "one" as const } = {},
): Promise<void> => {
  host = createMemoryHost({ data: () => sampleCase(sample), ...options });
  app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
  if (withCase) await settled(() => openDemo(app));
};
const choose = (command: HostCommand): Promise<void> =>
  settled(() => host.send({ type: "command", command }));
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("an export that is saved", () => {
  const save = (): Promise<void> => settled(() => exportRows(app, "csv"));
  const handle = (): HTMLElement | null => document.querySelector(".drag-file");

  test("can be shown in its folder and dragged out, by the id it was saved under", async () => {
    await start({ capabilities: { showSaved: true } });
    await save();
    expect(await screen.findByText(/^Saved \d+ sessions? as sessions\.csv\.$/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Show in folder" }));
    // The page's own drag is given up for the system's.
    expect(fireEvent.dragStart(handle()!)).toBe(false);
    expect([host.shown, host.dragged]).toEqual([["save-1"], ["save-1"]]);
  });

  test("is no log to open when it is let go of over the window", async () => {
    await start({ capabilities: { showSaved: true } });
    await save();
    const over = (): boolean => fireEvent.dragOver(document, { dataTransfer: { types: ["Files"] } });
    expect(over()).toBe(false);
    fireEvent.dragStart(handle()!);
    expect(over()).toBe(true);
    fireEvent.pointerMove(document, { buttons: 1 });
    expect(over()).toBe(true);
    fireEvent.pointerMove(document, { buttons: 0 });
    expect(over()).toBe(false);
  });

  test("is told to be gone when it is", async () => {
    await start({ capabilities: { showSaved: true } });
    await save();
    app.host.showSaved = () => Promise.reject(new HostError(appError("exportMissing")));
    await settled(() => void fireEvent.click(screen.getByRole("button", { name: "Show in folder" })));
    expect(screen.getByRole("alert").textContent).toContain("no longer where it was saved");
  });

  test("is a download in a browser, of which nothing more is known", async () => {
    await start();
    await save();
    expect(screen.getByText(/^Saved/)).toBeTruthy();
    expect([handle(), screen.queryByRole("button", { name: "Show in folder" })]).toEqual([null, null]);
  });
});

describe("the menu of the program", () => {
  test("does what the buttons of the page do", async () => {
    await start();
    await settled(() => host.send({ type: "showView", view: VIEWS.indexOf("sessions") }));
    expect(app.view.get().view).toBe("sessions");
    await choose("export");
    await eventually(() => expect(host.saved.map(({ name }) => name)).toEqual(["sessions.csv"]));
    await settled(() => app.view.patch({ filter: "user:anna" }));
    await choose("undo");
    expect(app.view.get().filter).toBe("");
    await choose("redo");
    expect(app.view.get().filter).toBe("user:anna");
    await choose("palette");
    await screen.findByRole("dialog", { name: T.palette.title });
    await settled(() => app.view.patch({ palette: false }));
    await choose("shortcuts");
    await screen.findByRole("dialog", { name: "Keyboard" });
    await settled(() => app.view.patch({ shortcuts: false }));
    await choose("help");
    expect(app.help.get().open).toBe(true);
    await choose("closeCase");
    await eventually(() => expect(app.dataset.get().data).toBe(null));
  });

  test("undoes in the box that is being typed into", async () => {
    await start();
    const box = screen.getByRole<HTMLInputElement>("combobox", { name: /filter/i });
    const undone: string[] = [];
    document.execCommand = (what: string) => undone.push(what) > 0;
    await settled(() => app.view.patch({ filter: "user:anna" }));
    box.focus();
    fireEvent.change(box, { target: { value: "dom" } });
    const typed = app.view.get().filter;
    await choose("undo");
    expect(undone).toEqual(["undo"]);
    expect(app.view.get().filter).toBe(typed);
  });

  test("without a case does nothing that needs one, and no view that is not there", async () => {
    await start({}, { withCase: false });
    const before = app.view.get();
    for (const command of ["export", "print", "add", "closeCase", "find", "back", "forward"] as const)
      await choose(command);
    await settled(() => host.send({ type: "showView", view: 2 }));
    expect(app.view.get()).toEqual(before);
    expect([host.saved, host.opened]).toEqual([[], []]);
    await settled(() => openDemo(app));
    await settled(() => host.send({ type: "showView", view: 99 }));
    expect(app.view.get().view).toBe(before.view);
  });

  test("may have cleared the list of recent cases", async () => {
    await start({}, { withCase: false });
    expect(screen.getByText("SRV-RDS-Security-archive-2024-02-01.evtx")).toBeTruthy();
    app.host.recent = () => Promise.resolve([]);
    await settled(() => host.send({ type: "recentChanged" }));
    expect(screen.queryByText("SRV-RDS-Security-archive-2024-02-01.evtx")).toBe(null);
  });
});

describe("keys", () => {
  const NAMES: Readonly<Record<string, readonly string[]>> = {
    command: ["Ctrl", "Strg"],
    shift: ["Shift", "Umschalt"],
    alt: ["Alt", "Alt"],
    arrowleft: ["←", "←"],
    arrowright: ["→", "→"],
  };

  test.each([
    ["English", 0, T.shortcuts],
    ["German", 1, FRAME_DE.shortcuts],
  ] as const)("each key of a command stands on the sheet in %s", (_, at, { groups, inMenu }) => {
    const listed = [...(groups[0]?.keys ?? []), ...inMenu].map(([keys]) => keys.join("+"));
    for (const [key] of Object.values(COMMAND_KEYS)) {
      const spelled = [
        ...(["command", "alt", "shift"] as const).flatMap((held) => (key?.[held] ? [NAMES[held]?.[at]] : [])),
        NAMES[key?.key ?? ""]?.[at] ?? key?.key.toUpperCase(),
      ].join("+");
      expect(listed.some((line) => line === spelled || line.endsWith(`+${spelled}`))).toBe(true);
    }
  });

  test("those of the menu are listed where there is one", async () => {
    await start();
    await choose("shortcuts");
    expect(screen.getByText("Open logs")).toBeTruthy();
    cleanup();
    await start({ capabilities: { pickFiles: false } });
    await choose("shortcuts");
    expect(screen.queryByText("Open logs")).toBe(null);
  });
});

describe("the title of the window", () => {
  test("is the computer of the logs, and no name while names are hidden", async () => {
    await start();
    expect(document.title).toBe("PC-014 – Logonscope");
    await settled(() => app.masking.set({ aliases: null } as never));
    expect(document.title).not.toContain("PC-014");
  });

  test("in a browser, which remembers titles, names neither computer nor file", async () => {
    await start({ capabilities: { pickFiles: false } });
    expect(document.title).toMatch(/^\d logs? – Logonscope$/);
  });

  test("is the number of logs where there are several computers, and just the program's without a case", async () => {
    await start({}, { sample: "normal" as never });
    expect(document.title).toBe("2 logs – Logonscope");
    await choose("closeCase");
    expect(document.title).toBe("Logonscope");
  });
});
