import { crc32 } from "node:zlib";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { treeToXml } from "../../event-text.ts";
import { ChunkWriter, fileOf, le, nothing, str, utf16, type Value } from "../fixtures/chunk-writer.ts";
import { readBack } from "../fixtures/read-bytes.ts";
import { MAX_DEPTH } from "../limits.ts";
import { BinXmlDamage } from "./damage.ts";
import { safeName } from "./names.ts";
import { TOKEN, TYPE } from "./tokens.ts";
import { BinXmlWalker } from "./walk.ts";

/** XML of the BinXML that the callback writes into a fresh chunk. */
function xmlOf(write: (w: ChunkWriter) => void): string {
  const w = new ChunkWriter();
  const from = w.at;
  w.fragment();
  write(w);
  w.u8(TOKEN.end);
  const walker = new BinXmlWalker();
  walker.startChunk(w.bytes, new DataView(w.bytes.buffer));
  return treeToXml(walker.read(from, w.at));
}

/** XML of `<e>` with a template around whatever the callback puts into it. */
function templateXml(values: Value[], write: (w: ChunkWriter) => void): string {
  return xmlOf((w) => {
    w.template(() => {
      w.open("e").content();
      write(w);
      w.close();
    }, values);
  });
}

/** The damage code the BinXML gives. */
function damageOf(read: () => string): string {
  try {
    return read();
  } catch (error) {
    expect(error).toBeInstanceOf(BinXmlDamage);
    return (error as BinXmlDamage).code;
  }
}

describe("elements written directly in a record", () => {
  test("attributes, text, CDATA, references, instructions", () => {
    const xml = xmlOf((w) => {
      w.openBare("root", true).attribute("a").literal("x'<").attribute("b").literal("");
      w.content().literal("1 < 2");
      w.u8(TOKEN.cdata).u16(3).text("<&>");
      w.u8(TOKEN.charReference).u16(0x41);
      w.u8(TOKEN.entityReference).name("amp");
      w.u8(TOKEN.entityReference).name("nbsp");
      w.u8(TOKEN.instructionTarget).name("target").u8(TOKEN.instructionData).u16(2).text("pi");
      w.openBare("empty").closeEmpty();
      w.close();
    });
    expect(xml).toBe("<root a='x&apos;&lt;' b=''>1 &lt; 2&lt;&amp;&gt;A&amp;&amp;nbsp;<empty/></root>");
  });

  test("a name stored before is found by its offset", () => {
    const xml = xmlOf((w) => {
      w.openBare("a").content();
      w.openBare("b").closeEmpty();
      w.openBare("a").closeEmpty();
      w.openBare("b").closeEmpty();
      w.close();
    });
    expect(xml).toBe("<a><b/><a/><b/></a>");
  });

  test("letters that XML does not take in names are replaced", () => {
    expect(safeName("a\u00aa\u00b2\u2460\u00b5b")).toBe("a____b");
    expect(safeName("\u00bax")).toBe("_x");
    expect(safeName("Straße-Ж.1:中")).toBe("Straße-Ж.1:中");
    const parser = new SaxesParser();
    parser.on("error", (error) => {
      throw error;
    });
    for (let unit = 0; unit < 65_536; unit++) {
      const name = safeName(`${String.fromCharCode(unit)}a${String.fromCharCode(unit)}`);
      parser.write(unit === 0 ? `<r><${name}/>` : `<${name}/>`);
    }
    parser.write("</r>").close();
  });

  test("markup in a name does not get out", () => {
    expect(xmlOf((w) => w.openBare("a><b x='").closeEmpty())).toBe("<a__b_x__/>");
    expect(xmlOf((w) => w.openBare("").closeEmpty())).toBe("<_/>");
    expect(xmlOf((w) => w.openBare("1").closeEmpty())).toBe("<_1/>");
  });
});

describe("values", () => {
  const guid = [
    0x25, 0x96, 0x84, 0x54, 0x78, 0x54, 0x94, 0x49, 0xa5, 0xba, 0x3e, 0x3b, 0x03, 0x28, 0xc3, 0x0d,
  ];
  const sid = [
    1,
    5,
    0,
    0,
    0,
    0,
    0,
    5,
    ...le(21, 4),
    ...le(1, 4),
    ...le(4_294_967_295, 4),
    ...le(3, 4),
    ...le(500, 4),
  ];
  const systemTime = [2017, 7, 3, 12, 0, 17, 28, 214].flatMap((word) => le(word, 2));
  test.each<[string, number, number[], string]>([
    ["null", TYPE.null, [], ""],
    ["null with bytes", TYPE.null, [1, 2, 3], ""],
    ["string", TYPE.string, utf16("añ<\u0001b\u0000"), "añ&lt;b"],
    ["string of odd size", TYPE.string, [...utf16("ab"), 0x63], "ab"],
    ["lone surrogate", TYPE.string, [0x3d, 0xd8], "\ufffd"],
    ["ansi", TYPE.ansi, [0x80, 0x41, 0xe4, 0], "€Aä"],
    ["i8", TYPE.int8, [0xff], "-1"],
    ["u8", TYPE.uint8, [0xff], "255"],
    ["i16", TYPE.int16, le(0xfffe, 2), "-2"],
    ["u16", TYPE.uint16, le(65_535, 2), "65535"],
    ["i32", TYPE.int32, le(0x8000_0000, 4), "-2147483648"],
    ["u32", TYPE.uint32, le(4_294_967_295, 4), "4294967295"],
    ["i64", TYPE.int64, le(0xffff_ffff_ffff_ffffn, 8), "-1"],
    ["u64", TYPE.uint64, le(0xffff_ffff_ffff_ffffn, 8), "18446744073709551615"],
    ["f32", TYPE.float, [0, 0, 0xc0, 0x3f], "1.500000"],
    ["f64", TYPE.double, [0, 0, 0, 0, 0, 0, 0xf8, 0xbf], "-1.500000"],
    ["bool", TYPE.boolean, le(1, 4), "true"],
    ["bool 0", TYPE.boolean, le(0, 4), "false"],
    ["bool of one byte", TYPE.boolean, [0x40], "true"],
    ["bool of eight bytes", TYPE.boolean, le(256, 8), "true"],
    ["binary", TYPE.binary, [0, 0xab, 0xff], "00ABFF"],
    ["guid", TYPE.guid, guid, "{54849625-5478-4994-A5BA-3E3B0328C30D}"],
    ["size_t of 4", TYPE.size, le(0x3e7, 4), "0x3e7"],
    ["size_t of 8", TYPE.size, le(0x1_0000_0001n, 8), "0x100000001"],
    ["filetime", TYPE.filetime, le(132_576_067_633_403_792n, 8), "2021-02-12T12:32:43.3403792Z"],
    ["systemtime", TYPE.systemTime, systemTime, "2017-07-12T00:17:28.2140000Z"],
    ["sid", TYPE.sid, sid, "S-1-5-21-1-4294967295-3-500"],
    ["hex32", TYPE.hex32, le(0xc000_006d, 4), "0xc000006d"],
    ["hex64", TYPE.hex64, le(0x3e7, 8), "0x3e7"],
    ["hex64 zero", TYPE.hex64, le(0, 8), "0x0"],
    ["hex64 long", TYPE.hex64, le(0x8020_0000_0000_0000n, 8), "0x8020000000000000"],
    ["zero size", TYPE.hex64, [], ""],
    ["zero size guid", TYPE.guid, [], ""],
  ])("%s", (_name, type, bytes, text) => {
    const xml = templateXml([{ type, bytes }], (w) => w.sub(0, false));
    expect(xml).toBe(`<e>${text}</e>`);
  });

  test.each<[number, number]>([
    [TYPE.uint16, 4],
    [TYPE.hex64, 4],
    [TYPE.guid, 15],
    [TYPE.size, 2],
    [TYPE.filetime, 9],
    [0x22, 4],
    [0x16, 1],
  ])("type %d of %d bytes is damage", (type, size) => {
    const bytes = new Array<number>(size).fill(0);
    expect(damageOf(() => templateXml([{ type, bytes }], (w) => w.sub(0, false)))).toBe("valueBad");
  });

  test("an array repeats its element", () => {
    const values = [
      { type: TYPE.array | TYPE.string, bytes: utf16("a\u0000\u0000c\u0000") },
      { type: TYPE.array | TYPE.hex32, bytes: [...le(1, 4), ...le(0x3e7, 4)] },
      { type: TYPE.array | TYPE.string, bytes: [] },
    ];
    const xml = templateXml(values, (w) => {
      for (const i of [0, 1, 2])
        w.open("d", true).attribute("n").literal("x").content().sub(i, false).close();
    });
    expect(xml).toBe(
      "<e><d n='x'>a</d><d n='x'></d><d n='x'>c</d><d n='x'>0x1</d><d n='x'>0x3e7</d><d n='x'></d></e>",
    );
  });

  test("an array that does not divide into items is damage", () => {
    const bytes = [1, 2, 3];
    expect(damageOf(() => templateXml([{ type: TYPE.array | TYPE.uint16, bytes }], (w) => w.sub(0)))).toBe(
      "valueBad",
    );
  });
});

describe("substitutions", () => {
  test("null: optional leaves out, normal leaves empty", () => {
    const xml = templateXml([nothing, str("v")], (w) => {
      w.open("a", true).attribute("x").sub(0).attribute("y").sub(0, false).attribute("z").sub(1).closeEmpty();
      w.open("b").content().sub(0).close();
      w.open("c").content().sub(0, false).close();
      w.open("d").content().sub(0).literal("!").close();
    });
    expect(xml).toBe("<e><a y='' z='v'/><c></c><d>!</d></e>");
  });

  test("an element that depends on a null value is left out", () => {
    const xml = templateXml([nothing, str("v")], (w) => {
      w.open("a", false, 0).content().literal("gone").close();
      w.open("b", false, 1).content().literal("here").close();
    });
    expect(xml).toBe("<e><b>here</b></e>");
  });

  test("an instance may carry fewer values than its template names", () => {
    expect(templateXml([str("v")], (w) => w.sub(0).sub(9))).toBe("<e>v</e>");
  });

  test("a substitution outside a template is damage", () => {
    expect(damageOf(() => xmlOf((w) => w.openBare("e").content().sub(0).close()))).toBe("recordBad");
  });

  test("nested BinXML, with and without fragment header, direct and as a template", () => {
    const w = new ChunkWriter();
    // Names and the inner definition are stored beforehand: what is stored inside a value only counts in its place.
    w.openBare("in").closeEmpty().openBare("out").closeEmpty();
    const definition = w.template(() => w.open("out").content().sub(0).close(), [str("1")]);
    const direct = w.at;
    w.fragment().openBare("in").content().literal("1").close().u8(TOKEN.end);
    const template = w.at;
    w.template(definition, [str("2")]);
    const end = w.at;
    const cut = (from: number, to: number): Value => ({
      type: TYPE.binXml,
      bytes: [...w.bytes.subarray(from, to)],
    });
    const start = w.at;
    w.template(() => {
      w.open("e").content().sub(0).sub(1).close();
    }, [cut(direct, template), cut(template, end)]);
    const walker = new BinXmlWalker();
    walker.startChunk(w.bytes, new DataView(w.bytes.buffer));
    expect(treeToXml(walker.read(start, w.at))).toBe("<e><in>1</in><out>2</out></e>");
  });
});

describe("hostile templates", () => {
  test("a template that uses itself ends", () => {
    const w = new ChunkWriter();
    const start = w.at;
    w.template(() => {
      w.open("e").content();
      for (let i = 0; i < 8; i++) w.template(start + 10, []);
      w.close();
    }, []);
    const walker = new BinXmlWalker();
    walker.startChunk(w.bytes, new DataView(w.bytes.buffer));
    expect(damageOf(() => treeToXml(walker.read(start, w.at)))).toBe("limit");
  });

  test("deep nesting ends", () => {
    const deep = (levels: number): string =>
      xmlOf((w) => {
        for (let i = 0; i < levels; i++) w.openBare("a").content();
        for (let i = 0; i < levels; i++) w.close();
      });
    expect(deep(MAX_DEPTH - 1)).toContain("<a><a><a>");
    expect(damageOf(() => deep(MAX_DEPTH + 2))).toBe("limit");
  });

  test("a large value used many times ends", () => {
    const read = (times: number): string =>
      templateXml([str("x".repeat(10_000))], (w) => {
        for (let i = 0; i < times; i++) w.sub(0);
      });
    expect(read(10).length).toBeGreaterThan(100_000);
    expect(damageOf(() => read(1000))).toBe("limit");
  });

  test("the budget of a chunk is for all its records", () => {
    const w = new ChunkWriter();
    const text = str("x".repeat(5000));
    let definition: number | undefined;
    for (let i = 1; i <= 5; i++) {
      w.record(i, () => {
        w.fragment();
        definition = w.template(
          definition ??
            (() => {
              w.open("e").content();
              for (let n = 0; n < 150; n++) w.sub(0);
              w.close();
            }),
          [text],
        );
        w.u8(0);
      });
    }
    const { summary, events } = readBack(fileOf([w.seal(crc32)], crc32), crc32);
    expect(events.length).toBe(5);
    expect(summary.records).toBe(0);
  });

  test.each([0xffff_ffff, 65_535, 65_530])("offsets beyond the chunk (%d) are damage", (offset) => {
    expect(damageOf(() => xmlOf((w) => w.u8(1).u32(0).u32(offset).closeEmpty()))).toBe("templateBad");
    expect(damageOf(() => xmlOf((w) => w.u8(TOKEN.template, 1).u32(0).u32(offset).u32(0)))).toBe(
      "templateBad",
    );
  });
});
