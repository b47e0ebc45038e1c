import type { Session } from "electron";
import { beforeEach, expect, test, vi } from "vitest";
import {
  type BrowserWindow,
  callNames,
  callsOf,
  FakeSession,
  resetElectron,
  state,
} from "../../tests/electron-double.ts";
import { focusWindow, openWindow } from "./window.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

beforeEach(() => resetElectron());

const session = new FakeSession("page") as unknown as Session;
const open = (devTools = false): BrowserWindow =>
  openWindow({ preload: "/out/preload/index.cjs", session, devTools }) as unknown as BrowserWindow;

test("the page runs sandboxed, isolated, without Node", () => {
  expect(open().options.webPreferences).toEqual({
    preload: "/out/preload/index.cjs",
    session,
    devTools: false,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
  });
  expect(open(true).options.webPreferences.devTools).toBe(true);
});

test("it appears with its first paint, on the ground of the theme, and follows it", () => {
  const window = open();
  expect(window.options).toMatchObject({ show: false, backgroundColor: "#f6f7f9" });
  expect(callNames()).not.toContain("window.show");
  window.emit("ready-to-show");
  expect(callNames()).toContain("window.show");

  const { nativeTheme } = state();
  nativeTheme.shouldUseDarkColors = true;
  nativeTheme.emit("updated");
  expect(callsOf("window.setBackgroundColor").map(({ args }) => args)).toEqual([["#14171c"]]);
  expect(open().options.backgroundColor).toBe("#14171c");
  for (const each of state().windows) each.emit("closed");
  expect(nativeTheme.listenerCount("updated")).toBe(0);
});

test("a minimised window comes back before it gets the focus", () => {
  const window = open();
  window.minimized = true;
  focusWindow(window as unknown as Parameters<typeof focusWindow>[0]);
  expect(callNames().slice(-3)).toEqual(["window.restore", "window.show", "window.focus"]);
});
