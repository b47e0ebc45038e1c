import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { detectFormat } from "./detect.ts";
import { asciiText, guessEncoding } from "./text-encoding.ts";
import { bytesSource } from "./xml/test-source.ts";
import { xmlShape } from "./xml-shape.ts";

const SAMPLES = new URL("../../../shared/samples/", import.meta.url);
const present = existsSync(SAMPLES);
const files = present ? readdirSync(SAMPLES).filter((name) => /\.(evtx|evt|xml)$/.test(name)) : [];

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function detect(input: string | Uint8Array): unknown[] {
  const {
    format,
    failure,
    xmlShape: shape,
  } = detectFormat(bytesSource(typeof input === "string" ? bytes(input) : input, 1000));
  return [format, failure, shape];
}

function wide(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const all = mark ? `\ufeff${text}` : text;
  const out = new Uint8Array(all.length * 2);
  const view = new DataView(out.buffer);
  for (let i = 0; i < all.length; i++) view.setUint16(i * 2, all.charCodeAt(i), !bigEndian);
  return out;
}

const NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";
const CHUNK = [0x45, 0x6c, 0x66, 0x43, 0x68, 0x6e, 0x6b, 0];

describe("formats", () => {
  test("event logs", () => {
    const evtx = new Uint8Array(5000);
    evtx.set(bytes("ElfFile\0"));
    expect(detect(evtx)).toEqual(["evtx", null, null]);
    expect(detect(evtx.subarray(0, 100))).toEqual(["evtx", null, null]);
    const evt = new Uint8Array(64);
    evt.set([0x30, 0, 0, 0, 0x4c, 0x66, 0x4c, 0x65]);
    expect(detect(evt)).toEqual(["evt", null, null]);
  });

  test("an event log whose header is destroyed is known by its chunks", () => {
    const log = new Uint8Array(4096 + 12 * 65_536).fill(0x55);
    for (let slot = 1; slot < 12; slot++) log.set(CHUNK, 4096 + slot * 65_536);
    expect(detect(log)).toEqual(["evtx", null, null]);
    log.set(new Uint8Array(12 * 65_536), 4096);
    expect(detect(log)).toEqual(["unknown", "notALog", null]);
    // The first chunk alone is enough, and so are chunks of a file without its first 4096 bytes.
    const small = new Uint8Array(4096 + 65_536);
    small.set(CHUNK, 4096);
    expect(detect(small)).toEqual(["evtx", null, null]);
    const bare = new Uint8Array(4 * 65_536);
    for (let slot = 1; slot < 4; slot++) bare.set(CHUNK, slot * 65_536);
    expect(detect(bare)).toEqual(["evtx", null, null]);
    // Somewhere else they prove nothing.
    const moved = new Uint8Array(12 * 65_536);
    for (let slot = 0; slot < 12; slot++) moved.set(CHUNK, slot * 65_536 + 100);
    expect(detect(moved)).toEqual(["unknown", "notALog", null]);
  });

  const event = `<Event xmlns='${NAMESPACE}'><System/></Event>`;
  test.each([
    [`<Events>${event}</Events>`, "events"],
    [`\ufeff<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n<Events>${event}`, "events"],
    [`<!-- a --><!DOCTYPE Events [<!ENTITY a "b">]>\n<?x y?><Events/>`, "events"],
    [event, "stream"],
    [`\r\n  ${event}\r\n`, "stream"],
    ["<Event><System/></Event>", "stream"],
    [`<e:Event xmlns:e='${NAMESPACE}'/>`, "stream"],
    [`garbage first ${event}`, "stream"],
  ])("XML %#", (text, shape) => {
    expect(detect(text)).toEqual(["xml", null, shape]);
    const unmarked = text.replace("\ufeff", "");
    for (const bigEndian of [false, true]) {
      for (const mark of [false, true])
        expect(detect(wide(unmarked, bigEndian, mark))).toEqual(["xml", null, shape]);
    }
  });

  test("objects that PowerShell stored", () => {
    expect(detect("<?xml version='1.0'?><Objects><Object/></Objects>")).toEqual(["xml", null, "objects"]);
    const namespace = "http://schemas.microsoft.com/powershell/2004/04";
    expect(detect(`<Objs Version="1.1.0.1" xmlns="${namespace}">`)).toEqual(["xml", null, "clixml"]);
    expect(xmlShape("<Objs>")).toBeNull();
  });

  test("anything else", () => {
    expect(detect("")).toEqual(["unknown", "emptyFile", null]);
    for (const input of [
      "hello",
      "<html>",
      "<Eventful/>",
      "PK\u0003\u0004",
      "<!-- <Events> ",
      "<constructor/>",
      "\0\0\0\0",
    ]) {
      expect(detect(input)).toEqual(["unknown", "notALog", null]);
    }
    expect(detect(new Uint8Array(70_000))).toEqual(["unknown", "notALog", null]);
    const failing = { size: 100, read: () => 0 };
    expect(detectFormat(failing).failure).toBe("unreadable");
    // White space and comments without end do not make it slow.
    expect(detect("<!--".repeat(20_000))).toEqual(["unknown", "notALog", null]);
    expect(detect("<?a?>".repeat(12_000))).toEqual(["unknown", "notALog", null]);
  });

  test.skipIf(!present)("every sample", () => {
    for (const name of files) {
      const { format } = detectFormat(bytesSource(readFileSync(new URL(name, SAMPLES))));
      expect([name, format]).toEqual([name, name.slice(name.lastIndexOf(".") + 1)]);
    }
    console.log(`detection: ${files.length} samples agree with their names`);
  });
});

describe("encodings", () => {
  test("by mark, zero bytes, declaration", () => {
    const name = (input: Uint8Array) => guessEncoding(input).name;
    expect(name(bytes("\ufeffabc"))).toBe("utf-8");
    expect(name(bytes("abc"))).toBe("utf-8");
    expect(name(new Uint8Array(0))).toBe("utf-8");
    expect(name(wide("abcd", false, true))).toBe("utf-16le");
    expect(name(wide("abcd", true, true))).toBe("utf-16be");
    expect(name(wide("<Event a='ä€日'>", false, false))).toBe("utf-16le");
    expect(name(wide("<Event a='ä€日'>", true, false))).toBe("utf-16be");
    expect(name(bytes('<?xml version="1.0" encoding="Windows-1252"?>'))).toBe("windows-1252");
    expect(name(bytes('<?xml version="1.0" encoding="utf-16"?>'))).toBe("utf-8");
    expect(name(new Uint8Array(512))).toBe("utf-8");
  });

  test("ASCII view of text", () => {
    expect(asciiText(wide("aä日b", true, true), guessEncoding(wide("aä日b", true, true)))).toBe(
      "a\ufffd\ufffdb",
    );
    const long = "x".repeat(10_001);
    expect(asciiText(bytes(long), guessEncoding(bytes(long)))).toBe(long);
  });
});
