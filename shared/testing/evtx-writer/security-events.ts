import type { EventDefinition, FieldDefinition, Provider } from "./event-definition.ts";
import { EVENTLOG_NAMESPACE } from "./template.ts";

/*
 * The Security log: names, types and order of the fields as they stand in logs of Windows 7 to 11 (4800 to 4803:
 * as documented by the vendor; the type of SessionId is taken to be that of other session numbers).
 */
const AUDITING: Provider = {
  name: "Microsoft-Windows-Security-Auditing",
  guid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
};
const EVENTLOG: Provider = {
  name: "Microsoft-Windows-Eventlog",
  guid: "{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}",
};
export const AUDIT_SUCCESS = 0x8020_0000_0000_0000n;
export const AUDIT_FAILURE = 0x8010_0000_0000_0000n;

const SUBJECT = [
  ["SubjectUserSid", "sid"],
  ["SubjectUserName", "string"],
  ["SubjectDomainName", "string"],
  ["SubjectLogonId", "hex64"],
] as const;
const TARGET = [
  ["TargetUserSid", "sid"],
  ["TargetUserName", "string"],
  ["TargetDomainName", "string"],
  ["TargetLogonId", "hex64"],
] as const;
const LOGON_V0 = [
  ...SUBJECT,
  ...TARGET,
  ["LogonType", "u32"],
  ["LogonProcessName", "string"],
  ["AuthenticationPackageName", "string"],
  ["WorkstationName", "string"],
  ["LogonGuid", "guid"],
  ["TransmittedServices", "string"],
  ["LmPackageName", "string"],
  ["KeyLength", "u32"],
  ["ProcessId", "pointer"],
  ["ProcessName", "string"],
  ["IpAddress", "string"],
  ["IpPort", "string"],
] as const;
const LOGON_V1 = [...LOGON_V0, ["ImpersonationLevel", "string"]] as const;
const LOGON_TAIL = [
  ["TargetOutboundUserName", "string"],
  ["TargetOutboundDomainName", "string"],
  ["VirtualAccount", "string"],
  ["TargetLinkedLogonId", "hex64"],
  ["ElevatedToken", "string"],
] as const;
const WINDOW_STATION = [
  ["AccountName", "string"],
  ["AccountDomain", "string"],
  ["LogonID", "hex64"],
  ["SessionName", "string"],
  ["ClientName", "string"],
  ["ClientAddress", "string"],
] as const;
const DESKTOP = [...TARGET, ["SessionId", "u32"]] as const;

function audit<const Fields extends readonly FieldDefinition[]>(
  id: number,
  task: number,
  fields: Fields,
  more: { version?: number; keywords?: bigint } = {},
) {
  return {
    id,
    version: more.version ?? 0,
    provider: AUDITING,
    channel: "Security",
    level: 0,
    task,
    keywords: more.keywords ?? AUDIT_SUCCESS,
    body: "eventData",
    fixedSystem: false,
    fields,
  } as const satisfies EventDefinition;
}

function logService<const Fields extends readonly FieldDefinition[]>(
  id: number,
  task: number,
  level: number,
  root: string,
  fields: Fields,
) {
  return {
    id,
    version: 0,
    provider: EVENTLOG,
    channel: "Security",
    level,
    task,
    keywords: 0x4020_0000_0000_0000n,
    body: "userData",
    root: { name: root, namespace: EVENTLOG_NAMESPACE },
    fixedSystem: true,
    fields,
  } as const satisfies EventDefinition;
}

export const SECURITY_EVENTS = {
  "1100": logService(1100, 103, 4, "ServiceShutdown", []),
  "1101": logService(1101, 101, 2, "AuditEventsDropped", [["Reason", "u8"]]),
  "1102": logService(1102, 104, 4, "LogFileCleared", SUBJECT),
  "4608": audit(4608, 12_288, []),
  "4616v1": audit(
    4616,
    12_288,
    [
      ...SUBJECT,
      ["PreviousTime", "filetime"],
      ["NewTime", "filetime"],
      ["ProcessId", "pointer"],
      ["ProcessName", "string"],
    ],
    { version: 1 },
  ),
  "4624v0": audit(4624, 12_544, LOGON_V0),
  "4624v1": audit(4624, 12_544, LOGON_V1, { version: 1 }),
  "4624v2": audit(4624, 12_544, [...LOGON_V1, ["RestrictedAdminMode", "string"], ...LOGON_TAIL], {
    version: 2,
  }),
  "4624v3": audit(
    4624,
    12_544,
    [...LOGON_V1, ["RestrictedAdminMode", "string"], ["RemoteCredentialGuard", "string"], ...LOGON_TAIL],
    { version: 3 },
  ),
  "4625": audit(
    4625,
    12_544,
    [
      ...SUBJECT,
      ["TargetUserSid", "sid"],
      ["TargetUserName", "string"],
      ["TargetDomainName", "string"],
      ["Status", "hex32"],
      ["FailureReason", "string"],
      ["SubStatus", "hex32"],
      ["LogonType", "u32"],
      ["LogonProcessName", "string"],
      ["AuthenticationPackageName", "string"],
      ["WorkstationName", "string"],
      ["TransmittedServices", "string"],
      ["LmPackageName", "string"],
      ["KeyLength", "u32"],
      ["ProcessId", "pointer"],
      ["ProcessName", "string"],
      ["IpAddress", "string"],
      ["IpPort", "string"],
    ],
    { keywords: AUDIT_FAILURE },
  ),
  "4634": audit(4634, 12_545, [...TARGET, ["LogonType", "u32"]]),
  "4647": audit(4647, 12_545, TARGET),
  "4648": audit(4648, 12_544, [
    ...SUBJECT,
    ["LogonGuid", "guid"],
    ["TargetUserName", "string"],
    ["TargetDomainName", "string"],
    ["TargetLogonGuid", "guid"],
    ["TargetServerName", "string"],
    ["TargetInfo", "string"],
    ["ProcessId", "pointer"],
    ["ProcessName", "string"],
    ["IpAddress", "string"],
    ["IpPort", "string"],
  ]),
  "4672": audit(4672, 12_548, [...SUBJECT, ["PrivilegeList", "string"]]),
  "4719": audit(4719, 13_568, [
    ...SUBJECT,
    ["CategoryId", "string"],
    ["SubcategoryId", "string"],
    ["SubcategoryGuid", "guid"],
    ["AuditPolicyChanges", "string"],
  ]),
  "4740": audit(4740, 13_824, [
    ["TargetUserName", "string"],
    ["TargetDomainName", "string"],
    ["TargetSid", "sid"],
    ...SUBJECT,
  ]),
  "4768": audit(4768, 14_339, [
    ["TargetUserName", "string"],
    ["TargetDomainName", "string"],
    ["TargetSid", "sid"],
    ["ServiceName", "string"],
    ["ServiceSid", "sid"],
    ["TicketOptions", "hex32"],
    ["Status", "hex32"],
    ["TicketEncryptionType", "hex32"],
    ["PreAuthType", "string"],
    ["IpAddress", "string"],
    ["IpPort", "string"],
    ["CertIssuerName", "string"],
    ["CertSerialNumber", "string"],
    ["CertThumbprint", "string"],
  ]),
  "4769": audit(4769, 14_337, [
    ["TargetUserName", "string"],
    ["TargetDomainName", "string"],
    ["ServiceName", "string"],
    ["ServiceSid", "sid"],
    ["TicketOptions", "hex32"],
    ["TicketEncryptionType", "hex32"],
    ["IpAddress", "string"],
    ["IpPort", "string"],
    ["Status", "hex32"],
    ["LogonGuid", "guid"],
    ["TransmittedServices", "string"],
  ]),
  "4771": audit(4771, 14_339, [
    ["TargetUserName", "string"],
    ["TargetSid", "sid"],
    ["ServiceName", "string"],
    ["TicketOptions", "hex32"],
    ["Status", "hex32"],
    ["PreAuthType", "string"],
    ["IpAddress", "string"],
    ["IpPort", "string"],
    ["CertIssuerName", "string"],
    ["CertSerialNumber", "string"],
    ["CertThumbprint", "string"],
  ]),
  "4776": audit(4776, 14_336, [
    ["PackageName", "string"],
    ["TargetUserName", "string"],
    ["Workstation", "string"],
    ["Status", "hex32"],
  ]),
  "4778": audit(4778, 12_551, WINDOW_STATION),
  "4779": audit(4779, 12_551, WINDOW_STATION),
  "4800": audit(4800, 12_551, DESKTOP),
  "4801": audit(4801, 12_551, DESKTOP),
  "4802": audit(4802, 12_551, DESKTOP),
  "4803": audit(4803, 12_551, DESKTOP),
  "4902": audit(4902, 13_568, [
    ["PuaCount", "u32"],
    ["PuaPolicyId", "hex64"],
  ]),
  "5024": audit(5024, 12_292, []),
  "5033": audit(5033, 12_292, []),
} as const satisfies Record<string, EventDefinition>;
