import { describe, expect, test } from "vitest";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import type { AuditEvidence, Renumbered } from "../../types/coverage.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { pairCase } from "../pairing/pair-case.ts";
import { NUMBERS_TO_JUDGE } from "./numbering.ts";

const MINUTE = 600_000_000;

type Sketch = Partial<EventSpec> & { readonly minute?: number };

/** The audit evidence of a log of one computer whose numbers run on from one on, or from another number. */
function auditOf(records: readonly Sketch[], first = 1): AuditEvidence {
  const strings = new StringTable();
  const events = eventTable(
    records.map(({ minute, ...rest }, at) => ({
      kind: "logon",
      eventId: 4624,
      logonType: 3,
      user: "anna",
      logonId: 0x1000 + at,
      channelKind: "security",
      computer: "PC1",
      recordId: first + at,
      time: (minute ?? at) * MINUTE,
      ...rest,
    })),
    strings,
  );
  return pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 }).audit;
}
const signs = (audit: AuditEvidence) => audit.renumbered.map(({ sign }: Renumbered) => sign);
const many = (count: number, more: Sketch = {}): Sketch[] => Array.from({ length: count }, () => more);

const SYSTEM_START: Sketch = { logonType: 0, logonId: 0x3e7 };
const STARTED: Sketch = { kind: "windowsStarting", eventId: 4608 };
const OTHER: Sketch = { kind: "other", eventId: 4688, number: 1 };

describe("numbers from 1 on that cannot be those of a log", () => {
  test("nothing but logons, the first of a user: they were picked out and numbered anew", () => {
    expect(signs(auditOf(many(NUMBERS_TO_JUDGE)))).toEqual(["begins"]);
  });

  test("too few records say nothing", () => {
    expect(signs(auditOf(many(NUMBERS_TO_JUDGE - 1)))).toEqual([]);
  });

  test.each([
    ["a start of Windows", [STARTED, ...many(60)]],
    ["a record of another kind at its beginning", [OTHER, ...many(60)]],
    ["a record of another kind later on", [...many(30), OTHER, ...many(30)]],
    ["a stop of the log service", [...many(60), { kind: "logServiceStopped", eventId: 1100 } as const]],
    ["a change of the policy", [{ kind: "auditPolicyChanged", eventId: 4719 } as const, ...many(60)]],
    ["the logon of Windows itself", [SYSTEM_START, ...many(60)]],
    ["that of two starts, of which one may have followed a loss of power", startsOf(2)],
  ] as const)("a log with %s is a log", (_, records) => {
    expect(signs(auditOf(records))).toEqual([]);
  });

  test("three starts and nothing that Windows notes of itself", () => {
    expect(signs(auditOf(startsOf(3)))).toEqual(["begins"]);
  });

  test("numbers that begin later, or have a gap, show by themselves what they are", () => {
    expect(signs(auditOf(many(60), 2))).toEqual([]);
    const gap = many(60).map((record, at): Sketch => (at < 40 ? record : { recordId: at + 2 }));
    expect(signs(auditOf(gap))).toEqual([]);
  });

  test("failures alone are no life of a log either", () => {
    expect(signs(auditOf(many(200, { kind: "logonFailed", eventId: 4625 })))).toEqual(["begins"]);
  });
});

function startsOf(count: number): Sketch[] {
  return Array.from({ length: count }, () => [SYSTEM_START, ...many(30)]).flat();
}

describe("numbers that run on while the times fall back", () => {
  const two = (more: Sketch[] = []) => [
    STARTED,
    ...many(100).map((_, at): Sketch => ({ minute: 1000 + at })),
    ...more,
    ...many(100).map((_, at): Sketch => ({ minute: at })),
  ];

  test("two logs behind each other under new numbers", () => {
    expect(signs(auditOf(two(), 5000))).toEqual(["backwards"]);
  });

  test.each([
    ["a change of the clock", { kind: "clockChanged", eventId: 4616, minute: 5 }],
    ["a start of Windows with a wrong clock", { ...STARTED, minute: 5 }],
  ] as const)("%s explains it", (_, record) => {
    expect(signs(auditOf(two([record]), 5000))).toEqual([]);
  });

  test("a gap in the numbers leaves it open", () => {
    const records = two().map(
      (record, at): Sketch => (at < 101 ? record : { ...record, recordId: 6000 + at }),
    );
    expect(signs(auditOf(records, 5000))).toEqual([]);
  });

  test("less than an hour is the disorder of several threads", () => {
    const records = [STARTED, ...many(100), ...many(100).map((_, at): Sketch => ({ minute: 60 + at }))];
    expect(signs(auditOf(records, 5000))).toEqual([]);
  });
});
