import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkPossible } from "../../testing/check-possible.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import { vectorLines, vectorMoment } from "../../testing/vector-notation.ts";
import type { EventKind } from "../../types/event-table.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { type PairingResult, pairCase } from "./pair-case.ts";
import { recordIdText } from "./record-ids.ts";

/*
 * Whatever a log holds, the answer must be possible: no end before its start, no bound on the wrong side, no logon
 * counted twice or lost. And what does not concern a session must not change it.
 */

const SECOND = 10_000_000;
const START = vectorMoment("08:00:00");
const USERS = ["anna", "ben", "adm", "SRV1$"] as const;
const KINDS: readonly EventKind[] = [
  "logon",
  "logon",
  "logon",
  "logoff",
  "userLogoff",
  "locked",
  "unlocked",
  "saverOn",
  "saverOff",
  "privileges",
  "explicitCredentials",
  "sessionDisconnected",
  "sessionReconnected",
  "windowsStarting",
  "logServiceStopped",
  "logonFailed",
  "other",
];
const WITHOUT_SID: ReadonlySet<EventKind> = new Set(["sessionDisconnected", "sessionReconnected"]);

interface Step {
  readonly kind: EventKind;
  readonly user: number;
  readonly id: number;
  readonly type: number;
  readonly pid: number;
  readonly wait: number;
  readonly elevated: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...KINDS),
  user: fc.nat({ max: USERS.length - 1 }),
  id: fc.integer({ min: 0, max: 6 }),
  type: fc.constantFrom(2, 2, 2, 3, 5, 7, 9, 10, 11),
  pid: fc.constantFrom(4, 8, 0xffffffff),
  wait: fc.constantFrom(0, 1, 5000, SECOND, 30 * SECOND, 700 * SECOND),
  elevated: fc.nat({ max: 2 }),
});
const log = fc.array(step, { maxLength: 60 });

function rowsOf(steps: readonly Step[], computer = "PC1", source = 0): EventSpec[] {
  let time = START;
  return steps.map((entry, index) => {
    time += entry.wait;
    const user = USERS[entry.user]!;
    const named =
      entry.kind !== "windowsStarting" && entry.kind !== "logServiceStopped" && entry.kind !== "other";
    return {
      kind: entry.kind,
      time,
      computer,
      source,
      recordId: index + 1,
      offset: index * 512,
      ...(named && { user, domain: "CORP", logonId: entry.id, processId: entry.pid }),
      ...(named && !WITHOUT_SID.has(entry.kind) && { sid: `S-1-5-21-1-2-3-${1000 + entry.user}` }),
      ...(entry.kind === "logon" && {
        logonType: entry.type,
        logonProcess: "User32",
        process: "C:\\Windows\\System32\\winlogon.exe",
        elevated: entry.elevated,
      }),
      ...(entry.kind === "logoff" && { logonType: entry.type }),
    };
  });
}

function pair(rows: readonly EventSpec[], sourceCount = 4): { result: PairingResult; strings: StringTable } {
  const strings = new StringTable();
  const events = eventTable(rows, strings);
  return { result: pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount }), strings };
}

function answer(rows: readonly EventSpec[], computer?: string): readonly string[] {
  const { result, strings } = pair(rows);
  const lines = vectorLines(result.sessions, strings, true);
  return computer === undefined ? lines : lines.filter((line) => line.includes(`@${computer} `));
}

describe("any log gives a possible answer", () => {
  test("bounds, durations, intervals, proofs and counts hold", () => {
    fc.assert(
      fc.property(log, (steps) => {
        const rows = rowsOf(steps);
        const { result } = pair(rows);
        checkPossible(result);
        expect(result.counts.logons.read).toBe(rows.filter(({ kind }) => kind === "logon").length);
      }),
      { numRuns: 400 },
    );
  });

  test("one LogonId of one boot never has two sessions at once", () => {
    fc.assert(
      fc.property(log, (steps) => {
        const { sessions } = pair(rowsOf(steps)).result;
        const ends = new Map<string, number>();
        for (let row = 0; row < sessions.length; row++) {
          const begin = Number.isNaN(sessions.start[row]!) ? sessions.startUpper[row]! : sessions.start[row]!;
          for (let i = sessions.memberStart[row]!; i < sessions.memberStart[row + 1]!; i++) {
            const id = recordIdText(sessions.members.logonIdLow[i]!, sessions.members.logonIdHigh[i]!);
            if (id === "0") continue;
            const key = `${sessions.boot[row]} ${id}`;
            expect(ends.get(key) ?? begin).toBeLessThanOrEqual(begin);
            const end = sessions.end[row]!;
            ends.set(key, Number.isNaN(end) ? Number.POSITIVE_INFINITY : end);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe("what does not concern a session does not change it", () => {
  test("the same events give the same answer", () => {
    fc.assert(
      fc.property(log, (steps) => {
        expect(answer(rowsOf(steps))).toEqual(answer(rowsOf(steps)));
      }),
    );
  });

  test("a log in two files, in any order, overlapping or read twice", () => {
    fc.assert(
      fc.property(log, fc.nat({ max: 60 }), fc.nat({ max: 10 }), (steps, cut, overlap) => {
        const whole = rowsOf(steps);
        const expected = answer(whole);
        const first = whole.slice(0, cut + overlap).map((row) => ({ ...row, source: 0 }));
        const second = whole.slice(cut).map((row) => ({ ...row, source: 1 }));
        const again = second.map((row) => ({ ...row, source: 2 }));
        expect(answer([...first, ...second])).toEqual(expected);
        expect(answer([...second.map((row) => ({ ...row, source: 0 })), ...first])).toEqual(expected);
        expect(answer([...again, ...first, ...second])).toEqual(expected);
        const { result } = pair([...first, ...second, ...again]);
        const sum = result.duplicatesBySource.reduce((total, count) => total + count, 0);
        expect(sum).toBe(first.length + second.length + again.length - whole.length);
        // Every record read is needed by a rule, set aside, or stood in another source already.
        const { records, events, duplicates } = result.counts;
        const setAside = whole.filter(({ kind }) => kind === "other").length;
        expect(duplicates).toBe(sum);
        expect(records).toBe(events + setAside + duplicates);
      }),
      { numRuns: 200 },
    );
  });

  test("records of one file in any order", () => {
    fc.assert(
      fc.property(
        log.chain((steps) => {
          const rows = rowsOf(steps);
          return fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }));
        }),
        ([rows, shuffled]) => {
          expect(answer(shuffled)).toEqual(answer(rows));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("another computer", () => {
    fc.assert(
      fc.property(log, log, (steps, others) => {
        const own = rowsOf(steps);
        const both = [...rowsOf(others, "PC2", 1), ...own];
        expect(answer(both, "PC1")).toEqual(answer(own));
      }),
      { numRuns: 100 },
    );
  });

  test("the way by a collector: logs of several machines mixed into one, some records late", () => {
    const merged = fc
      .tuple(log, log, log)
      .map((logs) => logs.map((steps, i) => rowsOf(steps, `PC${i + 1}`, i)))
      .chain((logs) => {
        const all = logs.flat();
        const mixed = all.map((row) => ({ ...row, source: 0 }));
        return fc.tuple(fc.constant(all), fc.shuffledSubarray(mixed, { minLength: mixed.length }));
      });
    fc.assert(
      fc.property(merged, ([apart, mixed]) => {
        expect(answer(mixed)).toEqual(answer(apart));
      }),
      { numRuns: 100 },
    );
  });

  test("cutting the tail never moves a start", () => {
    fc.assert(
      fc.property(log, fc.nat({ max: 60 }), (steps, cut) => {
        const rows = rowsOf(steps);
        const starts = (lines: readonly string[]) =>
          lines.map((line) =>
            line
              .split(" ")
              .slice(0, 2)
              .concat(/ start=\S+/.exec(line)![0])
              .join(" "),
          );
        const { result } = pair(rows);
        if (result.counts.stubs > 0) return;
        const full = new Set(starts(answer(rows)));
        for (const start of starts(answer(rows.slice(0, cut)))) expect(full).toContain(start);
      }),
      { numRuns: 200 },
    );
  });
});

/** A visit as a log of a sane machine tells it: logon, perhaps locked for a while, and an end or none. */
interface Visit {
  readonly user: number;
  readonly wait: number;
  readonly length: number;
  readonly locked: boolean;
  readonly end: EventKind | null;
}
interface Uptime {
  readonly visits: readonly Visit[];
  readonly clean: boolean;
}

const visit: fc.Arbitrary<Visit> = fc.record({
  user: fc.nat({ max: 2 }),
  wait: fc.integer({ min: 61, max: 4000 }),
  length: fc.integer({ min: 61, max: 9000 }),
  locked: fc.boolean(),
  end: fc.constantFrom("userLogoff", "logoff", null),
});
const uptimes: fc.Arbitrary<readonly Uptime[]> = fc.array(
  fc.record({ visits: fc.array(visit, { maxLength: 6 }), clean: fc.boolean() }),
  { minLength: 1, maxLength: 4 },
);

function saneLog(ups: readonly Uptime[]): readonly EventSpec[] {
  const rows: EventSpec[] = [];
  let time = START;
  for (const { visits, clean } of ups) {
    const own: EventSpec[] = [{ kind: "windowsStarting", time, computer: "PC1" }];
    for (const [index, { user, wait, length, locked, end }] of visits.entries()) {
      time += wait * SECOND;
      const named = {
        user: USERS[user]!,
        domain: "CORP",
        sid: `S-1-5-21-1-2-3-${1000 + user}`,
        logonId: 100 + index,
      };
      const after = (kind: EventKind, seconds: number, more: Partial<EventSpec> = {}) =>
        own.push({ kind, time: time + seconds * SECOND, computer: "PC1", ...named, ...more });
      after("logon", 0, { logonType: 2, logonProcess: "User32", processId: 200 + index * 4 });
      if (locked) {
        after("locked", length / 4);
        after("unlocked", length / 2);
      }
      if (end !== null) after(end, length, { logonType: 2 });
    }
    own.sort((a, b) => a.time! - b.time!);
    time = Math.max(time, own.at(-1)!.time!) + 600 * SECOND;
    if (clean) own.push({ kind: "logServiceStopped", time, computer: "PC1" });
    rows.push(...own);
    time += 600 * SECOND;
  }
  return rows.map((row, index) => ({ ...row, recordId: index + 1, offset: index * 512 }));
}

describe("the log of a sane machine", () => {
  /** Sessions by their start, with what is said of their end. */
  const ends = (rows: readonly EventSpec[]) =>
    new Map(
      answer(rows).map((line) => {
        const [, who, start, end, confidence] = /^(\S+) .* start=(\S+) end=(.*) conf=(\w+)/.exec(line)!;
        return [`${who} ${start}`, { end: `${end} ${confidence}`, confidence: confidence! }];
      }),
    );

  test("cutting the tail moves no start and turns an end, if at all, into open or unknown", () => {
    fc.assert(
      fc.property(uptimes, fc.nat({ max: 80 }), (ups, cut) => {
        const rows = saneLog(ups);
        const full = ends(rows);
        for (const [start, { end, confidence }] of ends(rows.slice(0, cut))) {
          expect([...full.keys()]).toContain(start);
          if (confidence !== "open" && confidence !== "unknown") expect(end).toBe(full.get(start)!.end);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("every logon is one session, and one with an end of its own ends exactly then", () => {
    fc.assert(
      fc.property(uptimes, (ups) => {
        const found = [...ends(saneLog(ups)).values()];
        const visits = ups.flatMap((up) => up.visits);
        expect(found).toHaveLength(visits.length);
        expect(found.filter(({ confidence }) => confidence === "exact")).toHaveLength(
          visits.filter(({ end }) => end !== null).length,
        );
        expect(found.filter(({ confidence }) => confidence === "unknown")).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe("R11: a clock that is set", () => {
  const DAY = 86_400 * SECOND;
  /** Where in the log the clock is set, and by how much: more than any pause of a sane log, so that it shows. */
  const settings = fc.array(
    fc.record({
      at: fc.nat({ max: 60 }),
      days: fc.integer({ min: -3000, max: 3000 }).filter((d) => d !== 0),
    }),
    { maxLength: 5 },
  );

  /** The log as a machine writes it whose clock is set at some records; without `isSet` it is only looked at. */
  function withClock(
    rows: readonly EventSpec[],
    steps: readonly { readonly at: number; readonly days: number }[],
    isSet: boolean,
    channelKind: "security" | "system" = "security",
  ): readonly EventSpec[] {
    const out: EventSpec[] = [];
    // The last clock of a boot is right: from there back to its beginning.
    let offset = 0;
    for (let at = rows.length - 1; at >= 0; at--) {
      const row = rows[at]!;
      for (const step of steps) {
        if (step.at !== at) continue;
        const timeB = row.time! + offset;
        if (isSet) offset -= step.days * DAY;
        const kind = channelKind === "security" ? "clockChanged" : "systemClockChanged";
        out.push({ kind, channelKind, computer: "PC1", time: timeB, timeA: row.time! + offset, timeB });
      }
      out.push({ ...row, time: row.time! + offset });
      if (row.kind !== "windowsStarting") continue;
      if (channelKind === "system")
        out.push({ kind: "osStart", channelKind, computer: "PC1", time: row.time! + offset });
      offset = 0;
    }
    const numbers = new Map<string, number>();
    return out.reverse().map((row) => {
      const channel = row.channelKind ?? "security";
      const recordId = (numbers.get(channel) ?? 0) + 1;
      numbers.set(channel, recordId);
      return { ...row, recordId, offset: recordId * 512 };
    });
  }

  test("changes no session, and every step is told at its corrected time", () => {
    fc.assert(
      fc.property(uptimes, settings, (ups, steps) => {
        const rows = saneLog(ups);
        const plain = withClock(rows, steps, false);
        const { result, strings } = pair(withClock(rows, steps, true));
        checkPossible(result);
        expect(vectorLines(result.sessions, strings, true)).toEqual(answer(plain));
        const expected = plain.filter(({ kind }) => kind === "clockChanged").map(({ time }) => time);
        expect(result.clockSteps.map(({ time }) => time)).toEqual(expected);
        expect(pair(plain).result.clockSteps).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("changes no session either where only the System log tells it", () => {
    // One boot, for the rows of another log find their boot by time; one step at a place, for a jump shows once.
    const uptime = uptimes.map((ups) => ups.slice(0, 1));
    const places = settings.map((steps) => [...new Map(steps.map((step) => [step.at, step])).values()]);
    fc.assert(
      fc.property(uptime, places, (ups, steps) => {
        const rows = saneLog(ups);
        const { result, strings } = pair(withClock(rows, steps, true, "system"));
        checkPossible(result);
        expect(vectorLines(result.sessions, strings, true)).toEqual(
          answer(withClock(rows, steps, false, "system")),
        );
      }),
      { numRuns: 300 },
    );
  });

  test("a log without records of the clock has no steps", () => {
    fc.assert(
      fc.property(log, (steps) => {
        expect(pair(rowsOf(steps)).result.clockSteps).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("whatever two times a record gives, the answer is possible and no step is smaller than the limit", () => {
    const anyTime = fc.oneof(
      fc.integer({ min: -100 * DAY, max: 100 * DAY }).map((away) => START + away),
      fc.constantFrom(Number.NaN, 0, -1e18, 1e18, START),
    );
    const set = fc.record({
      at: fc.nat({ max: 60 }),
      time: anyTime,
      timeA: anyTime,
      timeB: anyTime,
      program: fc.constantFrom("vmtoolsd.exe", "svchost.exe"),
      system: fc.boolean(),
    });
    fc.assert(
      fc.property(log, fc.array(set, { maxLength: 6 }), (steps, sets) => {
        const rows = rowsOf(steps);
        for (const { at, time, timeA, timeB, program, system } of sets) {
          const kind = system ? "systemClockChanged" : "clockChanged";
          const channelKind = system ? "system" : "security";
          rows.splice(at, 0, { kind, channelKind, time, timeA, timeB, computer: "PC1", process: program });
        }
        const numbered = rows.map((row, index) => ({ ...row, recordId: index + 1, offset: index * 512 }));
        const { result } = pair(numbered);
        checkPossible(result);
        const least = DEFAULT_SETTINGS.clockSlew * SECOND;
        expect(result.clockSteps.filter(({ delta }) => !(Math.abs(delta) >= least))).toEqual([]);
        expect(result.clockSteps.length).toBeLessThanOrEqual(sets.length);
        const times = result.clockSteps.map(({ time }) => time).filter((time) => !Number.isNaN(time));
        expect(times).toEqual(times.toSorted((a, b) => a - b));
      }),
      { numRuns: 400 },
    );
  });
});
