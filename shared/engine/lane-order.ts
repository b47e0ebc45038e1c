import type { SessionTable } from "../types/session-table.ts";
import type { Rows } from "./filter/filter.ts";
import { type LaneBy, type LaneTable, leadRow } from "./lanes.ts";
import { orderByKeys } from "./radix-order.ts";

export type LaneOrder = "name" | "firstSeen" | "timeOn";

/** Numbers of lanes in an order. Lanes that are equal in it stand by name, lanes without a name come last. */
export function orderLanes(
  lanes: LaneTable,
  table: SessionTable,
  strings: readonly string[],
  by: LaneBy,
  order: LaneOrder,
): Rows {
  const every: Rows = Uint32Array.from({ length: lanes.length }, (_, lane) => lane);
  let ordered = byText(every, lanes, table.computer, strings);
  if (by !== "computer") ordered = byText(ordered, lanes, table.user, strings);
  if (order === "name") return ordered;
  const keys = order === "timeOn" ? lanes.timeOn : lanes.firstSeen;
  return orderByKeys(
    ordered,
    Float64Array.from(ordered, (lane) => keys[lane]!),
    order === "timeOn",
  );
}

/** Names are compared once each, however many lanes share them. */
function byText(lanes: Rows, table: LaneTable, column: Uint32Array, strings: readonly string[]): Rows {
  const ranks = new Float64Array(strings.length);
  const ids: number[] = [];
  const keys = new Float64Array(lanes.length);
  for (let i = 0; i < lanes.length; i++) {
    const id = column[leadRow(table, lanes[i]!)]!;
    keys[i] = id;
    if (ranks[id] !== 0) continue;
    ranks[id] = 1;
    ids.push(id);
  }
  const names = ids.map((id) => (strings[id] ?? "").toLowerCase());
  const rankOf = new Map([...new Set(names)].sort().map((name, rank) => [name, rank]));
  for (const [i, id] of ids.entries()) ranks[id] = names[i] === "" ? Number.NaN : rankOf.get(names[i]!)!;
  for (let i = 0; i < keys.length; i++) keys[i] = ranks[keys[i]!]!;
  return orderByKeys(lanes, keys, false);
}
