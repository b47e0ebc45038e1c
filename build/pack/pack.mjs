// `npm run pack`: packages of the program.
//
//   npm run pack                              the unpacked program of this system, tried out
//   npm run pack -- --platform darwin         that of another: linux, darwin or win32
//   npm run pack -- --installers              what people install; downloads Electron's binaries and tools
//   npm run pack -- --installers --release    the same, and it fails where something is not signed
//
// Where Electron's binary is not at hand, a stand-in takes its place: it shows what packaging does, but does not start.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findElectronBinary } from "../electron-binary.mjs";
import { ensureInstalled, root } from "../install.mjs";
import { FUSES } from "./config.mjs";
import { PLATFORMS, packFolder, packInstallers, readFuses } from "./make.mjs";
import { installTools } from "./tools.mjs";

const work = join(root, "node_modules/.cache/logonscope/pack");
const output = fileURLToPath(new URL("dist", import.meta.url));
const electronDist = join(root, "node_modules/electron/dist");

function sizeOf(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0);
}
const megabytes = (path) => `${(sizeOf(path) / 1e6).toFixed(1)} MB`;

/** Starts the packed program for its version: it loads its archive, passes the check of it, and answers as a command. */
function tryProgram(platform, program) {
  const file = platform === "darwin" ? join(program, "Contents/MacOS/Logonscope") : program;
  const run = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 120_000 });
  console.log(
    `  started: "--version" said ${JSON.stringify(`${run.stdout}`.trim())}, exit code ${run.status}`,
  );
  if (run.status !== 0) console.log(`${run.error ?? run.stderr}`);
  return run.status === 0;
}

async function packUnpacked(platform) {
  const isReal = platform === process.platform && findElectronBinary() !== null;
  const arch = process.arch === "arm64" ? "arm64" : "x64";
  const made = await packFolder({ platform, arch, work, dist: isReal ? electronDist : null });
  console.log(`\n${made.folder}`);
  if (!isReal) console.log("  stand-in distribution: not a program that starts");
  console.log(`  size:    ${megabytes(made.folder)}, of it app.asar ${megabytes(made.asar)}`);
  const fuses = await readFuses(made.program);
  for (const [name, is] of Object.entries(fuses)) {
    const state = is === null ? "not there" : is ? "on" : "off";
    const isRight = FUSES[name] === undefined || FUSES[name] === is;
    console.log(`  fuse:    ${name} ${state}${isRight ? "" : "  NOT AS CONFIGURED"}`);
  }
  const areRight = Object.entries(FUSES).every(([name, wanted]) => fuses[name] === wanted);
  return areRight && (!isReal || tryProgram(platform, made.program));
}

async function main(args) {
  const platform = args.includes("--platform") ? args[args.indexOf("--platform") + 1] : process.platform;
  if (!Object.hasOwn(PLATFORMS, platform))
    throw new Error(`there are packages for ${Object.keys(PLATFORMS).join(", ")} only`);
  ensureInstalled();
  if (!installTools()) throw new Error("its tools are not installed; npm's own message stands above");
  const { ensureBuilt } = await import("../bundle.mjs");
  await ensureBuilt();
  mkdirSync(work, { recursive: true });
  if (!args.includes("--installers")) return packUnpacked(platform);
  const release = args.includes("--release");
  const made = await packInstallers({ platform, work, output, release });
  for (const file of made) console.log(`  ${file}  ${megabytes(file)}`);
  return true;
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(`Packaging failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
