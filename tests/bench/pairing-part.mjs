// Part of `npm run bench`: pairing alone, each size and load in processes of its own, one for times and one for bytes.
// By itself: `node tests/bench/pairing-part.mjs [EVENTS]`, EVENTS being the largest size.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");
/** Ten million events take about 3 GB; they are left out where twice that is not free. */
const ROOM = 6e9;

const HEAD = [
  ["load", 6],
  ["events", 9],
  ["sessions", 9],
  ["ms", 6],
  ["ns an event", 12],
  ["exponent", 9],
  ["input", 6],
  ["result", 7],
  ["working", 8],
  ["resident", 9],
];

const NOT_MEASURED = {
  sessions: "-",
  inputBytes: Number.NaN,
  resultBytes: Number.NaN,
  workingBytes: Number.NaN,
};

/**
 * Bytes an event. `input`: columns of the events. `result`: what stands when all that is dead has gone. `working`: how
 * much more than input and result stands at the highest moment, garbage left out. `resident`: how far the process grows
 * beyond the input, garbage included. `exponent` 1: linear in the size before. `isQuick`: the dense load only, and no
 * bytes but the resident ones.
 */
export async function benchPairing(largest = freemem() > ROOM ? 1e7 : 1e6, { isQuick = false } = {}) {
  mkdirSync(work, { recursive: true });
  const file = join(work, "pairing.mjs");
  const bundle = await rolldown({ input: join(root, "tests/bench/pairing.ts"), platform: "node" });
  await bundle.write({ file, format: "esm" });
  await bundle.close();
  console.log("\npairing, in process, warm, median; input, result, working, resident: bytes an event");
  console.log(row(HEAD.map(([name]) => name)));
  const rates = [];
  for (const load of isQuick ? ["dense"] : ["dense", "sparse"]) {
    let before = null;
    for (const events of [1e4, 1e5, 1e6, 1e7].filter((count) => count <= largest)) {
      const { ms, residentBytes } = measure(file, events, load, "time");
      const { sessions, ...bytes } = isQuick ? NOT_MEASURED : measure(file, events, load, "memory");
      const exponent = before === null ? "" : Math.log(ms / before.ms) / Math.log(events / before.events);
      const each = [bytes.inputBytes, bytes.resultBytes, bytes.workingBytes, residentBytes];
      console.log(
        row([
          load,
          events,
          sessions,
          ms.toFixed(0),
          ((ms * 1e6) / events).toFixed(0),
          exponent === "" ? "" : exponent.toFixed(2),
          ...each.map((count) => (Number.isNaN(count) ? "-" : (count / events).toFixed(1))),
        ]),
      );
      before = { ms, events };
      rates.push({ load, events, perSecond: (events * 1000) / ms });
    }
  }
  return rates;
}

function row(cells) {
  return cells.map((cell, at) => String(cell).padStart(HEAD[at][1])).join(" ");
}

function measure(file, events, load, what) {
  const flags = what === "memory" ? ["--expose-gc"] : [];
  const run = spawnSync(process.execPath, [...flags, file, String(events), load, what], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`pairing of ${events} events ended with ${run.status}`);
  return JSON.parse(run.stdout);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await benchPairing(process.argv[2] === undefined ? undefined : Number(process.argv[2]));
}
