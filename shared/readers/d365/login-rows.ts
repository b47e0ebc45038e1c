import { CLOUD_COLUMNS, type CloudRows, type CloudShape } from "../../types/cloud.ts";
import { StringTable } from "../../types/string-table.ts";
import { NumberList } from "../csv/number-list.ts";
import { MAX_LOGINS } from "./limits.ts";

/** One row of an export, its times as ticks. */
export interface Login {
  readonly user: string;
  readonly session: string;
  readonly environment: string;
  readonly start: number;
  readonly end: number;
  readonly lastSeen: number;
  readonly row: number;
  readonly offset: number;
}

type Name = keyof typeof CLOUD_COLUMNS;
const NAMES = Object.keys(CLOUD_COLUMNS) as Name[];

/**
 * Collects the logins of one export as columns. Of page views only when each session was first and last at work is
 * kept.
 */
export class LoginRows {
  readonly #strings = new StringTable();
  readonly #lists = new Map<Name, NumberList>(NAMES.map((name) => [name, new NumberList()]));
  readonly #bySession: Map<string, number> | null;
  readonly #most: number;
  readonly #views = { start: new NumberList(), lastSeen: new NumberList() };
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  newest = Number.NEGATIVE_INFINITY;
  lost = 0;
  #length = 0;

  constructor(shape: CloudShape, most = MAX_LOGINS) {
    this.#most = most;
    this.#bySession = shape === "pageViews" ? new Map() : null;
  }

  get length(): number {
    return this.#length;
  }

  add(login: Login): void {
    const { start, end, lastSeen } = login;
    if (start < this.first) this.first = start;
    if (start > this.last) this.last = start;
    for (const time of [start, end, lastSeen]) if (time > this.newest) this.newest = time;
    if (this.#bySession !== null && this.#joins(login)) return;
    if (this.#length >= this.#most) {
      this.lost++;
      return;
    }
    this.#length++;
    const seen = this.#bySession === null ? lastSeen : Math.max(start, orLess(lastSeen));
    for (const name of NAMES) {
      const value = login[name];
      const number =
        name === "lastSeen" ? seen : typeof value === "string" ? this.#strings.intern(value) : value;
      this.#lists.get(name)!.push(number);
    }
    this.#views.start.push(start);
    this.#views.lastSeen.push(seen);
  }

  /** Whether the row only tells more of a session that is known. */
  #joins({ environment, user, session, start, lastSeen }: Login): boolean {
    const key = `${environment}\n${user}\n${session}`;
    const known = this.#bySession!.get(key);
    if (known === undefined) {
      if (this.#length < this.#most) this.#bySession!.set(key, this.#length);
      return false;
    }
    const views = this.#views;
    views.start.set(known, Math.min(views.start.at(known), start));
    views.lastSeen.set(known, Math.max(views.lastSeen.at(known), start, orLess(lastSeen)));
    return true;
  }

  /** Logins that start outside a span. */
  countOutside(from: number, to: number): number {
    const starts = this.#views.start;
    let count = 0;
    for (let at = 0; at < starts.length; at++) if (starts.at(at) < from || starts.at(at) > to) count++;
    return count;
  }

  /** The columns, each exactly as long as there are rows. */
  columns(): Pick<CloudRows, Name | "texts" | "length"> {
    const lists = this.#lists;
    if (this.#bySession !== null) {
      lists.set("start", this.#views.start);
      lists.set("lastSeen", this.#views.lastSeen);
    }
    const column = <Name2 extends Name>(name: Name2) => {
      const filled = new CLOUD_COLUMNS[name](this.#length);
      const list = lists.get(name)!;
      for (let at = 0; at < this.#length; at++) filled[at] = list.at(at);
      return filled as InstanceType<(typeof CLOUD_COLUMNS)[Name2]>;
    };
    return {
      length: this.#length,
      texts: this.#strings.toArray(),
      user: column("user"),
      session: column("session"),
      environment: column("environment"),
      start: column("start"),
      end: column("end"),
      lastSeen: column("lastSeen"),
      row: column("row"),
      offset: column("offset"),
    };
  }
}

function orLess(time: number): number {
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time;
}
