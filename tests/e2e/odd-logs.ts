import { crc32 } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

const SECOND = 10_000_000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
const WINLOGON = {
  LogonType: 2,
  LogonProcessName: "User32 ",
  ProcessName: "C:\\Windows\\System32\\winlogon.exe",
};

/** Names as a hostile or merely unusual machine may hold them. */
export const ODD_NAMES = [
  "n".repeat(500),
  "שלום עולם",
  "\u202Egnp.exe",
  "tab\there\nand a line",
  "<img src=x onerror=document.title='owned'>",
  "👩‍💻 dev",
  "=cmd|'/C calc'!A0",
  "  ",
] as const;

function account(name: string, number: number) {
  return {
    TargetUserSid: `S-1-5-21-1-2-3-${1000 + number}`,
    TargetUserName: name,
    TargetDomainName: "CORP",
    TargetLogonId: BigInt(0x10000 + number * 16),
  };
}

/** A Security log in which every name is an odd one: sessions, refusals, and a computer called by markup. */
export function oddNames(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const computer = '"><script>alert(1)</script>.corp.example';
  let time = 0;
  const next = (): Ticks => {
    time += 7 * 60 * SECOND;
    return time as Ticks;
  };
  writer.append({ event: "4608", time: next(), computer });
  for (const [number, name] of ODD_NAMES.entries()) {
    const who = account(name, number);
    writer.append({
      event: "4624v2",
      time: next(),
      computer,
      data: { ...who, ...WINLOGON, WorkstationName: name, IpAddress: name.slice(0, 40) },
    });
    if (number % 2 === 0) writer.append({ event: "4647", time: next(), computer, data: who });
    writer.append({
      event: "4625",
      time: next(),
      computer,
      data: {
        TargetUserName: name,
        TargetDomainName: name.slice(0, 60),
        Status: 0xc000_006d,
        SubStatus: 0xc000_006a,
        LogonType: 3,
        WorkstationName: name,
        IpAddress: "203.0.113.9",
      },
    });
  }
  return writer.finish();
}

/** Only refusals. */
export function onlyFailures(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  for (let i = 0; i < 40; i++)
    writer.append({
      event: "4625",
      time: (i * 600 * SECOND) as Ticks,
      computer: "PC-1",
      data: { TargetUserName: "guest", Status: 0xc000_006d, SubStatus: 0xc000_0064, LogonType: 3 },
    });
  return writer.finish();
}

/** Boots and nobody. */
export function nobody(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  for (let i = 0; i < 3; i++) {
    writer.append({ event: "4608", time: (i * DAY) as Ticks, computer: "PC-1" });
    writer.append({ event: "1100", time: (i * DAY + HOUR) as Ticks, computer: "PC-1" });
  }
  return writer.finish();
}

/** One session of three years. */
export function threeYears(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const who = account("anna", 1);
  writer.append({ event: "4608", time: 0 as Ticks, computer: "SRV-1" });
  writer.append({
    event: "4624v2",
    time: (60 * SECOND) as Ticks,
    computer: "SRV-1",
    data: { ...who, ...WINLOGON },
  });
  writer.append({ event: "4647", time: (3 * 365 * DAY) as Ticks, computer: "SRV-1", data: who });
  return writer.finish();
}

/** Clocks that stood in 1601 and in 2100 while somebody was on. */
export function wrongClocks(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  // A week after the first moment a record can tell.
  const beginning = -(154_497 - 7) * DAY;
  const times = [beginning, beginning + HOUR, 0, HOUR, 76 * 365.25 * DAY, 76 * 365.25 * DAY + HOUR];
  for (const [i, time] of times.entries()) {
    const who = account(`user${i >> 1}`, i >> 1);
    if (i % 2 === 0)
      writer.append({
        event: "4624v2",
        time: time as Ticks,
        computer: "PC-1",
        data: { ...who, ...WINLOGON },
      });
    else writer.append({ event: "4647", time: time as Ticks, computer: "PC-1", data: who });
  }
  return writer.finish();
}

/** A log of nothing that says anything about sessions, by a program that nobody knows. */
export function onlyUnknown(): Uint8Array {
  const events = Array.from(
    { length: 30 },
    (_, i) =>
      `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Contoso-Kettle"/>
<EventID>${61_000 + (i % 3)}</EventID><TimeCreated SystemTime="2024-03-04T08:${String(i).padStart(2, "0")}:00.0000000Z"/>
<EventRecordID>${i + 1}</EventRecordID><Channel>Contoso-Kettle/Operational</Channel><Computer>PC-1</Computer></System>
<EventData><Data Name="Water">${i} ml</Data></EventData></Event>`,
  );
  return new TextEncoder().encode(
    `<?xml version="1.0" encoding="utf-8"?><Events>${events.join("")}</Events>`,
  );
}

/** One account spelled in two ways, and another one whose name differs by a character that is not seen. */
export function lookAlikes(): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const names = ["anna", "ANNA", "anna\u200B"];
  for (const [i, name] of names.entries()) {
    const who = { ...account(name, i < 2 ? 1 : 2), TargetLogonId: BigInt(0x20000 + i * 16) };
    const data = { ...who, ...WINLOGON };
    writer.append({ event: "4624v2", time: (i * HOUR) as Ticks, computer: "PC-1", data });
    writer.append({ event: "4647", time: (i * HOUR + HOUR / 2) as Ticks, computer: "PC-1", data: who });
  }
  return writer.finish();
}
