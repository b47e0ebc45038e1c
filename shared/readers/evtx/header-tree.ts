import type { EventNode } from "../event-tree.ts";
import { filetimeToIso } from "../time.ts";
import { numberHigh, numberLow } from "./record-walk.ts";
import { recordNumber } from "./recovered.ts";

/** What the header of an unreadable record tells, as an event with nothing but its number and the time of writing. */
export function headerTree(view: DataView, at: number): EventNode {
  const time = filetimeToIso(view.getUint32(at + 16, true), view.getUint32(at + 20, true));
  const number = String(recordNumber(numberLow(view, at), numberHigh(view, at)));
  const system = node(
    "System",
    [],
    [node("TimeCreated", [["SystemTime", time]], []), node("EventRecordID", [], [number])],
  );
  return node("Event", [], [system]);
}

function node(name: string, attributes: [string, string][], children: (EventNode | string)[]): EventNode {
  return { name, attributes: new Map(attributes), children };
}
