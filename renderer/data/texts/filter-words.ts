import { spoken } from "../language.ts";
import type { Spoken } from "./spoken-type.ts";

const ENGLISH = {
  hints: {
    user: "name, DOMAIN\\name or SID",
    domain: "domain of the account",
    computer: "where it was",
    kind: "desktop, network, service …",
    type: "logon type, number or name",
    reason: "how it ended, or why it was refused",
    confidence: "how sure the end is",
    duration: "time on",
    active: "time on without locked and away",
    ip: "address it came from, or a network",
    workstation: "name it came from",
    client: "name of the Remote Desktop client",
    process: "program that signed in",
    package: "Kerberos, NTLM …",
    flag: "peculiarities",
    evidence: "what kind of record proves it",
    elevated: "with administrator rights",
    id: "session number, or logon id in hex",
    from: "goes on at or after",
    to: "begins before",
    on: "possibly on at a moment",
    hour: "hour of the day it began in",
    weekday: "day of the week it began on",
    status: "code of the refusal",
    eventid: "number of the event",
    channel: "log it was written to",
    provider: "what wrote it",
    record: "number of the record in its log",
    text: "anywhere in the record",
  },
  examples: {
    moreThan8h: "more than eight hours",
    lessThan15m: "less than a quarter of an hour",
    between1And4h: "one to four hours",
    notKnown: "not known",
    night: "from ten at night to six",
    day: "from nine to five",
    weekend: "weekend",
    workingDays: "working days",
    signedIn: "signed in",
    signInFailed: "sign-in failed",
    signedOut: "signed out",
    seenByController: "seen by a domain controller",
    elevated: "with administrator rights",
    notElevated: "without",
    notRecorded: "not recorded",
  },
} as const;

/** What fields and example values of the filter mean; the fields and values themselves are the same in every language. */
export const FILTER_WORDS = spoken("filterWords", ENGLISH);
export type FilterWords = Spoken<typeof ENGLISH>;
