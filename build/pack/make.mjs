// Runs electron-builder on the program as it was built, and reads back what came out.
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../install.mjs";
import { builderConfiguration } from "./config.mjs";
import { stageProgram } from "./stage.mjs";
import { makeStandin } from "./standin.mjs";
import { loadTool } from "./tools.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/** Systems by Node's name and electron-builder's. */
export const PLATFORMS = { linux: "LINUX", darwin: "MAC", win32: "WINDOWS" };

/** Fuses in the order of the wire, by electron-builder's names. */
const WIRE = [
  "runAsNode",
  "enableCookieEncryption",
  "enableNodeOptionsEnvironmentVariable",
  "enableNodeCliInspectArguments",
  "enableEmbeddedAsarIntegrityValidation",
  "onlyLoadAppFromAsar",
  "loadBrowserProcessSpecificV8Snapshot",
  "grantFileProtocolExtraPrivileges",
];
const BITS = new Map([
  ["0".charCodeAt(0), false],
  ["1".charCodeAt(0), true],
]);

/** The fuses of a packed program by name; null for one that its Electron has given up or does not have. */
export async function readFuses(program) {
  const wire = await loadTool("@electron/fuses").getCurrentFuseWire(program);
  return Object.fromEntries(WIRE.map((name, at) => [name, BITS.get(wire[at]) ?? null]));
}

/** Where the pieces of an unpacked program stand. */
function placesIn(folder, platform) {
  const resources =
    platform === "darwin" ? join(folder, "Logonscope.app/Contents/Resources") : join(folder, "resources");
  const program = { linux: "logonscope", darwin: "Logonscope.app", win32: "Logonscope.exe" }[platform];
  return { folder, resources, asar: join(resources, "app.asar"), program: join(folder, program) };
}

function electronVersion() {
  return JSON.parse(readFileSync(join(root, "package.json"), "utf8")).devDependencies.electron;
}

/** One run of electron-builder on the program put together anew; `inspect` sees its packager before fuses are flipped. */
async function run({ platform, targets, work, output, dist = null, release = false, inspect }) {
  const { build, Platform, Arch } = loadTool("electron-builder");
  const app = join(work, "app");
  stageProgram(root, app);
  const electron = { version: electronVersion(), dist };
  const config = builderConfiguration({ root, app, output, electron, release });
  const afterPack = async (context) => {
    await config.afterPack(context);
    await inspect?.(context.packager);
  };
  return build({
    projectDir: here,
    config: { ...config, afterPack },
    targets: Platform[PLATFORMS[platform]].createTarget(...targets(Arch)),
    publish: "never",
  });
}

/**
 * Makes the unpacked program of a system below `work` from Electron's distribution in `dist`, or from a stand-in for one,
 * and says where its pieces stand. Rejects with electron-builder's words.
 */
export async function packFolder({ platform, arch, work, dist = null, inspect }) {
  mkdirSync(work, { recursive: true });
  const output = join(work, "dist");
  rmSync(output, { recursive: true, force: true });
  await run({
    platform,
    targets: (Arch) => ["dir", Arch[arch]],
    work,
    output,
    inspect,
    dist: dist ?? makeStandin(platform, join(work, "electron"), electronVersion()),
  });
  const made = readdirSync(output).find((name) => statSync(join(output, name)).isDirectory());
  if (made === undefined) throw new Error("electron-builder made no folder.");
  return placesIn(join(output, made), platform);
}

/** Makes the installers of a system for both kinds of processors and gives their paths. It downloads what it needs. */
export function packInstallers({ platform, work, output, release }) {
  return run({ platform, targets: () => [], work, output, release });
}
