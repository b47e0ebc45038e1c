import { existsSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { Extractor } from "../../engine/extract/extractor.ts";
import { pairCase } from "../../engine/pairing/pair-case.ts";
import { evtFile, type LegacyEntry } from "../../testing/evt-writer/evt-writer.ts";
import type { EventDefinition } from "../../testing/evtx-writer/event-definition.ts";
import { EvtxWriter } from "../../testing/evtx-writer/evtx-writer.ts";
import type { RecordSink } from "../../types/record-view.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToXml } from "../event-text.ts";
import { childOf, type EventNode, textOf } from "../event-tree.ts";
import { EvtxReader } from "../evtx/evtx-reader.ts";
import { isoToTicks } from "../time.ts";
import { bytesSource } from "../xml/test-source.ts";
import { XmlEventReader } from "../xml/xml-reader.ts";
import { EvtReader } from "./evt-reader.ts";
import { modernEvent } from "./legacy-tree.ts";

/*
 * A legacy log gives the same sessions in the forms that Windows of today turns it into: every record keeps its number,
 * source and unnamed strings. No such file of Windows was at hand: these are our own.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const samples = ["synthetic-secevent-xp.evt", "synthetic-secevent-wrap.evt"].filter((name) =>
  existsSync(new URL(name, SAMPLES)),
);
let compared = 0;

function treesOf(evt: Uint8Array): readonly EventNode[] {
  const trees: EventNode[] = [];
  const strings = new StringTable();
  new EvtReader(bytesSource(evt), { strings, cancel: { cancelled: false } }).records(({ tree }) =>
    trees.push(tree),
  );
  return trees;
}

function asEvtx(trees: readonly EventNode[]): Uint8Array {
  const writer = new EvtxWriter({ crc32 });
  const definitions = new Map<number, EventDefinition>();
  for (const tree of trees) {
    const system = childOf(tree, "System")!;
    const text = (name: string): string => textOf(childOf(system, name)!);
    const id = Number(text("EventID"));
    const definition: EventDefinition = definitions.get(id) ?? {
      id,
      version: 0,
      provider: { name: childOf(system, "Provider")!.attributes.get("Name")!, guid: null },
      channel: text("Channel"),
      level: 0,
      task: 2,
      keywords: BigInt(text("Keywords")),
      qualifiers: 0,
      body: "classic",
      fixedSystem: true,
      fields: [
        ["Strings", "strings"],
        ["Binary", "binary"],
      ],
    };
    definitions.set(id, definition);
    const data = childOf(tree, "EventData")?.children ?? [];
    const sid = childOf(system, "Security")!.attributes.get("UserID");
    writer.appendCustom(
      definition,
      {
        time: isoToTicks(childOf(system, "TimeCreated")!.attributes.get("SystemTime")!),
        computer: text("Computer"),
        recordId: BigInt(text("EventRecordID")),
        ...(sid === undefined ? {} : { userSid: sid }),
      },
      { Strings: data.map((one) => (typeof one === "string" ? one : textOf(one))) },
    );
  }
  return writer.finish();
}

type Extract = (strings: StringTable, sink: RecordSink) => void;

/** Everything pairing says, but for places in the file and the size of the text tables. */
function answer(extract: Extract) {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  extractor.startSource(0);
  extract(strings, extractor);
  const { used, logons, failures: failed } = extractor.endSource();
  const { sessions, failures, boots, counts } = pairCase({
    events: extractor.finish(),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  const text = (ids: Int32Array | Uint32Array) => [...ids].map((id) => strings.get(id as never));
  return {
    totals: { used, logons, failed },
    users: text(sessions.user),
    addresses: text(sessions.sourceAddress),
    types: [...sessions.logonType],
    ids: [...sessions.leadLogonIdLow],
    starts: [...sessions.start],
    ends: [...sessions.end],
    reasons: [...sessions.endReason],
    confidences: [...sessions.confidence],
    sids: text(sessions.sid),
    failures: { users: text(failures.user), times: [...failures.time], reasons: text(failures.reason) },
    boots: boots.map(({ start, end, clean }) => [start, end, clean]),
    counts,
  };
}

function answers(evt: Uint8Array) {
  const cancel = { cancelled: false };
  const trees = treesOf(evt);
  const evtx = bytesSource(asEvtx(trees));
  const xml = bytesSource(new TextEncoder().encode(trees.map(treeToXml).join("\n")));
  const makeDecoder = (name: string): TextDecoder => new TextDecoder(name, { ignoreBOM: true });
  return {
    trees,
    evt: answer((strings, sink) => new EvtReader(bytesSource(evt), { strings, cancel }).extract(sink)),
    evtx: answer((strings, sink) => new EvtxReader(evtx, { strings, cancel, crc32 }).extract(sink)),
    xml: answer((strings, sink) => new XmlEventReader(xml, { strings, cancel, makeDecoder }).extract(sink)),
  };
}

const T = Date.UTC(2009, 4, 4, 8, 0, 0) / 1000;
const at = (minutes: number, id: number, ...strings: string[]): LegacyEntry => ({
  id,
  time: T + minutes * 60,
  strings,
  sid: "S-1-5-21-1-2-3-1104",
});
const HOW = ["User32", "Negotiate", "PC1", "{00000000-0000-0000-0000-000000000000}"];
const log = evtFile([
  at(0, 512),
  at(
    1,
    528,
    "anna",
    "CORP",
    "(0x0,0x10)",
    "10",
    ...HOW,
    "PC1$",
    "CORP",
    "(0x0,0x3E7)",
    "400",
    "-",
    "10.0.0.9",
    "3389",
  ),
  at(2, 529, "mallory", "CORP", "3", "NtLmSsp", "NTLM", "EVIL"),
  at(30, 551, "anna", "CORP", "(0x0,0x10)"),
  at(31, 538, "anna", "CORP", "(0x0,0x10)", "10"),
  at(40, 517, "SYSTEM", "NT AUTHORITY", "(0x0,0x3E7)", "root", "CORP", "(0x0,0x99)"),
]);

describe("legacy records in logs of today", () => {
  test("give the sessions of the legacy log", () => {
    const { evt, evtx, xml } = answers(log);
    expect(evt).toMatchObject({
      totals: { logons: 1, failed: 1 },
      users: ["anna"],
      addresses: ["10.0.0.9"],
      sids: ["S-1-5-21-1-2-3-1104"],
      failures: { users: ["mallory"] },
    });
    expect(evtx).toEqual(evt);
    expect(xml).toEqual(evt);
  });

  test("are listed as the events of today, with their own number", () => {
    const { trees } = answers(log);
    const strings = new StringTable();
    const found: (number | null)[] = [];
    const source = bytesSource(asEvtx(trees));
    new EvtxReader(source, { strings, cancel: { cancelled: false }, crc32 }).records(({ tree }) => {
      const modern = modernEvent(tree);
      found.push(modern?.originalEventId ?? null);
      if (modern?.originalEventId === 528)
        expect(treeToXml(modern.tree)).toContain("<Data Name='IpAddress'>10.0.0.9</Data>");
    });
    expect(found).toEqual([512, 528, 529, 551, 538, 517]);
  });

  test("records of another source with the same number stay what they are", () => {
    const trees = treesOf(evtFile([at(0, 528, "a", "b", "(0x0,0x10)", "2")]));
    const xml = trees.map(treeToXml).join("").replace("Name='Security'", "Name='Other'");
    const makeDecoder = (name: string): TextDecoder => new TextDecoder(name);
    const { totals } = answer((own, sink) =>
      new XmlEventReader(bytesSource(new TextEncoder().encode(xml)), {
        strings: own,
        cancel: { cancelled: false },
        makeDecoder,
      }).extract(sink),
    );
    expect(totals).toEqual({ used: 0, logons: 0, failed: 0 });
  });

  test.each(samples)("%s", (name) => {
    const { evt, evtx, xml } = answers(readFileSync(new URL(name, SAMPLES)));
    expect(evt.totals.logons).toBeGreaterThan(100);
    expect(evtx).toEqual(evt);
    expect(xml).toEqual(evt);
    compared++;
  });
});

afterAll(() => {
  console.log(`legacy logs as .evtx and XML: ${compared} of 2 sample logs compared, ${2 - compared} not`);
});
