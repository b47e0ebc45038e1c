import type { Boot, ClockStep, ComputerInfo, Coverage, Lockout, LogHole } from "../../types/case.ts";
import { CHANNEL, type EventTable, KIND } from "../../types/event-table.ts";
import type { StringTable } from "../../types/string-table.ts";
import type { Ticks } from "../../types/units.ts";
import type { BootState } from "./boot-state.ts";
import type { FoundStep } from "./clock.ts";
import type { Hole, StreamHoles } from "./holes.ts";
import type { Identity } from "./identity.ts";
import { recordRef } from "./record-ref.ts";
import type { Stream } from "./streams.ts";

/** What the lists of a case are made from. */
export interface ListInput {
  readonly events: EventTable;
  readonly strings: StringTable;
  readonly corrected: Float64Array;
  readonly identity: Identity;
  /** R15 key of the computer. */
  readonly computer: string;
}

/** A boot for the answer. A boot that died ends with the last sign of life. */
export function bootOf(input: ListInput, boot: BootState, next: BootState | null): Boot {
  const { events, strings } = input;
  const ended = boot.stopRow >= 0 || (next !== null && !next.edge);
  const clean = boot.stopRow >= 0 ? true : ended ? false : null;
  const endRow = boot.stopRow >= 0 ? boot.stopRow : boot.lastRow;
  const end = boot.stopRow >= 0 ? boot.stop : boot.last;
  return {
    computer: input.computer,
    index: boot.index,
    start: boot.start as Ticks,
    end: (ended || next !== null ? end : Number.NaN) as Ticks,
    clean,
    bugcheck: boot.bugcheck,
    startRecord: boot.startRow < 0 ? null : recordRef(events, strings, boot.startRow),
    endRecord: (ended || next !== null) && endRow >= 0 ? recordRef(events, strings, endRow) : null,
    lastRecord: boot.last as Ticks,
  };
}

export function holeOf(input: ListInput, stream: Stream, hole: Hole): LogHole {
  const { strings, corrected } = input;
  return {
    computer: input.computer,
    channel: strings.get(stream.channel),
    from: corrected[hole.before]! as Ticks,
    to: corrected[hole.after]! as Ticks,
    cause: hole.cause,
    by: hole.cause === "cleared" ? accountOf(input, hole.after) : null,
  };
}

/**
 * A clearing that a stream begins with: what stood before it is gone, and no earlier file of the case has it. The hole
 * reaches back as far as any other log of the computer does, or has no length when none does. It is told with the case
 * and changes no session: there is no evidence of the stream before it that could be cut off.
 */
export function openingClear(input: ListInput, stream: Stream, computer: ComputerInfo): LogHole | null {
  const { events, strings, corrected } = input;
  const first = stream.rows[0];
  if (stream.channelKind !== CHANNEL.security || first === undefined) return null;
  if (events.kind[first] !== KIND.logCleared) return null;
  const to = corrected[first]! as Ticks;
  return {
    computer: input.computer,
    channel: strings.get(stream.channel),
    from: computer.oldest < to ? computer.oldest : to,
    to,
    cause: "cleared",
    by: accountOf(input, first),
  };
}

/** Account of a record; one that gives only the SID is called as other records call it. */
function accountOf({ events, strings, identity }: ListInput, row: number): string | null {
  const known = events.user[row] === 0 ? identity.spellingOf(events.sid[row]!) : undefined;
  const domain = strings.get(known?.domain ?? events.domain[row]!);
  const user = strings.get(known?.user ?? events.user[row]!);
  return user === "" ? null : domain === "" ? user : `${domain}\\${user}`;
}

/** The spans between the holes of a stream, from its first to its last record each. */
export function coverageOf(
  input: ListInput,
  stream: Stream,
  found: StreamHoles,
  holes: readonly Hole[],
): Coverage {
  const { strings } = input;
  const spans: (readonly [Ticks, Ticks])[] = [];
  let from = 0;
  for (const at of [...holes.map((hole) => hole.at), stream.rows.length - 1]) {
    const span = from <= at ? spanOf(input, stream, from, at) : null;
    if (span !== null) spans.push(span);
    if (from <= at) from = at + 1;
  }
  return {
    computer: input.computer,
    channel: strings.get(stream.channel),
    spans,
    records: found.records,
    filtered: found.filtered,
  };
}

/** The oldest and the newest time of the records from one position of a stream to another; null where none has any. */
function spanOf(
  { events, corrected }: ListInput,
  { rows, inOrder }: Stream,
  first: number,
  last: number,
): readonly [Ticks, Ticks] | null {
  if (inOrder && corrected.buffer === events.time.buffer)
    return [corrected[rows[first]!]! as Ticks, corrected[rows[last]!]! as Ticks];
  let oldest = Number.POSITIVE_INFINITY;
  let newest = Number.NEGATIVE_INFINITY;
  for (let at = first; at <= last; at++) {
    const time = corrected[rows[at]!]!;
    if (time < oldest) oldest = time;
    if (time > newest) newest = time;
  }
  return oldest <= newest ? [oldest as Ticks, newest as Ticks] : null;
}

/** Name, aliases, span and zone of a computer from all its streams. */
export function computerOf(
  input: ListInput,
  names: readonly number[],
  coverage: readonly Coverage[],
  streams: readonly Stream[],
): ComputerInfo {
  const { strings } = input;
  let oldest = Number.NaN;
  let newest = Number.NaN;
  for (const { spans } of coverage) {
    for (const [from, to] of spans) {
      if (!(oldest <= from)) oldest = from;
      if (!(newest >= to)) newest = to;
    }
  }
  return {
    key: input.computer,
    name: strings.get(names[0]!),
    aliases: names.slice(1).map((name) => strings.get(name)),
    oldest: oldest as Ticks,
    newest: newest as Ticks,
    windowsZone: zoneOf(input, streams),
  };
}

/** 6013 names the zone behind a number: `480 Pacific Standard Time`, `-60 Romance Standard Time`. The last one counts. */
function zoneOf(input: ListInput, streams: readonly Stream[]): string | null {
  const { events, strings } = input;
  for (const stream of streams) {
    if (stream.channelKind !== CHANNEL.system) continue;
    for (let at = stream.rows.length - 1; at >= 0; at--) {
      const row = stream.rows[at]!;
      if (events.kind[row] !== KIND.upTime) continue;
      const match = /^-?\d+\s+(\S.*)$/.exec(strings.get(events.detail[row]!).trim());
      if (match !== null) return match[1]!;
    }
  }
  return null;
}

/** A change of the clock for the answer. An account that no record names is told by its SID. */
export function clockStepOf(input: ListInput, { row, delta, kind, byUser }: FoundStep): ClockStep {
  const { events, strings, corrected } = input;
  return {
    computer: input.computer,
    time: corrected[row]! as Ticks,
    delta,
    kind,
    byUser: byUser ? (accountOf(input, row) ?? strings.get(events.sid[row]!)) : null,
    record: recordRef(events, strings, row),
  };
}

/** 4740 records of the Security stream. */
export function lockoutsOf(input: ListInput, { rows, marks }: Stream): readonly Lockout[] {
  const { events, strings, corrected } = input;
  const lockouts: Lockout[] = [];
  for (const at of marks) {
    const row = rows[at]!;
    if (events.kind[row] !== KIND.accountLockedOut) continue;
    lockouts.push({
      time: corrected[row]! as Ticks,
      computer: input.computer,
      user: strings.get(events.user[row]!),
      sid: strings.get(events.sid[row]!),
      caller: strings.get(events.workstation[row]!),
      record: recordRef(events, strings, row),
    });
  }
  return lockouts;
}
