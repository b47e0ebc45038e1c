import { writeFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * Writes a Security log of about the wanted size for the benchmark:
 *   node big-log.js FILE MEGABYTES
 * A third of it are desktop sessions of 3,000 people, the rest network logons and other records of an ordinary day, so
 * that no reader can live off one cached text. Same size, same bytes.
 */
const [, , file = "", megabytes = "30"] = process.argv;
const wanted = Number(megabytes) * 1e6;
const BYTES_A_ROUND = 5_560;
const writer = new EvtxWriter({ crc32 });
const SECOND = 10_000_000;

let time = 0;
const tick = (seconds: number): Ticks => {
  time += seconds * SECOND;
  return time as Ticks;
};
const computer = "SRV-BENCH.corp.example";
for (let round = 0; round * BYTES_A_ROUND < wanted; round++) {
  const person = round % 3000;
  const sid = `S-1-5-21-1004336348-1177238915-682003330-${1100 + person}`;
  const id = BigInt(0x10000 + round * 16);
  const account = {
    TargetUserSid: sid,
    TargetUserName: `user${person}`,
    TargetDomainName: "CORP",
    TargetLogonId: id,
  };
  const caller = {
    SubjectUserSid: "S-1-5-18",
    SubjectUserName: "SRV-BENCH$",
    SubjectDomainName: "CORP",
    SubjectLogonId: 0x3e7n,
  };
  const address = `10.${person >> 8}.${person & 255}.${1 + (round % 250)}`;
  writer.append({
    event: "4624v2",
    time: tick(40),
    computer,
    data: {
      ...caller,
      ...account,
      LogonType: 10,
      LogonProcessName: "User32 ",
      AuthenticationPackageName: "Negotiate",
      WorkstationName: "SRV-BENCH",
      ProcessId: 0x2c4n,
      ProcessName: "C:\\Windows\\System32\\winlogon.exe",
      IpAddress: address,
      IpPort: String(49152 + (round % 16000)),
    },
  });
  for (let i = 0; i < 4; i++) {
    const network = { ...account, TargetLogonId: id + BigInt(1 + i) };
    writer.append({
      event: "4624v2",
      time: tick(1),
      computer,
      data: {
        ...network,
        LogonType: 3,
        LogonProcessName: "Kerberos",
        AuthenticationPackageName: "Kerberos",
        IpAddress: address,
        IpPort: String(49152 + ((round + i) % 16000)),
      },
    });
    writer.append({ event: "4634", time: tick(2), computer, data: { ...network, LogonType: 3 } });
  }
  writer.append({ event: "4647", time: tick(600), computer, data: account });
}
writeFileSync(file, writer.finish());
