import type { CaseData } from "../../../shared/types/case.ts";
import type { LaneMark } from "../../components/time-canvas/lane-model.ts";
import { memoByObject } from "../../data/memo.ts";
import { T } from "../../data/texts.ts";

export interface Machine {
  readonly marks: LaneMark[];
  readonly holes: { readonly from: number; readonly to: number }[];
}

/** Names of the computers by their key. */
export const computerNames = memoByObject(
  (data: CaseData): ReadonlyMap<string, string> =>
    new Map(data.computers.map(({ key, name }) => [key, name])),
);

/** Starts, ends and log holes of every computer, by its key. */
export const machineMarks = memoByObject((data: CaseData): ReadonlyMap<string, Machine> => {
  const keyOf = new Map(
    data.computers.flatMap(({ key, name, aliases }) => [name, ...aliases].map((n) => [n, key])),
  );
  const machines = new Map<string, Machine>();
  const of = (name: string): Machine => {
    const key = keyOf.get(name) ?? name.toLowerCase();
    let machine = machines.get(key);
    if (machine === undefined) {
      machine = { marks: [], holes: [] };
      machines.set(key, machine);
    }
    return machine;
  };
  for (const boot of data.boots) {
    const { marks } = of(boot.computer);
    if (!Number.isNaN(boot.start)) marks.push({ time: boot.start, kind: "boot", label: "" });
    if (boot.clean === false) {
      const label = boot.bugcheck === null ? T.lanes.died : T.lanes.crashed;
      marks.push({ time: Number.isNaN(boot.end) ? boot.lastRecord : boot.end, kind: "crash", label });
    } else if (boot.clean === true && !Number.isNaN(boot.end)) {
      marks.push({ time: boot.end, kind: "stop", label: "" });
    }
  }
  for (const hole of data.holes) {
    const machine = of(hole.computer);
    machine.holes.push({ from: hole.from, to: hole.to });
    if (hole.cause === "cleared")
      machine.marks.push({ time: hole.to, kind: "cleared", label: T.lanes.cleared });
  }
  // Outside of a computer's own records nothing is known of it, even where other computers of the case have records.
  for (const { name, oldest, newest } of data.computers) {
    if (oldest > data.oldest) of(name).holes.push({ from: data.oldest, to: oldest });
    if (newest < data.newest) of(name).holes.push({ from: newest, to: data.newest });
  }
  for (const { marks } of machines.values()) marks.sort((a, b) => a.time - b.time);
  return machines;
});
