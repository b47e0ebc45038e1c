import type { FieldName } from "../../types/fields.ts";

/*
 * Facts out of the English message texts of Security events. A message names its values by labels of which some occur
 * more than once; which of them is meant is told by their order, which the message of an event fixes:
 *
 *     Subject:            Account Name: PC1$     the first
 *     New Logon:          Account Name: anna     the second is the one who logged on
 *
 * Other languages have other labels; of those nothing is taken. Source: Microsoft's descriptions of the security
 * auditing events, each with its message in full.
 */

type Plan = Readonly<Record<string, readonly (FieldName | null)[]>>;

export interface TextEvent {
  /** Fields by label, one for each occurrence of it. */
  readonly plan: Plan;
  /** Without these the record says nothing that a session needs. */
  readonly needs: readonly FieldName[];
}

const SUBJECT: readonly FieldName[] = [
  "SubjectUserSid",
  "SubjectUserName",
  "SubjectDomainName",
  "SubjectLogonId",
];
const TARGET: readonly FieldName[] = ["TargetUserSid", "TargetUserName", "TargetDomainName", "TargetLogonId"];
const ACCOUNT_LABELS = ["Security ID", "Account Name", "Account Domain", "Logon ID"];

function accounts(...blocks: (readonly FieldName[])[]): Plan {
  return Object.fromEntries(
    ACCOUNT_LABELS.map((label, at) => [label, blocks.map((block) => block[at] ?? null)]),
  );
}

const PROCESS: Plan = { "Process ID": ["ProcessId"], "Process Name": ["ProcessName"] };
const HOW: Plan = {
  "Logon Process": ["LogonProcessName"],
  "Authentication Package": ["AuthenticationPackageName"],
  "Workstation Name": ["WorkstationName"],
  "Source Network Address": ["IpAddress"],
  "Source Port": ["IpPort"],
};

const OF_TARGET: TextEvent = { plan: accounts(TARGET), needs: ["TargetLogonId"] };
const SCREEN: TextEvent = {
  plan: { ...accounts(TARGET), "Session ID": ["SessionId"] },
  needs: ["TargetLogonId"],
};
const CONNECTION: TextEvent = {
  plan: {
    "Account Name": ["AccountName"],
    "Account Domain": ["AccountDomain"],
    "Logon ID": ["LogonID"],
    "Session Name": ["SessionName"],
    "Client Name": ["ClientName"],
    "Client Address": ["ClientAddress"],
  },
  needs: ["LogonID"],
};
const MARK: TextEvent = { plan: {}, needs: [] };

/** Security events by number. */
const SECURITY_EVENTS: ReadonlyMap<number, TextEvent> = new Map([
  [4608, MARK],
  [
    4624,
    {
      plan: {
        ...accounts(SUBJECT, TARGET),
        "Logon Type": ["LogonType"],
        "Elevated Token": ["ElevatedToken"],
        "Linked Logon ID": ["TargetLinkedLogonId"],
        ...HOW,
        ...PROCESS,
      },
      needs: ["LogonType", "TargetLogonId", "TargetUserName"],
    },
  ],
  [
    4625,
    {
      plan: {
        ...accounts(SUBJECT, TARGET.slice(0, 3)),
        "Logon Type": ["LogonType"],
        Status: ["Status"],
        "Sub Status": ["SubStatus"],
        "Caller Process ID": ["ProcessId"],
        "Caller Process Name": ["ProcessName"],
        ...HOW,
      },
      needs: ["LogonType"],
    },
  ],
  [4634, { plan: { ...accounts(TARGET), "Logon Type": ["LogonType"] }, needs: ["TargetLogonId"] }],
  [4647, OF_TARGET],
  [
    4648,
    {
      plan: {
        ...accounts(SUBJECT, TARGET.slice(0, 3)),
        "Target Server Name": ["TargetServerName"],
        "Network Address": ["IpAddress"],
        Port: ["IpPort"],
        ...PROCESS,
      },
      needs: ["SubjectLogonId"],
    },
  ],
  [4672, { plan: accounts(SUBJECT), needs: ["SubjectLogonId"] }],
  [4778, CONNECTION],
  [4779, CONNECTION],
  [4800, SCREEN],
  [4801, SCREEN],
  [4802, SCREEN],
  [4803, SCREEN],
]);

/** Events of the log service in the Security log. */
const LOG_EVENTS: ReadonlyMap<number, TextEvent> = new Map([
  [1100, MARK],
  [1101, MARK],
  [1102, { plan: { ...accounts(SUBJECT), "Domain Name": ["SubjectDomainName"] }, needs: [] }],
  [1104, MARK],
]);

export const AUDITING = "Microsoft-Windows-Security-Auditing";
const LOG_SERVICE = "Microsoft-Windows-Eventlog";

/** What is known of an event of the Security log; null for events of other logs and those no session needs. */
export function textEvent(provider: string, eventId: number): TextEvent | null {
  if (provider === AUDITING) return SECURITY_EVENTS.get(eventId) ?? null;
  return provider === LOG_SERVICE ? (LOG_EVENTS.get(eventId) ?? null) : null;
}

/** The log that a provider writes to, where that is sure; else empty. */
export function channelOf(provider: string, eventId: number): string {
  const isSecurity = provider === AUDITING || (provider === LOG_SERVICE && LOG_EVENTS.has(eventId));
  return isSecurity ? "Security" : "";
}

/** Nothing in it may begin at more than one place of a line: a hostile one has a million blanks. */
const LINE = /^[\t ]*([A-Z][A-Za-z ]{2,40}):(.*)$/gm;
const YES_NO: Readonly<Record<string, string>> = { Yes: "%%1842", No: "%%1843" };
/** A value beyond this is no name, id or path. */
const MAX_VALUE = 1024;

/**
 * The facts of a message, in its order; null when one that is needed is not there. Only the first values of a label
 * count, as many as the message of this event has: what a hostile name adds below them is not looked at.
 */
export function messageFacts(event: TextEvent, message: string): ReadonlyMap<FieldName, string> | null {
  const facts = new Map<FieldName, string>();
  const seen = new Map<string, number>();
  for (const [, label, rest = ""] of message.matchAll(LINE)) {
    const fields = Object.hasOwn(event.plan, label!) ? event.plan[label!] : undefined;
    if (fields === undefined) continue;
    const nth = seen.get(label!) ?? 0;
    seen.set(label!, nth + 1);
    const field = fields[nth];
    if (field === undefined || field === null) continue;
    const value = withoutBlanks(rest);
    if (value === "" || value.length > MAX_VALUE) continue;
    const isSid = field.endsWith("Sid");
    // Event Viewer may show the name of an account where its SID stood.
    if (isSid && !value.startsWith("S-1-")) continue;
    facts.set(field, field === "ElevatedToken" ? (YES_NO[value] ?? value) : value);
  }
  return event.needs.every((field) => facts.has(field)) ? facts : null;
}

/** Without tabs and blanks at both ends; other spaces belong to a name. */
function withoutBlanks(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return text.slice(from, to);
}

function isBlank(unit: number): boolean {
  return unit === 9 || unit === 32;
}
