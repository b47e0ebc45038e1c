import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS, type SessionsAnswer } from "../../shared/contract/schemas.ts";
import { SESSION_KINDS } from "../../shared/types/names.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { jobHost } from "../../tests/job-host.ts";
import { runCli } from "./testing/run-cli.ts";

/*
 * Commands over real logs, whole: the worker's jobs run in this thread, everything else is as it is in use. Every
 * answer must fit its schema, and the same question must get the same bytes.
 */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const names = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml|evt)$/.test(name)) : [];
const path = (name: string) => fileURLToPath(new URL(name, SAMPLES));
let compared = 0;
afterAll(() => {
  console.log(
    `command line over real logs: ${compared} answers compared, ${present ? 0 : "all samples"} skipped`,
  );
});

const run = (...args: readonly string[]) => runCli(jobHost, args);

async function sessionsOf(samples: readonly string[], ...options: string[]): Promise<SessionsAnswer> {
  const { out } = await run("sessions", ...samples.map(path), ...options, "--format", "json");
  return JSON.parse(out) as SessionsAnswer;
}

describe.skipIf(!present)("every sample", () => {
  test.each(names)("%s", async (name) => {
    for (const args of [
      ["sessions", "--kind", "all"],
      ["failures"],
      ["info"],
      ["coverage"],
      ["report", "who", "--at", "2021-02-12T12:34:00Z"],
    ]) {
      const line = [...args, path(name), "--format", "json"];
      const { code, out } = await run(...line);
      expect([args[0], code === 0 || code === 3]).toEqual([args[0], true]);
      const answer = JSON.parse(out) as { schema: string };
      expect(problemsOf(ANSWERS[answer.schema]!, answer)).toEqual([]);
      compared++;
    }
  });

  test("a refusal of Windows XP has a reason by its number and no code", async () => {
    const { out } = await run("failures", path("synthetic-secevent-xp.evt"), "--format", "json");
    const { failures } = JSON.parse(out) as { failures: Record<string, unknown>[] };
    expect(failures).toHaveLength(13);
    for (const failure of failures) {
      const reason = "Unknown user name or wrong password";
      expect(failure).toMatchObject({ reason, status: null, subStatus: null });
    }
    const table = await run("failures", path("synthetic-secevent-xp.evt"), "--format", "table");
    expect(table.out).not.toContain("0x0");
  });

  test("the same question gets the same bytes, in every format", async () => {
    for (const format of ["table", "csv", "json", "jsonl"]) {
      const line = ["sessions", path("dc-rdp-security.evtx"), "--kind", "all", "--format", format];
      const { out } = await run(...line);
      expect(out.length).toBeGreaterThan(200);
      expect((await run(...line)).out).toBe(out);
      compared++;
    }
  });

  test("coverage says the same twice, in every format", async () => {
    for (const format of ["table", "json", "html"]) {
      const line = ["coverage", path("win7-security.evtx"), path("dc-rdp-security.evtx"), "--format", format];
      const { out } = await run(...line);
      expect(out.length).toBeGreaterThan(1000);
      expect((await run(...line)).out).toBe(out);
      compared++;
    }
  });

  test("logons add up in each: read is used and what was set aside, and no 4624 is lost", async () => {
    for (const name of names) {
      const { counts } = await sessionsOf([name]);
      const { read, used, byClass } = counts.logons;
      expect([name, used + Object.values(byClass).reduce((sum, count) => sum + count, 0)]).toEqual([
        name,
        read,
      ]);
      const logons = ["events", path(name), "--format", "jsonl", "--filter", "eventid:4624"];
      const keys = (await run(...logons)).out
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => {
          const { computer, channel, recordId, timeCreated } = JSON.parse(line) as Record<string, string>;
          return `${computer} ${channel} ${recordId} ${timeCreated}`;
        });
      expect([name, read]).toEqual([name, new Set(keys).size]);
      compared++;
    }
  });

  test("every kind can be asked for, and all of them are the sum of each", async () => {
    const count = async (kind: string) =>
      (await sessionsOf(["win11-security.evtx", "dc-rdp-security.evtx"], "--kind", kind)).sessions.length;
    const of = new Map<string, number>();
    for (const kind of SESSION_KINDS) of.set(kind, await count(kind));
    const sum = (kinds: readonly string[]) => kinds.reduce((total, kind) => total + of.get(kind)!, 0);
    expect(await count(SESSION_KINDS.join(","))).toBe(sum(SESSION_KINDS));
    expect(await count("all")).toBe(sum(SESSION_KINDS) - of.get("system")! - of.get("desktopHelper")!);
    expect(["desktop", "secondary", "system", "desktopHelper"].every((kind) => of.get(kind)! > 0)).toBe(true);
    compared++;
  });

  test("W15: two copies of one log, one renamed, are all records once", async () => {
    const folder = mkdtempSync(join(tmpdir(), "logonscope-copies-"));
    try {
      const copy = join(folder, "renamed.evtx");
      copyFileSync(path("dc-rdp-security.evtx"), copy);
      const once = await sessionsOf(["dc-rdp-security.evtx"], "--kind", "all");
      for (const inputs of [
        [path("dc-rdp-security.evtx"), copy],
        [copy, path("dc-rdp-security.evtx")],
        [copy, copy],
      ]) {
        const line = ["sessions", ...inputs, "--kind", "all", "--format"];
        const twice = JSON.parse((await run(...line, "json")).out) as SessionsAnswer;
        expect(twice.sessions).toEqual(once.sessions);
        expect(twice.boots).toEqual(once.boots);
        expect(twice.counts).toEqual({ ...once.counts, duplicates: 789 });
        expect(twice.sources.map(({ duplicates }) => duplicates)).toEqual([0, 789]);
        expect((await run(...line, "table")).out).toContain("; 789 duplicate records left out\n");
      }
      compared++;
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("four logs of one domain controller tell one Remote Desktop story", async () => {
    const logs = ["security", "system", "lsm", "rcm"].map((log) => `dc-rdp-${log}.evtx`);
    const { sessions, boots, counts, holes } = await sessionsOf(logs);
    // Reconnected from silversurfer into the console session of 12:33:51, away 1.5 s in between; the story is written
    // down record by record in the tests of pairing.
    expect(sessions.map((s) => [s.user, s.start, s.end, s.clientName, s.sourceAddress, s.flags])).toEqual([
      ["vagrant", null, "2021-02-12T12:32:43.2904523Z", null, null, []],
      [
        "vagrant",
        "2021-02-12T12:33:51.7249893Z",
        "2021-02-12T12:34:40.6092328Z",
        "silversurfer",
        "192.168.38.1",
        ["reconnect"],
      ],
    ]);
    expect(sessions[1]!.intervals.disconnected).toEqual([
      ["2021-02-12T12:34:28.5433124Z", "2021-02-12T12:34:30.0502110Z"],
    ]);
    expect(
      sessions[1]!.proof.records.map(({ role, eventId, recordId }) => [role, eventId, recordId]),
    ).toEqual([
      ["start", 4624, "506366"],
      ["end", 4647, "506570"],
      ["intervalStart", 4779, "506516"],
      ["intervalEnd", 4778, "506531"],
    ]);
    expect(sessions.map(({ proof }) => [proof.rules, proof.wouldHelp])).toEqual([
      [["R10", "E1"], ["earlierLog"]],
      [["R6", "E1", "R8"], []],
    ]);
    expect(boots.map(({ clean }) => clean)).toEqual([true, null]);
    expect(counts.duplicates).toBe(0);
    // The Security log begins with its own clearing, four seconds after the first record of the System log.
    expect(holes.map(({ cause, channel, to }) => [cause, channel, to])).toEqual([
      ["cleared", "Security", "2021-02-12T12:32:35.1476848Z"],
    ]);
    const { computer } = sessions[0]!;
    expect(new Set([...sessions, ...boots].map((each) => each.computer?.toLowerCase())).size).toBe(1);
    expect(computer?.toLowerCase()).toBe("dc.windomain.local");
    compared++;
  });

  test("a setting reaches the rules and is named in the answer", async () => {
    const automatic = (answer: SessionsAnswer) =>
      answer.sessions.filter(({ flags }) => flags.includes("autoLogon?")).length;
    expect(automatic(await sessionsOf(["win7-security.evtx"]))).toBe(26);
    const changed = await sessionsOf(["win7-security.evtx"], "--set", "autoLogon=0");
    expect(automatic(changed)).toBe(0);
    expect(changed.settings).toEqual({ ...DEFAULT_SETTINGS, autoLogon: 0 });
    compared++;
  });

  test("what would make a session more certain", async () => {
    const { sessions } = await sessionsOf(["win7-security.evtx"]);
    const helps = (reason: string) => sessions.find(({ endReason }) => endReason === reason)!.proof.wouldHelp;
    // Four unlocks (type 7) and not one 4800: locks are not audited here.
    expect(helps("powerLoss")).toEqual(["systemLog", "lockAuditing"]);
    expect(helps("stillOpen")).toEqual(["laterLog", "systemLog", "lockAuditing"]);
    expect(helps("userLogoff")).toEqual(["lockAuditing"]);
    compared++;
  });

  test("figures known for one log", async () => {
    const { out } = await run("sessions", path("win7-security.evtx"), "--format", "json");
    const { counts, sessions, computers } = JSON.parse(out) as SessionsAnswer;
    expect(computers.map(({ name, aliases }) => [name, aliases])).toEqual([
      ["WIN-03DLIIOFRRA", ["37L4247F27-25"]],
    ]);
    const aside = Object.values(counts.logons.byClass).reduce((sum, count) => sum + count, 0);
    expect(counts.logons.read).toBe(counts.logons.used + aside);
    // Figures known for this log: 583 logons, 40 desktop sessions.
    expect([counts.logons.read, sessions.length]).toEqual([583, 40]);
    compared++;
  });

  test("an .evtx and the XML made from it give the same sessions", async () => {
    const values = async (name: string) => {
      const { out } = await run("sessions", path(name), "--kind", "all", "--format", "json");
      const { sessions } = JSON.parse(out) as SessionsAnswer;
      // Byte offsets are those of each file.
      return sessions.map(({ startRecord, endRecord, proof, ...rest }) => [
        rest,
        startRecord?.recordId,
        endRecord?.recordId,
        { ...proof, records: proof.records.map(({ offset: _, ...record }) => record) },
      ]);
    };
    expect(await values("dc-rdp-security.xml")).toEqual(await values("dc-rdp-security.evtx"));
    compared++;
  });

  test("events: every record once with --all, and a filter that keeps what it names", async () => {
    const all = await run("events", path("win7-security.evtx"), "--all", "--format", "jsonl");
    const lines = all.out.trimEnd().split("\n");
    expect(lines).toHaveLength(2261);
    const logons = await run(
      "events",
      path("win7-security.evtx"),
      "--format",
      "jsonl",
      "--filter",
      "eventid:4624",
    );
    expect(logons.out.trimEnd().split("\n")).toHaveLength(583);
    compared++;
  });
});
