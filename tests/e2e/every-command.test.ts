import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { basename, join, sep } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../source-tree.ts";
import { scratchFolder } from "./chromium.ts";
import { everyCommand } from "./every-command.ts";
import { sample, samplesFolder } from "./samples.ts";
import { namesIn, type TellingLogs, writeTellingLogs } from "./telling-logs.ts";
import { readNotes, type WatchedRun, watchedCli } from "./watched-program.ts";

/*
 * Every command of the program, over evidence with names of its own, watched from inside: what it asks of the network,
 * how it opens its inputs, where it writes, what it says by itself.
 */
const scratch = scratchFolder();
const at = (...parts: string[]): string => join(scratch.path, ...parts);
const inputs = at("inputs");
/** Where the program is told that its user lives, and where temporary files go. */
const places = { home: at("home"), temporary: at("temporary") };
const out = at("out");
let logs: TellingLogs;
let runs: readonly WatchedRun[] = [];
let before: readonly string[] = [];

/** All that can be seen of the inputs from outside, but for when they were last read. */
const stateOf = (folder: string): string[] =>
  readdirSync(folder)
    .sort()
    .map((name) => {
      const stat = statSync(join(folder, name), { bigint: true });
      const hash = createHash("sha256")
        .update(readFileSync(join(folder, name)))
        .digest("hex");
      return `${name} ${stat.size} ${stat.mtimeNs} ${stat.ctimeNs} ${stat.mode.toString(8)} ${stat.ino} ${hash}`;
    });

beforeAll(() => {
  for (const folder of [...Object.values(places), out]) mkdirSync(folder, { recursive: true });
  logs = writeTellingLogs(inputs);
  for (const name of readdirSync(inputs)) chmodSync(join(inputs, name), 0o400);
  chmodSync(inputs, 0o500);
  before = stateOf(inputs);
  const events = watchedCli({ args: ["events", logs.sound[0]!, "--format", "jsonl"], codes: [0] }, places);
  const run: WatchedRun[] = [events];
  for (const command of everyCommand(logs, out, events.out)) run.push(watchedCli(command, places));
  runs = run;
}, 600_000);
afterAll(() => {
  chmodSync(inputs, 0o700);
  scratch.remove();
});

const where = ({ args }: WatchedRun): string => args.map((arg) => basename(arg)).join(" ");

test("all of them run, each ends as it should, and each was watched in all its threads", () => {
  expect(
    runs.filter(({ code, codes }) => !codes.includes(code ?? -1)).map((run) => [where(run), run.err]),
  ).toEqual([]);
  const commands = readdirSync(join(projectRoot, "electron/cli/commands")).map((file) =>
    file.replace(".ts", ""),
  );
  const tried = new Set(runs.map(({ args }) => args[0]));
  // The browser host has a test of its own.
  expect(commands.filter((command) => !tried.has(command))).toEqual(["serve"]);
  expect(runs.filter(({ notes }) => !notes.some(({ what }) => what === "watching"))).toEqual([]);
  const threads = new Set(runs.flatMap(({ notes }) => notes.map(({ thread }) => thread)));
  expect(threads.size).toBeGreaterThan(1);
});

test("none asks anything of the network, opens a door, or starts another program", () => {
  const ways = ["connect", "listen", "datagram", "lookup", "fetch", "start"];
  const asked = runs.flatMap((run) =>
    run.notes.filter(({ what }) => ways.includes(what)).map((note) => [where(run), note]),
  );
  expect(asked).toEqual([]);
});

test("inputs are opened for reading only and are the same afterwards, to the nanosecond", () => {
  const opened = runs.flatMap(({ notes }) => notes.filter(({ path }) => path.startsWith(inputs + sep)));
  const names = new Set(opened.map(({ path }) => basename(path)));
  // Every one of them was seen to be opened; so the watching works.
  expect([...names].sort()).toEqual(readdirSync(inputs).sort());
  expect(opened.filter(({ what, readOnly }) => what !== "open" || !readOnly)).toEqual([]);
  expect(stateOf(inputs)).toEqual(before);
});

test("nothing is written but where it was told to, in its private temporary folders and its settings", () => {
  const allowed = [out, places.temporary, places.home].map((folder) => folder + sep);
  const strays = runs.flatMap((run) =>
    run.notes
      .filter(({ what, readOnly }) => what === "change" || (what === "open" && !readOnly))
      .filter(({ path }) => path !== out && !allowed.some((folder) => path.startsWith(folder)))
      .map(({ path }) => `${where(run)}: ${path}`),
  );
  expect(strays).toEqual([]);
  expect(readdirSync(places.temporary)).toEqual([]);
  // The command line has no settings, keeps no history and writes no log.
  expect(readdirSync(places.home)).toEqual([]);
  const made = readdirSync(inputs).length;
  expect(made).toBe(logs.sound.length + logs.troubled.length);
});

test("what they say by themselves names nobody", () => {
  const told = runs.flatMap((run) => namesIn(Buffer.from(run.err)).map((name) => `${where(run)}: ${name}`));
  expect(told).toEqual([]);
  // What was asked for does name them, or the search would find nothing either.
  expect(namesIn(Buffer.from(runs[0]!.out)).length).toBeGreaterThan(4);
  const trouble = runs.filter(({ err }) => err !== "");
  expect(trouble.length).toBeGreaterThan(10);
});

describe.skipIf(samplesFolder === null)(
  `real logs${samplesFolder === null ? " (skipped: no sample logs beside the project)" : ""}`,
  () => {
    test("are opened for reading only and are the same afterwards", () => {
      const folder = samplesFolder ?? "";
      const files = readdirSync(folder).filter((name) => /\.(evtx|evt|xml)$/.test(name));
      const state = (): string[] =>
        files.map((name) => {
          const { mtimeNs, ctimeNs, size } = statSync(sample(name), { bigint: true });
          return `${name} ${size} ${mtimeNs} ${ctimeNs} ${createHash("sha256")
            .update(readFileSync(sample(name)))
            .digest("hex")}`;
        });
      const first = state();
      const paths = files.map(sample);
      const tried = [
        watchedCli(
          {
            args: ["events", ...paths, "--all", "--recovered", "--format", "jsonl", "--out", at("all.jsonl")],
            codes: [0, 3],
          },
          places,
        ),
        watchedCli(
          { args: ["sessions", ...paths, "--kind", "all", "--format", "csv"], codes: [0, 3] },
          places,
        ),
        watchedCli({ args: ["info", ...paths, "--format", "json"], codes: [0, 3] }, places),
      ];
      rmSync(at("all.jsonl"));
      expect(tried.map(({ code, codes }) => codes.includes(code ?? -1))).toEqual([true, true, true]);
      const opened = tried.flatMap(({ notes }) => notes.filter(({ path }) => path.startsWith(folder)));
      expect(new Set(opened.map(({ path }) => basename(path))).size).toBe(files.length);
      expect(opened.filter(({ what, readOnly }) => what !== "open" || !readOnly)).toEqual([]);
      expect(state()).toEqual(first);
      console.log(`read only: ${files.length} real logs compared before and after, 0 skipped`);
    });
  },
);

test("the watching itself sees what it should", () => {
  const script = join(projectRoot, "tests/e2e/tries-everything.mjs");
  const run = watchedCli({ args: [], codes: [0] }, places, script);
  expect(run.err).toBe("");
  expect(new Set(run.notes.map(({ what, thread }) => `${what} ${thread > 0 ? "helper" : "main"}`))).toEqual(
    new Set(
      ["watching", "connect", "listen", "datagram", "lookup", "fetch", "start", "open", "change"].flatMap(
        (what) => [`${what} main`, `${what} helper`],
      ),
    ),
  );
  expect(readNotes).toBeTypeOf("function");
});
