import { type EventTable, KIND } from "../../types/event-table.ts";
import type { Computers } from "./computers.ts";

/** One source while its computers are counted. */
interface Seen {
  last: number;
  turns: number;
  readonly computers: Set<number>;
}

/**
 * Sources that hold the records of several computers mixed, as the log of an event collector does. A machine that was
 * renamed leaves its names one after the other, and a live log that has gone round begins in the middle:
 *
 *     renamed      A A A B B B          2 computers, 2 turns
 *     gone round   B B A A A B          2 computers, 3 turns
 *     forwarded    A B B A C A B        more turns than that
 *
 * In such a source record numbers prove nothing: depending on the subscription they are those of the collector or of
 * each machine, and records arrive hours late. A collector's log with one computer looks like any other and is taken
 * for one.
 */
export function forwardedSources(events: EventTable, computers: Computers): ReadonlySet<number> {
  const seen = new Map<number, Seen>();
  let source = -1;
  let name = -1;
  for (let row = 0; row < events.length; row++) {
    if (events.computer[row] === name && events.source[row] === source) continue;
    // A kept skipped record may stand behind records that came after it.
    if (events.kind[row] === KIND.other) continue;
    name = events.computer[row]!;
    source = events.source[row]!;
    const group = computers.groupOf(name);
    const known = seen.get(source);
    if (known === undefined) seen.set(source, { last: group, turns: 1, computers: new Set([group]) });
    else if (known.last !== group) {
      known.last = group;
      known.turns++;
      known.computers.add(group);
    }
  }
  const forwarded = new Set<number>();
  for (const [each, { turns, computers: found }] of seen) if (turns > found.size + 1) forwarded.add(each);
  return forwarded;
}
