import { SESSION_KINDS, type SessionKind } from "../../types/names.ts";
import type { FailureTable, SessionTable } from "../../types/session-table.ts";
import { UTC, type Zone } from "../time/zone.ts";
import { codesOf } from "./closed-lists.ts";
import { EMPTY_FAILURES, EMPTY_SESSIONS } from "./empty-tables.ts";
import { evaluate, type FieldSet } from "./evaluate.ts";
import { failureFields } from "./failure-fields.ts";
import { rowsOf } from "./mask.ts";
import { mayOverlap } from "./overlap.ts";
import { parseQuery } from "./parse.ts";
import { asResult, type QueryError, type QueryResult } from "./query.ts";
import { sessionFields } from "./session-fields.ts";

/** Rows of a table, in table order. */
export type Rows = Uint32Array<ArrayBuffer>;

/** The texts and the zone that a filter is read with. */
export interface FilterContext {
  readonly strings: readonly string[];
  readonly zone: Zone;
}

/** What to keep beside the query itself. */
export interface SessionSelection {
  /** Kinds to keep; all when null. */
  readonly kinds: readonly SessionKind[] | null;
  /** Keeps what may overlap [from, to); `NaN` sets no limit. */
  readonly from: number;
  readonly to: number;
}

/** Kinds shown when nobody asks for others. */
export const DEFAULT_KINDS: readonly SessionKind[] = ["desktop"];
/** What `all` means: everything but what Windows itself does. */
export const ALL_KINDS: readonly SessionKind[] = SESSION_KINDS.filter(
  (kind) => kind !== "system" && kind !== "desktopHelper",
);

/** Session rows that a filter text keeps. It acts after pairing and never changes a session. */
export function filterSessions(
  table: SessionTable,
  text: string,
  context: FilterContext,
  selection: SessionSelection,
): QueryResult<Rows> {
  return filterRows(text, sessionFields(table, context.strings, context.zone), (mask) => {
    if (selection.kinds !== null) {
      const wanted = new Uint8Array(256);
      for (const kind of selection.kinds) wanted[SESSION_KINDS.indexOf(kind)] = 1;
      const { kind } = table;
      for (let row = 0; row < mask.length; row++) mask[row]! &= wanted[kind[row]!]!;
    }
    const from = limit(selection.from, Number.NEGATIVE_INFINITY);
    const to = limit(selection.to, Number.POSITIVE_INFINITY);
    if (from === Number.NEGATIVE_INFINITY && to === Number.POSITIVE_INFINITY) return;
    for (let row = 0; row < mask.length; row++) {
      if (mask[row] === 1 && !mayOverlap(table, row, from, to)) mask[row] = 0;
    }
  });
}

/** Failure rows that a filter text keeps, from `from` on and before `to` (`NaN`: no limit). */
export function filterFailures(
  table: FailureTable,
  text: string,
  context: FilterContext,
  window: { readonly from: number; readonly to: number },
): QueryResult<Rows> {
  return filterRows(text, failureFields(table, context.strings, context.zone), (mask) => {
    for (let row = 0; row < mask.length; row++) {
      const time = table.time[row]!;
      if (time < window.from || time >= window.to) mask[row] = 0;
    }
  });
}

/** What is wrong with a filter of sessions, found without any session; null when nothing is. Needs no zone. */
export function checkSessionFilter(text: string, zone: Zone | null): QueryError | null {
  const empty = { strings: [""], zone: zone ?? UTC };
  const result = filterSessions(EMPTY_SESSIONS, text, empty, {
    kinds: null,
    from: Number.NaN,
    to: Number.NaN,
  });
  return result.ok ? null : result.error;
}

/** The same for a filter of failed logons. */
export function checkFailureFilter(text: string, zone: Zone | null): QueryError | null {
  const empty = { strings: [""], zone: zone ?? UTC };
  const result = filterFailures(EMPTY_FAILURES, text, empty, { from: Number.NaN, to: Number.NaN });
  return result.ok ? null : result.error;
}

/** Reads a list of kinds as `--kind` has it: `desktop,network`, or `all`. */
export function parseKinds(text: string): QueryResult<readonly SessionKind[]> {
  return asResult(() => {
    const kinds = new Set<SessionKind>();
    let at = 0;
    for (const part of text.split(",")) {
      const name = part.trim();
      if (name.toLowerCase() === "all") for (const kind of ALL_KINDS) kinds.add(kind);
      else
        for (const code of codesOf({ text: name, quoted: false, at }, SESSION_KINDS, "kind"))
          kinds.add(SESSION_KINDS[code]!);
      at += part.length + 1;
    }
    return SESSION_KINDS.filter((kind) => kinds.has(kind));
  });
}

function filterRows(text: string, fields: FieldSet, narrow: (mask: Uint8Array) => void): QueryResult<Rows> {
  const query = parseQuery(text);
  if (!query.ok) return query;
  return asResult(() => {
    const mask = evaluate(query.value, fields);
    narrow(mask);
    return rowsOf(mask);
  });
}

function limit(value: number, none: number): number {
  return Number.isNaN(value) ? none : value;
}
