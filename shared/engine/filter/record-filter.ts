import { parseUserTime } from "../time/user-time.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { momentOf } from "./clock-values.ts";
import { isNone } from "./mask.ts";
import { nearestWord } from "./nearest.ts";
import { parseQuery } from "./parse.ts";
import {
  asResult,
  type Query,
  type QueryError,
  QueryFailure,
  type QueryResult,
  type QueryValue,
} from "./query.ts";
import { inRange, parseRange, readWholeNumber } from "./ranges.ts";
import { computerName, partOfText, type TextTest, wholeText } from "./wildcard.ts";

/** An event as `events` prints it, with every field or normalised. */
export type EventObject = Readonly<Record<string, unknown>>;
export type EventTest = (event: EventObject) => boolean;

/** The fields an event can be filtered by. */
export const EVENT_FILTER_FIELDS = [
  "eventid",
  "channel",
  "provider",
  "computer",
  "user",
  "record",
  "text",
  "from",
  "to",
] as const;
type EventField = (typeof EVENT_FILTER_FIELDS)[number];

/** Names of fields that hold a user's name or SID: `user`, `userSid`, `TargetUserName`, `SubjectUserSid`, ... */
const USER_FIELD = /user(name|sid)?$|^sid$|accountname$|targetsid$/i;

/**
 * A filter text as a test of single events, in the time window [from, to) (`NaN`: no limit). Events come as a
 * stream, so there are no columns to work on.
 */
export function compileEventFilter(
  text: string,
  zone: Zone,
  window: { readonly from: number; readonly to: number },
): QueryResult<EventTest> {
  const query = parseQuery(text);
  if (!query.ok) return query;
  return asResult(() => {
    const test = compile(query.value, zone);
    return (event) => {
      if (!Number.isNaN(window.from) && !(timeOf(event) >= window.from)) return false;
      if (!Number.isNaN(window.to) && !(timeOf(event) < window.to)) return false;
      return test(event);
    };
  });
}

/** What is wrong with a filter of events; null when nothing is. */
export function checkEventFilter(text: string, zone: Zone): QueryError | null {
  const result = compileEventFilter(text, zone, { from: Number.NaN, to: Number.NaN });
  return result.ok ? null : result.error;
}

/** Whether a query of events can only be answered by what the records say, and not by what they are. */
export function asksForContent(query: Query): boolean {
  switch (query.type) {
    case "term":
      return ["user", "text"].includes(query.field.toLowerCase());
    case "and":
    case "or":
      return query.parts.some(asksForContent);
    case "not":
      return asksForContent(query.part);
    case "word":
      return true;
    case "all":
      return false;
  }
}

function compile(query: Query, zone: Zone): EventTest {
  switch (query.type) {
    case "all":
      return () => true;
    case "and": {
      const parts = query.parts.map((part) => compile(part, zone));
      return (event) => parts.every((part) => part(event));
    }
    case "or": {
      const parts = query.parts.map((part) => compile(part, zone));
      return (event) => parts.some((part) => part(event));
    }
    case "not": {
      const part = compile(query.part, zone);
      return (event) => !part(event);
    }
    case "word":
      return anyText(partOfText(query.value));
    case "term": {
      const name = query.field.toLowerCase();
      const known = EVENT_FILTER_FIELDS.find((field) => field === name);
      if (known === undefined) {
        const nearest = nearestWord(query.field, EVENT_FILTER_FIELDS);
        throw new QueryFailure(
          query.at,
          query.field.length,
          (w) => w.noField(query.field, "events"),
          nearest,
        );
      }
      const tests = query.values.map((value) => fieldTest(known, value, zone));
      return (event) => tests.some((test) => test(event));
    }
  }
}

function fieldTest(field: EventField, value: QueryValue, zone: Zone): EventTest {
  switch (field) {
    case "eventid": {
      const test = parseRange(value, readWholeNumber, "eventId");
      const holds = (id: unknown) => typeof id === "number" && inRange(test, id, id);
      // A legacy record keeps its own number beside the one it stands for.
      return (event) => holds(event.eventId) || holds(event.originalEventId);
    }
    case "record": {
      const test = parseRange(value, readWholeNumber, "record");
      return (event) => {
        const id = Number(event.recordId ?? Number.NaN);
        return inRange(test, id, id);
      };
    }
    case "channel":
    case "provider":
    case "computer": {
      if (isNone(value)) return (event) => !isText(event[field]);
      const test = field === "computer" ? computerName(value) : wholeText(value);
      return (event) => {
        const text = event[field];
        return isText(text) && test(text);
      };
    }
    case "user":
      return userTest(value);
    case "text":
      return anyText(partOfText(value));
    case "from": {
      const time = momentOf(value, zone);
      return (event) => timeOf(event) >= time;
    }
    case "to": {
      const time = momentOf(value, zone);
      return (event) => timeOf(event) < time;
    }
  }
}

/** By name, DOMAIN\name (the name alone is compared, with the domain anywhere in the event) or SID. */
function userTest(value: QueryValue): EventTest {
  const slash = value.text.indexOf("\\");
  const name = wholeText({ ...value, text: value.text.slice(slash + 1) });
  const whole = wholeText(value);
  const domain = slash === -1 ? null : wholeText({ ...value, text: value.text.slice(0, slash) });
  return (event) => {
    if (someText(event, (text, field) => USER_FIELD.test(field) && whole(text))) return true;
    if (domain === null) return false;
    return (
      someText(event, (text, field) => USER_FIELD.test(field) && name(text)) &&
      someText(event, (text, field) => /domain/i.test(field) && domain(text))
    );
  };
}

function anyText(test: TextTest): EventTest {
  return (event) => someText(event, test);
}

/** Whether a text anywhere in the event passes; numbers count as the text they print as. */
function someText(
  value: unknown,
  test: (text: string, field: string) => boolean,
  field = "",
  depth = 0,
): boolean {
  if (typeof value === "string") return test(value, field);
  if (typeof value === "number") return test(String(value), field);
  if (typeof value !== "object" || value === null || depth > 8) return false;
  const list = Array.isArray(value);
  return Object.entries(value).some(([name, each]) => someText(each, test, list ? field : name, depth + 1));
}

/** Its time in ticks; `NaN` when it has none. */
function timeOf(event: EventObject): number {
  if (typeof event.time === "number") return event.time;
  const text = event.timeCreated ?? event.time;
  return isText(text) ? parseUserTime(text, UTC) : Number.NaN;
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
