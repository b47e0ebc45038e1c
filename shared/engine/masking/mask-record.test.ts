import { expect, test } from "vitest";
import { Aliases } from "./aliases.ts";
import { maskRecord } from "./mask-record.ts";

const record = {
  source: 0,
  kind: "logon",
  recordId: "7",
  eventId: 4624,
  provider: "Microsoft-Windows-Security-Auditing",
  channel: "Security",
  computer: "PC-014.corp.example",
  timeCreated: "2024-03-04T06:51:27.4285247Z",
  userSid: null,
  data: {
    TargetUserName: "anna",
    TargetDomainName: "CORP",
    TargetUserSid: "S-1-5-21-1954734401-2671190318-3620471955-1104",
    LogonType: "2",
    LogonProcessName: "User32 ",
    IpAddress: "10.20.4.5",
    ProcessName: "C:\\Users\\anna\\tool.exe",
    ElevatedToken: "%%1843",
    LogonGuid: "{5DF58ED6-05C2-4F31-6BE1-F4E3B3F8EA5F}",
    "Something new": "for anna of CORP",
  },
  userData: { Reason: "0", Owner: { Text: "anna" } },
};

test("no name is left, and what names nobody stays", () => {
  const masked = maskRecord(record, new Aliases());
  expect(JSON.stringify(masked)).not.toMatch(/anna|corp|PC-014|1954734401|10\.20\.4\.5/i);
  expect(masked).toMatchObject({
    recordId: "7",
    eventId: 4624,
    channel: "Security",
    timeCreated: record.timeCreated,
    data: {
      LogonType: "2",
      LogonProcessName: "User32 ",
      ElevatedToken: "%%1843",
      LogonGuid: record.data.LogonGuid,
    },
    userData: { Reason: "0" },
  });
});

test("the same name has the same alias in every record, also one that a case has given it", () => {
  const aliases = new Aliases();
  const anna = aliases.of("user", "anna");
  const first = maskRecord(record, aliases);
  const second = maskRecord({ ...record, data: { SubjectUserName: "ANNA" } }, aliases);
  expect(first.data.TargetUserName).toBe(anna);
  expect(second.data.SubjectUserName).toBe(anna);
});

test("a part that is not known is masked as a whole", () => {
  expect(JSON.stringify(maskRecord({ remark: ["anna", { deep: "PC-014" }] }, new Aliases()))).not.toMatch(
    /anna|PC-014/,
  );
});
