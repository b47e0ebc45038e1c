// Writes what a full run measured to tests/bench/results.md. By itself it writes the last run's numbers again, such as
// after a change of words, or after a run that broke off: `node tests/bench/results.mjs`.
import { readFileSync, writeFileSync } from "node:fs";
import { availableParallelism, cpus, release, totalmem, type } from "node:os";
import { fileURLToPath } from "node:url";
import { judge, Numbers, SETS } from "./gates.mjs";

const file = fileURLToPath(new URL("results.md", import.meta.url));
const last = fileURLToPath(
  new URL("../../node_modules/.cache/logonscope/bench/last-run.json", import.meta.url),
);

/** Keeps the numbers of a run, whole or not, beside the logs of the benchmark. */
export function keepRun({ numbers, peers, profiles, transcript, load, isWhole }) {
  const machine = `${availableParallelism()} processors, ${cpus()[0]?.model ?? "unknown"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${type()} ${release()}`;
  const node = `${process.versions.node} (V8 ${process.versions.v8})`;
  const named = peers.map(({ name, version, does }) => ({ name, version, does }));
  const run = {
    numbers: numbers.entries(),
    peers: named,
    profiles,
    transcript,
    load,
    machine,
    node,
    isWhole,
  };
  writeFileSync(last, JSON.stringify(run));
  return run;
}

/** Writes the results of a run, and keeps its numbers. */
export function writeResults(run) {
  writeFileSync(file, textOf(keepRun(run)));
  return file;
}

function textOf({
  numbers,
  peers,
  profiles = [],
  transcript,
  load: [before, after],
  machine,
  node,
  isWhole,
}) {
  const judged = judge(Numbers.from(numbers));
  const missed = judged.filter(({ reachesGoal }) => !reachesGoal);
  const used = SETS.filter(({ id }) => numbers.some(([, set]) => set === id));
  return `# Results of \`npm run bench\`

Written by the run itself; run it on a machine of your own for numbers that mean something there. Ratios are of programs
that ran in turn on the same machine; absolute times of a shared machine drift.
${isWhole ? "" : "\n**The run broke off: what comes after the last raw number was not measured.**\n"}
## Machine and versions

- Written ${new Date().toISOString().slice(0, 10)}
- ${machine}
- Node ${node}; files in the page cache, output thrown away
- Load of the machine: ${before[0].toFixed(1)} at the start, ${after[0].toFixed(1)} at the end, of which a run itself makes about 1 to 2. ${before[0] > 0.7 ? "**Other jobs ran on\n  the machine then, or until shortly before**: absolute times and rates are too bad by a factor that changed from minute to minute." : ""}

| measured with | |
|---|---|
${used.map(({ name, what }) => `| ${name} | ${what} |`).join("\n")}

No log holds data of anybody beyond what those public samples hold that the real chunks come from.

| program | version | its job |
|---|---|---|
| logonscope sessions | this tree | log to sessions, check sums tested, as CSV |
| logonscope events --all | this tree | every record as a line of JSON, in the order of record ids |
${peers.map(({ name, version, does }) => `| ${name} | ${version} | ${does} |`).join("\n")}

No peer makes sessions: each writes every record out, the nearest job that it has.

## Gates and goals

Gates and goals were set with logs made of real chunks. Each number is judged on such a log where one could be made, and
on the generated one else; "beside it" is the same of other logs, held against nothing.

| measured | value | with | gate | goal | | beside it |
|---|---:|---|---:|---:|---|---|
${judged.map(judgedRow).join("\n")}

${missed.length === 0 ? "No goal is missed." : `### Missed goals\n\n${missed.map((gate) => missedLine(gate, profiles)).join("\n")}`}

${profiles.length === 0 ? "" : `### Profiles\n\n${profiles.map(profileText).join("\n\n")}`}

What happens in the window is measured in a Chromium without a graphics card, at no fixed frame rate, on the page as it is
built: a log of 30 MB through the browser host, and invented cases of a million sessions (\`crowded\` 900 users, \`lanes\`
10,000). Where no Chromium is found the raw numbers say so.

## Raw numbers

\`\`\`
${transcript
  .join("\n")
  .replace(/\n{3,}/g, "\n\n")
  .trim()}
\`\`\`
`;
}

function judgedRow({ what, value, set, others, gate, goal, isCost, passes, reachesGoal }) {
  const sign = isCost ? "at most " : "at least ";
  const verdict = passes ? (reachesGoal ? "goal reached" : "goal missed") : "**below the gate**";
  const beside = others.map((other) => `${other.set.name} ${other.value.toFixed(2)}`).join(", ");
  return `| ${what} | ${value.toFixed(2)} | ${set.name} | ${gate === undefined ? "-" : sign + gate} | ${sign}${goal} | ${verdict} | ${beside} |`;
}

function missedLine({ what, value, goal, isCost, why, profile: wanted }, profiles) {
  const factor = isCost ? value / goal : goal / value;
  const profile = profiles.find(({ id }) => id === wanted);
  return [
    `- ${what}: ${value.toFixed(2)} instead of ${goal}, short by a factor of ${factor.toFixed(2)}. Why: ${why}.`,
    ...(profile === undefined ? [] : [` Most of its own time: ${topText(profile)} (see below).`]),
  ].join("");
}

/** The first entries of a profile in a sentence. */
function topText({ entries }) {
  return entries
    .filter(({ name }) => name !== "idle")
    .slice(0, 5)
    .map(({ name, share }) => `\`${name}\` ${(share * 100).toFixed(0)} %`)
    .join(", ");
}

function profileText(profile) {
  return profile.beside === undefined ? functionsText(profile) : traceText(profile);
}

/** Kinds of work in a browser, which window-trace.mjs has found. */
function traceText({ what, unit, units, ms, entries, beside }) {
  const rows = (list) =>
    list.map(({ name, ms, share }) => `| ${name} | ${ms.toFixed(2)} | ${(share * 100).toFixed(1)} % |`);
  return `${what[0].toUpperCase()}${what.slice(1)}, ${units} times under Chromium's tracing, which costs time of its own; main thread of the page by self time, and what runs beside it:

| kind of work | ms a ${unit} | of the time |
|---|---:|---:|
${rows(entries).join("\n")}
| all | ${(ms / units).toFixed(2)} | |
${rows(beside.map((entry) => ({ ...entry, name: `*beside it: ${entry.name}*` }))).join("\n")}`;
}

function functionsText({ what, entries, others, ms }) {
  const rows = entries.map(({ name, share }) => `| \`${name}\` | ${(share * 100).toFixed(1)} % |`);
  return `${what}, warm passes in one process of ${(ms / 1000).toFixed(1)} s, by self time:

| function | of all |
|---|---:|
${rows.join("\n")}
| ${others} more | ${((1 - entries.reduce((sum, { share }) => sum + share, 0)) * 100).toFixed(1)} % |`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(file, textOf(JSON.parse(readFileSync(last, "utf8"))));
