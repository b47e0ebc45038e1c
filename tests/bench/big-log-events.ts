import type { EventDefinition, FieldDefinition } from "../../shared/testing/evtx-writer/event-definition.ts";

/* What is audited beside logons, and read only as far as its number. */

function audited(id: number, task: number, fields: readonly FieldDefinition[], version = 0): EventDefinition {
  return {
    id,
    version,
    provider: {
      name: "Microsoft-Windows-Security-Auditing",
      guid: "{54849625-5478-4994-A5BA-3E3B0328C30D}",
    },
    channel: "Security",
    level: 0,
    task,
    keywords: 0x8020_0000_0000_0000n,
    body: "eventData",
    fixedSystem: false,
    fields,
  };
}

const SUBJECT: readonly FieldDefinition[] = [
  ["SubjectUserSid", "sid"],
  ["SubjectUserName", "string"],
  ["SubjectDomainName", "string"],
  ["SubjectLogonId", "hex64"],
];
const PROCESS: readonly FieldDefinition[] = [
  ["ProcessId", "pointer"],
  ["ProcessName", "string"],
];

export const PROCESS_STARTED = audited(
  4688,
  13_312,
  [
    ...SUBJECT,
    ["NewProcessId", "pointer"],
    ["NewProcessName", "string"],
    ["TokenElevationType", "string"],
    ["ProcessId", "pointer"],
    ["CommandLine", "string"],
  ],
  2,
);
export const PROCESS_ENDED = audited(4689, 13_313, [...SUBJECT, ["Status", "hex32"], ...PROCESS]);
export const GROUPS_OF_LOGON = audited(4627, 12_554, [
  ...SUBJECT,
  ["TargetUserSid", "sid"],
  ["TargetUserName", "string"],
  ["TargetDomainName", "string"],
  ["TargetLogonId", "hex64"],
  ["LogonType", "u32"],
  ["EventIdx", "u32"],
  ["EventCountTotal", "u32"],
  ["GroupMembership", "string"],
]);
export const AUDITING_CHANGED = audited(4907, 13_568, [
  ...SUBJECT,
  ["ObjectServer", "string"],
  ["ObjectType", "string"],
  ["ObjectName", "string"],
  ["HandleId", "pointer"],
  ["OldSd", "string"],
  ["NewSd", "string"],
  ...PROCESS,
]);
export const FIREWALL_RULE = audited(4945, 13_571, [
  ["ProfileUsed", "string"],
  ["RuleId", "string"],
  ["RuleName", "string"],
]);
export const CREDENTIALS_READ = audited(5379, 13_824, [
  ...SUBJECT,
  ["TargetName", "string"],
  ["Type", "u32"],
  ["CountOfCredentialsReturned", "u32"],
  ["ReadOperation", "string"],
  ["ReturnCode", "u32"],
  ["ProcessCreationTime", "filetime"],
  ["ClientProcessId", "u32"],
]);
export const GROUP_LISTED = audited(4799, 13_826, [
  ["TargetUserName", "string"],
  ["TargetDomainName", "string"],
  ["TargetSid", "sid"],
  ...SUBJECT,
  ["CallerProcessId", "pointer"],
  ["CallerProcessName", "string"],
]);
export const KEY_USED = audited(5061, 12_290, [
  ...SUBJECT,
  ["ProviderName", "string"],
  ["AlgorithmName", "string"],
  ["KeyName", "string"],
  ["KeyType", "string"],
  ["Operation", "string"],
  ["ReturnCode", "hex32"],
]);
