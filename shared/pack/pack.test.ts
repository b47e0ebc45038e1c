import { createHash } from "node:crypto";
import { inflateRawSync, crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { sampleCase } from "../../renderer/testing/sample-case.ts";
import { UTC } from "../engine/time/zone.ts";
import { fewSessions } from "../testing/few-sessions.ts";
import type { CaseData } from "../types/case.ts";
import { SESSION_KINDS } from "../types/names.ts";
import { caseForm } from "./case-form.ts";
import { crc32 } from "./crc32.ts";
import { withPlainNames } from "./input-names.ts";
import { parseManifest, parseSums, sumsText } from "./manifest.ts";
import { type PackAsk, packFiles } from "./pack-files.ts";
import { isPackName, MANIFEST_FILE, SEAL_PREFIX, SUMS_FILE } from "./pack-names.ts";
import { packRows } from "./pack-rows.ts";
import { readCaseForm } from "./read-case-form.ts";
import { newSha256 } from "./sha256.ts";
import { zipBytes } from "./zip-writer.ts";

const DATA = fewSessions(sampleCase("normal"), 150);
const CHOICE = { filter: "", kinds: SESSION_KINDS, from: Number.NaN, to: Number.NaN };
/** Somebody of whom there are sessions, and not only his. */
const WHO = DATA.strings[DATA.sessions.user.find((user) => user !== 0)!]!;
const joined = (pieces: Iterable<Uint8Array>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat([...pieces]));
const sha256 = (bytes: Uint8Array | string) => createHash("sha256").update(bytes).digest("hex");
const at = Number.NaN;

function askOf(data: CaseData, more: Partial<PackAsk> = {}): PackAsk {
  const rows = packRows(data, UTC, more.choice ?? CHOICE);
  if (!rows.ok) throw new Error("bad filter");
  const base = { data, rows: rows.value, choice: CHOICE, zone: UTC, masked: false, reports: [] };
  return { ...base, withCase: true, packed: null, ...more };
}
const packed = (ask: PackAsk) => joined(zipBytes(packFiles(ask, newSha256), newSha256));
const textOf = (files: Record<string, Uint8Array>, name: string) => new TextDecoder().decode(files[name]);

describe("sums", () => {
  test("SHA-256 is that of Node, in whatever pieces the bytes come", () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 }), (pieces) => {
        const hash = newSha256();
        for (const piece of pieces) hash.update(piece);
        expect(hash.digest()).toBe(sha256(Buffer.concat(pieces)));
      }),
    );
  });

  test("CRC-32 is that of zlib", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, cut) => {
        expect(crc32(bytes.subarray(cut), crc32(bytes.subarray(0, cut)))).toBe(zlibCrc32(bytes));
      }),
    );
  });
});

describe("the zip", () => {
  const write = (name: string, pieces: readonly Uint8Array[], large = false) =>
    joined(zipBytes([{ name, large, pieces }], newSha256));

  test("is the same in whatever pieces the bytes come, and gives them back", () => {
    const bytes = Uint8Array.from({ length: 1_400_000 }, (_, i) => (i * i) >> 7);
    const once = write("a.bin", [bytes]);
    for (const size of [9973, 1_048_577]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
        bytes.subarray(i * size, (i + 1) * size),
      );
      expect(Buffer.compare(write("a.bin", pieces), once)).toBe(0);
    }
    expect(Buffer.compare(unzipSync(once)["a.bin"]!, bytes)).toBe(0);
    expect(Buffer.compare(unzipSync(write("a.bin", [bytes], true))["a.bin"]!, bytes)).toBe(0);
  });

  test("gives back bytes of every kind, also those that begin with zeros or repeat themselves", () => {
    const kinds: readonly ((i: number, p: number) => number)[] = [
      (i, p) => (i * i) >> (p % 12),
      (i, p) => ((i * p) % 50 === 0 ? i : 0),
      (i, p) => i % (p + 1),
      (i) => (i < 40_000 ? 0 : (i * 2_654_435_761) >>> 31),
      (i, p) => (i * p) >> 5,
      (i) => Math.imul(i, 2_654_435_761) >>> 24,
    ];
    fc.assert(
      fc.property(fc.nat(kinds.length - 1), fc.nat(1000), fc.nat(300_000), (kind, p, more) => {
        for (const length of [more, 1_048_576 + more]) {
          const bytes = Uint8Array.from({ length }, (_, i) => kinds[kind]!(i, p));
          // Node's own zlib has the last word.
          const zip = Buffer.from(write("a", [bytes]));
          const packed = zip.subarray(31, zip.indexOf(Buffer.from([0x50, 0x4b, 7, 8]), 31));
          if (length > 0) expect(Buffer.compare(unzipSync(zip).a!, bytes)).toBe(0);
          expect(Buffer.compare(inflateRawSync(packed), bytes)).toBe(0);
        }
      }),
      { numRuns: 4 },
    );
  });

  test("ends in the hash of all before it", () => {
    const zip = write("empty", []);
    const text = Buffer.from(zip).toString("latin1");
    expect(text.slice(-64 - SEAL_PREFIX.length, -64)).toBe(SEAL_PREFIX);
    expect(text.slice(-64)).toBe(sha256(zip.subarray(0, -64)));
  });
});

describe("a pack", () => {
  const files = unzipSync(packed(askOf(DATA)));

  test("gives the same bytes for the same case, also where its texts have other numbers", () => {
    const again = fewSessions(sampleCase("normal"), 150);
    const order = again.strings.map((_, i) => (i === 0 ? 0 : again.strings.length - i));
    const strings: string[] = [];
    again.strings.forEach((text, i) => {
      strings[order[i]!] = text;
    });
    const form = caseForm(DATA);
    const renumbered = { ...renumber(again, order), strings: [...strings, "nobody names this"] };
    const other = caseForm(renumbered);
    expect([...other.head()].join("")).toBe([...form.head()].join(""));
    expect(Buffer.compare(joined(other.columns()), joined(form.columns()))).toBe(0);
    expect(Buffer.compare(packed(askOf(renumbered)), packed(askOf(DATA)))).toBe(0);
  });

  test("names every file with its size and hash, as does the list for sha256sum", () => {
    const manifest = parseManifest(textOf(files, MANIFEST_FILE))!;
    const others = Object.keys(files).filter((name) => name !== MANIFEST_FILE && name !== SUMS_FILE);
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(others.sort());
    for (const { name, bytes, sha256: hash } of manifest.files) {
      expect([name, files[name]!.length, sha256(files[name]!)]).toEqual([name, bytes, hash]);
      expect(isPackName(name)).toBe(true);
    }
    const own = { name: MANIFEST_FILE, sha256: sha256(files[MANIFEST_FILE]!) };
    expect(textOf(files, SUMS_FILE)).toBe(sumsText([...manifest.files, own]));
    expect(parseSums(textOf(files, SUMS_FILE))).toHaveLength(others.length + 1);
  });

  test("says nothing of when it was made, unless that is asked for", () => {
    const stamped = unzipSync(packed(askOf(DATA, { packed: "2024-05-06T07:08:09Z" })));
    expect(JSON.parse(textOf(files, MANIFEST_FILE))).toMatchObject({ packed: null });
    expect(JSON.parse(textOf(stamped, MANIFEST_FILE))).toMatchObject({ packed: "2024-05-06T07:08:09Z" });
  });

  test("tells counts that add up, filter and window", () => {
    const choice = { ...CHOICE, filter: `user:"${WHO}"`, from: DATA.oldest };
    const manifest = JSON.parse(textOf(unzipSync(packed(askOf(DATA, { choice }))), MANIFEST_FILE));
    expect(manifest).toMatchObject({ filter: `user:"${WHO}"`, failuresFiltered: true, kinds: SESSION_KINDS });
    const { counts } = manifest as { counts: Record<string, number> };
    expect(counts.sessions).toBe(DATA.sessions.length);
    expect(counts.sessionsInTables).toBeGreaterThan(0);
    expect(counts.sessionsInTables).toBeLessThan(counts.sessions!);
    expect(counts.records).toBe(DATA.counts.records);
  });

  test("leaves failed logons whole where the filter means nothing to them, and says so", () => {
    const choice = { ...CHOICE, filter: "duration:>1h" };
    const rows = packRows(DATA, UTC, choice);
    expect(rows).toMatchObject({ ok: true, value: { failuresFiltered: false } });
    expect(rows.ok && rows.value.failures.length).toBe(DATA.failures.length);
  });

  test("without its case holds nothing of what the filter left out of the tables", () => {
    const choice = { ...CHOICE, filter: `user:"${WHO}"` };
    const lean = unzipSync(packed(askOf(DATA, { choice, withCase: false })));
    expect(Object.keys(lean).some((name) => name.startsWith("case/"))).toBe(false);
    const users = textOf(lean, "tables/sessions.jsonl").match(/"user":"[^"]*"/g);
    expect(new Set(users)).toEqual(new Set([`"user":${JSON.stringify(WHO)}`]));
    const others = textOf(files, "tables/sessions.jsonl").match(/"user":"[^"]*"/g);
    expect(new Set(others).size).toBeGreaterThan(1);
    expect(parseManifest(textOf(lean, MANIFEST_FILE))).toMatchObject({ case: false });
  });

  test("holds the reports that were asked for", () => {
    const selection = { filter: "", kinds: null, from: at, to: at };
    const names = { calendarZone: null, calendarName: null, accountsName: null };
    const reports = [{ name: "hours" as const, selection, options: {}, ...names }];
    const more = unzipSync(packed(askOf(DATA, { reports })));
    expect(textOf(more, "reports/hours.csv")).toMatch(/^\ufeff?day|user/i);
    expect(JSON.parse(textOf(more, MANIFEST_FILE))).toMatchObject({ reports: [{ name: "hours" }] });
  });
});

describe("the case in a pack", () => {
  const read = (data: CaseData, change = (bytes: Uint8Array<ArrayBuffer>) => bytes) => {
    const form = caseForm(data);
    return readCaseForm([...form.head()].join(""), change(joined(form.columns())));
  };

  test.each(["empty", "one", "normal", "odd", "single"] as const)("%s comes back as it was", (name) => {
    const data = sampleCase(name);
    const back = read(data)!;
    const again = caseForm(back);
    expect([...again.head()].join("")).toBe([...caseForm(data).head()].join(""));
    expect(back.settings).toEqual(data.settings);
    expect(Object.keys(back.settings)).toEqual(Object.keys(data.settings));
    expect(back.sessions.length).toBe(data.sessions.length);
    for (let row = 0; row < data.sessions.length; row++) {
      expect(back.strings[back.sessions.user[row]!]).toBe(data.strings[data.sessions.user[row]!]);
      expect(back.sessions.start[row]).toEqual(data.sessions.start[row]);
    }
  });

  test("is refused when a number in it stands for nothing", () => {
    const { sessions } = DATA;
    const broken: readonly CaseData[] = [
      { ...DATA, sessions: { ...sessions, kind: sessions.kind.map(() => 200) } },
      { ...DATA, sessions: { ...sessions, parent: sessions.parent.map(() => sessions.length) } },
      { ...DATA, sessions: { ...sessions, parent: sessions.parent.map(() => -2) } },
      { ...DATA, sessions: { ...sessions, boot: sessions.boot.map(() => DATA.boots.length) } },
      { ...DATA, sessions: { ...sessions, start: sessions.start.map(() => Number.POSITIVE_INFINITY) } },
      {
        ...DATA,
        sessions: {
          ...sessions,
          proofs: { ...sessions.proofs, source: sessions.proofs.source.map(() => 999) },
        },
      },
      { ...DATA, failures: { ...DATA.failures, source: DATA.failures.source.map(() => 77) } },
    ];
    expect(read(DATA)).not.toBeNull();
    for (const data of broken) expect(read(data)).toBeNull();
  });

  test("is refused when its columns are longer, shorter, or not those that are named", () => {
    expect(read(DATA, (bytes) => bytes.slice(0, -8))).toBeNull();
    expect(read(DATA, (bytes) => new Uint8Array([...bytes, ...new Uint8Array(8)]))).toBeNull();
    const form = caseForm(DATA);
    const head = [...form.head()].join("");
    const bytes = joined(form.columns());
    for (const [from, to] of [
      ['"uint32"', '"float64"'],
      ['"texts":true', '"texts":false'],
      ["logonscope.case/1", "logonscope.case/2"],
      ['"strings": [', '"strings": [1,'],
      ['"sessions.user"', '"sessions.nobody"'],
      ['"$":', '"$":1'],
    ] as const) {
      expect([from, head.includes(from)]).toEqual([from, true]);
      expect(readCaseForm(head.replace(from, to), bytes)).toBeNull();
    }
    for (const text of ["", "null", "{}", "[", '{"schema":"logonscope.case/1"}'])
      expect(readCaseForm(text, bytes)).toBeNull();
  });

  test("never throws, whatever is in it", () => {
    const form = caseForm(DATA);
    const head = [...form.head()].join("");
    const bytes = joined(form.columns());
    fc.assert(
      fc.property(fc.nat(head.length - 1), fc.nat(bytes.length - 1), fc.nat(255), (place, byte, value) => {
        const changed = bytes.slice();
        changed[byte] = value;
        readCaseForm(head, changed);
        readCaseForm(head.slice(0, place) + String.fromCharCode(value) + head.slice(place + 1), bytes);
      }),
      { numRuns: 25 },
    );
  });
});

describe("a manifest", () => {
  const text = textOf(unzipSync(packed(askOf(sampleCase("one")))), MANIFEST_FILE);
  const whole = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const changed = (change: object) => parseManifest(JSON.stringify({ ...whole, ...change }));
  const file = { name: "tables/x.csv", bytes: 1, sha256: "0".repeat(64) };
  const more = (...files: readonly object[]) => ({ files: [...(whole.files as object[]), ...files] });

  test("that is well-formed is taken", () => {
    expect(parseManifest(text)).not.toBeNull();
    expect(changed(more(file))).not.toBeNull();
  });

  test.each<[string, object]>([
    ["another schema", { schema: "logonscope.pack/2" }],
    ["no files", { files: undefined }],
    ["a path that leaves the pack", more({ ...file, name: "../x" })],
    ["an absolute path", more({ ...file, name: "/etc/x" })],
    ["a drive", more({ ...file, name: "C:x" })],
    ["a name twice", more(file, file)],
    ["names that differ in letters", more(file, { ...file, name: "tables/X.csv" })],
    ["itself", more({ ...file, name: MANIFEST_FILE })],
    ["a size below zero", more({ ...file, bytes: -1 })],
    ["a size beyond all bounds", more({ ...file, bytes: 2 ** 52 })],
    ["a hash that is none", more({ ...file, sha256: "abc" })],
    [
      "too many files",
      { files: Array.from({ length: 300 }, (_, n) => ({ ...file, name: `tables/x${n}.csv` })) },
    ],
    ["a time that is none", { packed: "yesterday" }],
    ["a kind that is none", { kinds: ["nobody"] }],
    ["inputs out of order", { inputs: [{ id: 4, path: "a", bytes: 0, sha256: null }] }],
    ["a case without its files", { files: [] }],
  ])("with %s is refused", (_, change) => expect(changed(change)).toBeNull());

  test("of any text is refused without an error", () => {
    fc.assert(fc.property(fc.string(), (any) => parseManifest(any) === null));
    expect(parseManifest("[".repeat(100_000))).toBeNull();
  });
});

test("lists of hashes are those of sha256sum, and nothing else", () => {
  const line = `${"a".repeat(64)}  tables/sessions.csv\n`;
  expect(parseSums(line)).toEqual([{ name: "tables/sessions.csv", sha256: "a".repeat(64) }]);
  for (const wrong of ["", "x\n", line.trimEnd(), line.replace("tables", ".."), line.replace("a", "g")])
    expect(wrong === "" ? null : parseSums(wrong)).toBeNull();
});

describe("names of inputs", () => {
  const named = (...paths: readonly string[]) => {
    const [source] = sampleCase("one").sources;
    const sources = paths.map((path, id) => ({ ...source!, id, path }));
    return withPlainNames({ ...DATA, sources }).sources.map(({ path }) => path);
  };
  test.each<[readonly string[], readonly string[]]>([
    [["Security.evtx"], ["Security.evtx"]],
    [["/var/log/Security.evtx"], ["Security.evtx"]],
    [["C:\\Logs\\Security.evtx"], ["Security.evtx"]],
    [["../x/Security.evtx"], ["Security.evtx"]],
    [
      ["logs/a.evtx", "logs/b.evtx"],
      ["a.evtx", "b.evtx"],
    ],
    [
      ["/case/pc1/Security.evtx", "/case/pc2/Security.evtx"],
      ["pc1/Security.evtx", "pc2/Security.evtx"],
    ],
    [
      ["logs.zip/a.evtx", "logs.zip/b/c.evtx"],
      ["a.evtx", "b/c.evtx"],
    ],
    [
      ["/a/x.evtx", "b/y.evtx"],
      ["a/x.evtx", "b/y.evtx"],
    ],
    [
      ["C:\\a\\x.evtx", "D:\\b\\y.evtx"],
      ["a/x.evtx", "b/y.evtx"],
    ],
    [["\\\\srv\\share\\x.evtx"], ["x.evtx"]],
    [["-"], ["-"]],
  ])("%j become %j, and stay so", (paths, wanted) => {
    expect(named(...paths)).toEqual(wanted);
    expect(named(...wanted)).toEqual(wanted.length > 1 ? named(...wanted) : wanted);
  });
});

/** The same case with other numbers for its texts. */
function renumber(data: CaseData, order: readonly number[]): CaseData {
  const texts =
    /^(computer|user|domain|sid|userKey|computerKey|sourceAddress|workstation|clientName|targetServer|process|package|channel|reason|place|detail|email|environment|sessionName|server)$/;
  const walk = (value: unknown, name: string): unknown => {
    if (value instanceof Uint32Array) return texts.test(name) ? value.map((id) => order[id]!) : value;
    if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return value;
    if (Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, key)]));
  };
  return walk(data, "") as CaseData;
}
