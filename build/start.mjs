// `npm start [-- FILE... --demo --browser --no-open --port N --private]`: installs what is missing, builds what has
// changed, and opens the window; where Electron's binary is not to be had, the same page in the default browser.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureInstalled, returnToCaller, root } from "./install.mjs";

const args = process.argv.slice(2);
const browser = args.includes("--browser");

ensureInstalled();
const { ensureBuilt } = await import("./bundle.mjs");
await ensureBuilt();
returnToCaller();

/** Path of Electron's binary when the window can be opened here, else null; the reason goes to stderr in one line. */
async function electronBinary() {
  if (browser) return null;
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    console.error("No display here: serving the page instead of opening a window.");
    return null;
  }
  const { ensureElectronBinary } = await import("./electron-binary.mjs");
  const binary = await ensureElectronBinary();
  if (binary.ok) return binary.path;
  console.error(`No window: ${binary.reason} Opening the page in the browser instead.`);
  return null;
}

/** Serves the page; the browser host reads the arguments as if it had been started itself. */
async function serve() {
  const entry = join(root, "out/serve/index.js");
  process.argv = [process.execPath, entry, ...args.filter((arg) => arg !== "--browser")];
  await import(pathToFileURL(entry).href);
}

const binary = await electronBinary();
if (binary === null) {
  await serve();
} else {
  const own = args.filter((arg) => arg !== "--no-open");
  const started = Date.now();
  const child = spawn(binary, [join(root, "out/main/index.js"), ...own], { stdio: "inherit" });
  child.on("exit", (code) => {
    // Electron gives up at once where its sandbox may not run (as root, or without user namespaces).
    if (code === 0 || Date.now() - started > 5000) process.exit(code ?? 1);
    console.error("The window could not be opened. Opening the page in the browser instead.");
    void serve();
  });
}
