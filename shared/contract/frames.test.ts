import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinBytes } from "../types/join-bytes.ts";
import { FrameSplitter } from "./frame-splitter.ts";
import { decodeFrame, decodePieces, emptyFrame, encodeFrame, FRAME_PREFIX, framePieces } from "./frames.ts";
import { FrameError } from "./plain-value.ts";
import { readUtf8, utf8Length, writeUtf8 } from "./utf8.ts";

const roundTrip = (value: unknown): unknown => decodeFrame(encodeFrame(value));

const typedArray = fc.oneof(
  fc.uint8Array(),
  fc.int8Array(),
  fc.uint16Array(),
  fc.int16Array(),
  fc.uint32Array(),
  fc.int32Array(),
  fc.float32Array(),
  fc.float64Array(),
);
const plain = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double(),
    fc.string({ unit: "binary" }),
    typedArray,
    fc.array(tie("value")),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("$", "$$", "$a", "__proto__", "7")), tie("value"), {
      noNullPrototype: true,
    }),
  ),
})).value;

describe("a message", () => {
  test("comes back as it was sent", () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(roundTrip(value)).toStrictEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps numbers that JSON has no word for", () => {
    const value = {
      list: [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 0, 2 ** 53],
    };
    expect(roundTrip(value)).toStrictEqual(value);
    expect(Object.is((roundTrip({ x: -0 }) as { x: number }).x, -0)).toBe(true);
  });

  test("keeps a field named __proto__ an ordinary field", () => {
    const value = JSON.parse('{"data":{"__proto__":{"polluted":null},"$":1}}') as object;
    value satisfies object;
    const back = roundTrip(value) as { data: object };
    expect(Object.keys(back.data)).toEqual(["__proto__", "$"]);
    expect(Object.getPrototypeOf(back.data)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  test("leaves out what is undefined, takes part of a larger buffer, and Node's Buffer as bytes", () => {
    const columns = new Float64Array([1, 2, 3, 4]).subarray(1, 3);
    const back = roundTrip({ a: undefined, columns, bytes: Buffer.from("abc") });
    expect(back).toStrictEqual({ columns: new Float64Array([2, 3]), bytes: new Uint8Array([97, 98, 99]) });
  });

  test("lies in a buffer of exactly its size, and its columns are views of it", () => {
    const frame = encodeFrame({ a: new Float64Array(1000), b: new Uint8Array(3) });
    expect(frame.buffer.byteLength).toBe(frame.length);
    const back = decodeFrame(frame) as { a: Float64Array };
    expect(back.a.buffer).toBe(frame.buffer);
    // A frame that lies askew is copied column by column.
    const askew = new Uint8Array(frame.length + 3);
    askew.set(frame, 3);
    const copy = decodeFrame(askew.subarray(3)) as { a: Float64Array };
    expect(copy.a).toStrictEqual(back.a);
    expect(copy.a.buffer).not.toBe(askew.buffer);
  });

  test("holds a column that says the same as another one once", () => {
    const zeros = () => new Uint32Array(5000);
    const late = zeros();
    late[4321] = 1;
    const columns = {
      a: zeros(),
      late,
      b: zeros(),
      signed: new Int32Array(5000),
      few: [new Uint8Array(9), new Uint8Array(9)],
    };
    const frame = encodeFrame(columns);
    expect(frame.length).toBeLessThan(61_000);
    const back = decodeFrame(frame) as typeof columns;
    expect(back).toStrictEqual(columns);
    expect(back.b).toBe(back.a);
    expect(back.late).not.toBe(back.a);
    expect(back.few[1]).not.toBe(back.few[0]);
  });

  test.each([
    ["a function", () => 0],
    ["a Map", new Map()],
    ["a Date", new Date()],
    ["an undefined value", undefined],
    ["a bigint", 1n],
    ["an undefined item", [undefined]],
    ["a DataView", new DataView(new ArrayBuffer(8))],
    ["an ArrayBuffer", new ArrayBuffer(8)],
  ])("refuses %s", (_, value) => {
    expect(() => encodeFrame(value)).toThrow(FrameError);
  });

  test("refuses what goes round or too deep", () => {
    const round: unknown[] = [];
    round.push(round);
    expect(() => encodeFrame(round)).toThrow(FrameError);
  });
});

describe("a hostile frame", () => {
  /** A frame with any header text and any bytes behind it. */
  const forge = (header: string, parts: number, tail = 0): Uint8Array => {
    const length = utf8Length(header);
    const total = FRAME_PREFIX + Math.ceil(length / 8) * 8 + tail;
    const frame = new Uint8Array(total);
    const view = new DataView(frame.buffer);
    view.setUint32(0, 0x3146_534c, true);
    view.setUint32(4, total, true);
    view.setUint32(8, length, true);
    view.setUint32(12, parts, true);
    writeUtf8(header, frame, FRAME_PREFIX);
    return frame;
  };

  test.each([
    ["nothing", new Uint8Array(0)],
    ["zeros", new Uint8Array(64)],
    ["bad JSON", forge("[{", 0)],
    ["no list", forge("{}", 0)],
    ["a part beyond the end", forge('[{"$":0},[7,64]]', 1, 8)],
    ["a part that is no whole number of items", forge('[{"$":0},[7,7]]', 1, 8)],
    ["a part of no type", forge('[{"$":0},[9,8]]', 1, 8)],
    ["a type by name", forge('[{"$":0},["length",8]]', 1, 8)],
    ["a negative length", forge('[{"$":0},[1,-8]]', 1, 8)],
    ["a part used twice", forge('[[{"$":0},{"$":0}],[1,8]]', 1, 8)],
    ["a part that is the same as itself", forge('[{"$":0},[1,-1]]', 1, 8)],
    ["a part that is the same as a later one", forge('[[{"$":0},{"$":1}],[1,-2,1,8]]', 2, 8)],
    ["a part that is the same as one of another type", forge('[[{"$":0},{"$":1}],[1,8,7,-1]]', 2, 8)],
    ["a part nobody uses", forge("[1,[1,8]]", 1, 8)],
    ["a part that is not there", forge('[{"$":1},[1,8]]', 1, 8)],
    ["a reference that is a method", forge('[{"$":"toString"},[]]', 0)],
    ["a marker with company", forge('[{"$":"NaN","a":1},[]]', 0)],
    ["a key that was not escaped", forge('[{"$a":1},[]]', 0)],
    ["bytes behind the last part", forge("[1,[]]", 0, 8)],
    ["more parts announced than listed", forge("[1,[]]", 9)],
    ["depth", forge(`[${"[".repeat(5000)}${"]".repeat(5000)},[]]`, 0)],
  ])("is refused: %s", (_, frame) => {
    expect(() => decodeFrame(frame)).toThrow(FrameError);
  });

  test("never does more than be refused, whatever byte is changed", () => {
    const frame = encodeFrame({ list: [1, "two", { three: Number.NaN }], column: new Float64Array(4) });
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const copy = frame.slice();
        copy[at] = byte;
        try {
          decodeFrame(copy);
        } catch (failure) {
          expect(failure).toBeInstanceOf(FrameError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a stream of frames", () => {
  test("is cut at the right places however it is chopped", () => {
    const values = [1, { a: new Float64Array([1, 2]) }, "text".repeat(100), null];
    const frames = [emptyFrame(), ...values.map((value) => encodeFrame(value)), emptyFrame()];
    const stream = Buffer.concat(frames);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }), (sizes) => {
        const splitter = new FrameSplitter();
        const got: unknown[] = [];
        for (let at = 0, i = 0; at < stream.length; i++) {
          const size = sizes[i % sizes.length]!;
          for (const frame of splitter.push(stream.subarray(at, at + size))) got.push(decodePieces(frame));
          at += size;
        }
        expect(got).toStrictEqual(values);
        expect(splitter.atBoundary).toBe(true);
      }),
    );
  });

  test("ends with an error at once when a frame is announced too long", () => {
    const frame = encodeFrame(new Uint8Array(1000));
    expect(() => new FrameSplitter(512).push(frame.subarray(0, FRAME_PREFIX))).toThrow(FrameError);
  });
});

describe("UTF-8", () => {
  test("is what Node makes of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const bytes = new Uint8Array(utf8Length(text));
        expect(writeUtf8(text, bytes, 0)).toBe(bytes.length);
        expect(Buffer.from(bytes).equals(Buffer.from(text))).toBe(true);
        expect(readUtf8(bytes)).toBe(text);
      }),
    );
  });

  test("is read only when well-formed, as a fatal decoder does", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        let expected: string | null = null;
        try {
          expected = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
        } catch {}
        expect(readUtf8(bytes)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  test("survives the seams between its pieces", () => {
    const text = `${"a".repeat(8190)}\u{1f600}${"é".repeat(9000)}\u{1f600}`;
    const bytes = new Uint8Array(utf8Length(text));
    writeUtf8(text, bytes, 0);
    expect(readUtf8(bytes)).toBe(text);
  });
});

describe("a frame in pieces", () => {
  test("is the frame, whatever the message", () => {
    fc.assert(
      fc.property(plain, (value) => {
        const pieces = framePieces(value);
        expect(joinBytes(pieces)).toEqual(encodeFrame(value));
        expect(pieces.every(({ length }) => length > 0)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test("leaves columns where they lie, and those that say the same out", () => {
    const start = new Float64Array(1000).fill(1);
    const kind = new Uint8Array(4097).fill(2);
    const same = start.slice();
    const pieces = framePieces({ start, kind, same });
    expect(pieces.map(({ buffer }) => buffer).filter((buffer) => buffer === start.buffer)).toHaveLength(1);
    expect(pieces.some(({ buffer }) => buffer === kind.buffer)).toBe(true);
    expect(pieces.some(({ buffer }) => buffer === same.buffer)).toBe(false);
  });

  test("may be compared by who has something quicker", () => {
    const parts = { a: new Uint32Array(2000).fill(7), b: new Uint32Array(2000).fill(7) };
    const asked: number[] = [];
    const differ = framePieces(parts, { sameBytes: ({ length }) => asked.push(length) < 0 });
    expect(asked).toEqual([8000]);
    expect(differ).toHaveLength(3);
    expect(framePieces(parts, { sameBytes: (a, b) => Buffer.compare(a, b) === 0 })).toHaveLength(2);
  });
});

describe("a frame that arrives in pieces", () => {
  /** The bytes cut at some places, each piece somewhere in a buffer of its own. */
  const cutAt = (bytes: Uint8Array, places: readonly number[], askew = 0): Uint8Array[] =>
    [0, ...places].map((from, at) => {
      const part = bytes.subarray(from, places[at] ?? bytes.length);
      const around = new Uint8Array(part.length + askew);
      around.set(part, askew);
      return around.subarray(askew);
    });
  const places = (length: number) =>
    fc
      .uniqueArray(fc.integer({ min: 1, max: length - 1 }), { maxLength: 12 })
      .map((list) => list.sort((a, b) => a - b));
  const table = {
    "name, \u{1f600} and all": "é",
    start: Float64Array.of(1, Number.NaN, -0, 4),
    kind: Uint8Array.of(1, 2, 3),
    user: Uint32Array.of(7, 8, 9),
    none: new Uint16Array(0),
    port: Int16Array.of(-1, 2, 3, 4, 5),
  };

  test("says the same as the whole, wherever it is cut", () => {
    fc.assert(
      fc.property(
        plain.chain((value) => {
          const frame = encodeFrame(value);
          return fc.tuple(fc.constant({ value, frame }), places(frame.length), fc.nat(7));
        }),
        ([{ value, frame }, list, askew]) => {
          expect(decodePieces(cutAt(frame, list, askew))).toStrictEqual(value);
        },
      ),
      { numRuns: 300 },
    );
  });

  test("may be cut inside of its prefix, its header, its padding and its columns", () => {
    const frame = encodeFrame(table);
    for (let place = 1; place < frame.length; place++)
      for (const askew of [0, 3]) expect(decodePieces(cutAt(frame, [place], askew))).toStrictEqual(table);
    expect(decodePieces([...frame].map((byte) => Uint8Array.of(byte)))).toStrictEqual(table);
    expect(decodePieces(cutAt(emptyFrame(), [7]))).toBeUndefined();
  });

  test("is read where it lies: only a column that lies in two pieces or askew is copied, into a buffer of its own", () => {
    const columns = {
      a: new Float64Array(100).fill(1),
      b: new Uint8Array(99).fill(2),
      c: new Float64Array(5),
    };
    const frame = encodeFrame(columns);
    const ofC = frame.length - 40;
    const ofB = ofC - 104;
    const ofA = ofB - 800;
    /** The piece that each column is a view of, -1 for a copy. */
    const read = (list: readonly number[], askew = 0) => {
      const pieces = cutAt(frame, list, askew);
      const got = decodePieces(pieces) as typeof columns;
      expect(got).toStrictEqual(columns);
      return Object.values(got).map(({ buffer, byteLength }) => {
        const at = pieces.findIndex((piece) => piece.buffer === buffer);
        if (at < 0) expect(buffer.byteLength).toBe(byteLength);
        return at;
      });
    };
    expect(read([])).toEqual([0, 0, 0]);
    expect(read([ofA, ofB, ofC])).toEqual([1, 2, 3]);
    expect(read([ofB])).toEqual([0, 1, 1]);
    expect(read([ofA, ofA + 400, ofB])).toEqual([-1, 3, 3]);
    expect(read([ofB + 99])).toEqual([0, 0, -1]);
    expect(read([ofA, ofB, ofC], 1)).toEqual([-1, 2, -1]);
  });

  test("is refused when bytes are missing or there are too many", () => {
    const frame = encodeFrame(table);
    fc.assert(
      fc.property(places(frame.length), fc.nat(), fc.boolean(), (list, which, isTwice) => {
        const pieces = cutAt(frame, list);
        const at = which % pieces.length;
        if (isTwice) pieces.splice(at, 0, pieces[at]!);
        else pieces.splice(at, 1);
        expect(() => decodePieces(pieces)).toThrow(FrameError);
      }),
    );
    expect(() => decodePieces([])).toThrow(FrameError);
    expect(() => decodePieces([frame, new Uint8Array(8)])).toThrow(FrameError);
    expect(() => decodePieces([frame.subarray(0, -8)])).toThrow(FrameError);
  });
});
