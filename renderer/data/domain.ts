import { AddressNames } from "../../shared/engine/domain/address-names.ts";
import { controllersOf, isAuthentication } from "../../shared/engine/domain/controllers.ts";
import { accountName, attemptsOf, refusalRows } from "../../shared/engine/reports/attempts.ts";
import { withoutRealm } from "../../shared/engine/without-realm.ts";
import { ACT } from "../../shared/types/act-table.ts";
import type { CaseData } from "../../shared/types/case.ts";
import { memoByObject } from "./memo.ts";

/** Keys of the domain controllers whose logs are in the case. */
export const controllerKeys = memoByObject(
  (data: CaseData): ReadonlySet<string> => new Set(controllersOf(data).map(({ key }) => key)),
);

/** Whether a session is what a domain controller recorded, whose length says nothing of how long somebody stayed. */
export function isOfController(data: CaseData, row: number): boolean {
  return controllerKeys(data).has(data.strings[data.sessions.computerKey[row]!] ?? "");
}

/** One thing that a domain controller tells of a user. */
export interface DomainMark {
  readonly time: number;
  readonly kind: "seen" | "turnedAway" | "lockedOut";
  readonly user: string;
  readonly controller: string;
  /** Where it came from: a recorded workstation, address, or the caller of a lockout. */
  readonly from: string;
  /** Computer that the address belonged to, inferred; empty when not known. */
  readonly inferred: string;
}

export interface DomainLane {
  readonly name: string;
  /** Ascending in time. */
  readonly marks: readonly DomainMark[];
}

/** More lanes and marks than anybody looks at; the findings of the coverage answer are whole. */
const MOST_LANES = 500;
const MOST_MARKS = 200_000;

/** What domain controllers tell, by user or by controller, in the order of the names. */
export const domainLanes = memoByObject(
  (data: CaseData, by: "user" | "controller"): readonly DomainLane[] => {
    const controllers = controllerKeys(data);
    if (controllers.size === 0) return [];
    const { acts, strings } = data;
    const names = new AddressNames(data);
    const lanes = new Map<string, { name: string; marks: DomainMark[] }>();
    let left = MOST_MARKS;
    const add = (mark: DomainMark): void => {
      if (left-- <= 0) return;
      const key = by === "user" ? accountName(mark.user) : mark.controller.toLowerCase();
      const lane = lanes.get(key);
      if (lane !== undefined) lane.marks.push(mark);
      else
        lanes.set(key, {
          name: by === "user" ? withoutRealm(mark.user) : mark.controller,
          marks: [mark],
        });
    };
    for (let at = 0; at < acts.length; at++) {
      const isSeen = isAuthentication(acts.kind[at]!);
      if (!isSeen && acts.kind[at] !== ACT.refused) continue;
      const time = acts.time[at]!;
      if (Number.isNaN(time) || !controllers.has(strings[acts.computerKey[at]!] ?? "")) continue;
      add({
        time,
        kind: isSeen ? "seen" : "turnedAway",
        user: strings[acts.user[at]!] ?? "",
        controller: strings[acts.computer[at]!] ?? "",
        from: strings[acts.place[at]!] || (strings[acts.sourceAddress[at]!] ?? ""),
        inferred: names.at(acts.sourceAddress[at]!, time) ?? "",
      });
    }
    const nameOf = new Map(data.computers.map(({ key, name }) => [key, name]));
    for (const { time, user, computer, caller } of data.lockouts) {
      if (!controllers.has(computer.toLowerCase())) continue;
      add({
        time,
        kind: "lockedOut",
        user,
        controller: nameOf.get(computer) ?? computer,
        from: caller,
        inferred: "",
      });
    }
    return [...lanes.values()]
      .sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))
      .slice(0, MOST_LANES)
      .map(({ name, marks }) => ({ name, marks: marks.sort((a, b) => a.time - b.time) }));
  },
);

/** More records than this are not put together into attempts on the page's own thread. */
const MOST_REFUSALS = 200_000;

/** What all controllers of a case tell together. */
export interface DomainSummary {
  readonly controllers: number;
  readonly authentications: number;
  readonly users: number;
  /** Refused attempts in all logs of the case, each once however many logs tell of it; null for too many. */
  readonly attempts: number | null;
  readonly lockouts: number;
}

/** Null for a case without domain controllers. */
export const domainSummary = memoByObject((data: CaseData): DomainSummary | null => {
  const controllers = controllerKeys(data).size;
  if (controllers === 0) return null;
  const { acts, strings, failures } = data;
  const users = new Set<string>();
  let authentications = 0;
  for (let at = 0; at < acts.length; at++) {
    if (!isAuthentication(acts.kind[at]!)) continue;
    authentications++;
    users.add(accountName(strings[acts.user[at]!] ?? ""));
  }
  const refusals = refusalRows(data);
  const isMuch = failures.length + refusals.length > MOST_REFUSALS;
  const failureRows = Array.from({ length: isMuch ? 0 : failures.length }, (_, row) => row);
  return {
    controllers,
    authentications,
    users: users.size,
    attempts: isMuch ? null : attemptsOf(data, failureRows, refusals).length,
    lockouts: data.lockouts.length,
  };
});
