import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join, posix } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FUSES } from "../../build/pack/config.mjs";
import { type PackedPlaces, type PackPlatform, packFolder, readFuses } from "../../build/pack/make.mjs";
import { loadTool } from "../../build/pack/tools.mjs";
import { launchStandin } from "../electron-standin/launch.ts";
import { projectRoot } from "../source-tree.ts";
import { launchChromium } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { type Archive, namedBy, openArchive, sha256, whyNoPackages } from "./packed-archive.ts";
import { type LinuxParts, linuxParts } from "./packed-linux.ts";

/*
 * Packs the program for three systems with electron-builder and looks at what came out. Electron's distributions are
 * stand-ins here (build/pack/standin.mjs): this checks what packaging puts in and changes, not that the result starts.
 */
const out = (path: string): string => join(projectRoot, "out", path);
const reason = whyNoPackages();

const PLATFORMS: readonly PackPlatform[] = ["linux", "darwin", "win32"];
/** What may stand in the archive, and where. */
const EXPECTED = [
  /^package\.json$/,
  /^out\/package\.json$/,
  /^out\/(main|serve)\/[\w-]+\.js$/,
  /^out\/main\/icon\.png$/,
  /^out\/preload\/index\.cjs$/,
  /^out\/(worker|cli)\/(index\.js|body\.cjs|package\.json)$/,
  /^out\/renderer\/(index\.html|[\w./-]+\.(js|css|svg|json|png|webp))$/,
  /^out\/demo\/[\w-]+\.evtx$/,
];
const UNWANTED = /\.(map|ts|tsx|code|test\.\w+|stamp)$|node_modules|testing|electron-builder/;
const MAX_ARCHIVE_BYTES = 12_000_000;

describe.skipIf(reason !== null)(
  `packages, from stand-ins for Electron${reason === null ? "" : ` (${reason})`}`,
  () => {
    let work = "";
    let archive: Archive;
    let desktop: LinuxParts;
    const packed = new Map<PackPlatform, PackedPlaces>();
    const at = (platform: PackPlatform): PackedPlaces => packed.get(platform)!;

    beforeAll(async () => {
      work = mkdtempSync(join(tmpdir(), "logonscope-pack-"));
      (loadTool("builder-util") as { setPrinter(print: () => void): void }).setPrinter(() => {});
      for (const platform of PLATFORMS) {
        const inspect = async (packager: unknown): Promise<void> => {
          if (platform === "linux") desktop = await linuxParts(packager);
        };
        packed.set(
          platform,
          await packFolder({ platform, arch: "x64", work: join(work, platform), inspect }),
        );
      }
      archive = openArchive(at("linux").asar);
    });
    afterAll(() => rmSync(work, { recursive: true, force: true }));

    test("the archive holds what runs and nothing else, in no more room than it may take", () => {
      const paths = archive.files.map(({ path }) => path);
      expect(paths.filter((path) => !EXPECTED.some((pattern) => pattern.test(path)))).toEqual([]);
      expect(paths.filter((path) => UNWANTED.test(path))).toEqual([]);
      const entries = [
        "main/index.js",
        "preload/index.cjs",
        "worker/index.js",
        "cli/index.js",
        "serve/index.js",
      ];
      expect(paths).toEqual(
        expect.arrayContaining(
          [...entries, "renderer/index.html", "renderer/icon.svg"].map((path) => `out/${path}`),
        ),
      );
      const inside = archive.files.filter(({ unpacked }) => unpacked !== true);
      const bytes = inside.reduce((sum, { size = 0 }) => sum + size, 0);
      console.log(`app.asar: ${inside.length} files, ${(bytes / 1e6).toFixed(1)} MB`);
      expect(bytes).toBeLessThan(MAX_ARCHIVE_BYTES);
    });

    test("it is the same on all systems, byte by byte what was built", () => {
      for (const platform of PLATFORMS)
        expect(openArchive(at(platform).asar).headerHash).toBe(archive.headerHash);
      for (const { path } of archive.files.filter(({ path }) => path !== "package.json"))
        expect([path, sha256(archive.read(path))]).toEqual([
          path,
          sha256(readFileSync(join(projectRoot, path))),
        ]);
    });

    test("everything that a script or the page names is inside, or Node's, or Electron's", () => {
      const inside = new Set(archive.files.map(({ path }) => path));
      const folders = new Set(
        [...inside].flatMap((path) => path.split("/").map((_, at, parts) => parts.slice(0, at).join("/"))),
      );
      const scripts = archive.files.filter(({ path }) => /\.c?js$/.test(path));
      const names = new Map(scripts.map(({ path }) => [path, namedBy(archive.read(path).toString("utf8"))]));
      const missing = [...names].flatMap(([path, named]) =>
        named
          .filter((name) => {
            if (name === "electron" || isBuiltin(name)) return false;
            // The start of a script looks for code that this package does without.
            if (name === "body.code") return false;
            const target = posix.join(posix.dirname(path), name).replace(/\/$/, "");
            return !inside.has(target) && !folders.has(target);
          })
          .map((name) => `${path} -> ${name}`),
      );
      const html = archive.read("out/renderer/index.html").toString("utf8");
      const linked = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(
        ([, name]) => `out/renderer/${name}`,
      );
      expect(missing).toEqual([]);
      expect(linked.filter((path) => !inside.has(path))).toEqual([]);
      expect(Math.min(scripts.length, [...names.values()].flat().length, linked.length)).toBeGreaterThan(2);
      // The page may not reach for Node.
      const page = [...names].filter(([path]) => path.startsWith("out/renderer/"));
      expect(
        page.flatMap(([, named]) => named).filter((name) => name === "electron" || isBuiltin(name)),
      ).toEqual([]);
    });

    test("its package.json says what Electron reads, and no more", () => {
      const ours = JSON.parse(archive.read("package.json").toString("utf8")) as Record<string, unknown>;
      const { version, description } = JSON.parse(
        readFileSync(join(projectRoot, "package.json"), "utf8"),
      ) as {
        version: string;
        description: string;
      };
      const { homepage: _homepage, ...rest } = ours;
      expect(rest).toEqual({
        name: "logonscope",
        productName: "Logonscope",
        version,
        description,
        license: "MIT",
        author: expect.anything() as unknown,
        desktopName: "logonscope.desktop",
        type: "module",
        main: "out/main/index.js",
      });
    });

    test("the demo logs, the licence and those of others stand beside it as files", () => {
      const demo = archive.files.filter(({ path }) => path.startsWith("out/demo/"));
      expect(demo.length).toBeGreaterThan(3);
      for (const { resources } of packed.values()) {
        for (const { path, unpacked } of demo) {
          expect([path, unpacked]).toEqual([path, true]);
          expect(existsSync(join(resources, "app.asar.unpacked", path))).toBe(true);
        }
        expect(archive.files.filter(({ unpacked }) => unpacked === true)).toHaveLength(demo.length);
        expect(readFileSync(join(resources, "LICENSE.txt"), "utf8")).toContain("MIT License");
        expect(readFileSync(join(resources, "THIRD-PARTY-LICENCES.txt"), "utf8")).toContain("react-dom");
        expect(existsSync(join(resources, "default_app.asar"))).toBe(false);
      }
    });

    test("every file in it has the hash that its header says", () => {
      for (const { path, integrity, unpacked } of archive.files.filter(({ unpacked }) => unpacked !== true)) {
        expect([path, integrity?.algorithm, unpacked]).toEqual([path, "SHA256", undefined]);
        const bytes = archive.read(path);
        expect([path, integrity?.hash]).toEqual([path, sha256(bytes)]);
        const { blockSize = 1, blocks = [] } = integrity ?? {};
        const pieces = Array.from({ length: Math.max(1, Math.ceil(bytes.length / blockSize)) }, (_, n) =>
          sha256(bytes.subarray(n * blockSize, (n + 1) * blockSize)),
        );
        expect(blocks).toEqual(pieces);
      }
    });

    test("macOS and Windows are told the hash of its header", () => {
      const plist = loadTool("plist") as { parse(text: string): Record<string, unknown> };
      const info = plist.parse(readFileSync(join(at("darwin").program, "Contents/Info.plist"), "utf8"));
      expect(info.ElectronAsarIntegrity).toEqual({
        "Resources/app.asar": { algorithm: "SHA256", hash: archive.headerHash },
      });
      interface ResourceEntry {
        readonly type: unknown;
        readonly id: unknown;
        readonly bin: ArrayBuffer;
      }
      const { NtExecutable, NtExecutableResource } = loadTool("resedit") as {
        NtExecutable: { from(bytes: Uint8Array): unknown };
        NtExecutableResource: { from(program: unknown): { readonly entries: readonly ResourceEntry[] } };
      };
      const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(at("win32").program)));
      const told = entries.filter(({ type, id }) => type === "INTEGRITY" && id === "ELECTRONASAR");
      expect(told).toHaveLength(1);
      expect(JSON.parse(Buffer.from(told[0]!.bin).toString("utf8"))).toEqual([
        { file: "resources\\app.asar", alg: "SHA256", value: archive.headerHash },
      ]);
    });

    test("the fuses read back are those that were configured, and those that a hostile start needs are off", async () => {
      for (const { program } of packed.values()) {
        const read = await readFuses(program);
        expect(read).toMatchObject(FUSES);
        expect(read).toEqual({
          runAsNode: false,
          enableNodeOptionsEnvironmentVariable: false,
          enableNodeCliInspectArguments: false,
          grantFileProtocolExtraPrivileges: false,
          enableEmbeddedAsarIntegrityValidation: true,
          onlyLoadAppFromAsar: true,
          // These two are as Electron ships them.
          enableCookieEncryption: false,
          loadBrowserProcessSpecificV8Snapshot: false,
        });
      }
    });

    test("macOS learns of logs as a viewer among others, and of no network", () => {
      const plist = loadTool("plist") as { parse(text: string): Record<string, unknown> };
      const info = plist.parse(readFileSync(join(at("darwin").program, "Contents/Info.plist"), "utf8"));
      expect(info.NSAppTransportSecurity).toBe(undefined);
      const types = info.CFBundleDocumentTypes as Record<string, unknown>[];
      expect(types.map(({ CFBundleTypeRole, LSHandlerRank }) => [CFBundleTypeRole, LSHandlerRank])).toEqual([
        ["Viewer", "Alternate"],
        ["Viewer", "Alternate"],
      ]);
      const icons = join(projectRoot, "build/pack/icons");
      const resources = at("darwin").resources;
      expect(sha256(readFileSync(join(resources, String(info.CFBundleIconFile))))).toBe(
        sha256(readFileSync(join(icons, "icon.icns"))),
      );
    });

    test("Linux desktops learn of logs and of the window's name, and AppArmor of the sandbox", () => {
      expect(desktop.deb).toContain("\nExec=/opt/Logonscope/logonscope %U\n");
      // No launcher switches the sandbox off.
      expect(desktop.appImage).toContain("\nExec=AppRun %U\n");
      for (const entry of [desktop.deb, desktop.appImage]) {
        expect(entry).toContain("\nMimeType=application/x-ms-evtx;application/x-ms-evt;\n");
        expect(entry).toContain("\nStartupWMClass=logonscope\n");
        expect(entry).toContain("\nCategories=System;Security;\n");
      }
      expect([...desktop.mimeTypes.matchAll(/glob pattern="([^"]+)"/g)].map(([, glob]) => glob)).toEqual([
        "*.evtx",
        "*.evt",
      ]);
      expect(desktop.appArmor).toContain('profile "logonscope" "/opt/Logonscope/logonscope"');
      expect(desktop.appArmor).toContain("userns,");
    });

    describe("taken out of its archive", () => {
      let program = "";
      beforeAll(() => {
        // The layout of a package, with a folder in the place of the archive: Node knows no archives.
        const resources = join(work, "resources");
        program = join(resources, "app.asar");
        mkdirSync(resources);
        archive.extract(program);
        rmSync(join(program, "out/demo"), { recursive: true });
        cpSync(join(at("linux").resources, "app.asar.unpacked"), join(resources, "app.asar.unpacked"), {
          recursive: true,
        });
      });

      test("the command line answers as it does from the sources", () => {
        const log = out("demo/PC-014-Security.evtx");
        for (const args of [["--version"], ["sessions", log, "--format", "csv"], ["info", log]]) {
          const run = spawnSync(process.execPath, [join(program, "out/cli/index.js"), ...args], {
            encoding: "utf8",
          });
          const ours = cli(args);
          expect([run.status, run.stdout]).toEqual([ours.code, ours.out]);
          expect(run.stdout.length).toBeGreaterThan(4);
        }
      });

      test("the window's shell opens the demo on the stand-in for Electron", async ({ skip }) => {
        const launched = await launchChromium();
        if ("reason" in launched) return skip(launched.reason);
        const look = { viewport: { width: 1280, height: 800 } };
        const entry = join(program, "out/main/index.js");
        const started = await launchStandin(launched.browser, ["--private", "--demo"], look, entry);
        await started.page.getByRole("button", { name: "Sessions" }).click();
        await started.page.getByRole("grid", { name: "Sessions" }).waitFor();
        expect(started.calls.filter(({ name }) => name === "dialog.showErrorBox")).toEqual([]);
        await started.close();
      });
    });
  },
);
