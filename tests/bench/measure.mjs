// Whole processes measured from outside.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

export const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

/**
 * The environment of every contender: nothing that asks something of Node itself. `NODE_EXTRA_CA_CERTS`, as companies set
 * it, makes an empty Node take twice as long, and Node alone.
 */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("NODE_")));

/** Milliseconds from start to exit; what the command writes is thrown away. */
export function wallMs({ command, args }) {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { stdio: ["ignore", "ignore", "pipe"], maxBuffer: 1e8, env });
  if (run.status !== 0)
    throw new Error(`${command} ${args.join(" ")} ended with ${run.status}: ${run.stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

/** Runs of a contender from which on it may be settled, and how far the middle half of its times may lie apart then. */
const ENOUGH_RUNS = 3;
const SETTLED = 0.03;

/**
 * Runs contenders in turn, A B C A B C, so that a machine that slows down slows all of them: at most `runs` times, and no
 * longer than it takes until the times of a contender hardly differ. One run of each that is not counted comes first,
 * unless a contender is so slow that starting cold makes no difference to it.
 */
export function inTurn(contenders, runs) {
  const times = new Map(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) if (!contender.slow) wallMs(contender);
  for (let run = 0; run < runs; run++)
    for (const contender of contenders) {
      const list = times.get(contender.name);
      if (contender.slow && run >= Math.ceil(runs / 3)) continue;
      if (!isSettled(list)) list.push(wallMs(contender));
    }
  return times;
}

/** Whether another run would hardly change the median. */
function isSettled(list) {
  if (list.length < ENOUGH_RUNS) return false;
  const sorted = [...list].sort((a, b) => a - b);
  const quarter = sorted.length >> 2;
  const [low, high] =
    list.length < 5 ? [sorted[0], sorted.at(-1)] : [sorted[quarter], sorted.at(-1 - quarter)];
  return high - low <= SETTLED * median(sorted);
}

/** How often the memory of a running process is looked at. The system itself keeps the highest value. */
const LOOK_MS = 10;

/** The most memory a process had, in MB; null where the system does not tell (it is Linux that does). */
export function peakMb({ command, args }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "ignore", env });
    const status = `/proc/${child.pid}/status`;
    let peak = null;
    const look = setInterval(() => {
      const found = existsSync(status) ? /VmHWM:\s+(\d+) kB/.exec(readText(status)) : null;
      if (found !== null) peak = (Number(found[1]) * 1024) / 1e6;
    }, LOOK_MS);
    child.on("error", (failure) => {
      clearInterval(look);
      reject(failure);
    });
    child.on("exit", (code) => {
      clearInterval(look);
      if (code === 0) resolve(peak);
      else reject(new Error(`${command} ${args.join(" ")} ended with ${code}`));
    });
  });
}

function readText(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** Whether a program can be started at all. */
export function answers(command, args) {
  const run = spawnSync(command, args, { encoding: "utf8" });
  return run.error === undefined && run.status === 0 ? `${run.stdout}${run.stderr}`.trim() : null;
}

/** A command held on one processor; null where nothing can do that. */
export function onOneCore({ command, args }) {
  return answers("taskset", ["-c", "0", "true"]) === null
    ? null
    : { command: "taskset", args: ["-c", "0", command, ...args] };
}
