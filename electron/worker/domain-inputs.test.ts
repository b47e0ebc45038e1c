import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CoverageAnswer } from "../../shared/contract/coverage-schema.ts";
import { isCaseData } from "../../shared/contract/guard-case.ts";
import { problemsOf } from "../../shared/contract/schema-shape.ts";
import { ANSWERS } from "../../shared/contract/schemas.ts";
import { assessCoverage } from "../../shared/engine/coverage/assess.ts";
import { epochMsToTicks } from "../../shared/engine/time/calendar.ts";
import { UTC } from "../../shared/engine/time/zone.ts";
import { coverageHtml } from "../../shared/export/coverage-html.ts";
import { coverageJson } from "../../shared/export/coverage-record.ts";
import { coverageTable } from "../../shared/export/coverage-table.ts";
import { EVENTS, type EventName, EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { ArchiveJoin } from "../../shared/types/archive.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import { openArchive } from "../collect/archive-store.ts";
import { expandPaths } from "../host/expand-paths.ts";
import { openCase } from "./open-case-job.ts";

/* Logs of domain controllers and archives of scheduled runs, through the whole of reading. */

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-domain-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const ALL = { from: Number.NaN, to: Number.NaN };
async function read(path: string) {
  const files = await expandPaths([path]);
  const context = { cancel: { cancelled: false }, post() {}, waitForRoom() {} };
  const data = openCase({ files, settings: DEFAULT_SETTINGS, early: false }, context).data;
  expect(isCaseData(data)).toBe(true);
  return data;
}
type Data = Awaited<ReturnType<typeof read>>;
function answerOf(data: Data): CoverageAnswer {
  const coverage = assessCoverage(data, ALL);
  const answer = JSON.parse([...coverageJson({ data, coverage, zone: UTC })].join("")) as CoverageAnswer;
  expect(problemsOf(ANSWERS["logonscope.coverage/1"]!, answer)).toEqual([]);
  return answer;
}
const tableOf = (data: Data) =>
  [...coverageTable({ data, coverage: assessCoverage(data, ALL), zone: UTC }, 0)].join("");

type Event = readonly [
  time: string,
  event: EventName,
  data: Readonly<Record<string, string | number | bigint>>,
];
function writeLog(name: string, computer: string, events: readonly Event[]): void {
  const writer = new EvtxWriter({ crc32: (bytes, before) => crc32(bytes, before) });
  for (const [at, [time, event, data]] of events.entries()) {
    const head = { computer, recordId: at + 1, time: epochMsToTicks(Date.parse(`2024-03-04T${time}Z`)) };
    writer.appendCustom(EVENTS[event], head, data);
  }
  writeFileSync(join(folder, name), writer.finish());
}

const SID = "S-1-5-21-1-2-3-1001";
const GUID = "{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}";
const anna = { TargetUserName: "anna", TargetDomainName: "CORP.LOCAL", TargetSid: SID };
const granted = { ...anna, ServiceName: "krbtgt", Status: 0, IpAddress: "::ffff:10.0.0.17" };

test("two domain controllers and a workstation: first seen, place, session, lockout, refusals once", async () => {
  const machine = {
    TargetUserName: "PC1$",
    TargetDomainName: "CORP",
    TargetUserSid: "S-1-5-21-1-2-3-2001",
    TargetLogonId: 0x9001n,
    LogonType: 3,
    LogonProcessName: "Kerberos",
    AuthenticationPackageName: "Kerberos",
    IpAddress: "10.0.0.17",
  };
  const wrong = { TargetUserName: "anna", Workstation: "PC1", Status: 0xc000006a };
  writeLog("DC1-Security.evtx", "DC1.corp.local", [
    ["07:59:50", "4624v2", machine],
    ["08:00:00", "4768", granted],
    [
      "08:00:00.5",
      "4769",
      {
        TargetUserName: "anna@CORP.LOCAL",
        TargetDomainName: "CORP.LOCAL",
        ServiceName: "PC1$",
        Status: 0,
        IpAddress: "::ffff:10.0.0.17",
        LogonGuid: GUID,
      },
    ],
    ["09:58:00", "4776", wrong],
    ["09:59:00", "4776", wrong],
    ["10:00:00", "4740", { TargetUserName: "anna", TargetDomainName: "PC1", TargetSid: SID }],
  ]);
  writeLog("DC2-Security.evtx", "DC2.corp.local", [
    ["08:00:10", "4768", granted],
    ["09:59:00.2", "4776", wrong],
  ]);
  writeLog("PC1-Security.evtx", "PC1.corp.local", [
    [
      "08:00:01",
      "4624v2",
      {
        TargetUserName: "anna",
        TargetDomainName: "CORP",
        TargetUserSid: SID,
        TargetLogonId: 0x1a001n,
        LogonType: 2,
        LogonProcessName: "User32",
        LogonGuid: GUID,
        IpAddress: "127.0.0.1",
        ProcessName: "C:\\Windows\\System32\\svchost.exe",
      },
    ],
    ["12:00:00", "4647", { TargetUserName: "anna", TargetUserSid: SID, TargetLogonId: 0x1a001n }],
  ]);
  const data = await read(folder);
  const { domain, computers } = answerOf(data);
  expect(domain).toMatchObject({
    authentications: 2,
    linked: { logonGuid: 1, time: 1 },
    refusals: 3,
    attempts: 2,
    controllers: [{ computer: "DC1.corp.local" }, { computer: "DC2.corp.local" }],
    first: [
      {
        day: "2024-03-04",
        time: "2024-03-04T08:00:00.0000000Z",
        user: "anna",
        controller: "DC1.corp.local",
        kind: "kerberos",
        authentications: 2,
        address: "10.0.0.17",
        computer: "PC1",
        computerEvidence: "inferred",
        session: "pc1.corp.local/Security/1",
        sessionBy: "logonGuid",
      },
    ],
    lockouts: [{ user: "anna", caller: "PC1", attempts: 2 }],
  });
  const dcOnly = computers.filter(({ verdicts }) => verdicts.some(({ key }) => key === "dcOnly"));
  expect(dcOnly.map(({ computer }) => computer)).toEqual(["DC1.corp.local", "DC2.corp.local"]);
  const table = tableOf(data);
  expect(table).toContain("10.0.0.17 = PC1, inferred");
  expect(table).toContain("not how long they stayed");
  expect(table).toContain("anna was locked out from PC1");
  expect(table).toContain("2 refused attempts in 3 records");
  const html = [...coverageHtml({ data, coverage: assessCoverage(data, ALL), zone: UTC })].join("");
  expect(html).toContain("Domain controllers (2 in these logs: DC1.corp.local, DC2.corp.local)");
});

test("a case without a domain controller has no such block", async () => {
  writeLog("PC1-Security.evtx", "PC1", [
    ["08:00:00", "4776", { TargetUserName: "anna", Workstation: "PC1", Status: 0 }],
  ]);
  const data = await read(folder);
  expect(answerOf(data).domain).toBe(null);
  expect(tableOf(data)).not.toContain("Domain controllers");
});

describe("an archive as a case", () => {
  const xml = (from: number, to: number) => {
    const events = Array.from({ length: to - from + 1 }, (_, i) => from + i).map(
      (id) =>
        `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4768</EventID><TimeCreated SystemTime='${timeOf(id)}'/><EventRecordID>${id}</EventRecordID><Channel>Security</Channel><Computer>DC1.corp.local</Computer></System><EventData><Data Name='TargetUserName'>anna</Data><Data Name='TargetSid'>${SID}</Data><Data Name='ServiceName'>krbtgt</Data><Data Name='Status'>0x0</Data></EventData></Event>`,
    );
    return `<Events>\n${events.join("\n")}\n</Events>\n`;
  };
  /** Numbers jump, as those of some kinds of records do. */
  const timeOf = (id: number) => `2024-03-04T${String(id % 24).padStart(2, "0")}:00:00.0000000Z`;

  async function archive(runs: readonly (readonly [from: number, to: number, join: ArchiveJoin])[]) {
    const opened = await openArchive(folder, Date.now, async () => {});
    if (opened.type !== "opened") throw new Error(opened.type);
    for (const [from, to, how] of runs) {
      const path = join(opened.store.folder, `${from}.part`);
      const text = xml(from, to);
      writeFileSync(path, text);
      await opened.store.take({
        host: "dc1",
        computer: "DC1.corp.local",
        channel: "security",
        path,
        bytes: Buffer.byteLength(text),
        sha256: createHash("sha256").update(text).digest("hex"),
        records: to - from + 1,
        first: { recordId: BigInt(from), time: timeOf(from) },
        last: { recordId: BigInt(to), time: timeOf(to) },
        began: Date.parse(timeOf(to)),
        ended: Date.parse(timeOf(to)),
        whole: false,
        partial: false,
        join: how,
      });
    }
    await opened.store.close();
    return readdirSync(join(folder, "dc1.corp.local")).sort();
  }

  test("is recognised by its index; runs that join make one span", async () => {
    await archive([
      [1, 3, "first"],
      [3, 6, "joined"],
    ]);
    const data = await read(folder);
    expect(data.sources.map(({ format, failure }) => [format, failure])).toEqual([
      ["xml", null],
      ["xml", null],
      ["archive", null],
    ]);
    expect([data.leftOut, data.counts.duplicates]).toEqual([undefined, 1]);
    const { archives, coverage } = answerOf(data);
    expect(archives).toMatchObject([
      {
        source: 2,
        files: 2,
        missing: [],
        altered: [],
        logs: [{ computer: "DC1.corp.local", records: 7, gaps: [] }],
      },
    ]);
    expect(coverage).toMatchObject([{ filtered: true, holes: [] }]);
    expect(coverage[0]!.spans).toHaveLength(1);
    expect(tableOf(data)).toContain("Every run joins the one before.");
  });

  test("a gap between runs is a hole, and named", async () => {
    await archive([
      [1, 3, "first"],
      [9, 12, "gap"],
    ]);
    const data = await read(folder);
    const { archives, coverage } = answerOf(data);
    expect(archives[0]!.logs[0]!.gaps).toEqual([
      { from: "2024-03-04T03:00:00.0000000Z", to: "2024-03-04T09:00:00.0000000Z", cause: "gap" },
    ]);
    expect(coverage[0]!.holes).toMatchObject([{ cause: "fileEdge", from: "2024-03-04T03:00:00.0000000Z" }]);
    expect(coverage[0]!.spans).toHaveLength(2);
    expect(tableOf(data)).toContain("two runs do not join from 2024-03-04 03:00:00");
  });

  test("a file that was moved is there all the same", async () => {
    const [only] = await archive([[1, 3, "first"]]);
    renameSync(join(folder, "dc1.corp.local", only!), join(folder, "moved.xml"));
    const { archives } = answerOf(await read(folder));
    expect(archives).toMatchObject([{ files: 1, missing: [], altered: [] }]);
  });

  test("missing and altered files are named, and the rest is read", async () => {
    const [first, second] = await archive([
      [1, 3, "first"],
      [3, 6, "joined"],
      [6, 8, "joined"],
    ]);
    rmSync(join(folder, "dc1.corp.local", first!));
    writeFileSync(join(folder, "dc1.corp.local", second!), xml(3, 6).replace("anna", "mona"));
    const data = await read(folder);
    const { archives } = answerOf(data);
    expect(archives).toMatchObject([{ files: 3, missing: [`dc1.corp.local/${first}`], altered: [0] }]);
    expect(tableOf(data)).toContain("not as it was collected");
    expect(data.counts.records).toBe(7);
  });
});
