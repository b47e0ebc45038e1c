import { NOT_FOUND, PairTable } from "./pair-table.ts";

/** Place of a pair that is not among the keys. */
export const NO_KEY = NOT_FOUND;

/** Numbers pairs of 32-bit numbers from 0 on, in the order of their coming. */
export class PairKeys {
  readonly #numbers = new PairTable();
  #length = 0;

  get length(): number {
    return this.#length;
  }

  add(first: number, second: number): number {
    const number = this.#numbers.getOrSet(first, second, this.#length);
    if (number === this.#length) this.#length++;
    return number;
  }

  find(first: number, second: number): number {
    return this.#numbers.get(first, second);
  }
}

/** Sessions by key, all lists in one array: that of a key is `sessions[starts[key]]` to before `sessions[starts[key + 1]]`. */
export interface SessionLists {
  readonly starts: Uint32Array;
  readonly sessions: Uint32Array;
  /** Begin of each of `sessions`; a list rises by it. */
  readonly begins: Float64Array;
}

/** What goes into the lists: for each entry its key and its session. */
export interface ListEntries {
  readonly key: Int32Array;
  readonly session: Uint32Array;
}

/** Makes the lists of the first `length` entries; sessions that begin at the same time stand in the order in which they were given. */
export function sessionLists(
  keys: number,
  entries: ListEntries,
  length: number,
  beginOf: (session: number) => number,
): SessionLists {
  const { key, session } = entries;
  const starts = new Uint32Array(keys + 1);
  for (let at = 0; at < length; at++) starts[key[at]! + 1]!++;
  for (let at = 0; at < keys; at++) starts[at + 1]! += starts[at]!;
  const filled = starts.slice(0, keys);
  const lists = {
    starts,
    sessions: new Uint32Array(length),
    begins: new Float64Array(length),
  };
  for (let at = 0; at < length; at++) {
    const place = filled[key[at]!]!++;
    lists.sessions[place] = session[at]!;
    lists.begins[place] = beginOf(session[at]!);
  }
  for (let at = 0; at < keys; at++) putInOrder(lists, starts[at]!, starts[at + 1]!);
  return lists;
}

/** Mostly they are in order already: sessions stand in that of their start evidence, which clock changes may turn round. */
function putInOrder({ sessions, begins }: SessionLists, from: number, to: number): void {
  let at = from + 1;
  while (at < to && begins[at - 1]! <= begins[at]!) at++;
  if (at >= to) return;
  const order = Uint32Array.from({ length: to - from }, (_, place) => from + place);
  order.sort((a, b) => begins[a]! - begins[b]! || a - b);
  for (const column of [sessions, begins])
    column.set(
      Array.from(order, (place) => column[place]!),
      from,
    );
}
