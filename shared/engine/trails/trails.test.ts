import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textClock } from "../../../electron/worker/text-clock.ts";
import { ScriptReader } from "../../readers/script-trail/script-reader.ts";
import { bytesSource } from "../../readers/xml/test-source.ts";
import { checkPossible } from "../../testing/check-possible.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import { vectorLine, vectorMoment } from "../../testing/vector-notation.ts";
import { EVIDENCE_CLASSES, PROOF_ROLES, SESSION_KINDS } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import type { SourceTrail } from "../../types/trail.ts";
import { pairCase } from "../pairing/pair-case.ts";
import { checkOf } from "./facts-of.ts";
import { joinTrails } from "./join-trails.ts";

const ANNA = { user: "anna", domain: "CORP", sid: "S-1-5-21-1-2-3-1104" };
const BOB = { user: "bob", domain: "CORP", sid: "S-1-5-21-1-2-3-1105" };
const PC1 = "PC1.corp.local";

/** A trail out of one file of lines. */
function trail(source: number, lines: readonly string[], name = "LOGON.log"): SourceTrail {
  const reader = new ScriptReader(bytesSource(new TextEncoder().encode(lines.join("\r\n"))), {
    makeDecoder: (each) => new TextDecoder(each),
    cancel: { cancelled: false },
    answers: [{ signature: null, file: null, zone: "UTC" }],
    name,
    clockOf: textClock,
  });
  reader.extract();
  return { source, rows: reader.summary.trail!.rows };
}

/** `on 08:00:00 PC1 anna Console` as the line of the safer script; day 1 is 2024-03-04. */
function line(text: string): string {
  const [kind = "", time = "", computer = "", user = "", session = ""] = text.split(" ");
  const moment = new Date(Date.UTC(2024, 0, 1) + vectorMoment(time) / 10_000).toISOString();
  return `${kind === "on" ? "LOGON" : "LOGOFF"},${moment},${computer},${user},${session},\\\\DC01`;
}

function joined(trails: readonly SourceTrail[], events: readonly EventSpec[] = []) {
  const strings = new StringTable();
  const paired = pairCase({
    events: eventTable(events, strings),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  const { duplicatesBySource: _, audit: _a, ...tables } = paired;
  const result = joinTrails(tables, trails, strings);
  const all = result?.tables ?? tables;
  checkPossible({ ...paired, ...all });
  const { sessions } = all;
  const data = { ...(result === null ? {} : { trails: result.trails }) };
  return {
    tables: all,
    result,
    strings,
    shown: Array.from(
      { length: sessions.length },
      (_row, row) => `${SESSION_KINDS[sessions.kind[row]!]} ${vectorLine(sessions, row, strings)}`,
    ),
    checks: Array.from({ length: sessions.length }, (_row, row) => checkOf(data, row)),
  };
}

const scripts = (...texts: readonly string[]) => joined([trail(0, texts.map(line))]);

describe("pairing lines", () => {
  test("a logoff ends the youngest open logon of its key, bounded by the clock of the client", () => {
    const { shown, tables } = scripts("on 08:00:00 PC1 anna Console", "off 12:00:00 PC1 anna Console");
    expect(shown).toEqual([expect.stringContaining("script anna@PC1")]);
    const { sessions } = tables;
    expect(sessions.end[0]).toBe(vectorMoment("12:00:00"));
    expect([sessions.endLower[0], sessions.endUpper[0]]).toEqual([
      vectorMoment("11:59:59"),
      vectorMoment("12:00:01"),
    ]);
    expect(shown[0]).toContain("reason=logoff conf=bounded");
    expect(EVIDENCE_CLASSES[sessions.evidence[0]!]).toBe("userWritable");
    expect(Array.from(sessions.proofs.role, (role) => PROOF_ROLES[role])).toEqual(["start", "end"]);
  });

  test("last in, first out on one key", () => {
    const { shown } = scripts(
      "on 08:00:00 TS1 anna",
      "on 09:00:00 TS1 anna",
      "off 10:00:00 TS1 anna",
      "off 11:00:00 TS1 anna",
    );
    expect(shown.map((each) => /08:00:00|09:00:00/.exec(each)?.[0])).toEqual(["08:00:00", "09:00:00"]);
    expect(shown[0]).toContain("11:00:00");
    expect(shown[1]).toContain("10:00:00");
  });

  test("a logon without a logoff lasts until the next one on the same key at most; else it is open", () => {
    const { tables, shown } = scripts(
      "on 08:00:00 PC1 anna Console",
      "on d2/08:00:00 PC1 anna Console",
      "on 08:30:00 PC1 bob Console",
    );
    const { sessions } = tables;
    expect(shown[0]).toContain("reason=superseded conf=bounded");
    expect([sessions.endLower[0], sessions.endUpper[0]]).toEqual([
      vectorMoment("08:00:00"),
      vectorMoment("d2/08:00:00"),
    ]);
    expect(shown[1]).toContain("reason=stillOpen conf=open");
    expect(shown[2]).toContain("reason=stillOpen conf=open");
    // The script is not heard of again: nothing shows how long the user stayed.
    expect(sessions.endLower[1]).toBe(sessions.start[1]);
  });

  test("a session name that the logon script did not see yet", () => {
    const { shown, tables, strings, result } = scripts(
      "on 08:00:00 PC1 anna",
      "off 12:00:00 PC1 anna RDP-Tcp#3",
    );
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain("reason=logoff conf=bounded");
    expect(strings.get(result!.trails.facts.sessionName[0]!)).toBe("RDP-Tcp#3");
    expect(tables.sessions.length).toBe(1);
    expect(scripts("on 08:00:00 PC1 anna Console", "off 12:00:00 PC1 anna RDP-Tcp#3").shown).toHaveLength(2);
  });

  test("a logoff without a logon is a session of unknown start", () => {
    const { shown, tables } = scripts("off 12:00:00 PC1 anna Console");
    expect(shown[0]).toContain("?");
    expect(tables.sessions.startUpper[0]).toBe(vectorMoment("12:00:00"));
  });

  test("logons and logoffs of the published script stand in two files; a line read twice is one", () => {
    const on = ["2024-03-04, 8:00:00.00,PC1,anna,Console,\\\\DC01"];
    const off = ["2024-03-04,12:00:00.00,PC1,anna,Console,\\\\DC01"];
    const { shown, result } = joined([trail(0, on), trail(1, off, "LOGOFF.log"), trail(2, on)]);
    expect(shown).toHaveLength(1);
    expect([...result!.duplicates]).toEqual([[2, 1]]);
  });

  test("the order of files and of lines does not show", () => {
    const entry = fc.record({
      on: fc.boolean(),
      minute: fc.integer({ min: 0, max: 1439 }),
      user: fc.constantFrom("anna", "CORP\\bob"),
      computer: fc.constantFrom("PC1", "PC2"),
      session: fc.constantFrom("", "Console", "RDP-Tcp#1"),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(entry, { maxLength: 40, selector: ({ minute }) => minute }),
        fc.nat(),
        (entries, turn) => {
          const texts = entries.map(({ on, minute, user, computer, session }) => {
            const two = (value: number) => String(value).padStart(2, "0");
            return line(
              `${on ? "on" : "off"} ${two(Math.floor(minute / 60))}:${two(minute % 60)}:00 ${computer} ${user} ${session}`,
            );
          });
          const cut = turn % (texts.length + 1);
          const parts = [texts.slice(0, cut), texts.slice(cut)].filter((part) => part.length > 0);
          const one = joined(parts.map((part, at) => trail(at, part)));
          const other = joined(parts.toReversed().map((part, at) => trail(at, part.toReversed())));
          expect(other.shown).toEqual(one.shown);
          // Every line begins or ends a session, and none is lost.
          const { proofs } = one.tables.sessions;
          const cited = Array.from(proofs.offset, (offset, at) => `${proofs.source[at]}/${offset}`);
          expect(new Set(cited).size).toBe(entries.length);
        },
      ),
      { numRuns: 60 },
    );
  });
});

let nextRecord = 1;
/** Logon and logoff of an event log, and something before and after, so that the log covers the time. */
function logon(from: string, to: string, who: typeof ANNA, id: number): EventSpec[] {
  const base = { computer: PC1, ...who, logonId: id, logonType: 2 };
  return [
    { kind: "logon", time: vectorMoment(from), eventId: 4624, ...base, logonProcess: "User32" },
    { kind: "userLogoff", time: vectorMoment(to), eventId: 4647, ...base },
  ];
}
function log(...parts: readonly EventSpec[][]): EventSpec[] {
  const edges = ["00:00:01", "23:59:00"].map(
    (time): EventSpec => ({
      kind: "clockChanged",
      eventId: 4616,
      time: vectorMoment(time),
      computer: PC1,
      timeA: vectorMoment(time),
      timeB: vectorMoment(time),
    }),
  );
  nextRecord = 1;
  return [...parts.flat(), ...edges]
    .sort((a, b) => a.time - b.time)
    .map((each) => ({ ...each, recordId: nextRecord++ }));
}

describe("beside event logs", () => {
  test("the account and the computer are those of the log, and nothing of it changes but its row", () => {
    const events = log(logon("08:00:00", "12:00:00", ANNA, 0x100), logon("13:00:00", "14:00:00", BOB, 0x200));
    const { tables, strings, shown } = joined(
      [trail(0, [line("on 10:00:00 PC1 anna"), line("on 12:30:00 PC9 CORP\\eva Console")])],
      events,
    );
    expect(shown.map((each) => each.split(" ").slice(0, 2).join(" "))).toEqual([
      `desktop anna@${PC1}`,
      `script anna@${PC1}`,
      "script eva@PC9",
      `desktop bob@${PC1}`,
    ]);
    const { sessions } = tables;
    expect(strings.get(sessions.userKey[1]!)).toBe(ANNA.sid);
    expect(sessions.computerKey[1]).toBe(sessions.computerKey[0]);
    expect(strings.get(sessions.userKey[2]!)).toBe("corp\\eva");
    // Logon ids and proofs moved along with their sessions.
    expect(Array.from(sessions.memberStart)).toEqual([0, 1, 1, 1, 2]);
    expect(sessions.members.logonIdLow[1]).toBe(0x200);
    expect(sessions.proofs.eventId[sessions.proofStart[3]!]).toBe(4624);
  });

  test("two accounts of one bare name are not taken for one another", () => {
    const other = { user: "anna", domain: "PC1", sid: "S-1-5-21-9-9-9-1001" };
    const events = log(
      logon("08:00:00", "09:00:00", ANNA, 0x100),
      logon("10:00:00", "11:00:00", other, 0x200),
    );
    const { tables, strings } = joined(
      [trail(0, [line("on 12:00:00 PC1 anna"), line("on 13:00:00 PC1 CORP\\anna")])],
      events,
    );
    expect(strings.get(tables.sessions.userKey[2]!)).toBe("anna");
    expect(strings.get(tables.sessions.userKey[3]!)).toBe(ANNA.sid);
  });

  const DAY = log(
    logon("08:00:00", "12:00:00", ANNA, 0x100),
    logon("13:00:00", "14:00:00", ANNA, 0x200),
    logon("15:00:00", "16:00:00", ANNA, 0x300),
  );
  const LINES = [
    "on 08:02:00 PC1 anna Console",
    "off 11:59:30 PC1 anna Console",
    "on 13:01:00 PC1 anna Console",
    "off 13:59:30 PC1 anna Console",
    "on 15:00:30 PC1 anna Console",
    "off 15:59:30 PC1 anna Console",
  ];
  const held = (lines: readonly string[]) => {
    const { checks, shown } = joined([trail(0, lines.map(line))], DAY);
    return shown.map((each, row) => `${each.split(" ")[0]} ${checks[row]}`);
  };

  test("lines and records of the same logons match", () => {
    expect(new Set(held(LINES))).toEqual(new Set(["desktop matching", "script matching"]));
  });

  test("a line that was taken away is missed", () => {
    // Without its logon line the second logoff still tells of an end.
    expect(held(LINES.filter((_, at) => at !== 2))).toContain("script differing");
    expect(held(LINES.filter((_, at) => at !== 2 && at !== 3))).toEqual([
      "desktop matching",
      "script matching",
      "desktop missingInTrail",
      "desktop matching",
      "script matching",
    ]);
    expect(held(LINES.filter((_, at) => at !== 3))).toContain("desktop differing");
  });

  test("a line that was added stands alone", () => {
    const added = [...LINES, "on 18:00:00 PC1 anna Console", "off 19:00:00 PC1 anna Console"];
    expect(held(added).at(-1)).toBe("script missingInLog");
  });

  test("a line that was changed shows at both", () => {
    const changed = LINES.map((each) => each.replace("11:59:30", "10:00:00"));
    expect(held(changed).slice(0, 2)).toEqual(["desktop differing", "script differing"]);
  });

  test("nothing is said of a time that the log does not cover, nor of a user without scripts", () => {
    expect(held(["on d3/08:00:00 PC1 anna Console"])).toEqual([
      "desktop notHeld",
      "desktop notHeld",
      "desktop notHeld",
      "script notHeld",
    ]);
    const { checks } = joined([trail(0, [line("on 07:00:00 PC1 eva"), line("on 20:00:00 PC1 eva")])], DAY);
    expect(checks.slice(1, 4)).toEqual(["notHeld", "notHeld", "notHeld"]);
  });
});
