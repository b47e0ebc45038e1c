import { visibleText } from "../../../shared/export/visible-text.ts";
import type { CaseData, ClockStep } from "../../../shared/types/case.ts";
import type { LaneMark, MarkKind, Stretch } from "../../components/time-canvas/lane-model.ts";
import { lengthText } from "../../data/length-text.ts";
import { memoByObject } from "../../data/memo.ts";
import { DOMAIN_TEXTS } from "../../data/texts/domain.ts";
import { T } from "../../data/texts.ts";
import { inAll, joined } from "./stretches.ts";

/** What is known of a computer besides its sessions. */
export interface Machine {
  /** Ascending in time. */
  readonly marks: readonly LaneMark[];
  /** Where any of its logs has no evidence. */
  readonly holes: readonly Stretch[];
  /** Where it cannot show sessions; holes in the System log alone do not count. */
  readonly blind: readonly Stretch[];
}

const MARK_KINDS: readonly MarkKind[] = [
  "boot",
  "stop",
  "crash",
  "clock",
  "cleared",
  "seen",
  "turnedAway",
  "lockedOut",
];
const COUNTED = { ...T.lanes.marks, ...DOMAIN_TEXTS.marks } as const;

export const NO_MACHINE: Machine = { marks: [], holes: [], blind: [] };

interface Draft {
  readonly marks: LaneMark[];
  readonly holes: Stretch[];
  readonly blind: Stretch[];
}

/** Names of the computers by their key. */
export const computerNames = memoByObject(
  (data: CaseData): ReadonlyMap<string, string> =>
    new Map(data.computers.map(({ key, name }) => [key, name])),
);

/** Starts, ends, changes of the clock and log holes of every computer, by its key. */
export const machinesOf = memoByObject((data: CaseData): ReadonlyMap<string, Machine> => {
  const keyOf = new Map(
    data.computers.flatMap(({ key, name, aliases }) => [name, ...aliases].map((n) => [n, key])),
  );
  const drafts = new Map<string, Draft>();
  const of = (name: string): Draft => {
    const key = keyOf.get(name) ?? name.toLowerCase();
    let draft = drafts.get(key);
    if (draft === undefined) {
      draft = { marks: [], holes: [], blind: [] };
      drafts.set(key, draft);
    }
    return draft;
  };
  for (const boot of data.boots) of(boot.computer).marks.push(...bootMarks(boot));
  for (const { computer, channel, cause, from, to } of data.holes) {
    const draft = of(computer);
    draft.holes.push({ from, to });
    if (channel !== "System") draft.blind.push({ from, to });
    if (cause === "cleared") draft.marks.push({ time: to, kind: "cleared", label: T.lanes.cleared });
  }
  for (const step of data.clockSteps) {
    if (!Number.isNaN(step.time)) {
      of(step.computer).marks.push({ time: step.time, kind: "clock", label: clockWords(step) });
    }
  }
  // Outside of a computer's own records nothing is known of it, even where other computers of the case have records.
  for (const { name, oldest, newest } of data.computers) {
    const draft = of(name);
    const outside = [
      { from: data.oldest, to: oldest },
      { from: newest, to: data.newest },
    ].filter(({ from, to }) => from < to);
    draft.holes.push(...outside);
    draft.blind.push(...outside);
  }
  return new Map(
    [...drafts].map(([key, { marks, holes, blind }]) => [
      key,
      { marks: marks.sort((a, b) => a.time - b.time), holes: joined(holes), blind: joined(blind) },
    ]),
  );
});

function bootMarks(boot: CaseData["boots"][number]): readonly LaneMark[] {
  const marks: LaneMark[] = [];
  if (!Number.isNaN(boot.start)) marks.push({ time: boot.start, kind: "boot", label: T.lanes.started });
  const end = Number.isNaN(boot.end) ? boot.lastRecord : boot.end;
  if (boot.clean === false) {
    marks.push({ time: end, kind: "crash", label: boot.bugcheck === null ? T.lanes.died : T.lanes.crashed });
  } else if (boot.clean === true && !Number.isNaN(boot.end)) {
    marks.push({ time: boot.end, kind: "stop", label: T.lanes.stopped });
  }
  return marks;
}

/** `2 starts`, `1 clock change`: the marks of a computer by kind, for who does not see them. */
export const markCounts = memoByObject((marks: readonly LaneMark[]): readonly string[] => {
  const counts = new Map<MarkKind, number>();
  for (const { kind } of marks) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return MARK_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [COUNTED[kind](count)];
  });
});

/** `clock set forward 2 h by anna`: by the bare name, for a mark has little room. */
export function clockWords({ delta, kind, byUser }: ClockStep): string {
  if (kind === "catchUp") return T.lanes.clockCaughtUp;
  const direction = delta > 0 ? T.lanes.clockForward : T.lanes.clockBack;
  const change = kind === "undone" ? T.lanes.clockUndone : `${direction} ${lengthText(Math.abs(delta))}`;
  if (byUser === null) return change;
  return T.lanes.clockBy(change, visibleText(byUser.slice(byUser.lastIndexOf("\\") + 1)));
}

/** Where no computer of the case can show sessions. */
const blindEverywhere = memoByObject((data: CaseData): readonly Stretch[] =>
  inAll(data.computers.map(({ key }) => machinesOf(data).get(key)?.blind ?? [])),
);

/** Where none of some computers can show sessions; null stands for all computers. */
export function blindOn(data: CaseData, computers: ReadonlySet<string> | null): readonly Stretch[] {
  if (computers === null || computers.size === 0) return blindEverywhere(data);
  return inAll([...computers].map((key) => machinesOf(data).get(key)?.blind ?? []));
}
