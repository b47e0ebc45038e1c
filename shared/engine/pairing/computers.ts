import { type EventTable, KIND } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import { compareRecordIds, foldedRecords, recordIdOf } from "./record-ids.ts";
import { sortRows } from "./sort-rows.ts";

/** R15: record ids may skip this many numbers where the name of a computer changes. */
const RENAME_GAP = 8;
/** A source with more computers than this is a collector's log; nobody renames that many. */
const MAX_RENAMES = 16;

/**
 * R15: which computer names of a case are one computer.
 *
 * Two spellings are one when they differ in case only, or are a short and a full name of which no other full name is
 * seen. And a file whose record ids run on while the name changes comes from one computer that was renamed:
 *
 *     record   41        42        43          44
 *     computer WIN-7QX   WIN-7QX   DESKTOP-A   DESKTOP-A      one computer, called DESKTOP-A
 */
export class Computers {
  readonly #parent: number[] = [];
  readonly #names: number[] = [];
  readonly #of = new Map<number, number>();
  /** Names that were given up for a later one, by node. */
  readonly #older = new Set<number>();

  constructor(events: EventTable, strings: StringTable) {
    const { computer, length } = events;
    let last = -1;
    for (let row = 0; row < length; row++) {
      const name = computer[row]!;
      if (name === last) continue;
      last = name;
      if (this.#of.has(name)) continue;
      this.#of.set(name, this.#names.length);
      this.#parent.push(this.#names.length);
      this.#names.push(name);
    }
    this.#joinSpellings(strings);
    if (this.#names.length > 1) this.#joinRenamed(events, strings);
  }

  /** Number of the computer of a name: equal for all its names. */
  groupOf(name: number): number {
    return this.#root(this.#of.get(name) ?? 0);
  }

  /** True when the case has no name of a second computer. */
  get areOne(): boolean {
    return this.#parent.every((_, node) => this.#root(node) === 0);
  }

  /** Every group with its names: the last one first, then the others. */
  groups(strings: StringTable): ReadonlyMap<number, readonly number[]> {
    const groups = new Map<number, number[]>();
    for (const [node, name] of this.#names.entries()) {
      const root = this.#root(node);
      const names = groups.get(root);
      if (names === undefined) groups.set(root, [name]);
      else names.push(name);
    }
    for (const names of groups.values()) {
      names.sort((a, b) => this.#rank(a) - this.#rank(b) || longerFirst(strings.get(a), strings.get(b)));
    }
    return groups;
  }

  #rank(name: number): number {
    return this.#older.has(this.#of.get(name)!) ? 1 : 0;
  }

  #root(node: number): number {
    let root = node;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    return root;
  }

  #join(a: number, b: number): void {
    const [first, second] = [this.#root(a), this.#root(b)];
    this.#parent[Math.max(first, second)] = Math.min(first, second);
  }

  #joinSpellings(strings: StringTable): void {
    const byName = new Map<string, number>();
    const suffixes = new Map<string, Set<string>>();
    for (const [node, id] of this.#names.entries()) {
      const name = strings.get(id).trim().toLowerCase();
      const same = byName.get(name);
      if (same === undefined) byName.set(name, node);
      else this.#join(same, node);
      const dot = dotOf(name);
      if (dot < 0) continue;
      const label = name.slice(0, dot);
      const seen = suffixes.get(label);
      if (seen === undefined) suffixes.set(label, new Set([name.slice(dot)]));
      else seen.add(name.slice(dot));
    }
    for (const [label, seen] of suffixes) {
      const short = byName.get(label);
      const [suffix] = seen;
      if (short !== undefined && seen.size === 1) this.#join(short, byName.get(`${label}${suffix}`)!);
    }
  }

  #joinRenamed(events: EventTable, strings: StringTable): void {
    for (const rows of mixedStreams(events)) {
      sortRows(rows, (a, b) => compareRecordIds(events, a, b));
      const changes = this.#changes(events, strings, rows);
      for (const [older, newer] of changes) {
        this.#join(older, newer);
        this.#older.add(older);
        this.#older.delete(newer);
      }
    }
  }

  /** The changes of name in one stream; none when any of them looks like another computer rather than a new name. */
  #changes(
    events: EventTable,
    strings: StringTable,
    rows: Uint32Array,
  ): readonly (readonly [number, number])[] {
    const changes: (readonly [older: number, newer: number])[] = [];
    const renames = renamesTold(events, strings, rows);
    for (let i = 1; i < rows.length; i++) {
      const before = events.computer[rows[i - 1]!]!;
      const after = events.computer[rows[i]!]!;
      if (before === after) continue;
      const step = blockStart(events, rows, i) - recordIdOf(events, rows[i - 1]!);
      const told = renames.has(renameKey(strings.get(before), strings.get(after)));
      if (step < 1 || (step > RENAME_GAP && !told) || changes.length >= MAX_RENAMES) return [];
      changes.push([this.#of.get(before)!, this.#of.get(after)!]);
    }
    return changes;
  }
}

function renameKey(older: string, newer: string): string {
  return `${older.toLowerCase()}\n${newer.toLowerCase()}`;
}

/** Renames that the System log itself tells of (6011). */
function renamesTold(events: EventTable, strings: StringTable, rows: Uint32Array): ReadonlySet<string> {
  const told = new Set<string>();
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at]!;
    if (events.kind[row] !== KIND.computerRenamed || told.size >= MAX_RENAMES) continue;
    told.add(renameKey(strings.get(events.workstation[row]!), strings.get(events.detail[row]!)));
  }
  return told;
}

/**
 * Lowest record id that is known of the block of one name that starts at `rows[from]`. Skipped records are kept as
 * one row at the end of their run, so the block may begin before its first row.
 */
function blockStart(events: EventTable, rows: Uint32Array, from: number): number {
  const first = recordIdOf(events, rows[from]!);
  const computer = events.computer[rows[from]!];
  for (let i = from; i < rows.length && events.computer[rows[i]!] === computer; i++) {
    const row = rows[i]!;
    if (events.kind[row] !== KIND.other) continue;
    return Math.min(first, recordIdOf(events, row) - foldedRecords(events, row) + 1 - (i - from));
  }
  return first;
}

/** Rows of every (source, channel) in which more than one computer name stands. */
function mixedStreams(events: EventTable): readonly Uint32Array[] {
  const first = new Map<number, number>();
  const mixed = new Map<number, number>();
  forEachRun(events, (stream, from) => {
    const computer = first.get(stream);
    if (computer === undefined) first.set(stream, events.computer[from]!);
    else if (computer !== events.computer[from]) mixed.set(stream, 0);
  });
  if (mixed.size === 0) return [];
  forEachRun(events, (stream, from, to) => {
    const count = mixed.get(stream);
    if (count !== undefined) mixed.set(stream, count + to - from);
  });
  const rows = new Map([...mixed].map(([stream, count]) => [stream, new Uint32Array(count)]));
  const filled = new Map<number, number>();
  forEachRun(events, (stream, from, to) => {
    const list = rows.get(stream);
    if (list === undefined) return;
    const at = filled.get(stream) ?? 0;
    for (let row = from; row < to; row++) list[at + row - from] = row;
    filled.set(stream, at + to - from);
  });
  return [...rows.values()];
}

/** Visits the runs of rows that are of one source, channel and computer: few, where every row would be many look-ups. */
function forEachRun(events: EventTable, visit: (stream: number, from: number, to: number) => void): void {
  const { source, channel, computer, length } = events;
  for (let from = 0; from < length; ) {
    let to = from + 1;
    while (
      to < length &&
      source[to] === source[from] &&
      channel[to] === channel[from] &&
      computer[to] === computer[from]
    ) {
      to++;
    }
    visit(source[from]! * 4_294_967_296 + channel[from]!, from, to);
    from = to;
  }
}

/** Position of the dot that ends the first label; -1 for a short name and for an address. */
function dotOf(name: string): number {
  return /^[\d.]+$/.test(name) ? -1 : name.indexOf(".");
}

function longerFirst(a: string, b: string): number {
  return b.length - a.length || (a < b ? -1 : a > b ? 1 : 0);
}
