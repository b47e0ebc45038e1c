import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { EvtxWriter } from "../../shared/testing/evtx-writer/evtx-writer.ts";
import type { Ticks } from "../../shared/types/units.ts";

/*
 * Writes a folder as it is collected from many machines:
 *   node folder.mjs FOLDER FILES
 * Of twenty files fifteen are whole logs of one to forty records, the others an event XML, a log that ends too early, one
 * with a damaged chunk, a zip archive with a log, and what is no log at all. A hundred files to a folder, each of a
 * computer of its own. Same numbers, same bytes. Prints what they hold as JSON.
 */
const [, , folder = "folder", count = "5000"] = process.argv;
const FILES_A_FOLDER = 100;
const MINUTE = 600_000_000;
const told = { files: 0, whole: 0, records: 0, damaged: 0, noLog: 0 };

for (let file = 0; file < Number(count); file++) {
  const place = join(folder, `batch-${String(Math.floor(file / FILES_A_FOLDER)).padStart(3, "0")}`);
  mkdirSync(place, { recursive: true });
  const { ending, bytes } = contentOf(file);
  writeFileSync(join(place, `PC-${String(file).padStart(5, "0")}.${ending}`), bytes);
  told.files++;
}
process.stdout.write(JSON.stringify(told));

function contentOf(file: number): { readonly ending: string; readonly bytes: Uint8Array } {
  const records = 1 + ((file * 7) % 40);
  const log = (): Uint8Array => logOf(file, records);
  switch (file % 20) {
    case 15:
      told.whole++;
      told.records++;
      return { ending: "xml", bytes: Buffer.from(xmlOf(file)) };
    case 16: {
      told.damaged++;
      const whole = log();
      return { ending: "evtx", bytes: whole.subarray(0, whole.length - 20_000) };
    }
    case 17: {
      told.damaged++;
      const bad = Uint8Array.from(log());
      bad.fill(0xff, 4096 + 600, 4096 + 700);
      return { ending: "evtx", bytes: bad };
    }
    case 18:
      told.whole++;
      told.records += records;
      return { ending: "zip", bytes: zipOf("Security.evtx", log()) };
    case 19:
      told.noLog++;
      return { ending: "evtx", bytes: Buffer.from(file % 40 === 19 ? "" : `no log ${file}\n`.repeat(200)) };
    default:
      told.whole++;
      told.records += records;
      return { ending: "evtx", bytes: log() };
  }
}

/** Logons over the network, each second one with its logoff. */
function logOf(file: number, records: number): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const computer = `PC-${file}.corp.example`;
  for (let at = 0; at < records; at++) {
    const data = {
      TargetUserSid: `S-1-5-21-1-2-3-${1000 + (file % 300)}`,
      TargetUserName: `user${file % 300}`,
      TargetDomainName: "CORP",
      TargetLogonId: BigInt(0x10000 + (at >> 1)),
      LogonType: 3,
    };
    const time = ((file * 1000 + at) * MINUTE) as Ticks;
    writer.append({ event: at % 2 === 0 ? "4624v2" : "4634", time, computer, data });
  }
  return writer.finish();
}

function xmlOf(file: number): string {
  return `<Events><Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>4634</EventID><Version>0</Version><TimeCreated SystemTime="2024-03-04T08:00:00.0000000Z"/><EventRecordID>${file}</EventRecordID><Channel>Security</Channel><Computer>PC-${file}.corp.example</Computer></System><EventData><Data Name="TargetUserName">user1</Data><Data Name="TargetLogonId">0x1234</Data><Data Name="LogonType">3</Data></EventData></Event></Events>`;
}

/** A zip archive with one file. */
function zipOf(name: string, content: Uint8Array): Uint8Array {
  const packed = deflateRawSync(content);
  const path = Buffer.from(name);
  const local = Buffer.alloc(30);
  const central = Buffer.alloc(46);
  const end = Buffer.alloc(22);
  local.writeUInt32LE(0x04034b50, 0);
  central.writeUInt32LE(0x02014b50, 0);
  end.writeUInt32LE(0x06054b50, 0);
  for (const [head, at] of [
    [local, 4],
    [central, 6],
  ] as const) {
    head.writeUInt16LE(20, at);
    head.writeUInt16LE(8, at + 4);
    head.writeUInt16LE(0x21, at + 8);
    head.writeUInt32LE(crc32(content), at + 10);
    head.writeUInt32LE(packed.length, at + 14);
    head.writeUInt32LE(content.length, at + 18);
    head.writeUInt16LE(path.length, at + 22);
  }
  central.writeUInt16LE(20, 4);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length + path.length, 12);
  end.writeUInt32LE(local.length + path.length + packed.length, 16);
  return Buffer.concat([local, path, packed, central, path, end]);
}
