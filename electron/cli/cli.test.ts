import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { appError } from "../../shared/contract/errors.ts";
import type { JobProgress } from "../../shared/contract/job.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { type SessionsAnswer, sessionsAnswer } from "../../shared/contract/schemas.ts";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { buildCase, sketchSource } from "../../shared/testing/case-builder.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { RULES } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS, type PairingSettings } from "../../shared/types/settings.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import type { CliHost, Environment } from "./environment.ts";
import { main } from "./main.ts";
import { progressLine } from "./progress.ts";

const at = (text: string) => epochMsToTicks(Date.parse(text));
const data = buildCase({
  sources: [sketchSource({ computers: ["PC1"] })],
  sessions: [
    {
      user: "anna",
      computer: "PC1",
      logonType: 2,
      start: at("2024-03-04T08:00:00Z"),
      end: at("2024-03-04T12:00:00Z"),
      proofs: [["start", 1, 0]],
    },
    {
      user: "ben",
      computer: "PC1",
      kind: "network",
      start: at("2024-03-05T08:00:00Z"),
      end: at("2024-03-05T08:01:00Z"),
      proofs: [["start", 2, 0]],
    },
  ],
  failures: [{ time: at("2024-03-04T07:59:00Z"), user: "anna", status: 0xc000006a }],
});
const damaged = [sketchSource({ path: "a.evtx", damage: [{ code: "chunkCrc", offset: 4096, count: 1 }] })];
const progress: JobProgress = {
  phase: "reading",
  bytesDone: 5e6,
  bytesTotal: 2e7,
  records: 1000,
  used: 9,
  damaged: 0,
  elapsedMs: 500,
  file: "a.evtx",
};
const LINES = [
  '{"source":0,"kind":"logon","recordId":"7","eventId":4624,"channel":"Security","computer":"PC1","timeCreated":"2024-03-04T08:00:00.0000000Z","data":{"TargetUserName":"anna","Empty":"-"},"userData":{}}',
  '{"source":0,"kind":"logoff","recordId":"8","eventId":4634,"channel":"Security","computer":"PC1","timeCreated":"2024-03-05T08:00:00.0000000Z","data":{"TargetUserName":"=ben"},"userData":{}}',
];

interface Setting {
  readonly host?: Partial<CliHost>;
  readonly tty?: boolean;
  readonly signal?: AbortSignal;
  /** Error that standard output gives. */
  readonly broken?: string;
  readonly machineZone?: string;
}

/** A host that finds `data` in whatever it is given. */
function fakeHost(found: CaseData = data): CliHost {
  return {
    async openCasePaths(_paths, options) {
      options?.onEvent?.({ type: "progress", progress });
      return { type: "done", data: found };
    },
    async streamEvents(_paths, _options, onBlock) {
      for (const line of LINES) await onBlock(new TextEncoder().encode(`${line}\n`));
      return { ok: true, sources: found.sources, cancelled: false };
    },
    inspect: async () => ({ ok: true, sources: found.sources, cancelled: false }),
    checkPack: () => Promise.reject(new Error("not asked for")),
    pairLines: () => Promise.reject(new Error("not asked for")),
    close: async () => {},
  };
}

/** Runs a command line as a shell would, arguments split at blanks outside quotes. */
async function run(line: string, setting: Setting = {}) {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  let out = "";
  let err = "";
  let closed = 0;
  let started = 0;
  const stream = (take: (text: string) => void, broken?: string): Environment["stdout"] => ({
    isTTY: setting.tty === true,
    columns: 100,
    write(chunk, callback) {
      if (broken === undefined) take(typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk));
      callback?.(broken === undefined ? null : Object.assign(new Error(broken), { code: broken }));
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: stream((text) => (out += text), setting.broken),
      stderr: stream((text) => (err += text)),
      machineZone: setting.machineZone ?? "UTC",
      signal: setting.signal ?? new AbortController().signal,
      async createHost() {
        started++;
        const host = { ...fakeHost(), ...setting.host };
        return { ...host, close: async () => void closed++ };
      },
      async createCollector() {
        throw new Error("no test of these commands reads this machine's logs");
      },
      async serve(serveArguments) {
        out += `serve ${serveArguments.join(" ")}`;
      },
    },
    args,
  );
  expect(closed, "a host that was started is closed").toBe(started);
  return { code, out, err, started };
}

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-cli-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("sessions", () => {
  test("a table of desktop sessions unless asked otherwise", async () => {
    const { code, out, err } = await run("sessions a.evtx");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^1 session, times in UTC\n\nUSER {2}COMPUTER/);
    expect(out).toContain("2024-03-04 08:00:00");
  });
  test("json fits its schema; filter, kinds and zone are named in it", async () => {
    const { out } = await run(
      'sessions a.evtx --format json --kind all --filter "user:anna or user:ben" --zone Europe/Berlin',
    );
    const answer = JSON.parse(out) as { sessions: unknown[]; filter: string; zone: string; kinds: string[] };
    expect(problemsOf(sessionsAnswer, answer)).toEqual([]);
    expect([answer.sessions.length, answer.filter, answer.zone]).toEqual([
      2,
      "user:anna or user:ben",
      "Europe/Berlin",
    ]);
    expect(answer.kinds).not.toContain("system");
  });
  test("json says why: rules, records, and what would have told more", async () => {
    const { out } = await run("sessions a.evtx --format json");
    const answer = JSON.parse(out) as SessionsAnswer;
    expect(answer.sessions[0]!.proof).toEqual({
      rules: [],
      records: [expect.objectContaining({ role: "start", recordId: "1", channel: "Security" })],
      wouldHelp: [],
    });
  });
  test("records read twice are told in the heading", async () => {
    const found = { ...data, counts: { ...data.counts, duplicates: 1200 } };
    const host: Setting["host"] = { openCasePaths: async () => ({ type: "done", data: found }) };
    expect((await run("sessions a.evtx", { host })).out).toMatch(
      /^1 session, times in UTC; 1,200 duplicate records left out\n/,
    );
  });
  test("csv and json lines", async () => {
    expect((await run("sessions a.evtx --format csv")).out.split("\r\n")).toHaveLength(3);
    expect((await run("sessions a.evtx --format=jsonl --kind network")).out).toMatch(/^\{"id":2,.*\}\n$/);
  });
  test("from and to are in the zone", async () => {
    const rows = async (options: string) =>
      (await run(`sessions a.evtx --format jsonl ${options}`)).out.split("\n").length - 1;
    expect(await rows("--to 2024-03-04T08:00")).toBe(0);
    expect(await rows("--to 2024-03-04T09:30 --zone Europe/Berlin")).toBe(1);
    expect(await rows("--from 2024-03-04T12:30 --zone Europe/Berlin")).toBe(1);
    expect(await rows("--from 2024-03-04T13:00 --zone Europe/Berlin")).toBe(0);
  });
  test("a terminal gets a progress bar on standard error, a pipe does not", async () => {
    expect((await run("sessions a.evtx", { tty: true })).err).toContain(
      "[######..................]  25 %  10 MB/s  2 s left  1,000 records",
    );
    expect((await run("sessions a.evtx", { tty: true })).out).not.toContain("%");
    expect((await run("sessions a.evtx --quiet", { tty: true })).err).toBe("");
    expect(JSON.parse((await run("sessions a.evtx --progress json")).err)).toEqual({ progress });
  });
});

describe("--set", () => {
  /** The settings that reach the reading of a case. */
  async function settingsOf(options: string): Promise<Partial<PairingSettings>> {
    let seen: PairingSettings | undefined;
    const openCasePaths: CliHost["openCasePaths"] = async (_paths, given) => {
      seen = given?.settings;
      return { type: "done", data };
    };
    expect((await run(`sessions a.evtx ${options}`, { host: { openCasePaths } })).code).toBe(0);
    return Object.fromEntries(
      Object.entries(seen ?? {}).filter(
        ([name, value]) => value !== DEFAULT_SETTINGS[name as keyof PairingSettings],
      ),
    );
  }
  test("changes what it names and nothing else; names in any case; the last of one name counts", async () => {
    expect(await settingsOf("")).toEqual({});
    expect(await settingsOf("--set stubLife=0 --set STANDBY=60.5 --set=filteredShare=0.5")).toEqual({
      stubLife: 0,
      standby: 60.5,
      filteredShare: 0.5,
    });
    expect(await settingsOf("--set bootRecords=3 --set bootRecords=4")).toEqual({ bootRecords: 4 });
  });
  test("--help names every setting with its default", async () => {
    for (const command of ["sessions", "failures", "report"]) {
      const { out } = await run(`${command} --help`);
      for (const [name, value] of Object.entries(DEFAULT_SETTINGS)) expect(out).toContain(`${name}=${value}`);
      for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
  });
});

describe("rules", () => {
  test("all of them, or those that are named", async () => {
    const { code, out, started } = await run("rules");
    expect([code, started]).toEqual([0, 0]);
    for (const rule of RULES) if (rule !== "") expect(out).toMatch(new RegExp(`^${rule} +\\S`, "m"));
    const some = (await run("rules e2B R6")).out;
    expect(some.match(/^[RE]\d+b? .*/gm)).toEqual([
      "E2b  End seen in another log",
      "R6   One logon, two tokens",
    ]);
  });
});

describe("the other commands", () => {
  test("failures", async () => {
    expect((await run("failures a.evtx --format json")).out).toContain('"schema": "logonscope.failures/1"');
    expect((await run("failures a.evtx --filter user:ben")).out).toContain("No failed logon matches.");
  });
  test("info", async () => {
    const { code, out } = await run("info a.evtx", {
      host: { inspect: async () => ({ ok: true, sources: damaged, cancelled: false }) },
    });
    expect([code, out.includes("1 chunk does not match its check sum (at byte 4096)")]).toEqual([3, true]);
  });
  test("report who", async () => {
    expect((await run('report who --at "2024-03-04 09:00" a.evtx')).out).toMatch(/PC1 +anna +yes +active/);
    expect((await run("report who --at 2024-03-04T12:00 a.evtx")).out).toContain(
      "Nobody, as far as these logs show.",
    );
  });
  test("events: lines untouched, other formats made from them, filters", async () => {
    expect((await run("events a.evtx --format jsonl")).out).toBe(`${LINES.join("\n")}\n`);
    const json = (await run("events a.evtx --format json --filter user:anna")).out;
    expect(JSON.parse(json)).toMatchObject({
      schema: "logonscope.events/1",
      events: [{ recordId: "7" }],
      sources: [{ id: 0 }],
    });
    expect(JSON.parse((await run("events a.evtx --format json --filter user:nobody")).out)).toMatchObject({
      events: [],
    });
    expect((await run("events a.evtx")).out).toContain("2024-03-04 08:00:00   4624          7  PC1");
    expect((await run("events a.evtx")).out).toContain("TargetUserName=anna\n");
    const csv = (await run("events a.evtx --format csv --from 2024-03-05")).out.split("\r\n");
    expect([csv.length, csv[1]]).toEqual([3, expect.stringContaining(',"{""TargetUserName"":""=ben""}",')]);
    const rows = async (filter: string) =>
      (await run(`events a.evtx --format jsonl --filter ${filter}`)).out.split("\n").length - 1;
    expect([
      await rows("eventid:4624"),
      await rows("-eventid:4624"),
      await rows("record:>7"),
      await rows("text:=b"),
      await rows("computer:pc*"),
      await rows("ben"),
    ]).toEqual([1, 1, 1, 1, 2, 1]);
  });
  test("serve hands its arguments on and keeps its own exit code", async () => {
    expect(await run("serve --port 9 a.evtx")).toMatchObject({
      code: null,
      out: "serve --port 9 a.evtx",
      started: 0,
    });
  });
  test("help and version", async () => {
    expect(await run("--version")).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^logonscope \d+\.\d+\.\d+\n$/),
    });
    expect((await run("--help")).out).toContain("report NAME INPUT...");
    for (const name of ["sessions", "events", "info", "failures", "coverage", "report", "rules", "serve"]) {
      const { code, out, started } = await run(`${name} --help`);
      expect([code, started, out.startsWith(`Usage: logonscope ${name}`)]).toEqual([0, 0, true]);
      expect((await run(`help ${name}`)).out).toBe(out);
    }
  });
});

describe("wrong usage ends with 2 before anything is read", () => {
  test.each([
    ["", "Usage: logonscope COMMAND"],
    ["sesions a.evtx", 'There is no command "sesions". Did you mean "sessions"?'],
    ["compare a.evtx", "compare takes two: logonscope compare A B."],
    ["pack a.evtx", "pack needs a place to write to"],
    ["pack a.evtx --out x.zip --report hour", 'Did you mean "hours"?'],
    ["pack a.evtx --out x.zip --days 3", "--days belongs to report dormant"],
    ["verify", "verify needs an evidence pack"],
    ["coverage", "coverage needs a file or folder to read"],
    ["coverage a.evtx --format yaml", "--format takes table, csv, json, jsonl, xlsx, html, parquet; not"],
    ["coverage a.evtx --kind all", "coverage does not take --kind."],
    ["sessions", "sessions needs a file or folder to read"],
    ["sessions - -", "Standard input (-) can be read once only"],
    ["sessions a.evtx --fromat csv", "There is no option --fromat. Did you mean --format?"],
    ["sessions a.evtx --fltr x", "There is no option --fltr. Did you mean --filter?"],
    ["sessions a.evtx --nope", "There is no option --nope.\n"],
    ["sessions a.evtx --format yaml", "--format takes table, csv, json, jsonl"],
    ["sessions a.evtx --all", "sessions does not take --all."],
    ["sessions a.evtx --format", "--format needs a value."],
    ["sessions a.evtx --quiet=yes", "--quiet takes no value."],
    [
      "sessions a.evtx --filter usr:anna",
      '--filter: Column 1: There is no field "usr" for sessions. Did you mean "user"?',
    ],
    ["sessions a.evtx --kind desktop,netwrk", '--kind: Column 9: There is no kind "netwrk".'],
    ["sessions a.evtx --from yesterday", '--from: "yesterday" is not a time.'],
    ["sessions a.evtx --from 2024-03-05 --to 2024-03-05", "is not before"],
    ["sessions a.evtx --zone Europe/Belrin", 'Did you mean "Europe/Berlin"?'],
    ["sessions a.evtx --progress bar", "--progress takes json."],
    ["sessions a.evtx --set stubLive=3", '--set: There is no setting "stubLive". Did you mean "stubLife"?'],
    ["sessions a.evtx --set zzzzzzzzzzzzzzzzzzzzzzzzz=3", "Settings: bootMarkerRecords, bootApart,"],
    ["sessions a.evtx --set stubLife", "--set takes NAME=VALUE"],
    ["sessions a.evtx --set stubLife=-1", '"-1" is not a number of seconds'],
    ["sessions a.evtx --set stubLife=1e9", '"1e9" is not a number of seconds'],
    ["sessions a.evtx --set stubLife=", '"" is not a number of seconds'],
    ["sessions a.evtx --set bootRecords=1.5", '"1.5" is not a whole number'],
    ["failures a.evtx --set filteredShare=2", '"2" is not a share from 0 to 1'],
    ["report who --at 2024-03-04 a.evtx --set __proto__=1", 'There is no setting "__proto__".'],
    ["events a.evtx --set stubLife=1", "events does not take --set."],
    ["rules R6 R99", 'There is no rule "R99". Did you mean R9?'],
    ["failures a.evtx --filter duration:>1h", "no field"],
    ["events a.evtx --filter eventid:x", '"x" is not an event id'],
    [
      "report a.evtx",
      'There is no report "a.evtx". Reports: first-last, hours, concurrent, out-of-hours, bursts,',
    ],
    ["report", "report needs a name: first-last, hours,"],
    ["report huors a.evtx", 'Did you mean "hours"?'],
    ["report hours", "report hours needs a file or folder to read"],
    ["report hours --at 2024-03-04 a.evtx", "report hours does not take --at; it belongs to report who."],
    ["report who --at 2024-03-04 --from 2024-03-01 a.evtx", "report who is about one moment"],
    ["report counts --by day a.evtx", '--by takes type, computer, user, source; not "day".'],
    ["report dormant --days 0 a.evtx", '--days takes a whole number from 1 to 36500; not "0".'],
    [
      "report dormant --mask --accounts package.json a.evtx",
      "With --mask, report dormant takes no --accounts: aliases stand for no name of the list.",
    ],
    ["report dormant --accounts no/such.txt a.evtx", "--accounts: there is no file no/such.txt."],
    ["report out-of-hours --calendar shared a.evtx", "--calendar: shared is not a file."],
    ["report out-of-hours --calendar package.json a.evtx", '--calendar: the file: there is no field "name".'],
    ["report boots --kind desktop a.evtx", "report boots does not take --kind"],
    ["report boots --filter duration:>1h a.evtx", 'no field "duration" for failed logons'],
    ["report hours --filter usr:anna a.evtx", 'Did you mean "user"?'],
    ["report who a.evtx", "report who needs a moment"],
    ["report who --at noon a.evtx", '--at: "noon" is not a time.'],
    ["report who --at 2024-03-04", "needs a file or folder"],
  ])("%s", async (line, sentence) => {
    const { code, err, out, started } = await run(line);
    expect([code, out, started]).toEqual([2, "", 0]);
    expect(err).toContain(sentence);
  });
});

describe("exit codes", () => {
  const withSources = (sources: readonly SourceInfo[]): Setting => ({
    host: { openCasePaths: async () => ({ type: "done", data: { ...data, sources } }) },
  });
  test("3 and a sentence for each damaged or unread input; the data is there", async () => {
    const missing = sketchSource({ path: "b.evtx", failure: "missing" });
    const { code, out, err } = await run("sessions a.evtx b.evtx", withSources([...damaged, missing]));
    expect(code).toBe(3);
    expect(out).toContain("anna");
    expect(err).toContain("logonscope: a.evtx: damaged: 1 chunk does not match its check sum");
    expect(err).toContain("logonscope: b.evtx: there is no such file or folder.");
  });
  test("0 and a remark for a log without logon events", async () => {
    const setting = withSources([sketchSource({ notes: ["noLogonEvents", "dirty"] })]);
    expect(await run("sessions a.evtx", setting)).toMatchObject({
      code: 0,
      err: expect.stringContaining("no logon events"),
    });
    expect(await run("sessions a.evtx --quiet", setting)).toMatchObject({ code: 0, err: "" });
  });
  test("1 when no input could be read", async () => {
    const sources = [sketchSource({ path: "notes.evtx", failure: "notALog" })];
    const host: Setting["host"] = {
      openCasePaths: async () => ({ type: "failed", error: appError("noLog"), sources }),
    };
    const { code, out, err } = await run("sessions notes.evtx", { host });
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/notes\.evtx: this is not an event log.*\nlogonscope: None of the inputs/);
    const inspect = async () => ({ ok: true as const, sources, cancelled: false });
    expect((await run("info notes.evtx", { host: { inspect } })).code).toBe(1);
  });
  test("names from outside cannot steer the terminal", async () => {
    const { err } = await run(
      "sessions a.evtx",
      withSources([sketchSource({ path: "a\u001b]0;x\u0007.evtx", failure: "missing" })]),
    );
    expect(err).not.toContain("\u001b");
  });
  test("0 for a pipe that nobody reads, 4 for a full disk", async () => {
    expect(await run("sessions a.evtx", { broken: "EPIPE" })).toMatchObject({ code: 0, err: "" });
    expect(await run("events a.evtx", { broken: "EPIPE" })).toMatchObject({ code: 0, err: "" });
    expect(await run("sessions a.evtx", { broken: "ENOSPC" })).toMatchObject({
      code: 4,
      err: expect.stringContaining("the disk is full"),
    });
  });
  test("130 when interrupted, and no half-written file stays", async () => {
    const host: Setting["host"] = { openCasePaths: async () => ({ type: "cancelled", data }) };
    expect((await run(`sessions a.evtx --out ${join(folder, "never.csv")}`, { host })).code).toBe(130);
    const stop = new AbortController();
    const slow: Setting["host"] = {
      async streamEvents(_paths, _options, onBlock) {
        await onBlock(new TextEncoder().encode(`${LINES[0]}\n`));
        stop.abort();
        // As the job runner does: a listener that throws ends the job.
        await Promise.resolve(onBlock(new Uint8Array(1))).catch(() => {});
        return { ok: true, sources: [], cancelled: true };
      },
    };
    const line = `events a.evtx --format jsonl --out ${join(folder, "never.jsonl")}`;
    expect((await run(line, { host: slow, signal: stop.signal })).code).toBe(130);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("--out", () => {
  test("a whole file with a byte order mark for csv; an older one is replaced", async () => {
    const path = join(folder, "out.csv");
    writeFileSync(path, "old");
    expect(await run(`sessions a.evtx --format csv --out ${path}`)).toMatchObject({ code: 0, out: "" });
    expect(readFileSync(path, "utf8")).toMatch(/^\ufeffid,key,/);
    const piped = (await run("sessions a.evtx --format csv")).out;
    expect(readFileSync(path, "utf8")).toBe(`\ufeff${piped}`);
    expect(readdirSync(folder)).toEqual(["out.csv"]);
  });
  test("4 when it cannot be written, and what stood there is untouched", async () => {
    const { code, err } = await run(`sessions a.evtx --out ${join(folder, "none", "x.csv")}`);
    expect([code, err.includes("there is no such folder")]).toEqual([4, true]);
    expect((await run(`sessions a.evtx --out ${folder}`)).code).toBe(4);
  });
  test("an input is never written over", async () => {
    const path = join(folder, "input.evtx");
    writeFileSync(path, "log");
    chmodSync(path, 0o644);
    const { code, err, started } = await run(`sessions ${path} --out ${join(folder, ".", "input.evtx")}`);
    expect([code, started, err.includes("is one of the inputs")]).toEqual([2, 0, true]);
    expect(readFileSync(path, "utf8")).toBe("log");
  });
});

test("a progress line without a known total has no percentage", () => {
  expect(progressLine({ ...progress, bytesTotal: 0, phase: "pairing" })).toBe(
    "10 MB/s  1,000 records  pairing",
  );
});
