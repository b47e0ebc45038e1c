import { childOf, type EventNode, textOf } from "../event-tree.ts";
import { SECURITY } from "./channel.ts";
import type { EvtRecord } from "./evt-record.ts";
import { LEGACY_EVENTS, modernText } from "./legacy-events.ts";
import { unixToIso } from "./unix-time.ts";

/** Level of today by the type of the record; audits have none. */
export function levelOf(type: number): number {
  return type === 1 ? 2 : type === 2 ? 3 : type === 4 ? 4 : 0;
}

/** High half of Keywords: classic event, and success or failure of an audit. */
export function keywordsHighOf(type: number): number {
  return 0x80_0000 | (type === 8 ? 0x20_0000 : 0) | (type === 16 ? 0x10_0000 : 0);
}

/**
 * A legacy record as an event tree, and so as XML, in the shape in which today's Windows shows an event of a classic
 * source: own number and source, unnamed strings, data as hex. Windows itself never wrote such a record as XML; this
 * is our rendering, and it carries no namespace so that nobody takes it for Windows' own.
 */
export function legacyTree(record: EvtRecord, channel: string): EventNode {
  const { type, sid } = record;
  const system = node(
    "System",
    [],
    [
      node("Provider", [["Name", record.source]], []),
      node("EventID", [["Qualifiers", String(record.qualifiers)]], [String(record.eventId)]),
      node("Level", [], [String(levelOf(type))]),
      node("Task", [], [String(record.category)]),
      node("Keywords", [], [`0x${keywordsHighOf(type).toString(16)}00000000`]),
      node("TimeCreated", [["SystemTime", unixToIso(record.generated)]], []),
      node("EventRecordID", [], [String(record.number)]),
      ...(channel === "" ? [] : [node("Channel", [], [channel])]),
      node("Computer", [], [record.computer]),
      node("Security", sid === "" ? [] : [["UserID", sid]], []),
    ],
  );
  const data: EventNode[] = [];
  for (let index = 0; index < record.strings; index++) data.push(leaf("Data", [], record.string(index)));
  const hex = record.dataHex;
  if (hex !== "") data.push(node("Binary", [], [hex]));
  return node("Event", [], data.length === 0 ? [system] : [system, node("EventData", [], data)]);
}

/** A legacy record as the event of today that says the same. */
export interface ModernEvent {
  readonly tree: EventNode;
  /** The number the record itself has. */
  readonly originalEventId: number;
}

/**
 * Translates the tree of a legacy record, made by `legacyTree` or read from an .evtx that Windows converted: number,
 * provider and the names of the strings become those of today. Null for every other record.
 */
export function modernEvent(tree: EventNode): ModernEvent | null {
  const system = childOf(tree, "System");
  if (system === null) return null;
  const data = childOf(tree, "EventData");
  const part = (name: string): EventNode | undefined =>
    system.children.find((child): child is EventNode => typeof child !== "string" && child.name === name);
  if (part("Provider")?.attributes.get("Name") !== SECURITY || part("Channel")?.children[0] !== SECURITY) {
    return null;
  }
  const originalEventId = Number(part("EventID")?.children[0]);
  const event = LEGACY_EVENTS.get(originalEventId);
  if (event === undefined) return null;
  const members = system.children.map((child) => {
    if (typeof child === "string") return child;
    if (child.name === "Provider") return node("Provider", [["Name", event.provider]], []);
    return child.name === "EventID" ? node("EventID", [], [String(event.id)]) : child;
  });
  const values: EventNode[] = [];
  const sid = part("Security")?.attributes.get("UserID") ?? "";
  if (event.sid !== "" && sid !== "") values.push(leaf("Data", [["Name", event.sid]], sid));
  const strings = data === null ? [] : data.children;
  strings.forEach((child, index) => {
    if (typeof child === "string") return;
    const name = child.name === "Data" ? (event.names[index] ?? "") : "";
    const value = modernText(textOf(child).trim());
    values.push(name === "" ? child : leaf("Data", [["Name", name]], value));
  });
  if (event.reason !== "") values.push(leaf("Data", [["Name", "FailureReason"]], event.reason));
  const children = [node("System", [], members)];
  if (values.length > 0) children.push(node("EventData", [], values));
  return { tree: node("Event", [], children), originalEventId };
}

function node(name: string, attributes: [string, string][], children: (EventNode | string)[]): EventNode {
  return { name, attributes: new Map(attributes), children };
}

function leaf(name: string, attributes: [string, string][], text: string): EventNode {
  return node(name, attributes, text === "" ? [] : [text]);
}
