import type { Rows } from "../../../shared/engine/filter/filter.ts";
import { groupRows } from "../../../shared/engine/group-rows.ts";
import { type LaneBy, type LaneTable, leadRow } from "../../../shared/engine/lanes.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import type { LaneGroup } from "../../components/time-canvas/lane-model.ts";
import { DOMAIN_TEXTS as D } from "../../data/texts/domain.ts";
import { T } from "../../data/texts.ts";
import { computerLabel, shortTime } from "./lane-words.ts";
import { machinesOf, NO_MACHINE } from "./machine-marks.ts";

/** More computers than this begin folded: their headings alone give the overview. */
const MANY_COMPUTERS = 20;

export interface Grouping {
  readonly by: LaneBy;
  readonly table: LaneTable;
  /** 1 for lanes of people, by lane. */
  readonly people: Uint8Array;
  /** What each lane's sessions come from: 0 event logs, 1 logon scripts, 2 cloud trails. */
  readonly trails: Uint8Array;
  /** Lanes with sessions in the order chosen. */
  readonly order: Rows;
  /** Lanes of the computers, and their order, where users stand within computers. */
  readonly computers: LaneTable;
  readonly computerOrder: Uint32Array;
  readonly refused: Uint32Array;
  readonly machines: Uint32Array;
  /** Lanes of the places that refused sign-ins came from. */
  readonly sources: Uint32Array;
  /** Lanes of what domain controllers tell. */
  readonly seen: Uint32Array;
}

const NO_LANES = new Uint32Array(0);

/** Groups of lanes from top to bottom. Empty ones may be among them; the canvas leaves them out. */
export function laneGroups(data: CaseData, grouping: Grouping): readonly LaneGroup[] {
  const { by, people, trails, refused, machines, sources } = grouping;
  // The same refusals stand in the lanes of those who were refused.
  const refusedFrom = [
    ...(sources.length === 0 ? [] : [plain("sources", T.lanes.refusedFrom, sources)]),
    // With marks and no bars: nobody shall read a length of stay into what these logs tell.
    ...(grouping.seen.length === 0 ? [] : [{ ...plain("seen", D.lanes, grouping.seen), remark: D.dcOnly }]),
  ];
  const order = grouping.order.filter((lane) => trails[lane] === 0);
  // Below all that event logs tell: what users can write themselves must not be read as the same.
  const others = [
    {
      ...plain(
        "script",
        T.lanes.scripts,
        grouping.order.filter((lane) => trails[lane] === 1),
      ),
      remark: T.evidenceMeaning.userWritable,
    },
    plain(
      "cloud",
      T.lanes.cloud,
      grouping.order.filter((lane) => trails[lane] === 2),
    ),
  ];
  if (by === "computer") {
    return [
      plain("computers", T.lanes.computers, joinedLanes(order, refused, machines)),
      ...others,
      ...refusedFrom,
    ];
  }
  const ofPeople = order.filter((lane) => people[lane] === 1);
  const automatic = order.filter((lane) => people[lane] === 0);
  // Folded at first, unless there is nothing else to see.
  const hasPeople = ofPeople.length > 0 || others.some(({ lanes }) => lanes.length > 0);
  const rest = [
    ...others,
    plain("automatic", T.lanes.automatic, automatic, hasPeople),
    plain("refused", T.lanes.refused, refused, order.length > 0),
  ];
  return by === "user"
    ? [
        plain("people", T.lanes.people, ofPeople),
        ...rest,
        ...refusedFrom,
        plain("machines", T.lanes.computers, machines),
      ]
    : [...computerGroups(data, grouping, ofPeople), ...rest, ...refusedFrom];
}

function plain(key: string, label: string, lanes: Uint32Array, foldedAtFirst = false): LaneGroup {
  return { key, label, note: "", lanes, headed: false, foldedAtFirst, marks: [], holes: [] };
}

/** One group a computer, its people inside. */
function computerGroups(data: CaseData, grouping: Grouping, people: Rows): readonly LaneGroup[] {
  const { table, computers, computerOrder } = grouping;
  const { computerKey } = data.sessions;
  // Lanes by computer, each list in the order of the lanes.
  const keys = new Uint32Array(table.length);
  for (let lane = 0; lane < keys.length; lane++) keys[lane] = computerKey[leadRow(table, lane)]!;
  const lists = groupRows(people, [keys]);
  const listOf = new Map<number, Uint32Array>();
  for (let list = 0; list < lists.length; list++) {
    const lanes = lists.rows.subarray(lists.start[list], lists.start[list + 1]);
    listOf.set(keys[lanes[0]!]!, lanes);
  }
  const machines = machinesOf(data);
  return Array.from(computerOrder, (computer): LaneGroup => {
    const row = leadRow(computers, computer);
    const key = data.strings[computerKey[row]!] ?? "";
    const own = machines.get(key) ?? NO_MACHINE;
    return {
      key: `computer:${key}`,
      label: computerLabel(data, data.sessions, row),
      note: shortTime(computers.timeOn[computer]!),
      lanes: listOf.get(computerKey[row]!) ?? NO_LANES,
      headed: true,
      foldedAtFirst: computerOrder.length > MANY_COMPUTERS,
      marks: own.marks,
      holes: own.blind,
    };
  });
}

function joinedLanes(...lists: readonly Uint32Array[]): Uint32Array {
  const out = new Uint32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let at = 0;
  for (const list of lists) {
    out.set(list, at);
    at += list.length;
  }
  return out;
}
