// Builds everything that runs into out/:
//
//   out/main/index.js      Electron's main process        (ESM, `electron` stays outside)
//   out/main/icon.png      the window's picture
//   out/preload/index.cjs  its preload script             (CommonJS: a sandboxed preload cannot be ESM)
//   out/worker/index.js    reading and pairing            (a script with the code V8 makes of it, see cached-entry.mjs)
//   out/cli/index.js       the command line               (likewise)
//   out/serve/index.js     the browser host               (ESM)
//   out/renderer/          the page                       (Vite)
//   out/demo/*.evtx        the demo log, written by our own writer
//   out/licences.*         the packages that are inside, see licences.mjs
//
// Each Node entry is bundled by itself, so that a start reads as few files as possible.
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleCached, keepCode } from "./cached-entry.mjs";
import { ensureInstalled, root } from "./install.mjs";
import { noteShipped, writeLicences } from "./licences.mjs";
import { builtFingerprint, fingerprint } from "./stale.mjs";

const nodeEntries = [
  { name: "main", input: "electron/main/index.ts", format: "esm" },
  { name: "preload", input: "electron/preload/index.ts", format: "cjs" },
  { name: "worker", input: "electron/worker/index.ts", format: "cached", names: ["runJob"] },
  { name: "cli", input: "electron/cli/index.ts", format: "cached", isProgram: true },
  { name: "serve", input: "electron/serve/index.ts", format: "esm" },
];

async function bundleNode({ name, input, format, ...options }, shipped) {
  const { rolldown } = await import("rolldown");
  const bundle = await rolldown({
    input: join(root, input),
    platform: "node",
    external: ["electron"],
    cwd: root,
    plugins: [noteShipped(shipped, name)],
    onLog(level, log, report) {
      // An import that cannot be found must not end up as an external at run time.
      if (log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
      report(level, log);
    },
  });
  const folder = join(root, "out", name);
  if (format === "cached") {
    mkdirSync(folder, { recursive: true });
    await bundleCached(bundle, folder, options);
    await bundle.close();
    return;
  }
  await bundle.write({
    dir: folder,
    format,
    entryFileNames: format === "cjs" ? "index.cjs" : "index.js",
    chunkFileNames: "[name]-[hash].js",
    // An unhandled error in a release names a line that a maintainer can find.
    minify: false,
  });
  await bundle.close();
}

async function bundlePage(shipped) {
  const { build } = await import("vite");
  await build({
    configFile: join(root, "renderer/vite.config.ts"),
    logLevel: "warn",
    plugins: [noteShipped(shipped, "page")],
    worker: { plugins: () => [noteShipped(shipped, "page")] },
  });
}

async function writeDemo() {
  // What it is made with does not ship.
  await bundleNode({ name: "demo-builder", input: "build/demo/write-demo.ts", format: "esm" }, new Map());
  const folder = join(root, "out/demo-builder");
  const run = spawnSync(process.execPath, [join(folder, "index.js"), join(root, "out/demo")], {
    stdio: ["ignore", "ignore", 2],
  });
  if (run.status !== 0) throw new Error("The demo log could not be written.");
  rmSync(folder, { recursive: true });
}

/** Builds what is out of date. Throws with the tool's own message when a source does not build. */
export async function ensureBuilt({ force = false } = {}) {
  const wanted = fingerprint(root);
  if (!force && builtFingerprint(root) === wanted) return;
  rmSync(join(root, "out"), { recursive: true, force: true });
  mkdirSync(join(root, "out"), { recursive: true });
  // A package.json of its own keeps the bundles ESM wherever they are copied.
  writeFileSync(join(root, "out/package.json"), '{ "type": "module" }\n');
  const shipped = new Map();
  await Promise.all([
    ...nodeEntries.map((entry) => bundleNode(entry, shipped)),
    bundlePage(shipped),
    writeDemo(),
  ]);
  // The window's own picture, where a system does not take the program's.
  copyFileSync(join(root, "build/pack/icons/256x256.png"), join(root, "out/main/icon.png"));
  writeLicences(shipped);
  keepCode(join(root, "out"));
  writeFileSync(join(root, "out/.stamp"), wanted);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  ensureInstalled();
  await ensureBuilt({ force: process.argv.includes("--force") });
}
