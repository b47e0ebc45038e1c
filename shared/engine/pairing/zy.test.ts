import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { test } from "vitest";
import { EvtxReader } from "../../readers/evtx/evtx-reader.ts";
import { bytesSource } from "../../readers/xml/test-source.ts";
import { vectorTime } from "../../testing/vector-notation.ts";
import { EVENT_KINDS, KIND } from "../../types/event-table.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { Extractor } from "../extract/extractor.ts";
import { findBoots } from "./boots.ts";
import { Computers } from "./computers.ts";
import { buildStreams } from "./streams.ts";
import { assignOthers } from "./timeline.ts";

const S = new URL("../../../../shared/samples/", import.meta.url);
test("p", () => {
  const names = (process.env.F ?? "").split("+");
  const strings = new StringTable();
  const ex = new Extractor(strings);
  names.forEach((n, i) => {
    ex.startSource(i);
    new EvtxReader(bytesSource(readFileSync(new URL(n, S))), {
      strings,
      crc32,
      cancel: { cancelled: false },
    }).extract(ex);
    ex.endSource();
  });
  const events = ex.finish();
  const { streams } = buildStreams(events, strings, new Computers(events, strings), names.length);
  const sec = streams.find((s) => s.channelKind === 1),
    sys = streams.find((s) => s.channelKind === 2);
  const boots = findBoots(events, DEFAULT_SETTINGS, sec, sys);
  for (const b of boots)
    console.log(
      b.index,
      vectorTime(b.rawStart),
      b.secFrom,
      b.secTo,
      b.systemMarkers.map((r) => events.recordIdLow[r]),
      b.securityMarker < 0 ? -1 : events.recordIdLow[b.securityMarker],
    );
  const o = assignOthers(
    events,
    DEFAULT_SETTINGS,
    boots,
    sec,
    streams.filter((s) => s !== sec),
  );
  let p = -1;
  for (let i = 0; i < o.rows.length; i++) {
    if (
      o.bootOf[i] !== p ||
      [KIND.winlogonLogon, KIND.osStop, KIND.osStart].includes(events.kind[o.rows[i]!]!)
    )
      console.log(
        o.bootOf[i],
        EVENT_KINDS[events.kind[o.rows[i]!]!],
        events.recordIdLow[o.rows[i]!],
        vectorTime(events.time[o.rows[i]!]!),
      );
    p = o.bootOf[i]!;
  }
});
