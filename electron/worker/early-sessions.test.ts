import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { Extractor } from "../../shared/engine/extract/extractor.ts";
import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import type { CaseTables } from "../../shared/types/case.ts";
import type { RecordSink } from "../../shared/types/record-view.ts";
import { SESSION_COLUMNS } from "../../shared/types/session-table.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import { StringTable } from "../../shared/types/string-table.ts";
import { EarlySessions } from "./early-sessions.ts";
import { openFile } from "./file-source.ts";
import { ReaderFactory } from "./log-reader.ts";

/*
 * What is shown early must stand: every list begins with the one before, and every session of it is among the final
 * ones with the same values. Tried after every few records of real logs, far more often than it ever happens.
 */
const samples = fileURLToPath(new URL("../../../shared/samples/", import.meta.url));
const logs = existsSync(samples)
  ? readdirSync(samples)
      .filter((name) => name.endsWith(".evtx"))
      .map((name) => join(samples, name))
  : [];

/** Columns whose number is a text, and what cannot be compared by itself. */
const TEXTS = new Set([
  "computer",
  "user",
  "domain",
  "sid",
  "userKey",
  "computerKey",
  "sourceAddress",
  "workstation",
  "clientName",
  "process",
  "package",
]);
/** A row number; and the computer's name: when it is renamed later on, all of its sessions go by the new one. */
const RELATIVE = new Set(["parent", "computer", "computerKey"]);

type Row = Readonly<Record<string, unknown>>;

function rowsOf({ sessions }: Pick<CaseTables, "sessions">, strings: readonly string[]): readonly Row[] {
  return Array.from({ length: sessions.length }, (_, row) => {
    const values: Record<string, unknown> = {};
    for (const name of Object.keys(SESSION_COLUMNS) as (keyof typeof SESSION_COLUMNS)[]) {
      const value = sessions[name][row]!;
      if (!RELATIVE.has(name)) values[name] = TEXTS.has(name) ? strings[value] : value;
    }
    const proof = sessions.proofStart[row]!;
    values.key = sessions.proofs.recordIdLow[proof];
    values.proofs = sessions.proofStart[row + 1]! - proof;
    values.members = [
      ...sessions.members.logonIdLow.subarray(sessions.memberStart[row], sessions.memberStart[row + 1]),
    ];
    return values;
  });
}

/** Reads a log, trying for early sessions after every `step` records. */
function readEarly(
  path: string,
  step: number,
): { readonly lists: readonly (readonly Row[])[]; readonly final: readonly Row[] } {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const early = new EarlySessions(extractor, strings, DEFAULT_SETTINGS);
  const file = openFile(path);
  const lists: (readonly Row[])[] = [];
  let records = 0;
  let elapsed = 1;
  const attempt = (): void => {
    if (++records % step !== 0) return;
    elapsed *= 3;
    const found = early.attempt(elapsed * 1000, 0.5, file, () => ({ oldest: 0, newest: 0 }) as SourceInfo);
    if (found === null) return;
    expect(found.undecided).toBeGreaterThanOrEqual(0);
    expect(found.data.partial).toBe(true);
    lists.push(rowsOf(found.data, found.data.strings));
  };
  const sink: RecordSink = {
    wanted: extractor.wanted,
    accept(record) {
      extractor.accept(record);
      attempt();
    },
    skip: (...record) => extractor.skip(...record),
  };
  const { reader } = new ReaderFactory(strings).open(file, { cancel: { cancelled: false } });
  extractor.startSource(0);
  reader?.extract(sink);
  extractor.endSource();
  const tables = pairCase({ events: early.finish(), strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
  file.close();
  return { lists, final: rowsOf(tables, strings.toArray()) };
}

function plainRead(path: string): readonly Row[] {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const file = openFile(path);
  extractor.startSource(0);
  new ReaderFactory(strings).open(file, { cancel: { cancelled: false } }).reader?.extract(extractor);
  extractor.endSource();
  file.close();
  const events = extractor.finish();
  return rowsOf(pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 }), strings.toArray());
}

test("nothing is tried at the beginning, and nothing that will be there in full soon", () => {
  const strings = new StringTable();
  const early = new EarlySessions(new Extractor(strings), strings, DEFAULT_SETTINGS);
  let tries = 0;
  const file = {
    get size() {
      tries++;
      return 0;
    },
    read: () => 0,
  };
  const attempt = (elapsedMs: number, share: number): number => {
    tries = 0;
    early.attempt(elapsedMs, share, file, () => ({ oldest: 0, newest: 0 }) as SourceInfo);
    return tries;
  };
  expect(attempt(900, 0.01)).toBe(0);
  // 90 ms to go.
  expect(attempt(1200, 0.93)).toBe(0);
  expect(attempt(1200, 0)).toBeGreaterThan(0);
});

describe.skipIf(logs.length === 0)("sessions shown early", () => {
  test("are final, keep their order and are only added to; and trying changes nothing", () => {
    let shown = 0;
    let tried = 0;
    for (const path of logs) {
      const name = basename(path);
      const { lists, final } = readEarly(path, 40);
      expect([name, final]).toEqual([name, plainRead(path)]);
      if (lists.length > 0) tried++;
      let before: readonly Row[] = [];
      for (const list of lists) {
        expect([name, list.slice(0, before.length)]).toEqual([name, before]);
        before = list;
      }
      // In the final table others stand between them, but their order is the same.
      let at = 0;
      for (const row of before) {
        while (at < final.length && final[at]?.key !== row.key) at++;
        expect([name, final[at++]]).toEqual([name, row]);
      }
      shown += before.length;
    }
    console.log(
      `early sessions: ${tried} of ${logs.length} logs, ${shown} sessions, all of them final, 0 skipped`,
    );
    expect(shown).toBeGreaterThan(20);
  });
});
if (logs.length === 0) console.log("early sessions: 0 logs, all skipped: no samples here");
