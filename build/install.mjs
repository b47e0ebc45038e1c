// Makes sure that the installed packages are those of the lockfile. Uses nothing but Node, because it runs on a fresh
// clone. Installing is skipped when the lockfile has not changed since the last time.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));
const stamp = join(root, "node_modules/.cache/logonscope/installed");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Logonscope needs Node 20.19 or later; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs npm without a shell where its script can be found, through the shell on other systems. */
function npm(args) {
  const script = process.env.npm_execpath;
  const options = { cwd: root, stdio: ["ignore", 2, 2] };
  if (script?.endsWith(".js")) return spawnSync(process.execPath, [script, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

/** npm starts its scripts in the project's folder; paths on the command line belong to where the user stood. */
export function returnToCaller() {
  if (process.env.INIT_CWD !== undefined && existsSync(process.env.INIT_CWD))
    process.chdir(process.env.INIT_CWD);
}

/** Installs what is missing; ends the process with npm's own words if that fails. */
export function ensureInstalled() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("Installing packages (first start, or the list has changed) ...");
  const run = npm(["ci", "--no-fund", "--no-audit", "--loglevel=error"]);
  if (run.status !== 0) {
    console.error("Installing packages failed; npm's own message stands above.");
    process.exit(run.status ?? 1);
  }
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, lock);
}
