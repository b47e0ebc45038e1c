// Reads generated event XML, written as `wevtutil qe /f:xml` does, and prints what it took as JSON.
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { EventParser } from "../../shared/readers/xml/event-parser.ts";
import { XmlEventReader } from "../../shared/readers/xml/xml-reader.ts";
import { StringTable } from "../../shared/types/string-table.ts";

const [file = "", megabytes = "20", alone = ""] = process.argv.slice(2);
/** The larger the file, the less one reading of it differs from another. */
const RUNS = Number(megabytes) > 100 ? 1 : Number(megabytes) > 50 ? 3 : 5;

function event(record: number): string {
  const isLogon = record % 3 !== 2;
  const user = `user${record % 400}`;
  const head =
    `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing' Guid='{54849625-5478-4994-a5ba-3e3b0328c30d}'/>` +
    `<EventID>${isLogon ? 4624 : 4634}</EventID><Version>2</Version><Level>0</Level><Task>12544</Task><Opcode>0</Opcode><Keywords>0x8020000000000000</Keywords>` +
    `<TimeCreated SystemTime='2024-03-${String(1 + (record % 28)).padStart(2, "0")}T08:00:00.${String(record % 1e7).padStart(7, "0")}Z'/><EventRecordID>${record}</EventRecordID>` +
    `<Correlation/><Execution ProcessID='664' ThreadID='1480'/><Channel>Security</Channel><Computer>PC-${record % 30}.corp.example</Computer><Security/></System><EventData>`;
  const target =
    `<Data Name='TargetUserSid'>S-1-5-21-1-2-3-${1000 + (record % 400)}</Data><Data Name='TargetUserName'>${user}</Data>` +
    `<Data Name='TargetDomainName'>CORP</Data><Data Name='TargetLogonId'>0x${(0x10000 + record * 16).toString(16)}</Data>`;
  const rest = isLogon
    ? `<Data Name='SubjectUserSid'>S-1-5-18</Data><Data Name='SubjectUserName'>PC$</Data><Data Name='SubjectDomainName'>CORP</Data><Data Name='SubjectLogonId'>0x3e7</Data>${target}` +
      `<Data Name='LogonType'>2</Data><Data Name='LogonProcessName'>User32 </Data><Data Name='AuthenticationPackageName'>Negotiate</Data><Data Name='WorkstationName'>PC</Data>` +
      `<Data Name='LogonGuid'>{00000000-0000-0000-0000-000000000000}</Data><Data Name='TransmittedServices'>-</Data><Data Name='LmPackageName'>-</Data><Data Name='KeyLength'>0</Data>` +
      `<Data Name='ProcessId'>0x2a4</Data><Data Name='ProcessName'>C:\\Windows\\System32\\winlogon.exe</Data><Data Name='IpAddress'>127.0.0.1</Data><Data Name='IpPort'>0</Data>`
    : `${target}<Data Name='LogonType'>2</Data>`;
  return `${head}${rest}</EventData></Event>\n`;
}

const out = openSync(file, "w");
let bytes = 0;
for (let record = 1; bytes < Number(megabytes) * 1e6; ) {
  let block = "";
  for (let i = 0; i < 500; i++) block += event(record++);
  bytes += writeSync(out, block);
}
closeSync(out);

const makeDecoder = (encoding: string): TextDecoder => new TextDecoder(encoding, { ignoreBOM: true });
const fd = openSync(file, "r");
const source = {
  size: fstatSync(fd).size,
  read: (position: number, target: Uint8Array) => readSync(fd, target, 0, target.length, position),
};

/** Milliseconds of processor time that one reading of the file takes. */
function run(): number {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  extractor.startSource(0);
  const before = process.cpuUsage();
  new XmlEventReader(source, { strings, makeDecoder, cancel: { cancelled: false } }).extract(extractor);
  extractor.endSource();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1000;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1]!;
}

if (alone !== "") {
  // Keeps nothing: what is in memory then is what the reader needs.
  const sink = { wanted: new Uint8Array(65_536).fill(1), accept() {}, skip() {} };
  new XmlEventReader(source, {
    strings: new StringTable(),
    makeDecoder,
    cancel: { cancelled: false },
  }).extract(sink);
  rmSync(file);
  console.log(JSON.stringify({ alone: process.resourceUsage().maxRSS * 1024 }));
  process.exit(0);
}

if (RUNS > 1) run();
const plain = median(Array.from({ length: RUNS }, run));
const peak = process.resourceUsage().maxRSS * 1024;
// The same with the full parser alone, whose ratio to the other does not depend on the size.
EventParser.prototype.parse = EventParser.prototype.parseFully;
const full = RUNS > 1 ? median(Array.from({ length: RUNS }, run)) : null;
rmSync(file);
console.log(JSON.stringify({ bytes: source.size, plain, full, peak }));
