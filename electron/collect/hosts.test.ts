import { describe, expect, test } from "vitest";
import { isHostName, isSameComputer, parseHosts } from "../../shared/contract/host-names.ts";
import { EVENT_CATALOG } from "../../shared/engine/catalog/event-catalog.ts";
import { expressionsIn, parseQuery } from "../../tests/windows/xpath.ts";
import { folderOf } from "./hosts.ts";
import { RecordStream } from "./record-stream.ts";
import { remoteQuery } from "./remote-query.ts";

describe("a list of computers", () => {
  test("is read as people keep it, each once", () => {
    const text = "\ufeffDC1\r\n# servers\ndc2.corp.local, \\\\SRV-9;10.0.0.5  dc1 # again\n\nfe80::1%4";
    expect(parseHosts(text)).toEqual({
      hosts: ["DC1", "dc2.corp.local", "SRV-9", "10.0.0.5", "fe80::1%4"],
      refused: [],
    });
  });

  test.each([
    "/p:x",
    "-q",
    "a b;",
    "a/b",
    "x:y",
    "dc1.",
    "..",
    "a..b",
    '"',
    "a&calc",
    "a".repeat(64),
    "%4",
    "ä",
  ])("%s", (name) => {
    expect(isHostName(name)).toBe(name === "ä");
  });

  test("what is no name is told, and is no reason to drop the others", () => {
    expect(parseHosts("dc1, /r:evil, dc2")).toEqual({ hosts: ["dc1", "dc2"], refused: ["/r:evil"] });
  });

  test("names of one computer", () => {
    expect(isSameComputer("dc1", "DC1.corp.local")).toBe(true);
    expect(isSameComputer("dc1.a.local", "dc1.b.local")).toBe(false);
    expect(isSameComputer("10.0.0.5", "DC1")).toBe(true);
    expect(isSameComputer("dc1", "SRV9")).toBe(false);
  });

  test.each([
    ["DC01.corp.local", "dc01.corp.local"],
    ["../../etc", "_.._etc"],
    ["..", "unnamed"],
    ["CON.x", "_con.x"],
    ["a\\b:c", "a_b_c"],
    ["PC-Größe", "pc-größe"],
  ])("a folder of %s stays inside", (computer, folder) => {
    expect(folderOf(computer)).toBe(folder);
  });
});

describe("the query", () => {
  test("keeps below the limits of Windows in every Select", () => {
    for (const channel of ["security", "system", "lsm", "rcm"] as const) {
      for (const fromRecord of [null, 18_446_744_073_709_551_615n]) {
        const query = remoteQuery(channel, { whole: false, fromRecord });
        for (const [, path, text] of query.matchAll(/<Select Path="([^"]+)">([^<]*)</g)) {
          expect(path).not.toBe("");
          expect(expressionsIn(text!.replaceAll("&gt;", ">").replaceAll("&lt;", "<"))).toBeLessThanOrEqual(
            20,
          );
        }
      }
    }
  });

  test("asks for every event that the program knows something about", () => {
    const tests = (["security", "system"] as const).map((channel) => {
      const query = remoteQuery(channel, { whole: false, fromRecord: null });
      const parts = [...query.matchAll(/<Select Path="[^"]+">([^<]*)</g)].map(([, text]) =>
        parseQuery(text!.replaceAll("&gt;", ">").replaceAll("&lt;", "<")),
      );
      return [channel, parts] as const;
    });
    for (const [channel, parts] of tests) {
      for (const { id } of EVENT_CATALOG.filter((each) => each.channel === channel)) {
        const record = { eventId: id, recordId: 1, time: "2024-03-06T13:00:00Z" };
        expect(
          parts.some((keeps) => keeps?.(record)),
          `${channel} ${id}`,
        ).toBe(true);
      }
    }
  });

  test("asks for the last record known whatever its kind", () => {
    const query = remoteQuery("security", { whole: false, fromRecord: 17n });
    expect(query).toContain("*[System[EventRecordID=17]]");
    expect(query.match(/EventRecordID&gt;17/g)).toHaveLength(2);
    expect(remoteQuery("lsm", { whole: true, fromRecord: null })).toContain(">*</Select>");
  });
});

describe("what comes", () => {
  const event = (id: number, computer = "DC1") =>
    `<Event xmlns='x'><System><TimeCreated SystemTime='2024-03-06T13:00:00.1234567Z'/><EventRecordID>${id}</EventRecordID><Computer>${computer}</Computer></System></Event>`;
  const all = `<Events>${event(1)}\r\n${event(2, "DC1-Größe")}<Event xmlns='x'><System><Prov`;

  test.each(["utf16le", "utf8"] as const)("in %s and any pieces gives the same whole events", (encoding) => {
    for (const size of [1, 3, 7, 1000]) {
      const bytes = Buffer.from(all, encoding);
      const stream = new RecordStream();
      let text = "";
      for (let at = 0; at < bytes.length; at += size) text += stream.add(bytes.subarray(at, at + size));
      expect(text).toBe(`${event(1)}\n${event(2, "DC1-Größe")}\n`);
      expect([stream.records, stream.computer, stream.last?.recordId]).toEqual([2, "DC1-Größe", 2n]);
    }
  });

  test("an event that never ends is given up", () => {
    const stream = new RecordStream();
    for (let i = 0; i < 10 && !stream.broken; i++)
      stream.add(Buffer.from(`<Event x='${"y".repeat(1_000_000)}`));
    expect(stream.broken).toBe(true);
  });
});
