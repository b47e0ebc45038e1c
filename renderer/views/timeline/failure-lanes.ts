import { groupFailures } from "../../../shared/engine/failure-groups.ts";
import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { groupRows, type RowGroups } from "../../../shared/engine/group-rows.ts";
import { type LaneBy, type LaneTable, laneKeys, leadRow } from "../../../shared/engine/lanes.ts";
import { orderByKeys } from "../../../shared/engine/radix-order.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { memoByObject } from "../../data/memo.ts";
import { failureKeysOf } from "../../data/sorted.ts";

const NO_ROWS: Rows = new Uint32Array(0);

/** Failures by lane. */
export interface FailureLanes {
  /** Failures of a lane with sessions, ascending in time. */
  of(lane: number): Rows;
  /** Failures of those who were only ever refused, most first. */
  readonly others: readonly Rows[];
}

/** Lanes and failures both ascend by their keys, so one walk along both brings them together. */
export function failureLanes(data: CaseData, lanes: LaneTable, failures: Rows, by: LaneBy): FailureLanes {
  const times = Float64Array.from(failures, (row) => data.failures.time[row]!);
  const keys = laneKeys(data.failures, by);
  const groups = groupRows(orderByKeys(failures, times, false), keys);
  const laneKey = laneKeys(data.sessions, by);
  const compare = (lane: number, group: number): number => {
    const session = leadRow(lanes, lane);
    const failure = groups.rows[groups.start[group]!]!;
    for (const [i, key] of keys.entries()) {
      const difference = laneKey[i]![session]! - key[failure]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const groupOfLane = new Int32Array(lanes.length).fill(-1);
  const others: Rows[] = [];
  let lane = 0;
  for (let group = 0; group < groups.length; group++) {
    while (lane < lanes.length && compare(lane, group) < 0) lane++;
    if (lane < lanes.length && compare(lane, group) === 0) groupOfLane[lane] = group;
    else others.push(rowsOf(groups, group));
  }
  return {
    of: (at) => {
      const group = groupOfLane[at] ?? -1;
      return group < 0 ? NO_ROWS : rowsOf(groups, group);
    },
    others: others.sort((a, b) => b.length - a.length),
  };
}

/** More sources than this have no lanes of their own. */
const MOST_SOURCES = 200;

/** Failures by where they came from, the largest source first; those without a source are left out. */
export const refusedSources = memoByObject((failures: Rows, data: CaseData): readonly RefusedSource[] => {
  const keys = failureKeysOf(data);
  const times = Float64Array.from(failures, (row) => data.failures.time[row]!);
  const groups = groupFailures(orderByKeys(failures, times, false), keys, "source");
  const sources: RefusedSource[] = [];
  for (let group = 0; group < groups.length && sources.length < MOST_SOURCES; group++) {
    const failuresOf = rowsOf(groups, group);
    const id = groups.key[group]!;
    if (id === 0) continue;
    const field = data.failures.sourceAddress[failuresOf[0]!] === id ? "ip" : "workstation";
    sources.push({ name: data.strings[id] ?? "", field, failures: failuresOf });
  }
  return sources;
});

/** Where refused sign-ins came from, and the field of the filter that asks for it. */
export interface RefusedSource {
  readonly name: string;
  readonly field: "ip" | "workstation";
  /** Ascending in time. */
  readonly failures: Rows;
}

function rowsOf(groups: RowGroups, group: number): Rows {
  return groups.rows.subarray(groups.start[group], groups.start[group + 1]);
}
