import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { orderLanes } from "../../../shared/engine/lane-order.ts";
import {
  buildLanes,
  type LaneBy,
  type LaneTable,
  laneRows,
  leadRow,
  trailOf,
} from "../../../shared/engine/lanes.ts";
import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { Lane, LaneSet } from "../../components/time-canvas/lane-model.ts";
import { memoByObject } from "../../data/memo.ts";
import { count } from "../../data/numbers.ts";
import { T } from "../../data/texts.ts";
import type { LaneOrder } from "../../state/view-state.ts";
import { barsOf } from "./bars.ts";
import { authenticationLane, authenticationLanes } from "./domain-lanes.ts";
import { type FailureLanes, failureLanes, type RefusedSource, refusedSources } from "./failure-lanes.ts";
import { laneGroups } from "./lane-groups.ts";
import {
  kindText,
  type LaneTerm,
  laneLabel,
  laneTerms,
  personLanes,
  shortTime,
  trailLanes,
} from "./lane-words.ts";
import { blindOn, machinesOf, NO_MACHINE } from "./machine-marks.ts";

/** Sessions of one lane at the same moment beyond this share the last track. */
const MAX_TRACKS = 5;
/** More computers than this have no lanes of marks below the users. */
const MAX_MACHINES = 500;
/** A user of more computers than this was blind only where the whole case is. */
const MAX_COMPUTERS = 16;
/** Lanes whose words are kept; a screen shows some thirty. */
const MAX_KEPT = 2000;
const ORDERS = { time: "timeOn", name: "name", first: "firstSeen" } as const;
const NO_ROWS = new Uint32Array(0);

/** The lanes of the timeline and what the view around the canvas says of them. */
export interface TimelineLanes extends LaneSet {
  /** Filter terms that keep a lane. */
  termsOf(lane: number): readonly LaneTerm[];
  /** `time on 38 h, 12 sessions`. */
  readonly sessionsOf: (lane: number) => Rows;
  readonly timeOn: (lane: number) => number;
}

const laneTable = memoByObject(
  (rows: Rows, data: CaseData, by: LaneBy): LaneTable =>
    buildLanes(data.sessions, barsOf(data), rows, by, MAX_TRACKS),
);

/**
 * Lanes of the timeline for some sessions and failures. Numbers of lanes: those with sessions, then those who were
 * only refused, then computers that have nothing but marks, then the sources of refusals, then what domain controllers tell.
 */
export const laneSet = memoByObject(
  (
    rows: Rows,
    data: CaseData,
    failures: Rows,
    by: LaneBy,
    order: LaneOrder,
    withSources: boolean,
  ): TimelineLanes => {
    const table = laneTable(rows, data, by);
    const refused = failureLanes(data, table, failures, by);
    const machines = bareMachines(data, table, refused, by);
    const firstMachine = table.length + refused.others.length;
    const sources = withSources ? refusedSources(failures, data) : [];
    const firstSource = firstMachine + machines.length;
    const seen = authenticationLanes(data, by);
    const firstSeen = firstSource + sources.length;
    const people = personLanes(data, table);
    const trails = trailLanes(data, table);
    const computers = by === "userInComputer" ? laneTable(rows, data, "computer") : table;
    const inOrder = (lanes: LaneTable, of: LaneBy) =>
      orderLanes(lanes, data.sessions, data.strings, of, ORDERS[order]);
    const groups = laneGroups(data, {
      by,
      table,
      people,
      trails,
      order: inOrder(table, by),
      computers,
      computerOrder:
        by === "userInComputer"
          ? inOrder(computers, "computer").filter(
              (lane) => trailOf(data.sessions, leadRow(computers, lane)) === 0,
            )
          : NO_ROWS,
      refused: range(table.length, refused.others.length),
      machines: range(firstMachine, machines.length),
      sources: range(firstSource, sources.length),
      seen: range(firstSeen, seen.length),
    });
    // Lanes under the heading of their computer need not name it.
    const inGroup =
      by === "userInComputer" ? people.map((person, lane) => (trails[lane] === 0 ? person : 0)) : null;
    const laneOf = (lane: number): Lane => {
      if (lane >= firstSeen) return authenticationLane(seen[lane - firstSeen]!, by);
      if (lane >= firstSource) return sourceLane(sources[lane - firstSource]!);
      if (lane >= firstMachine) return machineLane(data, machines[lane - firstMachine]!);
      if (lane >= table.length) return refusedLane(data, refused.others[lane - table.length]!, by);
      return sessionLane(data, table, lane, refused, by, inGroup?.[lane] === 1, people[lane] === 1);
    };
    const total = firstSeen + seen.length;
    return {
      groups,
      rows: table.rows,
      trackStart: table.trackStart,
      trackReach: table.trackReach,
      firstTrack: padded(table.firstTrack, total + 1),
      laneOf: kept(laneOf),
      termsOf: (lane) => {
        if (lane >= firstSeen) {
          const { name } = seen[lane - firstSeen]!;
          return [{ field: by === "user" ? "user" : "computer", value: name, name: visibleText(name) }];
        }
        if (lane >= firstSource) {
          const { field, name } = sources[lane - firstSource]!;
          return [{ field, value: name, name: visibleText(name) }];
        }
        if (lane >= firstMachine) {
          const { name } = machines[lane - firstMachine]!;
          return [{ field: "computer", value: name, name: visibleText(name) }];
        }
        return lane >= table.length
          ? laneTerms(data, data.failures, refused.others[lane - table.length]![0]!, by)
          : laneTerms(data, data.sessions, leadRow(table, lane), by);
      },
      sessionsOf: (lane) => (lane < table.length ? laneRows(table, lane) : NO_ROWS),
      timeOn: (lane) => table.timeOn[lane] ?? 0,
    };
  },
);

function range(first: number, length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => first + i);
}

/** Lanes without sessions have no tracks: the column goes on with its last value. */
function padded(firstTrack: Uint32Array, length: number): Uint32Array {
  const out = new Uint32Array(length).fill(firstTrack.at(-1) ?? 0);
  out.set(firstTrack);
  return out;
}

/** Remembers the lanes that were asked for, the last thousands of them. */
function kept(laneOf: (lane: number) => Lane): (lane: number) => Lane {
  const known = new Map<number, Lane>();
  return (lane) => {
    const found = known.get(lane) ?? laneOf(lane);
    if (known.size >= MAX_KEPT) known.clear();
    known.set(lane, found);
    return found;
  };
}

function sessionLane(
  data: CaseData,
  table: LaneTable,
  lane: number,
  refused: FailureLanes,
  by: LaneBy,
  alone: boolean,
  isPerson: boolean,
): Lane {
  const row = leadRow(table, lane);
  const own = machinesOf(data).get(data.strings[data.sessions.computerKey[row]!] ?? "") ?? NO_MACHINE;
  const trail = trailOf(data.sessions, row);
  if (trail !== 0) {
    // What a script or a cloud service tells has neither the marks nor the gaps of a log.
    const note = trail === 1 ? T.lanes.byUsers : shortTime(table.timeOn[lane]!);
    const label = laneLabel(data, data.sessions, row, by, alone);
    return { label, note, failures: refused.of(lane), marks: [], holes: [] };
  }
  return {
    label: laneLabel(data, data.sessions, row, by, alone),
    note: isPerson ? shortTime(table.timeOn[lane]!) : kindText(data, table, lane),
    failures: refused.of(lane),
    marks: by === "computer" ? own.marks : [],
    holes: by === "user" ? blindOn(data, computersOf(data, laneRows(table, lane))) : own.blind,
  };
}

/** Keys of the computers of some sessions; null when they are many. */
function computersOf(data: CaseData, rows: Rows): ReadonlySet<string> | null {
  const ids = new Set<number>();
  for (const row of rows) {
    ids.add(data.sessions.computerKey[row]!);
    if (ids.size > MAX_COMPUTERS) return null;
  }
  return new Set([...ids].map((id) => data.strings[id] ?? ""));
}

/** Somebody, or a computer, that has failures and no sessions. */
function refusedLane(data: CaseData, failures: Rows, by: LaneBy): Lane {
  const row = failures[0]!;
  const key = data.strings[data.failures.computerKey[row]!] ?? "";
  const own = (by === "computer" ? machinesOf(data).get(key) : undefined) ?? NO_MACHINE;
  const label = laneLabel(data, data.failures, row, by, false);
  return { label, note: "", failures, marks: own.marks, holes: own.blind };
}

/** A place from which somebody was refused, on whatever computer. */
function sourceLane({ name, failures }: RefusedSource): Lane {
  return { label: visibleText(name), note: count(failures.length), failures, marks: [], holes: [] };
}

function machineLane(data: CaseData, machine: { readonly key: string; readonly name: string }): Lane {
  const { marks, holes } = machinesOf(data).get(machine.key) ?? NO_MACHINE;
  return { label: visibleText(machine.name), note: T.lanes.boots, failures: NO_ROWS, marks, holes };
}

/** Computers that get a lane for their marks: all of them by user, by computer those that have no lane yet. */
function bareMachines(
  data: CaseData,
  table: LaneTable,
  refused: FailureLanes,
  by: LaneBy,
): readonly { readonly key: string; readonly name: string }[] {
  if (by === "userInComputer") return [];
  const taken = new Set<string>();
  if (by === "computer") {
    const { strings, sessions, failures } = data;
    for (let lane = 0; lane < table.length; lane++)
      taken.add(strings[sessions.computerKey[leadRow(table, lane)]!] ?? "");
    for (const rows of refused.others) taken.add(strings[failures.computerKey[rows[0]!]!] ?? "");
  }
  const machines = machinesOf(data);
  return data.computers.filter(({ key }) => !taken.has(key) && machines.has(key)).slice(0, MAX_MACHINES);
}
