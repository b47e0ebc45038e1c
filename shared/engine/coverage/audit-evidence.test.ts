import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type EventSpec, eventTable } from "../../testing/event-table-builder.ts";
import type { AuditEvidence, EvidenceSign } from "../../types/coverage.ts";
import { DEFAULT_SETTINGS } from "../../types/settings.ts";
import { StringTable } from "../../types/string-table.ts";
import { pairCase } from "../pairing/pair-case.ts";

const MINUTE = 600_000_000;
const LOCKED_OUT = 0xc0000234;

/** Records that show something, each with the signs it counts as. */
const RECORDS: readonly (readonly [Partial<EventSpec>, ...EvidenceSign[]])[] = [
  [{ kind: "logon", eventId: 4624, logonType: 2, elevated: 2 }, "logon", "elevatedLogon"],
  [{ kind: "logon", eventId: 4624, logonType: 3 }, "logon", "networkLogon"],
  [{ kind: "logon", eventId: 4624, logonType: 10 }, "logon", "remoteLogon"],
  [{ kind: "logon", eventId: 4624, logonType: 13 }, "logon", "unlockLogon"],
  [{ kind: "logon", eventId: 4624, logonType: 0 }, "logon", "systemLogon"],
  [{ kind: "logoff", eventId: 4634, logonType: 3 }, "logoff"],
  [{ kind: "userLogoff", eventId: 4647 }, "logoff"],
  [{ kind: "logonFailed", eventId: 4625, logonType: 3 }, "failedLogon"],
  [{ kind: "logonFailed", eventId: 4625, logonType: 3, status: LOCKED_OUT }, "failedLocked"],
  [{ kind: "explicitCredentials", eventId: 4648 }, "explicitCredentials"],
  [{ kind: "locked", eventId: 4800 }, "lockState"],
  [{ kind: "sessionDisconnected", eventId: 4779 }, "connectState"],
  [{ kind: "credentialsRefused", eventId: 4776, status: 0xc000006a }, "credentialRefused"],
  [{ kind: "other", eventId: 4769 }, "serviceTicket"],
  [{ kind: "other", eventId: 4769, status: 1 }, "serviceTicketGranted"],
  [{ kind: "other", eventId: 4769, status: 2 }, "serviceTicketRefused"],
  [{ kind: "other", eventId: 5156 }],
  [{ kind: "logFull", eventId: 1104 }],
  [{ kind: "auditPolicyChanged", eventId: 4719, number: 0x0cce9216, detail: "%%8448" }, "policyChange"],
];

const SECURITY = { channelKind: "security" } as const;

interface Made {
  readonly computer: string;
  readonly minute: number;
  readonly record: (typeof RECORDS)[number];
}

/** Records of two computers in rising order, one a minute at most, some of them read twice. */
const made = fc
  .array(fc.tuple(fc.constantFrom("PC1", "PC2"), fc.nat(5), fc.nat(RECORDS.length - 1), fc.boolean()), {
    minLength: 1,
    maxLength: 80,
  })
  .map((list) => {
    let minute = 0;
    const records: Made[] = [];
    const rows: EventSpec[] = [];
    const twice: EventSpec[] = [];
    const numbers = new Map<string, number>();
    for (const [computer, pause, which, again] of list) {
      minute += pause + 1;
      const record = RECORDS[which]!;
      records.push({ computer, minute, record });
      const recordId = (numbers.get(computer) ?? 0) + 1;
      numbers.set(computer, recordId);
      const source = computer === "PC1" ? 0 : 1;
      const row = {
        user: "anna",
        ...SECURITY,
        ...record[0],
        computer,
        recordId,
        time: minute * MINUTE,
        source,
      };
      rows.push(row as EventSpec);
      if (again) twice.push({ ...row, source: source + 2 } as EventSpec);
    }
    return { records, rows: [...rows, ...twice] };
  });

function auditOf(rows: readonly EventSpec[]): AuditEvidence {
  const strings = new StringTable();
  const events = eventTable(rows, strings);
  return pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 4 }).audit;
}

describe("counting what a log shows", () => {
  test("is the same as asking every record once for its segment", () => {
    fc.assert(
      fc.property(made, ({ records, rows }) => {
        const { segments, changes, notices } = auditOf(rows);
        for (const computer of ["pc1", "pc2"]) {
          const own = records.filter((each) => each.computer.toLowerCase() === computer);
          const parts = segments.filter((each) => each.computer === computer);
          const cuts = own.filter(({ record }) => record[0].kind === "auditPolicyChanged");
          expect(changes.filter((each) => each.computer === computer).map(({ time }) => time)).toEqual(
            cuts.map(({ minute }) => minute * MINUTE),
          );
          const full = own.filter(({ record }) => record[0].kind === "logFull");
          expect(notices.filter((each) => each.computer === computer)).toEqual(
            full.length === 0
              ? []
              : [
                  {
                    computer,
                    kind: "full",
                    count: full.length,
                    first: full[0]!.minute * MINUTE,
                    last: full.at(-1)!.minute * MINUTE,
                  },
                ],
          );
          const counted = parts.map((): Partial<Record<EvidenceSign, number>> => ({}));
          for (const { minute, record } of own) {
            const place = parts.findLastIndex(({ from }) => from <= minute * MINUTE);
            const [, ...signs] = record;
            for (const sign of signs) counted[place]![sign] = (counted[place]![sign] ?? 0) + 1;
          }
          expect(parts.map(({ counts }) => counts)).toEqual(counted);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("changes stand where the corrected clock has them, as the spans do", () => {
    const at = (hour: number, more: Partial<EventSpec>, recordId: number): EventSpec =>
      ({
        ...SECURITY,
        computer: "PC1",
        user: "anna",
        time: hour * 60 * MINUTE,
        recordId,
        ...more,
      }) as EventSpec;
    // The hardware clock was ten hours fast until the first records after the start had been written.
    const audit = auditOf([
      at(20, { kind: "windowsStarting", eventId: 4608 }, 1),
      at(20.01, { ...RECORDS.at(-1)![0] }, 2),
      at(
        10.02,
        { kind: "clockChanged", eventId: 4616, timeA: 20.02 * 60 * MINUTE, timeB: 10.02 * 60 * MINUTE },
        3,
      ),
      at(11, { kind: "logoff", eventId: 4634, logonType: 3 }, 4),
    ]);
    expect(audit.changes.map(({ time }) => time / (60 * MINUTE))).toEqual([expect.closeTo(10.01, 6)]);
    expect(audit.segments.map(({ counts }) => counts)).toEqual([
      { bootMarker: 1 },
      { policyChange: 1, clockChange: 1, logoff: 1 },
    ]);
  });
});
