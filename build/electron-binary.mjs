// Gets Electron's binary. Its npm package fetches nothing on install; it brings a script (install.js) that downloads,
// checks and unpacks the archive of exactly its version. That script says nothing for its first 30 seconds and waits
// for a dead connection without end, so it runs as a child that is watched here: by what it prints and by the bytes it
// writes to its temporary folder and to dist/.
//
//   node build/electron-binary.mjs [--force]     exit code 0 when the binary is there
//
// A failure is remembered for this version and platform, so that the next start does not try again; --force does.
import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const modules = fileURLToPath(new URL("../node_modules", import.meta.url));
const TRY_AGAIN = '"npm run electron:install" tries again.';

const DOWNLOAD_PREFIX = "electron-download-";

/** Where the binary is, or null. The same three questions that Electron's own script asks. */
export function findElectronBinary({ electronFolder = join(modules, "electron") } = {}) {
  try {
    const { version } = readPackage(electronFolder);
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH || join(electronFolder, "dist");
    const name = readFileSync(join(electronFolder, "path.txt"), "utf8").trim();
    if (readFileSync(join(electronFolder, "dist/version"), "utf8").trim().replace(/^v/, "") !== version)
      return null;
    return existsSync(join(dist, name)) ? join(dist, name) : null;
  } catch {
    return null;
  }
}

/** Makes sure that the binary is there. Never throws; see electron-binary.d.mts for the options. */
export async function ensureElectronBinary(options = {}) {
  try {
    return await ensure(options);
  } catch (error) {
    return { ok: false, reason: `Getting Electron's binary failed: ${messageOf(error)}.` };
  }
}

async function ensure({
  force = false,
  onProgress,
  electronFolder = join(modules, "electron"),
  cacheFolder = join(modules, ".cache/logonscope"),
  silenceMs = 20_000,
  pollMs = 500,
}) {
  const present = findElectronBinary({ electronFolder });
  if (present !== null) return { ok: true, path: present };
  if (!existsSync(join(electronFolder, "install.js"))) {
    return { ok: false, reason: "Electron is not installed." };
  }
  const { version } = readPackage(electronFolder);
  const memory = join(cacheFolder, "electron-binary.json");
  const key = `${version} ${process.platform} ${process.arch}`;
  const before = force ? null : remembered(memory, key);
  if (before !== null) {
    return { ok: false, reason: `Electron's binary was not to be had last time (${before}); ${TRY_AGAIN}` };
  }

  const printer = onProgress === undefined ? progressPrinter(version) : null;
  mkdirSync(cacheFolder, { recursive: true });
  removeAbandoned(cacheFolder);
  const temporary = mkdtempSync(join(cacheFolder, DOWNLOAD_PREFIX));
  let end;
  try {
    end = await runInstaller({
      script: join(electronFolder, "install.js"),
      temporary,
      dist: join(electronFolder, "dist"),
      onProgress: onProgress ?? printer.show,
      silenceMs,
      pollMs,
    });
  } finally {
    printer?.end();
    rmSync(temporary, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  }

  const path = findElectronBinary({ electronFolder });
  if (path !== null) {
    rmSync(memory, { force: true });
    return { ok: true, path };
  }
  // Skipping is a wish of this moment, not a property of the machine.
  if (end === "skipped") return { ok: false, reason: `Getting Electron's binary was skipped; ${TRY_AGAIN}` };
  writeFileSync(memory, `${JSON.stringify({ key, reason: end })}\n`);
  return { ok: false, reason: `Electron's binary is not to be had (${end}); ${TRY_AGAIN}` };
}

/**
 * Runs the installer until it ends, falls silent, or the user presses Ctrl-C. Resolves with a few words on how it
 * ended, after the child is gone; whether the binary is there decides the caller.
 */
function runInstaller({ script, temporary, dist, onProgress, silenceMs, pollMs }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        // Its downloads go where they can be watched and removed.
        TMPDIR: temporary,
        TEMP: temporary,
        TMP: temporary,
        ELECTRON_GET_NO_PROGRESS: "1",
      },
    });
    let lastWords = "";
    let heardAt = Date.now();
    let bytes = 0;
    let verdict = null;
    let killing = null;

    const stop = (why) => {
      if (verdict !== null) return;
      verdict = why;
      child.kill("SIGTERM");
      // One that does not listen.
      killing = setTimeout(() => child.kill("SIGKILL"), 2000);
    };
    const hear = (chunk) => {
      heardAt = Date.now();
      lastWords = (lastWords + chunk).slice(-4000);
    };
    child.stdout.setEncoding("utf8").on("data", hear);
    child.stderr.setEncoding("utf8").on("data", hear);

    const before = bytesIn(dist);
    const poll = setInterval(() => {
      const downloaded = bytesIn(temporary);
      const unpacked = bytesIn(dist) - before;
      if (downloaded + unpacked !== bytes) {
        bytes = downloaded + unpacked;
        heardAt = Date.now();
        onProgress({
          phase: unpacked > 0 ? "unpacking" : "downloading",
          bytes: unpacked > 0 ? unpacked : downloaded,
        });
      } else if (Date.now() - heardAt >= silenceMs) {
        stop(`no data for ${Math.round(silenceMs / 1000)} seconds`);
      }
    }, pollMs);

    const onInterrupt = () => stop("skipped");
    const onEnd = (signal) => {
      // Another wish to end this process: take the child along, then follow it.
      child.kill("SIGKILL");
      finish("ended");
      process.kill(process.pid, signal);
    };
    process.once("SIGINT", onInterrupt);
    process.once("SIGTERM", onEnd);
    process.once("SIGHUP", onEnd);

    const finish = (how) => {
      clearInterval(poll);
      clearTimeout(killing);
      process.off("SIGINT", onInterrupt);
      process.off("SIGTERM", onEnd);
      process.off("SIGHUP", onEnd);
      resolve(how);
    };
    child.once("error", (error) => finish(messageOf(error)));
    // `close`, not `exit`: the last words may come after the end.
    child.once("close", (code, signal) => finish(verdict ?? explain(code, signal, lastWords)));
    onProgress({ phase: "connecting", bytes: 0 });
  });
}

/** The first line of an error the child printed, without its address and stack. */
function explain(code, signal, words) {
  const line =
    words.split("\n").find((text) => /error/i.test(text)) ?? words.split("\n").find((text) => text.trim());
  const text = line
    ?.replace(/^\s*(\w*Error):\s*/, "")
    .replace(/\s*https?:\S+/g, "")
    .trim();
  if (text) return text.slice(0, 160).replace(/[.;]$/, "");
  return signal === null ? `its installer ended with code ${code}` : `its installer was ended by ${signal}`;
}

/** Bytes of all files in a folder, at most a few thousand of them; 0 when there is none. */
function bytesIn(folder) {
  let sum = 0;
  try {
    for (const name of readdirSync(folder, { recursive: true })) {
      // Files come and go while they are counted.
      const stat = statSync(join(folder, name), { throwIfNoEntry: false });
      if (stat?.isFile()) sum += stat.size;
    }
  } catch {
    return sum;
  }
  return sum;
}

/** Removes downloads of runs that were ended hard; one that may still be running is younger. */
function removeAbandoned(cacheFolder) {
  for (const name of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, name);
    const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (name.startsWith(DOWNLOAD_PREFIX) && Date.now() - changed > 3_600_000)
      rmSync(path, { recursive: true });
  }
}

function remembered(memory, key) {
  try {
    const known = JSON.parse(readFileSync(memory, "utf8"));
    return known.key === key && typeof known.reason === "string" ? known.reason : null;
  } catch {
    return null;
  }
}

function readPackage(electronFolder) {
  return JSON.parse(readFileSync(join(electronFolder, "package.json"), "utf8"));
}

function messageOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/** Shows progress on stderr: one line that changes in a terminal, a line every five seconds elsewhere. */
export function progressPrinter(version, stream = process.stderr) {
  const WORDS = { connecting: "asking for it", downloading: "downloaded", unpacking: "unpacked" };
  let printedAt = 0;
  let open = false;
  return {
    show({ phase, bytes }) {
      const amount = bytes === 0 ? "" : ` ${(bytes / 1e6).toFixed(1)} MB`;
      const line = `Electron ${version}: ${WORDS[phase]}${amount} (Ctrl-C skips)`;
      if (stream.isTTY) {
        stream.write(`\r${line.padEnd(60)}`);
        open = true;
      } else if (printedAt === 0 || Date.now() - printedAt >= 5000) {
        stream.write(`${line}\n`);
        printedAt = Date.now();
      }
    },
    end() {
      if (open) stream.write("\n");
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const result = await ensureElectronBinary({ force: process.argv.includes("--force") });
  console.error(result.ok ? `Electron's binary is there: ${result.path}` : result.reason);
  process.exitCode = result.ok ? 0 : 1;
}
