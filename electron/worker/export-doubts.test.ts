import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { doubtOf } from "../../shared/engine/coverage/doubts.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { judgeCase } from "../../shared/engine/verdicts.ts";
import { verdictText } from "../../shared/export/messages.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { openCase } from "./open-case-job.ts";

/* Which inputs are known to be exports that leave records out, though no gap shows. */

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const names = existsSync(SAMPLES)
  ? readdirSync(SAMPLES).filter((name) => /\.(evtx|evt|xml)$/.test(name))
  : [];
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-doubts-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(path: string): CaseData {
  const files = [{ path, name: path, folder: null, failure: null }];
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  return openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;
}

/**
 * Exports by query whose numbers jump too rarely to show it by that alone: in them the number in the record headers
 * runs on where the EventRecordID jumps.
 */
const LEFT_OUT = [
  "new-user-4720.evtx",
  "pth-source-type9.evtx",
  "rdp-hijack-4778-4779.evtx",
  "smb-guessing-4625.evtx",
  "time-changed-4616.evtx",
];
/** Exports whose numbers jump so often that this alone shows it. */
const JUMPY = [
  "kerbrute-4768-4771.evtx",
  "lock-unlock-documented.xml",
  "rdp-tunnel-logons.evtx",
  "rdp-tunnel-mixed.evtx",
  "win10-logons-powershell.xml",
];

describe.skipIf(names.length === 0)("real logs", () => {
  test("none is called numbered anew, whole ones are whole, and exports by query are known", () => {
    const found = new Map(
      names.map((name) => {
        const { coverage, sources } = read(fileURLToPath(new URL(name, SAMPLES)));
        const doubts = coverage.flatMap(({ filtered, doubt }) => (filtered ? [doubt ?? "jumps"] : []));
        return [name, { doubts: [...new Set(doubts)], notes: sources[0]!.notes }];
      }),
    );
    const withDoubt = (doubt: string) =>
      names.filter((name) => found.get(name)!.doubts.some((d) => d === doubt));
    console.log(
      `numbers of ${names.length} real logs: left out ${withDoubt("leftOut").length}, jumps ${withDoubt("jumps").length}, ` +
        `numbered anew ${withDoubt("renumbered").length}, whole ${names.filter((name) => found.get(name)!.doubts.length === 0).length}`,
    );
    expect(withDoubt("renumbered")).toEqual([]);
    expect(withDoubt("unnumbered")).toEqual([]);
    expect(withDoubt("leftOut")).toEqual(LEFT_OUT);
    expect(withDoubt("jumps")).toEqual(JUMPY);
  });

  test("one left-out record among 3561 is enough, and the verdict says that its gaps prove nothing", () => {
    const data = read(fileURLToPath(new URL("smb-guessing-4625.evtx", SAMPLES)));
    expect(data.sources[0]!.notes).toContain("recordsLeftOut");
    expect(doubtOf(data.coverage)).toBe("filtered");
    const told = judgeCase(data, Number.NaN).map((verdict) => verdictText(verdict, UTC));
    expect(told).toContain(
      "The records are a filtered export or came by way of an event collector. Missing events prove nothing.",
    );
  });
});

const event = (id: number, minute: number, eventId: number, data: string) =>
  `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>${eventId}</EventID><Keywords>0x8020000000000000</Keywords><TimeCreated SystemTime="2024-03-04T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00.0000000Z"/><EventRecordID>${id}</EventRecordID><Channel>Security</Channel><Computer>PC1</Computer></System><EventData>${data}</EventData></Event>`;
const logon = (id: number, minute: number) =>
  event(
    id,
    minute,
    4624,
    `<Data Name="TargetUserName">anna</Data><Data Name="TargetLogonId">0x${(0x10000 + id).toString(16)}</Data><Data Name="LogonType">3</Data>`,
  );

function xml(name: string, events: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `<Events>${events.join("")}</Events>`);
  return path;
}

test("an export of another tool that counts its logons from 1 on: the verdict does not miss logoffs", () => {
  const logons = Array.from({ length: 60 }, (_, at) => logon(at + 1, at));
  const anew = read(xml("anew.xml", logons));
  expect(anew.coverage).toMatchObject([{ filtered: true, doubt: "renumbered" }]);
  const [told, ...rest] = judgeCase(anew, Number.NaN);
  expect(rest).toEqual([]);
  expect(told).toMatchObject({ key: "filtered", params: { why: "renumbered" } });
  expect(verdictText(told!, UTC)).toContain("numbered anew");

  const whole = read(xml("whole.xml", [event(1, 0, 4608, ""), ...logons.map((_, at) => logon(at + 2, at))]));
  expect(whole.coverage).toMatchObject([{ filtered: false }]);
  expect(judgeCase(whole, Number.NaN).map(({ key }) => key)).toEqual(["noLogoff"]);
});

test("a table without record numbers proves nothing by what it lacks", () => {
  const path = join(folder, "log.csv");
  const row = (at: number) =>
    `Audit Success,3/4/2024 9:${String(at).padStart(2, "0")}:07 AM,Microsoft-Windows-Security-Auditing,4624,Logon,"An account was successfully logged on.\n\nSubject:\n\tSecurity ID:\t\tS-1-0-0\n\tAccount Name:\t\t-\n\tAccount Domain:\t\t-\n\tLogon ID:\t\t0x0\n\nLogon Type:\t\t\t3\n\nNew Logon:\n\tSecurity ID:\t\tS-1-5-21-1-2-3-1001\n\tAccount Name:\t\tanna\n\tAccount Domain:\t\tCORP\n\tLogon ID:\t\t0x${(0x5000 + at).toString(16)}\n"`;
  const rows = Array.from({ length: 55 }, (_, at) => row(at));
  writeFileSync(path, `Keywords,Date and Time,Source,Event ID,Task Category\n${rows.join("\n")}\n`);
  const data = read(path);
  expect(data.coverage).toMatchObject([{ filtered: true, doubt: "unnumbered" }]);
  expect(judgeCase(data, Number.NaN)).toMatchObject([{ key: "filtered", params: { why: "unnumbered" } }]);
});
