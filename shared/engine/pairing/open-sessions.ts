import { PairTable } from "./pair-table.ts";
import type { SessionScratch } from "./session-scratch.ts";

/**
 * A user with more sessions open at once than this is not a person: only the youngest ones are looked at, so that a
 * log with 100,000 open sessions stays linear.
 */
const MAX_LOOK = 256;

/** The open desktop sessions of the boot being worked on, youngest first, for each user and for all. */
export class OpenSessions {
  readonly #sessions: SessionScratch;
  readonly #heads = new PairTable();
  #first = -1;

  constructor(sessions: SessionScratch) {
    this.#sessions = sessions;
  }

  clear(): void {
    this.#heads.clear();
    this.#first = -1;
  }

  /** As `clear`, and gives the room back. */
  release(): void {
    this.#heads.release();
    this.#first = -1;
  }

  add(session: number): void {
    const columns = this.#sessions.columns;
    const user = columns.userKey[session]!;
    const head = this.#heads.get(user, 0);
    columns.userNext[session] = head;
    columns.userPrevious[session] = -1;
    if (head >= 0) columns.userPrevious[head] = session;
    this.#heads.set(user, 0, session);
    columns.openNext[session] = this.#first;
    columns.openPrevious[session] = -1;
    if (this.#first >= 0) columns.openPrevious[this.#first] = session;
    this.#first = session;
    columns.open[session] = 1;
  }

  remove(session: number): void {
    const columns = this.#sessions.columns;
    if (columns.open[session] === 0) return;
    columns.open[session] = 0;
    const next = columns.userNext[session]!;
    const previous = columns.userPrevious[session]!;
    if (next >= 0) columns.userPrevious[next] = previous;
    if (previous >= 0) columns.userNext[previous] = next;
    else this.#heads.set(columns.userKey[session]!, 0, next);
    const after = columns.openNext[session]!;
    const before = columns.openPrevious[session]!;
    if (after >= 0) columns.openPrevious[after] = before;
    if (before >= 0) columns.openNext[before] = after;
    else this.#first = after;
  }

  /** Youngest open session of a user, -1 for none. */
  youngest(user: number): number {
    return this.#heads.get(user, 0);
  }

  /** Youngest open session of a user that passes, -1 for none. */
  find(user: number, accept: (session: number) => boolean): number {
    let session = this.youngest(user);
    for (let looked = 0; session >= 0 && looked < MAX_LOOK; looked++) {
      if (accept(session)) return session;
      session = this.#sessions.columns.userNext[session]!;
    }
    return -1;
  }

  /** Calls `visit` for every open session; `visit` may remove the one it is given. */
  forEach(visit: (session: number) => void): void {
    let session = this.#first;
    while (session >= 0) {
      const next = this.#sessions.columns.openNext[session]!;
      visit(session);
      session = next;
    }
  }
}
