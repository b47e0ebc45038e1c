/**
 * Names of the event fields that sessions need, as they stand in `Data/@Name`, in UserData leaf elements, or, for
 * unnamed `<Data>`, as positions. A reader compiles names to these small numbers once per template.
 */
export const FIELD_NAMES = [
  "SubjectUserSid",
  "SubjectUserName",
  "SubjectDomainName",
  "SubjectLogonId",
  "TargetUserSid",
  "TargetUserName",
  "TargetDomainName",
  "TargetLogonId",
  "LogonType",
  "LogonProcessName",
  "AuthenticationPackageName",
  "WorkstationName",
  "LogonGuid",
  "ProcessId",
  "ProcessName",
  "IpAddress",
  "IpPort",
  "TargetOutboundUserName",
  "TargetOutboundDomainName",
  "TargetLinkedLogonId",
  "ElevatedToken",
  "Status",
  "FailureReason",
  "SubStatus",
  "TargetServerName",
  // 4778, 4779, 4825
  "AccountName",
  "AccountDomain",
  "LogonID",
  "SessionName",
  "ClientName",
  "ClientAddress",
  // 4800 to 4803
  "SessionId",
  // 4616 and Kernel-General 1
  "PreviousTime",
  "NewTime",
  "PreviousDate",
  "NewDate",
  "OldTime",
  // 4719
  "SubcategoryGuid",
  "AuditPolicyChanges",
  // 4740, 4767, 4768, 4771, 4776
  "TargetSid",
  "ServiceName",
  "Workstation",
  // 1105, 1108
  "EventID",
  "Error",
  "Channel",
  // Kernel-General, Kernel-Boot, Kernel-Power, Power-Troubleshooter
  "StartTime",
  "StopTime",
  "BootType",
  "LastShutdownGood",
  "BugcheckCode",
  "PowerButtonTimestamp",
  "SleepInProgress",
  "SleepTime",
  "WakeTime",
  "TargetState",
  "Reason",
  "NewBias",
  "CurrentBias",
  // User32 1074
  "param1",
  "param5",
  "param7",
  // Winlogon 7001, 7002
  "TSId",
  "UserSid",
  // TerminalServices (UserData)
  "User",
  "SessionID",
  "Address",
  "Source",
  "Session",
  "TargetSession",
  "Param1",
  "Param2",
  "Param3",
  // RdpCoreTS
  "ClientIP",
  "IPString",
  // Unnamed <Data> elements by position, and <Binary>
  "#0",
  "#1",
  "#2",
  "#3",
  "#4",
  "#5",
  "#6",
  "#7",
  "#8",
  "#9",
  "#10",
  "#11",
  "#12",
  "#13",
  "Binary",
] as const;
export type FieldName = (typeof FIELD_NAMES)[number];

/** Position in `FIELD_NAMES`. */
export type FieldId = number & { readonly __field?: never };

/** Field ids by name: `FIELD.TargetUserName`. */
export const FIELD: Readonly<Record<FieldName, FieldId>> = Object.fromEntries(
  FIELD_NAMES.map((name, id) => [name, id]),
) as Record<FieldName, FieldId>;

const IDS: ReadonlyMap<string, FieldId> = new Map(FIELD_NAMES.map((name, id) => [name, id]));

/** Field id of a name as text, or -1 when no session needs that field. Names are compared exactly. */
export function fieldIdOf(name: string): FieldId | -1 {
  return IDS.get(name) ?? -1;
}
