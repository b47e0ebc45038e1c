import { describe, expect, test } from "vitest";
import { buildCase, type SessionSketch, sketchSource } from "../../testing/case-builder.ts";
import { parseRows, vectorTable } from "../../testing/vectors.ts";
import type { CaseData, Coverage } from "../../types/case.ts";
import { HELP_KEYS, RULES } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import type { Ticks } from "../../types/units.ts";
import { pairCase } from "../pairing/pair-case.ts";
import { type ComputerEvidence, caseEvidence } from "./case-evidence.ts";
import { rulesOfSession } from "./rules-of-session.ts";
import { whatWouldHelp } from "./what-would-help.ts";
import { EXPLAINED } from "./words.ts";

const { helpText, ruleHelp } = EXPLAINED;

const LSM = "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational";
const OPEN: SessionSketch = {
  computer: "PC1",
  kind: "desktop",
  logonType: 2,
  start: 5,
  endReason: "stillOpen",
  endRule: "E6",
  confidence: "open",
};
const LOGGED_OFF: SessionSketch = { computer: "PC1", start: 1, end: 2, endRule: "E1", confidence: "exact" };

function channel(name: string, more: Partial<Coverage> = {}): Coverage {
  return { computer: "pc1", channel: name, spans: [], records: 100, filtered: false, ...more };
}

function sketch(sessions: readonly SessionSketch[], more: Partial<CaseData> = {}): CaseData {
  const coverage = [channel("Security"), channel("System"), channel(LSM)];
  const span = { oldest: 0 as Ticks, newest: 9 as Ticks };
  const pc1 = { key: "pc1", name: "PC1", aliases: ["OLD-PC"], ...span, windowsZone: null };
  return { ...buildCase({ sessions }), coverage, computers: [pc1], ...more };
}

function helps(session: SessionSketch, more: Partial<CaseData> = {}, others = [LOGGED_OFF]) {
  const data = sketch([session, ...others], more);
  return whatWouldHelp(caseEvidence(data), data, 0);
}

describe("what would make a session more certain", () => {
  test("nothing when start and end are recorded, nothing for Windows itself", () => {
    expect(helps(LOGGED_OFF)).toEqual([]);
    expect(helps({ ...OPEN, kind: "system" }, { coverage: [] })).toEqual([]);
  });
  test("the log ends here", () => {
    expect(helps(OPEN)).toEqual(["laterLog"]);
  });
  test("no logoff auditing seen: no logoff of any session of this computer, in a log that is whole", () => {
    expect(helps(OPEN, {}, [])).toEqual(["laterLog", "logoffAuditing"]);
    const other = { ...LOGGED_OFF, computer: "PC2" };
    expect(helps(OPEN, {}, [other])).toEqual(["laterLog", "logoffAuditing"]);
    const filtered = [channel("Security", { filtered: true }), channel("System")];
    expect(helps(OPEN, { coverage: filtered }, [])).toEqual(["wholeLog", "laterLog"]);
  });
  test("logs that are missing for this computer", () => {
    expect(helps(OPEN, { coverage: [channel("Security")] })).toEqual(["laterLog", "systemLog"]);
    expect(helps({ ...OPEN, logonType: 10 }, { coverage: [channel("Security")] })).toEqual([
      "laterLog",
      "systemLog",
      "remoteDesktopLog",
      // A remote session without one disconnect in a log with logoffs: the verdict is noLock.
      "lockAuditing",
    ]);
    const fromWinlogon: SessionSketch = { ...LOGGED_OFF, flags: ["fromWinlogon"] };
    expect(helps(fromWinlogon, { coverage: [channel("System")] })).toEqual(["securityLog"]);
    const elsewhere = [channel("Security"), channel("System", { computer: "pc2" })];
    expect(helps(OPEN, { coverage: elsewhere })).toContain("systemLog");
    const alias = [channel("Security"), channel("System", { computer: "Old-PC" })];
    expect(helps(OPEN, { coverage: alias })).toEqual(["laterLog"]);
  });
  test("holes, a cleared log, a beginning before the log, a clock that ran backwards", () => {
    const lost: SessionSketch = { ...OPEN, confidence: "unknown", endRule: "E5" };
    expect(helps({ ...lost, endReason: "logGap" })).toEqual(["missingRecords"]);
    expect(helps({ ...lost, endReason: "logCleared" })).toEqual(["clearedLog"]);
    expect(helps({ ...LOGGED_OFF, start: Number.NaN, startUpper: 1, startRule: "R10" })).toEqual([
      "earlierLog",
    ]);
    expect(helps({ ...lost, endReason: "powerLoss", flags: ["clockBackwards"] })).toEqual(["trustedClock"]);
  });
  test("damage and a cancelled read, only where something is open", () => {
    const sources = [
      sketchSource({ computers: ["PC1"], damage: [{ code: "chunkCrc", offset: 0, count: 1 }] }),
    ];
    expect(helps(OPEN, { sources, partial: true })).toEqual(["wholeRead", "undamagedFile", "laterLog"]);
    expect(helps(LOGGED_OFF, { sources, partial: true })).toEqual([]);
    expect(helps(OPEN, { sources: [{ ...sources[0]!, computers: ["PC2"] }] })).toEqual(["laterLog"]);
  });
  test("locks that should be recorded and are not", () => {
    const remote = { ...LOGGED_OFF, logonType: 10 };
    expect(helps(remote, {}, [])).toEqual(["lockAuditing"]);
    expect(helps({ ...remote, intervals: [["disconnected", 1, 2]] }, {}, [])).toEqual([]);
  });
  test("locks that were not recorded for a while are told of the sessions of that while only", () => {
    const told = (session: SessionSketch) => {
      const data = sketch([session]);
      const [[key, here]] = [...caseEvidence(data)] as [[string, ComputerEvidence]];
      const locksMissing = [[3 as Ticks, 6 as Ticks]] as const;
      return whatWouldHelp(new Map([[key, { ...here, locksMissing }]]), data, 0).includes("lockAuditing");
    };
    const desktop: SessionSketch = { ...LOGGED_OFF, kind: "desktop" };
    expect(told({ ...desktop, start: 1, end: 3 })).toBe(false);
    expect(told({ ...desktop, start: 1, end: 4 })).toBe(true);
    expect(told({ ...desktop, start: 6, end: 8 })).toBe(false);
    expect(told(OPEN)).toBe(true);
    expect(told({ ...OPEN, start: 6 })).toBe(false);
  });
  test("every key has one sentence", () => {
    const texts = HELP_KEYS.map(helpText);
    expect(new Set(texts).size).toBe(HELP_KEYS.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z].{30,}\.$/);
  });
});

describe("the rules of a session", () => {
  function rules(records: string): readonly (readonly string[])[] {
    const { events, strings } = vectorTable(parseRows(records));
    const tables = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
    const data: CaseData = { ...buildCase({}), ...tables };
    return Array.from({ length: tables.sessions.length }, (_, row) => rulesOfSession(data, row));
  }
  test("start and end first, then what shaped it", () => {
    expect(
      rules(
        "08:00:00 PC1 Sec:4608 | 08:00:05 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4800 id=0x1 user=anna | " +
          "09:10:00 PC1 Sec:4801 id=0x1 user=anna | 10:00:00 PC1 Sec:4779 id=0x1 user=anna | 11:00:00 PC1 Sec:4647 id=0x1 user=anna",
      ),
    ).toEqual([["R5", "E1", "R8", "R9", "R14"]]);
    expect(rules("08:00:00 PC1 WL:7001 user=anna ts=1")).toEqual([["R16", "E6"]]);
    expect(rules("10:00:00 PC1 Sec:4647 id=0x7 user=anna")).toEqual([["R10", "E1"]]);
  });
  test("each has a help text", () => {
    for (const rule of RULES) expect(ruleHelp(rule) === undefined).toBe(rule === "");
  });
});
