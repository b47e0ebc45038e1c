import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { BrowserWindow, resetElectron } from "../../tests/electron-double.ts";
import { createWindowMemory, type WindowMemory } from "./window-memory.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

let folder = "";
let file = "";
beforeEach(() => {
  resetElectron();
  vi.useFakeTimers();
  folder = mkdtempSync(join(tmpdir(), "window-memory-"));
  file = join(folder, "window.json");
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

const watched = (memory: WindowMemory): BrowserWindow => {
  const window = new BrowserWindow({ webPreferences: {} });
  memory.watch(window as unknown as Parameters<WindowMemory["watch"]>[0]);
  window.place = {
    bounds: { x: 40, y: 50, width: 1000, height: 700 },
    maximized: true,
    fullScreen: false,
  };
  return window;
};
const PLACE = {
  x: 40,
  y: 50,
  width: 1000,
  height: 700,
  maximized: true,
  fullScreen: false,
};

test("a window that was moved is found there by the next start, in a file for its owner alone", () => {
  const window = watched(createWindowMemory(folder));
  for (let i = 0; i < 20; i++) window.emit("move");
  expect(readdirSync(folder)).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(readdirSync(folder)).toEqual(["window.json"]);
  if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(createWindowMemory(folder).opening()).toEqual(PLACE);
});

test.each(["resize", "maximize", "unmaximize", "enter-full-screen", "leave-full-screen"])(
  "so is one after %s",
  (event) => {
    watched(createWindowMemory(folder)).emit(event);
    vi.advanceTimersByTime(1000);
    expect(createWindowMemory(folder).opening()).toEqual(PLACE);
  },
);

test("one that closes is written down at once, and never touched once it is gone", () => {
  const window = watched(createWindowMemory(folder));
  window.emit("close");
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({
    bounds: { x: 40, y: 50, width: 1000, height: 700 },
    maximized: true,
    fullScreen: false,
  });
  window.emit("move");
  window.emit("closed");
  window.getNormalBounds = () => {
    throw new TypeError("Object has been destroyed");
  };
  vi.advanceTimersByTime(1000);
});

test.each(["{", "[]", '{"bounds":{"x":1e99}}', `"${"x".repeat(2_000_000)}"`])(
  "a file that is none of ours means a first start",
  (text) => {
    writeFileSync(file, text);
    expect(createWindowMemory(folder).opening()).toEqual({
      width: 1280,
      height: 800,
      maximized: false,
      fullScreen: false,
    });
  },
);

test("a private start neither reads nor writes one", () => {
  const window = watched(createWindowMemory(null));
  window.emit("move");
  window.emit("close");
  vi.advanceTimersByTime(1000);
  expect(readdirSync(folder)).toEqual([]);
  expect(createWindowMemory(null).opening()).not.toHaveProperty("x");
});
