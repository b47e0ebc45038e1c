import { describe, expect, test } from "vitest";
import { askReport, caseOfEvents } from "../../testing/ask-report.ts";
import type { EventSpec } from "../../testing/event-table-builder.ts";
import { vectorMoment } from "../../testing/vector-notation.ts";
import { parseRows, parseVectors } from "../../testing/vectors.ts";

/* Reports over records that went through the whole pairing. */

const vector = (name: string) => {
  const found = parseVectors().find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return caseOfEvents(found.rows);
};
const at = vectorMoment;
const ANNA = "S-1-5-21-1-2-3-1001";

const refusal = (time: string, computer: string, more: Partial<EventSpec>): EventSpec => ({
  kind: "logonFailed",
  eventId: 4625,
  time: at(time),
  computer,
  recordId: 1,
  user: "anna",
  ...more,
});

describe("who was on", () => {
  test("W7: after the last record before a power loss, possibly", () => {
    const { rows } = askReport("who", vector("V09"), { at: at("12:00:00") });
    expect(rows).toMatchObject([{ user: "anna", presence: "possibly", state: "active" }]);
    expect(askReport("who", vector("V09"), { at: at("11:00:00") }).rows).toMatchObject([{ presence: "yes" }]);
    expect(askReport("who", vector("V09"), { at: at("d2/07:55:00") }).rows).toEqual([]);
  });
  test("W8: locked", () => {
    const { rows, totals } = askReport("who", vector("V27"), { at: at("09:05:00") });
    expect(rows).toMatchObject([{ user: "anna", presence: "yes", state: "locked" }]);
    expect(totals).toEqual({ surely: 1, possibly: 0, users: 1 });
  });
});

describe("one attempt in several logs", () => {
  const server = refusal("10:00:00.1", "SRV1", {
    domain: "CORP",
    subStatus: 0xc000006a,
    address: "10.0.0.9",
  });
  const controller: EventSpec = {
    ...refusal("10:00:00.3", "DC1", { status: 0xc000006a, workstation: "SRV1" }),
    kind: "credentialsRefused",
    eventId: 4776,
  };
  test("W10: 4625 of a server and 4776 of a domain controller are one", () => {
    const { totals } = askReport("bursts", caseOfEvents([server, controller]));
    expect(totals).toMatchObject({ records: 2, attempts: 1 });
  });
  test("two records of the same number, another account, or three seconds between are two", () => {
    const attempts = (...rows: readonly EventSpec[]) =>
      askReport("bursts", caseOfEvents(rows)).totals.attempts;
    expect(attempts(server, { ...server, time: at("10:00:00.2"), recordId: 2 })).toBe(2);
    expect(attempts(server, { ...controller, user: "ben" })).toBe(2);
    expect(attempts(server, { ...controller, time: at("10:00:03.1") })).toBe(2);
    const kerberos: EventSpec = {
      ...controller,
      kind: "kerberosRefused",
      eventId: 4771,
      recordId: 2,
      user: "ANNA@corp.local",
    };
    expect(attempts(server, controller, kerberos)).toBe(1);
    // The controller passes a refused password on to another one, which tells of it too.
    expect(attempts(server, controller, { ...controller, computer: "DC2", source: 1 })).toBe(1);
    expect(attempts(server, { ...server, computer: "SRV2", source: 1 })).toBe(2);
  });
  test("the address of a server is the source, whichever record comes first", () => {
    const early: EventSpec = { ...controller, time: at("09:59:59.9"), workstation: "CLIENT1" };
    const five = [0, 1, 2, 3, 4].flatMap((i): EventSpec[] => {
      const later = { recordId: i + 1, address: "10.0.0.9" };
      const minutes = i * 600_000_000;
      const name = i % 2 === 0 ? early : { ...early, time: at("10:00:00.5") };
      return [
        { ...server, ...later, time: server.time + minutes },
        { ...name, recordId: i + 1, time: name.time + minutes },
      ];
    });
    expect(askReport("bursts", caseOfEvents(five)).rows).toMatchObject([
      { by: "accountAndSource", source: "10.0.0.9", attempts: 5 },
    ]);
  });
});

test("W14: a lockout is told with the computer it came from, the attempts before and who unlocked", () => {
  const rows: readonly EventSpec[] = [
    refusal("07:50:00", "DC1", { recordId: 1, address: "10.0.0.1" }),
    refusal("08:40:00", "DC1", { recordId: 2, address: "10.0.0.9" }),
    refusal("08:59:00", "DC1", { recordId: 3, address: "10.0.0.9" }),
    {
      kind: "accountLockedOut",
      eventId: 4740,
      time: at("09:00:00"),
      computer: "DC1",
      recordId: 4,
      user: "anna",
      sid: ANNA,
      workstation: "KIOSK7",
    },
    {
      kind: "accountUnlocked",
      eventId: 4767,
      time: at("09:20:00"),
      computer: "DC1",
      recordId: 5,
      user: "anna",
      domain: "CORP",
      sid: ANNA,
      detail: "helpdesk",
    },
    {
      kind: "accountLockedOut",
      eventId: 4740,
      time: at("11:00:00"),
      computer: "DC1",
      recordId: 6,
      user: "anna",
      sid: ANNA,
      workstation: "",
    },
  ];
  const { rows: lines, totals } = askReport("lockouts", caseOfEvents(rows));
  expect(lines).toMatchObject([
    { time: at("11:00:00"), caller: null, attempts: 0, unlocked: Number.NaN, unlockedBy: null },
    {
      time: at("09:00:00"),
      user: "anna",
      // As its log spells it, not the key that tables are joined by.
      computer: "DC1",
      caller: "KIOSK7",
      attempts: 2,
      firstAttempt: at("08:40:00"),
      sources: ["10.0.0.9"],
      unlocked: at("09:20:00"),
      unlockedBy: "helpdesk",
    },
  ]);
  expect(totals).toEqual({ lockouts: 2, users: 1, unlocked: 1, unexplained: 1 });
  expect(askReport("lockouts", caseOfEvents(rows), { filter: "workstation:kiosk7" }).totals.lockouts).toBe(1);
});

describe("remote sessions", () => {
  test("V19: a session is left and taken up again", () => {
    const { rows, totals } = askReport("remote", vector("V19"));
    expect(
      rows.map(({ what, time, until, untilIs, sourceAddress }) => [
        what,
        time,
        until,
        untilIs,
        sourceAddress,
      ]),
    ).toEqual([
      ["reconnect", at("09:30:01"), at("10:00:00"), "end", "10.0.0.9"],
      ["signIn", at("08:00:00"), at("09:00:00"), "disconnect", "10.0.0.9"],
    ]);
    expect(totals).toMatchObject({ connections: 2, sessions: 1, clients: 1, tunnels: 0 });
  });
  test("two logs tell of one reconnect; a check without a sign-in is told; a tunnel is marked", () => {
    const rows: readonly EventSpec[] = [
      ...parseRows(
        "08:00:00 SRV1 Sec:4624 id=0x1 user=anna type=10 ip=127.0.0.1 | 09:00:00 SRV1 Sec:4779 id=0x1 user=anna | 09:30:01 SRV1 Sec:4778 id=0x1 user=anna ip=10.0.0.7 | 10:00:00 SRV1 Sec:4647 id=0x1 user=anna",
      ),
      ...parseRows("09:30:02 SRV1 LSM:25 user=anna sid=2 addr=10.0.0.7"),
      ...[at("07:59:50"), at("12:00:00")].map(
        (time, i): EventSpec => ({
          kind: "rdpAuthenticated",
          channelKind: "rcm",
          eventId: 1149,
          time,
          computer: "SRV1",
          recordId: i + 1,
          user: "anna",
          address: i === 0 ? "127.0.0.1" : "10.0.0.66",
        }),
      ),
    ];
    const { rows: lines, totals } = askReport("remote", caseOfEvents(rows));
    expect(lines.map(({ what, sourceAddress, tunnel }) => [what, sourceAddress, tunnel])).toEqual([
      ["checked", "10.0.0.66", false],
      ["reconnect", "10.0.0.7", false],
      ["signIn", "127.0.0.1", true],
    ]);
    expect(totals).toMatchObject({ connections: 2, checkedOnly: 1, tunnels: 1, clients: 2 });
  });
  test("a session that stayed at the console is none", () => {
    // So the records of a console: fast user switching is no connection.
    const switched = parseRows(
      "08:00:00 PC1 Sec:4624 id=0x1 user=anna type=2 | 09:00:00 PC1 Sec:4779 id=0x1 user=anna | 09:30:01 PC1 Sec:4778 id=0x1 user=anna ip=LOCAL",
    ).map((row) => (row.kind === "sessionReconnected" ? { ...row, clientName: "Unknown" } : row));
    expect(switched.some(({ clientName }) => clientName === "Unknown")).toBe(true);
    expect(askReport("remote", caseOfEvents(switched)).rows).toEqual([]);
    expect(askReport("remote", vector("V16")).rows).toEqual([]);
  });
});

test("an unlock at night is a sign of presence, told once by logon and 4801", () => {
  const night = parseRows(
    `12:00:00 PC1 Sec:4624 id=0x91581 user=anna type=2 pid=0x1c8 | 18:00:00 PC1 Sec:4800 id=0x91581 user=anna sid=1 |
     22:30:00.0 PC1 Sec:4624 id=0xa113ac user=anna type=7 pid=0x1c8 | 22:30:00.016 PC1 Sec:4634 id=0xa113ac user=anna type=7 |
     22:30:00.4 PC1 Sec:4801 id=0x91581 user=anna sid=1 | 23:00:00 PC1 Sec:4647 id=0x91581 user=anna`,
  );
  const { rows, totals } = askReport("out-of-hours", caseOfEvents(night));
  expect(rows.map(({ what, why, time }) => [what, why, time])).toEqual([
    ["unlock", "outsideHours", at("22:30:00")],
  ]);
  expect(totals).toEqual({ events: 2, outside: 1, automatic: 0, users: 1 });
});

describe("credentials of others", () => {
  const use = (more: Partial<EventSpec>): EventSpec => ({
    kind: "explicitCredentials",
    eventId: 4648,
    time: at("09:00:00"),
    computer: "PC1",
    recordId: 2,
    user: "anna",
    domain: "CORP",
    sid: ANNA,
    logonId: 0x1,
    detail: "admin",
    clientName: "localhost",
    process: "C:\\Windows\\System32\\svchost.exe",
    ...more,
  });
  const desktop = parseRows("08:00:00 PC1 Sec:4624 id=0x1 user=anna type=2")[0]!;
  const runAs: EventSpec = {
    ...parseRows("09:00:00.5 PC1 Sec:4624 id=0x2 user=admin type=2 lp=seclogo sub=0x1 pn=svchost.exe")[0]!,
    recordId: 3,
  };
  const uses = (...rows: readonly EventSpec[]) => askReport("runas", caseOfEvents(rows)).rows;
  test("with the session that came of it, or without", () => {
    expect(uses({ ...desktop, sid: ANNA }, use({}), runAs)).toMatchObject([
      { user: "anna", target: "admin", server: "localhost", process: "svchost.exe", how: "runAs" },
    ]);
    expect(uses(use({ clientName: "FILES1", process: "C:\\Windows\\explorer.exe" }))).toMatchObject([
      { server: "FILES1", process: "explorer.exe", how: "credentials", endReason: null },
    ]);
  });
  test("what Windows writes when people sign in, and one's own name, are no use of another account", () => {
    expect(uses(use({ sid: "S-1-5-18", user: "PC1$" }))).toEqual([]);
    expect(uses(use({ process: "C:\\Windows\\System32\\winlogon.exe" }))).toEqual([]);
    expect(uses(use({ detail: "ANNA@corp.local" }))).toEqual([]);
  });
  test("administrators: RunAs targets, elevated tokens, the built-in account, watched groups", () => {
    const watched: EventSpec = {
      ...use({}),
      kind: "specialGroupLogon",
      eventId: 4964,
      time: at("08:00:00"),
      recordId: 9,
      detail: "",
    };
    const builtIn = {
      ...parseRows("10:00:00 PC1 Sec:4624 id=0x3 user=Administrator type=10")[0]!,
      sid: "S-1-5-21-1-2-3-500",
      recordId: 10,
    };
    const elevated = parseRows("11:00:00 PC1 Sec:4624 rec=11 id=0x4 user=carl type=2 elev=Y")[0]!;
    const plain = parseRows("12:00:00 PC1 Sec:4624 rec=12 id=0x5 user=dora type=2 elev=N")[0]!;
    const network = parseRows("12:30:00 PC1 Sec:4624 rec=13 id=0x6 user=carl type=3 elev=Y")[0]!;
    const data = caseOfEvents([
      { ...desktop, sid: ANNA },
      use({}),
      runAs,
      watched,
      builtIn,
      elevated,
      plain,
      network,
    ]);
    const { rows, totals } = askReport("admins", data);
    expect(
      rows.map(({ user, elevated: token, builtIn: own, specialGroup, runAs: used }) => [
        user,
        token,
        own,
        specialGroup,
        used,
      ]),
    ).toEqual([
      ["carl", true, false, false, false],
      ["Administrator", null, true, false, false],
      ["admin", null, false, false, true],
      ["anna", null, false, true, false],
    ]);
    expect(totals).toEqual({ sessions: 4, users: 4, elevated: 1, otherKinds: 1 });
  });
});

test("starts, outages, and who asked for them", () => {
  const rows = [
    ...parseRows(
      "08:00:00 PC1 Sec:4608 | 17:00:05 PC1 Sec:1100 | d2 08:00:00 PC1 Sec:4608 | d2 11:30:00 PC1 Sec:4634 id=0x9 user=anna type=3 | d3 09:00:00 PC1 Sec:4608",
    ),
    ...parseRows("16:59:50 PC1 U32:1074 user=anna | d2 12:30:00 PC1 PT:1 sleep=d2/10:00:00 wake=d2/11:00:00"),
  ];
  const { rows: lines, totals } = askReport("boots", caseOfEvents(rows));
  const HOUR = 36_000_000_000;
  expect(lines.map(({ what, how, by, least, most }) => [what, how, by, least / HOUR, most / HOUR])).toEqual([
    ["up", "running", null, 0, Number.NaN],
    ["down", "powerLoss", null, 0, 20.5],
    ["asleep", null, null, 1, 1],
    ["up", "powerLoss", null, 4.5, 25],
    ["down", "shutdown", "CORP\\anna", expect.closeTo(15, 2), expect.closeTo(15, 2)],
    ["up", "shutdown", "CORP\\anna", expect.closeTo(9, 2), expect.closeTo(9, 2)],
  ]);
  expect(totals).toMatchObject({ boots: 3, shutdowns: 1, powerLosses: 1, crashes: 0, clockSteps: 0 });
});
