// `npm run bench [-- MEGABYTES [EVENTS]]`: first whole-process times, side by side and in turn, as ratios. Absolute times of a shared
// machine drift by a third and more within an hour; a ratio of interleaved runs does not.
import { spawnSync } from "node:child_process";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { benchPairing } from "./pairing-part.mjs";
import { benchTables } from "./tables-part.mjs";
import { benchXml } from "./xml-part.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");
const megabytes = Number(process.argv[2] ?? 30);
const runs = 5;

mkdirSync(work, { recursive: true });
const bundle = await rolldown({ input: join(root, "tests/bench/big-log.ts"), platform: "node" });
await bundle.write({ file: join(work, "big-log.mjs"), format: "esm" });
await bundle.close();
const log = join(work, `big-${megabytes}.evtx`);
spawnSync(process.execPath, [join(work, "big-log.mjs"), log, String(megabytes)], { stdio: "inherit" });
const size = statSync(log).size / 1e6;

const contenders = [
  {
    name: "logonscope sessions",
    command: process.execPath,
    args: [join(root, "out/cli/index.js"), "sessions", log, "--format", "csv", "--quiet"],
  },
  {
    name: "logonscope info",
    command: process.execPath,
    args: [join(root, "out/cli/index.js"), "info", log, "--quiet"],
  },
  { name: "node, empty", command: process.execPath, args: ["-e", "0"] },
  // libevtx, from Debian's libevtx-utils; left out where it is not installed.
  { name: "evtxexport -f xml", command: "evtxexport", args: ["-f", "xml", log] },
].filter(({ command }) => command === process.execPath || spawnSync(command, ["-V"]).status === 0);

function time({ command, args }) {
  const start = process.hrtime.bigint();
  const run = spawnSync(command, args, { stdio: "ignore" });
  if (run.status !== 0) throw new Error(`${command} ${args[1]} ended with ${run.status}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}

const times = new Map(contenders.map((contender) => [contender.name, []]));
for (const contender of contenders) time(contender);
for (let i = 0; i < runs; i++)
  for (const contender of contenders) times.get(contender.name).push(time(contender));

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const base = median(times.get("logonscope sessions"));
console.log(`${size.toFixed(1)} MB, ${runs} runs each in turn, whole process, medians`);
for (const [name, list] of times) {
  const middle = median(list);
  const spread = `${Math.min(...list).toFixed(0)} to ${Math.max(...list).toFixed(0)}`;
  console.log(
    `${name.padEnd(22)} ${middle.toFixed(0).padStart(6)} ms (${spread})  ${(middle / base).toFixed(2)}x`,
  );
}

await benchPairing(process.argv[3] === undefined ? undefined : Number(process.argv[3]));
await benchTables();
await benchXml();
