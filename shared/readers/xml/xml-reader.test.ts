import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FIELD } from "../../types/fields.ts";
import { StringTable } from "../../types/string-table.ts";
import { treeToFullRecord, treeToXml } from "../event-text.ts";
import { textOf } from "../event-tree.ts";
import { isoToTicks } from "../time.ts";
import { MAX_EVENT_UNITS, PIECE_BYTES } from "./limits.ts";
import { readXmlRecordAt } from "./read-record-at.ts";
import { bytesSource } from "./test-source.ts";
import { XmlEventReader, type XmlSummary } from "./xml-reader.ts";

const makeDecoder = (encoding: string): TextDecoder => new TextDecoder(encoding);
const NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

function event(id: number, record: number, data = "", more = ""): string {
  return `<Event xmlns='${NAMESPACE}'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>${id}</EventID><Version>0</Version><TimeCreated SystemTime='2024-03-04T08:00:00.1234567Z'/><EventRecordID>${record}</EventRecordID><Channel>Security</Channel><Computer>PC1</Computer><Security/></System><EventData>${data}</EventData>${more}</Event>`;
}

function data(name: string, value: string): string {
  return `<Data Name='${name}'>${value}</Data>`;
}

interface Read {
  readonly ids: string[];
  readonly offsets: number[];
  readonly xml: string[];
  readonly texts: string[];
  readonly summary: XmlSummary;
  readonly damage: Record<string, [offset: number, count: number]>;
}

function read(input: string | Uint8Array, most?: number): Read {
  const bytes = typeof input === "string" ? new TextEncoder().encode(input) : input;
  const reader = new XmlEventReader(bytesSource(bytes, most), {
    strings: new StringTable(),
    makeDecoder,
    cancel: { cancelled: false },
  });
  const ids: string[] = [];
  const offsets: number[] = [];
  const xml: string[] = [];
  const texts: string[] = [];
  reader.records(({ tree, offset }) => {
    ids.push(treeToFullRecord(tree).recordId ?? "none");
    offsets.push(offset);
    xml.push(treeToXml(tree));
    texts.push(textOf(tree));
  });
  const summary = reader.summary;
  const damage = Object.fromEntries(summary.damage.map(({ code, offset, count }) => [code, [offset, count]]));
  return { ids, offsets, xml, texts, summary, damage: damage as Read["damage"] };
}

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const all = mark ? `\ufeff${text}` : text;
  const bytes = new Uint8Array(all.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < all.length; i++) view.setUint16(i * 2, all.charCodeAt(i), !bigEndian);
  return bytes;
}

describe("shapes and encodings", () => {
  const two = `${event(4624, 1, data("TargetUserName", "Jürgen \u{1f600}"))}${event(4634, 2)}`;
  const shapes: [string, string][] = [
    ["document", `<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${two}</Events>`],
    ["stream", two],
    ["lines", two.replaceAll("</Event>", "</Event>\r\n")],
    ["pretty", `<Events>\r\n${two.replaceAll("><", ">\r\n  <")}\r\n</Events>\r\n`],
    ["double quotes", two.replaceAll("'", '"')],
    ["prefixed", two.replaceAll(/<(\/?)(\w)/g, "<$1ns0:$2").replaceAll("xmlns=", "xmlns:ns0=")],
    [
      "comments",
      `<!-- <Event> --><Events><!--x-->${two.replace("<System>", "<!-- </Event> --><System>")}</Events>`,
    ],
    ["root with namespace", `<Events xmlns='${NAMESPACE}'>${two}</Events>`],
  ];
  test.each(shapes)("%s", (_name, text) => {
    const plain = read(text);
    expect(plain.ids).toEqual(["1", "2"]);
    expect(plain.damage).toEqual({});
    expect(plain.texts[0]).toContain("Jürgen \u{1f600}");
    for (const [bigEndian, mark] of [
      [false, true],
      [true, true],
      [false, false],
      [true, false],
    ] as const) {
      const wide = read(utf16(text, bigEndian, mark));
      expect(wide.xml).toEqual(plain.xml);
      expect(wide.damage).toEqual({});
    }
    const marked = read(`\ufeff${text}`);
    expect(marked.xml).toEqual(plain.xml);
    expect(marked.offsets).toEqual(plain.offsets.map((offset) => offset + 3));
    // Pieces of any size give the same.
    for (const most of [1, 7, 64]) expect(read(text, most).xml).toEqual(plain.xml);
  });

  test("offsets are byte positions, and a record is read again at its own", () => {
    const text = `<Events>Größe€${event(1, 1, data("a", "€€€"))}\n${event(2, 2)}</Events>`;
    const marks = ["<Event ", "<Event "];
    for (const bytes of [
      new TextEncoder().encode(text),
      utf16(text, false, true),
      utf16(text, true, false),
    ]) {
      const { offsets, xml, ids } = read(bytes);
      expect(ids).toEqual(["1", "2"]);
      const source = bytesSource(bytes, 50);
      offsets.forEach((offset, index) => {
        const again = readXmlRecordAt(source, offset, makeDecoder);
        expect(again === null ? null : treeToXml(again)).toBe(xml[index]);
      });
      expect(offsets.length).toBe(marks.length);
      for (const wrong of [-1, 0.5, offsets[0]! + 1, offsets[0]! - 2, bytes.length, bytes.length + 99]) {
        expect(readXmlRecordAt(source, wrong, makeDecoder)).toBeNull();
      }
    }
    const bytes = new TextEncoder().encode(text);
    expect(new TextDecoder().decode(bytes.subarray(read(bytes).offsets[1]!)).startsWith("<Event ")).toBe(
      true,
    );
  });

  test("a single-byte encoding that is declared", () => {
    const text = `<?xml version="1.0" encoding="windows-1252"?><Events>${event(4624, 1, data("u", "J\xfcrgen"))}</Events>`;
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    expect(read(bytes).texts[0]).toContain("Jürgen");
  });
});

describe("content", () => {
  test("RenderingInfo is left out, white space in values stays", () => {
    const info =
      "<RenderingInfo Culture='en-US'><Message>User <b>x</b></Message><Level>Information</Level></RenderingInfo>";
    const { xml, texts } = read(event(4624, 1, data("a", " x\n\t\ty ") + data("b", "  "), info));
    expect(xml[0]).not.toContain("RenderingInfo");
    expect(texts[0]).toContain(" x\n\t\ty   ");
    const plain = event(1, 1, data("a", "b"));
    const want = read(plain).xml;
    for (const [before, after] of [
      [info, ""],
      [info, "\r\n"],
      [info, "<!-- </RenderingInfo> -->"],
      [`${info}${info}`, ""],
      ["<RenderingInfo/>", ""],
      [info.replaceAll("RenderingInfo", "e:RenderingInfo"), ""],
      ["", `${info}\n\n`],
    ]) {
      expect(read(plain.replace("<EventData>", `${before}<EventData>`)).xml).toEqual(want);
      expect(read(plain.replace("</Event>", `${before}${after}</Event>`)).xml).toEqual(want);
    }
    // Only a child of Event is the message.
    const own = "<UserData><X><RenderingInfo>kept</RenderingInfo></X></UserData>";
    expect(read(event(1, 1, "", own)).texts[0]).toContain("kept");
  });

  test("entities, references and CDATA", () => {
    const value = "&lt;a&gt; &amp;amp; &quot;&apos; &#228;&#xe4;<![CDATA[<b>&amp;</Event>]]>";
    expect(read(event(1, 1, data("a", value))).texts[0]).toContain("<a> &amp; \"' ää<b>&amp;</Event>");
  });

  test("characters that XML forbids are dropped", () => {
    const { texts, damage } = read(event(1, 1, data("a", "x\u0001\u0000y&#1;&#x1F;&#0;&#xFFFF;z&#x41;")));
    expect(texts[0]).toContain("xyzA");
    expect(damage).toEqual({});
  });

  test("an Event inside the data of an event is data", () => {
    const inner = "<UserData><X xmlns='u'><Event a='1'><Name>n</Name></Event><Event/></X></UserData>";
    const { ids, xml, damage } = read(event(1, 1, "", inner) + event(1, 2));
    expect(ids).toEqual(["1", "2"]);
    expect(xml[0]).toContain("<Event a='1'><Name>n</Name></Event><Event/>");
    expect(damage).toEqual({});
  });

  test("fields reach the view", () => {
    const reader = new XmlEventReader(
      bytesSource(new TextEncoder().encode(event(4624, 9, data("LogonType", "10")) + event(9999, 10))),
      { strings: new StringTable(), makeDecoder, cancel: { cancelled: false } },
    );
    const wanted = new Uint8Array(65_536);
    wanted[4624] = 1;
    const seen: unknown[] = [];
    reader.extract({
      wanted,
      accept: (view) => seen.push([view.recordIdLow, view.number(FIELD.LogonType), view.time]),
      skip: (time, low, high, computer, channel, offset, id) =>
        seen.push([time, low, high, computer, channel, offset, id]),
    });
    const time = isoToTicks("2024-03-04T08:00:00.1234567Z");
    const second = event(4624, 9, data("LogonType", "10")).length;
    expect(seen).toEqual([
      [9, 10, time],
      [time, 10, 0, 3, 2, second, 9999],
    ]);
    expect(reader.summary).toMatchObject({
      isLog: true,
      records: 2,
      oldest: time,
      newest: time,
      computers: ["PC1"],
      channels: ["Security"],
      notes: [],
    });
  });

  test("wide gaps are noted", () => {
    const every = (step: number) => Array.from({ length: 50 }, (_, i) => event(1, i * step + 1)).join("");
    expect(read(every(1)).summary.notes).toEqual([]);
    expect(read(every(2)).summary.notes).toEqual([]);
    expect(read(every(5)).summary.notes).toEqual(["wideGaps"]);
  });
});

describe("damage", () => {
  const one = event(4624, 1);
  const three = event(4634, 3);

  test("an event that is not well-formed is left out, the next one is there", () => {
    for (const bad of [
      event(4624, 2).replace("</System>", ""),
      event(4624, 2, "<Data Name='x>y</Data>"),
      event(4624, 2, "<Data Name='x' Name='y'/>"),
      event(4624, 2, "a & b"),
      event(4624, 2, "&nope;"),
      event(4624, 2, "&constructor;"),
      event(4624, 2, "&__proto__;"),
      event(4624, 2, "</Wrong>"),
      event(4624, 2).replace("</Event>", ""),
    ]) {
      const { ids, damage } = read(`<Events>${one}${bad}${three}</Events>`);
      expect(ids).toEqual(["1", "3"]);
      expect(damage).toEqual({ xmlBad: ["<Events>".length + one.length, 1] });
    }
  });

  test("a lost start", () => {
    const { ids, damage } = read(one + event(4624, 2).replace("<Event ", "#Event ") + three);
    expect(ids).toEqual(["1", "3"]);
    expect(damage.xmlBad?.[1]).toBe(1);
  });

  test("an event without number", () => {
    const { ids, damage } = read(one + event(4624, 2).replace("<EventID>4624</EventID>", "") + three);
    expect(ids).toEqual(["1", "3"]);
    expect(damage).toEqual({ recordBad: [one.length, 1] });
    expect(read("<Event/>").damage).toEqual({ recordBad: [0, 1] });
  });

  test("a file cut anywhere gives everything before the cut, and says that it was cut", () => {
    const text = `<Events>${one}${three}</Events>`;
    for (let length = 0; length < text.length; length++) {
      const { ids, damage } = read(text.slice(0, length));
      const whole = [8 + one.length, 8 + one.length + three.length].filter((end) => end <= length).length;
      expect(ids).toEqual(["1", "3"].slice(0, whole));
      if (length >= 8) expect(Object.keys(damage)).toEqual(["truncated"]);
    }
    expect(read(text).damage).toEqual({});
    expect(read(one + three.slice(0, 40)).damage).toEqual({ truncated: [one.length, 1] });
  });

  test("UTF-16 with an odd number of bytes", () => {
    const bytes = utf16(one + three, false, true);
    expect(read(bytes.subarray(0, bytes.length - 1)).ids).toEqual(["1"]);
  });

  test("text that is no log", () => {
    for (const text of ["", "hello", "<html><body>x</body></html>", "<Events></Events>", "<<<<>>>>"]) {
      expect(read(text).summary).toMatchObject({ isLog: false, records: 0, computers: [], channels: [] });
    }
  });
});

describe("hostile input", () => {
  test("a document type is refused and its entities are never expanded", () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      "",
    );
    const doctype = `<!DOCTYPE Events [<!ENTITY e0 "${"x".repeat(50)}">${levels}<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "<Event><System><EventID>1</EventID></System></Event>">]>`;
    const text = `<?xml version="1.0"?>${doctype}<Events>${event(1, 1)}${event(1, 2, data("a", "&e12;"))}${event(1, 3, data("a", "&x;"))}${event(1, 4)}</Events>`;
    const { ids, damage } = read(text);
    expect(ids).toEqual(["1", "4"]);
    expect(damage).toEqual({ xmlBad: [21, 3] });
    expect(read(event(1, 1, doctype) + event(1, 2)).ids).toEqual(["2"]);
    expect(read(`${event(1, 1)}<!DOCTYPE x [${"<!ENTITY a 'b'>".repeat(10_000)}`).ids).toEqual(["1"]);
  });

  test("500 elements inside each other", () => {
    const deep = "<a>".repeat(500) + "</a>".repeat(500);
    const { ids, damage } = read(event(1, 1, deep) + event(1, 2));
    expect(ids).toEqual(["2"]);
    expect(damage).toEqual({ limit: [0, 1] });
    // The message is cut away unseen where that is safe, and counted where it is not.
    const hidden = `<RenderingInfo>${deep}</RenderingInfo>`;
    expect(read(event(1, 1, "", hidden)).damage).toEqual({});
    expect(read(event(1, 1, "", `${hidden}<X/>`)).damage).toEqual({ limit: [0, 1] });
    expect(read(event(1, 1, "<Event>".repeat(3000)) + event(1, 2)).ids).toEqual(["2"]);
  });

  test("too many elements or attributes", () => {
    const attributes = Array.from({ length: 300 }, (_, i) => `a${i}='x'`).join(" ");
    const { ids, damage } = read(
      event(1, 1, "<Data/>".repeat(40_000)) + event(1, 2, `<X ${attributes}/>`) + event(1, 3),
    );
    expect(ids).toEqual(["3"]);
    expect(damage.limit?.[1]).toBe(2);
  });

  test.each([
    ["attribute", (size: number) => event(1, 1, `<Data Name='${"x".repeat(size)}'/>`)],
    ["text", (size: number) => event(1, 1, data("a", "x".repeat(size)))],
    ["comment", (size: number) => event(1, 1, `<!--${"-> ".repeat(size / 3)}-->`)],
    ["tag that never ends", (size: number) => `<Event ${"x='1' ".repeat(size / 6)}`],
    ["white space after a nested event", (size: number) => event(1, 1, `<Event>${" ".repeat(size)}</Event>`)],
  ])("an endless %s costs one event and no more memory than the cap", (_name, build) => {
    const text = build(MAX_EVENT_UNITS * 3) + event(1, 2);
    const { ids, damage } = read(text);
    expect(ids).toEqual(["2"]);
    expect(damage).toEqual({ limit: [0, 1] });
  });

  test("a large event below the cap is read", () => {
    const value = "x".repeat(3 * PIECE_BYTES + 5);
    const { ids, damage } = read(event(1, 1) + event(1, 2, data("a", value)) + event(1, 3));
    expect(ids).toEqual(["1", "2", "3"]);
    expect(damage).toEqual({});
  });

  test("work is linear in starts that lead nowhere", () => {
    for (const unit of [
      "<Event><!--",
      "<Event ",
      "<Event><",
      "<![CDATA[",
      "<!DOCTYPE",
      "<Event><Event><System>",
      "</Event>",
    ]) {
      expect(read(unit.repeat(200_000)).summary.records).toBe(0);
    }
  });

  test("cancelling stops within a piece", () => {
    const cancel = { cancelled: false };
    let records = 0;
    const reader = new XmlEventReader(bytesSource(new TextEncoder().encode(event(1, 1).repeat(5000))), {
      strings: new StringTable(),
      makeDecoder,
      cancel,
      onProgress: () => {
        cancel.cancelled = true;
      },
    });
    reader.records(() => records++);
    expect(reader.summary.cancelled).toBe(true);
    expect(records).toBeGreaterThan(0);
    expect(records).toBeLessThan(1000);
  });

  test("every byte is handed out once, in order and unchanged", () => {
    const bytes = utf16(event(1, 1, data("a", "x".repeat(PIECE_BYTES))), true, true);
    const copy = new Uint8Array(bytes.length);
    let next = 0;
    const progress: number[] = [];
    const reader = new XmlEventReader(bytesSource(bytes, 100_001), {
      strings: new StringTable(),
      makeDecoder,
      cancel: { cancelled: false },
      onBytes: (piece, position) => {
        expect(position).toBe(next);
        copy.set(piece, position);
        next += piece.length;
      },
      onProgress: (done) => progress.push(done),
    });
    reader.records(() => {});
    expect(Buffer.compare(copy, bytes)).toBe(0);
    expect(progress.at(-1)).toBe(bytes.length);
  });

  const base = new TextEncoder().encode(
    `<?xml version="1.0"?><Events>${[1, 2, 3, 4].map((i) => event(4624, i, data("TargetUserName", "añna"))).join("")}</Events>`,
  );

  test("flipped, cut and inserted bytes never throw, and never make events", () => {
    const edit = fc.record({
      at: fc.nat(base.length - 1),
      byte: fc.oneof(fc.nat(255), fc.constantFrom(...[..."<>&'\"/!-[]?="].map((c) => c.charCodeAt(0)))),
      cut: fc.nat(40),
    });
    fc.assert(
      fc.property(
        fc.array(edit, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 300 }),
        (edits, most) => {
          let bytes = Uint8Array.from(base);
          for (const { at, byte, cut } of edits) {
            const place = Math.min(at, bytes.length - 1);
            if (place < 0) break;
            bytes[place] = byte;
            if (cut > 35)
              bytes = Uint8Array.from([...bytes.subarray(0, place), ...bytes.subarray(place + cut)]);
          }
          const { summary, offsets, xml } = read(bytes, most);
          expect(summary.records).toBeLessThanOrEqual(4);
          // What is delivered can be read again at its place.
          offsets.forEach((offset, index) => {
            const again = readXmlRecordAt(bytesSource(bytes), offset, makeDecoder);
            expect(again === null ? null : treeToXml(again)).toBe(xml[index]);
          });
        },
      ),
      { numRuns: 400 },
    );
  });

  test("arbitrary markup never throws", () => {
    const pieces = fc.constantFrom(
      ...[
        "<Event>",
        "</Event>",
        "<System>",
        "<",
        ">",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?",
        "?>",
        "'",
        '"',
        "/",
      ],
      ...[
        "<!DOCTYPE",
        "[",
        "]",
        "&",
        "&#",
        ";",
        " ",
        "\n",
        "x:",
        "Event",
        "<Events>",
        "\u0000",
        "\ud800",
        "é",
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (parts, most) => {
        const { summary } = read(parts.join(""), most);
        expect(summary.records).toBe(0);
        read(utf16(parts.join(""), false, true), most);
      }),
      { numRuns: 600 },
    );
  });
});
