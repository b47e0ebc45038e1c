import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { retentionText, sightText } from "../../export/coverage-texts.ts";
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
import { assessCoverage, type CaseCoverage, inRole } from "./assess.ts";
import { withDoubts } from "./doubts.ts";

const HOUR = 36_000_000_000;
const ALL = { from: Number.NaN, to: Number.NaN };
const LOGOFF = 0x0cce9216;

interface Sketch extends Omit<EventSpec, "time" | "computer"> {
  /** In hours. */
  readonly at: number;
  readonly computer?: string;
}

/** Numbers go on from those of a log that was cleared before. */
const FIRST_NUMBER = 70_001;

/** A case as the worker makes it, out of events with running record numbers. */
function caseOf(
  events: readonly Sketch[],
  policies: readonly AuditPolicy[] = [],
  first = FIRST_NUMBER,
  logs: readonly Partial<SourceInfo>[] = [],
): CaseData {
  const strings = new StringTable();
  const numbers = new Map<string, number>();
  const table = eventTable(
    events.map(({ at, computer = "PC1", ...rest }) => {
      const stream = `${computer} ${rest.channelKind ?? "security"}`;
      const recordId = (numbers.get(stream) ?? first - 1) + 1;
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
  const files = policies.map(
    (policy, id): SourceInfo => ({ ...source, id, path: `policy-${id}.csv`, format: "policy", policy }),
  );
  const sources = [...logs.map((log, id): SourceInfo => ({ ...source, id, ...log })), ...files];
  return {
    ...empty,
    ...tables,
    coverage: withDoubts({ ...tables, sources }),
    strings: strings.toArray(),
    sources,
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
    const twice = [
      ...events,
      ...events.map((event, at) => ({ ...event, source: 1, recordId: FIRST_NUMBER + at })),
    ];
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

describe("exports that leave records out without a gap to see", () => {
  const silent = network(0, 60, false);
  const OFF = { 21: "SF", 22: "SF", 28: "SF" };

  test("numbered anew: nothing follows from what is missing, whatever the policy says", () => {
    const coverage = assess(caseOf(silent, [policy({ ...OFF, 22: "" })], 1));
    expect(answers(coverage, "logons")).toEqual(["yes recorded"]);
    expect(answers(coverage, "logoffs")).toEqual(["unknown renumbered"]);
    expect(answers(coverage, "failures")).toEqual(["unknown renumbered"]);
    expect(setting(coverage, 0x16).contradiction).toBeNull();
    const { verdicts, retention } = coverage.computers[0]!;
    expect(verdicts.map((verdict) => verdictText(verdict, UTC))).toEqual([
      "The records were numbered anew by whatever exported them, so that nothing shows what was left out. Gaps in them and missing events prove nothing.",
    ]);
    expect(retention).toBeNull();
  });

  test("a gap in the numbers proves nothing then", () => {
    const log = { notes: ["recordsLeftOut"], computers: ["PC1"], channels: ["Security"] } as const;
    const gap = silent.map(
      (event, at): Sketch => ({ ...event, recordId: FIRST_NUMBER + (at < 30 ? at : at + 5) }),
    );
    expect(answers(assess(caseOf(gap, [], FIRST_NUMBER, [log])), "boots")).toEqual(["unknown filtered"]);
    expect(answers(assess(caseOf(gap)), "boots")[1]).toMatch(/unknown hole$/);
  });

  test("the same records under the numbers of a log show that logoffs are off", () => {
    const coverage = assess(caseOf(silent));
    expect(answers(coverage, "logoffs")).toEqual(["no neverRecorded"]);
    expect(coverage.computers[0]!.verdicts.map(({ key }) => key)).toEqual(["noLogoff"]);
  });

  test.each([
    ["recordsLeftOut", "leftOut", "unknown filtered"],
    ["weakText", "unnumbered", "unknown unnumbered"],
  ] as const)("an input with the note %s", (note, doubt, answer) => {
    const log = { notes: [note], computers: ["PC1"], channels: ["Security"] };
    const data = caseOf(silent, [], FIRST_NUMBER, [log]);
    expect(data.coverage).toMatchObject([{ filtered: true, doubt }]);
    expect(answers(assess(data), "logoffs")).toEqual([answer]);
    const other = caseOf(silent, [], FIRST_NUMBER, [{ ...log, channels: ["System"] }]);
    expect(other.coverage).toMatchObject([{ filtered: false }]);
  });
});

describe("what a computer is", () => {
  const refused: Sketch = { kind: "kerberosRefused", eventId: 4771, at: 1, user: "anna", status: 0x18 };
  const controller = caseOf([refused, { ...refused, at: 2 }]);
  const other = caseOf(network(0, 3, true));
  const KERBEROS = 0x42;
  const YES = { success: "yes", failure: "yes" };
  const NO = { success: "no", failure: "no" };

  test("a domain controller is known by its Kerberos events and gets its own recommendations", () => {
    const coverage = assess(controller);
    expect(coverage.computers[0]!.role).toEqual({ role: "domainController", from: "evidence" });
    expect(setting(coverage, KERBEROS).recommended.general).toEqual(YES);
    expect(judgeCase(controller, Number.NaN).map(({ key }) => key)).toContain("dcOnly");
  });

  test("nothing tells a member server from a workstation: every role stands side by side", () => {
    const coverage = assess(other);
    expect(coverage.computers[0]!.role).toEqual({ role: null, from: null });
    const { recommended, byRole } = setting(coverage, KERBEROS);
    expect(recommended.general).toEqual(NO);
    expect(
      [byRole.domainController, byRole.memberServer, byRole.workstation].map((each) => each.stronger),
    ).toEqual([YES, NO, NO]);
  });

  test("the user says so for all or for one, and comes before the evidence", () => {
    const one = new Map([["pc1", "domainController"]] as const);
    const said = assessCoverage(other, ALL, { all: "workstation", byComputer: one });
    expect(said.computers[0]!.role).toEqual({ role: "domainController", from: "chosen" });
    expect(setting(said, KERBEROS).recommended.general).toEqual(YES);
    const all = assessCoverage(controller, ALL, { all: "workstation", byComputer: new Map() });
    expect(all.computers[0]!.role).toEqual({ role: "workstation", from: "chosen" });
    expect(setting(all, KERBEROS).recommended.general).toEqual(NO);
    expect(all.computers[0]!.answers).toEqual(assess(controller).computers[0]!.answers);
  });

  test("taking a role later is the same as asking for it, and taking it back the same as never", () => {
    const own = assess(other).computers[0]!;
    const asked = assessCoverage(other, ALL, { all: "domainController", byComputer: new Map() });
    const taken = inRole(other, own, "domainController");
    expect(taken).toEqual(asked.computers[0]);
    expect(inRole(other, taken, null)).toEqual(own);
  });
});

describe("success and failure of what is kept as a sample only", () => {
  const sample = (at: number, eventId: number, status: number): Sketch => ({
    kind: "other",
    eventId,
    at,
    status,
    number: 1,
  });
  const SUCCESS = 1;
  const FAILURE = 2;

  test("each outcome is told by its own records", () => {
    const coverage = assess(
      caseOf([started, sample(1, 4769, SUCCESS), sample(2, 4776, SUCCESS), sample(3, 4776, FAILURE)]),
    );
    expect(setting(coverage, 0x40).log).toMatchObject({
      records: 1,
      seen: { success: true, failure: false },
    });
    expect(setting(coverage, 0x3f).log).toMatchObject({ records: 2, seen: { success: true, failure: true } });
    expect(sightText(setting(coverage, 0x40))).toBe("seen: success");
    expect(sightText(setting(coverage, 0x3f))).toBe("seen: success and failure");
  });

  test("a failure contradicts a policy that audits successes only, a success does not", () => {
    const only = [policy({ 64: "S" })];
    const refused = assess(caseOf([started, sample(1, 4769, FAILURE)], only));
    expect(setting(refused, 0x40).contradiction).toBe("offButRecorded");
    const granted = assess(caseOf([started, sample(1, 4769, SUCCESS)], only));
    expect(setting(granted, 0x40).contradiction).toBeNull();
  });

  test("an outcome that is not known contradicts nothing but a policy without any", () => {
    const unknown = (text: string) =>
      setting(assess(caseOf([started, sample(1, 4769, 0)], [policy({ 64: text })])), 0x40);
    expect(unknown("S").contradiction).toBeNull();
    expect(unknown("").contradiction).toBe("offButRecorded");
    expect(sightText(unknown("S"))).toBe("seen");
  });
});

describe("how far a log reaches back", () => {
  const MEGABYTE = 1_048_576;
  /** Ten days, 60 logons each, in a file of two megabytes: 0.2 MB a day. */
  const days = Array.from({ length: 601 }, (_, at): Sketch => {
    const { at: _at, ...logon } = network(0, 1, false)[0]!;
    return { ...logon, at: at * 0.4, logonId: 0x100000 + at, offset: 5000 + at };
  });
  const file = {
    format: "evtx",
    bytes: 2 * MEGABYTE,
    records: 601,
    computers: ["PC1"],
    channels: ["Security"],
    notes: [],
  } as const;
  const retention = (
    events: readonly Sketch[],
    policies: readonly AuditPolicy[] = [],
    log: Partial<SourceInfo> = file,
  ) => assess(caseOf(events, policies, FIRST_NUMBER, [log])).computers[0]!.retention!;

  test("a size that nothing tells is not known; typical ones are worked out", () => {
    const found = retention(days);
    expect(found).toMatchObject({ size: null, daysInSize: null });
    expect(found.typical.map(({ bytes, days: each }) => [bytes / MEGABYTE, Math.round(each)])).toEqual([
      [20, 100],
      [128, 640],
      [1024, 5120],
    ]);
    expect(retentionText(found)).toBe(
      "About 60 records a day. How large the Security log may grow is not known. At this pace it would hold 100 days in 20 MB, 640 days in 128 MB or 5,120 days in 1 GB.",
    );
  });

  test("room laid out for records to come counts for nothing", () => {
    const found = retention(days, [], { ...file, notes: ["emptyChunks"], unusedBytes: MEGABYTE });
    expect(Math.round(found.typical[0]!.days)).toBe(200);
  });

  test.each([
    ["a security template", policy({}, { kind: "basic", logBytes: 40 * MEGABYTE })],
    ["wevtutil gl", policy({}, { kind: "logSettings", computer: null, logBytes: 40 * MEGABYTE })],
  ])("%s says it", (_, said) => {
    const found = retention(days, [said]);
    expect(found).toMatchObject({ size: { bytes: 40 * MEGABYTE, from: "settings" } });
    expect(retentionText(found)).toContain(
      "may grow to 40 MB (as its settings say) and reaches back 200 days.",
    );
  });

  test("settings of a log do not stand in for an audit policy", () => {
    const said = policy({}, { kind: "logSettings", computer: null, logBytes: MEGABYTE });
    const { policies } = assess(caseOf(days, [said], FIRST_NUMBER, [file])).computers[0]!;
    expect([policies.effective.length, policies.logSettings.length]).toEqual([0, 1]);
  });

  test("a file whose oldest record stands behind its newest has gone round", () => {
    const round = days.map((event, at): Sketch => ({ ...event, offset: at < 200 ? 900_000 + at : at }));
    expect(retention(round)).toMatchObject({ size: { bytes: 2 * MEGABYTE, from: "wentRound" } });
    expect(retention(round, [], { ...file, format: "xml" }).size).toBeNull();
  });

  test("a file that was full when it was copied", () => {
    const full: Sketch = { kind: "logFull", eventId: 1104, at: 240.2, offset: 9000 };
    const newest = (hour: number) => ({ ...file, newest: (hour * HOUR) as SourceInfo["newest"] });
    expect(retention([...days, full], [], newest(241)).size).toEqual({ bytes: 2 * MEGABYTE, from: "full" });
    expect(retention([...days, full], [], newest(300)).size).toBeNull();
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
