// Where the time goes: one run of a job under V8's sampling profiler, as a list of functions by self time.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const MOST = 14;
/** Microseconds between two looks. */
const INTERVAL = 250;
/** What a profile calls by names of its own. */
const NAMES = new Map([
  ["(garbage collector)", "garbage collection"],
  ["(program)", "V8 and Node themselves"],
  ["(anonymous)", "functions without a name"],
]);

/**
 * Runs a script under the profiler and tells by function what share of its time it took by itself, idle time left out;
 * null when it did not run.
 */
export function profileOf(script, args) {
  const folder = mkdtempSync(join(tmpdir(), "logonscope-profile-"));
  try {
    const options = ["--cpu-prof", "--cpu-prof-interval", String(INTERVAL), "--cpu-prof-dir", folder];
    const run = spawnSync(process.execPath, [...options, script, ...args.map(String)], { stdio: "ignore" });
    const [file] = readdirSync(folder).filter((name) => name.endsWith(".cpuprofile"));
    if (run.status !== 0 || file === undefined) return null;
    return topOf(JSON.parse(readFileSync(join(folder, file), "utf8")));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The functions of a profile with the longest self time, and how many more there are. */
export function topOf({ nodes, samples, timeDeltas }) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const self = new Map();
  let total = 0;
  for (const [at, id] of samples.entries()) {
    const name = names.get(id);
    if (name === "(idle)") continue;
    // Deltas of a clock that was set back are negative.
    const time = Math.max(0, timeDeltas[at]);
    total += time;
    self.set(name, (self.get(name) ?? 0) + time);
  }
  const sorted = [...self].sort((a, b) => b[1] - a[1]);
  const entries = sorted.slice(0, MOST).map(([name, time]) => ({ name, share: time / total }));
  return { ms: total / 1000, entries, others: Math.max(0, sorted.length - MOST) };
}

function nameOf({ functionName, url }) {
  const name = functionName === "" ? "(anonymous)" : functionName;
  const readable = NAMES.get(name) ?? name;
  return url.startsWith("node:") ? `${readable} (Node)` : readable;
}
