import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { launchStandin } from "../electron-standin/launch.ts";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import { startBrowserHost } from "./browser-host.ts";
import { launchChromium, launchProfile, scratchFolder } from "./chromium.ts";
import { cli } from "./command-line.ts";
import { namesIn, type TellingLogs, writeTellingLogs } from "./telling-logs.ts";
import { type DeadEnd, lookAtEverything, OF_THE_BROWSER, onlyThrough, startDeadEnd } from "./telling-page.ts";
import { readNotes, watched } from "./watched-program.ts";

/*
 * The program with a case on screen, watched from inside and out: what it asks of the network, and where names from the
 * evidence are found when it has ended.
 */
const VIEWPORT = { width: 1280, height: 800 };
const WAYS_OUT = ["connect", "datagram", "lookup", "fetch", "start"];

let scratch: ReturnType<typeof scratchFolder>;
let logs: TellingLogs;
let places: { home: string; temporary: string };
let notes = "";
beforeEach(() => {
  scratch = scratchFolder();
  logs = writeTellingLogs(join(scratch.path, "inputs"));
  notes = join(scratch.path, "notes");
  places = { home: join(scratch.path, "home"), temporary: join(scratch.path, "temporary") };
  for (const folder of Object.values(places)) mkdirSync(folder);
});
afterEach(() => scratch.remove());

/** Logs that ask nothing of whoever opens them. */
const onScreen = (): readonly string[] => logs.sound.filter((path) => !/\.(csv|xlsx)$/.test(path));

/** Files below a folder that hold a name from the evidence, as paths from it. */
function told(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size < 1 << 28 && namesIn(readFileSync(path)).length > 0)
    .map((path) => relative(folder, path));
}

const launched = await launchProfile(scratchFolder().path, VIEWPORT, []);
const reason = "reason" in launched ? launched.reason : null;
if ("context" in launched) await launched.context.close();
const why = reason === null ? "" : ` (skipped: ${reason})`;

describe.skipIf(reason !== null)(`in a browser${why}`, { timeout: 4 * PATIENCE_MS }, () => {
  let deadEnd: DeadEnd;
  beforeEach(async () => {
    deadEnd = await startDeadEnd();
  });
  afterEach(() => deadEnd.close());

  /** Looks at a case in a browser with a profile on disk, and ends both; gives what was seen meanwhile. */
  async function look(home: string | undefined, profile: string, act: (page: Page) => Promise<void>) {
    const opened = await launchProfile(profile, VIEWPORT, onlyThrough(deadEnd));
    if ("reason" in opened) throw new Error(opened.reason);
    const host = await startBrowserHost(onScreen(), home, watched(notes, places));
    const asked: string[] = [];
    opened.context.on("request", (request) => asked.push(request.url()));
    try {
      const page = await opened.context.newPage();
      await page.goto(host.url);
      await act(page);
    } finally {
      await opened.context.close();
      await host.stop();
    }
    const said = host.said();
    const { origin } = new URL(host.url);
    return {
      said,
      foreign: asked.filter((url) => !url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)),
      asked,
    };
  }

  test("private: nothing leaves the machine, nothing starts, and no name stays on disk but in the logs themselves", async () => {
    const profile = join(scratch.path, "profile");
    const { said, foreign, asked } = await look(undefined, profile, lookAtEverything);
    expect(foreign).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
    expect(deadEnd.asked.filter((url) => !OF_THE_BROWSER.test(url))).toEqual([]);
    const seen = readNotes(notes);
    expect(seen.filter(({ what }) => WAYS_OUT.includes(what))).toEqual([]);
    // One door, on this machine alone.
    expect(seen.filter(({ what }) => what === "listen").map(({ path }) => path)).toEqual(["127.0.0.1"]);
    expect(new Set(seen.map(({ thread }) => thread)).size).toBeGreaterThan(1);
    // What the host says, its temporary files, its settings, the browser's whole profile.
    expect(namesIn(Buffer.from(said))).toEqual([]);
    expect(readdirSync(places.temporary)).toEqual([]);
    expect(readdirSync(places.home)).toEqual([]);
    expect(readdirSync(profile).length).toBeGreaterThan(5);
    expect(told(profile)).toEqual([]);
    // Inputs are what they were: the search does find names where they are.
    expect(told(join(scratch.path, "inputs")).length).toBeGreaterThan(8);
  });

  test("remembered: names stay in the page's own database and nowhere else", async () => {
    const profile = join(scratch.path, "profile");
    const { foreign, said } = await look(places.home, profile, lookAtEverything);
    expect([foreign, namesIn(Buffer.from(said))]).toEqual([[], []]);
    const folders = told(profile).map((path) => path.split(/[\\/]/).slice(0, 2).join("/"));
    expect([...new Set(folders)]).toEqual(["Default/IndexedDB"]);
    // The host remembers where its page lives and which files were open, by path, for this user alone.
    const settings = readdirSync(places.home, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(settings.map(({ name }) => name).sort()).toEqual(["browser-host.json", "recent.json"]);
    expect(told(places.home)).toEqual([]);
    if (process.platform !== "win32")
      for (const { parentPath, name } of settings) {
        expect(statSync(join(parentPath, name)).mode & 0o777).toBe(0o600);
        expect(statSync(parentPath).mode & 0o777).toBe(0o700);
      }
  });
});

const shell = await launchChromium();
const noShell = "reason" in shell ? ` (skipped: ${shell.reason})` : "";
describe.skipIf("reason" in shell)(`in the shell, on Electron's stand-in${noShell}`, () => {
  const before = { ...process.env };
  afterEach(() => {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  });

  test("nothing leaves the machine, no door is opened, no program is started", {
    timeout: 4 * PATIENCE_MS,
  }, async () => {
    if ("reason" in shell) return;
    Object.assign(process.env, watched(notes, places));
    const started = await launchStandin(shell.browser, ["--private", ...onScreen()], { viewport: VIEWPORT });
    const asked: string[] = [];
    started.page.on("request", (request) => asked.push(request.url()));
    try {
      await lookAtEverything(started.page);
    } finally {
      await started.close();
    }
    expect(asked.filter((url) => !/^(http:\/\/logonscope\.localhost\/|data:|blob:)/.test(url))).toEqual([]);
    const seen = readNotes(notes);
    // The stand-in's own lock against a second start is a socket in a folder, where Electron has one of Chromium's.
    const doors = seen.filter(({ what, path }) => what === "listen" && !/^[/\\]/.test(path));
    expect([...doors, ...seen.filter(({ what }) => WAYS_OUT.includes(what))]).toEqual([]);
    expect(new Set(seen.map(({ thread }) => thread)).size).toBeGreaterThan(1);
    expect(started.calls.filter(({ name }) => name.startsWith("shell."))).toEqual([]);
    // Its profile is Chromium's, and a private one's goes with it.
    expect(readdirSync(places.temporary)).toEqual([]);
  });
});

/** A command where this machine lets it run, else the reason why not. */
function allowed(program: string, ...args: string[]): string | null {
  const run = spawnSync(program, args, { encoding: "utf8", timeout: PATIENCE_MS });
  if (run.status === 0) return null;
  return run.error === undefined ? `${program} may not run here` : `${program} is not installed`;
}

const noNamespace = allowed("unshare", "--net", "--map-root-user", "true");
test.skipIf(noNamespace !== null)(
  `without any network, not even this machine's own, the command line gives the same bytes${noNamespace === null ? "" : ` (skipped: ${noNamespace})`}`,
  () => {
    const args = ["sessions", ...logs.sound, "--kind", "all", "--format", "json", "--quiet"];
    const apart = spawnSync(
      "unshare",
      ["--net", "--map-root-user", process.execPath, join(projectRoot, "out/cli/index.js"), ...args],
      { encoding: "utf8", maxBuffer: 1 << 28 },
    );
    expect([apart.status, apart.stderr]).toEqual([0, ""]);
    expect(apart.stdout).toBe(cli(args).out);
    expect(apart.stdout.length).toBeGreaterThan(1000);
  },
);

const noTrace = allowed("strace", "-f", "-e", "trace=socket", "true");
test.skipIf(noTrace !== null)(
  `the system is never asked for a way into a network${noTrace === null ? "" : ` (skipped: ${noTrace})`}`,
  () => {
    const trace = join(scratch.path, "trace");
    const run = spawnSync(
      "strace",
      [
        "-f",
        "-qq",
        "-e",
        "trace=socket,connect,bind,sendto,open,openat,openat2,creat,truncate,rename,unlink",
        "-o",
        trace,
        process.execPath,
        join(projectRoot, "out/cli/index.js"),
        "events",
        ...logs.sound,
        "--all",
        "--format",
        "csv",
      ],
      { encoding: "utf8", maxBuffer: 1 << 28, timeout: 4 * PATIENCE_MS },
    );
    expect(run.status).toBe(0);
    const lines = readFileSync(trace, "utf8").split("\n");
    expect(
      lines.filter((line) => /AF_INET|AF_NETLINK|AF_PACKET|\b(connect|bind|sendto)\(/.test(line)),
    ).toEqual([]);
    // What the kernel saw of the inputs: opened for reading, by every thread, and nothing else.
    const ofInputs = lines.filter((line) => line.includes(join(scratch.path, "inputs")));
    expect(ofInputs.length).toBeGreaterThanOrEqual(logs.sound.length);
    expect(
      ofInputs.filter((line) => !/\bopenat2?\(.*O_RDONLY/.test(line) || /O_(CREAT|TRUNC|APPEND)/.test(line)),
    ).toEqual([]);
  },
);
