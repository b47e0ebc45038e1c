import { FIELD_NAMES, type FieldName } from "../../types/fields.ts";
import type { FullRecord } from "../../types/full-record.ts";
import type { RecordSink } from "../../types/record-view.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord } from "../event-text.ts";
import type { ReaderSummary } from "../reader-summary.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";

/** What tests look at of one log. */
export interface ReadBack {
  readonly full: readonly FullRecord[];
  readonly offsets: readonly number[];
  /** What a sink that wants every record sees: numbers of today and the fields that are there, as texts. */
  readonly seen: readonly { readonly id: number; readonly fields: Partial<Record<FieldName, string>> }[];
  readonly summary: ReaderSummary;
}

/** Reads a log by both ways. `most`: bytes the source hands out at once. */
export function readLog(bytes: Uint8Array, most?: number): ReadBack {
  const strings = new StringTable();
  const reader = new EvtReader(bytesSource(bytes, most), { strings, cancel: { cancelled: false } });
  const full: FullRecord[] = [];
  const offsets: number[] = [];
  reader.records(({ tree, offset }) => {
    full.push(treeToFullRecord(tree));
    offsets.push(offset);
  });
  const seen: { id: number; fields: Partial<Record<FieldName, string>> }[] = [];
  const sink: RecordSink = {
    wanted: new Uint8Array(65_536).fill(1),
    accept(record) {
      const fields: Partial<Record<FieldName, string>> = {};
      FIELD_NAMES.forEach((name, id) => {
        const text = strings.get(record.text(id));
        if (text !== "") fields[name] = text;
      });
      seen.push({ id: record.eventId, fields });
    },
    skip() {},
  };
  reader.extract(sink);
  return { full, offsets, seen, summary: reader.summary };
}
