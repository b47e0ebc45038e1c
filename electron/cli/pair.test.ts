import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import type { SessionAnswerRow } from "../../shared/contract/schemas.ts";
import { jobHost } from "../../tests/job-host.ts";
import { runCli } from "./testing/run-cli.ts";

/*
 * Events as lines of JSON give the sessions that their logs give: over every sample, from the session-relevant records
 * and from all of them. What is compared are the lines of JSON, without the places of records: those are positions in
 * what was read, and that is another file.
 */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const names = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml|evt)$/.test(name)) : [];
const path = (name: string) => fileURLToPath(new URL(name, SAMPLES));
let compared = 0;
let sessions = 0;
const mixed = new Set<string>();
afterAll(() => {
  console.log(`pairing lines: ${compared} ways of ${names.length} logs, ${sessions} sessions compared`);
  console.log(`of several computers mixed: ${[...mixed].join(", ") || "none"}`);
});

const run = (...args: readonly string[]) => runCli(jobHost, args);
const encoder = new TextEncoder();
/** In pieces that end anywhere, also inside a character. */
const pieces = (text: string, size = 4093): Uint8Array[] => {
  const bytes = encoder.encode(text);
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
};
const pair = (text: string, ...args: readonly string[]) =>
  runCli(jobHost, ["pair", ...args], "UTC", pieces(text));

type Row = Omit<SessionAnswerRow, "id"> & { id?: number };
/**
 * Sessions without what lines of events cannot tell: what would tell more speaks of the files that they came from. Row
 * numbers count anew for each computer.
 */
function rowsOf(out: string, alone = true): Row[] {
  const rows = out
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line, (name, value) => (name === "offset" ? undefined : value)) as Row);
  for (const row of rows) {
    (row.proof.wouldHelp as unknown[]).length = 0;
    if (!alone) delete row.id;
  }
  return rows;
}
const byKey = (rows: readonly Row[]) =>
  rows.map((row) => JSON.stringify(row)).sort((a, b) => (a < b ? -1 : 1));

/** A line as another program might write it. */
function line(recordId: number, eventId: number, minute: number, more: object = {}): string {
  return JSON.stringify({
    recordId: String(recordId),
    eventId,
    provider: "Microsoft-Windows-Security-Auditing",
    channel: "Security",
    computer: "PC1",
    timeCreated: `2024-03-04T08:${String(minute).padStart(2, "0")}:00.0000000Z`,
    data: {
      TargetUserSid: "S-1-5-21-1-2-3-1001",
      TargetUserName: "anna",
      TargetDomainName: "CORP",
      TargetLogonId: "0x1a001",
      LogonType: "2",
      LogonProcessName: "User32 ",
    },
    ...more,
  });
}
const logon = (recordId: number, minute: number, more?: object) => line(recordId, 4624, minute, more);
const logoff = (recordId: number, minute: number, more?: object) => line(recordId, 4647, minute, more);

describe.skipIf(!present)("over real logs", () => {
  test.each(names)("%s gives the same sessions through pair", async (name) => {
    const whole = rowsOf((await run("sessions", path(name), "--kind", "all", "--format", "jsonl")).out);
    for (const all of [[], ["--all"]]) {
      const events = await run("events", path(name), "--format", "jsonl", ...all);
      const paired = await pair(events.out, "--kind", "all", "--any-order");
      expect([name, paired.code, paired.err]).toEqual([name, 0, events.out === "" ? expect.any(String) : ""]);
      expect(rowsOf(paired.out)).toEqual(whole);
      compared++;
      sessions += whole.length;
      // Computer after computer: the same, unless the log mixes some, which is told.
      const streamed = await pair(events.out, "--kind", "all");
      if (streamed.code === 3) {
        expect(streamed.err).toContain("again, whose sessions were written before");
        mixed.add(name);
      } else expect(byKey(rowsOf(streamed.out, false))).toEqual(byKey(rowsOf(paired.out, false)));
    }
  });

  test("several computers, one after another, give what one big case gives", async () => {
    const inputs = [
      "dc-rdp-security.evtx",
      "dc-rdp-system.evtx",
      "win10-security.evtx",
      "win7-security.evtx",
    ];
    const whole = await run("sessions", ...inputs.map(path), "--kind", "all", "--format", "jsonl");
    const events = await run("events", ...inputs.map(path), "--format", "jsonl");
    const paired = await pair(events.out, "--kind", "all");
    expect(paired).toMatchObject({ code: 0, err: "" });
    expect(rowsOf(paired.out).length).toBeGreaterThan(90);
    expect(byKey(rowsOf(paired.out, false))).toEqual(byKey(rowsOf(whole.out, false)));
  });

  test("CSV has one heading, and the lines of the other command", async () => {
    const inputs = ["win10-security.evtx", "win7-security.evtx"].map(path);
    const events = await run("events", ...inputs, "--format", "jsonl");
    const lines = (text: string) => text.split("\r\n").filter((each) => each !== "");
    const paired = lines((await pair(events.out, "--kind", "all", "--format", "csv")).out);
    const whole = lines(
      (await run("sessions", ...inputs, "--kind", "all", "--format", "csv", "--zone", "UTC")).out,
    );
    expect(paired[0]).toBe(whole[0]);
    expect(paired.filter((each) => each.startsWith("id,"))).toHaveLength(1);
    expect(paired).toHaveLength(whole.length);
  });
});

describe("lines of other programs", () => {
  test("need little to be a session", async () => {
    const { code, out } = await pair(`${logon(1, 0)}\n${logoff(2, 30)}\n`);
    expect(code).toBe(0);
    expect(rowsOf(out)).toMatchObject([{ user: "anna", endReason: "userLogoff", durationSeconds: 1800 }]);
  });

  test("a byte order mark, blank lines, CRLF and a last line without its end do no harm", async () => {
    const { code, out, err } = await pair(`\ufeff${logon(1, 0)}\r\n\r\n\n${logoff(2, 30)}`);
    expect([code, err]).toEqual([0, ""]);
    expect(rowsOf(out)).toHaveLength(1);
  });

  test("what is no event is left out, counted and named by its line", async () => {
    const bad = ["{", "null", "[]", '{"eventId":"4624"}', '{"eventId":70000}', '{"eventId":1,"data":[]}'];
    const text = [logon(1, 0), ...bad, logoff(2, 30)].join("\n");
    const { code, out, err } = await pair(text);
    expect(code).toBe(3);
    expect(err).toContain("6 lines, the first of them line 2, are no event as JSON");
    expect(rowsOf(out)).toHaveLength(1);
  });

  test("nothing but such lines is no log", async () => {
    expect(await pair("a\nb\n")).toMatchObject({ code: 1, out: "" });
    expect(await pair("")).toMatchObject({ code: 0, out: "", err: expect.stringContaining("no events") });
  });

  test("a line longer than any event is left out, whatever comes behind it", async () => {
    const long = `{"eventId":1,"data":{"a":"${"x".repeat(17 * 1024 * 1024)}"}}`;
    const bytes = encoder.encode(`${logon(1, 0)}\n${long}\n${logoff(2, 30)}\n`);
    const size = 500_000;
    const stdin = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    const { code, out, err } = await runCli(jobHost, ["pair"], "UTC", stdin);
    expect([code, rowsOf(out).length]).toEqual([3, 1]);
    expect(err).toContain("line 2 is longer than any event");
  });

  test("values of all kinds, and names that mean something to JavaScript, are only values", async () => {
    const data =
      '{"__proto__":"x","constructor":["a"],"LogonType":2,"TargetUserName":["anna","bert"],"n":{"a":1}}';
    const odd = `{"eventId":4624,"channel":"Security","provider":"Microsoft-Windows-Security-Auditing","recordId":7,"computer":"PC1","data":${data}}`;
    expect(await pair(`${odd}\n${logon(8, 0)}\n`)).toMatchObject({ code: 0, err: "" });
  });
});

describe("one computer after another", () => {
  const other = { computer: "PC2", source: 1 };

  test("one that comes back is left out, named, and the exit code tells", async () => {
    const text = [logon(1, 0), logoff(2, 9), logon(1, 0, other), logoff(2, 5, other), logon(3, 20)].join(
      "\n",
    );
    const { code, out, err } = await pair(text);
    expect(code).toBe(3);
    expect(err).toContain("line 5 is of PC1 again");
    expect(rowsOf(out).map(({ computer }) => computer)).toEqual(["PC1", "PC2"]);
    const whole = await pair(text, "--any-order");
    expect([whole.code, rowsOf(whole.out).length]).toEqual([0, 3]);
  });

  test("its other spellings are itself", async () => {
    const full = { computer: "pc1.corp.example" };
    const text = [logon(1, 0), logoff(2, 9, full), logon(3, 10, other), logon(4, 20, full)].join("\n");
    const { code, out, err } = await pair(text);
    expect([code, rowsOf(out).length]).toEqual([3, 2]);
    expect(err).toContain("line 4 is of pc1.corp.example again");
  });

  test("a log that goes on under another name is that of a computer renamed", async () => {
    const renamed = { computer: "DESKTOP-A" };
    const { code, out } = await pair([logon(41, 0), logoff(42, 9, renamed)].join("\n"));
    expect(code).toBe(0);
    expect(rowsOf(out)).toMatchObject([{ endReason: "userLogoff", durationSeconds: 540 }]);
  });

  test("filter, kinds and window choose as they do for sessions", async () => {
    const text = [logon(1, 0), logoff(2, 9), logon(1, 0, other)].join("\n");
    expect(rowsOf((await pair(text, "--filter", "computer:PC2")).out)).toHaveLength(1);
    expect(rowsOf((await pair(text, "--to", "2024-03-04T07:00:00Z")).out)).toHaveLength(0);
    expect(rowsOf((await pair(text, "--kind", "network")).out)).toHaveLength(0);
    expect((await pair(text, "--filter", "usr:a")).code).toBe(2);
  });

  test("progress as JSON tells of each computer", async () => {
    const { err } = await pair([logon(1, 0), logon(1, 0, other)].join("\n"), "--progress", "json");
    const told = err
      .split("\n")
      .filter((each) => each !== "")
      .map((each) => JSON.parse(each) as object);
    expect(told).toMatchObject([
      { progress: { phase: "pairing", computers: 1, sessions: 1 } },
      { progress: { phase: "pairing", computers: 2, sessions: 2 } },
    ]);
  });

  test("a terminal, files and other formats are refused", async () => {
    expect(await run("pair")).toMatchObject({ code: 2, err: expect.stringContaining("standard input") });
    expect(await pair("", "a.evtx")).toMatchObject({ code: 2 });
    expect(await pair("", "--format", "json")).toMatchObject({
      code: 2,
      err: expect.stringContaining("jsonl, csv"),
    });
  });
});
