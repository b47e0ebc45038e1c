import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPossible } from "../../testing/check-possible.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import { vectorLine, vectorLines, vectorMoment } from "../../testing/vector-notation.ts";
import { EVENT_KINDS, type EventKind } from "../../types/event-table.ts";
import { CONFIDENCES } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { type PairingResult, pairCase } from "./pair-case.ts";

/* Sequences that cannot happen, or only on damaged or forged logs: sensible sessions or flags, never a crash. */

const SECOND = 10_000_000;
const NOON = vectorMoment("12:00:00");
const YEAR_1601 = -133_485_408_000_000_000;
const YEAR_2100 = 24_000_000_000_000_000;

function pair(rows: readonly EventSpec[]): { result: PairingResult; lines: readonly string[] } {
  const strings = new StringTable();
  const events = eventTable(rows, strings);
  const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 3 });
  checkPossible(result);
  return { result, lines: vectorLines(result.sessions, strings, true) };
}

function person(
  kind: EventKind,
  time: number,
  recordId: number,
  logonId: number,
  more: Partial<EventSpec> = {},
): EventSpec {
  return {
    kind,
    time,
    recordId,
    logonId,
    computer: "PC1",
    user: "anna",
    domain: "CORP",
    sid: "S-1-5-21-1-2-3-1001",
    ...(kind === "logon" && { logonType: 2, logonProcess: "User32", process: "winlogon.exe" }),
    ...(kind === "logoff" && { logonType: 2 }),
    ...more,
  };
}

describe("very many records of one kind", () => {
  const many = 150_000;
  const count = (kind: EventKind, wait: number, channelKind: "security" | "system" = "security") => {
    const rows = Array.from(
      { length: many },
      (_, i): EventSpec => ({
        kind,
        channelKind,
        time: NOON + i * wait,
        number: 4634,
        timeA: NOON,
        timeB: NOON + 3600 * SECOND,
        recordId: i + 1,
        computer: "PC1",
      }),
    );
    return pair([person("windowsStarting", NOON - SECOND, 0, 0), ...rows]).result;
  };

  test("lockouts", () => {
    expect(count("accountLockedOut", SECOND).lockouts).toHaveLength(many);
  });
  test("stops of the log service", () => {
    expect(count("logServiceStopped", 3600 * SECOND).holes.length).toBeGreaterThan(many - 10);
  });
  test("records that could not be written", () => {
    expect(count("eventLost", SECOND).holes.length).toBeGreaterThan(many - 10);
  });
  test("starts at one moment", () => {
    expect(count("logServiceStarted", 0, "system").boots.length).toBeGreaterThan(0);
  });
  test("changes of the clock", () => {
    expect(count("clockChanged", SECOND).clockSteps).toHaveLength(many);
    expect(count("systemClockChanged", SECOND, "system").clockSteps).toHaveLength(many);
  });
});

describe("single oddities", () => {
  test("LogonId zero belongs to nobody", () => {
    const { lines } = pair([
      person("logon", NOON, 1, 0),
      person("logoff", NOON + SECOND, 2, 0),
      person("locked", NOON + SECOND, 3, 0),
    ]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=? reason=stillOpen conf=open lower=12:00:01",
    ]);
  });

  test("a logoff before its logon is a session of its own", () => {
    const { lines } = pair([person("logoff", NOON, 1, 7), person("logon", NOON + SECOND, 2, 7)]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=?<=12:00:00 end=12:00:00 reason=logoff conf=exact",
      "anna@PC1 kind=desktop type=2 start=12:00:01 end=? reason=stillOpen conf=open lower=12:00:01",
    ]);
  });

  test("an end long before its start is no end", () => {
    const { lines } = pair([person("logon", NOON, 1, 7), person("userLogoff", NOON - 3600 * SECOND, 2, 7)]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=? reason=userLogoff conf=unknown lower=12:00:00 upper=? flags=clockBackwards",
    ]);
  });

  test("an end a moment before its start is that moment", () => {
    const { lines } = pair([person("logon", NOON, 1, 7), person("userLogoff", NOON - 3, 2, 7)]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=12:00:00 reason=userLogoff conf=exact",
    ]);
  });

  test("records without a time are set aside and counted", () => {
    const { result, lines } = pair([person("logon", Number.NaN, 1, 7), person("logon", NOON, 2, 8)]);
    expect(lines).toHaveLength(1);
    expect(result.counts.logons).toEqual({ read: 2, used: 1, byClass: { desktop: 1 } });
  });

  test("clocks in 1601 and 2100", () => {
    const { result, lines } = pair([
      person("logon", YEAR_1601, 1, 7),
      person("logon", YEAR_2100, 2, 8),
      person("userLogoff", NOON, 3, 7),
      person("userLogoff", NOON, 4, 8),
    ]);
    expect(result.sessions.length).toBe(2);
    // Four centuries are a possible length; an end before its start is none.
    expect(lines.map((line) => / end=\S+ reason=\S+ conf=\S+/.exec(line)![0].trim())).toEqual([
      "end=12:00:00 reason=userLogoff conf=exact",
      "end=? reason=userLogoff conf=unknown",
    ]);
    expect(lines[1]).toContain("flags=clockBackwards");
  });

  test("a LogonId given twice in one boot ends its first session there", () => {
    const { lines } = pair([
      person("logon", NOON, 1, 7),
      person("logon", NOON + 60 * SECOND, 2, 7),
      person("userLogoff", NOON + 90 * SECOND, 3, 7),
    ]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=12:01:00 reason=superseded conf=bounded lower=12:00:00 upper=12:01:00",
      "anna@PC1 kind=desktop type=2 start=12:01:00 end=12:01:30 reason=userLogoff conf=exact",
    ]);
  });

  test("an unlock that bears the LogonId of a session does not take it away", () => {
    const { lines } = pair([
      person("logon", NOON, 1, 7),
      person("logon", NOON + SECOND, 2, 7, { logonType: 7 }),
      person("logon", NOON + 60 * SECOND, 3, 7),
    ]);
    expect(lines.map((line) => line.slice(line.indexOf("start=")))).toEqual([
      "start=12:00:00 end=12:01:00 reason=superseded conf=bounded lower=12:00:01 upper=12:01:00",
      "start=12:01:00 end=? reason=stillOpen conf=open lower=12:01:00",
    ]);
  });

  test("an empty case", () => {
    const { result } = pair([]);
    expect([result.sessions.length, result.boots, result.computers, result.counts.logons.read]).toEqual([
      0,
      [],
      [],
      0,
    ]);
  });
});

describe("record ids that cannot be one numbering", () => {
  const first = [person("logon", NOON, 1, 7), person("userLogoff", NOON + SECOND, 2, 7)];
  const year = 365 * 86_400 * SECOND;
  const second = [person("logon", NOON + year, 1, 7), person("userLogoff", NOON + year + SECOND, 2, 7)];

  test("two machines of one name: their records do not mix", () => {
    const { lines } = pair([...first, ...second.map((row) => ({ ...row, source: 1 }))]);
    expect(lines.map((line) => line.slice(line.indexOf("start=")))).toEqual([
      "start=12:00:00 end=12:00:01 reason=userLogoff conf=exact",
      "start=d366/12:00:00 end=d366/12:00:01 reason=userLogoff conf=exact",
    ]);
  });

  test("two machines of one name in the same hour, with the same LogonId", () => {
    const other = [
      person("logon", NOON + 100 * SECOND, 1, 7, { source: 1, user: "ben", sid: "S-1-5-21-1-2-3-1002" }),
      person("userLogoff", NOON + 200 * SECOND, 2, 7, { source: 1, user: "ben", sid: "S-1-5-21-1-2-3-1002" }),
    ];
    const { result, lines } = pair([...first, ...other]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=12:00:01 reason=userLogoff conf=exact",
      "ben@PC1 kind=desktop type=2 start=12:01:40 end=12:03:20 reason=userLogoff conf=exact",
    ]);
    expect(result.counts.duplicates).toBe(0);
  });

  test("a numbering that starts anew inside one file", () => {
    const { lines } = pair([...first, ...second]);
    expect(lines).toHaveLength(2);
    expect(lines.every((line) => line.includes("conf=exact"))).toBe(true);
  });

  test("a live file that has wrapped: the newest records come first", () => {
    const rows = [person("userLogoff", NOON + SECOND, 101, 7), person("logon", NOON, 100, 7)];
    expect(pair(rows).lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=12:00:00 end=12:00:01 reason=userLogoff conf=exact",
    ]);
  });

  test("the same file under two names counts once", () => {
    const { result, lines } = pair([...first, ...first.map((row) => ({ ...row, source: 1 }))]);
    expect(lines).toHaveLength(1);
    expect(Array.from(result.duplicatesBySource)).toEqual([0, 2, 0]);
    expect(result.counts.logons.read).toBe(1);
  });
});

describe("many of everything", () => {
  test("100,000 sessions open at once, all of one user", () => {
    const rows: EventSpec[] = [];
    const count = 100_000;
    for (let i = 0; i < count; i++) rows.push(person("logon", NOON + i * SECOND * 2, i * 2 + 1, i + 1000));
    for (let i = 0; i < 2000; i++) {
      rows.push(
        person("logon", NOON + (count * 2 + i) * SECOND, count * 2 + i, 5_000_000 + i, { logonType: 7 }),
      );
    }
    const { result } = pair(rows);
    expect(result.sessions.length).toBe(count);
    expect(result.counts.logons).toEqual({ read: count + 2000, used: count, byClass: { unlock: 2000 } });
  });

  test("100,000 sessions of as many users open at once, every second of them ended in reverse order", () => {
    const rows: EventSpec[] = [];
    const count = 100_000;
    const who = (i: number) => ({ user: `user${i}`, sid: `S-1-5-21-1-2-3-${i + 1000}` });
    for (let i = 0; i < count; i++) {
      rows.push(person("logon", NOON + i * SECOND, i + 1, i + 1000, who(i)));
    }
    for (let i = 0; i < count / 2; i++) {
      const ended = count - 1 - i * 2;
      rows.push(person("userLogoff", NOON + (count + i) * SECOND, count + i + 1, ended + 1000, who(ended)));
    }
    const { sessions } = pair(rows).result;
    expect(sessions.length).toBe(count);
    const exact = sessions.confidence.filter((code) => CONFIDENCES[code] === "exact");
    const open = sessions.confidence.filter((code) => CONFIDENCES[code] === "open");
    expect([exact.length, open.length]).toEqual([count / 2, count / 2]);
  });

  test("20,000 boots", () => {
    const rows: EventSpec[] = [];
    for (let i = 0; i < 20_000; i++) {
      rows.push({
        kind: "windowsStarting",
        time: NOON + i * 600 * SECOND,
        recordId: i * 2 + 1,
        computer: "PC1",
      });
      rows.push(person("logon", NOON + (i * 600 + 60) * SECOND, i * 2 + 2, 7));
    }
    const { result } = pair(rows);
    expect([result.sessions.length, result.boots.length]).toEqual([20_000, 20_000]);
  });

  test("2,000 computers in one log", () => {
    const rows: EventSpec[] = [];
    for (let i = 0; i < 4000; i++) {
      rows.push(person("logon", NOON + i * SECOND, i + 1, 7, { computer: `PC${i % 2000}` }));
    }
    expect(pair(rows).result.computers).toHaveLength(2000);
  });
});

test("noise of every kind never throws and never says what cannot be", () => {
  const time = fc.oneof(
    fc.integer({ min: 0, max: 3 * 86_400 }).map((seconds) => NOON + seconds * SECOND),
    fc.constantFrom(YEAR_1601, YEAR_2100, Number.NaN, Number.POSITIVE_INFINITY, NOON),
  );
  const spec: fc.Arbitrary<EventSpec> = fc.record({
    kind: fc.constantFrom(...EVENT_KINDS),
    channelKind: fc.constantFrom("security", "security", "system", "lsm", "other", "rcm"),
    time,
    timeA: time,
    timeB: time,
    computer: fc.constantFrom("PC1", "pc1", "PC1.corp.local", "PC2"),
    source: fc.nat({ max: 5 }),
    recordId: fc.oneof(fc.nat({ max: 50 }), fc.constantFrom(0, 2 ** 52, 2 ** 32)),
    user: fc.constantFrom("anna", "ben", "", "-", "DWM-1", "SRV1$", "anna@corp.local"),
    domain: fc.constantFrom("CORP", "corp.local", ""),
    sid: fc.constantFrom("S-1-5-21-1-2-3-1001", "S-1-5-18", "", "S-1-0-0", "nonsense"),
    logonId: fc.constantFrom(0, 1, 2, 3, 0x3e7, 2 ** 40),
    linkedLogonId: fc.constantFrom(0, 1, 2),
    subjectLogonId: fc.constantFrom(0, 1, 2),
    logonType: fc.nat({ max: 255 }),
    logonProcess: fc.constantFrom("User32 ", "Advapi", ""),
    process: fc.constantFrom("C:\\Windows\\System32\\winlogon.exe", "svchost.exe", "", "vmtoolsd.exe"),
    processId: fc.constantFrom(4, 8, 0xffffffff),
    sessionId: fc.constantFrom(1, 2, 0xffffffff),
    sessionName: fc.constantFrom("", "Console", "RDP-Tcp#1"),
    number: fc.constantFrom(0, 1, 2, 4634, 0xffffffff),
    address: fc.constantFrom("", "LOCAL", "127.0.0.1", "10.0.0.9"),
  });
  fc.assert(
    fc.property(fc.array(spec, { maxLength: 80 }), (rows) => {
      const strings = new StringTable();
      const events = eventTable(rows, strings);
      const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 2 });
      checkPossible(result);
      for (let row = 0; row < result.sessions.length; row++) vectorLine(result.sessions, row, strings);
    }),
    { numRuns: 1500 },
  );
});
