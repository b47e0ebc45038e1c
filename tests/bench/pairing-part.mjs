// Part of `npm run bench`: pairing alone, each size and load in processes of its own, one for times and one for bytes,
// and beside it the least of its work, the matching of LogonIds.
// By itself: `node tests/bench/pairing-part.mjs [EVENTS]`, EVENTS being the largest size.
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { profileOf } from "./profile-part.mjs";

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
  const file = await bundle("pairing");
  console.log("\npairing, in process, warm, median; input, result, working, resident: bytes an event");
  console.log(row(HEAD.map(([name]) => name)));
  const rates = [];
  for (const load of isQuick ? ["dense"] : ["dense", "sparse"]) {
    let before = null;
    for (const events of [1e4, 1e5, 1e6, 1e7].filter((count) => count <= largest)) {
      const { ms, residentBytes } = measure(file, [events, load, "time"]);
      const { sessions, ...bytes } = isQuick ? NOT_MEASURED : measure(file, [events, load, "memory"]);
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

const MATCHED = [
  ["dense", 1e6, "the events that whole pairing is measured with"],
  ["few", 1e7, "4000 sessions open at any time"],
  ["many", 1e7, "a third of the logons never closed"],
];

/**
 * Matching logons with logoffs by LogonId alone, two columns in answer, with the table that pairing uses. Gives how many
 * events a second it does of those that whole pairing is measured with.
 */
export async function benchMatching(largest = freemem() > ROOM ? 1e7 : 1e6) {
  const file = await bundle("matching");
  console.log("\nmatching logons with logoffs by LogonId, in process, warm, median");
  let rate = 0;
  for (const [load, events, what] of MATCHED) {
    if (load !== "dense" && events > largest) continue;
    const { ms, sessions, stillOpen } = measure(file, [events, load]);
    const perSecond = (events * 1000) / ms;
    if (load === "dense") rate = perSecond;
    console.log(
      `${`${events / 1e6} million, ${what}`.padEnd(60)} ${ms.toFixed(0).padStart(6)} ms ${(perSecond / 1e6).toFixed(1).padStart(6)} million a second, ${sessions} sessions, ${stillOpen} without logoff`,
    );
  }
  return rate;
}

/** Where the time of whole pairing goes; null when it could not be told. */
export async function profilePairing() {
  const profile = profileOf(await bundle("pairing"), [1e6, "dense", "profile"]);
  return profile === null ? null : { id: "pairing", what: "whole pairing of a million events", ...profile };
}

function row(cells) {
  return cells.map((cell, at) => String(cell).padStart(HEAD[at][1])).join(" ");
}

function measure(file, args) {
  const flags = args.at(-1) === "memory" ? ["--expose-gc"] : [];
  const run = spawnSync(process.execPath, [...flags, file, ...args.map(String)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`${file} ${args.join(" ")} ended with ${run.status}`);
  return JSON.parse(run.stdout);
}

async function bundle(name) {
  mkdirSync(work, { recursive: true });
  const file = join(work, `${name}.mjs`);
  const built = await rolldown({ input: join(root, `tests/bench/${name}.ts`), platform: "node" });
  await built.write({ file, format: "esm" });
  await built.close();
  return file;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const largest = process.argv[2] === undefined ? undefined : Number(process.argv[2]);
  await benchMatching(largest);
  await benchPairing(largest);
}
