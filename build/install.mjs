// Makes sure that the installed packages are those of the lockfile. Uses nothing but Node, because it runs on a fresh
// clone. Installing is skipped when the lockfile has not changed since the last time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Logonscope needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs npm without a shell where its script can be found, through the shell on other systems. */
function npm(folder, args) {
  const script = process.env.npm_execpath;
  const options = { cwd: folder, stdio: ["ignore", 2, 2] };
  if (script?.endsWith(".js")) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/** npm starts its scripts in the project's folder; paths on the command line belong to where the user stood. */
export function returnToCaller() {
  if (process.env.INIT_CWD !== undefined && existsSync(process.env.INIT_CWD))
    process.chdir(process.env.INIT_CWD);
}

/**
 * Makes the packages of a folder those of its lockfile and gives npm's exit code: 0 also where nothing was to be done.
 * npm's own words go to stderr, after `words`.
 */
export function installPackages(folder, words, options = []) {
  const stamp = join(folder, "node_modules/.cache/logonscope/installed");
  const lock = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return 0;
  console.error(words);
  const run = npm(folder, ["ci", "--no-fund", "--no-audit", "--loglevel=error", ...options]);
  if (run.status !== 0) return run.status ?? 1;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
  return 0;
}

/** Installs what is missing; ends the process with npm's own words if that fails. */
export function ensureInstalled() {
  const status = installPackages(root, "Installing packages (first start, or the list has changed) ...");
  if (status === 0) return;
  console.error("Installing packages failed; npm's own message stands above.");
  process.exit(status);
}
