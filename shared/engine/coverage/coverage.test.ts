import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { verdictText } from "../../export/messages.ts";
import { buildCase } from "../../testing/case-builder.ts";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import type { CaseData } from "../../types/case.ts";
import { QUESTIONS, type Question } from "../../types/coverage.ts";
import type { AuditPolicy, SubcategorySetting } from "../../types/policy.ts";
import { subcategoryGuid } from "../../types/policy.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import type { SourceInfo } from "../../types/source.ts";
import { StringTable } from "../../types/string-table.ts";
import { pairCase } from "../pairing/pair-case.ts";
import { ianaZone } from "../time/iana-zone.ts";
import { windowsZoneToIana } from "../time/windows-zones.ts";
import { offsetAt, UTC } from "../time/zone.ts";
import { judgeCase } from "../verdicts.ts";
import { assessCoverage, type CaseCoverage } from "./assess.ts";

const HOUR = 36_000_000_000;
const ALL = { from: Number.NaN, to: Number.NaN };
const LOGOFF = 0x0cce9216;

interface Sketch extends Omit<EventSpec, "time" | "computer"> {
  /** In hours. */
  readonly at: number;
  readonly computer?: string;
}

/** A case as the worker makes it, out of events with running record numbers. */
function caseOf(events: readonly Sketch[], policies: readonly AuditPolicy[] = []): CaseData {
  const strings = new StringTable();
  const numbers = new Map<string, number>();
  const table = eventTable(
    events.map(({ at, computer = "PC1", ...rest }) => {
      const stream = `${computer} ${rest.channelKind ?? "security"}`;
      const recordId = (numbers.get(stream) ?? 0) + 1;
      numbers.set(stream, recordId);
      return { recordId, channelKind: "security", ...rest, computer, time: at * HOUR };
    }),
    strings,
  );
  const { duplicatesBySource: _, ...tables } = pairCase({
    events: table,
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 2,
  });
  const empty = buildCase({});
  const times = tables.computers.flatMap(({ oldest, newest }) => [oldest, newest]);
  const source = empty.sources[0] as SourceInfo;
  return {
    ...empty,
    ...tables,
    strings: strings.toArray(),
    sources: policies.map((policy, id) => ({
      ...source,
      id,
      path: `policy-${id}.csv`,
      format: "policy",
      policy,
    })),
    oldest: Math.min(...times) as CaseData["oldest"],
    newest: Math.max(...times) as CaseData["newest"],
  };
}

/** Network logons, each with its logoff or not, one every six minutes. */
function network(from: number, count: number, withLogoff: boolean): Sketch[] {
  return Array.from({ length: count }, (_, i): Sketch[] => {
    const logonId = 0x10000 + Math.round(from * 1000) * 100 + i;
    const at = from + i / 10;
    const logon: Sketch = { kind: "logon", eventId: 4624, at, user: "anna", logonId, logonType: 3 };
    const logoff: Sketch = {
      kind: "logoff",
      eventId: 4634,
      at: at + 0.05,
      user: "anna",
      logonId,
      logonType: 3,
    };
    return withLogoff ? [logon, logoff] : [logon];
  }).flat();
}

/** With a start, a log is long enough to be judged by what is missing in it. */
const started: Sketch = { kind: "windowsStarting", eventId: 4608, at: 0 };

const change = (at: number, detail: string, id = LOGOFF, user = "root"): Sketch => ({
  kind: "auditPolicyChanged",
  eventId: 4719,
  at,
  detail,
  number: id,
  user,
});

function policy(settings: Readonly<Record<number, string>>, more: Partial<AuditPolicy> = {}): AuditPolicy {
  return {
    kind: "backup",
    computer: "PC1",
    target: "System",
    settings: Object.entries(settings).map(
      ([pair, text]): SubcategorySetting => ({
        guid: subcategoryGuid(0x0cce9200 + Number(pair)),
        state: text === "?" ? "unknown" : "set",
        success: text.includes("S"),
        failure: text.includes("F"),
      }),
    ),
    categories: [],
    forcesSubcategories: null,
    userRows: 0,
    otherComputers: 0,
    ...more,
  };
}

/** `yes recorded`, or with hours where there are several spans: `0-2 yes recorded`. */
function answers(coverage: CaseCoverage, question: Question, computer = 0): readonly string[] {
  const spans = coverage.computers[computer]!.answers[question];
  return spans.map(({ from, to, answer, reason }) => {
    const hours = (ticks: number) => Math.round((ticks / HOUR) * 100) / 100;
    return spans.length === 1 ? `${answer} ${reason}` : `${hours(from)}-${hours(to)} ${answer} ${reason}`;
  });
}
const assess = (data: CaseData, window = ALL) => assessCoverage(data, window);
const setting = (coverage: CaseCoverage, pair: number) =>
  coverage.computers[0]!.settings.find(({ guid }) => guid === subcategoryGuid(0x0cce9200 + pair))!;

describe("what the log itself tells", () => {
  test("events that are there answer; those that are not may be nothing to write", () => {
    const coverage = assess(caseOf(network(0, 30, true)));
    expect(answers(coverage, "logons")).toEqual(["yes recorded"]);
    expect(answers(coverage, "logoffs")).toEqual(["yes recorded"]);
    expect(answers(coverage, "failures")).toEqual(["unknown noSign"]);
  });

  test("twenty network logons without any logoff: logoffs are not recorded; nineteen say nothing", () => {
    expect(answers(assess(caseOf([started, ...network(0, 20, false)])), "logoffs")).toEqual([
      "no neverRecorded",
    ]);
    expect(answers(assess(caseOf([started, ...network(0, 19, false)])), "logoffs")).toEqual([
      "unknown noSign",
    ]);
  });

  test("a log without a start and with fewer than fifty records is too little to miss anything in", () => {
    const logoffs = (count: number) => answers(assess(caseOf(network(0, count, false))), "logoffs");
    expect([logoffs(49), logoffs(50)]).toEqual([["unknown noSign"], ["no neverRecorded"]]);
    const remote: Sketch = { kind: "logon", eventId: 4624, at: 1, user: "anna", logonId: 7, logonType: 10 };
    const lone = assess(caseOf([remote]));
    expect(answers(lone, "remote")).toEqual(["unknown noSign"]);
    expect(setting(lone, 0x1c).commands.general).toBeNull();
    expect(answers(assess(caseOf([started, remote])), "remote")).toEqual(["no neverRecorded"]);
  });
  test("RDP without connect records, a start without 4608", () => {
    const coverage = assess(
      caseOf([
        { kind: "logon", eventId: 4624, at: 0, logonId: 0x3e7, logonType: 0, user: "SYSTEM" },
        { kind: "logon", eventId: 4624, at: 1, logonId: 0x5000, logonType: 10, user: "anna" },
      ]),
    );
    expect(answers(coverage, "remote")).toEqual(["no neverRecorded"]);
    expect(answers(coverage, "lockTime")).toEqual(["no neverRecorded"]);
    expect(answers(coverage, "boots")).toEqual(["no neverRecorded"]);
  });

  test("the System log answers for boots as far as it reaches", () => {
    const system = (at: number, kind: EventSpec["kind"], eventId: number): Sketch => ({
      at,
      kind,
      eventId,
      channelKind: "system",
    });
    const coverage = assess(
      caseOf([...network(0, 30, true), system(1, "logServiceStarted", 6005), system(2, "osVersion", 6009)]),
    );
    expect(answers(coverage, "boots")).toEqual([
      "0-1 unknown noSign",
      "1-2 yes otherLog",
      "2-2.95 unknown noSign",
    ]);
  });

  test("counts records once that two inputs hold", () => {
    const events = network(0, 12, false);
    const data = caseOf(events);
    const twice = [...events, ...events.map((event, at) => ({ ...event, source: 1, recordId: at + 1 }))];
    expect(caseOf(twice).audit!.segments).toEqual(data.audit!.segments);
  });
});

describe("changes of the policy (4719)", () => {
  test("W16: 4719 of Logoff with %%8448 is the verdict policyChanged: success was switched off then, by whom", () => {
    const data = caseOf([...network(0, 10, true), change(1.01, "%%8448"), ...network(2, 10, false)]);
    const told = judgeCase(data, Number.NaN).filter(({ key }) => key === "policyChanged");
    expect(told).toMatchObject([
      {
        computer: "PC1",
        from: 1.01 * HOUR,
        params: { subcategory: "Logoff", outcome: "success", state: "off", user: "root" },
      },
    ]);
    expect(verdictText(told[0]!, UTC)).toBe(
      "Auditing of Logoff (success) was switched off on 2024-01-01 01:00:36 by root. Results before and after are not comparable.",
    );
  });

  test("answers and verdicts switch at the change", () => {
    const data = caseOf([...network(0, 10, true), change(1.5, "%%8448"), ...network(2, 10, false)]);
    const coverage = assess(data);
    expect(answers(coverage, "logoffs")).toEqual(["0-1.5 yes recorded", "1.5-2.9 no changeOff"]);
    expect(answers(coverage, "logons")).toEqual(["yes recorded"]);
    const carried = coverage.computers[0]!.verdicts.filter(({ key }) => key === "noLogoff" || key === "full");
    expect(carried).toMatchObject([{ key: "noLogoff", from: 1.5 * HOUR, to: 2.9 * HOUR }]);
    expect(verdictText(carried[0]!, UTC)).toMatch(/^2024-01-01 01:30:00 to 2024-01-01 02:54:00: Only logons/);
  });

  test("a change tells of the time before it as well", () => {
    const data = caseOf([
      ...network(0, 10, false),
      change(1.5, "%%8449, %%8451", 0x0cce921c),
      ...network(2, 10, false),
    ]);
    const coverage = assess(data);
    expect(answers(coverage, "lockTime")).toEqual(["0-1.5 no changeOff", "1.5-2.9 yes changeOn"]);
  });

  test("other subcategories cut nothing", () => {
    const data = caseOf([
      ...network(0, 10, true),
      change(1.5, "%%8448", 0x0cce921d),
      ...network(2, 10, true),
    ]);
    expect(answers(assess(data), "logoffs")).toEqual(["yes recorded"]);
    expect(judgeCase(data, Number.NaN).map(({ key }) => key)).not.toContain("policyChanged");
  });
});

describe("policies beside the log", () => {
  test("on, and nothing happened; off, and nothing is there", () => {
    const events = network(0, 30, true);
    const on = assess(caseOf(events, [policy({ 21: "SF", 28: "SF" })]));
    expect(answers(on, "failures")).toEqual(["yes policyOn"]);
    expect(answers(on, "lockTime")).toEqual(["yes policyOn"]);
    const off = assess(caseOf(events, [policy({ 21: "S", 28: "" })]));
    expect(answers(off, "failures")).toEqual(["no policyOff"]);
    expect(answers(off, "lockTime")).toEqual(["no policyOff"]);
  });

  test("a policy that audits logoffs and a log without any contradict each other, by name", () => {
    const coverage = assess(caseOf([started, ...network(0, 30, false)], [policy({ 22: "S" })]));
    expect(answers(coverage, "logoffs")).toEqual(["unknown contradiction"]);
    expect(setting(coverage, 0x16)).toMatchObject({ contradiction: "auditedButSilent", log: { records: 0 } });
  });

  test("a policy without logoffs and a log full of them, too", () => {
    const coverage = assess(caseOf(network(0, 30, true), [policy({ 22: "" })]));
    expect(answers(coverage, "logoffs")).toEqual(["yes recorded"]);
    expect(setting(coverage, 0x16).contradiction).toBe("offButRecorded");
  });

  test("what a policy leaves out of one outcome and the log has is a contradiction, too", () => {
    const failed: Sketch = { kind: "logonFailed", eventId: 4625, at: 1, user: "anna", logonType: 3 };
    const of = (text: string) =>
      setting(assess(caseOf([failed, ...network(2, 5, true)], [policy({ 21: text })])), 0x15).contradiction;
    expect([of("SF"), of("S"), of("F"), of("")]).toEqual([
      null,
      "offButRecorded",
      "offButRecorded",
      "offButRecorded",
    ]);
  });
  test("a policy that the last change in the log says otherwise of is that of another time", () => {
    const events = [...network(0, 10, true), change(1.5, "%%8448"), ...network(2, 10, false)];
    const coverage = assess(caseOf(events, [policy({ 22: "S" })]));
    expect(setting(coverage, 0x16).contradiction).toBe("changedSince");
    expect(answers(coverage, "logoffs").at(-1)).toBe("1.5-2.9 no changeOff");
  });

  test("commands set what is missing, by GUID, and nothing that is there or not known", () => {
    const coverage = assess(caseOf(network(0, 30, true), [policy({ 21: "S", 22: "", 27: "S" })]));
    expect(setting(coverage, 0x15).commands).toEqual({
      general: 'auditpol /set /subcategory:"{0CCE9215-69AE-11D9-BED3-505054503030}" /failure:enable',
      stronger: 'auditpol /set /subcategory:"{0CCE9215-69AE-11D9-BED3-505054503030}" /failure:enable',
    });
    expect(setting(coverage, 0x16).commands).toEqual({
      general: null,
      stronger: 'auditpol /set /subcategory:"{0CCE9216-69AE-11D9-BED3-505054503030}" /success:enable',
    });
    expect(setting(coverage, 0x1b).commands).toEqual({ general: null, stronger: null });
    expect(setting(coverage, 0x3f).commands).toEqual({ general: null, stronger: null });
  });

  test("a log that shows logoffs are off is enough for the command", () => {
    const coverage = assess(caseOf([started, ...network(0, 30, false)]));
    expect(setting(coverage, 0x16).commands.stronger).toContain("/success:enable");
  });

  test("the old categories speak where nothing else does, unless subcategories override them", () => {
    const basic = (forcesSubcategories: boolean | null) =>
      policy(
        {},
        {
          kind: "basic",
          computer: null,
          forcesSubcategories,
          categories: [{ category: "AuditLogonEvents", success: true, failure: false }],
        },
      );
    const events = network(0, 30, true);
    expect(answers(assess(caseOf(events, [basic(null)])), "failures")).toEqual(["no policyOff"]);
    expect(answers(assess(caseOf(events, [basic(true)])), "failures")).toEqual(["unknown unreadPolicy"]);
    const both = assess(caseOf(events, [basic(null), policy({ 21: "SF" })]));
    expect(answers(both, "failures")).toEqual(["yes policyOn"]);
  });

  test("a group policy is shown as asked for and decides nothing", () => {
    const asked = policy({ 21: "SF" }, { kind: "groupPolicy", computer: null });
    const coverage = assess(caseOf(network(0, 30, true), [asked]));
    expect(answers(coverage, "failures")).toEqual(["unknown noSign"]);
    expect(setting(coverage, 0x15)).toMatchObject({
      asked: { state: "set", success: true, failure: true },
      policy: { state: "silent" },
    });
  });

  test("a policy file names the computer by its first label, the log in full", () => {
    const events = network(0, 30, true).map((event) => ({ ...event, computer: "PC1.corp.example" }));
    expect(answers(assess(caseOf(events, [policy({ 21: "SF" })])), "failures")).toEqual(["yes policyOn"]);
  });
});

describe("cannot tell, and why", () => {
  test("the policy of another machine", () => {
    const coverage = assess(caseOf(network(0, 30, true), [policy({ 21: "SF" }, { computer: "PC2" })]));
    expect(answers(coverage, "failures")).toEqual(["unknown otherPolicy"]);
    expect(coverage.strayPolicies).toMatchObject([{ policy: { computer: "PC2" } }]);
  });

  test("no policy at all", () => {
    expect(answers(assess(caseOf(network(0, 30, true))), "failures")).toEqual(["unknown noSign"]);
  });

  test("two policies that disagree, and one whose words are not known", () => {
    const events = network(0, 30, true);
    const two = caseOf(events, [policy({ 21: "SF" }), policy({ 21: "S" })]);
    expect(answers(assess(two), "failures")).toEqual(["unknown unreadPolicy"]);
    expect(answers(assess(caseOf(events, [policy({ 21: "?" })])), "failures")).toEqual([
      "unknown unreadPolicy",
    ]);
  });

  test("a window before, after and around every log", () => {
    const data = caseOf(network(10, 30, true), [policy({ 21: "SF" })]);
    const within = (from: number, to: number) =>
      QUESTIONS.map((question) => answers(assess(data, { from: from * HOUR, to: to * HOUR }), question));
    expect(new Set(within(1, 2).flat())).toEqual(new Set(["unknown noLog"]));
    expect(new Set(within(50, 60).flat())).toEqual(new Set(["unknown noLog"]));
    expect(within(9, 20)[0]).toEqual([
      "9-10 unknown noLog",
      "10-12.95 yes recorded",
      "12.95-20 unknown noLog",
    ]);
    const { verdicts } = assess(data, { from: 1 * HOUR, to: 2 * HOUR }).computers[0]!;
    expect(verdicts.map(({ key }) => key)).toContain("partialWindow");
  });

  test("a log that begins with its clearing", () => {
    const cleared: Sketch = { kind: "logCleared", eventId: 1102, at: 1, user: "root", recordId: 500 };
    const data = caseOf([
      { kind: "osVersion", eventId: 6009, at: 0, channelKind: "system" },
      cleared,
      ...network(1.1, 30, true).map((event, at) => ({ ...event, recordId: 501 + at })),
    ]);
    expect(answers(assess(data), "logons")).toEqual(["0-1 unknown cleared", "1-4.05 yes recorded"]);
  });

  test("a policy and no log", () => {
    const data = { ...buildCase({ computers: [] }), sources: caseOf([], [policy({})]).sources };
    const coverage = assess(data);
    expect(coverage.computers).toEqual([]);
    expect(coverage.strayPolicies).toHaveLength(1);
  });
});

test("a domain controller is known by its Kerberos events and gets its own recommendations", () => {
  const refused: Sketch = { kind: "kerberosRefused", eventId: 4771, at: 1, user: "anna", status: 0x18 };
  const data = caseOf([refused, { ...refused, at: 2 }]);
  const coverage = assess(data);
  expect(coverage.computers[0]!.role).toBe("domainController");
  expect(setting(coverage, 0x42).recommended.general).toEqual({ success: "yes", failure: "yes" });
  expect(judgeCase(data, Number.NaN).map(({ key }) => key)).toContain("dcOnly");
  expect(setting(assess(caseOf(network(0, 3, true))), 0x42).recommended.general).toEqual({
    success: "no",
    failure: "no",
  });
});

test("W13: 480 Pacific Standard Time in July is Los Angeles, seven hours behind and not eight", () => {
  const july = ((Date.UTC(2025, 6, 15) - Date.UTC(2024, 0, 1)) * 10_000) / HOUR;
  const data = caseOf([
    { kind: "upTime", eventId: 6013, at: july, channelKind: "system", detail: "480 Pacific Standard Time" },
  ]);
  const zone = ianaZone(windowsZoneToIana(data.computers[0]!.windowsZone!)!)!;
  expect(zone.name).toBe("America/Los_Angeles");
  expect(offsetAt(zone, july * HOUR) / HOUR).toBe(-7);
});

test("W14: 4740 names the computer that locked the account out", () => {
  const data = caseOf([
    { kind: "accountLockedOut", eventId: 4740, at: 1, computer: "DC1", user: "anna", workstation: "KIOSK7" },
  ]);
  expect(data.lockouts).toMatchObject([{ computer: "dc1", user: "anna", caller: "KIOSK7" }]);
  expect(data.audit!.segments[0]!.counts).toEqual({ accountLockout: 1 });
});

test("the spans of every question join without gap or overlap, whatever happens", () => {
  const details = fc.constantFrom("%%8448", "%%8449", "%%8450", "%%8451", "%%8449, %%8450", "nonsense");
  const event = fc.oneof(
    fc.record({
      at: fc.nat(50),
      kind: fc.constantFrom("logon", "logoff", "logonFailed", "locked", "windowsStarting"),
    }),
    fc.record({ at: fc.nat(50), detail: details, pair: fc.constantFrom(0x10, 0x15, 0x16, 0x1c) }),
  );
  const window = fc.tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 31, max: 60 }));
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), window, fc.boolean(), (list, [from, to], hasPolicy) => {
      const events = list
        .toSorted((a, b) => a.at - b.at)
        .map((each): Sketch => {
          if ("detail" in each) return change(each.at, each.detail, 0x0cce9200 + each.pair);
          return {
            kind: each.kind as EventSpec["kind"],
            eventId: 4624,
            at: each.at,
            logonId: 77,
            logonType: 3,
            user: "a",
          };
        });
      const data = caseOf(events, hasPolicy ? [policy({ 21: "SF", 22: "S" })] : []);
      const coverage = assess(data, { from: from * HOUR, to: to * HOUR });
      for (const computer of coverage.computers) {
        for (const question of QUESTIONS) {
          const spans = computer.answers[question];
          expect(spans[0]!.from).toBe(from * HOUR);
          expect(spans.at(-1)!.to).toBe(to * HOUR);
          for (const [at, span] of spans.slice(1).entries()) expect(span.from).toBe(spans[at]!.to);
        }
      }
    }),
    { numRuns: 150 },
  );
});
