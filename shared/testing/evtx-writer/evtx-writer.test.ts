import { crc32 } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Ticks } from "../../types/units.ts";
import { nameHash } from "./chunk-builder.ts";
import { EvtxWriter } from "./evtx-writer.ts";
import { chunkBytes, chunkCount, recordOffsets, recordSize, viewOf } from "./log-layout.ts";
import { encodeValue, filetimeOf, guidBytes, sidBytes } from "./values.ts";

const computer = "PC-1.corp.example";

function logOf(
  records: number,
  options: { recordsPerChunk?: number; firstRecordId?: number } = {},
): Uint8Array {
  const writer = new EvtxWriter({ crc32, ...options });
  for (let i = 0; i < records; i++) {
    const data = { TargetUserName: `user${i}`, TargetLogonId: BigInt(i) } as const;
    writer.append({ event: "4634", time: (i * 10_000_000) as Ticks, computer, data });
  }
  return writer.finish();
}

function text(bytes: Uint8Array, from: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + length));
}

describe("file header", () => {
  test("counts chunks and names the next record", () => {
    const log = logOf(25, { recordsPerChunk: 10, firstRecordId: 7001 });
    const view = viewOf(log);
    expect(text(log, 0, 8)).toBe("ElfFile\0");
    expect(log.length).toBe(4096 + 3 * 65_536);
    expect([view.getBigUint64(8, true), view.getBigUint64(16, true)]).toEqual([0n, 2n]);
    expect(view.getBigUint64(24, true)).toBe(7026n);
    expect([view.getUint32(32, true), view.getUint16(40, true), view.getUint16(42, true)]).toEqual([
      128, 4096, 3,
    ]);
    expect([view.getUint16(36, true), view.getUint16(38, true)]).toEqual([2, 3]);
    expect(view.getUint32(120, true)).toBe(0);
    expect(view.getUint32(124, true)).toBe(crc32(log.subarray(0, 120)));
  });

  test("a log without records is a header alone", () => {
    expect(new EvtxWriter({ crc32 }).finish().length).toBe(4096);
  });
});

describe("chunks", () => {
  const log = logOf(600, { firstRecordId: 100 });

  test("fill up before the next one begins", () => {
    expect(chunkCount(log)).toBeGreaterThan(2);
    for (let i = 0; i + 1 < chunkCount(log); i++) {
      expect(viewOf(chunkBytes(log, i)).getUint32(48, true)).toBeGreaterThan(65_536 - 2048);
    }
  });

  test("carry right check sums, numbers and offsets", () => {
    let next = 100n;
    for (let i = 0; i < chunkCount(log); i++) {
      const chunk = chunkBytes(log, i);
      const view = viewOf(chunk);
      const offsets = recordOffsets(chunk);
      const free = view.getUint32(48, true);
      expect(text(chunk, 0, 8)).toBe("ElfChnk\0");
      expect(view.getUint32(52, true)).toBe(crc32(chunk.subarray(512, free)));
      expect(view.getUint32(124, true)).toBe(crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120))));
      expect(view.getUint32(44, true)).toBe(offsets.at(-1));
      expect(view.getBigUint64(8, true)).toBe(next);
      expect(view.getBigUint64(24, true)).toBe(next);
      next += BigInt(offsets.length);
      expect(view.getBigUint64(16, true)).toBe(next - 1n);
      expect(view.getBigUint64(32, true)).toBe(next - 1n);
      expect(chunk.subarray(free).every((byte) => byte === 0)).toBe(true);
    }
    expect(next).toBe(700n);
  });

  test("hold records that name their size twice and start on 8 bytes", () => {
    let seen = 0;
    for (let i = 0; i < chunkCount(log); i++) {
      const chunk = chunkBytes(log, i);
      const view = viewOf(chunk);
      for (const at of recordOffsets(chunk)) {
        const size = recordSize(chunk, at);
        expect(at % 8).toBe(0);
        expect(text(chunk, at, 4)).toBe("**\0\0");
        expect(view.getUint32(at + size - 4, true)).toBe(size);
        expect(view.getBigUint64(at + 8, true)).toBe(100n + BigInt(seen));
        expect(view.getBigUint64(at + 16, true)).toBe(filetimeOf((seen * 10_000_000) as Ticks));
        expect([...chunk.subarray(at + 24, at + 30)]).toEqual([0x0f, 1, 1, 0, 0x0c, 1]);
        seen++;
      }
    }
    expect(seen).toBe(600);
  });

  test("define a template once and refer to it afterwards", () => {
    const chunk = chunkBytes(log, 1);
    const view = viewOf(chunk);
    const [first, second, third] = recordOffsets(chunk);
    expect(view.getUint32(first! + 34, true)).toBe(first! + 38);
    expect(view.getUint32(second! + 34, true)).toBe(first! + 38);
    expect(recordSize(chunk, third!)).toBe(recordSize(chunk, second!));
    expect(recordSize(chunk, first!)).toBeGreaterThan(3 * recordSize(chunk, second!));
  });

  test("chain names and templates in buckets, newest first", () => {
    const view = viewOf(chunkBytes(log, 0));
    const names = new Set<string>();
    for (let bucket = 0; bucket < 64; bucket++) {
      let at = view.getUint32(128 + bucket * 4, true);
      while (at !== 0) {
        const length = view.getUint16(at + 6, true);
        const units = Array.from({ length }, (_, i) => view.getUint16(at + 8 + i * 2, true));
        const name = String.fromCharCode(...units);
        expect(view.getUint16(at + 4, true)).toBe(nameHash(name));
        expect(nameHash(name) % 64).toBe(bucket);
        names.add(name);
        const next = view.getUint32(at, true);
        expect(next).toBeLessThan(at);
        at = next;
      }
    }
    expect(names).toContain("EventRecordID");
    expect(names).toContain("Data");
    let templates = 0;
    for (let bucket = 0; bucket < 32; bucket++) {
      for (let at = view.getUint32(384 + bucket * 4, true); at !== 0; at = view.getUint32(at, true)) {
        expect(chunkBytes(log, 0)[at - 10]).toBe(0x0c);
        templates++;
      }
    }
    expect(templates).toBe(2);
  });
});

describe("names and values", () => {
  // Hashes read from logs of Windows.
  test.each([
    ["Event", 0x0cba],
    ["xmlns", 0x0fbc],
    ["Provider", 0x7bf1],
    ["EventRecordID", 0x0346],
    ["SystemTime", 0x7b3c],
    ["Data", 0x6f8a],
    ["UserData", 0x4435],
    ["ServiceShutdown", 0x27ab],
  ])("hash of %s", (name, hash) => expect(nameHash(name)).toBe(hash));

  test("GUID, SID and FILETIME as Windows stores them", () => {
    expect(Buffer.from(guidBytes("{54849625-5478-4994-A5BA-3E3B0328C30D}")).toString("hex")).toBe(
      "2596845478549449a5ba3e3b0328c30d",
    );
    expect(Buffer.from(sidBytes("S-1-5-18")).toString("hex")).toBe("010100000000000512000000");
    expect(Buffer.from(sidBytes("S-1-12-1-4294967295")).toString("hex")).toBe(
      "01020000000000 0c01000000ffffffff".replace(" ", ""),
    );
    // 1601-01-01 and 2024-01-01.
    expect(filetimeOf(-133_485_408_000_000_000 as Ticks)).toBe(0n);
    expect(encodeValue(["filetime", 0 as Ticks]).length).toBe(8);
    expect([...encodeValue(["strings", ["a", "", "b"]])]).toEqual([97, 0, 0, 0, 0, 0, 98, 0, 0, 0]);
  });

  test("refuses what no log can hold", () => {
    const writer = new EvtxWriter({ crc32 });
    const head = { time: 0 as Ticks, computer };
    expect(() => sidBytes("S-2-5-18")).toThrow(RangeError);
    expect(() => guidBytes("{5484}")).toThrow(RangeError);
    expect(() =>
      writer.append({ event: "4634", ...head, data: { TargetUserName: "x".repeat(40_000) } }),
    ).toThrow(RangeError);
    const unknown = { event: "4634", ...head, data: { Nonsense: 1 } } as unknown as Parameters<
      EvtxWriter["append"]
    >[0];
    expect(() => writer.append(unknown)).toThrow("no field Nonsense");
  });
});
