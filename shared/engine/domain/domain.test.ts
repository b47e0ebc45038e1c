import { describe, expect, test } from "vitest";
import { caseOfEvents } from "../../testing/ask-report.ts";
import type { EventSpec } from "../../testing/event-table-builder.ts";
import { vectorMoment as at } from "../../testing/vector-notation.ts";
import { localDayOf } from "../time/days.ts";
import { UTC } from "../time/zone.ts";
import { judgeCase } from "../verdicts.ts";
import { domainFindings } from "./domain-findings.ts";

const ANNA = "S-1-5-21-1-2-3-1001";
const FAR = "10.0.0.17";
let record = 0;
const ticket = (time: string, more: Partial<EventSpec> = {}): EventSpec => ({
  kind: "ticketGranted",
  eventId: 4768,
  time: at(time),
  computer: "DC1",
  recordId: ++record,
  user: "anna",
  domain: "CORP.LOCAL",
  sid: ANNA,
  address: FAR,
  ...more,
});
const checked = (time: string, more: Partial<EventSpec> = {}): EventSpec => ({
  ...ticket(time, { domain: "", sid: "", address: "" }),
  kind: "credentialsAccepted",
  eventId: 4776,
  workstation: "KIOSK7",
  ...more,
});
/** `PC1$` reading policy from a controller. */
const machine = (time: string, user = "PC1$", more: Partial<EventSpec> = {}): EventSpec => ({
  kind: "logon",
  eventId: 4624,
  time: at(time),
  computer: "DC1",
  recordId: ++record,
  logonId: 1000 + record,
  logonType: 3,
  user,
  domain: "CORP",
  sid: "S-1-5-21-1-2-3-2001",
  address: FAR,
  package: "Kerberos",
  ...more,
});
const desktop = (time: string, more: Partial<EventSpec> = {}): EventSpec => ({
  ...machine(time, "anna"),
  computer: "PC1",
  source: 1,
  logonType: 2,
  logonProcess: "User32",
  sid: ANNA,
  address: "127.0.0.1",
  ...more,
});
const find = (...rows: readonly EventSpec[]) => {
  const data = caseOfEvents(rows);
  const found = domainFindings(data, (time) => localDayOf(UTC, time));
  if (found === null) throw new Error("no domain controller");
  return { ...found, data };
};

describe("the first authentication of a day", () => {
  test("is the earliest over all controllers, counted by user and day", () => {
    const { first, controllers, authentications } = find(
      ticket("08:00:05", { computer: "DC2", source: 1 }),
      ticket("08:00:00"),
      ticket("12:00:00"),
      ticket("d2/07:59:00"),
      ticket("09:00:00", { user: "ben", sid: "S-1-5-21-1-2-3-1002" }),
    );
    expect(controllers.map(({ name }) => name)).toEqual(["DC1", "DC2"]);
    expect(first.map(({ user, time, count, controller }) => [user, time, count, controller])).toEqual([
      ["anna", at("08:00:00"), 3, "DC1"],
      ["ben", at("09:00:00"), 1, "DC1"],
      ["anna", at("d2/07:59:00"), 1, "DC1"],
    ]);
    expect(authentications).toBe(5);
  });

  test("counts a check of NTLM, whose workstation is recorded, with the tickets of the same account", () => {
    const { first } = find(checked("07:00:00"), ticket("08:00:00", { user: "Anna" }));
    expect(first).toMatchObject([
      { kind: "ntlm", count: 2, address: null, place: { computer: "KIOSK7", evidence: "recorded" } },
    ]);
  });

  test("a computer without any Kerberos record is no controller, whatever NTLM it checks", () => {
    expect(domainFindings(caseOfEvents([checked("07:00:00"), desktop("08:00:00")]), () => 0)).toBe(null);
  });
});

describe("the computer of an address", () => {
  const place = (...rows: readonly EventSpec[]) => find(ticket("08:00:00"), ...rows).first[0]?.place;

  test("is that whose account signed in from it within 15 minutes, and is inferred", () => {
    const inferred = { computer: "PC1", evidence: "inferred" };
    expect(place(machine("07:46:00"))).toEqual(inferred);
    expect(place(machine("08:14:00"), machine("08:01:00", "PC2$", { address: "10.0.0.99" }))).toEqual(
      inferred,
    );
    expect(place(machine("08:16:00"))).toBe(null);
    expect(place(machine("07:44:00"))).toBe(null);
  });

  test("is not known when there were two", () => {
    expect(place(machine("07:59:00"), machine("08:01:00", "PC2$"))).toBe(null);
  });
});

describe("the session that an authentication led to", () => {
  const GUID = 0x1234_5678_9abc;
  const host = (time: string, more: Partial<EventSpec> = {}): EventSpec => ({
    ...ticket(time, { user: "anna@CORP.LOCAL", domain: "", sid: "", detail: "PC1$", timeA: GUID }),
    kind: "hostTicket",
    eventId: 4769,
    ...more,
  });
  const link = (...rows: readonly EventSpec[]) => {
    const { first, data, linked } = find(ticket("08:00:00"), ...rows);
    const { session, basis } = first[0]!;
    const computer = session < 0 ? null : data.strings[data.sessions.computer[session]!];
    return { basis, computer, linked };
  };

  test("has the LogonGuid of a ticket for its computer", () => {
    expect(link(host("08:00:01"), desktop("08:00:01", { timeA: GUID }))).toMatchObject({
      basis: "logonGuid",
      computer: "PC1",
    });
    expect(link(host("08:00:01"), desktop("08:00:01", { timeA: GUID + 1 })).basis).toBe(null);
    // A ticket of another hour.
    expect(link(host("09:00:01"), desktop("08:00:01", { timeA: GUID })).basis).toBe(null);
  });

  test("else is of the same user from the same address within five minutes", () => {
    const remote = { logonType: 10, address: FAR, computer: "SRV1" };
    expect(link(desktop("08:04:00", remote))).toMatchObject({ basis: "time", computer: "SRV1" });
    expect(link(desktop("08:06:00", remote)).basis).toBe(null);
    expect(link(desktop("08:00:10", { ...remote, address: "10.0.0.99" })).basis).toBe(null);
    expect(link(desktop("08:00:10", { ...remote, user: "ben" })).basis).toBe(null);
  });

  test("or on the computer that the address belonged to", () => {
    expect(link(machine("08:00:30"), desktop("08:00:10"))).toMatchObject({ basis: "time", computer: "PC1" });
    expect(link(desktop("08:00:10")).basis).toBe(null);
  });

  test("is on the controller itself for who sits there", () => {
    const here = { address: "::1" };
    const { first } = find(
      ticket("08:00:00", here),
      desktop("08:00:05", { computer: "DC1", source: 0, address: "127.0.0.1" }),
    );
    expect(first[0]).toMatchObject({ basis: "time", address: null });
    expect(link(desktop("08:00:05", { computer: "DC1", source: 0, address: "127.0.0.1" })).basis).toBe(null);
  });

  test("is never the network logon on the controller itself", () => {
    expect(link(machine("08:00:01", "anna", { sid: ANNA })).basis).toBe(null);
  });
});

describe("lockouts", () => {
  test("come with the attempts of the half hour before, each once however many logs tell of it", () => {
    const wrong = (time: string, more: Partial<EventSpec> = {}): EventSpec => ({
      ...checked(time),
      kind: "credentialsRefused",
      status: 0xc000006a,
      ...more,
    });
    const locked: EventSpec = {
      ...ticket("10:00:00", { address: "", domain: "" }),
      kind: "accountLockedOut",
      eventId: 4740,
      workstation: "KIOSK7",
    };
    const { lockouts, refusals, attempts } = find(
      ticket("07:00:00"),
      wrong("09:20:00"),
      wrong("09:58:00"),
      wrong("09:58:00.5", { computer: "DC2", source: 1 }),
      wrong("09:59:00"),
      wrong("09:59:00.1", {
        kind: "kerberosRefused",
        eventId: 4771,
        status: 0x18,
        workstation: "",
        address: FAR,
      }),
      locked,
    );
    expect([refusals, attempts]).toEqual([5, 3]);
    expect(lockouts).toHaveLength(1);
    expect(lockouts[0]).toMatchObject({ attempts: 2, lockout: { user: "anna", caller: "KIOSK7" } });
    expect(lockouts[0]!.before.map(({ source, records }) => [source, records])).toEqual([
      ["kiosk7", 2],
      [FAR, 2],
    ]);
  });
});

test("a controller on its own says that nobody's stay can be told", () => {
  const data = caseOfEvents([ticket("08:00:00"), ticket("09:00:00")]);
  expect(judgeCase(data, Number.NaN).map(({ key }) => key)).toContain("dcOnly");
});
