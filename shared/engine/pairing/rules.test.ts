import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPossible } from "../../testing/check-possible.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import { vectorLines, vectorMoment, vectorTime } from "../../testing/vector-notation.ts";
import { parseRows } from "../../testing/vectors.ts";
import { ELEVATED_YES } from "../../types/event-table.ts";
import { PROOF_ROLES, RULES } from "../../types/names.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { activeTime, type IntervalColumns } from "./active-time.ts";
import { INTERVAL } from "./intervals.ts";
import { pairCase } from "./pair-case.ts";
import { NOT_FOUND, PairTable } from "./pair-table.ts";
import { RULE_HELP } from "./rule-help.ts";
import { sortRows } from "./sort-rows.ts";

/* What the vectors leave out: single rules, columns and parts. */

const HOUR = 36_000_000_000;

function pair(rows: readonly EventSpec[] | string, sourceCount = 2) {
  const strings = new StringTable();
  const events = eventTable(typeof rows === "string" ? parseRows(rows) : rows, strings);
  const result = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount });
  checkPossible(result);
  const proofs = (row: number) =>
    Array.from(
      { length: result.sessions.proofStart[row + 1]! - result.sessions.proofStart[row]! },
      (_, i) => {
        const at = result.sessions.proofStart[row]! + i;
        return `${PROOF_ROLES[result.sessions.proofs.role[at]!]} ${result.sessions.proofs.eventId[at]}`;
      },
    );
  const text = (column: "sourceAddress" | "clientName" | "targetServer" | "user" | "userKey", row: number) =>
    strings.get(result.sessions[column][row]!);
  return { ...result, strings, proofs, text, lines: vectorLines(result.sessions, strings, false) };
}

function merge(row: EventSpec, more: Partial<EventSpec>): EventSpec {
  return { ...row, ...more };
}

type Span = readonly [from: number, to: number, isCut?: boolean];

/** Locks as columns. */
function intervalsOf(spans: readonly Span[]): IntervalColumns {
  return {
    kind: new Uint8Array(spans.length).fill(INTERVAL.locked),
    from: Float64Array.from(spans, ([from]) => from),
    to: Float64Array.from(spans, ([, to]) => to),
    cut: Uint8Array.from(spans, ([, , isCut]) => (isCut === true ? 1 : 0)),
  };
}

describe("R15 identity", () => {
  test("spellings with one SID are one user, and records without SID join them", () => {
    const [logon, disconnect, end] = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x7 user=bob type=10 | 09:00:00 PC1 Sec:4779 id=0x9 user=bob | 10:00:00 PC1 Sec:4634 id=0x7 user=bob type=10",
    );
    const { sessions, text } = pair([
      merge(logon!, { domain: "LABCORP.LOCAL", user: "Bob" }),
      merge(disconnect!, { domain: "LABCORP", user: "BOB" }),
      merge(end!, { domain: "LABCORP" }),
    ]);
    expect(sessions.userKey[0]).toBe(sessions.userKey[1]);
    expect(text("userKey", 0)).toMatch(/^S-1-5-21-/);
  });

  test("a name that two SIDs bear is neither of them", () => {
    const [first, second, third] = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x7 user=bob | 08:10:00 PC1 Sec:4624 id=0x8 user=bob | 09:00:00 PC1 Sec:4779 id=0x9 user=bob",
    );
    const { text } = pair([first!, merge(second!, { sid: "S-1-5-21-9-9-9-1000" }), third!]);
    expect(text("userKey", 2)).toBe("corp\\bob");
  });

  test("a short and a full name are one computer unless two full names are seen", () => {
    const keys = (...names: readonly string[]) =>
      pair(
        names.map((computer, i) => ({ kind: "other", time: i, recordId: i + 1, source: i, computer })),
      ).computers.map(({ key, aliases }) => [key, ...aliases]);
    expect(keys("PC1", "pc1.corp.local")).toEqual([["pc1.corp.local", "PC1"]]);
    expect(keys("PC1", "pc1.corp.local", "pc1.lab.local")).toHaveLength(3);
    expect(keys("PC1", "pc1")).toHaveLength(1);
    expect(keys("10.0.0.5", "10")).toHaveLength(2);
  });

  test("a computer renamed while its record numbers run on keeps its last name", () => {
    const [first, second] = parseRows(
      "08:00:00 A Sec:4624 id=0x7 user=bob | 09:00:00 A Sec:4647 id=0x7 user=bob",
    );
    const { computers, lines } = pair([first!, merge(second!, { computer: "B" })]);
    expect(computers.map(({ name, aliases }) => [name, aliases])).toEqual([["B", ["A"]]]);
    expect(lines).toEqual([
      "bob@B kind=desktop type=2 start=08:00:00 end=09:00:00 reason=userLogoff conf=exact",
    ]);
  });
});

describe("R6 to R10", () => {
  test("R6: linked members may stand apart, wrong links do not join", () => {
    const apart =
      "08:00:00 PC1 Sec:4624 id=0x1 link=0x2 elev=Y user=anna | 08:00:00.1 PC1 Sec:4672 id=0x1 user=anna | 08:00:00.2 PC1 Sec:4624 id=0x2 link=0x1 elev=N user=anna | 09:00:00 PC1 Sec:4634 id=0x2 user=anna";
    const joined = pair(apart);
    expect(joined.lines).toHaveLength(1);
    expect([joined.sessions.elevated[0], RULES[joined.sessions.startRule[0]!]]).toEqual([ELEVATED_YES, "R6"]);
    expect(joined.counts.logons).toEqual({ read: 2, used: 2, byClass: {} });
    expect(pair(apart.replace("link=0x1", "link=0x9")).lines).toHaveLength(2);
  });

  test("R7: a 4801 within 5 s of the unlock logon ends no later lock, one after that does", () => {
    const lines = (late: string) =>
      pair(
        "08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4800 id=0x1 user=anna | 09:10:00 PC1 Sec:4624 id=0x2 user=anna type=7 | " +
          `09:10:01 PC1 Sec:4800 id=0x1 user=anna | ${late} PC1 Sec:4801 id=0x1 user=anna | 10:00:00 PC1 Sec:4647 id=0x1 user=anna`,
      ).lines[0]!;
    expect(lines("09:10:02")).toContain("locked=09:00:00-09:10:00,09:10:01-10:00:00");
    expect(lines("09:10:06")).toContain("locked=09:00:00-09:10:00,09:10:01-09:10:06");
  });

  test("R7: an unlock from elsewhere after a network logon is a reconnect", () => {
    const { lines, text } = pair(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna type=2 | 09:00:00 PC1 Sec:4779 id=0x1 user=anna | 09:29:58 PC1 Sec:4624 id=0x3 user=anna type=3 ip=10.0.0.9 | 09:30:00 PC1 Sec:4624 id=0x4 user=anna type=7 pn=svchost.exe ip=10.0.0.9 | 10:00:00 PC1 Sec:4647 id=0x1 user=anna",
    );
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact disconnected=09:00:00-09:30:00 flags=reconnect",
    ]);
    expect(text("sourceAddress", 0)).toBe("10.0.0.9");
  });

  test("R9: a secondary logon hangs under its session and knows the server", () => {
    const rows = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x1 user=fred | 08:10:00 PC1 Sec:4648 id=0x1 user=fred | 08:10:01 PC1 Sec:4624 id=0x2 user=adm type=2 lp=seclogo sub=0x1 | 09:00:00 PC1 Sec:4647 id=0x1 user=fred",
    );
    const { sessions, text } = pair([
      rows[0]!,
      merge(rows[1]!, { detail: "ADM", clientName: "srv9" }),
      rows[2]!,
      rows[3]!,
    ]);
    expect(Array.from(sessions.parent)).toEqual([-1, 0]);
    expect(text("targetServer", 1)).toBe("srv9");
  });

  test("R10: the start lies between the boot and the first evidence", () => {
    const { sessions, proofs } = pair(
      "08:00:00 PC1 Sec:4608 | 10:00:00 PC1 Sec:4800 id=0x7 user=anna | 12:00:00 PC1 Sec:4647 id=0x7 user=anna",
    );
    expect([sessions.startLower[0]!, sessions.startUpper[0]!].map(vectorTime)).toEqual([
      "08:00:00",
      "10:00:00",
    ]);
    expect(proofs(0)).toEqual(["start 4800", "boot 4608", "end 4647", "intervalStart 4800"]);
    expect([sessions.activeMin[0]! / HOUR, sessions.activeMax[0]! / HOUR]).toEqual([0, 2]);
  });

  test("R10: both tokens of a session older than the log are one session", () => {
    const { lines, counts } = pair(
      "10:00:00 PC1 Sec:4634 id=0x7 user=anna | 10:00:00.1 PC1 Sec:4634 id=0x8 user=anna | 10:00:05 PC1 Sec:4634 id=0x9 user=ben type=3",
    );
    expect(lines).toHaveLength(1);
    expect(counts.orphanLogoffs).toBe(1);
  });

  test("R16: Security takes over a session that another log showed first", () => {
    const { lines } = pair(
      "08:00:00 PC1 LSM:21 user=anna sid=2 addr=LOCAL | 09:00:00 PC1 Sec:4800 id=0x7 user=anna sid=2 | 10:00:00 PC1 Sec:4647 id=0x7 user=anna",
    );
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=08:00:00 end=10:00:00 reason=userLogoff conf=exact locked=09:00:00-10:00:00 flags=fromLSM",
    ]);
  });
});

describe("ends and what proves them", () => {
  const one = (rows: string) => pair(rows).proofs(0);
  test("each end names its records", () => {
    expect(
      one(
        "08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 U32:1074 | 09:00:05 PC1 Sec:1100 | 09:05:00 PC1 Sec:4608",
      ),
    ).toEqual(["start 4624", "lastEvidence 4624", "shutdownRequest 1074", "shutdown 1100"]);
    expect(
      one(
        "08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:05:00 PC1 Sec:4608 | 09:05:02 PC1 KP:41 bugcheck=159 | 09:05:20 PC1 EL:6008 at=d1/08:30:00",
      ),
    ).toEqual([
      "start 4624",
      "lastEvidence 4624",
      "logEnd 4624",
      "heartbeat 6008",
      "end 41",
      "nextBoot 4608",
    ]);
    expect(one("08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4648 id=0x9 user=ben")).toEqual([
      "start 4624",
      "lastEvidence 4624",
      "logEnd 4648",
    ]);
  });

  test("R14: intervals name their records after those of the session, a begin that is ignored does not", () => {
    const { proofs } = pair(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4800 id=0x1 user=anna | 09:00:01 PC1 Sec:4800 id=0x1 user=anna | " +
        "09:30:00 PC1 Sec:4624 id=0x2 user=anna type=7 | 09:30:00 PC1 Sec:4801 id=0x1 user=anna | 09:40:00 PC1 Sec:4803 id=0x1 user=anna | " +
        "09:50:00 PC1 Sec:4779 id=0x1 user=anna | 10:00:00 PC1 Sec:4647 id=0x1 user=anna",
    );
    expect(proofs(0)).toEqual([
      "start 4624",
      "end 4647",
      "intervalStart 4800",
      "intervalEnd 4624",
      "intervalStart 4779",
    ]);
  });

  test("R12: sleep names its records", () => {
    const proofs = (sleep: string) =>
      pair(`08:00:00 PC1 Sec:4624 id=0x1 user=anna | ${sleep} | 17:00:00 PC1 Sec:4647 id=0x1 user=anna`)
        .proofs(0)
        .slice(2);
    expect(proofs("12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107")).toEqual([
      "intervalStart 42",
      "intervalEnd 107",
    ]);
    expect(
      proofs("12:10:00 PC1 KP:42 | 13:00:00 PC1 KP:107 | 13:00:05 PC1 PT:1 sleep=12:10:00 wake=13:00:00"),
    ).toEqual(["intervalEnd 1"]);
    expect(proofs("12:00:00 PC1 KP:506 | 12:10:00 PC1 KP:507")).toEqual([]);
  });

  test("E6: another log cannot keep a Security session open", () => {
    const { sessions } = pair("08:00:00 PC1 Sec:4624 id=0x1 user=anna | 18:00:00 PC1 KP:42");
    expect(vectorTime(sessions.endLower[0]!)).toBe("08:00:00");
  });

  test("W6: what overlaps is taken away once", () => {
    const away = intervalsOf([
      [9 * HOUR, 10 * HOUR],
      [9.5 * HOUR, 10.5 * HOUR],
    ]);
    expect(activeTime(8 * HOUR, 12 * HOUR, away, 0, 2) / HOUR).toBe(2.5);
    expect(activeTime(8 * HOUR, 12 * HOUR, away, 1, 2) / HOUR).toBe(3);
  });

  test("R14: active time is never below zero, however far away and rounded the times are", () => {
    const time = fc.double({ min: -1e18, max: 1e18, noNaN: true });
    fc.assert(
      fc.property(time, time, time, time, fc.boolean(), (a, b, c, d, cut) => {
        const [start, from, to, end] = [a, b, c, d].sort((x, y) => x - y) as [number, number, number, number];
        const away = intervalsOf([
          [start, from],
          [from, to, cut],
        ]);
        expect(activeTime(start, end, away, 0, 2)).toBeGreaterThanOrEqual(0);
        const whole = intervalsOf([
          [start, from],
          [from, to],
          [to, end, true],
        ]);
        expect(activeTime(start, end, whole, 0, 3)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test("a failure says whether the same account got in soon after", () => {
    const { failures } = pair(
      "08:00:00 PC1 Sec:4625 user=anna sub=0xc000006a | 08:00:09 PC1 Sec:4624 id=0x1 user=anna | 09:00:00 PC1 Sec:4625 user=anna sub=0xc000006a | 09:30:00 PC1 Sec:4624 id=0x2 user=anna",
    );
    expect(Array.from(failures.followedBySuccess)).toEqual([1, 0]);
    expect(failures.subStatus[0]).toBe(0xc000006a);
  });
});

describe("E5 holes and kept skipped records", () => {
  const start = vectorMoment("08:00:00");
  const log = (last: number, folded: number): readonly EventSpec[] => [
    ...parseRows(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna rec=1 | 08:10:00 PC1 Sec:4648 id=0x1 user=anna rec=5",
    ),
    { kind: "other", time: start + HOUR, computer: "PC1", recordId: last, number: folded },
  ];
  test("a run that accounts for every number leaves no hole", () => {
    const { holes, coverage, sessions } = pair(log(10, 8));
    expect(holes).toEqual([]);
    expect(coverage.map(({ records, filtered, spans }) => [records, filtered, spans.length])).toEqual([
      [10, false, 1],
    ]);
    expect(vectorTime(sessions.endLower[0]!)).toBe("09:00:00");
  });
  test("a run that does not is a hole where the numbers are missing", () => {
    // 10 of 20 numbers are seen: 1, 5 and the eight up to 20; between 1 and 5 and before 13 some are missing.
    const { holes, lines } = pair(log(20, 8));
    expect(holes.map(({ cause, from, to }) => [cause, vectorTime(from), vectorTime(to)])).toEqual([
      ["recordGap", "08:00:00", "08:10:00"],
      ["recordGap", "08:10:00", "09:00:00"],
    ]);
    expect(lines).toEqual([
      "anna@PC1 kind=desktop type=2 start=08:00:00 end=? reason=logGap conf=unknown lower=08:10:00 upper=?",
    ]);
  });
  test("a filtered export has no holes", () => {
    const rows = Array.from(
      { length: 20 },
      (_, i) => `08:${10 + i}:00 PC1 Sec:4648 id=0x1 user=anna rec=${i * 10 + 50}`,
    );
    const { holes, coverage } = pair(["08:00:00 PC1 Sec:4624 id=0x1 user=anna rec=1", ...rows].join(" | "));
    expect([holes.length, coverage[0]!.filtered]).toEqual([0, true]);
  });
  test("two files that do not join leave a hole between them", () => {
    const [first, second] = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna rec=1 | 10:00:00 PC1 Sec:4648 id=0x9 user=ben rec=500",
    );
    expect(pair([first!, merge(second!, { source: 1 })]).holes.map(({ cause }) => cause)).toEqual([
      "fileEdge",
    ]);
  });
});

test("there is help for every rule", () => {
  expect(RULE_HELP.map(({ rule }) => rule)).toEqual(RULES.slice(1));
});

test("sortRows is a stable sort", () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 20 })), (keys) => {
      const rows = Uint32Array.from(keys.keys());
      sortRows(rows, (a, b) => keys[a]! - keys[b]!);
      const expected = [...keys.keys()].sort((a, b) => keys[a]! - keys[b]! || a - b);
      expect(Array.from(rows)).toEqual(expected);
    }),
  );
});

test("PairTable agrees with a Map, and forgets at a boot", () => {
  const id = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3000 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(id, fc.nat({ max: 1_000_000 })), { maxLength: 3000, size: "max" }),
      (entries) => {
        const table = new PairTable();
        table.set(1, 1, 7);
        table.clear();
        const map = new Map<string, number>();
        for (const [[high, low], value] of entries) {
          if (value % 3 === 0) {
            const kept = map.get(`${high} ${low}`) ?? value;
            expect(table.getOrSet(low, high, value)).toBe(kept);
            map.set(`${high} ${low}`, kept);
            continue;
          }
          table.set(low, high, value);
          map.set(`${high} ${low}`, value);
        }
        for (const [[high, low]] of entries) expect(table.get(low, high)).toBe(map.get(`${high} ${low}`));
        expect(table.get(1, 1)).toBe(map.get("1 1") ?? NOT_FOUND);
      },
    ),
    { numRuns: 20 },
  );
});

test("E5: a log that begins with its clearing has a hole before it, as far back as another log of the machine reaches", () => {
  const first = { computer: "PC1", recordId: 500, kind: "logCleared", user: "eve", domain: "CORP" } as const;
  const alone = pair([{ ...first, time: 5 * HOUR }]);
  expect(alone.holes).toMatchObject([{ cause: "cleared", from: 5 * HOUR, to: 5 * HOUR, by: "CORP\\eve" }]);
  const system = { computer: "PC1", channelKind: "system", channel: "System", source: 1 } as const;
  const both = pair([
    { ...first, time: 5 * HOUR },
    { ...system, kind: "osStart", time: HOUR, recordId: 7 },
  ]);
  expect(both.holes).toMatchObject([{ cause: "cleared", from: HOUR, to: 5 * HOUR }]);
});

describe("E5 of sessions without Security records", () => {
  const LOGON = "08:00:00 PC1 LSM:21 user=anna sid=2 addr=LOCAL rec=1";

  test("a gap of their own log leaves the end unknown, none leaves them open", () => {
    const reasons = (next: number) =>
      pair(`${LOGON} | 12:00:00 PC1 LSM:21 user=ben sid=3 addr=LOCAL rec=${next}`).lines.find((line) =>
        line.startsWith("anna"),
      );
    expect(reasons(900)).toContain("reason=logGap conf=unknown");
    expect(reasons(2)).toContain("reason=stillOpen");
  });

  test("evidence after the gap cancels it", () => {
    const { lines } = pair(`${LOGON} | 12:00:00 PC1 LSM:24 user=anna sid=2 rec=900`);
    expect(lines[0]).toContain("reason=stillOpen");
  });

  test("a gap of the System log leaves the end of a Winlogon session unknown", () => {
    const reasons = (next: number) =>
      pair(
        `08:00:00 PC1 WL:7001 user=anna rec=1 | 12:00:00 PC1 KP:42 rec=${next} | 12:10:00 PC1 KP:107 rec=${next + 1}`,
      ).lines[0];
    expect(reasons(900)).toContain("reason=logGap conf=unknown");
    expect(reasons(2)).toContain("reason=stillOpen");
  });

  test("a gap after the shutdown of their boot is none of theirs", () => {
    const { lines } = pair(
      `${LOGON} | 09:00:00 PC1 Sec:1100 | 10:00:00 PC1 Sec:4608 | 11:00:00 PC1 LSM:21 user=ben sid=3 addr=LOCAL rec=2 | 12:00:00 PC1 LSM:21 user=eve sid=4 addr=LOCAL rec=900`,
    );
    expect(lines.find((line) => line.startsWith("anna"))).toContain("reason=shutdown");
    expect(lines.find((line) => line.startsWith("ben"))).toContain("reason=logGap");
  });

  test("a gap of the Security log does not matter to them", () => {
    const { lines } = pair(
      `${LOGON} | 09:00:00 PC1 Sec:4648 id=0x999 user=ben rec=1 | 10:00:00 PC1 Sec:4648 id=0x999 user=ben rec=900`,
    );
    expect(lines.find((line) => line.startsWith("anna"))).toContain("reason=stillOpen");
  });
});

test("a fast startup splits sessions and stays one boot, for LogonIds go on counting", () => {
  const { boots, lines } = pair(
    "08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 | 16:59:00 PC1 U32:1074 | 16:59:20 PC1 KP:42 | d2 07:30:00 PC1 KB:27 boot=1 | d2 07:31:00 PC1 Sec:4624 id=0x9a0 user=anna type=2",
  );
  expect(boots).toHaveLength(1);
  expect(lines).toHaveLength(2);
});

describe("E5 claims no more than the records on both sides of a hole say", () => {
  const lines = (rows: string): readonly string[] => pair(rows).lines;
  const LOGON =
    "08:00:00 PC1 Sec:4624 id=0x301 user=anna type=2 rec=1 | 09:00:00 PC1 Sec:4800 id=0x301 user=anna rec=2";

  test("an unlock behind it may be that of another session, and is no sign of life", () => {
    const [anna] = lines(
      `${LOGON} | 15:00:00 PC1 Sec:4624 id=0x999 user=anna type=7 rec=900 | 17:00:00 PC1 Sec:1100 rec=901`,
    );
    expect(anna).toContain("reason=logGap conf=unknown lower=09:00:00 upper=17:00:00");
  });

  test("without missing records it is one, and a record with the id of the session always", () => {
    const unlocked = lines(
      `${LOGON} | 15:00:00 PC1 Sec:4624 id=0x999 user=anna type=7 rec=3 | 17:00:00 PC1 Sec:1100 rec=4`,
    );
    expect(unlocked[0]).toContain("reason=shutdown conf=bounded lower=15:00:00");
    const named = lines(
      `${LOGON} | 15:00:00 PC1 Sec:4801 id=0x301 user=anna rec=900 | 17:00:00 PC1 Sec:1100 rec=901`,
    );
    expect(named[0]).toContain("reason=shutdown conf=bounded lower=15:00:00");
  });

  test("a stop of the log service before it is no sign of life: sessions end before it does", () => {
    const [anna] = lines(
      `${LOGON} | 17:00:00 PC1 Sec:1100 rec=3 | d2 09:00:00 PC1 Sec:4648 id=0x777 user=ben rec=900`,
    );
    expect(anna).toContain("lower=09:00:00");
  });

  test("nor is what was still written behind that stop; a request to shut down is the bound, as without a gap", () => {
    const tail = "17:00:00 PC1 Sec:1100 rec=3 | 17:00:00.5 PC1 Sec:4648 id=0x777 user=ben rec=4";
    const next = "d2 08:00:00 PC1 Sec:4608 rec=900";
    expect(lines(`${LOGON} | ${tail} | ${next}`)[0]).toContain("reason=logGap conf=unknown lower=09:00:00");
    const asked = lines(`${LOGON} | 16:59:50 PC1 U32:1074 | ${tail} | ${next}`);
    expect(asked[0]).toContain("reason=logGap conf=unknown lower=16:59:50 upper=17:00:00");
  });

  test("where the log service went on without records missing, the computer did too, and the stop is the bound", () => {
    const [anna] = lines(
      `${LOGON} | 12:00:00 PC1 Sec:1100 rec=3 | 13:00:00 PC1 Sec:4648 id=0x777 user=ben rec=4`,
    );
    expect(anna).toContain("reason=logGap conf=unknown lower=12:00:00");
  });
});
