import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { member } from "../../readers/event-text.ts";
import { childOf, type EventNode } from "../../readers/event-tree.ts";
import { EvtxReader } from "../../readers/evtx/evtx-reader.ts";
import { bytesSource } from "../../readers/xml/test-source.ts";
import { XmlEventReader } from "../../readers/xml/xml-reader.ts";
import { type EventTable, KIND } from "../../types/event-table.ts";
import type { RecordView } from "../../types/record-view.ts";
import { StringTable } from "../../types/string-table.ts";
import { Extractor, type SourceTally } from "./extractor.ts";

/*
 * Real logs: counts against those of the samples' own naive sessions, and, record by record, that what the rules about
 * boots need is kept.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|xml)$/.test(name)) : [];
const cancel = { cancelled: false };
let done = 0;

function open(name: string, strings: StringTable): EvtxReader | XmlEventReader {
  const source = bytesSource(readFileSync(new URL(name, SAMPLES)));
  return name.endsWith(".xml")
    ? new XmlEventReader(source, { strings, makeDecoder: (encoding) => new TextDecoder(encoding), cancel })
    : new EvtxReader(source, { strings, crc32, cancel });
}

interface SeenRecord {
  readonly id: number;
  readonly offset: number;
  /** Begins a boot or stops the log service. */
  readonly edge: "start" | "stop" | null;
}

const STARTS =
  /^(?:4608 microsoft-windows-security-auditing|12 microsoft-windows-kernel-general|6005 eventlog)$/;
const STOPS = /^(?:1100 microsoft-windows-eventlog|6006 eventlog)$/;

function edgeOf(system: EventNode | null, event: EventNode): SeenRecord["edge"] {
  const what = `${member(system, "EventID")} ${member(system, "Provider", "Name")?.toLowerCase()}`;
  if (STARTS.test(what)) return "start";
  if (STOPS.test(what)) return "stop";
  const data = childOf(event, "EventData")?.children ?? [];
  const type = data.find(
    (child) => typeof child !== "string" && child.attributes.get("Name") === "LogonType",
  );
  const zero = type !== undefined && typeof type !== "string" && type.children[0] === "0";
  return what.startsWith("4624 ") && zero ? "start" : null;
}

/** Every live record by computer and channel, in file order, read by the general path. */
function streamsOf(name: string): Map<string, SeenRecord[]> {
  const streams = new Map<string, SeenRecord[]>();
  open(name, new StringTable()).records(({ tree, recordIdLow, offset, unreadable }) => {
    if (unreadable) return;
    const system = childOf(tree, "System");
    const key = `${member(system, "Computer")}\n${member(system, "Channel")}`;
    const stream = streams.get(key) ?? [];
    stream.push({ id: recordIdLow, offset, edge: edgeOf(system, tree) });
    streams.set(key, stream);
  });
  return streams;
}

function extract(name: string): { table: EventTable; tally: SourceTally; records: number } {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const reader = open(name, strings);
  extractor.startSource(0);
  reader.extract(extractor);
  const tally = extractor.endSource();
  const { records, oldest, newest } = reader.summary;
  expect([tally.oldest, tally.newest]).toEqual([oldest, newest]);
  return { table: extractor.finish(), tally, records };
}

describe.skipIf(!present)("samples", () => {
  test.each(files)("%s", (name) => {
    const { table, tally, records } = extract(name);
    expect(tally.records).toBe(records);

    let counted = 0;
    let used = 0;
    const kept = new Set<number>();
    for (let row = 0; row < table.length; row++) {
      kept.add(table.offset[row]!);
      if (table.kind[row] === KIND.other) counted += table.number[row]!;
      else used++;
    }
    expect(used).toBe(tally.used);
    expect(used + counted).toBe(records);
    expect(kept.size).toBe(table.length);

    for (const stream of streamsOf(name).values()) {
      const highest = stream.reduce((a, b) => (b.id > a.id ? b : a));
      expect(kept.has(highest.offset)).toBe(true);
      const byId = stream.toSorted((a, b) => a.id - b.id);
      byId.forEach(({ edge, offset }, index) => {
        if (edge === null) return;
        expect(kept.has(offset)).toBe(true);
        const before = byId[index - 1];
        if (before !== undefined) expect(kept.has(before.offset)).toBe(true);
        const after = byId[index + 1];
        if (edge === "stop" && after !== undefined) expect(kept.has(after.offset)).toBe(true);
      });
    }

    const known = new URL(`sessions/${name.replace(/\.evtx$/, "")}.json`, SAMPLES);
    if (existsSync(known)) {
      const { counts } = JSON.parse(readFileSync(known, "utf8")) as { counts: Record<string, unknown> };
      expect({ logons: tally.logons, failures: tally.failures }).toEqual({
        logons: counts.logons,
        failures: counts.failures,
      });
    }
    done++;
  });
});

/** Records that no rule needs must cost nothing: not a text, not a row. */
test("a million skipped records leave one row and no texts", () => {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const computer = strings.intern("PC1");
  const channel = strings.intern("Security");
  const record = { time: 0, eventId: 5156 } as Pick<RecordView, "time" | "eventId">;
  extractor.startSource(0);
  for (let id = 1; id <= 1_000_000; id++) {
    extractor.skip(record.time, id, 0, computer, channel, id * 8, record.eventId);
  }
  expect(extractor.endSource().records).toBe(1_000_000);
  const table = extractor.finish();
  expect([table.length, table.number[0], table.recordIdLow[0]]).toEqual([1, 1_000_000, 1_000_000]);
  expect(strings.size).toBe(3);
});

afterAll(() => {
  const rest = files.length - done;
  console.log(
    present
      ? `extraction: ${done} logs compared, ${rest} not`
      : "extraction: all logs skipped, none are here",
  );
});
