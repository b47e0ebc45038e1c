import type { ByteSource } from "../../types/ports.ts";
import { CLOUD_CHANNEL } from "../../types/trail.ts";
import { DamageLog } from "../damage-log.ts";
import type { EventNode } from "../event-tree.ts";
import { type LayoutPorts, tableLayout } from "./table-layout.ts";
import { tableRows } from "./table-rows.ts";

/**
 * One row of a table again, by its byte offset: its cells under the names of their columns, as the data of an event has
 * names. Null where no row begins.
 */
export function cloudRowAt(source: ByteSource, offset: number, ports: LayoutPorts): EventNode | null {
  const layout = tableLayout(source, ports);
  if (layout === null || !(offset >= 0 && offset < source.size)) return null;
  const { unit, mark } = layout.stored.units;
  if (offset > mark && !endsLine(source, offset, unit)) return null;
  const rest: ByteSource = {
    size: source.size - offset,
    read: (position, target) => source.read(offset + position, target),
  };
  const stored = { ...layout.stored, units: { ...layout.stored.units, mark: 0 as const } };
  const decoder = ports.makeDecoder(layout.stored.name);
  const rows = tableRows(rest, stored, decoder, layout.delimiter, new DamageLog(), {
    splitRow: ports.splitRow,
    cancel: { cancelled: false },
  });
  const first = rows.next();
  if (first.done === true) return null;
  const { cells } = first.value;
  return node("Event", [
    node("System", [node("Channel", [CLOUD_CHANNEL])]),
    node(
      "EventData",
      cells.map((cell, at) => node("Data", [cell], [["Name", layout.headers[at] || `Column ${at + 1}`]])),
    ),
  ]);
}

function node(
  name: string,
  children: readonly (EventNode | string)[],
  attributes: readonly (readonly [string, string])[] = [],
): EventNode {
  return { name, attributes: new Map(attributes), children };
}

/** Whether a line end stands right before a place. */
function endsLine(source: ByteSource, offset: number, unit: 1 | 2): boolean {
  const before = new Uint8Array(unit);
  source.read(offset - unit, before);
  return before.includes(10) || before.includes(13);
}
