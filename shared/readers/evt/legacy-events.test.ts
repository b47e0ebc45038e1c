import { describe, expect, test } from "vitest";
import { EventClassifier } from "../../engine/catalog/event-classifier.ts";
import { describeFailure } from "../../engine/catalog/failure-text.ts";
import { evtFile, type LegacyEntry } from "../../testing/evt-writer/evt-writer.ts";
import { EVENT_KINDS } from "../../types/event-table.ts";
import { FIELD } from "../../types/fields.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord } from "../event-text.ts";
import { bytesSource } from "../xml/test-source.ts";
import { EvtReader } from "./evt-reader.ts";
import { EvtRecord } from "./evt-record.ts";
import { LEGACY_EVENTS, modernText } from "./legacy-events.ts";
import { modernEvent } from "./legacy-tree.ts";
import { LegacyRecordView } from "./legacy-view.ts";

const SID = "S-1-5-21-1-2-3-1104";

/** One record as the rules see it and as `events` shows it. */
function only(entry: LegacyEntry) {
  const strings = new StringTable();
  const reader = new EvtReader(bytesSource(evtFile([entry])), { strings, cancel: { cancelled: false } });
  const record = new EvtRecord();
  const view = new LegacyRecordView(strings, record, "Security");
  const bytes = evtFile([entry]);
  record.load(bytes.subarray(48, bytes.length - 40), 48);
  view.load();
  let modern: ReturnType<typeof modernEvent> = null;
  reader.records(({ tree }) => {
    modern = modernEvent(tree);
  });
  const event = modern as ReturnType<typeof modernEvent>;
  return {
    view,
    text: (name: keyof typeof FIELD) => strings.get(view.text(FIELD[name])),
    kind: EVENT_KINDS[new EventClassifier(strings).kind(view.channel, view.provider, view.eventId)],
    full: event === null ? null : treeToFullRecord(event.tree),
    original: event?.originalEventId,
  };
}

const LOGON_2003 = [
  ...["anna", "CORP", "(0x0,0x3A7A6E0)", "10", "User32  ", "Negotiate", "TS1", "{guid}"],
  ...["TS1$", "CORP", "(0x0,0x3E7)", "4004", "-", "10.0.0.9", "3389"],
];

test("W9: event id field 0x00000210 with LogonId (0x0,0x3A7A6E0) is a 4624 of LogonId 0x3a7a6e0", () => {
  const { view, full, original, kind } = only({ id: 0x210, strings: LOGON_2003, sid: SID });
  expect(view.eventId).toBe(4624);
  expect(kind).toBe("logon");
  expect([view.low(FIELD.TargetLogonId), view.high(FIELD.TargetLogonId)]).toEqual([0x3a7a6e0, 0]);
  expect(original).toBe(528);
  expect(full).toMatchObject({ eventId: 4624, data: { TargetLogonId: "0x3a7a6e0" } });
});

test("LogonIds of 64 bits, SIDs in brackets, and texts that only look like them", () => {
  expect(modernText("(0x1,0x2)")).toBe("0x100000002");
  expect(modernText("(0x0,0x0)")).toBe("0x0");
  expect(modernText("(0xABCDEF01,0x00000002)")).toBe("0xabcdef0100000002");
  expect(modernText("(0x0, 0x3E7)")).toBe("0x3e7");
  for (const text of ["(0x0,)", "(0x123456789,0x0)", "(none)", "%%1842", "%{x}", ""]) {
    expect(modernText(text)).toBe(text);
  }
  expect(modernText(`%{${SID}}`)).toBe(SID);
});

describe("fields by position", () => {
  test("528 of Server 2003", () => {
    const { text, view } = only({ id: 528, strings: LOGON_2003, sid: SID });
    expect(text("TargetUserName")).toBe("anna");
    expect(text("TargetUserSid")).toBe(SID);
    expect(view.number(FIELD.LogonType)).toBe(10);
    expect(text("LogonProcessName")).toBe("User32");
    expect(text("IpAddress")).toBe("10.0.0.9");
    expect(view.low(FIELD.SubjectLogonId)).toBe(0x3e7);
    expect(view.number(FIELD.ProcessId)).toBe(4004);
  });

  test("540 of Windows 2000 stops after seven strings", () => {
    const { text, view, kind } = only({ id: 540, strings: LOGON_2003.slice(0, 7), sid: SID });
    expect(kind).toBe("logon");
    expect(text("WorkstationName")).toBe("TS1");
    expect(text("IpAddress")).toBe("");
    expect(view.has(FIELD.SubjectLogonId)).toBe(false);
    expect(view.number(FIELD.ProcessId)).toBe(-1);
  });

  test("538 and 551", () => {
    const off = only({ id: 538, strings: ["anna", "CORP", "(0x0,0x10)", "2"], sid: SID });
    expect([off.kind, off.view.low(FIELD.TargetLogonId), off.view.number(FIELD.LogonType)]).toEqual([
      "logoff",
      0x10,
      2,
    ]);
    const user = only({ id: 551, strings: ["anna", "CORP", "(0x0,0x10)"], sid: SID });
    expect([user.kind, user.text("TargetUserSid")]).toEqual(["userLogoff", SID]);
    expect(user.view.has(FIELD.LogonType)).toBe(false);
  });

  test.each([
    [529, "Unknown user name or wrong password"],
    [530, "Outside the permitted logon hours"],
    [531, "The account is disabled"],
    [532, "The account has expired"],
    [533, "The user may not sign in to this workstation"],
    [534, "This kind of sign-in is not granted on this computer"],
    [535, "The password has expired"],
    [536, "The Netlogon component is not active"],
    [539, "The account is locked out"],
  ])("%d says: %s", (id, reason) => {
    for (const count of [6, 13]) {
      const strings = ["anna", "CORP", "2", "User32", "Negotiate", "PC9", "PC1$", "CORP", "(0x0,0x3E7)"];
      const more = [...strings, "392", "-", "10.0.0.9", "0"].slice(0, count);
      const { kind, text, view, full } = only({ id, type: 16, strings: more, sid: "S-1-5-18" });
      expect(kind).toBe("logonFailed");
      expect([text("TargetUserName"), text("TargetUserSid"), text("WorkstationName")]).toEqual([
        "anna",
        "",
        "PC9",
      ]);
      expect(text("IpAddress")).toBe(count === 6 ? "" : "10.0.0.9");
      expect(describeFailure(0, 0, text("FailureReason")).text).toBe(reason);
      expect(view.keywordsHigh).toBe(0x90_0000);
      expect(full!.data.FailureReason).toBe(text("FailureReason"));
    }
  });

  test("537 has its codes before the caller", () => {
    const strings = ["anna", "CORP", "3", "Kerberos", "Kerberos", "-", "0xC000006D", "0xC0000133", "PC1$"];
    const { text, view } = only({ id: 537, type: 16, strings });
    expect(view.number(FIELD.Status)).toBe(0xc000006d);
    expect(view.number(FIELD.SubStatus)).toBe(0xc0000133);
    expect(text("SubjectUserName")).toBe("PC1$");
  });

  test("517 names the one who cleared, not the service that wrote it", () => {
    const strings = ["SYSTEM", "NT AUTHORITY", "(0x0,0x3E7)", "mallory", "CORP", "(0x0,0x1F3A1)"];
    const { text, view, kind, full } = only({ id: 517, strings, sid: "S-1-5-18" });
    expect([kind, text("SubjectUserName"), view.userSid]).toEqual(["logCleared", "mallory", 0]);
    expect(view.low(FIELD.SubjectLogonId)).toBe(0x1f3a1);
    // Strings without a name of today keep their position among themselves.
    expect(full!.data).toMatchObject({ "0": "SYSTEM", SubjectUserName: "mallory" });
  });

  test("552, 576, 520, 644, 671, 682, 683", () => {
    const secondary = only({
      id: 552,
      strings: ["anna", "CORP", "(0x0,0x10)", "{g}", "adm", "CORP", "{g}", "SRV1", "SRV1", "812", "-", "-"],
      sid: SID,
    });
    expect([secondary.kind, secondary.text("TargetUserName"), secondary.text("TargetServerName")]).toEqual([
      "explicitCredentials",
      "adm",
      "SRV1",
    ]);
    expect([secondary.text("SubjectUserSid"), secondary.view.number(FIELD.ProcessId)]).toEqual([SID, 812]);
    const rights = only({ id: 576, strings: ["anna", "CORP", "(0x0,0x10)", "SeDebug"], sid: SID });
    expect([rights.kind, rights.view.low(FIELD.SubjectLogonId)]).toEqual(["privileges", 0x10]);
    const clock = only({
      id: 520,
      strings: [
        "4",
        "",
        "anna",
        "CORP",
        "(0x0,0x10)",
        "-",
        "-",
        "-",
        "01.05.2009",
        "10:00",
        "01.05.2009",
        "11:00",
      ],
      sid: SID,
    });
    expect([clock.kind, clock.view.has(FIELD.PreviousDate)]).toEqual(["clockChanged", true]);
    expect(clock.view.moment(FIELD.PreviousTime)).toBeNaN();
    const account = ["anna", "KIOSK7", `%{${SID}}`, "DC1$", "CORP", "(0x0,0x3E7)"];
    const lock = only({ id: 644, strings: account });
    expect([lock.kind, lock.text("TargetDomainName"), lock.text("TargetSid")]).toEqual([
      "accountLockedOut",
      "KIOSK7",
      SID,
    ]);
    expect(only({ id: 671, strings: account }).kind).toBe("accountUnlocked");
    const rdp = ["anna", "CORP", "(0x0,0x10)", "RDP-Tcp#3", "LAPTOP", "10.0.0.9"];
    const back = only({ id: 682, strings: rdp });
    expect([back.kind, back.view.low(FIELD.LogonID), back.text("ClientName")]).toEqual([
      "sessionReconnected",
      0x10,
      "LAPTOP",
    ]);
    expect(only({ id: 683, strings: rdp }).kind).toBe("sessionDisconnected");
  });

  test("512, 513, 612: kinds without fields", () => {
    expect([512, 513, 612].map((id) => only({ id }).kind)).toEqual([
      "windowsStarting",
      "windowsStopping",
      "auditPolicyChanged",
    ]);
  });
});

test("numbers of today are the old ones plus 4096, but for the known exceptions", () => {
  const exceptions: Record<number, number> = { 540: 4624, 517: 1102, 612: 4719, 676: 4768, 681: 4776 };
  for (const id of [529, 530, 531, 532, 533, 534, 535, 536, 537, 539]) exceptions[id] = 4625;
  for (const [id, { id: today }] of LEGACY_EVENTS) {
    // 552 and 643 to 683 differ from the plain sum nowhere else.
    expect([id, today]).toEqual([id, exceptions[id] ?? id + 4096]);
  }
});

describe("records without a counterpart", () => {
  test("keep number, source and unnamed strings", () => {
    for (const entry of [
      { id: 592, strings: ["4", "cmd.exe"] },
      { id: 528, source: "MSSQL", strings: LOGON_2003 },
    ]) {
      const { view, text, kind, full } = only(entry);
      expect([view.eventId, kind, full]).toEqual([entry.id, "none", null]);
      expect(text("#1")).toBe(entry.strings[1]);
      expect(text("TargetUserName")).toBe("");
    }
  });

  test("System log: 6008 with its heartbeat", () => {
    const data = new Uint8Array(32);
    // 2011-07-27 14:02:03.004 local, then UTC two hours before.
    new Uint16Array(data.buffer).set([2011, 7, 3, 27, 14, 2, 3, 4, 2011, 7, 3, 27, 12, 2, 3, 4]);
    const { view } = only({
      id: 6008,
      source: "EventLog",
      type: 1,
      strings: ["14:02:03", "27.07.2011"],
      data,
    });
    const utc = (Date.UTC(2011, 6, 27, 12, 2, 3, 4) - Date.UTC(2024, 0, 1)) * 10_000;
    expect(view.systemTimeAt(FIELD.Binary, 16)).toBe(utc);
  });
});
