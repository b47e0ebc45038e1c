import { SaxesParser } from "saxes";
import { isCaseData } from "../../../shared/contract/guard-case.ts";
import { Extractor } from "../../../shared/engine/extract/extractor.ts";
import { pairCase } from "../../../shared/engine/pairing/pair-case.ts";
import { treeToFullRecord, treeToXml } from "../../../shared/readers/event-text.ts";
import type { EventNode } from "../../../shared/readers/event-tree.ts";
import type { FullEvent, FullEventVisitor } from "../../../shared/readers/evtx/chunk-reader.ts";
import type { ReaderSummary } from "../../../shared/readers/reader-summary.ts";
import { emptyCase } from "../../../shared/testing/empty-case.ts";
import { DAMAGE_CODES } from "../../../shared/types/names.ts";
import type { ByteSource } from "../../../shared/types/ports.ts";
import type { RecordSink } from "../../../shared/types/record-view.ts";
import { DEFAULT_SETTINGS } from "../../../shared/types/settings.ts";
import { StringTable } from "../../../shared/types/string-table.ts";

/** What a target says of its reader. */
export interface ReaderUnderTest {
  open(source: ByteSource, strings: StringTable): CheckedReader;
  /** Gives single records by their offset. */
  recordAt(source: ByteSource): (offset: number) => EventNode | null;
  /** No record takes fewer bytes. */
  readonly leastBytes: number;
  /** Bytes one pass may read for each byte of the input; readers may also look at its beginning some times. */
  readonly passes: number;
}

export interface CheckedReader {
  extract(sink: RecordSink): void;
  records(visit: FullEventVisitor): void;
  readonly summary: ReaderSummary;
}

/** What `assert` would say, without its cost. */
export function holds(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}

export const ALL: Uint8Array = new Uint8Array(65_536).fill(1);
const HEADS = 4_000_000;
const SHOWN = 24;
const READ_AGAIN = 3;

/** Bytes as a source that refuses to be read without end. */
export function boundedSource(bytes: Uint8Array, most: number): ByteSource {
  let read = 0;
  return {
    size: bytes.length,
    read(position, target) {
      holds(Number.isSafeInteger(position) && position >= 0, "a read at no place");
      const piece = bytes.subarray(position, position + target.length);
      target.set(piece);
      read += piece.length + 1;
      holds(read <= most, "more was read than the input is worth");
      return piece.length;
    },
  };
}

/** What every reader promises, whatever the bytes: no throw, bounded work and output, damage with its place. */
export function checkReader(
  bytes: Uint8Array,
  test: ReaderUnderTest,
  strings: StringTable = new StringTable(),
): readonly FullEvent[] {
  const most = test.passes * bytes.length + HEADS;
  const events: FullEvent[] = [];
  const general = test.open(boundedSource(bytes, most), strings);
  general.records((event) => {
    events.push(event);
    holds(
      events.length * test.leastBytes <= bytes.length + test.leastBytes,
      "more records than there is room for",
    );
  });
  checkSummary(general.summary, bytes.length);
  const at = test.recordAt(boundedSource(bytes, most * SHOWN));
  const step = Math.max(1, Math.ceil(events.length / READ_AGAIN));
  for (const [place, event] of events.slice(0, SHOWN).entries()) {
    holds(event.offset >= 0 && event.offset < bytes.length, "a record outside of the input");
    const xml = treeToXml(event.tree);
    wellFormed(xml);
    JSON.stringify(treeToFullRecord(event.tree));
    if (event.unreadable || place % step !== 0) continue;
    const again = at(event.offset);
    holds(again !== null && treeToXml(again) === xml, "a record read alone is another one");
  }

  const extractor = new Extractor(strings);
  extractor.startSource(0);
  const fast = test.open(boundedSource(bytes, most), strings);
  fast.extract(extractor);
  extractor.endSource();
  checkSummary(fast.summary, bytes.length);
  const { audit: _, ...tables } = pairCase({
    events: extractor.finish(),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  holds(isCaseData({ ...emptyCase(), ...tables, strings: strings.toArray() }), "a case that a page refuses");
  return events;
}

export function checkSummary(summary: ReaderSummary, size: number): void {
  holds(Number.isSafeInteger(summary.records) && summary.records >= 0, "records are no count");
  for (const { code, offset, count } of summary.damage) {
    holds(DAMAGE_CODES.includes(code), "damage of no known code");
    holds(Number.isSafeInteger(offset) && offset >= 0 && offset <= size, "damage outside of the input");
    holds(Number.isSafeInteger(count) && count > 0, "damage that is no count");
  }
  holds(new Set(summary.damage.map(({ code }) => code)).size === summary.damage.length, "a code twice");
}

/** XML that is shown must be XML, whatever the record holds. */
function wellFormed(xml: string): void {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw new Error(`XML that is none: ${error.message.replace(/^\d+:\d+: /, "")}`);
  });
  parser.write(xml).close();
}
