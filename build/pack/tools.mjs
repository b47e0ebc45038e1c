// The packages that make packages: installed apart from the project's own, and only by who needs them, because they are
// several hundred and `npm start` must stay quick.
//
//   node build/pack/tools.mjs     installs them; exit code 0 when they are there
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { installPackages } from "../install.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));

/**
 * Makes sure that they are there; false, after npm's own words, when they are not to be had. Their install scripts do not
 * run: none is needed. A registry that cannot be reached is given up soon.
 */
export function installTools() {
  const options = ["--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000"];
  return installPackages(here, "Installing the tools for packaging (once) ...", options) === 0;
}

/** Whether they are there, without doing anything about it. */
export const haveTools = () => existsSync(join(here, "node_modules/electron-builder/package.json"));

const require = createRequire(join(here, "package.json"));

/** Loads one of them. */
export const loadTool = (name) => require(name);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.exitCode = installTools() ? 0 : 1;
