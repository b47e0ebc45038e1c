// Processes measured from outside: time, and the most memory they had. The system itself keeps that value (Linux).
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const LOOK_MS = 20;

/** Runs a program to its end; what it writes is kept up to `kept` characters. Never rejects for an exit code. */
export function run(args, { env = {}, kept = 1e6, onOutput = null } = {}) {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, ...env },
    });
    let out = "";
    let err = "";
    let bytes = 0;
    child.stdout.on("data", (piece) => {
      bytes += piece.length;
      if (out.length < kept) out += piece.toString("latin1");
      onOutput?.(piece);
    });
    child.stderr.on("data", (piece) => {
      if (err.length < kept) err += piece;
    });
    let peak = null;
    const look = setInterval(() => {
      peak = peakMbOf(child.pid) ?? peak;
    }, LOOK_MS);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearInterval(look);
      resolve({ code, signal, out, err, bytes, seconds: (performance.now() - began) / 1000, peakMb: peak });
    });
  });
}

/** The most memory a process had so far, in MB; null where the system does not tell. */
export function peakMbOf(pid) {
  return statusMb(pid, "VmHWM");
}

/** The memory a process has, in MB. */
export function memoryMbOf(pid) {
  return statusMb(pid, "VmRSS");
}

function statusMb(pid, name) {
  const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(textOf(`/proc/${pid}/status`));
  return found === null ? null : (Number(found[1]) * 1024) / 1e6;
}

/** Processes below one, however deep, with their command lines. */
export function processesBelow(pid) {
  const parents = new Map();
  for (const name of namesIn("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /PPid:\s+(\d+)/.exec(textOf(`/proc/${name}/status`))?.[1];
    if (parent !== undefined) parents.set(Number(name), Number(parent));
  }
  const below = [];
  for (const each of parents.keys()) {
    let at = each;
    while (at !== pid && parents.has(at)) at = parents.get(at);
    if (at === pid && each !== pid)
      below.push({ pid: each, command: textOf(`/proc/${each}/cmdline`).replaceAll("\0", " ") });
  }
  return below;
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
