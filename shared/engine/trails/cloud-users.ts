import type { CloudUser, CloudUserRows } from "../../types/cloud.ts";

/**
 * Users of Dynamics 365 by the ids that exports name them by: a GUID, else the id in Dynamics 365, else the address. A
 * user may be in several lists of different age, because accounts are renamed: the entry that was right at the time
 * counts.
 */
export class CloudUsers {
  readonly #entries = new Map<string, CloudUser[]>();
  /** Distinct users in all lists. */
  readonly size: number;

  constructor(lists: readonly CloudUserRows[]) {
    const people = new Set<string>();
    for (const { users } of lists) {
      for (const user of users) {
        const { userId, email, identities } = user;
        const ids = [...identities, userId, email].map(idKey).filter((id) => id !== "");
        for (const id of new Set(ids)) {
          const known = this.#entries.get(id);
          if (known === undefined) this.#entries.set(id, [user]);
          else known.push(user);
        }
        const [first] = ids;
        if (first !== undefined) people.add(first);
      }
    }
    for (const entries of this.#entries.values())
      entries.sort((a, b) => begin(a.validFrom) - begin(b.validFrom));
    this.size = people.size;
  }

  /** The entry of an id at a time; that of the oldest list when all are younger. */
  find(id: string, time: number): CloudUser | null {
    const entries = this.#entries.get(idKey(id));
    if (entries === undefined) return null;
    return entries.findLast(({ validFrom }) => !(validFrom > time)) ?? entries[0]!;
  }
}

/** Ids are compared without their case. */
export function idKey(id: string): string {
  return id.trim().toLowerCase();
}

function begin(validFrom: number): number {
  return Number.isNaN(validFrom) ? Number.MIN_SAFE_INTEGER : validFrom;
}
