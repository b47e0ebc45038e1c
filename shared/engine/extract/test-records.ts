import type { EventNode } from "../../readers/event-tree.ts";

/** One event for tests, tersely: what a reader would have built from a record. */
export interface TestEvent {
  readonly id: number;
  readonly provider?: string;
  readonly channel?: string;
  readonly computer?: string;
  readonly record?: number | string;
  /** ISO text; one second after midnight per record number where left out. */
  readonly time?: string;
  readonly userSid?: string;
  /** EventData by name; a name that begins with `#` makes an unnamed value. */
  readonly data?: Readonly<Record<string, string>>;
  readonly binary?: string;
  /** Leaf elements of UserData. */
  readonly userData?: Readonly<Record<string, string>>;
}

export function element(
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (EventNode | string)[]
): EventNode {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

/** Seconds after midnight of 2024-03-04 as ISO text. */
export function second(count: number): string {
  return new Date(Date.UTC(2024, 2, 4) + count * 1000).toISOString();
}

export function testEvent(event: TestEvent): EventNode {
  const record = event.record ?? 1;
  const system = element(
    "System",
    {},
    element("Provider", { Name: event.provider ?? "Microsoft-Windows-Security-Auditing" }),
    element("EventID", {}, String(event.id)),
    element("TimeCreated", { SystemTime: event.time ?? second(Number(record)) }),
    element("EventRecordID", {}, String(record)),
    element("Channel", {}, event.channel ?? "Security"),
    element("Computer", {}, event.computer ?? "PC1"),
    element("Security", event.userSid === undefined ? {} : { UserID: event.userSid }),
  );
  const data = Object.entries(event.data ?? {}).map(([name, value]) =>
    element("Data", name.startsWith("#") ? {} : { Name: name }, value),
  );
  if (event.binary !== undefined) data.push(element("Binary", {}, event.binary));
  const children = [system];
  if (data.length > 0) children.push(element("EventData", {}, ...data));
  if (event.userData !== undefined) {
    const leaves = Object.entries(event.userData).map(([name, value]) => element(name, {}, value));
    children.push(element("UserData", {}, element("Payload", {}, ...leaves)));
  }
  return element("Event", {}, ...children);
}
