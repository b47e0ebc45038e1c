import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { evtFile } from "../../shared/testing/evt-writer/evt-writer.ts";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import { xlsxFile } from "../../shared/testing/xlsx-writer.ts";
import { zipFile } from "../../shared/testing/zip-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * Evidence whose every name is one that stands nowhere else, in every format that is read, whole and damaged: found
 * again in any byte that was not asked for, it was given away.
 */

/** Names of people, computers, a domain, an address and a program. No file is called by any of them. */
export const TELLING = [
  "qxwanda",
  "qxgottlieb",
  "qxhost-77",
  "qxdesk-09",
  "qxdomain",
  "198.51.100.177",
  "qxbackdoor",
] as const;
const [WANDA, GOTTLIEB, HOST, DESK, DOMAIN, ADDRESS, PROGRAM] = TELLING;
const COMPUTER = `${HOST}.${DOMAIN}.example`;
const SECOND = 10_000_000;

/** Which of the names stand in some bytes, in any letters, as UTF-8, Latin-1 or UTF-16. */
export function namesIn(bytes: Uint8Array): string[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1").toLowerCase();
  const wide = text.replaceAll("\0", "");
  return TELLING.filter((name) => text.includes(name) || wide.includes(name));
}

function securityLog(people: number): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  let time = 0;
  const next = (seconds: number): Ticks => {
    time += seconds * SECOND;
    return time as Ticks;
  };
  writer.append({ event: "4608", time: next(60), computer: COMPUTER });
  for (let at = 0; at < people; at++) {
    const who = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + (at % 2)}`,
      TargetUserName: at % 2 === 0 ? WANDA : GOTTLIEB,
      TargetDomainName: DOMAIN.toUpperCase(),
      TargetLogonId: BigInt(0x10000 + at * 16),
    };
    const program = `C:\\${PROGRAM}\\winlogon.exe`;
    const from = { IpAddress: ADDRESS, WorkstationName: DESK };
    const logon = {
      ...who,
      LogonType: at % 3 === 0 ? 10 : 2,
      LogonProcessName: "User32 ",
      ProcessName: program,
    };
    writer.append({ event: "4624v2", time: next(600), computer: COMPUTER, data: { ...logon, ...from } });
    if (at % 4 !== 3) writer.append({ event: "4647", time: next(3600), computer: COMPUTER, data: who });
    writer.append({
      event: "4625",
      time: next(30),
      computer: COMPUTER,
      data: {
        TargetUserName: GOTTLIEB,
        TargetDomainName: DOMAIN,
        Status: 0xc000_006d,
        SubStatus: 0xc000_006a,
        LogonType: 3,
        ...from,
      },
    });
    if (at % 8 === 7) writer.append({ event: "4608", time: next(7200), computer: COMPUTER });
  }
  return writer.finish();
}

const xmlEvent = (id: number, record: number): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-A5BA-3E3B0328C30D}'/><EventID>${id}</EventID><Version>2</Version><TimeCreated SystemTime='2024-03-04T08:${String(record % 60).padStart(2, "0")}:00.0000000Z'/><EventRecordID>${record}</EventRecordID><Channel>Security</Channel><Computer>${COMPUTER}</Computer></System><EventData><Data Name='TargetUserSid'>S-1-5-21-1-2-3-1000</Data><Data Name='TargetUserName'>${WANDA}</Data><Data Name='TargetDomainName'>${DOMAIN}</Data><Data Name='TargetLogonId'>0x${(0x50000 + record).toString(16)}</Data><Data Name='LogonType'>2</Data><Data Name='IpAddress'>${ADDRESS}</Data></EventData></Event>`;

function legacyLog(): Uint8Array {
  const strings = [WANDA, DOMAIN, "(0x0,0x3E8A1)", "2", "User32  ", "Negotiate", DESK];
  const entries = [{ id: 512 }, { id: 528, strings }, { id: 538, strings: strings.slice(0, 4) }];
  return evtFile(entries.map((entry) => ({ ...entry, computer: HOST.toUpperCase(), category: 2 })));
}

/** Bytes with a stretch overwritten, and the end cut off. */
function broken(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes.subarray(0, bytes.length - 1500));
  copy.fill(0x2a, 5000, 5200);
  return copy;
}

/** Paths of what can be read, and of what gives trouble. */
export interface TellingLogs {
  readonly sound: readonly string[];
  readonly troubled: readonly string[];
}

/** Writes them all into a folder. */
export function writeTellingLogs(folder: string): TellingLogs {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, bytes: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const log = securityLog(40);
  const xml = `<Events>${[4624, 4634, 4624].map((id, at) => xmlEvent(id, at + 1)).join("")}</Events>`;
  const who = `${WANDA}@${DOMAIN}.example`;
  return {
    sound: [
      put("a.evtx", log),
      put("b.xml", xml),
      put("c.evt", legacyLog()),
      put("d.zip", zipFile([{ name: "inside.evtx", bytes: securityLog(9) }], { crc32 })),
      put("e-logon.csv", `2024-03-04,08:05:07.23,${DESK},${WANDA},Console,\\\\${HOST}\r\n`),
      put("f.csv", `AADUserID,Start,End\r\n${who},2024-03-04 09:00:00,2024-03-04 17:00:00\r\n`),
      put(
        "g.xlsx",
        xlsxFile([
          {
            name: "Logins",
            rows: [
              ["AADUserID", "Start"],
              [who, "2024-03-04 09:00:00"],
            ],
          },
        ]),
      ),
    ],
    troubled: [
      put("h.evtx", broken(log)),
      put("i.xml", `${xml.slice(0, -90)}<Data Name='${WANDA}'`),
      put("j.evt", broken(legacyLog())),
      put("k.zip", zipFile([{ name: "inside.evtx", bytes: log, crc: 7 }], { crc32 }).subarray(0, 30_000)),
      put("l.csv", `${WANDA};"${DOMAIN}\r\n`.repeat(50)),
      put(
        "m.xlsx",
        zipFile([{ name: "xl/workbook.xml", bytes: Buffer.from(`<workbook ${WANDA}`) }], { crc32 }),
      ),
      put("n.json", `{"user":"${WANDA}","computer":"${HOST}"\n`),
      put("o.evtx", `ElfFile\0${WANDA}`),
    ],
  };
}
