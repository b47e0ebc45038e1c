import { spawn, spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  type BinaryProgress,
  type EnsureOptions,
  ensureElectronBinary,
  findElectronBinary,
  progressPrinter,
} from "./electron-binary.mjs";

/** Stands in for Electron's npm package; its installer does what a test says. */
let home = "";
let electronFolder = "";
let cacheFolder = "";
const memory = (): string => join(cacheFolder, "electron-binary.json");
const runs = (): number => {
  const log = join(home, "runs");
  return existsSync(log) ? readFileSync(log, "utf8").length : 0;
};

/** How long an installer may be silent: long against the time in which this machine starts a process right now. */
const patience = (): number => {
  const began = performance.now();
  spawnSync(process.execPath, ["--eval", "0"]);
  return Math.max(600, 20 * (performance.now() - began));
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "electron-binary-"));
  electronFolder = join(home, "electron");
  cacheFolder = join(home, "cache");
  mkdirSync(electronFolder);
  writeFileSync(
    join(electronFolder, "package.json"),
    JSON.stringify({ name: "electron", version: "45.4.1" }),
  );
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

/** Writes the installer; every run leaves a mark. */
function installer(body: string): void {
  const count = `require("node:fs").appendFileSync(${JSON.stringify(join(home, "runs"))}, "x");\n`;
  writeFileSync(join(electronFolder, "install.js"), count + body);
}

const SUCCEEDS = `
  const fs = require("node:fs"), path = require("node:path"), os = require("node:os");
  const zip = path.join(os.tmpdir(), "electron.zip");
  fs.writeFileSync(zip, Buffer.alloc(1_000_000));
  setTimeout(() => {
    fs.mkdirSync(path.join(__dirname, "dist"), { recursive: true });
    fs.writeFileSync(path.join(__dirname, "dist/electron"), Buffer.alloc(500_000));
    fs.writeFileSync(path.join(__dirname, "dist/version"), "45.4.1");
    setTimeout(() => fs.writeFileSync(path.join(__dirname, "path.txt"), "electron"), 150);
  }, 150);`;

const ensure = (
  more: EnsureOptions = {},
): { progress: BinaryProgress[]; result: ReturnType<typeof ensureElectronBinary> } => {
  const progress: BinaryProgress[] = [];
  const result = ensureElectronBinary({
    electronFolder,
    cacheFolder,
    pollMs: 20,
    onProgress: (now) => progress.push(now),
    ...more,
  });
  return { progress, result };
};

const downloads = (): string[] =>
  readdirSync(cacheFolder).filter((name) => name.startsWith("electron-download-"));

describe("getting Electron's binary", () => {
  test("downloads, unpacks, shows both, and leaves nothing behind", async () => {
    installer(SUCCEEDS);
    const { progress, result } = ensure();
    expect(await result).toEqual({ ok: true, path: join(electronFolder, "dist/electron") });
    expect(progress[0]).toEqual({ phase: "connecting", bytes: 0 });
    expect(progress).toContainEqual({ phase: "downloading", bytes: 1_000_000 });
    expect(progress.filter(({ phase }) => phase === "unpacking").at(-1)?.bytes).toBeGreaterThanOrEqual(
      500_000,
    );
    expect(downloads()).toEqual([]);
    expect(existsSync(memory())).toBe(false);

    // The second start finds it and runs nothing.
    expect((await ensure().result).ok).toBe(true);
    expect(runs()).toBe(1);
  });

  test("a failure gives its own words and is remembered for this version only", async () => {
    installer(`console.error("TypeError: fetch failed\\n    at somewhere (file.js:1:1)"); process.exit(1);`);
    const first = await ensure().result;
    expect(first).toMatchObject({ ok: false });
    expect(!first.ok && first.reason).toMatch(/not to be had \(fetch failed\).*electron:install.*\.$/);
    expect(first.ok || first.reason).not.toContain("file.js");

    const second = await ensure().result;
    expect(!second.ok && second.reason).toMatch(/last time \(fetch failed\)/);
    expect(runs()).toBe(1);

    await ensure({ force: true }).result;
    expect(runs()).toBe(2);

    writeFileSync(
      join(electronFolder, "package.json"),
      JSON.stringify({ name: "electron", version: "45.4.2" }),
    );
    await ensure().result;
    expect(runs()).toBe(3);
  });

  test("success after a failure forgets it", async () => {
    installer("process.exit(3);");
    const failed = await ensure().result;
    expect(!failed.ok && failed.reason).toContain("ended with code 3");
    installer(SUCCEEDS);
    expect((await ensure({ force: true }).result).ok).toBe(true);
    expect(existsSync(memory())).toBe(false);
  });

  test("a silent download is given up and its process is gone", async () => {
    installer(`
      require("node:fs").writeFileSync(${JSON.stringify(join(home, "pid"))}, String(process.pid));
      process.on("SIGTERM", () => {});
      setInterval(() => {}, 1000);`);
    const result = await ensure({ silenceMs: patience() }).result;
    expect(!result.ok && result.reason).toContain("no data for");
    const pid = Number(readFileSync(join(home, "pid"), "utf8"));
    expect(() => process.kill(pid, 0)).toThrow(/ESRCH/);
    expect(JSON.parse(readFileSync(memory(), "utf8")).reason).toContain("no data");
    expect(downloads()).toEqual([]);
  });

  test("a slow download goes on as long as bytes arrive", async () => {
    // Eight pieces that take longer altogether than the silence that is allowed; each comes well within it.
    const silenceMs = patience();
    installer(`
      const fs = require("node:fs"), path = require("node:path");
      let left = 8;
      const timer = setInterval(() => {
        fs.appendFileSync(path.join(require("node:os").tmpdir(), "electron.zip"), "12345");
        if (--left > 0) return;
        clearInterval(timer);
        // It stays for a while, so that the last piece is seen before its end is.
        setTimeout(() => {
          console.error("Error: done with trying");
          process.exitCode = 1;
        }, ${silenceMs / 5});
      }, ${silenceMs / 5});`);
    const { progress, result } = ensure({ silenceMs });
    const end = await result;
    expect(!end.ok && end.reason).toContain("done with trying");
    expect(progress).toContainEqual({ phase: "downloading", bytes: 40 });
  });

  test("an installer that claims success without a binary is a failure", async () => {
    installer("");
    const result = await ensure().result;
    expect(!result.ok && result.reason).toContain("ended with code 0");
  });

  test("a binary of another version does not count", async () => {
    installer("process.exit(1);");
    mkdirSync(join(electronFolder, "dist"));
    writeFileSync(join(electronFolder, "dist/electron"), "");
    writeFileSync(join(electronFolder, "dist/version"), "44.0.0");
    writeFileSync(join(electronFolder, "path.txt"), "electron");
    expect(findElectronBinary({ electronFolder })).toBe(null);
    expect((await ensure().result).ok).toBe(false);
    writeFileSync(join(electronFolder, "dist/version"), "v45.4.1");
    expect(findElectronBinary({ electronFolder })).toBe(join(electronFolder, "dist/electron"));
  });

  test("never throws: no package, a broken package, a broken memory", async () => {
    const none = await ensureElectronBinary({ electronFolder: join(home, "nowhere"), cacheFolder });
    expect(none).toEqual({ ok: false, reason: "Electron is not installed." });
    installer("process.exit(1);");
    writeFileSync(join(electronFolder, "package.json"), "{");
    expect((await ensure().result).ok).toBe(false);
    writeFileSync(join(electronFolder, "package.json"), '{ "version": "1.0.0" }');
    mkdirSync(cacheFolder, { recursive: true });
    writeFileSync(memory(), "not json");
    expect((await ensure().result).ok).toBe(false);
    // A cache folder that cannot be made.
    writeFileSync(join(home, "file"), "");
    expect((await ensure({ cacheFolder: join(home, "file/cache"), force: true }).result).ok).toBe(false);
  });

  test.skipIf(process.platform === "win32")(
    "Ctrl-C skips, ends the child and is not remembered",
    async () => {
      installer(`
      require("node:fs").writeFileSync(${JSON.stringify(join(home, "pid"))}, String(process.pid));
      setInterval(() => {}, 1000);`);
      const module = pathToFileURL(join(import.meta.dirname, "electron-binary.mjs")).href;
      const script = `
      const { ensureElectronBinary } = await import(${JSON.stringify(module)});
      const result = await ensureElectronBinary(${JSON.stringify({ electronFolder, cacheFolder, pollMs: 20 })});
      console.log(JSON.stringify(result));`;
      const starter = spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["ignore", "pipe", "pipe"],
      });
      let out = "";
      let shown = "";
      starter.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text;
      });
      starter.stderr.setEncoding("utf8").on("data", (text: string) => {
        shown += text;
      });
      const ended = new Promise<number | null>((resolve) => starter.once("close", resolve));
      await expect.poll(() => existsSync(join(home, "pid"))).toBe(true);
      await expect.poll(() => readFileSync(join(home, "pid"), "utf8")).not.toBe("");
      starter.kill("SIGINT");
      expect(await ended).toBe(0);
      expect(JSON.parse(out)).toMatchObject({ ok: false, reason: expect.stringContaining("skipped") });
      expect(shown).toContain("Electron 45.4.1: asking for it (Ctrl-C skips)");
      expect(() => process.kill(Number(readFileSync(join(home, "pid"), "utf8")), 0)).toThrow(/ESRCH/);
      expect(existsSync(memory())).toBe(false);
    },
  );

  test("progress is one changing line in a terminal and few lines elsewhere", () => {
    const written: string[] = [];
    const terminal = progressPrinter("45.4.1", { isTTY: true, write: (text) => written.push(text) });
    terminal.show({ phase: "downloading", bytes: 12_345_678 });
    terminal.show({ phase: "unpacking", bytes: 2_000_000 });
    terminal.end();
    expect(written.map((text) => text.trimEnd())).toEqual([
      "\rElectron 45.4.1: downloaded 12.3 MB (Ctrl-C skips)",
      "\rElectron 45.4.1: unpacked 2.0 MB (Ctrl-C skips)",
      "",
    ]);
    const lines: string[] = [];
    const file = progressPrinter("45.4.1", { write: (text) => lines.push(text) });
    for (let i = 1; i <= 100; i++) file.show({ phase: "downloading", bytes: i });
    file.end();
    expect(lines).toHaveLength(1);
  });
});
