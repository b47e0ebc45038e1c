import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ARCHIVE_INDEX, type ArchiveEntry, parseArchiveIndex } from "../../shared/types/archive.ts";
import { eventually } from "../../tests/eventually.ts";
import { createStandIn, type StandIn } from "../../tests/windows/stand-in.ts";
import type { HostOfWorld, RecordOfWorld, World } from "../../tests/windows/world.ts";
import type { CollectorOptions } from "../collect/collector.ts";
import { createCollector } from "../collect/collector.ts";
import type { Environment } from "./environment.ts";
import { main } from "./main.ts";

/*
 * Against a stand-in for wevtutil.exe that is written after its documentation; not against Windows.
 */
const record = (id: number, minute = id): RecordOfWorld => ({
  id,
  time: `2024-03-06T13:${String(minute % 60).padStart(2, "0")}:00.1234567Z`,
  event: "4768",
  data: { TargetUserName: "anna", ServiceName: "krbtgt", Status: "0x0", IpAddress: "::ffff:10.0.0.17" },
});
const records = (from: number, to: number): readonly RecordOfWorld[] =>
  Array.from({ length: to - from + 1 }, (_, i) => record(from + i));
const host = (computer: string, more: Partial<HostOfWorld> & { readonly to?: number } = {}): HostOfWorld => ({
  computer,
  logs: { Security: { records: records(1, more.to ?? 3) } },
  ...more,
});
const world = (hosts: World["hosts"]): World => ({
  computer: "ADMIN-PC",
  uac: "no",
  logs: { Security: { records: records(10, 12) } },
  ...(hosts === undefined ? {} : { hosts }),
});

let standIn: StandIn;
let out = "";
beforeEach(async () => {
  standIn = createStandIn(world({ dc1: host("DC1.corp.local") }));
  out = join(dirname(standIn.parent), "saved");
});
afterEach(() => {
  expect(readdirSync(standIn.parent), "no private folder stays behind").toEqual([]);
  expect(standIn.running(), "no program goes on").toBe(0);
  standIn.remove();
});

interface Setting {
  readonly stdin?: string;
  readonly signal?: AbortSignal;
  readonly patience?: CollectorOptions["remotePatience"];
  readonly platform?: NodeJS.Platform;
}

async function run(line: string, setting: Setting = {}) {
  const args = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!);
  let stdout = "";
  let err = "";
  const stream = (take: (text: string) => void): Environment["stdout"] => ({
    write(chunk, callback) {
      take(String(chunk));
      callback?.(null);
      return true;
    },
    on() {},
  });
  const code = await main(
    {
      stdout: stream((text) => (stdout += text)),
      stderr: stream((text) => (err += text)),
      machineZone: "UTC",
      signal: setting.signal ?? new AbortController().signal,
      readStdin: async () => setting.stdin ?? "",
      createHost: () => Promise.reject(new Error("collect reads nothing")),
      createCollector: async () =>
        createCollector({
          ...standIn.options,
          remotePatience: { againMs: 20, ...setting.patience },
          ...(setting.platform === undefined ? {} : { platform: setting.platform }),
        }),
      serve: () => Promise.reject(new Error("not asked")),
    },
    ["collect", "--channels", "security", ...args],
  );
  return { code, out: stdout, err, files: stdout.split("\n").filter((path) => path !== "") };
}

const entries = (): readonly ArchiveEntry[] =>
  parseArchiveIndex(readFileSync(join(out, ARCHIVE_INDEX), "utf8"))?.entries ?? [];
/** Of each question: the computer and what was asked. */
const asked = () =>
  standIn.calls().flatMap((call) => {
    const to = call.find((part) => part.startsWith("/r:"));
    return to === undefined ? [] : [`${to.slice(3)} ${call[1]}`];
  });
const ids = (path: string): readonly number[] =>
  [...readFileSync(path, "utf8").matchAll(/<EventRecordID>(\d+)</g)].map(([, id]) => Number(id));

describe("other computers", () => {
  test("are read into files under the names they give themselves", async () => {
    standIn.set(world({ dc1: host("DC1.corp.local"), "10.0.0.5": host("DC2.corp.local", { to: 5 }) }));
    const { code, files, err } = await run(`dc1 10.0.0.5 --out "${out}"`);
    expect(code, err).toBe(0);
    expect(files.map((path) => path.slice(out.length + 1).replace(/\d{8}T\d{6}Z/, "T")).sort()).toEqual([
      "DC1.corp.local-Security-T.xml",
      "DC2.corp.local-Security-T.xml",
    ]);
    expect(ids(files.find((path) => path.includes("DC2"))!)).toEqual([1, 2, 3, 4, 5]);
    expect(err).toContain("2 computers: 2 done.");
  });

  test("come from a file, from standard input, or both", async () => {
    standIn.set(world({ dc1: host("DC1"), dc2: host("DC2"), dc3: host("DC3") }));
    mkdirSync(out);
    const list = join(dirname(out), "hosts.txt");
    writeFileSync(list, Buffer.from("\ufeffdc2\r\n# none\r\nDC1", "utf16le"));
    expect((await run(`dc1 --hosts "${list}" --out "${out}"`)).files).toHaveLength(2);
    expect((await run(`--hosts - --out "${out}/2"`, { stdin: "dc1\ndc3\n" })).files).toHaveLength(2);
    expect((await run(`--hosts - --out "${out}/3"`, { stdin: "\n" })).code).toBe(2);
  });

  test("are as many as one run takes, and no more", async () => {
    const names = Array.from({ length: 5001 }, (_, at) => `pc${at}`);
    const told = (list: readonly string[]) => run("--hosts -", { stdin: list.join("\n"), platform: "linux" });
    expect((await told(names.slice(1))).err).toContain("Only Windows");
    expect((await told(names)).err).toContain("5,000 computers at most");
  });

  test("that cannot be had are told with the cause, and the others go on", async () => {
    standIn.set(
      world({
        dc1: host("DC1"),
        stopped: host("S", { exit: 1753 }),
        closed: host("C", { exit: 5 }),
        damaged: host("D", { logs: { Security: { records: [], exit: 1500 } } }),
      }),
    );
    const { code, files, err } = await run(`dc1 gone stopped closed damaged --out "${out}" --retries 1`);
    expect([code, files.length]).toEqual([3, 1]);
    expect(err).toMatch(
      /gone: The computer cannot be reached.*"Remote Event Log Management".*\(Windows error 1722\)/,
    );
    expect(err).toMatch(/gone: .* It is asked again in/);
    expect(err).toMatch(/stopped: The computer answers, but its event log service does not.*1753/);
    expect(err).toMatch(/closed: .*Event Log Readers.*\(Windows error 5\)/);
    expect(err).toMatch(/damaged: Windows calls this log damaged/);
    expect(err).toContain("5 computers: 1 done, 4 failed.");
    expect(asked().filter((each) => each.startsWith("gone"))).toHaveLength(2);
    expect(asked().filter((each) => each.startsWith("closed"))).toHaveLength(1);
  });

  test("that cannot be reached at first are asked again", async () => {
    standIn.set(world({ dc1: host("DC1", { exit: 53, exitFirst: 2 }) }));
    const { code, files, err } = await run(`dc1 --out "${out}" --progress json`);
    expect([code, files.length]).toEqual([0, 1]);
    const waits = [...err.matchAll(/"step":"retrying".*?"againMs":(\d+)/g)].map(([, ms]) => Number(ms));
    expect(waits).toHaveLength(2);
    expect(waits[1]!).toBeGreaterThan(waits[0]! * 2);
  });

  test("that never answer are given up, program and all", async () => {
    standIn.set(world({ mute: host("M", { silent: true }), dc1: host("DC1") }));
    const { code, err } = await run(`mute dc1 --out "${out}"`, { patience: { askMs: 300 } });
    expect(code).toBe(3);
    expect(err).toContain("mute: The computer did not answer in time");
    expect(standIn.running()).toBe(0);
  });

  test("that answer under another name are filed under it, and it is said", async () => {
    standIn.set(world({ dc1: host("SRV9.corp.local") }));
    const { files, err } = await run(`dc1 --archive "${out}"`);
    expect(err).toContain(
      "dc1: 3 records. It calls itself SRV9.corp.local; its records are filed under that name.",
    );
    expect(files[0]).toContain(join(out, "srv9.corp.local", "Security-"));
    expect(entries()[0]).toMatchObject({ asked: "dc1", computer: "SRV9.corp.local" });
  });

  test("whose records name a path do not lead out of the archive", async () => {
    standIn.set(world({ dc1: host("..\\..\\evil/../x") }));
    const { code, files } = await run(`dc1 --archive "${out}"`);
    expect(code).toBe(0);
    expect(files[0]!.startsWith(`${out}/`)).toBe(true);
    expect(readdirSync(out).sort()).toEqual(["_.._evil_.._x", ARCHIVE_INDEX]);
  });

  test("whose answer breaks off keep what came", async () => {
    const log = { records: records(1, 9), breaks: { after: 4, exit: 1726 } };
    standIn.set(world({ dc1: host("DC1", { logs: { Security: log } }) }));
    const { code, files, err } = await run(`dc1 --archive "${out}"`);
    expect([code, ids(files[0]!)]).toEqual([3, [1, 2, 3, 4]]);
    expect(err).toMatch(/dc1: not all\. Security: The connection broke off/);
    standIn.set(world({ dc1: host("DC1", { to: 9 }) }));
    const next = await run(`dc1 --archive "${out}"`);
    expect([next.code, ids(next.files[0]!)]).toEqual([0, [4, 5, 6, 7, 8, 9]]);
    expect(entries().filter(({ type }) => type === "file")).toMatchObject([
      { partial: true, join: "first" },
      { partial: false, join: "joined" },
    ]);
  });

  test("130 on Ctrl-C: what is there stays, nothing half is left", async () => {
    const slow = { records: records(1, 9), breaks: { after: 4, exit: 0 } };
    standIn.set(world({ dc1: host("DC1"), dc2: host("DC2", { logs: { Security: slow } }) }));
    const stop = new AbortController();
    const running = run(`dc1 dc2 --archive "${out}"`, { signal: stop.signal });
    await eventually(() => {
      expect(standIn.calls().filter((call) => call[1] === "qe")).toHaveLength(2);
      expect(entries()).toHaveLength(1);
    });
    stop.abort();
    const { code, err, files } = await running;
    expect(code, err).toBe(130);
    expect(files, "what is there is named").toHaveLength(1);
    expect(readdirSync(out).sort()).toEqual(["dc1", ARCHIVE_INDEX]);
  });

  test("1 where this is no Windows, with what to do", async () => {
    const { code, err } = await run(`dc1 --out "${out}"`, { platform: "linux" });
    expect([code, existsSync(out)]).toEqual([1, false]);
    expect(err).toContain("run this on a Windows machine");
  });

  test.each([
    ["/p:secret", /"\/p:secret" is no name of a computer/],
    ["dc1 --at-once 99", /--at-once takes a number from 1 to 16/],
    ["dc1 --retries x", /--retries takes a number/],
    ["dc1 --out a --archive b", /Either --out or --archive/],
    ["dc1 --password-stdin", /--password-stdin needs --user/],
    ["dc1 --user /x", /no name of an account/],
    ["--user CORP\\anna --archive a", /--user is for other computers/],
    ["--hosts - --user x --password-stdin", /Standard input is either/],
    ["--hosts /nowhere/list", /the file cannot be read/],
    ["dc1 --check a", /--check collects nothing/],
  ])("2 for %s", async (line, sentence) => {
    const { code, err } = await run(line);
    expect(code).toBe(2);
    expect(err).toMatch(sentence);
    expect(standIn.calls()).toEqual([]);
  });
});

describe("another account", () => {
  const account = { user: "CORP\\auditor", password: "pass wörd" };
  const hosts = Object.fromEntries(
    Array.from({ length: 10 }, (_, i) => [`dc${i}`, host(`DC${i}`, { account })]),
  );
  const names = Object.keys(hosts).join(" ");

  test("has its password on standard input and nowhere else", async () => {
    standIn.set(world(hosts));
    const line = `${names} --user CORP\\auditor --password-stdin --out "${out}"`;
    const { code, files, err } = await run(line, { stdin: "pass wörd\r\n" });
    expect([code, files.length]).toEqual([0, 10]);
    expect(standIn.calls().flat().join(" ")).not.toContain("wörd");
    expect(err).not.toContain("wörd");
    expect(standIn.calls().at(-1)).toEqual(expect.arrayContaining(["/u:CORP\\auditor", "/p:*"]));
  });

  test("with a wrong password is refused twice, and then no computer is asked any more", async () => {
    standIn.set(world(hosts));
    const line = `${names} --user CORP\\auditor --password-stdin --archive "${out}" --at-once 10`;
    const { code, err } = await run(line, { stdin: "wrong" });
    expect(code).toBe(1);
    expect(asked()).toHaveLength(2);
    expect(err).toMatch(/dc0: The computer does not accept this user name and password/);
    expect(err).toContain("dc9: Not asked, because other computers refused");
    expect(err).toContain("10 computers: 2 failed, 8 not asked.");
    expect(entries()).toHaveLength(10);
  });

  test("the own one stops likewise, and never more than two computers are asked before one accepts it", async () => {
    standIn.set(world(hosts));
    expect((await run(`${names} --out "${out}" --at-once 10`)).code).toBe(1);
    expect(asked()).toHaveLength(2);
  });

  test("that one computer accepts goes on past one that does not", async () => {
    standIn.set(world({ ...hosts, odd: host("ODD", { account: { user: "x", password: "y" } }) }));
    const line = `dc0 odd dc1 dc2 --user CORP\\auditor --password-stdin --out "${out}"`;
    const { code, files } = await run(line, { stdin: "pass wörd" });
    expect([code, files.length]).toEqual([3, 3]);
  });
});

describe("an archive", () => {
  const collect = (to: number, from = 1) => {
    standIn.set(
      world({ dc1: host("DC1.corp.local", { logs: { Security: { records: records(from, to) } } }) }),
    );
    return run(`dc1 --archive "${out}"`);
  };

  test("gets what is newer, with the last record once more", async () => {
    await collect(3);
    const { files } = await collect(6);
    expect(ids(files[0]!)).toEqual([3, 4, 5, 6]);
    expect(entries()).toMatchObject([
      { join: "first", records: 3, firstRecord: "1", lastRecord: "3" },
      { join: "joined", records: 4, firstRecord: "3", lastRecord: "6" },
    ]);
    expect((await run(`--check "${out}"`)).code).toBe(0);
  });

  test("notes that there was nothing new, and makes no file", async () => {
    await collect(3);
    const { code, files, err } = await collect(3);
    expect([code, files]).toEqual([0, []]);
    expect(err).toContain("dc1: nothing new.");
    expect(entries().at(-1)).toMatchObject({ type: "nothingNew", lastRecord: "3" });
  });

  test("names a gap when the last record known is gone, and a log that was made anew", async () => {
    expect((await collect(3)).err).not.toContain("missing");
    expect((await collect(12, 8)).err).toContain("records since the last run may be missing");
    expect((await collect(2)).err).toContain("counts from the start again");
    expect(entries()).toMatchObject([{ join: "first" }, { join: "gap" }, { join: "restarted" }]);
    const { code, out: text } = await run(`--check "${out}"`);
    expect(code).toBe(0);
    expect(text).toContain("gap: 2024-03-06T13:03:00.1234567Z to 2024-03-06T13:08:00.1234567Z");
  });

  test("names files that are missing, altered, or not its own, and damaged lines", async () => {
    const first = (await collect(3)).files[0]!;
    const second = (await collect(6)).files[0]!;
    rmSync(first);
    writeFileSync(second, readFileSync(second, "utf8").replace("anna", "Anna"));
    writeFileSync(join(out, "dc1.corp.local", "extra.xml"), "x");
    appendFileSync(join(out, ARCHIVE_INDEX), '\n{"type":"fi');
    const { code, out: text } = await run(`--check "${out}"`);
    expect(code).toBe(3);
    expect(text).toContain("0 of 2 files are as they were collected.");
    expect(text).toContain(`missing: ${first.slice(out.length + 1)}`);
    expect(text).toContain(`altered: ${second.slice(out.length + 1)}`);
    expect(text).toContain("not in the index: dc1.corp.local/extra.xml");
    expect(text).toContain("damaged lines of the index: 1");
    // The next run is not misled by the line that was cut off.
    expect((await collect(7)).code).toBe(0);
    expect(entries().filter(({ type }) => type === "file")).toHaveLength(3);
  });

  test("takes one run at a time, and outlives one that was killed", async () => {
    await collect(3);
    const lock = join(out, "logonscope-archive.lock");
    writeFileSync(
      lock,
      JSON.stringify({ process: process.pid, machine: "ELSEWHERE", since: "now", id: "x" }),
    );
    const held = await collect(6);
    expect([held.code, held.files]).toEqual([4, []]);
    expect(held.err).toContain("another run is collecting into this archive");
    mkdirSync(join(out, ".incoming"));
    writeFileSync(join(out, ".incoming", "a.part"), `<Events>\n${"<Event/>".repeat(50)}`);
    const { hostname } = await import("node:os");
    writeFileSync(lock, JSON.stringify({ process: 2 ** 30, machine: hostname(), since: "now", id: "x" }));
    const next = await collect(6);
    expect([next.code, next.files.length]).toEqual([0, 1]);
    expect(readdirSync(join(out, "unfinished"))).toEqual(["a.xml"]);
    expect(existsSync(lock)).toBe(false);
  });

  test("two at once do not harm one another", async () => {
    standIn.set(world({ dc1: host("DC1", { to: 50 }) }));
    const both = await Promise.all([run(`dc1 --archive "${out}"`), run(`dc1 --archive "${out}"`)]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 4]);
    expect((await run(`--check "${out}"`)).code).toBe(0);
    expect(entries()).toHaveLength(1);
  });

  test("is no folder with another file of that name", async () => {
    mkdirSync(out);
    writeFileSync(join(out, ARCHIVE_INDEX), "my notes");
    const { code, err } = await collect(3);
    expect(code).toBe(4);
    expect(err).toContain("is not the index of an archive");
    expect(readFileSync(join(out, ARCHIVE_INDEX), "utf8")).toBe("my notes");
  });

  test("of this machine itself needs no name", async () => {
    const { code, files } = await run(`--archive "${out}"`);
    expect([code, ids(files[0]!)]).toEqual([0, [10, 11, 12]]);
    expect(entries()[0]).toMatchObject({ asked: "", computer: "ADMIN-PC" });
    expect(
      standIn
        .calls()
        .flat()
        .some((part) => part.startsWith("/r:")),
    ).toBe(false);
  });
});
