import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { buildLanes, type Lane as EngineLane } from "../../../shared/engine/lanes.ts";
import { formatDuration } from "../../../shared/engine/time/duration.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { SESSION_KINDS, type SessionKind } from "../../../shared/types/names.ts";
import type { Lane, LaneBars, LaneGroup, LaneSet } from "../../components/time-canvas/lane-model.ts";
import { memoByObject } from "../../data/memo.ts";
import { T } from "../../data/texts.ts";
import { visibleText } from "../../data/visible-text.ts";
import type { LaneBy, LaneOrder } from "../../state/view-state.ts";
import { barsOf, NO_FIRST, NO_LAST } from "./bars.ts";
import { computerNames, type Machine, machineMarks } from "./machine-marks.ts";

/** Sessions of one lane at the same moment beyond this share the last track. */
const MAX_TRACKS = 5;
/** More computers than this have no lanes of marks below the users. */
const MAX_MACHINES = 500;
const PEOPLE: readonly SessionKind[] = ["desktop", "secondary", "script", "cloud"];
const PEOPLE_CODES: ReadonlySet<number> = new Set(PEOPLE.map((kind) => SESSION_KINDS.indexOf(kind)));
const ORDERS = { time: "timeOn", name: "name", first: "firstSeen" } as const;
const NO_ROWS = new Uint32Array(0);

/** Lanes of the timeline for some sessions and failures. */
export const laneSet = memoByObject(
  (rows: Rows, data: CaseData, failures: Rows, by: LaneBy, order: LaneOrder): LaneSet => {
    const { sessions } = data;
    const lanes = buildLanes(sessions, data.strings, rows, {
      by,
      order: ORDERS[order],
      maxSubRows: MAX_TRACKS,
      first: NO_FIRST,
      last: NO_LAST,
    });
    const refused = failuresByKey(data, failures, by);
    const writer = new TrackWriter(rows.length, barsOf(data));
    const marks = machineMarks(data);
    const convert = (lane: EngineLane): Lane => {
      const key = data.strings[lane.key] ?? "";
      const own = by === "computer" ? marks.get(key) : undefined;
      return {
        key,
        label: visibleText(laneLabel(data, lane, key, by)),
        only: by === "computer" ? term("computer", lane.name || key) : term("user", userValue(data, lane)),
        note: hours(lane.timeOn),
        ...writer.add(lane),
        failures: refused.get(lane.key) ?? NO_ROWS,
        marks: own?.marks ?? [],
        holes: own?.holes ?? [],
      };
    };
    const groups =
      by === "computer"
        ? [
            {
              key: "computers",
              label: T.lanes.computers,
              lanes: [...lanes.map(convert), ...onlyRefused(data, lanes, refused, by)],
            },
          ]
        : userGroups(data, lanes, refused, convert, marks);
    return { groups, rows: writer.rows, ...writer.tracks() };
  },
);

function userGroups(
  data: CaseData,
  lanes: readonly EngineLane[],
  refused: ReadonlyMap<number, Uint32Array>,
  convert: (lane: EngineLane) => Lane,
  marks: ReadonlyMap<string, Machine>,
): readonly LaneGroup[] {
  const isPerson = (lane: EngineLane) => lane.rows.some((row) => PEOPLE_CODES.has(data.sessions.kind[row]!));
  const people = lanes.filter(isPerson);
  const known = new Set(people);
  return [
    { key: "people", label: T.lanes.people, lanes: people.map(convert) },
    {
      key: "automatic",
      label: T.lanes.automatic,
      lanes: lanes.filter((lane) => !known.has(lane)).map(convert),
    },
    {
      // Folded at first, unless there is nothing else to see: then it goes by another name.
      key: lanes.length === 0 ? "refusedAlone" : "refused",
      label: T.lanes.refused,
      lanes: onlyRefused(data, lanes, refused, "user"),
    },
    {
      key: "machines",
      label: T.lanes.computers,
      lanes: data.computers.slice(0, MAX_MACHINES).flatMap((computer): Lane[] => {
        const own = marks.get(computer.key);
        return own === undefined
          ? []
          : [
              emptyLane(
                `machine:${computer.key}`,
                computer.name,
                T.lanes.boots,
                own,
                term("computer", computer.name),
              ),
            ];
      }),
    },
  ];
}

/** Lanes of those who were only ever refused. */
function onlyRefused(
  data: CaseData,
  lanes: readonly EngineLane[],
  refused: ReadonlyMap<number, Uint32Array>,
  by: LaneBy,
): Lane[] {
  const taken = new Set(lanes.map((lane) => lane.key));
  const texts = by === "user" ? data.failures.user : data.failures.computer;
  return [...refused]
    .filter(([key]) => !taken.has(key))
    .sort((a, b) => b[1].length - a[1].length)
    .map(([key, failures]) => {
      const name = data.strings[texts[failures[0]!]!] || (by === "user" ? T.noUser : T.noComputer);
      const own = by === "computer" ? machineMarks(data).get(data.strings[key] ?? "") : undefined;
      const value = data.strings[texts[failures[0]!]!] ?? "";
      return { ...emptyLane(data.strings[key] ?? "", visibleText(name), "", own, term(by, value)), failures };
    });
}

function term(field: string, value: string): Lane["only"] {
  return value === "" ? null : { field, value };
}

/** The account as a filter finds it: with its domain, which tells namesakes apart, or by SID. */
function userValue(data: CaseData, lane: EngineLane): string {
  const row = lane.rows[0]!;
  const domain = data.strings[data.sessions.domain[row]!] ?? "";
  if (lane.name === "") return data.strings[data.sessions.sid[row]!] ?? "";
  return domain === "" ? lane.name : `${domain}\\${lane.name}`;
}

function emptyLane(
  key: string,
  label: string,
  note: string,
  machine: Machine | undefined,
  only: Lane["only"],
): Lane {
  return {
    key,
    label,
    only,
    note,
    firstTrack: 0,
    tracks: 0,
    failures: NO_ROWS,
    marks: machine?.marks ?? [],
    holes: machine?.holes ?? [],
  };
}

function laneLabel(data: CaseData, lane: EngineLane, key: string, by: LaneBy): string {
  if (by === "computer") return computerNames(data).get(key) || lane.name || T.noComputer;
  return lane.name || (data.strings[data.sessions.sid[lane.rows[0]!]!] ?? "") || T.noUser;
}

function failuresByKey(data: CaseData, failures: Rows, by: LaneBy): ReadonlyMap<number, Uint32Array> {
  const keys = by === "user" ? data.failures.userKey : data.failures.computerKey;
  const lists = new Map<number, number[]>();
  for (const row of failures) {
    const list = lists.get(keys[row]!);
    if (list === undefined) lists.set(keys[row]!, [row]);
    else list.push(row);
  }
  const { time } = data.failures;
  return new Map(
    [...lists].map(([key, list]) => [key, Uint32Array.from(list).sort((a, b) => time[a]! - time[b]!)]),
  );
}

/** Lays the sub-rows of lanes one after the other, as the canvas wants them. */
class TrackWriter {
  readonly rows: Uint32Array;
  readonly #bars: LaneBars;
  readonly #starts: number[] = [0];
  readonly #reach: number[] = [];
  #written = 0;

  constructor(size: number, bars: LaneBars) {
    this.rows = new Uint32Array(size);
    this.#bars = bars;
  }

  add(lane: EngineLane): { readonly firstTrack: number; readonly tracks: number } {
    const firstTrack = this.#reach.length;
    const { from, to } = this.#bars;
    const { subRows, subRowCount: tracks } = lane;
    // Where the next row of each track goes, from how many there are in those before it.
    const next = new Uint32Array(tracks + 1);
    for (let i = 0; i < subRows.length; i++) next[subRows[i]! + 1]!++;
    next[0] = this.#written;
    for (let track = 0; track < tracks; track++) next[track + 1]! += next[track]!;
    const starts = next.slice();
    const reach = new Float64Array(tracks);
    const last = new Float64Array(tracks).fill(Number.NEGATIVE_INFINITY);
    const unsorted = new Uint8Array(tracks);
    for (let i = 0; i < subRows.length; i++) {
      const track = subRows[i]!;
      const row = lane.rows[i]!;
      this.rows[next[track]!++] = row;
      const begin = from[row]!;
      if (begin < last[track]!) unsorted[track] = 1;
      last[track] = begin;
      reach[track] = Math.max(reach[track]!, to[row]! - begin);
    }
    for (let track = 0; track < tracks; track++) {
      const [first, end] = [starts[track]!, starts[track + 1]!];
      if (unsorted[track] === 1) this.rows.subarray(first, end).sort((a, b) => from[a]! - from[b]!);
      this.#starts.push(end);
      this.#reach.push(reach[track]!);
    }
    this.#written = starts[tracks]!;
    return { firstTrack, tracks: lane.subRowCount };
  }

  tracks(): { readonly trackStart: Uint32Array; readonly trackReach: Float64Array } {
    return { trackStart: Uint32Array.from(this.#starts), trackReach: Float64Array.from(this.#reach) };
  }
}

/** `38 h`, `40 min`: only the larger unit, a lane's margin is narrow. */
function hours(ticks: number): string {
  return (formatDuration(ticks) ?? "").replace(/^(\d+ (?:d|h|min|s)) .*/, "$1");
}
