import type { CloudColumns, CloudUser } from "../../types/cloud.ts";
import { guidOf, userIdOf } from "./guid.ts";
import { MAX_ID_CHARS, MAX_IDENTITIES, MAX_USERS } from "./limits.ts";

/** Collects the rows of a list of users; what repeats an earlier row is counted. */
export class UserList {
  readonly #columns: CloudColumns;
  readonly #most: number;
  readonly #users = new Map<string, CloudUser>();
  doubles = 0;
  /** Doubles that say something else than the first row. */
  conflicts = 0;
  lost = 0;

  constructor(columns: CloudColumns, most = MAX_USERS) {
    this.#columns = columns;
    this.#most = most;
  }

  get users(): readonly CloudUser[] {
    return [...this.#users.values()];
  }

  /** False for a row that names nobody. `timeOf` reads a time of the row. */
  add(cells: readonly string[], validFrom: number): boolean {
    const cell = (at: number | undefined): string =>
      at === undefined ? "" : (cells[at] ?? "").trim().slice(0, MAX_ID_CHARS);
    const { userId, name, email, identity } = this.#columns;
    // Any column may hold the id that exports use; which one it is differs with the version.
    const guids = new Set<string>();
    for (const text of cells) {
      const guid = guidOf(text.slice(0, MAX_ID_CHARS));
      if (guid !== null && guids.size < MAX_IDENTITIES) guids.add(guid);
    }
    const named = identity === undefined ? "" : userIdOf(cell(identity));
    if (named !== "" && guids.size < MAX_IDENTITIES) guids.add(named);
    const id = cell(userId);
    const user: CloudUser = {
      userId: guidOf(id) === null ? id : "",
      name: cell(name),
      email: cell(email),
      identities: [...guids],
      validFrom,
    };
    const who = user.identities[0] ?? (user.userId || user.email).toLowerCase();
    if (who === "") return false;
    const key = `${who}|${validFrom}`;
    const known = this.#users.get(key);
    if (known !== undefined) {
      this.doubles++;
      if (!isSame(known, user)) this.conflicts++;
      return true;
    }
    if (this.#users.size >= this.#most) this.lost++;
    else this.#users.set(key, user);
    return true;
  }
}

function isSame(a: CloudUser, b: CloudUser): boolean {
  return a.userId === b.userId && a.name === b.name && a.email.toLowerCase() === b.email.toLowerCase();
}
