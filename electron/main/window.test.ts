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
import type { Opening } from "./window-place.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

beforeEach(() => resetElectron());

const session = new FakeSession("page") as unknown as Session;
const OPENING: Opening = { width: 1000, height: 700, x: 5, y: 6, maximized: false, fullScreen: false };
const open = (devTools = false, opening = OPENING): BrowserWindow =>
  openWindow({
    preload: "/out/preload/index.cjs",
    icon: "/out/main/icon.png",
    session,
    devTools,
    opening,
  }) as unknown as BrowserWindow;

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

test("it has the program's picture where the system takes it from the window", () => {
  const icon = process.platform === "linux" ? "/out/main/icon.png" : undefined;
  expect((open().options as { readonly icon?: string }).icon).toBe(icon);
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

test("it opens at its place, and in its form once there is something to see", () => {
  const window = open();
  expect(window.options).toMatchObject({ width: 1000, height: 700, x: 5, y: 6 });
  expect(window.options).not.toHaveProperty("maximized");
  window.emit("ready-to-show");
  expect(callNames()).not.toContain("window.maximize");
  expect(callNames()).not.toContain("window.setFullScreen");
  const large = open(false, { ...OPENING, maximized: true, fullScreen: true });
  expect(callNames()).not.toContain("window.maximize");
  large.emit("ready-to-show");
  expect(callNames().slice(-3)).toEqual(["window.maximize", "window.show", "window.setFullScreen"]);
});

test("a minimised window comes back before it gets the focus", () => {
  const window = open();
  window.minimized = true;
  focusWindow(window as unknown as Parameters<typeof focusWindow>[0]);
  expect(callNames().slice(-3)).toEqual(["window.restore", "window.show", "window.focus"]);
});
