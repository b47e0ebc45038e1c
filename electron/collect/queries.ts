import type { LiveChannelId } from "../../shared/types/live-channels.ts";
import type { LogMark } from "../host/live-collector.ts";
import type { LogSize } from "./wevtutil.ts";

/** An event number, or the first and last of a range. */
type Ids = number | readonly [first: number, last: number];

/**
 * The events that sessions are made of. Windows refuses a plain query of more than 20 expressions, and a range costs
 * two, so ranges stand where they bring little beside what is wanted; `queries.test.ts` counts. The Remote Desktop
 * logs are small and taken whole.
 */
const SESSION_EVENTS: Readonly<Partial<Record<LiveChannelId, readonly Ids[]>>> = {
  security: [
    [1100, 1108],
    [4608, 4616],
    4624,
    4625,
    4634,
    [4647, 4648],
    4672,
    [4719, 4771],
    [4776, 4779],
    [4800, 4803],
    4964,
  ],
  system: [1, [12, 13], [20, 27], [41, 42], [104, 109], [506, 507], 1074, 1076, [6005, 6013], [7001, 7002]],
};
/** Newer records up to this number are taken whole, so that a gap among them shows as what it is. */
const MOST_WHOLE = 200_000n;

/** What to export of a log; null is all of it. */
export function firstQuery(channel: LiveChannelId, whole: boolean): string | null {
  const events = whole ? undefined : SESSION_EVENTS[channel];
  return events === undefined ? null : `*[System[(${anyOf(events)})]]`;
}

/**
 * What to export of a log of which an earlier copy ends at a mark. Record numbers decide, because they only rise: the
 * clock may be set back, and several records share a moment. A cleared log goes on counting, and one that wrapped
 * only has newer numbers, so nothing is missed in either. Only a log made anew counts from 1 again: where its size is
 * known that shows, and all of it is taken; where it is not, records later than the last one known are newer too.
 *
 * All kinds of records are taken, unless there are too many of them: in a short copy of some kinds only, the numbers
 * left out would look like records that somebody lost.
 */
export function newerQuery(mark: LogMark, size: LogSize | null, whole: boolean): string | null {
  const newest = size === null ? null : size.oldestRecord + size.records - 1n;
  if (newest !== null && newest < mark.recordId) return firstQuery(mark.channel, whole);
  const events = SESSION_EVENTS[mark.channel];
  const many = newest !== null && newest - mark.recordId > MOST_WHOLE;
  const kinds = many && !whole && events !== undefined ? `(${anyOf(events)}) and ` : "";
  // Of a log whose size is known the numbers are known to go on.
  const later = newest === null ? ` or TimeCreated[@SystemTime>'${mark.time}']` : "";
  return `*[System[${kinds}(EventRecordID>${mark.recordId}${later})]]`;
}

function anyOf(events: readonly Ids[]): string {
  return events
    .map((ids) =>
      typeof ids === "number" ? `EventID=${ids}` : `(EventID>=${ids[0]} and EventID<=${ids[1]})`,
    )
    .join(" or ");
}
