import { type EventTable, KIND } from "../../types/event-table.ts";
import type { Computers } from "./computers.ts";

/** One source while its computers are counted. */
interface Seen {
  last: number;
  turns: number;
  readonly computers: Set<number>;
}

const NONE: ReadonlySet<number> = new Set();

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
  if (computers.areOne) return NONE;
  const seen = new Map<number, Seen>();
  const { computer: names, source: sources, kind, length } = events;
  let source = -1;
  let name = -1;
  for (let row = 0; row < length; row++) {
    if (names[row] === name && sources[row] === source) continue;
    // A kept skipped record may stand behind records that came after it.
    if (kind[row] === KIND.other) continue;
    name = names[row]!;
    source = sources[row]!;
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
