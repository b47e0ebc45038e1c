import { Session } from "node:inspector";
import { crc32 } from "node:zlib";
import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import { splitRow } from "../../../electron/worker/ports.ts";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { parseQuery } from "../../../shared/engine/filter/parse.ts";
import { CsvReader } from "../../../shared/readers/csv/csv-reader.ts";
import { HEADER } from "../../../shared/readers/csv/test-exports.ts";
import { EvtReader } from "../../../shared/readers/evt/evt-reader.ts";
import { EvtxReader } from "../../../shared/readers/evtx/evtx-reader.ts";
import { sourceOf } from "../../../shared/readers/evtx/fixtures/read-bytes.ts";
import { SheetPart } from "../../../shared/readers/xlsx/sheet-part.ts";
import { StringsPart } from "../../../shared/readers/xlsx/strings-part.ts";
import { XmlPart } from "../../../shared/readers/xlsx/xml-part.ts";
import { XmlEventReader } from "../../../shared/readers/xml/xml-reader.ts";
import {
  withSlackCopies,
  withTemplateChainLoop,
  withTemplateInItself,
} from "../../../shared/testing/evtx-writer/break-chunk.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import { StringTable } from "../../../shared/types/string-table.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { utf8 } from "../seeds/text-bytes.ts";

/** Work at one size and at twice that: blocks of our own code that ran, which no clock and no other program changes. */
export interface Cost {
  readonly name: string;
  readonly once: number;
  readonly twice: number;
}

interface Hostile {
  readonly name: string;
  readonly size: number;
  /** Bytes of a size that are made to cost more than they should. */
  build(size: number): Uint8Array;
  read(bytes: Uint8Array): void;
}

const cancel = { cancelled: false };
const ALL = new Uint8Array(65_536).fill(1);
const nothing = { wanted: ALL, accept: () => {}, skip: () => {} };

function readEvtx(bytes: Uint8Array): void {
  const options = { strings: new StringTable(), crc32, cancel, recovered: true };
  new EvtxReader(sourceOf(bytes), options).records(() => {});
  new EvtxReader(sourceOf(bytes), options).extract(nothing);
}

function log(chunks: number): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 4 });
  for (let i = 0; i < chunks * 4; i++)
    writer.append({ event: "4634", time: (i * 10_000_000) as Ticks, computer: "PC1" });
  return writer.finish();
}

/** Makes the same damage in every chunk. */
function everyChunk(chunks: number, change: (bytes: Uint8Array, chunk: number) => Uint8Array): Uint8Array {
  let bytes = log(chunks);
  for (let chunk = 0; chunk < chunks; chunk++) bytes = change(bytes, chunk);
  return bytes;
}

function readXml(bytes: Uint8Array): void {
  new XmlEventReader(sourceOf(bytes), { strings: new StringTable(), makeDecoder, cancel }).records(() => {});
}

function readCsv(bytes: Uint8Array): void {
  const ports = { makeDecoder, splitRow, clockOf: textClock, answers: [], name: "a", cancel };
  new CsvReader(sourceOf(bytes), { ...ports, strings: new StringTable() }).extract(nothing);
}

function words(values: readonly number[], times: number): Uint8Array {
  const all = new Uint32Array(values.length * times);
  for (let i = 0; i < times; i++) all.set(values, i * values.length);
  return new Uint8Array(all.buffer);
}

const EVENT =
  "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>1</EventID></System>";
const LEGACY = [48, 0x654c664c, 1, 1, 48, 199_000, 9, 1, 200_000, 1, 0, 48];

const sheet = (bytes: Uint8Array): void => {
  const strings = new StringsPart();
  const text = new TextDecoder().decode(bytes);
  const shared = new XmlPart(strings);
  shared.write(text);
  const part = new XmlPart(new SheetPart({ texts: strings.texts, dates: [], is1904: false }, () => {}));
  part.write(text);
};

const FAMILIES: readonly Hostile[] = [
  {
    name: "evtx: beginnings of chunks every 64 bytes",
    size: 4,
    build: (size) => {
      const bytes = log(size).slice(0, -100);
      for (let at = 4096; at + 64 < bytes.length; at += 64) {
        bytes.set([0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0], at);
        bytes.set([128, 0, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0], at + 40);
      }
      return bytes;
    },
    read: readEvtx,
  },
  {
    name: "evtx: chains of names and templates that go round",
    size: 8,
    build: (size) => everyChunk(size, (bytes, chunk) => withTemplateChainLoop(bytes, chunk, crc32)),
    read: readEvtx,
  },
  {
    name: "evtx: templates that contain themselves",
    size: 4,
    build: (size) => everyChunk(size, (bytes, chunk) => withTemplateInItself(bytes, chunk, crc32)),
    read: readEvtx,
  },
  {
    name: "evtx: deleted records by the hundred",
    size: 4,
    build: (size) => everyChunk(size, (bytes, chunk) => withSlackCopies(bytes, chunk, 100)),
    read: readEvtx,
  },
  {
    name: "evtx: signatures of records every 8 bytes",
    size: 4,
    build: (size) => {
      const bytes = log(size);
      const fake = words([0x2a2a, 64], 7000);
      for (let chunk = 0; chunk < size; chunk++) bytes.set(fake, 4096 + chunk * 65_536 + 4096);
      return bytes;
    },
    read: readEvtx,
  },
  {
    name: "evt: signatures every 8 bytes",
    size: 25_000,
    build: (size) => {
      const bytes = words([180_004, 0x654c664c], size);
      bytes.set(words(LEGACY, 1), 0);
      return bytes;
    },
    read: (bytes) => new EvtReader(sourceOf(bytes), { strings: new StringTable(), cancel }).records(() => {}),
  },
  {
    name: "xml: elements inside each other",
    size: 20_000,
    build: (size) => utf8(EVENT + "<a>".repeat(size)),
    read: readXml,
  },
  {
    name: "xml: attributes",
    size: 5000,
    build: (size) =>
      utf8(`${EVENT}<Data ${Array.from({ length: size }, (_, i) => `a${i}='x'`).join(" ")}/></Event>`),
    read: readXml,
  },
  {
    name: "xml: beginnings that lead nowhere",
    size: 10_000,
    build: (size) => utf8(`<Events>${"<Event ".repeat(size)}`),
    read: readXml,
  },
  {
    name: "xml: comments and sections that do not end",
    size: 10_000,
    build: (size) => utf8(EVENT + "<!--<![CDATA[".repeat(size)),
    read: readXml,
  },
  {
    name: "csv: a cell that does not end",
    size: 100_000,
    build: (size) =>
      utf8(`${HEADER}\r\nAudit Success,3/14/2024 8:00:00 AM,a,4624,Logon,"${"x,\n".repeat(size)}`),
    read: readCsv,
  },
  {
    name: "csv: quotes, each of which may begin or end a cell",
    size: 20_000,
    build: (size) =>
      utf8(`${HEADER}\r\n${'Audit Success,3/14/2024 8:00:00 AM,a,4624,Logon,""",\n'.repeat(size / 10)}`),
    read: readCsv,
  },
  {
    name: "xlsx: one long text that all cells share",
    size: 2000,
    build: (size) =>
      utf8(
        `<x><sst><si><t>${"y".repeat(30_000)}</t></si></sst>${'<row><c t="s"><v>0</v></c></row>'.repeat(size)}</x>`,
      ),
    read: sheet,
  },
  {
    name: "filter: brackets",
    size: 50_000,
    build: (size) => utf8("(".repeat(size)),
    read: (bytes) => void parseQuery(new TextDecoder().decode(bytes)),
  },
  {
    name: "filter: as many terms as there is room for",
    size: 1900,
    build: (size) => utf8(`${"a or ".repeat(size)}b`),
    read: (bytes) => void parseQuery(new TextDecoder().decode(bytes)),
  },
];

/** Reads hostile inputs of every format at two sizes and counts what ran. */
export function measureCosts(): readonly Cost[] {
  const session = new Session();
  session.connect();
  session.post("Profiler.enable");
  session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  const steps = (): number => {
    let sum = 0;
    session.post("Profiler.takePreciseCoverage", (_, answer) => {
      for (const { url, functions } of answer?.result ?? [])
        if (url.startsWith("file:"))
          for (const { ranges } of functions) for (const { count } of ranges) sum += count;
    });
    return sum;
  };
  return FAMILIES.map(({ name, size, build, read }) => {
    const [one, two] = [build(size), build(2 * size)];
    // Once before, so that what is only done the first time is in neither.
    read(one);
    steps();
    read(one);
    const once = steps();
    read(two);
    return { name, once, twice: steps() };
  });
}
