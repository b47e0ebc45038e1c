import type { FieldName } from "../../types/fields.ts";
import type { Ticks } from "../../types/units.ts";
import type { EventNode } from "../event-tree.ts";

/** What is known of an event of which only its message tells its values. Empty texts are what is not known. */
export interface MessageEvent {
  readonly provider: string;
  readonly eventId: number;
  /** As event XML prints them. */
  readonly keywords: string;
  /** `NaN` when not known. */
  readonly time: Ticks;
  readonly recordId: string;
  readonly channel: string;
  readonly computer: string;
  readonly userSid: string;
  readonly facts: ReadonlyMap<FieldName, string> | null;
  readonly message: string;
}

/**
 * The event in the shape of event XML, which Windows did not write: it carries no namespace so that nobody takes it for
 * that. Facts out of the message stand under the names that event XML has for them, the message itself as `Message`.
 */
export function messageTree(event: MessageEvent): EventNode {
  const { time } = event;
  const system = node("System", [
    node("Provider", [], [["Name", event.provider]]),
    leaf("EventID", String(event.eventId)),
    ...known("Keywords", event.keywords),
    node("TimeCreated", [], Number.isNaN(time) ? [] : [["SystemTime", isoOf(time)]]),
    ...known("EventRecordID", event.recordId),
    ...known("Channel", event.channel),
    ...known("Computer", event.computer),
    ...(event.userSid === "" ? [] : [node("Security", [], [["UserID", event.userSid]])]),
  ]);
  const data = [...(event.facts ?? [])].map(([name, text]) => leaf("Data", text, [["Name", name]]));
  if (event.message !== "") data.push(leaf("Data", event.message, [["Name", "Message"]]));
  return node("Event", data.length === 0 ? [system] : [system, node("EventData", data)]);
}

const ORIGIN_MS = 1_704_067_200_000;
const TICKS_PER_SECOND = 10_000_000;

/** A moment as event XML prints it. */
function isoOf(time: Ticks): string {
  const seconds = Math.floor(time / TICKS_PER_SECOND);
  const rest = String(time - seconds * TICKS_PER_SECOND).padStart(7, "0");
  return new Date(ORIGIN_MS + seconds * 1000).toISOString().replace("000Z", `${rest}Z`);
}

type Attributes = readonly (readonly [string, string])[];

function node(
  name: string,
  children: readonly (EventNode | string)[],
  attributes: Attributes = [],
): EventNode {
  return { name, attributes: new Map(attributes), children };
}

function leaf(name: string, text: string, attributes: Attributes = []): EventNode {
  return node(name, text === "" ? [] : [text], attributes);
}

function known(name: string, text: string): readonly EventNode[] {
  return text === "" ? [] : [leaf(name, text)];
}
