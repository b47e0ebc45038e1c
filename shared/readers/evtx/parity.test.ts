import { existsSync, readdirSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { StringTable } from "../../types/string-table.ts";
import type { EventNode } from "../event-tree.ts";
import { TreeRecordView } from "../tree-view.ts";
import { CompiledRecordView } from "./compiled-view.ts";
import { EvtxReader } from "./evtx-reader.ts";
import { ALL_EVENTS, sourceOf } from "./fixtures/read-bytes.ts";
import { told } from "./fixtures/told.ts";
import { readRecordAt } from "./read-record-at.ts";

/*
 * The fast path must say exactly what the general walk says: every member and every field of every record of every
 * sample, through both views.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".evtx")) : ["no samples here"];

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
