import { crc32 } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

const MINUTE = 600_000_000;

/** A Security log of one computer with so many recorded desktop sessions, one after another, in some boots. */
export function bigLog(sessions: number): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  let time = 0;
  const next = (): Ticks => {
    time += MINUTE;
    return time as Ticks;
  };
  for (let i = 0; i < sessions; i++) {
    const computer = "PC-BIG.corp.example";
    if (i % 200 === 0) {
      if (i > 0) writer.append({ event: "1100", time: next(), computer });
      writer.append({ event: "4608", time: next(), computer });
    }
    const account = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + (i % 50)}`,
      TargetUserName: `user${i % 50}`,
      TargetDomainName: "CORP",
      TargetLogonId: BigInt(0x10000 + i * 16),
    };
    const logon = {
      LogonType: 2,
      LogonProcessName: "User32 ",
      ProcessName: "C:\\Windows\\System32\\winlogon.exe",
    };
    writer.append({ event: "4624v2", time: next(), computer, data: { ...account, ...logon } });
    writer.append({ event: "4647", time: next(), computer, data: account });
  }
  return writer.finish();
}
