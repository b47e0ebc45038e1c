import { closeSync, openSync, writeSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { EventDefinition } from "../../shared/testing/evtx-writer/event-definition.ts";
import { EVENTS, type EventName, EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import { fileHeader, HEADER_BLOCK } from "../../shared/testing/evtx-writer/file-header.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * Writes a Security log of about the wanted size for the benchmark:
 *   node big-log.mjs FILE MEGABYTES
 * The day of a terminal server as its log tells it: desktops of 3,000 people with what belongs to them, between network
 * logons, wrong passwords, and records that no rule needs. Names, LogonIds, addresses and ports differ, and logons come
 * in four versions, so that no reader can live off one cached text or template. Same size, same bytes.
 */
const [, , file = "", megabytes = "30"] = process.argv;
const wanted = Number(megabytes) * 1e6;
const RECORDS_A_PART = 6000;
const CHUNK_SIZE = 65_536;
const SECOND = 10_000_000;
const PEOPLE = 3000;
const computer = "SRV-BENCH.corp.example";
const LOGON: readonly EventName[] = ["4624v2", "4624v2", "4624v2", "4624v1", "4624v2", "4624v0", "4624v3"];
/** What is audited beside logons, and read only as far as its number. */
const PROCESS: EventDefinition = {
  id: 4688,
  version: 2,
  provider: {
    name: "Microsoft-Windows-Security-Auditing",
    guid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
  },
  channel: "Security",
  level: 0,
  task: 13_312,
  keywords: 0x8020_0000_0000_0000n,
  body: "eventData",
  fixedSystem: false,
  fields: [
    ["SubjectUserSid", "sid"],
    ["SubjectUserName", "string"],
    ["SubjectDomainName", "string"],
    ["SubjectLogonId", "hex64"],
    ["NewProcessId", "pointer"],
    ["NewProcessName", "string"],
    ["TokenElevationType", "string"],
    ["ProcessId", "pointer"],
    ["CommandLine", "string"],
  ],
};

/** Numbers in [0, 1) that are the same on every run (a linear congruence of 32 bits). */
let state = 20_240_101;
function dice(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

let time = 0;
function after(seconds: number): Ticks {
  time += Math.ceil(seconds * dice() * SECOND);
  return time as Ticks;
}

/** One person comes, works and goes, while others' network logons pass. */
function writeRound(writer: EvtxWriter, round: number): void {
  const person = Math.floor(dice() * PEOPLE);
  const id = BigInt(0x10000 + round * 32);
  const account = {
    TargetUserSid: `S-1-5-21-1004336348-1177238915-682003330-${1100 + person}`,
    TargetUserName: `user${person}`,
    TargetDomainName: person % 40 === 0 ? "PARTNER" : "CORP",
    TargetLogonId: id,
  };
  const caller = {
    SubjectUserSid: "S-1-5-18",
    SubjectUserName: "SRV-BENCH$",
    SubjectDomainName: "CORP",
    SubjectLogonId: 0x3e7n,
  };
  const own = {
    SubjectUserSid: account.TargetUserSid,
    SubjectUserName: account.TargetUserName,
    SubjectDomainName: account.TargetDomainName,
    SubjectLogonId: id,
  };
  const from = {
    IpAddress: `10.${person >> 8}.${person & 255}.${1 + (round % 250)}`,
    IpPort: String(49_152 + Math.floor(dice() * 16_000)),
  };
  const put = (event: EventName, seconds: number, data: Readonly<Record<string, unknown>>): void => {
    writer.appendCustom(EVENTS[event], { time: after(seconds), computer }, data);
  };
  const logon = LOGON[round % LOGON.length]!;
  put("4648", 60, {
    ...caller,
    TargetUserName: account.TargetUserName,
    TargetServerName: "localhost",
    ...from,
  });
  put(logon, 1, {
    ...caller,
    ...account,
    ...from,
    LogonType: 10,
    LogonProcessName: "User32 ",
    AuthenticationPackageName: "Negotiate",
    WorkstationName: "SRV-BENCH",
    ProcessId: 0x2c4n,
    ProcessName: "C:\\Windows\\System32\\winlogon.exe",
  });
  if (round % 5 === 0)
    put("4672", 0, { ...own, PrivilegeList: "SeSecurityPrivilege\n\t\t\tSeBackupPrivilege" });
  for (let i = 0; i < 4; i++) {
    const network = { ...account, TargetLogonId: id + BigInt(1 + i) };
    put(logon, 2, {
      ...network,
      ...from,
      LogonType: 3,
      LogonProcessName: "Kerberos",
      AuthenticationPackageName: "Kerberos",
    });
    const name = `C:\\Program Files\\Tool${Math.floor(dice() * 300)}\\tool.exe`;
    writer.appendCustom(
      PROCESS,
      { time: after(60), computer },
      {
        ...own,
        NewProcessId: BigInt(4 * round + i),
        NewProcessName: name,
        CommandLine: `"${name}" /run ${round}`,
      },
    );
    put("4634", 20, { ...network, LogonType: 3 });
  }
  if (round % 3 === 0)
    put("4776", 1, {
      PackageName: "MICROSOFT_AUTHENTICATION_PACKAGE_V1_0",
      TargetUserName: account.TargetUserName,
    });
  if (round % 7 === 0)
    put("4625", 5, {
      ...caller,
      TargetUserName: account.TargetUserName,
      TargetDomainName: "CORP",
      LogonType: 3,
      ...from,
    });
  put("4800", 900, { ...account, SessionId: 2 + (round % 60) });
  put("4801", 600, { ...account, SessionId: 2 + (round % 60) });
  put("4647", 3600, account);
  put("4634", 1, { ...account, LogonType: 10 });
}

/** A part after the other, each with a writer of its own, so that a large log never stands in memory. */
function writeLog(): void {
  const log = openSync(file, "w");
  let chunks = 0;
  let nextRecordId = 1n;
  for (let round = 0; chunks * CHUNK_SIZE < wanted; ) {
    const writer = new EvtxWriter({ crc32, firstRecordId: nextRecordId });
    for (
      ;
      writer.count < RECORDS_A_PART &&
      (chunks * CHUNK_SIZE + writer.count * 600 < wanted || writer.count === 0);
      round++
    )
      writeRound(writer, round);
    nextRecordId += BigInt(writer.count);
    const part = writer.finish().subarray(HEADER_BLOCK);
    writeSync(log, part, 0, part.length, HEADER_BLOCK + chunks * CHUNK_SIZE);
    chunks += part.length / CHUNK_SIZE;
  }
  const header = fileHeader(
    { firstChunk: 0, lastChunk: chunks - 1, nextRecordId, minorVersion: 2, chunkCount: chunks, flags: 0 },
    crc32,
  );
  writeSync(log, header, 0, header.length, 0);
  closeSync(log);
}

writeLog();
