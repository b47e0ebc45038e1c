import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { joinTrails } from "../../../shared/engine/trails/join-trails.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { codeOf } from "../../../shared/types/names.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import { SCRIPT_ROLES, type ScriptRows } from "../../../shared/types/trail.ts";
import { createApp } from "../../state/app.ts";
import { openDemo } from "../../state/open-commands.ts";
import { createMemoryHost } from "../../testing/memory-host.ts";
import { MONDAY, sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

const copied: string[] = [];
beforeEach(() => {
  copied.length = 0;
  vi.stubGlobal("navigator", {
    ...navigator,
    clipboard: { writeText: async (text: string) => void copied.push(text) },
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

async function open(data: CaseData | null) {
  const host = createMemoryHost({ data: () => data ?? sampleCase("one") });
  const app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    if (data !== null) await openDemo(app);
  });
  return { app, host };
}

/** A case with one line of a script about somebody on a computer of his own. */
function withScript(base: CaseData): CaseData {
  const strings = StringTable.from(base.strings);
  const one = Uint32Array.of(1);
  const rows: ScriptRows = {
    kind: "script",
    length: 1,
    texts: ["", "LAPTOP9", "zoe", "Console"],
    role: Uint8Array.of(codeOf(SCRIPT_ROLES, "logon")),
    time: Float64Array.of(MONDAY),
    later: Float64Array.of(MONDAY),
    computer: one,
    user: Uint32Array.of(2),
    domain: Uint32Array.of(0),
    sessionName: Uint32Array.of(3),
    server: Uint32Array.of(0),
    offset: Float64Array.of(0),
    flags: Uint8Array.of(0),
  };
  const joined = joinTrails(base, [{ source: 0, rows }], strings)!;
  return { ...base, ...joined.tables, trails: joined.trails, strings: strings.toArray() };
}

describe("the guide", () => {
  test("opens from the start screen, puts the share into every script, and lets them be taken along", async () => {
    const { host } = await open(null);
    fireEvent.click(screen.getByRole("button", { name: "Logon scripts…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Logon scripts" }));
    fireEvent.change(dialog.getByLabelText("Share that computers write to"), {
      target: { value: "\\\\FS1\\WHO$" },
    });
    fireEvent.click(dialog.getByRole("button", { name: /The scripts/ }));
    await settled(async () => {
      fireEvent.click(dialog.getByRole("button", { name: "Copy Logonscope-Logon.ps1" }));
      fireEvent.click(dialog.getByRole("button", { name: "Save Logonscope-Logoff.cmd" }));
    });
    expect(copied[0]).toContain("$Share = '\\\\FS1\\WHO$'");
    expect(host.saved[0]!.name).toBe("Logonscope-Logoff.cmd");
    expect(new TextDecoder().decode(host.saved[0]!.bytes)).toContain('set "SHARE=\\\\FS1\\WHO$"\r\n');
  });

  test("a name that is none is told, and nothing can be taken along until it is right", async () => {
    await open(null);
    fireEvent.click(screen.getByRole("button", { name: "Logon scripts…" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Logon scripts" }));
    const share = dialog.getByLabelText("Share that computers write to");
    fireEvent.change(share, { target: { value: "\\\\FS1\\a'b" } });
    expect(share.getAttribute("aria-invalid")).toBe("true");
    expect(dialog.getByText(/is no name of a share/)).toBeTruthy();
    fireEvent.click(dialog.getByRole("button", { name: /The scripts/ }));
    for (const button of dialog.getAllByRole("button", { name: /^(?:Copy|Save) / }))
      expect((button as HTMLButtonElement).disabled).toBe(true);
  });
});

describe("sessions of scripts", () => {
  test("stand beside those of event logs and say what they rest on", async () => {
    const base = sampleCase("one");
    const { app } = await open(withScript(base));
    expect(screen.getByText("Logon scripts beside the event log")).toBeTruthy();
    const row = app.dataset.get().data!.trails!.facts.session[0]!;
    await settled(async () => {
      app.view.patch({ view: "sessions", kinds: ["script"], selection: { type: "session", row } });
    });
    expect(screen.getAllByText("a script, written by users").length).toBeGreaterThan(0);
    expect(screen.getByText("zoe · logon script")).toBeTruthy();
    expect(screen.getByRole("button", { name: "the line" })).toBeTruthy();
  });

  test("do not lengthen what the logs are said to cover", async () => {
    const base = sampleCase("normal");
    const first = Math.min(...base.computers.map(({ oldest }) => oldest));
    await open({ ...base, oldest: (first - 864_000_000_000 * 400) as typeof base.oldest });
    const line = screen.getByText(/The logs cover/).textContent ?? "";
    expect(line).toMatch(/which is \d{1,2} d|which is \d+ h/);
  });

  test("are shown at once where there is nothing else", async () => {
    const base = withScript(sampleCase("empty"));
    const { app } = await open(base);
    expect(app.view.get().kinds).toContain("script");
  });
});
