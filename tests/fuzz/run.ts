import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { type Crash, hunt } from "./engine/hunt.ts";
import type { FuzzTarget } from "./engine/target.ts";
import { BEGUN, COUNTED, LENGTH, type Outcome, SLOWEST, type WorkerStart, watched } from "./engine/watch.ts";

// Scripts of their own, so that their coverage is not that of the fuzzer.
const { TARGETS } = await import("./targets/all.ts");
const { plantedCrash, plantedHang } = await import("./targets/planted.ts");
const { measureCosts } = await import("./cost/measure.ts");
const FOLDER = import.meta.url.slice(0, import.meta.url.lastIndexOf("/") + 1);
const OWN = new Set(["fuzz.mjs", "mutate.mjs", "random.mjs"].map((name) => FOLDER + name));
const isOurs = (url: string): boolean => url.startsWith(FOLDER) && !OWN.has(url);

const USAGE = `npm run fuzz -- [--target NAME,NAME] [--minutes N | --runs N] [--seed N] [--samples FOLDER] [--json]
npm run fuzz -- --target NAME --repeat FILE
npm run fuzz -- --cost`;

function targetOf(name: string): FuzzTarget {
  const found = [...TARGETS, plantedCrash, plantedHang].find((target) => target.name === name);
  if (found === undefined)
    throw new RangeError(`no target ${name}; there are ${TARGETS.map((t) => t.name).join(" ")}`);
  return found;
}

/** In the thread: hunts, and keeps its guard informed. */
async function work({ target, control, input, ...options }: WorkerStart): Promise<void> {
  let began = 0;
  await hunt(
    targetOf(target),
    { ...options, isOurs },
    (bytes, isCounted) => {
      input.set(bytes.subarray(0, input.length));
      control[LENGTH] = bytes.length;
      if (isCounted) control[COUNTED]!++;
      began = performance.now();
      Atomics.add(control, BEGUN, 1);
    },
    () => {
      Atomics.add(control, BEGUN, 1);
      control[SLOWEST] = Math.max(control[SLOWEST]!, Math.ceil(performance.now() - began));
    },
    (news) => parentPort!.postMessage(news),
  );
}

/** Sound inputs, and, where they are at hand, the beginnings of real logs. */
function corpusOf(target: FuzzTarget, samples: string | undefined): readonly Uint8Array[] {
  const names = samples !== undefined && existsSync(samples) ? readdirSync(samples).sort() : [];
  const real = names
    .filter((name) => target.takesSample?.(name) === true)
    .map((name) => new Uint8Array(readFileSync(join(samples!, name))).slice(0, MAX_SAMPLE));
  return [...target.seeds(), ...real];
}

/** Puts a crash where it can be had again; returns the command. */
function saved(folder: string, target: string, { bytes, message }: Crash): string {
  mkdirSync(folder, { recursive: true });
  const name = `${target}-${createHash("sha256").update(bytes).digest("hex").slice(0, 10)}`;
  writeFileSync(join(folder, `${name}.bin`), bytes);
  writeFileSync(join(folder, `${name}.txt`), message);
  return `npm run fuzz -- --target ${target} --repeat ${join(folder, `${name}.bin`)}`;
}

/** Of a real log: a header and a chunk; what is larger takes too long each time. */
const MAX_SAMPLE = 4096 + 65_536;

const HEAD = ["target", "runs", "cpu s", "corpus", "blocks", "crashes", "slowest ms"];
const columns = (cells: readonly (string | number)[]): string =>
  cells.map((cell, at) => (at === 0 ? String(cell).padEnd(12) : String(cell).padStart(11))).join("");

function lineOf({ target, runs, cpu, corpus, blocks, crashes, slowest }: Outcome): string {
  return columns([target, runs, Math.round(cpu), corpus, blocks, crashes.length, slowest]);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ target: { type: "string" }, seed: { type: "string", default: "1" } },
      ...{ minutes: { type: "string" }, runs: { type: "string" }, samples: { type: "string" } },
      ...{ repeat: { type: "string" }, crashes: { type: "string", default: "." } },
      ...{ json: { type: "boolean", default: false }, cost: { type: "boolean", default: false } },
      ...{
        blind: { type: "boolean", default: false },
        short: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
        patience: { type: "string", default: "30" },
      },
    },
  } as const);
  if (values.help) {
    console.log(`${USAGE}\n\n${TARGETS.map(({ name, about }) => `${name.padEnd(12)} ${about}`).join("\n")}`);
    return 0;
  }
  if (values.cost) {
    const rows = measureCosts();
    console.log(values.json ? JSON.stringify(rows) : rows.map((row) => JSON.stringify(row)).join("\n"));
    return 0;
  }
  const chosen = values.target === undefined ? TARGETS : values.target.split(",").map(targetOf);
  if (values.repeat !== undefined) {
    await chosen[0]!.run(new Uint8Array(readFileSync(values.repeat)));
    console.log("nothing is wrong with it");
    return 0;
  }
  if (!values.json) console.log(columns(HEAD));
  const outcomes: Outcome[] = [];
  for (const target of chosen) {
    const runs = values.short ? target.short : values.runs === undefined ? undefined : Number(values.runs);
    const outcome = await watched(new URL(import.meta.url), {
      target: target.name,
      seed: Number(values.seed),
      runs: runs ?? Number.POSITIVE_INFINITY,
      minutes: Number(values.minutes ?? (runs === undefined ? 1 : 1440)),
      corpus: corpusOf(target, values.samples),
      isBlind: values.blind || values.short,
      patience: Number(values.patience) * 1000,
    });
    outcomes.push(outcome);
    if (!values.json) console.log(lineOf(outcome));
    for (const crash of outcome.crashes)
      console.error(`\n${crash.signature}\n${crash.message}\n${saved(values.crashes, target.name, crash)}\n`);
  }
  const told = outcomes.map((each) => ({
    ...each,
    crashes: each.crashes.map(({ signature, message, bytes }) => ({
      signature,
      message,
      bytes: Buffer.from(bytes).toString("base64"),
    })),
  }));
  if (values.json) console.log(JSON.stringify(told));
  return outcomes.some(({ crashes }) => crashes.length > 0) ? 1 : 0;
}

if (isMainThread) process.exitCode = await main();
else await work(workerData as WorkerStart);
