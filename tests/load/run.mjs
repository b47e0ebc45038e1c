// `npm run load`              what one machine holds: a log of 2 GB, a folder of 5,000 files, a case of ten million events;
//                             some ten minutes and 9 GB of disk; writes tests/load/results.md
// `npm run load -- --quick`   a twentieth of all that, in a minute; writes nothing
// `npm run load -- --keep`    leaves the generated files where they are, for another run
//
// Everything is made by our own writers and removed at the end. Times of a busy machine mean little and are told with its
// load; memory is what the system says of each process at its highest (VmHWM, Linux only).
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, linkSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { rolldown } from "rolldown";
import { run } from "./measured.mjs";
import { asOtherComputer } from "./other-computer.mjs";
import { withLimit } from "./scarce.mjs";
import { loadInWindow } from "./window-part.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const work = join(root, "node_modules/.cache/logonscope/load");
const isQuick = process.argv.includes("--quick");
const keeps = process.argv.includes("--keep");
const scale = isQuick ? 20 : 1;
/** What Windows calls 2 GB: 2^31 bytes; and computers that together logged ten million events. */
const MEGABYTES = Math.round(2147.4836 / scale);
const FILES = 5000 / scale;
const OTHERS = ["SRV-BNC-2", "SRV-BNC-3", "SRV-BNC-4"];

const rows = [];
const notes = [];
const say = (text) => console.log(text);
const number = (value) => Math.round(value).toLocaleString("en");

function row(part, what, { seconds, peakMb, records = "", sessions = "", more = "" }) {
  const time = seconds === null ? "" : `${seconds.toFixed(1)} s`;
  const cells = [part, what, time, peakMb === null ? "" : `${number(peakMb)} MB`];
  rows.push([...cells, records, sessions, more]);
  say(
    [
      part.padEnd(30),
      what.padEnd(34),
      cells[2].padStart(8),
      cells[3].padStart(9),
      records,
      sessions,
      more,
    ].join(" "),
  );
}

const program = join(work, "program");
const cli = join(program, "cli/index.js");
const big = join(work, `log-${MEGABYTES}.evtx`);
const folder = join(work, `files-${FILES}`);
const many = join(work, `many-${MEGABYTES}`);

rmSync(program, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
for (const name of ["package.json", "cli", "worker", "serve", "renderer"])
  cpSync(join(root, "out", name), join(program, name), { recursive: true });
const startLoad = loadavg();
try {
  const made = await makeFiles();
  await readBig();
  await readFolder(made);
  await readMany();
  await inWindow();
  await scarce();
  if (!isQuick) writeResults();
} finally {
  if (!keeps) rmSync(work, { recursive: true, force: true });
}

async function makeFiles() {
  say("making files");
  await bundle(join(root, "tests/bench/big-log.ts"), "big-log.mjs");
  await bundle(join(root, "tests/load/folder.ts"), "folder.mjs");
  if (!existsSync(big)) make("big-log.mjs", [big, String(MEGABYTES), "measured"]);
  rmSync(folder, { recursive: true, force: true });
  const told = JSON.parse(make("folder.mjs", [folder, String(FILES)]));
  if (!existsSync(join(many, `${OTHERS.at(-1)}.evtx`))) {
    rmSync(many, { recursive: true, force: true });
    mkdirSync(many);
    linkSync(big, join(many, "SRV-BENCH.evtx"));
    for (const name of OTHERS) asOtherComputer(big, join(many, `${name}.evtx`), "SRV-BENCH", name);
  }
  return told;
}

async function readBig() {
  const part = `a log of ${number(statSync(big).size / 1e6)} MB`;
  const info = await command(["info", big, "--format", "json"]);
  const [source] = JSON.parse(info.out).sources;
  row(part, "info", { ...info, records: number(source.records) });
  const sessions = await written(["sessions", big, "--kind", "all", "--format", "jsonl"]);
  row(part, "sessions, JSON Lines", {
    ...sessions,
    sessions: number(sessions.lines),
    records: number(source.records),
  });
  const parquet = await written(["sessions", big, "--kind", "all", "--format", "parquet"]);
  row(part, "sessions, Parquet", { ...parquet, more: `${number(parquet.bytes / 1e6)} MB written` });
  const html = await written(["report", "hours", big, "--format", "html"]);
  row(part, "report hours, HTML", html);
  const events = await command(["events", big, "--format", "jsonl"]);
  row(part, "events, JSON Lines", { ...events, more: `${number(events.bytes / 1e6)} MB written` });
}

async function readFolder(made) {
  const part = `a folder of ${number(made.files)} files`;
  const info = await command(["info", folder, "--format", "json"], 3);
  const { sources } = JSON.parse(info.out);
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const damaged = sources.filter(({ damage }) => damage.length > 0).length;
  if (damaged !== made.damaged || sources.length !== made.files - made.noLog || records < made.records)
    throw new Error(
      `of ${JSON.stringify(made)} were read: ${sources.length}, ${damaged} damaged, ${records} records`,
    );
  row(part, "info", { ...info, records: number(records), more: `${damaged} damaged, ${made.noLog} no log` });
  const sessions = await written(["sessions", folder, "--kind", "all", "--format", "jsonl"], 3);
  row(part, "sessions, JSON Lines", {
    ...sessions,
    records: number(records),
    sessions: number(sessions.lines),
  });
}

async function readMany() {
  const info = await command(["info", many, "--format", "json"]);
  const { sources } = JSON.parse(info.out);
  const records = sources.reduce((sum, source) => sum + source.records, 0);
  const part = `a case of ${number(records)} events`;
  row(part, "info", { ...info, records: number(records) });
  const sessions = await written(["sessions", many, "--kind", "all", "--format", "jsonl"]);
  row(part, "sessions, JSON Lines", {
    ...sessions,
    records: number(records),
    sessions: number(sessions.lines),
  });
  const workbook = await written(["sessions", many, "--kind", "all", "--format", "xlsx"]);
  row(part, "sessions, workbook", { ...workbook, more: `${number(workbook.bytes / 1e6)} MB written` });
}

async function inWindow() {
  await bundle(join(root, "tests/e2e/chromium.ts"), "chromium.mjs");
  const chromium = await import(pathToFileURL(join(work, "chromium.mjs")).href);
  for (const [what, inputs] of [
    ["a log of 2 GB", [big]],
    ["5,000 files", [folder]],
    ["ten million events", [many]],
  ]) {
    const found = await loadInWindow(chromium, join(program, "serve/index.js"), inputs);
    if ("reason" in found) {
      notes.push(`In the window: left out, ${found.reason}.`);
      say(notes.at(-1));
      return;
    }
    const heap = ({ heapMb }) => `JS heap ${number(heapMb)} MB`;
    const part = `in the window, ${what}`;
    row(part, "read: the page's process", {
      seconds: found.seconds,
      ...found.first,
      more: heap(found.first),
    });
    row(part, "read: the host's process", { seconds: found.seconds, peakMb: found.host.peakMb });
    row(part, "all views: the page's process", { seconds: null, ...found.all, more: heap(found.all) });
    const { bytes, ...exported } = found.exported;
    row(part, "export as JSON: the page's process", {
      ...exported,
      more: `${number(bytes / 1e6)} MB written`,
    });
    if (found.chromium !== "" && notes.length === 0) notes.push(`Chromium ${found.chromium}.`);
  }
}

/** What a program that may have less than it needs says. */
async function scarce() {
  for (const megabytes of isQuick ? [200] : [400, 900]) {
    const args = [
      cli,
      "sessions",
      many,
      "--kind",
      "all",
      "--format",
      "jsonl",
      "--out",
      join(work, "scarce.jsonl"),
    ];
    const ended = await withLimit(megabytes, args);
    if ("reason" in ended) {
      notes.push(`With less memory than needed: left out, ${ended.reason}.`);
      say(notes.at(-1));
      return;
    }
    const said = ended.err.trim().split("\n").at(-1);
    row(`the same case in ${megabytes} MB`, "sessions", {
      ...ended,
      more: ended.signal === null ? `exit code ${ended.code}: ${said}` : `killed by ${ended.signal}`,
    });
    if (ended.code !== 0 && existsSync(join(work, "scarce.jsonl"))) throw new Error("half a file was left");
    rmSync(join(work, "scarce.jsonl"), { force: true });
  }
}

async function command(args, expected = 0) {
  const ended = await run([cli, ...args, "--quiet"], { kept: 5e7 });
  if (ended.code !== expected)
    throw new Error(
      `${args.join(" ")} ended with ${ended.code ?? ended.signal}: ${ended.err.slice(0, 2000)}`,
    );
  return ended;
}

/** The same into a file, as people do. */
async function written(args, expected = 0) {
  const out = join(work, "written");
  const ended = await command([...args, "--out", out], expected);
  const count = spawnSync("wc", ["-l", out], { encoding: "utf8" });
  const bytes = statSync(out).size;
  rmSync(out);
  return { ...ended, bytes, lines: Number.parseInt(count.stdout ?? "0", 10) };
}

function make(name, args) {
  const made = spawnSync(process.execPath, [join(work, name), ...args], { encoding: "utf8" });
  if (made.status !== 0) throw new Error(`${name} ended with ${made.status}: ${made.stderr}`);
  return made.stdout;
}

async function bundle(input, name) {
  const built = await rolldown({
    input,
    platform: "node",
    external: ["playwright-core", "@sparticuz/chromium"],
  });
  await built.write({ file: join(work, name), format: "esm", codeSplitting: false });
  await built.close();
}

function writeResults() {
  const machine = `${availableParallelism()} processors, ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}`;
  const load = (numbers) => numbers.map((each) => each.toFixed(1)).join(", ");
  const lines = [
    "# What one machine holds",
    "",
    "Written by `npm run load`. Logs are those of `tests/bench/big-log.ts`, the folder that of `tests/load/folder.ts`; ten",
    "million events are the log of 2 GB as four computers would have written it. `peak` is the most memory that the process",
    "had (VmHWM).",
    "",
    `Measured ${new Date().toISOString().slice(0, 10)}. Machine: ${machine}. Node ${process.versions.node}. ${notes.join(" ")}`,
    `Load of the machine (1, 5, 15 minutes): ${load(startLoad)} at the start, ${load(loadavg())} at the end.`,
    "",
    "| What | Done | Time | Peak | Records | Sessions | |",
    "|---|---|---|---|---|---|---|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
  ];
  writeFileSync(join(root, "tests/load/results.md"), lines.join("\n"));
}
