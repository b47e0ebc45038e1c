import { execFileSync } from "node:child_process";
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
import { Readable } from "node:stream";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FileToken } from "../../shared/types/units.ts";
import { configFolder, readJson, writeJson } from "./config-folder.ts";
import { expandPaths } from "./expand-paths.ts";
import { FileRegistry } from "./file-registry.ts";
import { openPathInputs } from "./path-inputs.ts";
import { createRecentFiles } from "./recent-files.ts";
import { createSpoolFolders } from "./spool-folders.ts";
import { receiveStdin } from "./stdin-input.ts";

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
    const some = files.adoptTemporary(put("spool/def"), "System.evtx", 1, true);
    expect([temporary, some].map(({ token }) => files.input(token).filtered)).toEqual([undefined, true]);
    files.drop(some.token);
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
    "do not follow links inside folders, nor wait at pipes; a link that is named is followed",
    async () => {
      put("logs/a.evtx");
      symlinkSync(at("logs"), at("logs/round"));
      symlinkSync("/etc/hostname", at("logs/outside.evtx"));
      symlinkSync(at("logs/a.evtx"), at("named.evtx"));
      symlinkSync(at("logs"), at("named"));
      symlinkSync(at("circle"), at("circle"));
      execFileSync("mkfifo", [at("logs/pipe")]);
      const looked = async (path: string) =>
        (await expandPaths([path])).map((input) => [input.path.slice(folder.length + 1), input.failure]);
      expect(await looked(at("logs"))).toEqual([
        ["logs/a.evtx", null],
        ["logs/outside.evtx", "link"],
        ["logs/pipe", "special"],
        ["logs/round", "link"],
      ]);
      expect(await looked(at("named.evtx"))).toEqual([["named.evtx", null]]);
      expect((await looked(at("named")))[0]).toEqual(["named/a.evtx", null]);
      expect(await looked(at("circle"))).toEqual([["circle", "link"]]);
      expect(await looked(at("logs/pipe"))).toEqual([["logs/pipe", "special"]]);
      expect((await expandPaths(["/dev/null"])).map(({ failure }) => failure)).toEqual(["special"]);
    },
  );

  test("that are more than one case takes say so, and keep the first ones by name", async () => {
    for (let i = 0; i < 30; i++) put(`many/${String(29 - i).padStart(2, "0")}.evtx`);
    const inputs = await expandPaths([at("many"), put("last.evtx")], 20);
    expect(inputs.filter(({ failure }) => failure === null).map(({ path }) => path.slice(-7, -5))).toEqual(
      Array.from({ length: 20 }, (_, i) => String(i).padStart(2, "0")),
    );
    expect(inputs.slice(20).map(({ path, failure }) => [path, failure])).toEqual([
      [at("many"), "tooManyFiles"],
      [at("last.evtx"), "tooManyFiles"],
    ]);
  });

  test("lie too deep are named, and nothing below is looked at", async () => {
    put(`deep/${"d/".repeat(40)}a.evtx`);
    const inputs = await expandPaths([at("deep")]);
    expect(inputs.map(({ failure }) => failure)).toEqual(["tooManyFiles"]);
  });

  test.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
    "in a folder that may not be entered hide no others, and the folder is named",
    async () => {
      put("logs/a.evtx");
      put("logs/closed/b.evtx");
      chmodSync(at("logs/closed"), 0);
      const inputs = await expandPaths([at("logs")]);
      chmodSync(at("logs/closed"), 0o700);
      expect(inputs.map(({ path, failure }) => [path, failure])).toEqual([
        [at("logs/a.evtx"), null],
        [at("logs/closed"), "denied"],
      ]);
    },
  );
});

test.each([
  ["mimetype", "application/vnd.logonscope.pack+zip"],
  ["manifest.json", '{\n  "schema": "logonscope.pack/1",\n'],
])("a folder that holds an evidence pack is one input, known by its %s", async (name, text) => {
  const pack = join(folder, "pack");
  mkdirSync(join(pack, "tables"), { recursive: true });
  writeFileSync(join(pack, "tables/sessions.csv"), "id\n");
  const inputs = async () => (await expandPaths([pack])).map(({ path, failure }) => [path, failure]);
  expect(await inputs()).toEqual([[join(pack, "tables/sessions.csv"), null]]);
  writeFileSync(join(pack, name), "something else");
  expect(await inputs()).toHaveLength(2);
  writeFileSync(join(pack, name), text);
  expect(await inputs()).toEqual([[pack, null]]);
});

describe("standard input", () => {
  test("is put on disk for this user alone, and gone with the rest", async () => {
    const folders = createSpoolFolders(folder);
    const stdin = () => Readable.from([Buffer.from("one "), Buffer.from("two")]);
    const { files, close } = await openPathInputs([put("a.evtx"), "-", at("a.evtx")], folders, stdin);
    expect(files.map(({ name }) => name)).toEqual([at("a.evtx"), "-", at("a.evtx")]);
    expect(readFileSync(files[1]!.path, "utf8")).toBe("one two");
    if (process.platform !== "win32") expect(statSync(files[1]!.path).mode & 0o777).toBe(0o600);
    close();
    expect(readdirSync(folder)).toEqual(["a.evtx"]);
  });

  test("is a file like any other for who has none", async () => {
    const { files } = await openPathInputs(["-"], createSpoolFolders(folder));
    expect(files).toMatchObject([{ path: "-", failure: "missing" }]);
  });

  test("that does not fit on the disk is given up", async () => {
    const received = await receiveStdin(Readable.from([Buffer.from("x")]), folder, undefined, 2 ** 60);
    expect(received).toMatchObject({ failure: "noSpace" });
  });

  test("that never ends stops when it is cancelled", async () => {
    const abort = new AbortController();
    const endless = new Readable({ read() {} });
    endless.push("begin");
    setTimeout(() => abort.abort(), 20);
    expect(await receiveStdin(endless, folder, abort.signal)).toMatchObject({ failure: "cancelled" });
  });

  test("that is cancelled before it began stops as well", async () => {
    const endless = new Readable({ read() {} });
    expect(await receiveStdin(endless, folder, AbortSignal.abort())).toMatchObject({ failure: "cancelled" });
    expect(endless.destroyed).toBe(true);
  });
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
