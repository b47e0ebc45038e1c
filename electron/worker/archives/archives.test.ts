import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { InputFile, JobNews } from "../../../shared/contract/worker-job.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import { type ZipEntry, zipFile } from "../../../shared/testing/zip-writer.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { readInfo } from "../info-job.ts";
import { ARCHIVE_LIMITS, type ArchiveLimits } from "./archive-limits.ts";
import { entryLabel } from "./entry-label.ts";
import { openArchives } from "./open-archives.ts";

function logOf(records: number): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 10 });
  for (let i = 0; i < records; i++)
    writer.append({ event: "4634", time: (i * 10_000_000) as Ticks, computer: "PC1" });
  return writer.finish();
}
const LOG = logOf(35);
const TEXT = new TextEncoder().encode("nothing about logons");
const deflated = (name: string, bytes: Uint8Array, more: Partial<ZipEntry> = {}): ZipEntry => ({
  name,
  bytes,
  packed: deflateRawSync(bytes),
  ...more,
});

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-archives-test-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array): InputFile => {
  writeFileSync(join(folder, name), bytes);
  return { path: join(folder, name), name, folder: null, failure: null };
};
const archive = (entries: readonly ZipEntry[], options: { zip64?: boolean; cut?: boolean } = {}): InputFile =>
  put("logs.zip", zipFile(entries, { crc32, ...options }));

interface Opened {
  readonly names: readonly (readonly [name: string, why: string | null])[];
  readonly files: readonly InputFile[];
}

async function open(
  inputs: readonly InputFile[],
  limits: Partial<ArchiveLimits> = {},
  cancel = { cancelled: false },
): Promise<Opened> {
  const context = { cancel, post: (_: JobNews) => {} };
  rmSync(join(folder, "spool"), { recursive: true, force: true });
  const { files } = await openArchives(inputs, join(folder, "spool"), context, {
    ...ARCHIVE_LIMITS,
    ...limits,
  });
  return { files, names: files.map(({ name, failure }) => [name, failure] as const) };
}
const spooled = (): readonly string[] =>
  existsSync(join(folder, "spool")) ? readdirSync(join(folder, "spool")) : [];

describe("a zip archive", () => {
  test("stands for the logs in it, in byte order of their names, whatever its own name", async () => {
    const { files, names } = await open([
      put(
        "export.bin",
        zipFile([deflated("b/System.evtx", LOG), deflated("a/Security.evtx", LOG), deflated("Z.evtx", LOG)], {
          crc32,
        }),
      ),
    ]);
    expect(names).toEqual([
      ["export.bin/Z.evtx", null],
      ["export.bin/a/Security.evtx", null],
      ["export.bin/b/System.evtx", null],
    ]);
    for (const { path, folder: found } of files) {
      expect(readFileSync(path).equals(LOG)).toBe(true);
      expect(found).toBe("export.bin");
    }
  });

  test.skipIf(process.platform === "win32")("is unpacked where only this user may look", async () => {
    const { files } = await open([archive([deflated("a.evtx", LOG)])]);
    expect(statSync(join(folder, "spool")).mode & 0o777).toBe(0o700);
    expect(statSync(files[0]!.path).mode & 0o777).toBe(0o600);
  });

  test("only gives what looks like a log, by its first bytes", async () => {
    const { names } = await open([archive([deflated("log.txt", LOG), deflated("fake.evtx", TEXT)])]);
    expect(names).toEqual([
      ["logs.zip/fake.evtx", "notALog"],
      ["logs.zip/log.txt", null],
    ]);
    expect(spooled()).toHaveLength(1);
  });

  test("reads as its logs would by themselves, and says where they came from", async () => {
    const { files } = await open([archive([deflated("dc1/Security.evtx", LOG), deflated("x", TEXT)])]);
    const context = { cancel: { cancelled: false }, post: () => {}, waitForRoom() {} };
    expect(readInfo(files, context).sources).toMatchObject([
      { path: "logs.zip/dc1/Security.evtx", records: 35, damage: [], failure: null },
    ]);
  });

  test("without any log is one failed input", async () => {
    const { files } = await open([archive([deflated("a.txt", TEXT)])]);
    const context = { cancel: { cancelled: false }, post: () => {}, waitForRoom() {} };
    expect(readInfo(files, context).sources).toMatchObject([{ path: "logs.zip", failure: "emptyArchive" }]);
    expect((await open([put("none.zip", zipFile([], { crc32 }))])).names).toEqual([
      ["none.zip", "emptyArchive"],
    ]);
  });

  test("of 64-bit sizes is read like any other", async () => {
    const { files, names } = await open([archive([deflated("a.evtx", LOG)], { zip64: true })]);
    expect(names).toEqual([["logs.zip/a.evtx", null]]);
    expect(readFileSync(files[0]!.path).equals(LOG)).toBe(true);
  });

  test("of an Office program is a file that is no log", async () => {
    const book = archive([deflated("[Content_Types].xml", TEXT), deflated("xl/sheet.xml", TEXT)]);
    expect((await open([book])).names).toEqual([["logs.zip", null]]);
    const late = put(
      "late.xlsx",
      zipFile([deflated("xl/a.xml", TEXT), deflated("_rels/.rels", TEXT)], { crc32 }),
    );
    expect((await open([late])).names).toEqual([["late.xlsx", null]]);
    expect(spooled()).toEqual([]);
  });

  test("stays closed where there is no place to unpack it", async () => {
    const context = { cancel: { cancelled: false }, post: () => {} };
    const { files } = await openArchives([archive([deflated("a.evtx", LOG)])], undefined, context);
    expect(files).toMatchObject([{ name: "logs.zip", failure: "packed" }]);
  });
});

describe("names in an archive", () => {
  test.each([
    ["../../etc/passwd", "etc/passwd"],
    ["/var/log/a.evtx", "var/log/a.evtx"],
    ["C:\\Windows\\..\\a.evtx", "Windows/a.evtx"],
    ["a\u0000b\u001b[31m/c", "a_b_[31m/c"],
    ["..", "unnamed"],
    ["", "unnamed"],
  ])("%j are shown as %j", (name, shown) => expect(entryLabel(name)).toBe(shown));

  test("never become a path", async () => {
    const { files } = await open([
      archive([deflated("../escaped.evtx", LOG), deflated("/tmp/logonscope-escaped.evtx", LOG)]),
    ]);
    for (const { path } of files) expect(path.startsWith(join(folder, "spool"))).toBe(true);
    expect(existsSync(join(folder, "escaped.evtx"))).toBe(false);
    expect(existsSync("/tmp/logonscope-escaped.evtx")).toBe(false);
  });

  test("that are the same are told apart", async () => {
    const { names } = await open([
      archive([deflated("a", LOG), deflated("./a", LOG), deflated("x/../a", LOG)]),
    ]);
    expect(names.map(([name]) => name)).toEqual(["logs.zip/a", "logs.zip/a (2)", "logs.zip/x/a"]);
  });

  test("of any kind are clean and short", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), (name) => {
        const label = entryLabel(name);
        expect(label).not.toBe("");
        expect(label.length).toBeLessThanOrEqual(512);
        expect(label.split("/")).not.toContain("..");
        expect(label.startsWith("/")).toBe(false);
      }),
    );
  });
});

describe("what is not unpacked is named", () => {
  test("an archive in an archive, and archives of other kinds", async () => {
    const inner = zipFile([deflated("a.evtx", LOG)], { crc32 });
    const seven = Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4);
    expect((await open([archive([deflated("a.evtx", LOG), deflated("inner.zip", inner)])])).names).toEqual([
      ["logs.zip/a.evtx", null],
      ["logs.zip/inner.zip", "packed"],
    ]);
    expect((await open([put("logs.7z", seven)])).names).toEqual([["logs.7z", "packed"]]);
  });

  test("entries behind a password, once for the archive where it is all of them", async () => {
    const secret = (name: string) => deflated(name, LOG, { flags: 1 });
    expect((await open([archive([secret("a.evtx"), deflated("b.evtx", LOG)])])).names).toEqual([
      ["logs.zip/a.evtx", "encrypted"],
      ["logs.zip/b.evtx", null],
    ]);
    expect((await open([archive([secret("a"), secret("b"), secret("c")])])).names).toEqual([
      ["logs.zip", "encrypted"],
    ]);
  });

  test("a compression that is not understood", async () => {
    const { names } = await open([
      archive([deflated("a.evtx", LOG, { method: 14 }), deflated("b.evtx", LOG)]),
    ]);
    expect(names).toEqual([
      ["logs.zip/a.evtx", "compression"],
      ["logs.zip/b.evtx", null],
    ]);
  });
});

describe("the bounds of an archive", () => {
  const three = () => archive([deflated("a.evtx", LOG), deflated("b.evtx", LOG), deflated("c.evtx", LOG)]);

  test("entries", async () => {
    expect((await open([three()], { entries: 2 })).names).toEqual([
      ["logs.zip", "archiveLimit"],
      ["logs.zip/a.evtx", null],
      ["logs.zip/b.evtx", null],
    ]);
  });

  test("bytes of one entry: only that one is left out", async () => {
    const { names } = await open([archive([deflated("a.evtx", logOf(200)), deflated("b.evtx", LOG)])], {
      bytesOfEntry: LOG.length,
    });
    expect(names).toEqual([
      ["logs.zip/a.evtx", "archiveLimit"],
      ["logs.zip/b.evtx", null],
    ]);
    expect(spooled()).toHaveLength(1);
  });

  test("bytes of all: what came before stays", async () => {
    expect((await open([three()], { bytesOfAll: LOG.length * 1.5 })).names).toEqual([
      ["logs.zip", "archiveLimit"],
      ["logs.zip/a.evtx", null],
      ["logs.zip/b.evtx", "archiveLimit"],
    ]);
    expect(spooled()).toHaveLength(1);
  });

  test("ratio: a bomb ends where it has grown too far, also one that lies about its size", async () => {
    const zeros = new Uint8Array(8 * 1024 * 1024);
    zeros.set(LOG);
    for (const size of [zeros.length, 1000]) {
      const bomb = archive([deflated("bomb.evtx", zeros, { size })]);
      const { names } = await open([bomb], { freeBytes: 1024 * 1024, ratio: 5 });
      // The lie is found out first.
      if (size === zeros.length) expect(names[0]).toEqual(["logs.zip", "archiveLimit"]);
      for (const file of spooled())
        expect(statSync(join(folder, "spool", file)).size).toBeLessThanOrEqual(2 * 1024 * 1024);
    }
  });

  test("room on the disk", async () => {
    expect((await open([three()], { spareBytes: Number.MAX_SAFE_INTEGER })).names).toEqual([
      ["logs.zip", "noSpace"],
      ["logs.zip/a.evtx", "noSpace"],
    ]);
    expect(spooled()).toEqual([]);
  });
});

describe("a damaged archive", () => {
  test("that has lost its end is read as far as it goes", async () => {
    const log = logOf(200);
    const whole = zipFile([deflated("a.evtx", LOG), deflated("b.evtx", log)], { crc32, cut: true });
    const { names, files } = await open([put("logs.zip", whole.subarray(0, whole.length - 3000))]);
    expect(names).toEqual([
      ["logs.zip", "archiveDamaged"],
      ["logs.zip/a.evtx", null],
      ["logs.zip/b.evtx", null],
    ]);
    expect(readFileSync(files[1]!.path).equals(LOG)).toBe(true);
    const rest = readFileSync(files[2]!.path);
    expect(rest.equals(log.subarray(0, rest.length))).toBe(true);
    expect(files[2]!.damage).toEqual([{ code: "truncated", offset: rest.length, count: 1 }]);
  });

  test("gives the entries that are whole, and the beginning of one that breaks off", async () => {
    const log = logOf(400);
    const packed = deflateRawSync(log);
    packed.fill(0xff, packed.length >> 1);
    const { names, files } = await open([
      archive([deflated("a.evtx", LOG), deflated("b.evtx", log, { packed })]),
    ]);
    expect(names).toEqual([
      ["logs.zip/a.evtx", null],
      ["logs.zip/b.evtx", null],
    ]);
    expect(files[0]!.damage).toBeUndefined();
    expect(files[1]!.damage).toMatchObject([{ code: "truncated" }]);
  });

  test("says so where an entry does not match its checksum", async () => {
    const { files } = await open([archive([deflated("a.evtx", LOG, { crc: 1 })])]);
    expect(files[0]!.damage).toEqual([{ code: "chunkCrc", offset: 0, count: 1 }]);
  });

  test("of any kind ends, with an answer and without a crash", async () => {
    const good = zipFile([deflated("a.evtx", LOG), { name: "b.evtx", bytes: LOG }, deflated("c", TEXT)], {
      crc32,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 5), fc.nat(255)), { maxLength: 12 }),
        fc.nat(good.length),
        async (changes, cut) => {
          const bytes = good.slice(0, cut % 3 === 0 ? cut : undefined);
          for (const [at, value] of changes) if (at + 4 < bytes.length) bytes[at + 4] = value;
          const { files } = await open([put("logs.zip", bytes)], { bytesOfAll: 1e7 });
          expect(files.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });

  test("is not unpacked further once the job is cancelled", async () => {
    const { names } = await open([archive([deflated("a.evtx", LOG)])], {}, { cancelled: true });
    expect(names).toEqual([["logs.zip", null]]);
    expect(spooled()).toEqual([]);
  });
});
