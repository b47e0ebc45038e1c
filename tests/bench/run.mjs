// `npm run bench`             logs of 30, 300 and 1000 MB, all parts, some ten minutes; writes tests/bench/results.md
// `npm run bench -- --quick`  30 MB only, a minute; writes nothing
//      --check                exits 1 when a number is below its gate (gates.mjs)
//
// Logs of real chunks where make_big_evtx.py runs, and generated ones (big-log.ts): see gates.mjs for which are judged.
// A run that breaks off leaves what it measured: `node tests/bench/results.mjs` writes it down, and says so.
//
// Whole processes, side by side and in turn, as ratios. Absolute times of a shared machine drift by a third and more
// within an hour; a ratio of interleaved runs does not.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { judge, Numbers, SETS } from "./gates.mjs";
import { inTurn, median, onOneCore, peakMb } from "./measure.mjs";
import { benchMatching, benchPairing, profilePairing } from "./pairing-part.mjs";
import { findPeers } from "./peers.mjs";
import { profileOf } from "./profile-part.mjs";
import { keepRun, writeResults } from "./results.mjs";
import { benchTables } from "./tables-part.mjs";
import { benchWindow } from "./window-part.mjs";
import { benchXml } from "./xml-part.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/bench");
/** The program as it stood at the start: a build that comes meanwhile changes nothing. */
const program = join(work, "program");
const cli = join(program, "cli/index.js");
const isQuick = process.argv.includes("--quick");
const isCheck = process.argv.includes("--check");
const sizes = isQuick ? [30] : [30, 300, 1000];

/** What is printed also stands in the results. */
const transcript = [];
const print = console.log;
console.log = (line = "") => {
  transcript.push(String(line));
  print(line);
};
const say = (line) => console.log(line);

const sessions = (log) => ({
  command: process.execPath,
  args: [cli, "sessions", log, "--format", "csv", "--quiet"],
});
const info = (log) => ({ command: process.execPath, args: [cli, "info", log, "--quiet"] });
const lines = (log) => ({
  command: process.execPath,
  args: [cli, "events", log, "--all", "--format", "jsonl", "--quiet"],
});
const empty = { command: process.execPath, args: ["-e", "0"] };
/** An empty process that stays long enough for its memory to be looked at. */
const resting = { command: process.execPath, args: ["-e", "setTimeout(() => {}, 200)"] };
const OURS = "logonscope sessions, CSV";
const OURS_ONE = `${OURS}, one core`;
const LINES = "logonscope events --all, JSON Lines";
const EVTX_DUMP = "evtx_dump -o jsonl -t 1";
const EVTXEXPORT = "evtxexport -f xml";

const startLoad = loadavg();
const began = performance.now();
mkdirSync(work, { recursive: true });
for (const name of ["package.json", "cli", "worker", "serve", "renderer"])
  cpSync(join(root, "out", name), join(program, name), { recursive: true });
for (const name of ["big-log", "reading", "threads"]) await bundle(name);
const peers = findPeers(say);
const numbers = new Numbers();
let profiles = [];

const makers = { real: realLog, own: (megabytes) => makeLog(megabytes, "measured") };
const sets = SETS.filter(({ id }) => Object.hasOwn(makers, id) && isThere(id));
for (const [place, set] of sets.entries()) {
  const seconds = new Map();
  for (const megabytes of sizes)
    await part(`${set.name}, ${megabytes} MB`, () =>
      benchLog(set, megabytes, seconds, { isFirst: place === 0 }),
    );
  await part(`${set.name}, growth and memory`, async () => {
    if (!isQuick) {
      // Only ours, for the exponent: the sizes that stand between and below those compared with others.
      for (const megabytes of [10, 100]) {
        const log = makers[set.id](megabytes);
        const times = inTurn([{ name: OURS, ...sessions(log) }], 5).get(OURS);
        seconds.set(statSync(log).size / 1e6, median(times) / 1000);
      }
    }
    benchGrowth(set.id, seconds);
    await benchMemory(set, sizes.at(-1));
  });
}
const terminalServer = () => makeLog(30, "terminal-server");
if (!isQuick)
  await part("terminal server", () =>
    benchOther(
      SETS.find(({ id }) => id === "terminal"),
      terminalServer(),
    ),
  );
const own = process.env.LOGONSCOPE_BENCH_LOG;
if (own !== undefined)
  await part("own log", () =>
    benchOther({ id: "named", what: "the log that LOGONSCOPE_BENCH_LOG names" }, own),
  );
const [first] = sets;
if (!isQuick) await part("profiles", () => (profiles = benchProfiles(first, makers[first.id](30))));
await part("matching", async () => {
  numbers.set("matching", "invented", (await benchMatching(isQuick ? 1e6 : undefined)) / 1e6);
});
await part("pairing", async () => {
  const rates = await benchPairing(isQuick ? 1e6 : undefined, { isQuick });
  const dense = rates.find(({ load, events }) => load === "dense" && events === 1e6);
  if (dense !== undefined) numbers.set("pairing", "invented", dense.perSecond / 1e6);
  const profile = isQuick ? null : await profilePairing();
  if (profile === null) return;
  sayProfile(`profile of ${profile.what}, invented, self time`, profile);
  profiles = [...profiles, profile];
});
/** The page is given one log, and invented cases for all else. */
const windowNumbers = {
  set: (id, value) => numbers.set(id, id === "window/open" ? first.id : "invented", value),
};
if (!isQuick) {
  await part("tables", () => benchTables(1e6, { set: (id, value) => numbers.set(id, "invented", value) }));
  await part("window", async () => {
    const traced = await benchWindow(makers[first.id](30), {
      numbers: windowNumbers,
      serve: join(program, "serve/index.js"),
    });
    profiles = [...profiles, ...traced];
  });
  await part("event XML", () => benchXml());
}

const judged = judge(numbers);
say("\nagainst gates and goals");
say("  judged  beside it: the same of other logs");
for (const { what, value, set, others, gate, goal, passes, reachesGoal } of judged) {
  const verdict = passes ? (reachesGoal ? "goal" : "below the goal") : "BELOW THE GATE";
  const beside = others.map((other) => `${other.set.name} ${other.value.toFixed(2)}`).join(", ");
  say(
    `${value.toFixed(2).padStart(8)}  gate ${String(gate ?? "-").padStart(4)}  goal ${String(goal).padStart(5)}  ${verdict.padEnd(15)} ${what} (${set.name})${beside === "" ? "" : `; ${beside}`}`,
  );
}
if (!isQuick) print(`\nwritten: ${writeResults(run(true))}`);
print(`${((performance.now() - began) / 60_000).toFixed(1)} minutes in all`);
if (isCheck && judged.some(({ passes }) => !passes)) process.exitCode = 1;

/** Does one part of the whole, and keeps what is known by then. */
async function part(name, work) {
  const start = performance.now();
  await work();
  say(`(${name}: ${((performance.now() - start) / 1000).toFixed(0)} s)`);
  if (!isQuick) keepRun(run(false));
}

function run(isWhole) {
  return { numbers, peers, profiles, transcript, load: [startLoad, loadavg()], isWhole };
}

/** Whether the logs of a set can be made here. */
function isThere(id) {
  try {
    makers[id](sizes[0]);
    return true;
  } catch (reason) {
    if (id === "own") throw reason;
    say(`\nno log of real chunks: ${reason.message}`);
    return false;
  }
}

/** A log that no gate is held against: its numbers stand beside the others. */
function benchOther(set, log) {
  const { size } = statSync(log);
  say(`\n${set.what}`);
  const { middle } = wholeProcesses(log, { isSmall: size < 50e6, isLarge: size > 500e6, isFirst: false });
  const there = middle(EVTXEXPORT);
  if (there !== undefined) numbers.set("sessions/evtxexport", set.id, there / middle(OURS));
  say("");
  for (const [what, job, id] of [
    ["log to events, warm, one thread", "columns", "warm columns"],
    ["every record as JSON, warm, one thread", "lines", "warm lines"],
  ]) {
    const { ms } = inProcess("reading", [job, log, isQuick ? 3 : 7]);
    const rate = size / 1000 / ms;
    numbers.set(id, set.id, rate);
    say(`${what.padEnd(38)} ${ms.toFixed(0).padStart(8)} ms ${rate.toFixed(0).padStart(6)} MB/s`);
  }
}

function sayProfile(title, { entries, others }) {
  say(`\n${title}`);
  for (const { name, share } of entries) say(`${(share * 100).toFixed(1).padStart(6)} %  ${name}`);
  say(`          and ${others} more, each with less`);
}

/** Where the time of each warm job goes. */
function benchProfiles(set, log) {
  const passes = 15;
  const jobs = [
    ["columns", "log to events"],
    ["sessions", "log to sessions"],
    ["lines", "every record as JSON"],
  ];
  return jobs.flatMap(([id, what]) => {
    const profile = profileOf(join(work, "reading.mjs"), [id, log, passes]);
    if (profile === null) return [];
    sayProfile(
      `profile of ${what}, ${set.name}, 30 MB, ${passes + 2} passes in a fresh process, self time`,
      profile,
    );
    return [{ id, what, ...profile }];
  });
}

/** Everything about one log: whole processes in turn, then the same inside warm ones. */
async function benchLog(set, megabytes, seconds, { isFirst }) {
  const isSmall = megabytes === 30;
  const log = makers[set.id](megabytes);
  say(`\n${set.what}`);
  const { size, middle } = wholeProcesses(log, { isSmall, isLarge: megabytes > 300, isFirst });
  seconds.set(size, middle(OURS) / 1000);
  const ratio = (id, peer, mine) => {
    const [there, here] = [middle(peer), middle(mine)];
    if (there !== undefined && here !== undefined) numbers.set(id, set.id, there / here);
  };
  if (isSmall) {
    ratio("sessions/evtxexport", EVTXEXPORT, OURS);
    ratio("sessions/evtx_dump", EVTX_DUMP, OURS);
    ratio("lines/evtxexport", EVTXEXPORT, LINES);
    ratio("lines/ts-evtx", "@ts-evtx/core, JSON", LINES);
    const both = ["@ts-evtx/core, XML", "@ts-evtx/core, JSON"].map(middle).filter((ms) => ms !== undefined);
    if (both.length > 0) numbers.set("sessions/ts-evtx", set.id, Math.min(...both) / middle(OURS));
  } else if (megabytes === 300) ratio("lines/evtx_dump", EVTX_DUMP, LINES);
  else {
    numbers.set("1GB seconds", set.id, middle(OURS) / size);
    ratio("1GB/evtx_dump", "evtx_dump -o jsonl -t 2", OURS);
    const [there, here] = [middle(EVTX_DUMP), middle(OURS_ONE)];
    if (there !== undefined && here !== undefined)
      say(`one thread each: sessions ${(there / here).toFixed(2)} times as fast as ${EVTX_DUMP}`);
  }
  await benchWarm(set, megabytes, log, size, middle(EVTX_DUMP));
}

/** Whole processes over one log, in turn, as a table. */
function wholeProcesses(log, { isSmall, isLarge, isFirst }) {
  const size = statSync(log).size / 1e6;
  const one = onOneCore(sessions(log));
  const contenders = [
    { name: "node, empty", ...empty },
    { name: OURS, ...sessions(log) },
    ...(one === null || isSmall ? [] : [{ name: OURS_ONE, ...one }]),
    { name: "logonscope info", ...info(log) },
    ...(isLarge ? [] : [{ name: LINES, ...lines(log) }]),
    ...peers
      .filter(({ large }) => isSmall || large)
      // The slowest ones, whose job hardly depends on the kind of records, and in a hurry, run over one kind of log.
      .filter(({ name }) => !name.startsWith("@ts-evtx") || (isFirst && !(isQuick && name.endsWith("JSON"))))
      .map((peer) => ({ ...peer, args: peer.args(log) })),
  ];
  const times = inTurn(contenders, isQuick ? 3 : isSmall ? 9 : isFirst ? 5 : 3);
  const middle = (name) => (times.has(name) ? median(times.get(name)) : undefined);
  say(`\n${size.toFixed(1)} MB, whole processes in turn, output thrown away`);
  say(`${"".padEnd(38)}  runs    median ms   from    to   of sessions   MB/s`);
  for (const [name, list] of times) {
    const cells = [
      String(list.length).padStart(6),
      median(list).toFixed(0).padStart(12),
      Math.min(...list)
        .toFixed(0)
        .padStart(6),
      Math.max(...list)
        .toFixed(0)
        .padStart(5),
      `${(median(list) / middle(OURS)).toFixed(2)}x`.padStart(13),
      (name.startsWith("node") ? "" : ((size * 1000) / median(list)).toFixed(0)).padStart(6),
    ];
    say(`${name.padEnd(38)} ${cells.join(" ")}`);
  }
  return { size, middle };
}

/** Passes inside processes that are warm. */
async function benchWarm(set, megabytes, log, size, dumpMs) {
  if (megabytes > 300) return;
  const isSmall = megabytes === 30;
  say(`\n${set.name}, ${size.toFixed(1)} MB, inside a warm process, check sums tested, median of a pass`);
  const passes = isQuick ? 3 : isSmall ? 7 : 5;
  const row = (name, ms) => {
    say(
      `${name.padEnd(38)} ${ms.toFixed(0).padStart(8)} ms ${((size * 1000) / ms).toFixed(0).padStart(6)} MB/s`,
    );
    return (size * 1000) / ms;
  };
  const columns = inProcess("reading", ["columns", log, passes]).ms;
  const rate = row("log to events, one thread", columns);
  const { ms, events } = inProcess("reading", ["pairing", log, passes]);
  say(
    `${"its events paired, one thread".padEnd(38)} ${ms.toFixed(0).padStart(8)} ms, ${(events / 1e6).toFixed(3)} million, ${(events / 1e3 / ms).toFixed(2)} million a second`,
  );
  row("log to sessions, one thread", inProcess("reading", ["sessions", log, passes]).ms);
  if (isSmall) {
    const lineRate = row("every record as JSON, one thread", inProcess("reading", ["lines", log, passes]).ms);
    if (dumpMs !== undefined) numbers.set("warm/evtx_dump", set.id, dumpMs / columns);
    numbers.set("warm columns", set.id, rate);
    numbers.set("warm lines", set.id, lineRate);
  }
  const worker = pathToFileURL(join(program, "worker/index.js")).href;
  const { one, two, apart } = inProcess("threads", [worker, log, passes]);
  row("case opened by a warm thread", one);
  row("case opened by two warm threads", two);
  if (isSmall) return;
  numbers.set("pairing", set.id, events / 1e3 / ms);
  numbers.set("two threads", set.id, apart / two);
  say(`two threads ${(one / two).toFixed(2)} times as fast as one`);
  say(
    `two threads of this machine, each with a case of its own, ${((2 * one) / apart).toFixed(2)} times as fast as one`,
  );
}

/** How whole processes slow down with the size of the log; the start is the same for all and left out. */
function benchGrowth(set, seconds) {
  const all = [...seconds].sort(([one], [other]) => one - other);
  if (all.length < 2) return;
  const started = median(inTurn([{ name: "node", ...empty }], 5).get("node")) / 1000;
  const cost = all.map(([size, time]) => [size, time - started]);
  say("");
  for (const [at, [size, time]] of cost.slice(1).entries()) {
    const [sizeBefore, timeBefore] = cost[at];
    const exponent = Math.log(time / timeBefore) / Math.log(size / sizeBefore);
    say(
      `growth ${sizeBefore.toFixed(0)} to ${size.toFixed(0)} MB: exponent ${exponent.toFixed(2)} (1 is linear)`,
    );
  }
  const [[first, firstTime], [last, lastTime]] = [cost[0], cost.at(-1)];
  numbers.set("growth", set, Math.log(lastTime / firstTime) / Math.log(last / first));
}

/** Peak memory of whole processes at one size. */
async function benchMemory(set, megabytes) {
  const log = makers[set.id](megabytes);
  const size = statSync(log).size / 1e9;
  const none = await peakMb(resting);
  if (none === null) return say("\npeak memory: this system does not tell");
  say(`\n${set.name}, peak memory at ${(size * 1000).toFixed(0)} MB: node, empty ${none.toFixed(0)} MB`);
  const one = onOneCore(sessions(log));
  const rows = [
    ["memory 1", `${OURS}, one thread`, one],
    ["memory 2", OURS, sessions(log)],
    [null, LINES, megabytes > 300 ? null : lines(log)],
    ...peers.filter(({ large }) => large).map((peer) => [null, peer.name, { ...peer, args: peer.args(log) }]),
  ];
  for (const [id, name, command] of rows) {
    if (command === null) continue;
    const peak = await peakMb(command);
    say(
      `${name.padEnd(38)} ${peak.toFixed(0).padStart(6)} MB, ${(peak - none).toFixed(0)} above the empty process`,
    );
    if (id !== null && megabytes >= 1000) numbers.set(id, set.id, (peak - none) / size);
  }
  return undefined;
}

/** A generated log of a size, made once and kept: the same bytes as long as its maker is the same. */
function makeLog(megabytes, mix) {
  const maker = join(work, "big-log.mjs");
  const log = join(work, `${mix}-${megabytes}.evtx`);
  const sources = readdirSync(join(root, "tests/bench")).filter((name) => name.startsWith("big-log"));
  const changed = Math.max(...sources.map((name) => statSync(join(root, "tests/bench", name)).mtimeMs));
  if (existsSync(log) && statSync(log).mtimeMs > changed) return log;
  const run = spawnSync(process.execPath, [maker, log, String(megabytes), mix], { stdio: "inherit" });
  if (run.status !== 0) throw new Error(`a log of ${megabytes} MB could not be made`);
  return log;
}

/** A log of real chunks; throws with the reason where what makes them is not at hand or does not run. */
function realLog(megabytes) {
  const maker = join(root, "../shared/tools/make_big_evtx.py");
  if (!existsSync(maker)) throw new Error("make_big_evtx.py is not at hand");
  const log = join(work, `real-${megabytes}.evtx`);
  if (existsSync(log) && statSync(log).mtimeMs > statSync(maker).mtimeMs) return log;
  let why = "";
  // What it needs is a package of the system, which another Python on PATH need not see.
  for (const python of ["/usr/bin/python3", "python3"]) {
    const run = spawnSync(python, [maker, log, String(megabytes)], { encoding: "utf8" });
    if (run.status === 0 && existsSync(log)) return log;
    rmSync(log, { force: true });
    why = run.error?.message ?? run.stderr.trim().split("\n").at(-1);
  }
  throw new Error(`make_big_evtx.py does not run here (${why})`);
}

async function bundle(name) {
  const built = await rolldown({ input: join(root, `tests/bench/${name}.ts`), platform: "node" });
  await built.write({ file: join(work, `${name}.mjs`), format: "esm", codeSplitting: false });
  await built.close();
}

function inProcess(name, args) {
  const run = spawnSync(process.execPath, [join(work, `${name}.mjs`), ...args.map(String)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (run.status !== 0) throw new Error(`${name} ${args[0]} ended with ${run.status}`);
  return JSON.parse(run.stdout);
}
