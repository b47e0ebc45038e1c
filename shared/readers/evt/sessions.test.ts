import { existsSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { Extractor } from "../../engine/extract/extractor.ts";
import { pairCase } from "../../engine/pairing/pair-case.ts";
import { ticksToIso } from "../../engine/time/iso.ts";
import { checkPossible } from "../../testing/check-possible.ts";
import { evtFile, type LegacyEntry } from "../../testing/evt-writer/evt-writer.ts";
import { CONFIDENCES, END_REASONS, RULES, SESSION_KINDS } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";

/*
 * Legacy logs as sessions. The synthetic samples come with what was put into them; by the naive rule (first later 538
 * or 551 with the same id) what has no logoff stays open, where rules R2 to R4, E3 and E4 tell how it ended.
 */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
let compared = 0;

function pair(...files: readonly Uint8Array[]) {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const tallies = files.map((bytes, index) => {
    extractor.startSource(index);
    new EvtReader(bytesSource(bytes), { strings, cancel: { cancelled: false } }).extract(extractor);
    return extractor.endSource();
  });
  const result = pairCase({
    events: extractor.finish(),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: files.length,
  });
  checkPossible(result);
  const { sessions } = result;
  const time = (ticks: number) => ticksToIso(ticks)?.replace(".0000000", "") ?? null;
  const rows = Array.from({ length: sessions.length }, (_, row) => ({
    id: `0x${sessions.leadLogonIdLow[row]!.toString(16)}`,
    user: strings.get(sessions.user[row]!),
    kind: SESSION_KINDS[sessions.kind[row]!]!,
    type: sessions.logonType[row]!,
    start: time(sessions.start[row]!),
    end: time(sessions.end[row]!),
    reason: END_REASONS[sessions.endReason[row]!]!,
    confidence: CONFIDENCES[sessions.confidence[row]!]!,
    rule: RULES[sessions.endRule[row]!]!,
    lower: time(sessions.endLower[row]!),
    upper: time(sessions.endUpper[row]!),
  }));
  return { ...result, rows, tallies };
}

interface Known {
  readonly counts: {
    readonly logons: number;
    readonly paired: number;
    readonly open: number;
    readonly failures: number;
  };
  readonly records: number;
  readonly sessions: readonly {
    readonly logonTime: string;
    readonly logoffTime: string | null;
    readonly logonId: string;
    readonly user: string;
    readonly logonType: number;
    readonly endedBy: number | null;
  }[];
}

describe.skipIf(!present)("synthetic logs against their known answers", () => {
  test.each([
    ["synthetic-secevent-xp", { records: 328, logons: 158, paired: 128, open: 30, failures: 13 }, 0, 2],
    ["synthetic-secevent-wrap", { records: 788, logons: 364, paired: 296, open: 68, failures: 54 }, 4, 0],
  ] as const)("%s", (name, answer, orphans, died) => {
    const { rows, tallies, counts, boots, failures } = pair(readFileSync(new URL(`${name}.evt`, SAMPLES)));
    const known = JSON.parse(
      readFileSync(new URL(`sessions/${name}.sessions.json`, SAMPLES), "utf8"),
    ) as Known;
    expect({ records: known.records, ...known.counts }).toEqual(answer);
    expect([tallies[0]!.records, counts.logons.read, failures.length]).toEqual([
      answer.records,
      answer.logons,
      answer.failures,
    ]);
    const started = rows.filter(({ start }) => start !== null);
    const ended = started.filter(({ rule }) => rule === "E1" || rule === "E2");
    expect([started.length, ended.length, started.length - ended.length]).toEqual([
      answer.logons,
      answer.paired,
      answer.open,
    ]);
    // The log that went round lost the logons of four sessions; their 551 still gives the end (R10).
    expect(rows.filter(({ start }) => start === null).map(({ rule }) => rule)).toEqual(
      Array(orphans).fill("E1"),
    );
    expect(boots.filter(({ clean }) => clean === false).length).toBe(died);
    const byStart = new Map(started.map((row) => [`${row.id} ${row.start}`, row]));
    for (const session of known.sessions) {
      const ours = byStart.get(`${session.logonId} ${session.logonTime}`);
      expect(ours).toMatchObject({ user: session.user, type: session.logonType });
      if (session.logoffTime !== null) {
        const rule = session.endedBy === 551 ? "E1" : "E2";
        expect(ours).toMatchObject({ end: session.logoffTime, rule, confidence: "exact" });
      } else {
        // No logoff record: ended by the shutdown (513, E3) or by the next start without one (E4).
        expect(["E3", "E4"]).toContain(ours!.rule);
        expect(ours!.confidence).toBe("bounded");
      }
    }
    expect(byStart.size).toBe(known.sessions.length);
    compared++;
  });

  test("a System log of Windows XP gives boots: 24 starts, those without a stop died", () => {
    const { boots } = pair(readFileSync(new URL("winxp-sysevent.evt", SAMPLES)));
    // The first boot began before the log, so there is one more than there are starts (6005).
    expect(boots.length).toBe(25);
    expect(boots.filter(({ clean }) => clean === true).length).toBe(17);
    compared++;
  });
});

const T = Date.UTC(2009, 4, 4, 8, 0, 0) / 1000;
const SID = "S-1-5-21-1-2-3-1104";
const at = (minutes: number, id: number, ...strings: string[]): LegacyEntry => ({
  id,
  time: T + minutes * 60,
  strings,
  sid: SID,
});
const logon = (minutes: number) =>
  at(minutes, 528, "anna", "CORP", "(0x0,0x10)", "2", "User32", "Negotiate", "PC1");

describe("shutdown of a legacy machine", () => {
  test("513 ends what has no logoff, bounded by the last sign of it and the shutdown", () => {
    const { rows, boots } = pair(
      evtFile([at(0, 512), logon(1), at(30, 513), at(60, 512), at(61, 576, "x", "CORP", "(0x0,0x20)")]),
    );
    expect(rows).toMatchObject([
      {
        reason: "shutdown",
        rule: "E3",
        lower: "2009-05-04T08:01:00Z",
        upper: "2009-05-04T08:30:00Z",
        confidence: "bounded",
      },
    ]);
    expect(boots.map(({ clean }) => clean)).toContain(true);
  });

  test("without 513 the machine died between its last record and the next start", () => {
    const { rows } = pair(
      evtFile([at(0, 512), logon(1), at(20, 576, "x", "CORP", "(0x0,0x20)"), at(60, 512)]),
    );
    expect(rows).toMatchObject([
      { reason: "powerLoss", rule: "E4", lower: "2009-05-04T08:20:00Z", upper: "2009-05-04T09:00:00Z" },
    ]);
  });

  test("records behind 513 are the last of the shutdown, not a sign that the machine went on", () => {
    const { rows, holes } = pair(
      evtFile([at(0, 512), logon(1), at(30, 513), at(32, 576, "x", "CORP", "(0x0,0x20)"), at(60, 512)]),
    );
    expect(rows).toMatchObject([{ reason: "shutdown", rule: "E3" }]);
    expect(holes).toEqual([]);
  });
});

afterAll(() => {
  console.log(
    present
      ? `EVT sessions: ${compared} of 3 sample logs compared, ${3 - compared} not`
      : "EVT sessions: 0 sample logs compared, all skipped: the samples are not here",
  );
});
