import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "electron";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { resetElectron } from "../../tests/electron-double.ts";
import { configFolder } from "../host/config-folder.ts";
import { chooseProfile } from "./profile.ts";

vi.mock("electron", () => import("../../tests/electron-double.ts"));

let electron: ReturnType<typeof resetElectron>;
let folder = "";
beforeEach(() => {
  electron = resetElectron();
  folder = mkdtempSync(join(tmpdir(), "profile-"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});
const choose = (isPrivate: boolean): ReturnType<typeof chooseProfile> =>
  chooseProfile(electron.app as unknown as App, isPrivate);

test("a normal start keeps its data in the user's folder", () => {
  const home = join(folder, "config");
  vi.stubEnv(process.platform === "win32" ? "APPDATA" : "XDG_CONFIG_HOME", home);
  vi.stubEnv("HOME", home);
  const profile = choose(false);
  expect(profile.folder).toBe(configFolder());
  expect(profile.folder.startsWith(home)).toBe(true);
  expect(electron.app.paths.get("userData")).toBe(join(configFolder(), "page"));
  expect(electron.app.paths.get("sessionData")).toBe(join(configFolder(), "page"));
  expect(profile.pageSession()).toMatchObject({ name: "default" });
  profile.remove();
  expect(existsSync(profile.folder)).toBe(true);
});

test("another folder can be asked for", () => {
  electron.user.dataFolder = join(folder, "elsewhere");
  const profile = choose(false);
  expect(profile.folder).toBe(join(folder, "elsewhere"));
  expect(electron.app.paths.get("userData")).toBe(join(folder, "elsewhere", "page"));
});

test("a private start keeps the page in memory, in a folder that is its own and goes away", () => {
  electron.user.dataFolder = join(folder, "elsewhere");
  const [first, second] = [choose(true), choose(true)];
  expect(first.folder).not.toBe(second.folder);
  expect(first.folder.startsWith(join(tmpdir(), "logonscope-private-"))).toBe(true);
  expect(electron.app.paths.get("userData")).toBe(second.folder);
  // A partition without `persist:` is never written.
  expect(first.pageSession()).toMatchObject({ name: "private" });
  for (const { folder, remove } of [first, second]) {
    expect(existsSync(folder)).toBe(true);
    remove();
    expect(existsSync(folder)).toBe(false);
  }
});
