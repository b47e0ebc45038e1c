import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32 } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import { dateText, epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { askReport } from "../../shared/testing/ask-report.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { REPORT_NAMES } from "../../shared/types/report.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { endEvent } from "../host/case-end.ts";
import type { JobContext } from "../worker/job-context.ts";
import { openCase } from "../worker/open-case-job.ts";

import type { CliHost } from "./environment.ts";
import { runCli } from "./testing/run-cli.ts";

/*
 * Every report through the command line: over a log of our own making, whose answers are known, and over real logs,
 * where what is known of them is written down here with the reason.
 */

const at = (text: string) => epochMsToTicks(Date.parse(text));
const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const samples = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml|evt)$/.test(name)) : [];
let compared = 0;
let folder = "";
let office = "";

const context: JobContext = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
const opened = new Map<string, CaseData>();

/** Reads logs once, however many reports are asked of them. */
function read(paths: readonly string[]): CaseData {
  const name = paths.join("\n");
  const known = opened.get(name);
  if (known !== undefined) return known;
  const files = paths.map((path) => ({ path, name: path, folder: null, failure: null }));
  const end = endEvent({
    ok: true,
    value: openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context),
  });
  if (end.type !== "done") throw new Error(`not read: ${name}`);
  opened.set(name, end.data);
  return end.data;
}

const host: CliHost = {
  openCasePaths: async (paths) => ({ type: "done", data: read(paths) }),
  streamEvents: () => Promise.reject(new Error("no report reads single records")),
  inspect: () => Promise.reject(new Error("no report looks at files alone")),
  checkPack: () => Promise.reject(new Error("not asked for")),
  pairLines: () => Promise.reject(new Error("not asked for")),
  close: async () => {},
};

const run = (...args: readonly string[]) => runCli(host, ["report", ...args], "Europe/Berlin");

const json = async (...args: readonly string[]) =>
  JSON.parse((await run(...args, "--format", "json")).out) as {
    rows: readonly Record<string, unknown>[];
    totals: Record<string, unknown>;
  } & Record<string, unknown>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-reports-"));
  office = join(folder, "office.evtx");
  writeFileSync(office, officeLog());
  writeFileSync(join(folder, "week.json"), '{ "zone": "UTC", "hours": { "mon": ["09:00-17:00"] } }');
  writeFileSync(join(folder, "staff.txt"), "# staff\nanna\nCORP\\zoe\n");
});
afterAll(() => {
  rmSync(folder, { recursive: true });
  console.log(`reports over real logs: ${compared} answers compared, ${present ? 0 : "all samples"} skipped`);
});

/** Monday 2024-03-04 of one computer: a morning, a lock, five wrong passwords, a lockout, another account, a shutdown. */
function officeLog(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const computer = "PC1";
  const anna = {
    TargetUserSid: "S-1-5-21-1-2-3-1001",
    TargetUserName: "anna",
    TargetDomainName: "CORP",
    TargetLogonId: 0x5000n,
  };
  const subject = {
    SubjectUserSid: "S-1-5-21-1-2-3-1001",
    SubjectUserName: "anna",
    SubjectDomainName: "CORP",
    SubjectLogonId: 0x5000n,
  };
  const time = (clock: string) => at(`2024-03-04T${clock}Z`);
  const logon = {
    LogonType: 2,
    LogonProcessName: "User32 ",
    ProcessId: 0x200n,
    ProcessName: "C:\\Windows\\System32\\winlogon.exe",
  };
  writer.append({ event: "4608", time: time("06:59:00"), computer });
  writer.append({
    event: "4624v2",
    time: time("07:00:00"),
    computer,
    data: { ...anna, ...logon, ElevatedToken: "%%1842" },
  });
  writer.append({ event: "4800", time: time("10:00:00"), computer, data: { ...anna, SessionId: 1 } });
  for (let i = 0; i < 5; i++) {
    writer.append({
      event: "4625",
      time: time(`10:0${i}:00`),
      computer,
      data: {
        TargetUserName: "ben",
        TargetDomainName: "CORP",
        SubStatus: 0xc000006a,
        LogonType: 3,
        IpAddress: "10.0.0.9",
      },
    });
  }
  writer.append({
    event: "4776",
    time: time("10:04:01"),
    computer,
    data: { TargetUserName: "ben", Workstation: "KIOSK7", Status: 0xc000006a },
  });
  writer.append({
    event: "4776",
    time: time("10:04:30"),
    computer,
    data: { TargetUserName: "anna", Workstation: "PC1", Status: 0 },
  });
  writer.append({
    event: "4740",
    time: time("10:05:00"),
    computer,
    data: { TargetUserName: "ben", TargetDomainName: "KIOSK7", TargetSid: "S-1-5-21-1-2-3-1002" },
  });
  writer.append({ event: "4801", time: time("10:30:00"), computer, data: { ...anna, SessionId: 1 } });
  writer.append({
    event: "4648",
    time: time("11:00:00"),
    computer,
    data: {
      ...subject,
      TargetUserName: "admin",
      TargetServerName: "FILES1",
      ProcessName: "C:\\Windows\\explorer.exe",
    },
  });
  writer.append({ event: "4647", time: time("12:00:00"), computer, data: anna });
  writer.append({ event: "1100", time: time("12:00:10"), computer });
  return writer.finish();
}

describe("over a log of a known morning", () => {
  test("every name gives an answer that fits its schema, in every format, twice the same", async () => {
    for (const name of REPORT_NAMES) {
      const moment = name === "who" || name === "d365" ? ["--at", "2024-03-04T10:15:00Z"] : [];
      for (const format of ["table", "csv", "json", "jsonl"]) {
        const line = [name, office, ...moment, "--format", format];
        const { code, out, err } = await run(...line);
        expect([name, format, code, err]).toEqual([name, format, 0, ""]);
        expect((await run(...line)).out).toBe(out);
        if (format !== "json") continue;
        const answer = JSON.parse(out) as { schema: string };
        expect([name, problemsOf(ANSWERS[answer.schema]!, answer)]).toEqual([name, []]);
      }
    }
  });
  test("hours: five, one half of them locked, on a day of the zone", async () => {
    const { rows, totals } = await json("hours", office);
    expect(rows).toMatchObject([
      {
        day: "2024-03-04",
        user: "anna",
        presentSeconds: 5 * 3600,
        presentMinSeconds: 5 * 3600,
        presentMaxSeconds: 5 * 3600,
        activeSeconds: 4.5 * 3600,
        lockedSeconds: 1800,
        disconnectedSeconds: 0,
        sessions: 1,
      },
    ]);
    expect(totals).toMatchObject({ users: 1, days: 1, presentSeconds: 5 * 3600 });
    expect((await run("hours", office)).out).toContain(
      "2024-03-04  anna      5 h       5 h      5 h  4 h 30 min  30 min",
    );
  });
  test("each of the others says what is known of that morning", async () => {
    expect((await json("first-last", office)).rows).toMatchObject([
      {
        first: "2024-03-04T07:00:00.0000000Z",
        firstIs: "start",
        last: "2024-03-04T12:00:00.0000000Z",
        lastIs: "end",
      },
    ]);
    expect((await json("who", office, "--at", "2024-03-04 11:15")).who).toMatchObject([
      { user: "anna", presence: "yes", state: "locked" },
    ]);
    expect((await json("concurrent", office)).totals).toMatchObject({ sure: 1, possible: 1 });
    // The 4776 of 10:04:01 is the attempt of 10:04:00 again; the successful one of 10:04:30 is none.
    expect((await json("bursts", office)).totals).toMatchObject({ records: 6, attempts: 5, bursts: 1 });
    expect((await json("lockouts", office)).rows).toMatchObject([
      { user: "ben", caller: "KIOSK7", attempts: 5, sources: ["10.0.0.9"] },
    ]);
    expect((await json("counts", office)).rows).toMatchObject([
      { group: "Interactive (2)", count: 1, share: 1 },
    ]);
    expect((await json("remote", office)).rows).toEqual([]);
    expect((await json("admins", office)).rows).toMatchObject([
      { user: "anna", elevated: true, builtIn: false },
    ]);
    expect((await json("runas", office)).rows).toMatchObject([
      { user: "anna", target: "admin", server: "FILES1", how: "credentials" },
    ]);
    expect((await json("boots", office)).rows).toMatchObject([
      { what: "up", how: "shutdown", leastSeconds: 18_070 },
    ]);
    expect((await json("quality", office)).rows).toMatchObject([
      { what: "coverage", channel: "Security", count: 15 },
      { what: "verdict", channel: "Security", verdict: "full" },
    ]);
  });
  test("options: calendar, accounts, days, groups, kinds, filter, window", async () => {
    const off = await json("out-of-hours", office, "--calendar", join(folder, "week.json"));
    expect(off.rows).toMatchObject([
      { what: "start", why: "outsideHours", time: "2024-03-04T07:00:00.0000000Z" },
    ]);
    expect(off).toMatchObject({ calendarZone: "UTC", totals: { events: 2, outside: 1 } });
    // In Berlin it is eight o'clock then: within the office hours that are taken when no calendar is named.
    expect((await json("out-of-hours", office)).rows).toEqual([]);
    const staff = await json("dormant", office, "--accounts", join(folder, "staff.txt"), "--days", "1");
    expect(staff).toMatchObject({
      days: 1,
      accounts: join(folder, "staff.txt"),
      rows: [{ user: "zoe", domain: "CORP", verdict: "cannotTell" }],
    });
    expect((await json("counts", office, "--by", "user")).rows).toMatchObject([{ group: "anna" }]);
    expect((await json("hours", office, "--filter", "user:ben")).rows).toEqual([]);
    expect((await json("hours", office, "--kind", "network")).rows).toEqual([]);
    const cut = await json("hours", office, "--from", "2024-03-04 12:00", "--to", "2024-03-04 12:30");
    expect(cut.totals).toMatchObject({ presentSeconds: 1800 });
    expect((await json("lockouts", office, "--filter", "user:anna")).rows).toEqual([]);
  });
});

describe.skipIf(!present)("over real logs", () => {
  const path = (name: string) => fileURLToPath(new URL(name, SAMPLES));
  const of = (...names: readonly string[]) => read(names.map(path));

  test("every report of every sample fits its schema, and no day has more than its hours", async () => {
    for (const sample of samples) {
      for (const name of REPORT_NAMES) {
        const moment = name === "who" || name === "d365" ? ["--at", "2021-02-12T12:34:00Z"] : [];
        const { code, out } = await run(name, path(sample), ...moment, "--format", "json");
        expect([sample, name, code === 0 || code === 3]).toEqual([sample, name, true]);
        const answer = JSON.parse(out) as { schema: string };
        expect([sample, name, problemsOf(ANSWERS[answer.schema]!, answer)]).toEqual([sample, name, []]);
        compared++;
      }
      for (const { present: told, presentMin, presentMax } of askReport("hours", of(sample)).rows) {
        expect(told).toBeLessThanOrEqual(25 * 36_000_000_000);
        expect(presentMin).toBeLessThanOrEqual(told);
        expect(presentMax >= told || Number.isNaN(presentMax)).toBe(true);
      }
    }
  });
  test("what is known of single logs", () => {
    // Windows 7: 40 starts; 36 logoffs, one shutdown, two power losses with somebody on, one session open at the end.
    // No System log, so a power loss is bounded by the next start only: users may have been on from 19 to 22 July and
    // from 22 March to 13 April, of which no record tells.
    const win7 = of("win7-security.evtx");
    expect(askReport("boots", win7).totals).toMatchObject({
      boots: 40,
      powerLosses: 3,
      crashes: 0,
      clockSteps: 8,
    });
    expect(askReport("hours", win7).confidence).toEqual({ exact: 36, bounded: 3, open: 1, unknown: 0 });
    const hours = askReport("hours", win7);
    expect(hours.rows.map(({ day }) => dateText(day)).at(0)).toBe("2017-04-14");
    expect(hours.totals).toMatchObject({ days: 23, possibleDays: 4 + 23 });
    expect(hours.totals.presentMax).toBeNaN();
    // 26 of 40 sign-ins came within ten seconds of a start: nobody need have typed them.
    expect(
      askReport("out-of-hours", win7, {
        calendar: { zone: null, hours: [], holidays: new Set(), yearly: new Set() },
      }).totals,
    ).toMatchObject({ automatic: 26 });
    expect(askReport("first-last", win7).totals).toEqual({ users: 1, days: 23, possibleDays: 27 });
    // One person at one computer is never in two places.
    expect(askReport("concurrent", win7).totals).toMatchObject({ sure: 1, possible: 1, sessions: 40 });
    expect(askReport("shared-use", win7).rows).toEqual([]);
    // 40 sign-ins at the desktop and three with the credentials of another account; four unlocks are no logons.
    expect(askReport("counts", win7).totals).toMatchObject({
      counted: 43,
      system: 456,
      anonymous: 39,
      unlock: 4,
    });
    // 41 of the 43 bear an elevated logon; the second user is `archir`, whose rights a consent prompt asked for twice.
    expect(askReport("admins", win7).totals).toMatchObject({ sessions: 41, users: 2, elevated: 41 });
    // `archir` never had a desktop, and the log of the only computer covers all of the ninety days.
    expect(askReport("dormant", win7).totals).toMatchObject({
      accounts: 2,
      used: 1,
      dormant: 1,
      cannotTell: 0,
    });
    expect(askReport("lockouts", win7).rows).toEqual([]);
    expect(askReport("quality", win7).totals).toMatchObject({ records: 2261, gaps: 0, damaged: 0 });
    // The computer of `tony` gave a System log only: when he signed in is known, not whether he did later.
    const two = of("win10-security.evtx", "win10-system.evtx");
    expect(askReport("dormant", two).rows[0]).toMatchObject({
      user: "tony",
      verdict: "cannotTell",
      covered: 0,
      notCovered: ["DESKTOP-2KGM189", "TestComputer"],
    });
    // 3,560 wrong passwords of one account and one of another, from one address, in four minutes.
    expect(askReport("bursts", of("smb-guessing-4625.evtx")).totals).toMatchObject({
      attempts: 3561,
      bursts: 2,
      sprays: 0,
    });
    // Kerbrute asks for 37 accounts: 4768 and 4771 of a domain controller, one attempt an account.
    expect(askReport("bursts", of("kerbrute-4768-4771.evtx")).totals).toMatchObject({
      attempts: 37,
      sprays: 1,
    });
    // OpenSSH: each refusal stands twice, as 4625 and as 4776 of the server itself.
    expect(askReport("bursts", of("ssh-guessing-4625-4648.evtx")).totals).toMatchObject({
      records: 10,
      attempts: 5,
      bursts: 1,
    });
    // Two sources of 127.0.0.1: Remote Desktop through a tunnel.
    expect(askReport("remote", of("rdp-tunnel-logons.evtx")).totals.tunnels).toBeGreaterThan(0);
    // The user reconnected from silversurfer into the console session; two logs tell of it, it counts once.
    const dc = of("dc-rdp-security.evtx", "dc-rdp-system.evtx", "dc-rdp-lsm.evtx", "dc-rdp-rcm.evtx");
    expect(askReport("remote", dc).rows).toMatchObject([
      { what: "reconnect", user: "vagrant", clientName: "silversurfer", sourceAddress: "192.168.38.1" },
    ]);
    expect(askReport("who", dc, { at: at("2021-02-12T12:34:00Z") }).rows).toMatchObject([
      { user: "vagrant", presence: "yes", state: "active" },
    ]);
    expect(askReport("boots", dc).rows.map(({ what, by }) => [what, by])).toContainEqual([
      "down",
      "WINDOMAIN\\vagrant",
    ]);
    // The account `test` started programs as `user` eight times.
    expect(askReport("runas", of("win10-security.evtx")).totals).toEqual({ uses: 8, users: 1, targets: 1 });
    compared += 22;
  });
});
