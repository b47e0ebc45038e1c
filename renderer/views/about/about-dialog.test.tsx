import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type App, createApp } from "../../state/app.ts";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "../../testing/memory-host.ts";
import { sampleCase } from "../../testing/sample-case.ts";
import { settled } from "../../testing/settled.ts";
import { Root } from "../frame/root.tsx";

let app: App;
let host: MemoryHost;
const start = async (options: Partial<MemoryHostOptions> = {}): Promise<void> => {
  host = createMemoryHost({ data: () => sampleCase("one"), ...options });
  app = createApp(host, null);
  await settled(async () => {
    render(<Root app={app} />);
    await Promise.resolve();
  });
};
const PACKAGES = [
  { name: "react", version: "19.0.0", licence: "MIT", text: "Copyright of React <b>not bold</b>" },
  { name: "saxes", version: "6.0.0", licence: "ISC", text: "Copyright of saxes" },
];
const files: Record<string, unknown> = {};
beforeEach(() => {
  Object.assign(files, { "licence.json": { text: "MIT License\nOurs" }, "licences.json": PACKAGES });
  vi.stubGlobal("fetch", (name: string) =>
    Promise.resolve({ ok: name in files, json: () => Promise.resolve(files[name]) }),
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});
const open = (): Promise<void> => settled(() => act(() => host.send({ type: "command", command: "about" })));
const dialog = (): HTMLElement => screen.getByRole("dialog", { name: "About Logonscope" });
const versions = (): string[] =>
  [...within(dialog()).getByRole("region", { name: "Versions" }).querySelectorAll("dl > div")].map(
    ({ textContent }) => textContent ?? "",
  );

describe("about", () => {
  test("a window tells its versions, and where Electron's licences are", async () => {
    await start({
      platform: "windows",
      versions: { program: "1.2.3", electron: "45.4.1", chromium: "150.0.1", node: "24.1.0" },
    });
    await open();
    expect(versions()).toEqual([
      "Logonscope1.2.3 (Windows)",
      expect.stringMatching(/^Engine\d/),
      "Electron45.4.1",
      "Chromium150.0.1",
      "Node.js24.1.0",
    ]);
    expect(dialog().textContent).toContain("LICENSES.chromium.html");
  });

  test("a browser has no Electron", async () => {
    await start({ versions: { program: "1.2.3", node: "24.1.0" } });
    await open();
    expect(versions()).toEqual([
      "Logonscope1.2.3 (other system, in a browser)",
      expect.stringMatching(/^Engine/),
      "Node.js24.1.0",
    ]);
    expect(dialog().textContent).not.toContain("chromium");
  });

  test("each licence is there with its text, as text", async () => {
    await start();
    await open();
    expect(dialog().textContent).toContain("code of 2 packages of others");
    const texts = [...dialog().querySelectorAll("details")].map((each) => [
      each.querySelector("summary")?.textContent,
      each.querySelector("pre")?.textContent,
    ]);
    expect(texts).toEqual([
      ["Logonscope is free software under the MIT licence.", "MIT License\nOurs"],
      ["react 19.0.0 MIT", "Copyright of React <b>not bold</b>"],
      ["saxes 6.0.0 ISC", "Copyright of saxes"],
    ]);
  });

  test.each<[string, unknown]>([
    ["is not there", undefined],
    ["is no list", { react: 1 }],
    ["lacks a text", [{ name: "react", version: "1", licence: "MIT" }]],
  ])("a list that %s is told, and our own licence all the same", async (_, list) => {
    if (list === undefined) delete files["licences.json"];
    else files["licences.json"] = list;
    await start();
    await open();
    expect(dialog().textContent).toContain("under the MIT licence");
    expect(dialog().textContent).toContain("it is made when the program is built");
  });

  test("versions can be taken along, and the dialog goes", async () => {
    const written = vi.fn((_: string) => Promise.resolve());
    vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText: written } });
    await start({ versions: { program: "1.2.3" } });
    await open();
    await settled(() => void fireEvent.click(screen.getByRole("button", { name: "Copy versions" })));
    expect(written.mock.calls[0]?.[0]).toMatch(/^Logonscope 1\.2\.3 .*\nEngine \S+\nNode\.js /);
    await settled(() => void fireEvent.click(within(dialog()).getByRole("button", { name: "Close" })));
    expect(screen.queryByRole("dialog")).toBe(null);
  });
});
