import type { LocalClock } from "../../types/ports.ts";
import type { DateOrder } from "../../types/text-import.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { localTicks, parseWritten } from "../csv/local-time.ts";
import { unnamedComputer } from "../csv/row-record.ts";
import type { EventNode } from "../event-tree.ts";
import { messageTree } from "../messages/message-event.ts";
import { channelOf, messageFacts, textEvent } from "../messages/message-facts.ts";
import { isoToTicks } from "../time.ts";
import type { ObjectProperties } from "./object-properties.ts";

/** How the times of a file are to be taken that do not say it themselves. */
export interface ObjectTimes {
  readonly dateOrder: DateOrder;
  readonly clock: LocalClock;
}

/** One stored object as an event. */
export interface ObjectRecord {
  readonly tree: EventNode;
  readonly written: string;
  readonly time: Ticks;
  readonly eventId: number;
  readonly provider: string;
  readonly message: string;
  /** Sessions need this event. */
  readonly isPlanned: boolean;
  /** … and all that they need of it was found. */
  readonly isWhole: boolean;
}

/* What `Get-WinEvent` calls a member, then what `Get-EventLog` calls it. */
const ID = ["Id", "EventID"];
const TIME = ["TimeCreated", "TimeGenerated"];
const PROVIDER = ["ProviderName", "Source"];
const COMPUTER = ["MachineName"];
const NUMBER = ["RecordId", "Index"];
const DIGITS = /^\d{1,20}$/;
const SID = /^S-1-[\d-]{1,180}$/;

function member(of: ObjectProperties, names: readonly string[]): string {
  for (const name of names) {
    const text = of.get(name)?.trim() ?? "";
    if (text !== "") return text;
  }
  return "";
}

/** Date and time of an object as written. */
export function writtenTime(of: ObjectProperties): string {
  return member(of, TIME);
}

/** Whether an object is an event at all: it has a number, a source and a time. */
export function isEventObject(of: ObjectProperties): boolean {
  return /^\d{1,5}$/.test(member(of, ID)) && member(of, PROVIDER) !== "" && writtenTime(of) !== "";
}

const ISO = /^\d{4}-\d\d-\d\dT/;
const ZONED = /(?:Z|[+-]\d\d:?\d\d)$/i;

/** Whether a time says itself which moment it is. */
export function isZoned(written: string): boolean {
  return ISO.test(written) && ZONED.test(written);
}

/** Whether the order of day and month in a date is no question. */
export function isIso(written: string): boolean {
  return ISO.test(written);
}

function momentOf(written: string, { dateOrder, clock }: ObjectTimes): Ticks {
  if (isZoned(written)) return isoToTicks(written);
  if (isIso(written)) return clock.toUtc(isoToTicks(written));
  const parts = parseWritten(written);
  return parts === null ? NO_TIME : clock.toUtc(localTicks(parts, dateOrder));
}

/** The event of an object. `file`: what to call the computer by if it has no name. */
export function objectRecord(of: ObjectProperties, times: ObjectTimes, file: string): ObjectRecord {
  const eventId = Number(member(of, ID));
  const provider = member(of, PROVIDER);
  const written = writtenTime(of);
  const time = momentOf(written, times);
  const message = of.get("Message") ?? "";
  const number = member(of, NUMBER);
  const userSid = member(of, ["UserId"]);
  const event = textEvent(provider, eventId);
  const facts = event === null ? null : messageFacts(event, message);
  const tree = messageTree({
    provider,
    eventId,
    keywords: keywordsOf(member(of, ["Keywords"])),
    time,
    recordId: DIGITS.test(number) ? number : "",
    channel: member(of, ["LogName"]) || channelOf(provider, eventId),
    computer: member(of, COMPUTER) || unnamedComputer(file),
    userSid: SID.test(userSid) ? userSid : "",
    facts,
    message,
  });
  const isPlanned = event !== null;
  return { tree, written, time, eventId, provider, message, isPlanned, isWhole: facts !== null };
}

/** Stored as a signed number of 64 bits; event XML prints it in hex. */
function keywordsOf(text: string): string {
  if (!/^-?\d{1,19}$/.test(text)) return "";
  return `0x${BigInt.asUintN(64, BigInt(text)).toString(16)}`;
}
