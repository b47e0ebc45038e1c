import { FIELD_NAMES, fieldIdOf } from "../../types/fields.ts";

/*
 * What the Security log of Windows 2000, XP and 2003 says in the terms of today's. The new number is the old one plus
 * 4096 for most events; the exceptions stand in the table. Strings have no names there: their order is that of the
 * message texts (`%1` first). Windows 2000 writes only the first ones.
 * Sources: Microsoft's "Security Event Descriptions" for Windows 2000 and XP/2003; message texts of msaudite.dll.
 */

const AUDITING = "Microsoft-Windows-Security-Auditing";
const LOG_SERVICE = "Microsoft-Windows-Eventlog";

/** A string that has no field today. */
const _ = "";

/** One legacy event and the event of today that says the same. */
export interface LegacyEvent {
  readonly id: number;
  readonly provider: string;
  /** Name of each string by its position; empty for one without a name. */
  readonly names: readonly string[];
  /** Field that the SID of the record header stands for; empty when it is that of the service that wrote it. */
  readonly sid: string;
  /** FailureReason, which the old number itself gives. */
  readonly reason: string;
  /** For each field id the position of its string, or one of the places below. */
  readonly places: Int8Array;
}

export const NOWHERE = -1;
export const IN_HEADER = -2;
export const BY_NUMBER = -3;
export const IN_DATA = -4;

function event(
  id: number,
  names: readonly string[],
  { sid = "", reason = "", provider = AUDITING }: { sid?: string; reason?: string; provider?: string } = {},
): LegacyEvent {
  const places = new Int8Array(FIELD_NAMES.length).fill(NOWHERE);
  const put = (name: string, place: number): void => {
    const field = fieldIdOf(name);
    if (field !== -1) places[field] = place;
  };
  names.forEach(put);
  if (sid !== "") put(sid, IN_HEADER);
  if (reason !== "") put("FailureReason", BY_NUMBER);
  return { id, provider, names, sid, reason, places };
}

const SUBJECT = ["SubjectUserName", "SubjectDomainName", "SubjectLogonId"];
const TARGET = ["TargetUserName", "TargetDomainName", "TargetLogonId"];
const CALLER = [...SUBJECT, "ProcessId", "TransmittedServices", "IpAddress", "IpPort"];
const HOW = ["LogonProcessName", "AuthenticationPackageName", "WorkstationName"];

const OF_TARGET = { sid: "TargetUserSid" };
const OF_SUBJECT = { sid: "SubjectUserSid" };

const LOGON = event(4624, [...TARGET, "LogonType", ...HOW, "LogonGuid", ...CALLER], OF_TARGET);
const CONNECTION = ["AccountName", "AccountDomain", "LogonID", "SessionName", "ClientName", "ClientAddress"];
const ACCOUNT = ["TargetUserName", "TargetDomainName", "TargetSid", ...SUBJECT];
const NTLM = ["PackageName", "TargetUserName", "Workstation", "Status"];

/** The header of a failure names SYSTEM, not the account. */
function failure(reason: string, detail: readonly string[] = []): LegacyEvent {
  const names = ["TargetUserName", "TargetDomainName", "LogonType", ...HOW, ...detail, ...CALLER];
  return event(4625, names, { reason });
}

/** By legacy number. */
export const LEGACY_EVENTS: ReadonlyMap<number, LegacyEvent> = new Map([
  [512, event(4608, [])],
  [513, event(4609, [])],
  // The primary account is the service, the client the one who cleared the log.
  [517, event(1102, [_, _, _, ...SUBJECT], { provider: LOG_SERVICE })],
  [
    520,
    event(
      4616,
      ["ProcessId", "ProcessName", ...SUBJECT, _, _, _, "PreviousDate", "PreviousTime", "NewDate", "NewTime"],
      OF_SUBJECT,
    ),
  ],
  [528, LOGON],
  [529, failure("%%2313")],
  [530, failure("%%2311")],
  [531, failure("%%2310")],
  [532, failure("%%2305")],
  [533, failure("%%2312")],
  [534, failure("%%2308")],
  [535, failure("%%2309")],
  [536, failure("%%2306")],
  [537, failure("%%2304", ["Status", "SubStatus"])],
  [538, event(4634, [...TARGET, "LogonType"], OF_TARGET)],
  [539, failure("%%2307")],
  [540, LOGON],
  [551, event(4647, TARGET, OF_TARGET)],
  [
    552,
    event(
      4648,
      [
        ...SUBJECT,
        "LogonGuid",
        "TargetUserName",
        "TargetDomainName",
        "TargetLogonGuid",
        "TargetServerName",
        "TargetInfo",
        "ProcessId",
        "IpAddress",
        "IpPort",
      ],
      OF_SUBJECT,
    ),
  ],
  [576, event(4672, [...SUBJECT, "PrivilegeList"], OF_SUBJECT)],
  [612, event(4719, [], OF_SUBJECT)],
  [643, event(4739, [])],
  // The second string is the computer that caused the lockout, as in the event of today.
  [644, event(4740, ACCOUNT)],
  [671, event(4767, ACCOUNT)],
  [672, event(4768, [])],
  [673, event(4769, [])],
  [674, event(4770, [])],
  [675, event(4771, [])],
  [676, event(4768, [])],
  [680, event(4776, NTLM)],
  [681, event(4776, NTLM)],
  [682, event(4778, CONNECTION)],
  [683, event(4779, CONNECTION)],
]);

/** Every other record keeps its number and source; its strings have no names (`#0` first). */
export const UNMAPPED: LegacyEvent = (() => {
  const own = event(
    0,
    Array.from({ length: 8 }, (_each, index) => `#${index}`),
    { provider: "" },
  );
  own.places[fieldIdOf("Binary")] = IN_DATA;
  return own;
})();

const LOGON_ID = /^\(0x([0-9a-f]{1,8}),\s*0x([0-9a-f]{1,8})\)$/i;
const SID = /^%\{(S-1-[0-9-]+)\}$/;

/**
 * A string as the event of today would hold it: a LogonId `(0x0,0x3A7A6E0)` (high, low) becomes `0x3a7a6e0`, a SID
 * `%{S-1-5-18}` loses its brackets.
 */
export function modernText(text: string): string {
  const first = text.charCodeAt(0);
  if (first === 40) {
    const id = LOGON_ID.exec(text);
    if (id === null) return text;
    const high = id[1]!.replace(/^0+/, "").toLowerCase();
    const low = id[2]!.toLowerCase();
    return high === "" ? `0x${low.replace(/^0+(?=.)/, "")}` : `0x${high}${low.padStart(8, "0")}`;
  }
  return first === 37 ? (SID.exec(text)?.[1] ?? text) : text;
}
