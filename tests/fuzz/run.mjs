// `npm run fuzz`: changed inputs for everything that reads bytes from outside, guided by what code they reach. Crashes
// are kept under node_modules/.cache/logonscope/fuzz with the command that repeats them.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/fuzz");
const samples = join(root, "../shared/samples");

/** Bundles the fuzzer and all its targets into a folder; returns the script to run. */
export async function bundleFuzzer(name = "program") {
  const folder = join(work, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const bundle = await rolldown({
    input: { fuzz: join(root, "tests/fuzz/run.ts") },
    platform: "node",
    logLevel: "silent",
  });
  await bundle.write({
    dir: folder,
    format: "esm",
    sourcemap: true,
    entryFileNames: "[name].mjs",
    chunkFileNames: "[name].mjs",
  });
  await bundle.close();
  return join(folder, "fuzz.mjs");
}

/** Runs it; `said` is what it printed when `keep` is asked for. */
export function runFuzzer(file, args, { keep = false } = {}) {
  const child = spawn(
    process.execPath,
    ["--enable-source-maps", file, "--crashes", join(work, "crashes"), ...args],
    {
      cwd: root,
      stdio: ["ignore", keep ? "pipe" : "inherit", keep ? "pipe" : "inherit"],
      env: { ...process.env, TZ: "UTC" },
    },
  );
  let said = "";
  let complaints = "";
  child.stdout?.on("data", (piece) => {
    said += piece;
  });
  child.stderr?.on("data", (piece) => {
    complaints += piece;
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, said, complaints }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const args = process.argv.slice(2);
  const real = existsSync(samples) && !args.includes("--samples") ? ["--samples", samples] : [];
  const { code } = await runFuzzer(await bundleFuzzer(), [...real, ...args]);
  process.exitCode = code ?? 1;
}
