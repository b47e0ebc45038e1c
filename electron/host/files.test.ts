import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FileToken } from "../../shared/types/units.ts";
import { configFolder, readJson, writeJson } from "./config-folder.ts";
import { expandPaths } from "./expand-paths.ts";
import { FileRegistry } from "./file-registry.ts";
import { createRecentFiles } from "./recent-files.ts";

let folder = "";
const at = (name: string): string => join(folder, name);
const put = (name: string, text = "x"): string => {
  mkdirSync(join(at(name), ".."), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-host-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the registry", () => {
  const found = (path: string, bytes = 1): { path: string; bytes: number; folder: null } => ({
    path,
    bytes,
    folder: null,
  });

  test("gives tokens that tell nothing and cannot be guessed", () => {
    const files = new FileRegistry();
    const refs = files.adopt(Array.from({ length: 200 }, (_, i) => found(`/logs/${i}.evtx`)));
    expect(new Set(refs.map(({ token }) => token)).size).toBe(200);
    for (const ref of refs) {
      expect(ref.token).toMatch(/^[A-Za-z0-9_-]{22}$/);
      expect(Object.keys(ref).sort()).toEqual(["bytes", "name", "token"]);
      expect(JSON.stringify(ref)).not.toContain("/logs");
    }
    for (const guess of ["", "0", "__proto__", refs[0]!.token.slice(1)])
      expect(files.get(guess as FileToken)).toBeNull();
    expect(files.input("x" as FileToken)).toMatchObject({ path: "", failure: "missing" });
  });

  test("keeps the token of a file, until the file has another size", () => {
    const files = new FileRegistry();
    const [first] = files.adopt([found("/a/Security.evtx")]);
    expect(files.adopt([found("/a/Security.evtx")])[0]).toEqual(first);
    const [grown] = files.adopt([found("/a/Security.evtx", 2)]);
    expect(grown).toMatchObject({ name: "Security.evtx", bytes: 2 });
    expect(grown?.token).not.toBe(first?.token);
  });

  test("tells files of one name apart", () => {
    const files = new FileRegistry();
    const names = (paths: readonly string[]): string[] =>
      files.adopt(paths.map((path) => found(path))).map(({ name }) => name);
    expect(names(["/logs/pc1/Security.evtx", "/logs/pc2/Security.evtx", "/logs/pc2/System.evtx"])).toEqual([
      "Security.evtx (pc1)",
      "Security.evtx (pc2)",
      "System.evtx",
    ]);
    expect(names(["/other/pc1/Security.evtx", "/more/pc1/Security.evtx"])).toEqual([
      "Security.evtx (pc1) (2)",
      "Security.evtx (pc1) (3)",
    ]);
    expect(names(["/x/System.evtx"])).toEqual(["System.evtx (2)"]);
  });

  test("removes temporary files when they are dropped, and no others", () => {
    const files = new FileRegistry();
    const [kept] = files.adopt([found(put("kept.evtx"))]);
    const temporary = files.adoptTemporary(put("spool/abc"), "Security.evtx", 1);
    expect(temporary.name).toBe("Security.evtx");
    files.drop(kept!.token);
    files.drop(temporary.token);
    files.drop(temporary.token);
    expect(readdirSync(folder)).toEqual(["kept.evtx", "spool"]);
    expect(readdirSync(at("spool"))).toEqual([]);
  });
});

describe("paths", () => {
  test("of folders stand for the files in and below them, in byte order", async () => {
    for (const name of ["b/z.evtx", "b/a/2.evtx", "b/a/10.evtx", "b/Z.evtx", "b/ä.evtx", "c.evtx"]) put(name);
    const inputs = await expandPaths([at("c.evtx"), at("b"), at("c.evtx")]);
    expect(inputs.map(({ path }) => path.slice(folder.length + 1))).toEqual([
      "c.evtx",
      "b/Z.evtx",
      "b/a/10.evtx",
      "b/a/2.evtx",
      "b/z.evtx",
      "b/ä.evtx",
      "c.evtx",
    ]);
    expect(inputs[1]).toMatchObject({ folder: at("b"), failure: null, bytes: 1 });
    expect(inputs[0]).toMatchObject({ folder: null, name: at("c.evtx") });
  });

  test("that are not there, hold nothing or are no files come back with the reason", async () => {
    mkdirSync(at("empty/inner"), { recursive: true });
    const inputs = await expandPaths([
      at("nowhere"),
      at("empty"),
      put("file.evtx"),
      at("file.evtx/inside"),
      "",
    ]);
    expect(inputs.map(({ failure }) => failure)).toEqual([
      "missing",
      "emptyFolder",
      null,
      "missing",
      "missing",
    ]);
  });

  test.skipIf(process.platform === "win32")(
    "do not follow links inside folders, nor wait at pipes",
    async () => {
      put("logs/a.evtx");
      symlinkSync(at("logs"), at("logs/round"));
      symlinkSync("/etc/hostname", at("logs/outside.evtx"));
      expect((await expandPaths([at("logs")])).map(({ path }) => path)).toEqual([at("logs/a.evtx")]);
      expect((await expandPaths(["/dev/null"])).map(({ failure }) => failure)).toEqual(["unreadable"]);
    },
  );
});

describe("the recent list", () => {
  test("holds the last dozen, newest first, with names and without paths", () => {
    const recent = createRecentFiles(at("config"));
    for (let i = 0; i < 15; i++) recent.add([put(`${i}.evtx`), put("System.evtx")], i);
    const list = recent.list();
    expect(list.map(({ openedAt }) => openedAt)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3]);
    expect(list[0]?.names).toEqual(["14.evtx", "System.evtx"]);
    expect(JSON.stringify(list)).not.toContain(folder);
    // Opened again, in whatever order, it moves to the front.
    recent.add([at("System.evtx"), at("5.evtx")], 99);
    expect(
      recent
        .list()
        .map(({ openedAt }) => openedAt)
        .slice(0, 2),
    ).toEqual([99, 14]);
    expect(recent.list()).toHaveLength(12);
  });

  test("forgets what is gone, one case, or all", () => {
    const recent = createRecentFiles(at("config"));
    recent.add([put("a.evtx"), put("b.evtx")], 1);
    recent.add([put("c.evtx")], 2);
    recent.add([put("d.evtx")], 3);
    rmSync(at("b.evtx"));
    rmSync(at("c.evtx"));
    expect(recent.list().map(({ names }) => names)).toEqual([["d.evtx"], ["a.evtx"]]);
    const [newest] = recent.list();
    expect(recent.paths(newest!.id)).toEqual([at("d.evtx")]);
    recent.forget(newest!.id);
    expect(recent.paths(newest!.id)).toEqual([]);
    expect(recent.list()).toHaveLength(1);
    recent.forget("all");
    expect(recent.list()).toEqual([]);
  });

  test("is only for its owner, and survives a file that makes no sense", () => {
    const recent = createRecentFiles(at("config"));
    recent.add([put("a.evtx")], 1);
    if (process.platform !== "win32") expect(statSync(at("config/recent.json")).mode & 0o777).toBe(0o600);
    for (const text of [
      "",
      "{",
      "[]",
      '{"recent":1}',
      '{"recent":[{"paths":[7],"openedAt":1}]}',
      "x".repeat(2_000_000),
    ]) {
      writeFileSync(at("config/recent.json"), text);
      expect(recent.list()).toEqual([]);
      recent.add([at("a.evtx")], 2);
      expect(recent.list()).toHaveLength(1);
    }
    expect(readdirSync(at("config"))).toEqual(["recent.json"]);
  });

  test("does not exist in a private start", () => {
    const recent = createRecentFiles(null);
    recent.add([put("a.evtx")], 1);
    expect(recent.list()).toEqual([]);
    expect(readdirSync(folder)).toEqual(["a.evtx"]);
  });

  test("that cannot be written is no failure", () => {
    const recent = createRecentFiles(put("file"));
    recent.add([put("a.evtx")], 1);
    expect(recent.list()).toEqual([]);
  });
});

describe("settings", () => {
  test("stand where each system wants them", () => {
    expect(configFolder("linux", {}, "/home/anna")).toBe("/home/anna/.config/logonscope");
    expect(configFolder("linux", { XDG_CONFIG_HOME: "/x" }, "/home/anna")).toBe("/x/logonscope");
    expect(configFolder("darwin", {}, "/Users/anna")).toBe(
      "/Users/anna/Library/Application Support/Logonscope",
    );
    expect(configFolder("win32", { APPDATA: "/roaming" }, "/Users/anna")).toBe("/roaming/Logonscope");
  });

  test("are replaced as a whole or not at all", () => {
    expect(writeJson(at("c"), "a.json", { one: 1 })).toBe(true);
    expect(readJson(at("c/a.json"))).toEqual({ one: 1 });
    expect(readJson(at("c/b.json"))).toBeUndefined();
    if (process.platform === "win32" || process.getuid?.() === 0) return;
    chmodSync(at("c"), 0o500);
    expect(writeJson(at("c"), "a.json", { two: 2 })).toBe(false);
    expect(readFileSync(at("c/a.json"), "utf8")).toContain("one");
    chmodSync(at("c"), 0o700);
  });
});
