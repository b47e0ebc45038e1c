import { describe, expect, test } from "vitest";
import { isoToTicks } from "../../readers/time.ts";
import { TreeRecordView } from "../../readers/tree-view.ts";
import {
  CHANNEL,
  ELEVATED_NO,
  ELEVATED_UNKNOWN,
  ELEVATED_YES,
  EVENT_KINDS,
  type EventColumnName,
  type EventTable,
  NO_LOGON_TYPE,
  NO_NUMBER,
} from "../../types/event-table.ts";
import { StringTable } from "../../types/string-table.ts";
import { Extractor, type SourceTally } from "./extractor.ts";
import { second, type TestEvent, testEvent } from "./test-records.ts";

interface Extracted {
  readonly table: EventTable;
  readonly strings: StringTable;
  readonly tally: SourceTally;
  /** Text of a text column. */
  text(column: EventColumnName, row?: number): string;
  kinds(): string[];
}

/** Runs events through the extractor as a reader does, or only the unwanted ones through `skip`. */
function extract(events: readonly TestEvent[], recovered = false): Extracted {
  const strings = new StringTable();
  const extractor = new Extractor(strings);
  const view = new TreeRecordView(strings);
  extractor.startSource(3);
  events.forEach((event, index) => {
    view.load(testEvent(event), 1000 + index, recovered);
    if (extractor.wanted[view.eventId] === 1) extractor.accept(view);
    else {
      const { time, recordIdLow, recordIdHigh, computer, channel, offset, eventId } = view;
      extractor.skip(time, recordIdLow, recordIdHigh, computer, channel, offset, eventId);
    }
  });
  const tally = extractor.endSource();
  const table = extractor.finish();
  return {
    table,
    strings,
    tally,
    text: (column, row = 0) => strings.get(table[column][row]!),
    kinds: () => Array.from(table.kind, (kind) => EVENT_KINDS[kind]!),
  };
}

const LOGON_DATA = {
  SubjectUserSid: "S-1-5-18",
  SubjectUserName: "PC1$",
  SubjectDomainName: "CORP",
  SubjectLogonId: "0x3e7",
  TargetUserSid: "S-1-5-21-1-2-3-1001",
  TargetUserName: "anna",
  TargetDomainName: "CORP",
  TargetLogonId: "0x1a0012345678",
  LogonType: "10",
  LogonProcessName: "User32 ",
  AuthenticationPackageName: "Negotiate",
  WorkstationName: "PC1",
  ProcessId: "0x44c",
  ProcessName: "C:\\Windows\\System32\\svchost.exe",
  IpAddress: "::ffff:10.0.0.9",
  TargetLinkedLogonId: "0x1a0012345600",
  ElevatedToken: "%%1842",
};
const SYSTEM = { channel: "System" };
const LSM = {
  channel: "Microsoft-Windows-TerminalServices-LocalSessionManager/Operational",
  provider: "Microsoft-Windows-TerminalServices-LocalSessionManager",
};

describe("logons", () => {
  test("4624", () => {
    const { table, text } = extract([{ id: 4624, record: 77, data: LOGON_DATA }]);
    expect(table.length).toBe(1);
    expect(table.kind.length).toBe(1);
    expect([table.channelKind[0], table.eventId[0], table.source[0]]).toEqual([CHANNEL.security, 4624, 3]);
    expect([table.offset[0], table.recordIdLow[0], table.recordIdHigh[0]]).toEqual([1000, 77, 0]);
    expect(table.time[0]).toBe(isoToTicks(second(77)));
    expect([text("channel"), text("computer")]).toEqual(["Security", "PC1"]);
    expect([text("user"), text("domain"), text("sid")]).toEqual(["anna", "CORP", "S-1-5-21-1-2-3-1001"]);
    expect([table.logonIdLow[0], table.logonIdHigh[0]]).toEqual([0x12345678, 0x1a00]);
    expect([table.subjectLogonIdLow[0], table.subjectLogonIdHigh[0]]).toEqual([0x3e7, 0]);
    expect([table.linkedLogonIdLow[0], table.linkedLogonIdHigh[0]]).toEqual([0x12345600, 0x1a00]);
    expect([table.logonType[0], table.elevated[0], table.processId[0]]).toEqual([10, ELEVATED_YES, 0x44c]);
    expect([text("process"), text("logonProcess"), text("package")]).toEqual([
      "C:\\Windows\\System32\\svchost.exe",
      "User32",
      "Negotiate",
    ]);
    expect([text("workstation"), text("address")]).toEqual(["PC1", "10.0.0.9"]);
    expect([table.sessionId[0], table.number[0]]).toEqual([NO_NUMBER, NO_NUMBER]);
    expect([table.timeA[0], table.timeB[0]]).toEqual([Number.NaN, Number.NaN]);
  });

  test("4624 without optional fields", () => {
    const { TargetLinkedLogonId: _, ElevatedToken: __, ...data } = LOGON_DATA;
    const { table, text } = extract([
      { id: 4624, data: { ...data, IpAddress: "-", ProcessId: "-", LogonType: "x" } },
      { id: 4624, data: { ...LOGON_DATA, ElevatedToken: "%%1843" } },
    ]);
    expect([table.elevated[0], table.elevated[1]]).toEqual([ELEVATED_UNKNOWN, ELEVATED_NO]);
    expect([table.logonType[0], table.processId[0]]).toEqual([NO_LOGON_TYPE, NO_NUMBER]);
    expect(text("address")).toBe("");
  });

  test("4625", () => {
    const data = { ...LOGON_DATA, Status: "0xc000006d", SubStatus: "0xc000006a", FailureReason: "%%2313" };
    const { table, text, tally } = extract([{ id: 4625, data }]);
    expect([table.status[0], table.subStatus[0]]).toEqual([0xc000006d, 0xc000006a]);
    expect([text("user"), text("detail"), text("address")]).toEqual(["anna", "%%2313", "10.0.0.9"]);
    expect([table.logonIdLow[0], table.subjectLogonIdLow[0]]).toEqual([0, 0x3e7]);
    expect([tally.logons, tally.failures, tally.used, tally.records]).toEqual([0, 1, 1, 1]);
  });

  test("4634, 4647 and 4800 to 4803 name the Target", () => {
    const target = { TargetUserName: "anna", TargetLogonId: "0x12" };
    const { table, text, kinds } = extract([
      { id: 4634, data: { ...target, LogonType: "3" } },
      { id: 4647, data: target },
      ...[4800, 4801, 4802, 4803].map((id) => ({ id, data: { ...target, SessionId: "2" } })),
    ]);
    expect(kinds()).toEqual(["logoff", "userLogoff", "locked", "unlocked", "saverOn", "saverOff"]);
    expect([...table.logonIdLow]).toEqual([0x12, 0x12, 0x12, 0x12, 0x12, 0x12]);
    expect([...table.sessionId]).toEqual([NO_NUMBER, NO_NUMBER, 2, 2, 2, 2]);
    expect([...table.logonType.subarray(0, 2)]).toEqual([3, NO_LOGON_TYPE]);
    expect(text("user", 5)).toBe("anna");
  });

  test("4648 and 4672 name the Subject", () => {
    const data = { ...LOGON_DATA, TargetServerName: "localhost" };
    const { table, text } = extract([
      { id: 4648, data },
      { id: 4672, data: LOGON_DATA },
    ]);
    expect([text("user"), text("sid"), table.logonIdLow[0]]).toEqual(["PC1$", "S-1-5-18", 0x3e7]);
    expect([text("detail"), text("clientName"), text("address")]).toEqual(["anna", "localhost", "10.0.0.9"]);
    expect([text("user", 1), table.logonIdLow[1]]).toEqual(["PC1$", 0x3e7]);
  });

  test("4778 and 4779: LOCAL and Unknown are not given", () => {
    const data = { AccountName: "ben", AccountDomain: "CORP", LogonID: "0x1e01f6", SessionName: "RDP-Tcp#3" };
    const { table, text } = extract([
      { id: 4779, data: { ...data, ClientName: "WIN81", ClientAddress: "10.0.0.100" } },
      { id: 4778, data: { ...data, SessionName: "Console", ClientName: "Unknown", ClientAddress: "LOCAL" } },
    ]);
    expect([text("user"), text("domain"), table.logonIdLow[0]]).toEqual(["ben", "CORP", 0x1e01f6]);
    expect([text("sessionName"), text("clientName"), text("address")]).toEqual([
      "RDP-Tcp#3",
      "WIN81",
      "10.0.0.100",
    ]);
    expect([text("sessionName", 1), text("clientName", 1), text("address", 1)]).toEqual(["Console", "", ""]);
  });
});

describe("state of the machine and of the log", () => {
  test("4616: version 1 in UTC, version 0 left out", () => {
    const subject = { SubjectUserName: "anna", SubjectUserSid: "S-1-5-21-1-2-3-1001", ProcessName: "x.exe" };
    const { table, text } = extract([
      { id: 4616, data: { ...subject, PreviousTime: second(1), NewTime: second(9) } },
      {
        id: 4616,
        data: { ...subject, PreviousDate: "3/4/2024", PreviousTime: second(1), NewTime: second(9) },
      },
    ]);
    expect([table.timeA[0], table.timeB[0]]).toEqual([isoToTicks(second(1)), isoToTicks(second(9))]);
    expect([text("user"), text("process")]).toEqual(["anna", "x.exe"]);
    expect([table.timeA[1], table.timeB[1]]).toEqual([Number.NaN, Number.NaN]);
  });

  test("1102 and 104", () => {
    const provider = "Microsoft-Windows-Eventlog";
    const who = { SubjectUserName: "test", SubjectDomainName: "PC1" };
    const { table, text, kinds } = extract([
      { id: 1102, provider, userData: { ...who, SubjectUserSid: "S-1-5-21-9", SubjectLogonId: "0x29936" } },
      { id: 104, provider, ...SYSTEM, userSid: "S-1-5-21-8", userData: { ...who, Channel: "Application" } },
    ]);
    expect(kinds()).toEqual(["logCleared", "logCleared"]);
    expect([text("user"), text("sid"), table.logonIdLow[0]]).toEqual(["test", "S-1-5-21-9", 0x29936]);
    expect([text("sid", 1), text("detail", 1)]).toEqual(["S-1-5-21-8", "Application"]);
  });

  test("1108, 4719, 4740, 4767", () => {
    const { table, text } = extract([
      { id: 1108, provider: "Microsoft-Windows-Eventlog", userData: { EventID: "4634" } },
      {
        id: 4719,
        data: {
          SubjectUserName: "adm",
          SubcategoryGuid: "{0cce9216-69ae-11d9-bed3-505054503030}",
          AuditPolicyChanges: "%%8448",
        },
      },
      { id: 4740, data: { TargetUserName: "anna", TargetDomainName: "KIOSK7", TargetSid: "S-1-5-21-7" } },
      { id: 4767, data: { TargetUserName: "anna", TargetDomainName: "CORP", TargetSid: "S-1-5-21-7" } },
    ]);
    expect(table.number[0]).toBe(4634);
    expect([text("user", 1), text("detail", 1), table.number[1]]).toEqual(["adm", "%%8448", 0x0cce9216]);
    expect([text("user", 2), text("workstation", 2), text("domain", 2)]).toEqual(["anna", "KIOSK7", ""]);
    expect([text("user", 3), text("domain", 3), text("sid", 3)]).toEqual(["anna", "CORP", "S-1-5-21-7"]);
  });

  test("4776, 4768, 4771 of people, by their outcome; 4964", () => {
    const kerberos = { TargetUserName: "ben", TargetSid: "S-1-5-21-7", IpAddress: "::ffff:10.0.0.9" };
    const { table, tally, text, kinds } = extract([
      { id: 4776, data: { TargetUserName: "anna", Workstation: "KIOSK7", Status: "0xc000006a" } },
      { id: 4776, data: { TargetUserName: "anna", Workstation: "KIOSK7", Status: "0x0" } },
      { id: 4768, data: { ...kerberos, Status: "0x19" } },
      { id: 4768, data: { ...kerberos, ServiceName: "krbtgt", Status: "0x0" } },
      { id: 4768, data: { ...kerberos, ServiceName: "kadmin/changepw", Status: "0x0" } },
      { id: 4768, data: { ...kerberos, TargetUserName: "PC1$", ServiceName: "krbtgt", Status: "0x0" } },
      { id: 4776, data: { TargetUserName: "PC1$", Status: "0x0" } },
      { id: 4768, data: { ...kerberos, Status: "0x6" } },
      { id: 4771, data: { ...kerberos, Status: "0x18" } },
      { id: 4964, data: { TargetUserName: "root", TargetUserSid: "S-1-5-21-8", TargetLogonId: "0x77" } },
    ]);
    expect(kinds().filter((kind) => kind !== "other")).toEqual([
      "credentialsRefused",
      "credentialsAccepted",
      "ticketGranted",
      "kerberosRefused",
      "kerberosRefused",
      "specialGroupLogon",
    ]);
    expect([tally.records, tally.used]).toEqual([10, 6]);
    expect([text("user"), text("workstation"), table.status[0]]).toEqual(["anna", "KIOSK7", 0xc000006a]);
    const asked = kinds().indexOf("kerberosRefused");
    expect([text("sid", asked), text("address", asked), table.status[asked]]).toEqual([
      "S-1-5-21-7",
      "10.0.0.9",
      6,
    ]);
    const special = kinds().indexOf("specialGroupLogon");
    expect([text("user", special), table.logonIdLow[special]]).toEqual(["root", 0x77]);
  });

  test("4769 of people for computers, tied to a 4624 by the LogonGuid", () => {
    const LogonGuid = "{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}";
    const ticket = { TargetUserName: "anna@CORP.LOCAL", ServiceName: "PC1$", Status: "0x0", LogonGuid };
    const { table, text, kinds } = extract([
      { id: 4769, data: { ...ticket, IpAddress: "::ffff:10.0.0.9" } },
      { id: 4769, data: { ...ticket, TargetUserName: "PC1$@CORP.LOCAL" } },
      { id: 4769, data: { ...ticket, ServiceName: "krbtgt" } },
      { id: 4769, data: { ...ticket, Status: "0x20" } },
      { id: 4624, data: { TargetUserName: "anna", TargetLogonId: "0x9", LogonType: "2", LogonGuid } },
      {
        id: 4624,
        data: { TargetLogonId: "0xa", LogonType: "2", LogonGuid: "{00000000-0000-0000-0000-000000000000}" },
      },
    ]);
    const rows = kinds();
    expect(rows.filter((kind) => kind !== "other")).toEqual(["hostTicket", "logon", "logon"]);
    const [ticketRow, logonRow] = [rows.indexOf("hostTicket"), rows.indexOf("logon")];
    expect([text("user", ticketRow), text("detail", ticketRow), text("address", ticketRow)]).toEqual([
      "anna@CORP.LOCAL",
      "PC1$",
      "10.0.0.9",
    ]);
    expect(table.timeA[ticketRow]).toBe(0x4e5f_0a1b_2c3d);
    expect(table.timeA[logonRow]).toBe(table.timeA[ticketRow]);
    expect(table.timeA[rows.lastIndexOf("logon")]).toBeNaN();
  });

  test("Kernel-General, Kernel-Boot, Kernel-Power, Power-Troubleshooter", () => {
    const general = { ...SYSTEM, provider: "Microsoft-Windows-Kernel-General" };
    const boot = { ...SYSTEM, provider: "Microsoft-Windows-Kernel-Boot" };
    const power = { ...SYSTEM, provider: "Microsoft-Windows-Kernel-Power" };
    const { table, text, kinds } = extract([
      { id: 12, ...general, data: { StartTime: second(5) } },
      { id: 13, ...general, data: { StopTime: second(6) } },
      {
        id: 1,
        ...general,
        userSid: "S-1-5-21-7",
        data: { NewTime: second(8), OldTime: second(7), Reason: "3" },
      },
      { id: 22, ...general, data: { NewBias: "-60", OldBias: "420" } },
      { id: 27, ...boot, data: { BootType: "1" } },
      { id: 20, ...boot, data: { LastShutdownGood: "false" } },
      { id: 41, ...power, data: { BugcheckCode: "159", SleepInProgress: "4", PowerButtonTimestamp: "0" } },
      { id: 42, ...power, data: { TargetState: "2", Reason: "7" } },
      {
        id: 1,
        ...SYSTEM,
        provider: "Microsoft-Windows-Power-Troubleshooter",
        data: { SleepTime: second(10), WakeTime: second(20) },
      },
    ]);
    expect(kinds()).toEqual([
      "osStart",
      "osStop",
      "systemClockChanged",
      "zoneBias",
      "bootType",
      "lastShutdown",
      "dirtyRestart",
      "sleepEnter",
      "sleepInterval",
    ]);
    const at = (seconds: number) => isoToTicks(second(seconds));
    expect([table.timeB[0], table.timeA[1], table.timeA[2], table.timeB[2]]).toEqual([
      at(5),
      at(6),
      at(7),
      at(8),
    ]);
    expect(text("sid", 2)).toBe("S-1-5-21-7");
    expect([...table.number]).toEqual([NO_NUMBER, NO_NUMBER, 3, 0xffffffc4, 1, 0, 159, 7, NO_NUMBER]);
    expect([table.status[6], table.subStatus[6]]).toEqual([1, 0]);
    expect([table.timeA[8], table.timeB[8]]).toEqual([at(10), at(20)]);
  });

  test("1074 named and unnamed, 6008, 6011, 6013, 7001", () => {
    const eventLog = { ...SYSTEM, provider: "EventLog" };
    // 2024-03-04T14:12:00.500 local, 13:12:00.500 UTC, as SYSTEMTIMEs.
    const binary = "E80703000100040E0C00000000F40100E80703000100040D0C00000000F40100";
    const systemTime = (hour: string) => `E8070300010004 00${hour}000C000000F401`.replace(/ /g, "");
    const { table, text, kinds } = extract([
      {
        id: 1074,
        ...SYSTEM,
        provider: "User32",
        userSid: "S-1-5-18",
        data: { param1: "winlogon.exe (PC1)", param5: "restart", param7: "NT AUTHORITY\\SYSTEM" },
      },
      {
        id: 1074,
        ...SYSTEM,
        provider: "USER32",
        data: {
          "#0": "shutdown.exe",
          "#1": "PC1",
          "#2": "r",
          "#3": "0x0",
          "#4": "power off",
          "#5": "",
          "#6": "CORP\\anna",
        },
      },
      { id: 6008, ...eventLog, data: { "#0": "14:12:00" }, binary: systemTime("0E") + systemTime("0D") },
      { id: 6008, ...eventLog, data: { "#0": "14:12:00" }, binary: binary.slice(0, 20) },
      { id: 6011, ...eventLog, data: { "#0": "OLD", "#1": "NEW" } },
      {
        id: 6013,
        ...eventLog,
        data: {
          "#0": "",
          "#1": "",
          "#2": "",
          "#3": "",
          "#4": "14",
          "#5": "60",
          "#6": "480 Pacific Standard Time",
        },
      },
      {
        id: 7001,
        ...SYSTEM,
        provider: "Microsoft-Windows-Winlogon",
        data: { TSId: "1", UserSid: "S-1-5-21-5" },
      },
      {
        id: 7002,
        ...SYSTEM,
        provider: "Service Control Manager",
        data: { TSId: "1", UserSid: "S-1-5-21-5" },
      },
    ]);
    expect(kinds().slice(0, 7)).toEqual([
      "shutdownRequest",
      "shutdownRequest",
      "uncleanShutdown",
      "uncleanShutdown",
      "computerRenamed",
      "upTime",
      "winlogonLogon",
    ]);
    expect([text("user"), text("domain"), text("detail"), text("process")]).toEqual([
      "SYSTEM",
      "NT AUTHORITY",
      "restart",
      "winlogon.exe (PC1)",
    ]);
    expect([text("user", 1), text("domain", 1), text("detail", 1), text("process", 1)]).toEqual([
      "anna",
      "CORP",
      "power off",
      "shutdown.exe",
    ]);
    expect(table.timeA[2]).toBe(isoToTicks("2024-03-04T13:12:00.500Z"));
    expect(table.timeA[3]).toBeNaN();
    expect([text("workstation", 4), text("detail", 4)]).toEqual(["OLD", "NEW"]);
    expect([table.number[5], text("detail", 5)]).toEqual([14, "480 Pacific Standard Time"]);
    expect([text("sid", 6), table.sessionId[6]]).toEqual(["S-1-5-21-5", 1]);
  });

  test("TerminalServices", () => {
    const { table, text, kinds } = extract([
      { id: 21, ...LSM, userData: { User: "CORP\\anna", SessionID: "3", Address: "LOCAL" } },
      { id: 25, ...LSM, userData: { User: "CORP\\anna", SessionID: "3", Address: "10.0.0.9" } },
      { id: 39, ...LSM, userData: { TargetSession: "3", Source: "5" } },
      { id: 40, ...LSM, userData: { Session: "3", Reason: "12" } },
      {
        id: 1149,
        channel: "Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational",
        provider: "Microsoft-Windows-TerminalServices-RemoteConnectionManager",
        userData: { Param1: "ben", Param2: "CORP", Param3: "10.0.0.7" },
      },
    ]);
    expect(kinds()).toEqual(["tsLogon", "tsReconnect", "tsDisconnectedBy", "tsReason", "rdpAuthenticated"]);
    expect([text("domain"), text("user"), table.sessionId[0], text("address")]).toEqual([
      "CORP",
      "anna",
      3,
      "LOCAL",
    ]);
    expect(text("address", 1)).toBe("10.0.0.9");
    expect([table.sessionId[2], table.number[2], table.sessionId[3], table.number[3]]).toEqual([3, 5, 3, 12]);
    expect([text("user", 4), text("domain", 4), text("address", 4)]).toEqual(["ben", "CORP", "10.0.0.7"]);
    expect([...table.channelKind]).toEqual([3, 3, 3, 3, 4]);
  });
});

describe("records that no rule needs", () => {
  const other = (record: number, more: Partial<TestEvent> = {}): TestEvent => ({ id: 5156, record, ...more });
  const outline = ({ table, kinds }: Extracted): string =>
    kinds()
      .map((kind, row) => (kind === "other" ? `${table.recordIdLow[row]}x${table.number[row]}` : `${kind}`))
      .join(" ");

  test("only the last one before the end of the source is kept", () => {
    const events = Array.from({ length: 500 }, (_, i) => other(i + 1));
    const extracted = extract(events);
    expect(outline(extracted)).toBe("500x500");
    expect(extracted.table.time[0]).toBe(isoToTicks(second(500)));
    expect([extracted.table.offset[0], extracted.table.eventId[0]]).toEqual([1499, 5156]);
    expect(extracted.tally).toMatchObject({ records: 500, used: 0, logons: 0, failures: 0, lost: 0 });
    expect(extracted.tally.oldest).toBe(isoToTicks(second(1)));
    expect(extracted.tally.newest).toBe(isoToTicks(second(500)));
    expect(extracted.tally.computers.map((id) => extracted.strings.get(id))).toEqual(["PC1"]);
    expect(extracted.tally.channels.map((id) => extracted.strings.get(id))).toEqual(["Security"]);
  });

  test("the last one of each boot is kept", () => {
    const start = { id: 4608 };
    const type0 = { id: 4624, data: { LogonType: "0" } };
    const events = [other(1), other(2), { ...start, record: 3 }, { ...type0, record: 4 }, other(5), other(6)];
    events.push(
      { ...type0, record: 7 },
      other(8),
      { id: 4624, record: 9, data: { LogonType: "2" } },
      other(10),
    );
    expect(outline(extract(events))).toBe("2x2 windowsStarting logon 6x2 logon logon 10x2");
  });

  test("around a stop of the log service both neighbours are kept", () => {
    const stop = { id: 1100, provider: "Microsoft-Windows-Eventlog" };
    const events = [other(1), other(2), { ...stop, record: 3 }, other(4), other(5), other(6)];
    expect(outline(extract(events))).toBe("2x2 logServiceStopped 4x1 6x2");
    // Newest first, as Event Viewer saves: the same records, and the ends of the runs.
    expect(outline(extract(events.toReversed()))).toBe("6x2 4x1 logServiceStopped 2x1 1x1");
  });

  test("a hole in the record numbers has rows on both sides", () => {
    expect(outline(extract([other(1), other(2), other(50), other(51)]))).toBe("2x2 51x2");
    const logon = { id: 4647, record: 50 };
    expect(outline(extract([other(1), other(2), logon, other(51)]))).toBe("2x2 userLogoff 51x1");
  });

  test("a log that starts in the middle of the file keeps the newest and the oldest end", () => {
    const start = { id: 4608, record: 12 };
    const events = [other(20), other(21), other(10), other(11), start, other(13)];
    expect(outline(extract(events))).toBe("21x2 10x1 11x1 windowsStarting 13x1");
  });

  test("rows and their numbers account for every record", () => {
    const events = Array.from({ length: 400 }, (_, i): TestEvent => {
      const record = i + 1;
      if (i % 37 === 0) return { id: 4608, record };
      if (i % 41 === 0) return { id: 1100, provider: "Microsoft-Windows-Eventlog", record };
      return i % 5 === 0 ? { id: 4634, record, data: { LogonType: "3" } } : other(record);
    });
    for (const order of [events, events.toReversed()]) {
      const { table, tally } = extract(order);
      let sum = 0;
      for (let row = 0; row < table.length; row++) {
        sum += EVENT_KINDS[table.kind[row]!] === "other" ? table.number[row]! : 1;
      }
      expect(sum).toBe(400);
      expect(tally.records).toBe(400);
    }
  });

  test("computers and channels do not mix", () => {
    const events = [other(1), other(900, { computer: "PC2" }), other(2), other(7, { channel: "Setup" })];
    expect(outline(extract(events))).toBe("2x2 7x1 900x1");
  });

  test("other channels keep the record before each silence", () => {
    const at = (record: number, seconds: number) =>
      other(record, { channel: "Setup", time: second(seconds) });
    const events = [at(1, 0), at(2, 3), at(3, 6), at(4, 60), at(5, 63)];
    expect(outline(extract(events))).toBe("3x3 5x2");
  });

  test("a wanted number of another provider is one of them", () => {
    expect(outline(extract([{ id: 4624, provider: "Mine", record: 5 }]))).toBe("5x1");
  });

  test("recovered records are not looked at", () => {
    const { table, tally } = extract([{ id: 4624, data: LOGON_DATA }], true);
    expect([table.length, tally.records]).toEqual([0, 0]);
  });

  test("ids beyond 2^53 keep their order", () => {
    const { table } = extract([
      { id: 1, record: "18446744073709551614", time: second(1) },
      { id: 1, record: "18446744073709551615", time: second(2) },
    ]);
    expect([table.recordIdLow[0], table.recordIdHigh[0], table.number[0]]).toEqual([
      0xffffffff, 0xffffffff, 2,
    ]);
  });

  test("a filtered export does not grow the table for ever", () => {
    const extractor = new Extractor(new StringTable());
    extractor.startSource(0);
    for (let i = 0; i < 60_000; i++) extractor.skip(0 as never, i * 3, 0, 1 as never, 2 as never, i);
    extractor.endSource();
    expect(extractor.length).toBeLessThan(31_000);
    expect(extractor.length).toBeGreaterThan(1);
  });
});

test("sources have tallies of their own, and rows beyond the cap are counted", () => {
  const strings = new StringTable();
  const extractor = new Extractor(strings, { maxRows: 2 });
  const view = new TreeRecordView(strings);
  const logon = testEvent({ id: 4624, data: LOGON_DATA });
  extractor.startSource(0);
  extractor.accept(view.load(logon, 0));
  expect(extractor.endSource()).toMatchObject({ used: 1, logons: 1, lost: 0 });
  extractor.startSource(1);
  for (let i = 0; i < 4; i++) extractor.accept(view.load(logon, i));
  expect(extractor.endSource()).toMatchObject({ used: 4, logons: 4, lost: 3 });
  const table = extractor.finish();
  expect([...table.source]).toEqual([0, 1]);
  expect(extractor.length).toBe(0);
});
