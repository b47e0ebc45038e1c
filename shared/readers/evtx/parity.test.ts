import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { FIELD_NAMES, type FieldId } from "../../types/fields.ts";
import type { RecordView } from "../../types/record-view.ts";
import { StringTable } from "../../types/string-table.ts";
import type { EventNode } from "../event-tree.ts";
import { TreeRecordView } from "../tree-view.ts";
import { CompiledRecordView } from "./compiled-view.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { ALL_EVENTS, sourceOf } from "./fixtures/read-bytes.ts";
import { readRecordAt } from "./read-record-at.ts";

/*
 * The fast path must say exactly what the general walk says: every member and every field of every record of every
 * sample, through both views.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evtx")) : ["no samples here"];

/** Everything a view says about its record, texts resolved. */
function told(view: RecordView, strings: StringTable): unknown[] {
  const members: unknown[] = [
    view.offset,
    view.eventId,
    view.version,
    view.level,
    view.task,
    view.keywordsHigh,
    view.recordIdLow,
    view.recordIdHigh,
    view.time,
    strings.get(view.provider),
    strings.get(view.channel),
    strings.get(view.computer),
    strings.get(view.userSid),
    view.recovered,
  ];
  for (let field = 0 as FieldId; field < FIELD_NAMES.length; field++) {
    if (!view.has(field)) {
      const nothing = view.text(field) === 0 && view.number(field) === -1 && Number.isNaN(view.moment(field));
      if (!nothing) members.push(FIELD_NAMES[field], "has no value but tells one");
      continue;
    }
    members.push(FIELD_NAMES[field], strings.get(view.text(field)), view.number(field));
    members.push(view.low(field), view.high(field), view.moment(field));
    members.push(view.systemTimeAt(field, 0), view.systemTimeAt(field, 16));
  }
  return members;
}

if (!present) console.log("EVTX paths: 0 files compared, all skipped: no samples here");
let compared = 0;
let fast = 0;
let slow = 0;

describe.skipIf(!present)("fast path against general walk", () => {
  test.each(files)(
    "%s",
    (name) => {
      const source = sourceOf(readFileSync(new URL(name, SAMPLES)));
      const strings = new StringTable();
      const options = { strings, crc32, cancel: { cancelled: false } };
      const trees: { tree: EventNode; offset: number }[] = [];
      const general = new EvtxReader(source, options);
      general.records(({ tree, offset, unreadable }) => {
        if (!unreadable) trees.push({ tree, offset });
      });
      const treeView = new TreeRecordView(strings);
      const reader = new EvtxReader(source, options);
      let next = 0;
      reader.extract({
        wanted: ALL_EVENTS,
        skip: () => expect.unreachable(),
        accept(view) {
          const { tree, offset } = trees[next++]!;
          expect(told(view, strings)).toEqual(told(treeView.load(tree, offset), strings));
          if (view instanceof CompiledRecordView) fast++;
          else slow++;
        },
      });
      expect(next).toBe(trees.length);
      expect(reader.summary).toEqual(general.summary);

      // Leaving records out early must not change what the summary says.
      const none = new EvtxReader(source, options);
      let skipped = 0;
      none.extract({
        wanted: new Uint8Array(65_536),
        accept: () => expect.unreachable(),
        skip(time, low, high, computer, channel, offset, eventId) {
          const { tree, offset: own } = trees[skipped++]!;
          const view = treeView.load(tree, own);
          const told = [time, low, high, computer, channel, offset, eventId];
          const { recordIdLow, recordIdHigh } = view;
          expect(told).toEqual([
            view.time,
            recordIdLow,
            recordIdHigh,
            view.computer,
            view.channel,
            own,
            view.eventId,
          ]);
        },
      });
      expect(skipped).toBe(trees.length);
      expect(none.summary).toEqual(general.summary);

      // One record on its own, as the detail pane reads it.
      for (const { tree, offset } of trees.filter((_, i) => i % 97 === 0)) {
        expect(readRecordAt(source, offset)).toEqual(tree);
      }
      compared++;
    },
    60_000,
  );
});

afterAll(() => {
  console.log(
    `EVTX paths: ${compared} of ${files.length} files agree (${fast} records fast, ${slow} general), 0 skipped`,
  );
});
