import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installation } from "./installation.ts";
import { browserCommand } from "./open-browser.ts";
import { parseServeArguments } from "./serve-arguments.ts";

describe("arguments", () => {
  test("are files and switches", () => {
    expect(parseServeArguments([])).toEqual({
      files: [],
      demo: false,
      open: true,
      port: null,
      private: false,
    });
    expect(
      parseServeArguments(["a.evtx", "--demo", "--no-open", "--port", "8080", "--private", "b"]),
    ).toEqual({
      files: ["a.evtx", "b"],
      demo: true,
      open: false,
      port: 8080,
      private: true,
    });
    expect(parseServeArguments(["--port=0", "--", "--demo"])).toMatchObject({
      files: ["--demo"],
      port: 0,
      demo: false,
    });
  });
  test.each([["--prot"], ["--port"], ["--port", "x"], ["--port", "70000"], ["--port=-1"], ["--demo=1"]])(
    "that are wrong are told in a sentence: %s %s",
    (...args) => {
      expect(parseServeArguments(args)).toBeTypeOf("string");
    },
  );
});

describe("the browser", () => {
  const url = "http://logonscope-1.localhost:1/#a&b";
  test.each(["win32", "darwin", "linux"] as const)("is started without a shell on %s", (platform) => {
    const found = browserCommand(url, platform, { DISPLAY: ":0" });
    expect(found?.args.at(-1)).toBe(url);
    expect(["cmd.exe", "cmd", "sh", "bash"]).not.toContain(found?.command);
  });
  test("is not started where nobody sees it", () => {
    expect(browserCommand(url, "linux", {})).toBeNull();
    expect(browserCommand(url, "linux", { DISPLAY: "" })).toBeNull();
    expect(browserCommand(url, "linux", { WAYLAND_DISPLAY: "wayland-0" })?.command).toBe("xdg-open");
  });
});

describe("the installation", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "logonscope-config-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test("keeps its name and port from start to start, and has a random one", () => {
    const first = installation(false, folder);
    expect(first.name).toMatch(/^logonscope-[0-9a-f]{16}$/);
    expect(installation(false, folder)).toEqual(first);
    rmSync(join(folder, "browser-host.json"));
    expect(installation(false, folder).name).not.toBe(first.name);
  });
  test("is neither read nor written by a private start", () => {
    const kept = installation(false, folder);
    expect(installation(true, folder).name).not.toBe(kept.name);
    rmSync(join(folder, "browser-host.json"));
    installation(true, folder);
    expect(readdirSync(folder)).toEqual([]);
  });
  test("does not trust a file that somebody else has changed", () => {
    for (const text of [
      "",
      "{",
      '{"name":"evil.example","port":80}',
      '{"name":"logonscope-0123456789abcdef","port":22}',
    ]) {
      writeFileSync(join(folder, "browser-host.json"), text);
      expect(installation(false, folder).port).toBeGreaterThan(1024);
      expect(readFileSync(join(folder, "browser-host.json"), "utf8")).toContain('"logonscope-');
    }
  });
});
