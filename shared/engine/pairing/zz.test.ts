import { readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import { test } from "vitest";
import { EvtxReader } from "../../readers/evtx/evtx-reader.ts";
import { bytesSource } from "../../readers/xml/test-source.ts";
import { vectorLines } from "../../testing/vector-notation.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { Extractor } from "../extract/extractor.ts";
import { pairCase } from "./pair-case.ts";

const S = new URL("../../../../shared/samples/", import.meta.url);
export function pairFiles(names: readonly string[]) {
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
  return {
    strings,
    ...pairCase({ events: ex.finish(), strings, settings: DEFAULT_SETTINGS, sourceCount: names.length }),
  };
}
test("p", () => {
  for (const f of (process.env.F ?? "win7-security.evtx").split(" ")) {
    const names = f.split("+");
    const t = performance.now();
    const r = pairFiles(names);
    const lines = vectorLines(r.sessions, r.strings, process.env.ALL === "1");
    process.stdout.write(
      `#### ${f} ${Math.round(performance.now() - t)}ms\n${lines.join("\n")}\n${JSON.stringify({ counts: r.counts, holes: r.holes, cov: r.coverage.map((c) => [c.channel, c.spans.length, c.records, c.filtered]), comp: r.computers, boots: r.boots.length, clean: r.boots.filter((b) => b.clean).length, dup: [...r.duplicatesBySource] })}\n`,
    );
    const tally: Record<string, number> = {};
    for (const l of lines) {
      const k = /reason=\S+ conf=\S+/.exec(l)?.[0] ?? "";
      tally[k] = (tally[k] ?? 0) + 1;
      if (l.includes("autoLogon?")) tally.auto = (tally.auto ?? 0) + 1;
    }
    process.stdout.write(`${JSON.stringify(tally)}\n`);
  }
});
