import { existsSync, readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { StringTable } from "../../types/string-table.ts";
import { treeToXml } from "../event-text.ts";
import { EventParser } from "./event-parser.ts";
import { PlainParser } from "./plain-parser.ts";

import { bytesSource } from "./test-source.ts";
import { XmlEventReader } from "./xml-reader.ts";

/* What the plain parser accepts, the full one must accept too, and read the same. */

const SAMPLES = new URL("../../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => name.endsWith(".xml")) : ["no samples here"];
if (!present) console.log("XML parsers: 0 files compared, all skipped: no samples here");
/** One for all tests: what it remembers of one text must not change how it reads the next. */
const parser = new PlainParser();
let compared = 0;
let plain = 0;
let all = 0;

const EVENT =
  "<Event xmlns='urn:e'><System><Provider Name='P' Guid=\"{1}\"/><EventID Qualifiers='0'>4624</EventID>" +
  "<TimeCreated SystemTime='2024-03-04T08:00:00.1Z'/><EventRecordID>7</EventRecordID><Channel>Security</Channel>" +
  "<Computer>PC1</Computer><Security/></System><EventData><Data Name='TargetUserName'>a &amp; b &lt;c&gt;</Data>" +
  "<Data>one</Data><Binary>00FF</Binary></EventData></Event>";

function agree(text: string): boolean {
  const tree = parser.parse(text);
  if (tree === null) return false;
  expect(new EventParser().parseFully(text)).toEqual(tree);
  return true;
}

describe.skipIf(!present)("events of the samples", () => {
  test.each(files)("%s", (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, SAMPLES)));
    new XmlEventReader(bytesSource(bytes), {
      strings: new StringTable(),
      makeDecoder: (encoding) => new TextDecoder(encoding),
      cancel: { cancelled: false },
    }).records(({ tree }) => {
      all++;
      if (agree(treeToXml(tree))) plain++;
    });
    compared++;
  });

  test("nearly all of them are plain", () => {
    expect(plain / all).toBeGreaterThan(0.95);
  });
});

afterAll(() => {
  console.log(
    `XML parsers: ${compared} of ${files.length} files agree (${plain} of ${all} events plain), 0 skipped`,
  );
});

describe("plain events", () => {
  test.each([
    ["as Windows writes it", EVENT],
    ["indented", EVENT.replaceAll("><", ">\n  <")],
    ["with a prefix", EVENT.replaceAll(/<(\/?)(?=[A-Z])/g, "<$1e:").replace("xmlns=", "xmlns:e=")],
    ["with spaces in tags", EVENT.replaceAll("/>", " />").replaceAll("</System>", "</System \n>")],
  ])("%s", (_, text) => {
    expect(agree(text)).toBe(true);
  });

  test.each([
    ["a comment", EVENT.replace("one", "<!-- x -->one")],
    ["a section", EVENT.replace("one", "<![CDATA[one]]>")],
    ["the end of a section", EVENT.replace("one", "one]]>")],
    ["an instruction", EVENT.replace("one", "<?x y?>")],
    ["a reference by number", EVENT.replace("one", "&#x41;")],
    ["an entity nobody knows", EVENT.replace("one", "&constructor;")],
    ["a bare ampersand", EVENT.replace("one", "a & b")],
    ["an entity in an attribute", EVENT.replace("'P'", "'P&amp;Q'")],
    ["a name beyond ASCII", EVENT.replaceAll("Binary", "Binär")],
    ["an attribute twice", EVENT.replace("Name='P'", "Name='P' Name='Q'")],
    ["an attribute without a value", EVENT.replace("Name='P'", "Name")],
    ["attributes that touch", EVENT.replace("Name='P' Guid", "Name='P'Guid")],
    ["tags that do not match", EVENT.replace("</Channel>", "</Chanel>")],
    ["an end too many", `${EVENT}</Event>`],
    ["two roots", EVENT + EVENT],
    ["no end", EVENT.slice(0, -8)],
    ["text behind it", `${EVENT}x`],
    ["a localised message", EVENT.replace("</EventData>", "</EventData><RenderingInfo/>")],
  ])("%s is left to the full parser", (_, text) => {
    expect(parser.parse(text)).toBeNull();
  });

  test("whatever is changed in an event", () => {
    const piece = fc.constantFrom(
      "<",
      ">",
      "&",
      "'",
      '"',
      "/",
      "=",
      " ",
      "x",
      "]]>",
      "<a>",
      "</a>",
      "&lt;",
      ":",
      "!",
      "é",
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: EVENT.length }), fc.nat({ max: 4 }), piece), { maxLength: 5 }),
        (changes) => {
          let text = EVENT;
          for (const [at, length, put] of changes) text = text.slice(0, at) + put + text.slice(at + length);
          agree(text);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("one log in every dress", () => {
  const events = Array.from({ length: 40 }, (_, i) =>
    EVENT.replace(">7<", `>${i + 1}<`).replace("one", `é ${i}`),
  );
  const bare = events.join("\n");
  const dressed = `<?xml version="1.0"?>\n<Events>${bare}</Events>`;
  const indented = dressed.replaceAll("><", ">\n  <");
  const utf16 = (text: string, big: boolean): Uint8Array => {
    const view = new DataView(new ArrayBuffer(text.length * 2));
    for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), !big);
    return new Uint8Array(view.buffer);
  };
  const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
  const read = (bytes: Uint8Array): readonly string[] => {
    const trees: string[] = [];
    const reader = new XmlEventReader(bytesSource(bytes, 777), {
      strings: new StringTable(),
      makeDecoder: (encoding) => new TextDecoder(encoding),
      cancel: { cancelled: false },
    });
    reader.records(({ tree }) => trees.push(treeToXml(tree).replaceAll(/ xmlns(:e)?='urn:e'/g, "")));
    expect(reader.summary.damage).toEqual([]);
    return trees;
  };
  const expected = read(utf8(bare));

  test.each([
    ["a document", utf8(dressed)],
    ["indented", utf8(indented)],
    ["with line ends of Windows", utf8(indented.replaceAll("\n", "\r\n"))],
    ["with a byte order mark", utf8(`\ufeff${dressed}`)],
    ["in UTF-16, little end first", utf16(`\ufeff${dressed}`, false)],
    ["in UTF-16, big end first", utf16(`\ufeff${dressed}`, true)],
    [
      "with a prefix",
      utf8(
        dressed
          .replaceAll(/<(\/?)(?=Event|System|Provider|Time|Channel|Computer|Security|Data|Binary)/g, "<$1e:")
          .replaceAll("xmlns=", "xmlns:e="),
      ),
    ],
    ["with comments between events", utf8(dressed.replaceAll("</Event>", "</Event><!-- <Event> -->"))],
  ])("%s", (_, bytes) => {
    expect(expected).toHaveLength(40);
    expect(read(bytes)).toEqual(expected);
  });
});
