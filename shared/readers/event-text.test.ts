import { describe, expect, test } from "vitest";
import { treeToFullRecord, treeToXml } from "./event-text.ts";
import type { EventNode } from "./event-tree.ts";

function node(
  name: string,
  attributes: Record<string, string>,
  ...children: (EventNode | string)[]
): EventNode {
  return { name, attributes: new Map(Object.entries(attributes)), children };
}

describe("XML text", () => {
  test("escapes what must be, drops what XML cannot hold", () => {
    const tree = node("a", { q: `"<'&>\u0000` }, `"<'&>\u0001\ud800\t\r\n`, node("b", {}), node("c", {}, ""));
    expect(treeToXml(tree)).toBe(`<a q='"&lt;&apos;&amp;&gt;'>"&lt;'&amp;&gt;\ufffd\t\r\n<b/><c></c></a>`);
  });
});

describe("full record", () => {
  test("names, positions, repeated names, Binary, leaves", () => {
    const event = node(
      "Event",
      {},
      node(
        "System",
        {},
        node("Provider", { Name: "P" }),
        node("EventID", { Qualifiers: "0" }, "4624"),
        node("Version", {}, "2"),
        node("Keywords", {}, "0x8020000000000000"),
        node("TimeCreated", { SystemTime: "2024-01-01T00:00:00.0000001Z" }),
        node("EventRecordID", {}, "18446744073709551615"),
        node("Security", {}),
      ),
      node(
        "EventData",
        {},
        node("Data", {}, "first"),
        node("Data", { Name: "N" }, "1"),
        node("Data", { Name: "N" }, "2"),
        node("Data", { Name: "N" }, "3"),
        node("Data", {}),
        node("Data", { Name: "__proto__" }, "odd"),
        node("Binary", {}, "00FF"),
      ),
      node(
        "UserData",
        {},
        node("x:Outer", {}, node("x:Leaf", {}, "v"), node("Error", { Code: "5", xmlns: "u" })),
      ),
    );
    const record = treeToFullRecord(event);
    expect(record).toMatchObject({
      recordId: "18446744073709551615",
      eventId: 4624,
      version: 2,
      level: 0,
      task: 0,
      keywords: "0x8020000000000000",
      provider: "P",
      channel: null,
      computer: null,
      timeCreated: "2024-01-01T00:00:00.0000001Z",
      userSid: null,
      userData: { Leaf: "v", Error: "5" },
    });
    expect(Object.entries(record.data)).toEqual([
      ["0", "first"],
      ["1", ""],
      ["N", ["1", "2", "3"]],
      ["__proto__", "odd"],
      ["Binary", "00FF"],
    ]);
  });

  test("an event without anything", () => {
    expect(treeToFullRecord(node("Event", {}))).toMatchObject({
      recordId: null,
      eventId: 0,
      data: {},
      userData: {},
    });
  });
});
