import { createHash } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { unzipSync, zipSync } from "fflate";
import { ARCHIVE_LIMITS } from "../../../electron/worker/archives/archive-limits.ts";
import { openArchives } from "../../../electron/worker/archives/open-archives.ts";
import { readInfo } from "../../../electron/worker/info-job.ts";
import { checkPack, openPackCase } from "../../../electron/worker/packs/open-pack.ts";
import { sampleCase } from "../../../renderer/testing/sample-case.ts";
import type { InputFile } from "../../../shared/contract/worker-job.ts";
import { filterSessions } from "../../../shared/engine/filter/filter.ts";
import { runReport } from "../../../shared/engine/reports/run-report.ts";
import { UTC } from "../../../shared/engine/time/zone.ts";
import { caseForm } from "../../../shared/pack/case-form.ts";
import { parseManifest, parseSums, sumsText } from "../../../shared/pack/manifest.ts";
import { packFiles } from "../../../shared/pack/pack-files.ts";
import { MANIFEST_FILE, SEAL_PREFIX, SUMS_FILE } from "../../../shared/pack/pack-names.ts";
import { packRows } from "../../../shared/pack/pack-rows.ts";
import { readCaseForm } from "../../../shared/pack/read-case-form.ts";
import { newSha256 } from "../../../shared/pack/sha256.ts";
import { zipBytes } from "../../../shared/pack/zip-writer.ts";
import { EvtxWriter } from "../../../shared/testing/evtx-writer/evtx-writer.ts";
import { serialOf, xlsxFile } from "../../../shared/testing/xlsx-writer.ts";
import { zipFile } from "../../../shared/testing/zip-writer.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { REPORT_NAMES } from "../../../shared/types/report.ts";
import type { Ticks } from "../../../shared/types/units.ts";
import { joined, mutated } from "../engine/mutate.ts";
import type { Random } from "../engine/random.ts";
import type { FuzzTarget } from "../engine/target.ts";
import { utf8 } from "../seeds/text-bytes.ts";
import { holds } from "./check-reader.ts";
import { folder, put } from "./scratch.ts";

const cancel = { cancelled: false };
const MB = 1024 * 1024;
/** Small enough that a bomb is met by inputs of this size. */
const LIMITS = { ...ARCHIVE_LIMITS, bytesOfEntry: 4 * MB, bytesOfAll: 8 * MB, freeBytes: 2 * MB };
const XML_TOKENS =
  '<row r="1"> </row> <c t="s"> <v> </v> </c> <f> t="inlineStr" <is><t> 99999999999 -1 1e309 45355.375 &amp; <![CDATA[ ]]> <sst> <si> <xf numFmtId="22"/> r="ZZZZ99"'.split(
    " ",
  );

/** Unpacks an input as a case does, and reads what is in it. */
async function opened(file: InputFile): Promise<void> {
  const spool = join(folder(), "spool");
  rmSync(spool, { recursive: true, force: true });
  const { files, origins } = await openArchives([file], spool, { cancel, post() {} }, LIMITS);
  holds(origins.length === files.length && origins.every((origin) => origin === 0), "an input of nowhere");
  let bytes = 0;
  for (const each of files) {
    holds(
      each.failure !== null || each.path === file.path || each.path.startsWith(spool),
      "a path out of the spool",
    );
    if (each.failure === null && each.path.startsWith(spool)) bytes += statSync(each.path).size;
    for (const { offset, count } of each.damage ?? []) holds(offset >= 0 && count > 0, "damage at no place");
  }
  // Rows of a sheet become text, in which a cell may take twice its characters and a row its number of line ends.
  holds(bytes <= 4 * LIMITS.bytesOfAll, "more was unpacked than may be");
  const { sources } = readInfo(files, { cancel, post() {}, waitForRoom() {} });
  for (const source of sources)
    for (const { offset, count } of source.damage) holds(offset >= 0 && count > 0, "damage at no place");
}

/** Changes what is in an archive and packs it again: what comes behind the check sums is met. */
function repacked(bytes: Uint8Array, random: Random, tokens: readonly string[]): Uint8Array {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < MB });
  } catch {
    return bytes;
  }
  const names = Object.keys(parts);
  if (names.length === 0) return bytes;
  const name = random.pick(names);
  parts[name] = mutated(parts[name]!, Object.values(parts), random, { tokens });
  try {
    return zipSync(parts, { level: random.oneIn(2) ? 0 : 6 });
  } catch {
    return bytes;
  }
}

function log(records: number): Uint8Array {
  const writer = new EvtxWriter({ crc32, recordsPerChunk: 10 });
  for (let i = 0; i < records; i++)
    writer.append({ event: "4634", time: (i * 10_000_000) as Ticks, computer: "PC1" });
  return writer.finish();
}

export const zip: FuzzTarget = {
  name: "zip",
  short: 80,
  about: "zip archives of logs",
  tokens: [
    "PK\x03\x04",
    "PK\x01\x02",
    "PK\x05\x06",
    "PK\x06\x06",
    "PK\x06\x07",
    "PK\x07\x08",
    "../x",
    "mimetype",
  ],
  seeds: () => {
    const entry = (name: string, bytes: Uint8Array) => ({ name, bytes, packed: deflateRawSync(bytes) });
    const entries = [
      entry("a/Security.evtx", log(5)),
      entry("b.csv", utf8("a,b\n1,2\n")),
      { name: "c/", bytes: new Uint8Array(0) },
    ];
    return [
      zipFile(entries, { crc32 }),
      zipFile(entries, { crc32, zip64: true }),
      zipFile(entries, { crc32, cut: true }),
      zipFile([{ name: "x.txt", bytes: utf8("LOGON,x"), flags: 0x808 }], { crc32, cut: true }),
      zipSync({ "inner.zip": zipSync({ "a.txt": utf8("a") }) }),
    ];
  },
  repair: (bytes, random) => (random.oneIn(2) ? bytes : repacked(bytes, random, [])),
  run: (bytes) => opened(put("logs.zip", bytes)),
};

const ANNA = "5f1c6a3e-0b7d-4c55-9a1e-3d2f4b6a7c81";
const LOGINS = [
  ["AADUserID", "Start time", "End time"],
  [ANNA, { date: serialOf("2024-03-04T09:00:00Z") }, { date: serialOf("2024-03-04T17:00:00Z") }],
  [{ inline: ANNA }, { formula: "NOW()", value: 45_355.375 }, null],
];

export const xlsx: FuzzTarget = {
  name: "xlsx",
  short: 60,
  about: "workbooks",
  tokens: XML_TOKENS,
  seeds: () => [
    xlsxFile([{ name: "Sheet1", rows: LOGINS }]),
    xlsxFile(
      [
        { name: "a", rows: [["x"]] },
        { name: "b", rows: LOGINS },
      ],
      { is1904: true, bare: true },
    ),
    xlsxFile(
      [
        {
          name: "Users",
          rows: [
            ["User ID", "Email"],
            ["anna", "anna@corp.example"],
          ],
        },
      ],
      { without: ["xl/styles.xml"] },
    ),
  ],
  repair: (bytes, random) => (random.oneIn(4) ? bytes : repacked(bytes, random, XML_TOKENS)),
  run: (bytes) => opened(put("logins.xlsx", bytes)),
};

const CHOICE = { filter: "user:anna", kinds: ["desktop"] as const, from: Number.NaN, to: Number.NaN };

/** The files of a pack with their hashes, and the seal, made to fit what was changed. */
function sealedPack(bytes: Uint8Array, random: Random): Uint8Array {
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, { filter: ({ originalSize }) => originalSize < MB });
  } catch {
    return bytes;
  }
  const names = Object.keys(parts);
  if (names.length === 0) return bytes;
  const name = random.pick(names);
  parts[name] = mutated(parts[name]!, Object.values(parts), random, { tokens: CASE_TOKENS });
  const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
  const manifest = parts[MANIFEST_FILE];
  if (manifest !== undefined && name !== MANIFEST_FILE) {
    const text = Buffer.from(manifest).toString("utf8");
    const own = new RegExp(
      `("name": "${name.replaceAll(/[.]/g, "\\.")}",\\s*"bytes": )\\d+(,\\s*"sha256": ")[0-9a-f]{64}`,
    );
    parts[MANIFEST_FILE] = utf8(
      text.replace(
        own,
        (_, before, after) => `${before}${parts[name]!.length}${after}${sha256(parts[name]!)}`,
      ),
    );
  }
  const listed = parseManifest(Buffer.from(parts[MANIFEST_FILE] ?? []).toString("utf8"))?.files;
  if (listed !== undefined && name !== SUMS_FILE)
    parts[SUMS_FILE] = utf8(
      sumsText([...listed, { name: MANIFEST_FILE, sha256: sha256(parts[MANIFEST_FILE]!) }]),
    );
  const files = Object.entries(parts).map(([own, content]) => ({
    name: own,
    large: false,
    pieces: [content],
  }));
  return joined(...zipBytes(files, newSha256));
}

const CASE_TOKENS = [
  '{"$":0}',
  '{"$":"NaN"}',
  "null",
  "-1",
  "4294967295",
  "1e308",
  '"__proto__"',
  "[]",
  '"type":"uint8"',
  "true",
  '""',
];

/** What a window does first with a case that it was given. */
function used(data: CaseData): void {
  const context = { strings: data.strings, zone: UTC };
  const all = { kinds: null, from: Number.NaN, to: Number.NaN };
  for (const text of ["", "user:a*", "ip:10.0.0.0/8", "from:2024-01-01", "-flag:inferred duration:>1h"])
    filterSessions(data.sessions, text, context, all);
  for (const name of REPORT_NAMES) {
    const selection = { filter: "", kinds: null, from: Number.NaN, to: Number.NaN };
    runReport(name, data, UTC, selection, {});
  }
}

function packBytes(): Uint8Array {
  const data = sampleCase("one");
  const rows = packRows(data, UTC, CHOICE);
  if (!rows.ok) throw new Error("the filter of a seed");
  const ask = {
    data,
    rows: rows.value,
    choice: CHOICE,
    zone: UTC,
    masked: false,
    reports: [],
    withCase: true,
    packed: null,
  };
  return joined(...zipBytes(packFiles(ask, newSha256), newSha256));
}

export const pack: FuzzTarget = {
  name: "pack",
  short: 8,
  about: "evidence packs: container, manifest, hashes, seal",
  tokens: [
    "PK\x03\x04",
    "PK\x01\x02",
    SEAL_PREFIX,
    MANIFEST_FILE,
    "../x",
    '"bytes": 99999999999999',
    '"schema": "logonscope.pack/2"',
    "\0",
  ],
  seeds: () => [packBytes()],
  repair: (bytes, random) => (random.oneIn(3) ? bytes : sealedPack(bytes, random)),
  async run(bytes) {
    const file = put("case.zip", bytes);
    const check = await checkPack(file.path, cancel);
    holds(
      check.problems.length > 0 || check.sound > 0 || !check.isPack,
      "a pack with nothing in it is sound",
    );
    const { outcome } = await openPackCase([file], { cancel, post() {} });
    if (outcome !== null) used(outcome.data);
  },
};

const PREFIX = 4;

/** A case as its two files, the length of the first in front. */
export const caseFile: FuzzTarget = {
  name: "case",
  short: 80,
  about: "the case in a pack: what is believed can be worked with",
  tokens: CASE_TOKENS,
  seeds: () =>
    (["one", "empty"] as const).map((name) => {
      const form = caseForm(sampleCase(name));
      const head = utf8([...form.head()].join(""));
      const length = new Uint8Array(PREFIX);
      new DataView(length.buffer).setUint32(0, head.length, true);
      return joined(length, head, ...form.columns());
    }),
  repair(bytes, random) {
    // What was put into the head or taken out of it must not move the columns.
    const at = bytes.lastIndexOf(0x7d, bytes.length);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < PREFIX || random.oneIn(8)) return bytes;
    const claimed = view.getUint32(0, true);
    const end = Buffer.from(bytes).indexOf("}}", Math.max(PREFIX, Math.min(claimed, bytes.length) - 80));
    if (end >= 0) view.setUint32(0, end + 2 - PREFIX, true);
    else if (at > 0) view.setUint32(0, at + 1 - PREFIX, true);
    return bytes;
  },
  run(bytes) {
    if (bytes.length < PREFIX) return;
    const length = Math.min(
      new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true),
      bytes.length - PREFIX,
    );
    const head = Buffer.from(bytes.subarray(PREFIX, PREFIX + length)).toString("utf8");
    const data = readCaseForm(head, bytes.slice(PREFIX + length));
    if (data !== null) used(data);
  },
};

export const manifest: FuzzTarget = {
  name: "manifest",
  short: 200,
  about: "manifest and list of hashes of a pack",
  tokens: [...CASE_TOKENS, '"case": true', '"name": "', '"files": [', "0".repeat(64)],
  seeds: () => {
    const files = unzipSync(packBytes());
    return [files[MANIFEST_FILE]!, files[SUMS_FILE]!];
  },
  run(bytes) {
    const text = Buffer.from(bytes).toString("utf8");
    const found = parseManifest(text);
    if (found !== null)
      holds(parseManifest(JSON.stringify(found)) !== null, "a manifest that is none once written");
    const sums = parseSums(text);
    if (sums !== null) holds(parseSums(sumsText(sums)) !== null, "hashes that are none once written");
  },
};
