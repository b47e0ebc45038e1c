import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";
import { describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";

/*
 * Looks at the built bundles instead of the sources: what a bundler does to the posture (a preload that became ESM, a
 * dependency that slipped in) is only visible here.
 */
const mainPath = join(projectRoot, "out/main/index.js");
const preloadPath = join(projectRoot, "out/preload/index.cjs");
const built = existsSync(mainPath) && existsSync(preloadPath);
const read = (path: string): string => (existsSync(path) ? readFileSync(path, "utf8") : "");
const why = built ? "" : " (skipped: not built, npm run build)";
const main = read(mainPath);
const preload = read(preloadPath);

/** The code without comments and without the contents of texts, so that neither can satisfy or trip a check. */
function bare(code: string): string {
  return code.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
}
const required = (code: string): Set<string> =>
  new Set([...code.matchAll(/\brequire\(\s*["'`]([^"'`]+)["'`]\s*\)/g)].map((match) => match[1] ?? ""));
const imported = (code: string): Set<string> =>
  new Set(
    [
      ...code.matchAll(/^\s*import\s(?:[^"';]*?\sfrom\s*)?["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm),
    ].map((match) => match[1] ?? match[2] ?? ""),
  );

describe.skipIf(!built)(`the built preload script${why}`, () => {
  test("is CommonJS, as a sandboxed preload must be", () => {
    expect(() => new Script(`(function (require, module, exports) {${preload}\n})`)).not.toThrow();
    expect([...imported(bare(preload))]).toEqual([]);
  });

  test("asks for electron and nothing else", () => {
    expect([...required(bare(preload))]).toEqual(["electron"]);
    expect(preload).not.toMatch(/node:/);
    expect(bare(preload)).not.toMatch(/\bprocess\.|\bBuffer\b|\beval\(|new Function/);
  });

  test("exposes one object and stays small", () => {
    expect(preload.match(/exposeInMainWorld\(/g)).toHaveLength(1);
    expect(preload.length).toBeLessThan(10_000);
  });
});

describe.skipIf(!built)(`the built main process${why}`, () => {
  const code = bare(main);

  test("is one ES module on electron and Node alone, without a way to the network", () => {
    const names = [...imported(code)];
    expect(names).toContain("electron");
    expect(names.filter((name) => name !== "electron" && !name.startsWith("node:"))).toEqual([]);
    expect(
      names.filter((name) => /^node:(https?|http2|net|tls|dgram|dns|cluster|vm|inspector|repl)/.test(name)),
    ).toEqual([]);
    expect(code).not.toMatch(/\bfetch\(|\beval\(|new Function|WebSocket/);
  });

  test("starts programs in one place only, never through a shell", () => {
    const ways = [...code.matchAll(/import\s*([^;]*?)\s*from\s*"node:child_process"/g)].map(
      (match) => match[1],
    );
    expect(ways).toEqual(["{ spawn }"]);
    const starts = [...code.matchAll(/\bspawn\(([^)]*)\)/g)].map((match) => match[1] ?? "");
    // The one program of a job, and what ends it with all it started.
    expect(starts).toHaveLength(2);
    for (const start of starts) expect(start).toContain("shell: false");
    expect(code).not.toMatch(/shell: true/);
  });

  test("opens its window sandboxed and isolated", () => {
    for (const wanted of [
      "sandbox: true",
      "contextIsolation: true",
      "nodeIntegration: false",
      "webSecurity: true",
    ]) {
      expect(code).toContain(wanted);
    }
    expect(code).not.toMatch(
      /nodeIntegration(InWorker|InSubFrames)?: true|contextIsolation: false|sandbox: false|webSecurity: false|webviewTag: true|allowRunningInsecureContent: true|appendSwitch|ignore-certificate|remote-debugging|disable-web-security/,
    );
    // Named once, to be refused.
    expect(code.match(/no-sandbox/g)).toHaveLength(1);
    expect(code).toContain("enableSandbox()");
    expect(code).toContain("requestSingleInstanceLock(");
  });

  test("carries the content policy, unweakened", () => {
    for (const directive of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "worker-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]) {
      expect(code).toContain(`"${directive}"`);
    }
    expect(code).not.toMatch(/unsafe-(inline|eval|hashes)|bypassCSP: true|allowServiceWorkers: true/);
  });

  test("turns no experiment on, embeds nothing, loads no file: address", () => {
    expect(code).not.toMatch(
      /experimentalFeatures|enableBlinkFeatures|enable-features|appendSwitch\(|allowpopups|<webview|loadFile\(|"file:\/\//,
    );
    // The two addresses that a window is ever given: the page, and a report while it is printed.
    const loaded = [...code.matchAll(/\.loadURL\(([^)]*)\)/g)].map((match) => match[1]);
    expect(new Set(loaded)).toEqual(new Set(["PAGE_URL", "PRINT_URL"]));
    expect(code).toContain('PAGE_ORIGIN = "app://logonscope"');
  });

  test("sends no reports of crashes, looks for no updates, writes no logs of the network or of the browser", () => {
    expect(code).not.toMatch(/crashReporter|autoUpdater|netLog|log-file|enable-logging|contentTracing/);
  });

  test("gives pages two channels, and looks at the sender of each", () => {
    const channels = [...code.matchAll(/ipcMain\.(on|handle|once|handleOnce)\((\w+)/g)].map(
      (match) => match[2],
    );
    expect(channels).toEqual(["PORT_CHANNEL", "ADOPT_CHANNEL"]);
    for (const channel of channels) {
      const handler = code.slice(code.search(new RegExp(`ipcMain\\.(on|handle)\\(${channel}`)));
      expect(handler.slice(handler.indexOf("{") + 1).trimStart()).toMatch(
        /^if \(!trusted\(event, [^)]+\)\) return/,
      );
    }
  });

  test("opens outside addresses from its own list only", () => {
    expect(code.match(/shell\.openExternal\(/g)).toHaveLength(1);
    expect(code).toMatch(/if \(isExternalLink\(url\)\) openExternal\(url\)/);
  });

  test("knows nothing of the machine that built it", () => {
    expect(main).not.toContain(projectRoot);
    expect(preload).not.toContain(projectRoot);
  });
});
