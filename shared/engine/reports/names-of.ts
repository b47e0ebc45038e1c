import type { CaseData } from "../../types/case.ts";
import type { Rows } from "../filter/filter.ts";
import { formatDuration } from "../time/duration.ts";
import { type UserInfo, usersOf } from "../users.ts";
import { put } from "./sorted.ts";

/** The cells that name an account. */
export interface AccountCells {
  readonly user: string | null;
  readonly domain: string | null;
  readonly sid: string | null;
}

interface AccountColumns {
  readonly user: Uint32Array;
  readonly domain: Uint32Array;
  readonly sid: Uint32Array;
  readonly computer: Uint32Array;
  readonly computerKey: Uint32Array;
}

/** Texts of a case for cells: unknown is null, never an empty text. */
export class CellTexts {
  readonly #strings: readonly string[];
  constructor(data: Pick<CaseData, "strings">) {
    this.#strings = data.strings;
  }

  text(id: number): string | null {
    const text = this.#strings[id];
    return id === 0 || text === undefined || text === "" ? null : text;
  }

  /** The account as one record spells it. */
  account(table: AccountColumns, row: number): AccountCells {
    return {
      user: this.text(table.user[row]!),
      domain: this.text(table.domain[row]!),
      sid: this.text(table.sid[row]!),
    };
  }

  /** Distinct texts in order of first sight. */
  distinct(ids: Iterable<number>): readonly string[] {
    const texts = new Set<string>();
    for (const id of ids) {
      const text = this.text(id);
      if (text !== null) texts.add(text);
    }
    return [...texts];
  }

  /** The computers of some rows, each once, under the name of the first. */
  computers(table: AccountColumns, rows: Iterable<number>): readonly string[] {
    const names = new Map<number, number>();
    for (const row of rows) {
      if (!names.has(table.computerKey[row]!)) names.set(table.computerKey[row]!, table.computer[row]!);
    }
    return this.distinct(names.values());
  }
}

/** Rows of each user (R15), users by name, then SID; rows that name nobody come last, as user 0. */
export function rowsByUser(
  data: CaseData,
  rows: Rows,
): readonly { readonly userKey: number; readonly account: AccountCells; readonly rows: readonly number[] }[] {
  const { sessions } = data;
  const groups = new Map<number, number[]>();
  for (const row of rows) {
    put(groups, sessions.userKey[row]!, row);
  }
  const texts = new CellTexts(data);
  const users: ReadonlyMap<number, UserInfo> = usersOf(data);
  return [...groups]
    .map(([userKey, own]) => {
      const last = texts.account(sessions, own.at(-1)!);
      const known = users.get(userKey);
      return {
        userKey,
        account: { ...last, user: known?.name ?? last.user, sid: known?.sid ?? last.sid },
        rows: own,
      };
    })
    .sort((a, b) => compareAccounts(a.account, b.account));
}

export function compareAccounts(a: AccountCells, b: AccountCells): number {
  return (
    compareTexts(a.user?.toLowerCase() ?? "\uffff", b.user?.toLowerCase() ?? "\uffff") ||
    compareTexts(a.domain ?? "", b.domain ?? "") ||
    compareTexts(a.sid ?? "", b.sid ?? "")
  );
}

/** Names of the computers by key: boots and lockouts bear keys. */
export function computerNames({ computers }: Pick<CaseData, "computers">): (computer: string) => string {
  const names = new Map(computers.map(({ key, name }) => [key, name]));
  return (computer) => names.get(computer.toLowerCase()) ?? computer;
}

/** How far a clock was set, with its sign: `+17 h 59 min`. */
export function stepText(ticks: number): string {
  const far = formatDuration(Math.abs(ticks)) ?? "?";
  return `${ticks < 0 ? "-" : "+"}${far}`;
}

export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Newest first; what has no time comes last. */
export function newestFirst(a: number, b: number): number {
  return (
    (Number.isNaN(b) ? Number.NEGATIVE_INFINITY : b) - (Number.isNaN(a) ? Number.NEGATIVE_INFINITY : a) || 0
  );
}
