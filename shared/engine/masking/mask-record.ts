import type { Aliases, MaskRole } from "./aliases.ts";

/** Fields of records that hold names, by what they name; compared without regard to case. */
const FIELDS: Readonly<Record<MaskRole, readonly string[]>> = {
  user: [
    "TargetUserName",
    "SubjectUserName",
    "TargetOutboundUserName",
    "AccountName",
    "TargetAccountName",
    "ServiceName",
    "UserName",
    "User",
  ],
  domain: ["TargetDomainName", "SubjectDomainName", "TargetOutboundDomainName", "AccountDomain", "Domain"],
  computer: ["computer", "ComputerName"],
  place: [
    "WorkstationName",
    "Workstation",
    "ClientName",
    "TargetServerName",
    "TargetInfo",
    "CallerWorkstation",
  ],
  address: ["IpAddress", "ClientAddress", "Address"],
  path: ["ProcessName", "CallerProcessName", "NewProcessName", "ParentProcessName", "Process"],
  sid: [],
  userKey: [],
  environment: [],
  file: [],
  text: [],
};
const ROLES = new Map(
  Object.entries(FIELDS).flatMap(([role, names]) =>
    names.map((name) => [name.toLowerCase(), role as MaskRole] as const),
  ),
);

/** Texts in which Windows says what kind of thing happened: they name nobody, whatever stands in them. */
const HARMLESS = new Set(
  [
    "LogonProcessName",
    "AuthenticationPackageName",
    "PackageName",
    "LmPackageName",
    "TransmittedServices",
    "PrivilegeList",
    "SessionName",
    "RestrictedAdminMode",
    "RemoteCredentialGuard",
  ].map((name) => name.toLowerCase()),
);
/** Numbers, codes, message numbers, times and ids that mean something inside one machine only. */
const CODE = /^(?:-?\d+|0x[\da-f]+|%%\d+|\{[\da-f-]+\}|\d{4}-\d\d-\d\dT[\d:.]+Z|true|false|-|)$/i;
const SID = /^s-1-\d/i;

/** What stands around the fields of a record: numbers, names of logs and providers, times. */
const AROUND = new Set([
  "source",
  "kind",
  "recordId",
  "originalEventId",
  "eventId",
  "version",
  "level",
  "task",
  "opcode",
  "keywords",
  "qualifiers",
  "provider",
  "channel",
  "timeCreated",
  "recovered",
  "offset",
  "processId",
  "threadId",
  "activityId",
  "skipped",
]);

/**
 * A record as the command line writes it, under aliases. Fields of known meaning keep their kind of alias; of others only
 * codes, numbers and times stay, because any of them may hold a name.
 */
export function maskRecord<Event extends object>(event: Event, aliases: Aliases): Event {
  const masked = Object.entries(event).map(([name, value]) => [
    name,
    AROUND.has(name) ? value : maskValue(name, value, aliases),
  ]);
  return Object.fromEntries(masked) as Event;
}

function maskValue(name: string, value: unknown, aliases: Aliases): unknown {
  if (typeof value === "string") return maskText(name, value, aliases);
  if (Array.isArray(value)) return value.map((item) => maskValue(name, item, aliases));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [field, maskValue(field, inner, aliases)]),
  );
}

function maskText(name: string, text: string, aliases: Aliases): string {
  const role = ROLES.get(name.toLowerCase());
  if (role !== undefined) return aliases.of(role, text);
  if (SID.test(text)) return aliases.of("sid", text);
  return HARMLESS.has(name.toLowerCase()) || CODE.test(text) ? text : aliases.of("text", text);
}
