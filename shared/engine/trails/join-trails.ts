import type { CaseTables } from "../../types/case.ts";
import type { StringTable } from "../../types/string-table.ts";
import { type CaseTrails, type SourceTrail, TRAIL_FACT_COLUMNS, trailsOf } from "../../types/trail.ts";
import { makeTable } from "../columns.ts";
import { appendSessions } from "./append-sessions.ts";
import { addCloudSessions } from "./cloud-sessions.ts";
import { type HeldAgainst, holdAgainstLog } from "./hold-against-log.ts";
import { scriptLines } from "./script-lines.ts";
import { pairScriptLines } from "./script-sessions.ts";
import { TrailNames } from "./trail-names.ts";
import { TrailSessionList } from "./trail-session-list.ts";

export interface JoinedTrails {
  readonly tables: CaseTables;
  readonly trails: CaseTrails;
  /** Rows of a source that an earlier one already held. */
  readonly duplicates: ReadonlyMap<number, number>;
}

/**
 * Adds what trails tell to what event logs tell. Sessions of both stand in one table and never become one: those of a
 * trail have a kind and a class of evidence of their own. Null when there are no trails.
 */
export function joinTrails(
  tables: CaseTables,
  trails: readonly SourceTrail[],
  strings: StringTable,
): JoinedTrails | null {
  if (trails.length === 0) return null;
  const found = new TrailSessionList();
  const names = new TrailNames(tables, strings);
  const { lines, duplicates } = scriptLines(trailsOf(trails, "script"), names, strings);
  pairScriptLines(lines, strings, found);
  const cloud = addCloudSessions(trailsOf(trails, "cloud"), trailsOf(trails, "cloudUsers"), strings, found);
  const list = found.finish();
  const { sessions, acts, places } = appendSessions(tables, list, strings);
  const joined: CaseTables = { ...tables, sessions, acts };
  const held = holdAgainstLog(joined, strings);
  return {
    tables: joined,
    trails: {
      facts: factsOf(list, places, held),
      ...(cloud === null ? {} : { dynamics: cloud.cloud }),
    },
    duplicates: new Map([...duplicates, ...(cloud?.duplicates ?? [])]),
  };
}

/** What is known of the sessions of trails, and of sessions of event logs that were held against one. */
function factsOf(
  list: ReturnType<TrailSessionList["finish"]>,
  places: Uint32Array,
  { check, other }: HeldAgainst,
): CaseTrails["facts"] {
  const own = new Map<number, number>();
  for (let row = 0; row < list.length; row++) own.set(places[row]!, row);
  const rows: number[] = [];
  for (let row = 0; row < check.length; row++) if (check[row] !== 0 || own.has(row)) rows.push(row);
  const facts = makeTable(TRAIL_FACT_COLUMNS, rows.length);
  for (const [at, row] of rows.entries()) {
    const from = own.get(row);
    facts.session[at] = row;
    facts.check[at] = check[row]!;
    facts.other[at] = other[row]!;
    if (from === undefined) continue;
    facts.email[at] = list.email[from]!;
    facts.environment[at] = list.environment[from]!;
    facts.sessionName[at] = list.sessionName[from]!;
    facts.server[at] = list.server[from]!;
  }
  return facts;
}
