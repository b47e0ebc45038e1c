import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildCase, type FailureSketch, type SessionSketch } from "../../testing/case-builder.ts";
import { SESSION_KINDS } from "../../types/names.ts";
import { epochMsToTicks, TICKS_PER_HOUR } from "../time/calendar.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { UTC } from "../time/zone.ts";
import { ALL_KINDS, filterFailures, filterSessions, parseKinds } from "./filter.ts";
import { parseQuery } from "./parse.ts";
import { printQuery, termText } from "./print.ts";
import { type Query, queryErrorText } from "./query.ts";

const NO_WINDOW = { from: Number.NaN, to: Number.NaN };
const ANY = { kinds: null, ...NO_WINDOW };
const at = (text: string): number => epochMsToTicks(Date.parse(text));

/** Rows a query keeps, or its error. */
function keep(sessions: readonly SessionSketch[], text: string, zone = UTC): number[] | string {
  const data = buildCase({ sessions });
  const result = filterSessions(data.sessions, text, { strings: data.strings, zone }, ANY);
  return result.ok ? [...result.value] : queryErrorText(result.error);
}

const anna: SessionSketch = {
  user: "Anna",
  domain: "CORP",
  sid: "S-1-5-21-1-2-3-1104",
  computer: "PC1",
  logonType: 2,
  start: at("2024-03-04T08:00:00Z"),
  end: at("2024-03-04T12:00:00Z"),
  logonIds: [0x1a001, 0x1a002],
  process: "C:\\Windows\\winlogon.exe",
  elevated: 1,
};
const ben: SessionSketch = {
  user: "ben",
  computer: "srv1.corp.local",
  kind: "network",
  logonType: 3,
  start: at("2024-03-09T23:30:00Z"),
  endReason: "stillOpen",
  confidence: "open",
  endLower: at("2024-03-10T02:00:00Z"),
  sourceAddress: "10.0.0.7",
  flags: ["autoLogon?", "hybrid"],
  elevated: 2,
};
const carl: SessionSketch = {
  user: "Carl O'Neil (adm)",
  computer: "PC2",
  startUpper: at("2024-03-04T08:00:00Z"),
  end: at("2024-03-04T09:00:00Z"),
  endReason: "powerLoss",
  confidence: "bounded",
  endLower: at("2024-03-04T09:00:00Z"),
  endUpper: at("2024-03-05T07:00:00Z"),
  sourceAddress: "fe80::1%4",
};
const trio = [anna, ben, carl];

describe("what each field keeps", () => {
  test.each<[string, number[]]>([
    ["", [0, 1, 2]],
    ["user:anna", [0]],
    ["USER:ANNA,ben", [0, 1]],
    ["user:corp\\anna", [0]],
    ["user:corp\\a*", [0]],
    ["user:other\\anna", []],
    ["user:S-1-5-21-1-2-3-1104", [0]],
    ["user:a", []],
    ["user:?en", [1]],
    ['user:"?en"', []],
    ['user:"Carl O\'Neil (adm)"', [2]],
    ["-user:anna", [1, 2]],
    ["not user:anna", [1, 2]],
    ["not not user:anna", [0]],
    ["domain:none", [1, 2]],
    ['domain:"none"', []],
    ["computer:srv1.corp.local", [1]],
    ["computer:SRV1", [1]],
    ["computer:srv1.corp", []],
    ["computer:corp", []],
    ["computer:pc*", [0, 2]],
    ["kind:network", [1]],
    ["kind:Desktop", [0, 2]],
    ["type:2", [0]],
    ["type:interactive", [0]],
    ["type:2..5", [0, 1]],
    ["type:>=3", [1]],
    ["type:none", [2]],
    ["reason:powerloss,stillopen", [1, 2]],
    ["confidence:exact", [0]],
    ["duration:>=4h", [0]],
    ["duration:>4h", []],
    ["duration:4h", [0]],
    ["duration:1h..4h", [0]],
    // Of an open session only the minimum is known, two and a half hours.
    ["duration:>2h", [0, 1]],
    ["duration:<1d", [0]],
    // carl's start has no lower bound: his maximum is not known, his minimum is an hour
    ["duration:>=1h", [0, 1, 2]],
    ["duration:none", [1, 2]],
    ["ip:10.0.0.7", [1]],
    ["ip:10.0.0.0/8", [1]],
    ["ip:10.0.0.0/30", []],
    ["ip:10.0.*", [1]],
    ["ip:::ffff:10.0.0.7", [1]],
    ["ip:fe80:0:0:0:0:0:0:1", [2]],
    ["ip:fe80::/10", [2]],
    ["ip:none", [0]],
    ["process:*winlogon.exe", [0]],
    ["flag:autologon", [1]],
    ["flag:autoLogon?", [1]],
    ["flag:reconnect,hybrid", [1]],
    ["flag:none", [0, 2]],
    ["evidence:eventLog", [0, 1, 2]],
    ["elevated:yes", [1]],
    ["elevated:no", [0]],
    ["elevated:none", [2]],
    ["id:0x1A002", [0]],
    ["id:2", [1]],
    ["id:2..9", [1, 2]],
    ["from:2024-03-05", [1, 2]],
    ["to:2024-03-04", [2]],
    ['from:2024-03-04T12:00Z to:"2024-03-04 13:00"', [2]],
    ["on:2024-03-04T11:59", [0, 2]],
    ["on:2024-03-04T12:00", [2]],
    ["on:2024-03-11", [1]],
    ["hour:8", [0]],
    ["hour:22-6", [1]],
    ["hour:8..23", [0, 1]],
    ["hour:8-23", [0]],
    ["hour:none", [2]],
    ["weekday:sat,sun", [1]],
    ["weekday:mon-fri", [0]],
    ["weekday:fri-mon", [0, 1]],
    ["anna", [0]],
    ["corp", [0, 1]],
    ["10.0", [1]],
    ['"O\'Neil ("', [2]],
    ["p?1", [0]],
    ["user:anna or user:ben", [0, 1]],
    ["user:anna or user:ben confidence:open", [0, 1]],
    ["(user:anna or user:ben) confidence:open", [1]],
    ["user:anna and confidence:exact", [0]],
    ["-(user:anna or user:ben)", [2]],
    ["kind:network or -type:none", [0, 1]],
  ])("%s", (text, rows) => {
    expect(keep(trio, text)).toEqual(rows);
  });

  test("hours, weekdays and bare dates are in the zone", () => {
    const kathmandu = ianaZone("Asia/Kathmandu")!;
    expect(keep(trio, "hour:5", kathmandu)).toEqual([1]);
    expect(keep(trio, "weekday:sunday", kathmandu)).toEqual([1]);
    expect(keep(trio, "from:2024-03-04T17:44 user:anna", kathmandu)).toEqual([0]);
    expect(keep(trio, "from:2024-03-04T17:45 user:anna", kathmandu)).toEqual([]);
  });
});

describe("errors name the place and the nearest word", () => {
  test.each([
    ["usr:anna", 'Column 1: There is no field "usr" for sessions. Did you mean "user"?'],
    ["user:a kidn:x", 'Column 8: There is no field "kidn" for sessions. Did you mean "kind"?'],
    ["user:a status:0", 'Column 8: There is no field "status" for sessions.'],
    ["kind:desktop,netwrk", 'Column 14: There is no kind "netwrk". It is one of'],
    ["reason:power", 'Column 8: There is no end reason "power".'],
    ["type:RemoteInteractiv", 'Did you mean "RemoteInteractive"?'],
    ["weekday:mno", 'Column 9: "mno" is no day of the week. Did you mean "mon"?'],
    ["duration:>8", 'Column 11: "8" is not a duration'],
    ["duration:8h..2h", "begins after its end"],
    ["hour:24", 'Column 6: "24" is not an hour'],
    ["hour:6-6", "no span of hours"],
    ["from:yesterday", 'Column 6: "yesterday" is not a time'],
    ["ip:10.0.0.300", "is not an address"],
    ["ip:10.0.0.0/33", "is not an address"],
    ["elevated:perhaps", "neither yes nor no"],
    ["id:0xg", "is not a logon id"],
    ["user:", 'Column 6: A value is missing after ":".'],
    ["user:a,,b", "Column 8: A value is missing"],
    ['user:"a', "Column 6: This double quote is never closed."],
    ['user:a"b"', "Column 7: Double quotes must stand around the whole value."],
    ['user:"a"b', "Column 8: Double quotes"],
    ["(user:a", "Column 1: This bracket is never closed."],
    ["user:a)", "Column 7: This closing bracket was never opened."],
    ["user:a or", "Something is missing at the end."],
    ["or user:a", "Column 1: A term is missing before this."],
    ["-", "Something is missing at the end."],
    ["()", "Column 2: A term is missing before this."],
  ])("%s", (text, message) => {
    expect(keep(trio, text)).toContain(message);
  });

  test("hostile queries end with an error, not with a crash", () => {
    expect(keep(trio, "(".repeat(5000))).toContain("nested too deep");
    expect(keep(trio, "-".repeat(5000))).toContain("negations");
    expect(keep(trio, "x".repeat(30_000))).toContain("characters at most");
    expect(keep([{ user: "a".repeat(5000) }], `user:${"*a".repeat(2000)}b`)).toEqual([]);
    expect(keep(trio, "constructor:x")).toContain("There is no field");
    expect(keep(trio, "__proto__:x")).toEqual([]);
  });
});

describe("kinds and window beside the query", () => {
  const data = buildCase({ sessions: trio });
  const rows = (selection: Parameters<typeof filterSessions>[3], text = "") => {
    const result = filterSessions(data.sessions, text, { strings: data.strings, zone: UTC }, selection);
    return result.ok ? [...result.value] : queryErrorText(result.error);
  };

  test("kinds", () => {
    expect(rows({ ...ANY, kinds: ["desktop"] })).toEqual([0, 2]);
    expect(rows({ ...ANY, kinds: ["desktop"] }, "kind:network")).toEqual([]);
    expect(parseKinds("network, desktop")).toEqual({ ok: true, value: ["desktop", "network"] });
    expect(parseKinds("all")).toEqual({ ok: true, value: ALL_KINDS });
    const wrong = parseKinds("desktop,netwok");
    expect(wrong.ok ? "" : [wrong.error.at, wrong.error.nearest]).toEqual([8, "network"]);
  });

  test("the window keeps what may overlap it", () => {
    expect(rows({ ...ANY, from: at("2024-03-05") })).toEqual([1, 2]);
    expect(rows({ ...ANY, from: at("2024-03-05T07:00:00Z") })).toEqual([1]);
    expect(rows({ ...ANY, to: at("2024-03-04T08:00:00Z") })).toEqual([2]);
    const moment = buildCase({ sessions: [{ start: 100, end: 100 }] });
    const inside = { kinds: null, from: 100, to: 101 };
    const kept = filterSessions(moment.sessions, "", { strings: moment.strings, zone: UTC }, inside);
    expect(kept.ok && kept.value.length).toBe(1);
  });
});

describe("failures", () => {
  const failures: FailureSketch[] = [
    {
      time: at("2024-03-04T08:00:00Z"),
      user: "anna",
      computer: "PC1",
      status: 0xc000006d,
      subStatus: 0xc000006a,
      logonType: 2,
    },
    {
      time: at("2024-03-05T08:00:00Z"),
      user: "ben",
      domain: "CORP",
      computer: "PC2",
      status: 0xc0000234,
      sourceAddress: "10.1.1.1",
    },
  ];
  const data = buildCase({ failures });
  test.each<[string, number[] | string]>([
    ["", [0, 1]],
    ["user:anna", [0]],
    ["user:corp\\ben", [1]],
    ["status:0xc000006a", [0]],
    ["status:0xC0000234,0xc000006d", [0, 1]],
    ["reason:*password*", [0]],
    ["reason:0xc0000234", [1]],
    ["type:2", [0]],
    ["ip:10.0.0.0/8", [1]],
    ["from:2024-03-05", [1]],
    ["to:2024-03-05", [0]],
    ["weekday:mon", [0]],
    ["hour:8", [0, 1]],
    ["pc2", [1]],
    ["duration:>1h", 'Column 1: There is no field "duration" for failed logons.'],
  ])("%s", (text, expected) => {
    const result = filterFailures(data.failures, text, { strings: data.strings, zone: UTC }, NO_WINDOW);
    expect(result.ok ? [...result.value] : queryErrorText(result.error)).toEqual(expected);
  });
  test("window", () => {
    const window = { from: at("2024-03-04T08:00:00Z"), to: at("2024-03-05T08:00:00Z") };
    const result = filterFailures(data.failures, "", { strings: data.strings, zone: UTC }, window);
    expect(result.ok && [...result.value]).toEqual([0]);
  });
});

/* ---- properties -------------------------------------------------------------------------------------------- */

/** Queries of every shape, with texts that try to break the printer. */
const queries: fc.Arbitrary<Query> = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc
      .record({ text: fc.string({ minLength: 1 }), quoted: fc.constant(true), at: fc.constant(0) })
      .map((value): Query => ({ type: "word", value })),
    fc
      .stringMatching(/^[a-z*?.\\>=-]{1,8}$/)
      .map(
        (text): Query => ({ type: "word", value: { text, quoted: /^-|^(or|and|not)$/.test(text), at: 0 } }),
      ),
    fc
      .record({
        field: fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,5}$/),
        values: fc.array(
          fc.oneof(
            fc.record({
              text: fc.stringMatching(/^[a-z0-9*?.:\\>=-]{1,8}$/),
              quoted: fc.constant(false),
              at: fc.constant(0),
            }),
            fc.record({ text: fc.string(), quoted: fc.constant(true), at: fc.constant(0) }),
          ),
          { minLength: 1, maxLength: 3 },
        ),
      })
      .map(({ field, values }): Query => ({ type: "term", field, at: 0, values })),
    tie("query").map((part): Query => ({ type: "not", part })),
    fc
      .tuple(
        fc.constantFrom("and" as const, "or" as const),
        fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
      )
      .map(([type, parts]): Query => ({ type, parts })),
  ),
})).query;

/** A query without positions. */
function bare(query: Query): unknown {
  return JSON.parse(JSON.stringify(query, (key, value: unknown) => (key === "at" ? 0 : value)));
}

test("a printed query reads back as itself", () => {
  fc.assert(
    fc.property(queries, (query) => {
      const read = parseQuery(printQuery(query));
      expect(read.ok ? bare(read.value) : read.error).toEqual(bare(query));
    }),
    { numRuns: 500 },
  );
});

test("a term made from any text finds exactly the rows with that text", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (name, other) => {
      const rows = keep([{ workstation: name }, { workstation: other }], termText("workstation", name));
      expect(rows).toEqual(name.toLowerCase() === other.toLowerCase() ? [0, 1] : [0]);
    }),
  );
});

test("any text at all is parsed or refused with a place inside it", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'ab:",()-*. or>') }), (text) => {
      const read = parseQuery(text);
      if (!read.ok) expect(read.error.at).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 500 },
  );
});

/** Terms with the plainest possible meaning of each, written without looking at the real evaluation. */
const NAIVE: readonly (readonly [text: string, holds: (s: SessionSketch) => boolean])[] = [
  ["user:anna", (s) => s.user?.toLowerCase() === "anna"],
  ["user:*n*", (s) => /n/i.test(s.user ?? "") || /n/i.test(s.sid ?? "")],
  ["kind:network,batch", (s) => s.kind === "network" || s.kind === "batch"],
  ["type:2..10", (s) => s.logonType !== undefined && s.logonType >= 2 && s.logonType <= 10],
  ["computer:none", (s) => s.computer === undefined],
  ["confidence:open", (s) => s.confidence === "open"],
  ["duration:>3h", (s) => shortest(s) > 3 * TICKS_PER_HOUR],
  ["duration:<3h", (s) => longest(s) < 3 * TICKS_PER_HOUR],
  ["hour:0-12", (s) => s.start !== undefined && Math.floor(s.start / TICKS_PER_HOUR) % 24 < 12],
  [
    "from:2024-01-02",
    (s) =>
      lastMoment(s) > 24 * TICKS_PER_HOUR || (s.start ?? s.startLower ?? -Infinity) >= 24 * TICKS_PER_HOUR,
  ],
  ["to:2024-01-02", (s) => (s.start ?? s.startLower ?? -Infinity) < 24 * TICKS_PER_HOUR],
  ["an", (s) => [s.user, s.computer].some((text) => text?.toLowerCase().includes("an") ?? false)],
];
function lastMoment(s: SessionSketch): number {
  return (s.confidence === "exact" ? s.end : undefined) ?? s.endUpper ?? Infinity;
}
function shortest(s: SessionSketch): number {
  const end =
    s.confidence === "exact" ? s.end : (s.endLower ?? (s.confidence === "bounded" ? s.end : undefined));
  return Math.max(0, (end ?? Number.NaN) - (s.start ?? s.startUpper ?? Number.NaN));
}
function longest(s: SessionSketch): number {
  return Math.max(
    0,
    ((s.confidence === "exact" ? s.end : s.endUpper) ?? Number.NaN) - (s.start ?? s.startLower ?? Number.NaN),
  );
}

const hours = fc.integer({ min: 0, max: 60 }).map((hour) => hour * TICKS_PER_HOUR);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const sketches: fc.Arbitrary<SessionSketch> = fc
  .record({
    user: maybe(fc.constantFrom("anna", "Anna", "ben", "Hanna")),
    sid: maybe(fc.constantFrom("S-1-5-21-7", "n")),
    computer: maybe(fc.constantFrom("PC1", "Tango", "an")),
    kind: fc.constantFrom(...SESSION_KINDS),
    logonType: maybe(fc.integer({ min: 0, max: 13 })),
    confidence: fc.constantFrom("exact" as const, "bounded" as const, "open" as const, "unknown" as const),
    start: maybe(hours),
    startLower: maybe(hours),
    startUpper: maybe(hours),
    end: maybe(hours),
    endLower: maybe(hours),
    endUpper: maybe(hours),
  })
  .map(
    (s) => Object.fromEntries(Object.entries(s).filter(([, value]) => value !== undefined)) as SessionSketch,
  );

/** A query over NAIVE as nested arrays, with its text and its naive meaning. */
interface Both {
  readonly text: string;
  readonly holds: (s: SessionSketch) => boolean;
}
const both: fc.Arbitrary<Both> = fc.letrec<{ both: Both }>((tie) => ({
  both: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(...NAIVE).map(([text, holds]) => ({ text, holds })),
    tie("both").map((inner) => ({ text: `-(${inner.text})`, holds: (s: SessionSketch) => !inner.holds(s) })),
    fc.tuple(tie("both"), tie("both")).map(([a, b]) => ({
      text: `(${a.text}) (${b.text})`,
      holds: (s: SessionSketch) => a.holds(s) && b.holds(s),
    })),
    fc
      .tuple(tie("both"), tie("both"))
      .map(([a, b]) => ({
        text: `${a.text} or ${b.text}`,
        holds: (s: SessionSketch) => a.holds(s) || b.holds(s),
      }))
      .map(({ text, holds }) => ({ text: `(${text})`, holds })),
  ),
})).both;

test("the column-wise evaluation agrees with asking every row", () => {
  fc.assert(
    fc.property(fc.array(sketches, { maxLength: 12 }), both, (sessions, query) => {
      const expected = [...sessions.keys()].filter((row) => query.holds(sessions[row]!));
      expect(keep(sessions, query.text)).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});
