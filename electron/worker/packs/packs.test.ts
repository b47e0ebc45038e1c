import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { crc32 } from "node:zlib";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleCase } from "../../../renderer/testing/sample-case.ts";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { UTC } from "../../../shared/engine/time/zone.ts";
import { packFiles } from "../../../shared/pack/pack-files.ts";
import { MANIFEST_FILE, SUMS_FILE, TYPE_FILE } from "../../../shared/pack/pack-names.ts";
import { packRows } from "../../../shared/pack/pack-rows.ts";
import { newSha256 } from "../../../shared/pack/sha256.ts";
import { zipBytes } from "../../../shared/pack/zip-writer.ts";
import { type ZipEntry, zipFile } from "../../../shared/testing/zip-writer.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { checkPack, openPackCase } from "./open-pack.ts";
import { isPack, packKindOf } from "./pack-kind.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "logonscope-packs-test-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const DATA = sampleCase("one");
const GOES_ON = { cancelled: false };
const context = { cancel: GOES_ON, post() {} };

function packOf(data: CaseData, filter = "", withCase = true): Uint8Array {
  const choice = { filter, kinds: ["desktop"] as const, from: data.oldest, to: Number.NaN };
  const rows = packRows(data, UTC, choice);
  if (!rows.ok) throw new Error("bad filter");
  const ask = {
    data,
    rows: rows.value,
    choice,
    zone: UTC,
    masked: false,
    reports: [],
    withCase,
    packed: null,
  };
  return Buffer.concat([...zipBytes(packFiles(ask, newSha256), newSha256)]);
}
const PACK = packOf(DATA, "user:anna");
const FILES = unzipSync(PACK);

let count = 0;
function put(bytes: Uint8Array, name = `pack-${count++}.zip`): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
function putFolder(files: Readonly<Record<string, Uint8Array>>): string {
  const path = join(folder, `folder-${count++}`);
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), bytes);
  }
  return path;
}
const inputOf = (path: string): InputFile => ({ path, name: "case.zip", folder: null, failure: null });
const findings = async (path: string) =>
  (await checkPack(path, GOES_ON)).problems.map(({ file, problem }) => `${file} ${problem}`.trim());

describe("a pack as it was made", () => {
  test("holds, packed and unpacked", async () => {
    for (const path of [put(PACK), putFolder(FILES)]) {
      const check = await checkPack(path, GOES_ON);
      expect(check).toMatchObject({ isPack: true, problems: [], sound: Object.keys(FILES).length });
      expect(check.manifestSha256).toBe(createHash("sha256").update(FILES[MANIFEST_FILE]!).digest("hex"));
    }
  });

  test("is known by its content, whatever its name, and nothing else is", () => {
    expect(packKindOf(put(PACK, "Security.evtx"))).toBe("zip");
    expect(packKindOf(putFolder(FILES))).toBe("folder");
    for (const other of [put(Buffer.from("PK")), put(zipFile([], { crc32 })), folder, join(folder, "none")])
      expect(packKindOf(other)).toBeNull();
  });

  test("opens as the case it was made from, and says where it came from", async () => {
    for (const path of [put(PACK), putFolder(FILES)]) {
      const { outcome } = await openPackCase([inputOf(path)], context);
      const { data, inputs } = outcome!;
      expect(data.sessions.length).toBe(DATA.sessions.length);
      expect(data.pack).toMatchObject({
        file: "case.zip",
        zone: "UTC",
        filter: "user:anna",
        kinds: ["desktop"],
      });
      expect([data.pack!.from, data.pack!.to]).toEqual([DATA.oldest, Number.NaN]);
      expect(inputs).toEqual(DATA.sources.map(() => -1));
      // Packed again it is the same pack: that it came from one leaves no trace.
      expect(Buffer.compare(packOf(data, "user:anna"), PACK)).toBe(0);
    }
  });

  test("without its case holds, and is not opened", async () => {
    const path = put(packOf(DATA, "", false));
    expect(await findings(path)).toEqual([]);
    const { outcome, files } = (await openPackCase([inputOf(path)], context)) as {
      outcome: null;
      files: readonly InputFile[];
    };
    expect([outcome, files[0]!.failure]).toEqual([null, "packTablesOnly"]);
  });

  test("is not opened among other inputs, but with the logs it was made from", async () => {
    const log = Buffer.from("the log it was made from");
    const sources = [
      { ...DATA.sources[0]!, sha256: createHash("sha256").update(log).digest("hex") },
      ...DATA.sources.slice(1),
    ];
    const path = put(packOf({ ...DATA, sources }));
    const own = { ...inputOf(put(log, "own.evtx")), name: "own.evtx" };
    const other = inputOf(put(Buffer.from("another log"), "other.evtx"));
    const opened = (await openPackCase([own, inputOf(path)], context)).outcome!;
    expect([opened.inputs[0], opened.places[0]]).toEqual([0, own.path]);
    const mixed = await openPackCase([inputOf(path), other], context);
    expect(mixed.outcome).toBeNull();
    expect(mixed.outcome === null && mixed.files.map(({ failure }) => failure)).toEqual(["packAlone", null]);
  });

  test("stops when the job is cancelled", async () => {
    expect((await checkPack(put(PACK), { cancelled: true })).cancelled).toBe(true);
  });
});

describe("a pack that was changed", () => {
  test("by any one byte is known, and not opened", async () => {
    const path = put(PACK);
    const places = new Set([0, 1, 2, 3, 30, 38, PACK.length - 1, PACK.length - 64, PACK.length - 65]);
    for (const at of fc.sample(fc.nat(PACK.length - 1), { numRuns: 60, seed: 7 })) places.add(at);
    for (const at of places) {
      const changed = Buffer.from(PACK);
      changed[at]! ^= 1 + ((at * 7) % 255);
      if (changed[at] === PACK[at]) changed[at]! ^= 0x40;
      writeFileSync(path, changed);
      const check = await checkPack(path, GOES_ON);
      expect([at, check.isPack, check.problems.length > 0]).toEqual([at, true, true]);
      const { outcome } = await openPackCase([inputOf(path)], context);
      expect([at, outcome]).toEqual([at, null]);
    }
  });

  test("in any one byte of any file in a folder is known, and the file named", async () => {
    const path = putFolder(FILES);
    for (const [name, bytes] of Object.entries(FILES)) {
      if (bytes.length === 0) continue;
      for (const at of new Set([0, bytes.length >> 1, bytes.length - 1])) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 0x20;
        writeFileSync(join(path, name), changed);
        const { isPack: known, problems } = await checkPack(path, GOES_ON);
        expect([name, at, known]).toEqual([name, at, true]);
        expect([name, at, problems.map(({ file }) => file)]).toEqual([
          name,
          at,
          expect.arrayContaining([name]),
        ]);
      }
      writeFileSync(join(path, name), bytes);
    }
    expect(await findings(path)).toEqual([]);
  });

  test("names what is missing and what is extra", async () => {
    const { "tables/holes.csv": _, ...rest } = FILES;
    expect(await findings(putFolder(rest))).toEqual(["tables/holes.csv missing"]);
    expect(await findings(putFolder({ ...FILES, "note.txt": Buffer.from("x") }))).toEqual(["note.txt extra"]);
    const { [MANIFEST_FILE]: manifest, ...bare } = FILES;
    expect(manifest).toBeDefined();
    expect(await findings(putFolder(bare))).toEqual([`${MANIFEST_FILE} missing`]);
    const { [SUMS_FILE]: sums, ...unsummed } = FILES;
    expect(sums).toBeDefined();
    expect(await findings(putFolder(unsummed))).toEqual([`${SUMS_FILE} missing`]);
  });

  test("with a manifest that is none is still held against the list of hashes", async () => {
    const broken = { ...FILES, [MANIFEST_FILE]: Buffer.from("{"), "tables/boots.csv": Buffer.from("other") };
    const found = await findings(putFolder(broken));
    expect(found).toEqual(
      expect.arrayContaining([`${MANIFEST_FILE} badManifest`, "tables/boots.csv changed"]),
    );
    expect(found.filter((text) => text.endsWith(".jsonl changed"))).toEqual([]);
  });

  test("of a later version says so", async () => {
    const text = Buffer.from(FILES[MANIFEST_FILE]!).toString().replace("pack/1", "pack/2");
    const path = putFolder({ ...FILES, [MANIFEST_FILE]: Buffer.from(text) });
    expect(await findings(path)).toContain(`${MANIFEST_FILE} otherVersion`);
    const opened = await openPackCase([inputOf(path)], context);
    expect(opened.outcome === null && opened.files[0]!.failure).toBe("packVersion");
  });

  test("with a case whose hashes hold but which is none is named", async () => {
    const head = JSON.parse(Buffer.from(FILES["case/case.json"]!).toString()) as { strings: string[] };
    const forged = { ...FILES, "case/case.json": Buffer.from(JSON.stringify({ ...head, strings: [""] })) };
    const path = putFolder(rehashed(forged));
    expect(await findings(path)).toEqual(["case/case.json badCase"]);
    expect((await openPackCase([inputOf(path)], context)).outcome).toBeNull();
  });

  test("cut off, or with something behind it, is known", async () => {
    for (const cut of [1, 70, 500, PACK.length >> 1])
      expect(await findings(put(PACK.subarray(0, PACK.length - cut)))).toContain("container");
    expect(await findings(put(Buffer.concat([PACK, Buffer.from("x")])))).toContain("container");
  });
});

describe("a hostile pack", () => {
  const entries = (more: readonly ZipEntry[], files = FILES): readonly ZipEntry[] => [
    ...Object.entries(files).map(([name, bytes]) => ({ name, bytes })),
    ...more,
  ];
  const zip = (more: readonly ZipEntry[]) => put(zipFile(entries(more), { crc32 }));
  const bytes = Buffer.from("x");

  test.each([
    ["../evil.txt", "evil.txt badName"],
    ["/etc/evil.txt", "etc/evil.txt badName"],
    ["tables\\evil.csv", "tables/evil.csv extra"],
    ["a/b/c.txt", "a/b/c.txt badName"],
    [".hidden", ".hidden badName"],
    ["TABLES/sessions.csv", "TABLES/sessions.csv twice"],
    ["tables/sessions.csv", "tables/sessions.csv twice"],
    ["tables/evil.csv", "tables/evil.csv extra"],
  ])("with a file %s names it, and writes nothing", async (name, finding) => {
    expect(await findings(zip([{ name, bytes }]))).toEqual(expect.arrayContaining([finding, "container"]));
    expect(existsSync(join(folder, "evil.txt"))).toBe(false);
    expect(existsSync(join(dirname(folder), "evil.txt"))).toBe(false);
  });

  test("whose files unpack to more than they say is not read on", async () => {
    const huge = Buffer.alloc(4_000_000);
    const files = { ...FILES, "tables/holes.csv": huge };
    expect(await findings(put(zipFile(entries([], files), { crc32 })))).toContain("tables/holes.csv changed");
  });

  test("with more files than a pack holds is not read on", async () => {
    const many = Array.from({ length: 400 }, (_, n) => ({ name: `tables/x${n}.csv`, bytes }));
    expect(await findings(zip(many))).toContain("container");
  });

  test("with sizes that no disk holds is refused before anything is unpacked", async () => {
    const manifest = JSON.parse(Buffer.from(FILES[MANIFEST_FILE]!).toString()) as {
      files: { name: string; bytes: number }[];
    };
    for (const file of manifest.files) if (file.name.startsWith("tables/")) file.bytes = 2 ** 35;
    const text = Buffer.from(JSON.stringify(manifest));
    expect(
      await findings(put(zipFile(entries([], { ...FILES, [MANIFEST_FILE]: text }), { crc32 }))),
    ).toContain("tooLarge");
  });

  test("in a folder leads nowhere by a link", async () => {
    const path = putFolder(FILES);
    rmSync(join(path, "tables/holes.csv"));
    symlinkSync("/etc/passwd", join(path, "tables/holes.csv"));
    expect(await findings(path)).toEqual(
      expect.arrayContaining(["tables/holes.csv badName", "tables/holes.csv missing"]),
    );
  });

  test("of any bytes behind its mark gives findings and no error", async () => {
    const path = put(PACK);
    const mark = PACK.subarray(0, 38 + FILES[TYPE_FILE]!.length);
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (rest) => {
        writeFileSync(path, Buffer.concat([mark, rest]));
        expect((await checkPack(path, GOES_ON)).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 40 },
    );
  });
});

test("a file that failed already is no pack", () => {
  expect(isPack({ ...inputOf(put(PACK)), failure: "busy" })).toBe(false);
  expect(isPack(inputOf(put(PACK)))).toBe(true);
  expect(readFileSync(put(PACK)).length).toBe(PACK.length);
});

/** The same files with manifest and list made for them, as a forger would. */
function rehashed(files: Readonly<Record<string, Uint8Array>>): Record<string, Uint8Array> {
  const hash = (content: Uint8Array) => createHash("sha256").update(content).digest("hex");
  const manifest = JSON.parse(Buffer.from(files[MANIFEST_FILE]!).toString()) as {
    files: { name: string; bytes: number; sha256: string }[];
  };
  for (const file of manifest.files) {
    file.bytes = files[file.name]!.length;
    file.sha256 = hash(files[file.name]!);
  }
  const text = Buffer.from(JSON.stringify(manifest));
  const sums = [...manifest.files, { name: MANIFEST_FILE, sha256: hash(text) }]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join("");
  return { ...files, [MANIFEST_FILE]: text, [SUMS_FILE]: Buffer.from(sums) };
}
