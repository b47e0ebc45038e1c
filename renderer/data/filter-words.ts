import { FAILURE_FILTER_FIELDS } from "../../shared/engine/filter/failure-fields.ts";
import { EVENT_FILTER_FIELDS } from "../../shared/engine/filter/record-filter.ts";
import { SESSION_FILTER_FIELDS } from "../../shared/engine/filter/session-fields.ts";

type Field =
  | (typeof SESSION_FILTER_FIELDS)[number]
  | (typeof FAILURE_FILTER_FIELDS)[number]
  | (typeof EVENT_FILTER_FIELDS)[number];

/** What the rows on screen are. */
export type RowsOf = "sessions" | "failures" | "events";

/** What each field asks for, in a few words. */
export const FIELD_HINTS: Readonly<Record<Field, string>> = {
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
};

/** Values to begin with where there is no list to choose from. */
export const FIELD_EXAMPLES: Readonly<
  Partial<Record<Field, readonly (readonly [value: string, meaning: string])[]>>
> = {
  duration: [
    [">8h", "more than eight hours"],
    ["<15m", "less than a quarter of an hour"],
    ["1h..4h", "one to four hours"],
    ["none", "not known"],
  ],
  active: [
    [">8h", "more than eight hours"],
    ["<15m", "less than a quarter of an hour"],
    ["none", "not known"],
  ],
  hour: [
    ["22-6", "from ten at night to six"],
    ["9-17", "from nine to five"],
  ],
  weekday: [
    ["sat,sun", "weekend"],
    ["mon-fri", "working days"],
  ],
  eventid: [
    ["4624", "signed in"],
    ["4625", "sign-in failed"],
    ["4634,4647", "signed out"],
    ["4768..4777", "seen by a domain controller"],
  ],
  channel: [
    ["Security", ""],
    ["System", ""],
  ],
  elevated: [
    ["yes", "with administrator rights"],
    ["no", "without"],
    ["none", "not recorded"],
  ],
};

/** Names of the fields of a table, in the order help texts list them. */
export function fieldsOf(rows: RowsOf): readonly Field[] {
  switch (rows) {
    case "sessions":
      return SESSION_FILTER_FIELDS;
    case "failures":
      return FAILURE_FILTER_FIELDS;
    case "events":
      return EVENT_FILTER_FIELDS;
  }
}

export function isField(name: string): name is Field {
  return name in FIELD_HINTS && Object.hasOwn(FIELD_HINTS, name);
}
