import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { makeDecoder } from "../../../electron/worker/code-pages.ts";
import type { AuditPolicy } from "../../types/policy.ts";
import type { ByteSource } from "../../types/ports.ts";
import { detectFormat } from "../detect.ts";
import { MAX_POLICY_BYTES } from "./limits.ts";
import { PolicyReader, readPolicy } from "./policy-reader.ts";
import {
  ENGLISH_HEADER,
  JAPANESE_HEADER,
  type PolicyRowSketch,
  policyCsv,
  SECEDIT,
  utf16,
} from "./test-policies.ts";

const ports = {
  makeDecoder,
  splitRow: (row: string, delimiter: string) =>
    Papa.parse<string[]>(row, { delimiter, newline: "\n", quoteChar: '"' }).data.flat(),
};
const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (bytes: Uint8Array) => readPolicy(bytes, ports);
const policyOf = (bytes: Uint8Array): AuditPolicy => {
  const file = read(bytes);
  if (file === null) throw new Error("no policy");
  expect(file.damage).toEqual([]);
  return file.policy;
};
/** `15 SF`: second GUID digits, then success and failure; `?` unknown, `-` left alone. */
const terse = ({ settings }: AuditPolicy) =>
  settings.map(({ guid, state, success, failure }) => {
    const outcomes = `${success ? "S" : ""}${failure ? "F" : ""}`;
    return `${guid.slice(7, 9)} ${state === "unknown" ? "?" : state === "notSet" ? "-" : outcomes || "0"}`;
  });
const source = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read(position, target) {
    const part = bytes.subarray(position, position + target.length);
    target.set(part);
    return part.length;
  },
});
const WORDS: readonly PolicyRowSketch[] = [
  { pair: 0x15, name: "Logon", words: "Success and Failure" },
  { pair: 0x16, name: "Logoff", words: "Success" },
  { pair: 0x17, name: "Account Lockout", words: "Failure" },
  { pair: 0x1c, name: "Other Logon/Logoff Events", words: "No Auditing" },
];

describe("auditpol /get /r", () => {
  test("computer, target and settings in English words", () => {
    const policy = policyOf(utf8(policyCsv(WORDS)));
    expect(policy).toMatchObject({ kind: "auditpol", computer: "PC1", target: "System", userRows: 0 });
    expect(terse(policy)).toEqual(["15 SF", "16 S", "17 F", "1C 0"]);
  });

  test("GUIDs in lower case, with blank lines and rows of categories between", () => {
    const [header, ...rows] = policyCsv(WORDS).toLowerCase().split("\r\n");
    const text = ["", header, "PC1,System,Logon/Logoff,,,", ...rows, ""].join("\n");
    expect(terse(policyOf(utf8(text)))).toEqual(["15 SF", "16 S", "17 F", "1C 0"]);
  });

  test.each([
    ["UTF-8", utf8],
    ["UTF-16", utf16],
  ])("a Japanese file in %s: known by its GUIDs, read by the words of its language", (_, encode) => {
    const words = ["成功および失敗", "成功", "失敗", "監査なし"];
    const rows = WORDS.map((row, at) => ({ ...row, name: "ログオン", words: words[at]! }));
    expect(terse(policyOf(encode(policyCsv(rows, JAPANESE_HEADER))))).toEqual([
      "15 SF",
      "16 S",
      "17 F",
      "1C 0",
    ]);
  });

  test("a Japanese file in the code page of its console", () => {
    // 成功および失敗 and 監査なし in Shift JIS.
    const both = [0x90, 0xac, 0x8c, 0xf7, 0x82, 0xa8, 0x82, 0xe6, 0x82, 0xd1, 0x8e, 0xb8, 0x94, 0x73];
    const none = [0x8a, 0xc4, 0x8d, 0xb8, 0x82, 0xc8, 0x82, 0xb5];
    const text = policyCsv([
      { pair: 0x15, words: "B" },
      { pair: 0x16, words: "N" },
    ]);
    const bytes = [...utf8(text)].flatMap((byte, at) => {
      const alone = text[at - 1] === "," && text[at + 1] === ",";
      return alone && byte === 0x42 ? both : alone && byte === 0x4e ? none : [byte];
    });
    expect(terse(policyOf(Uint8Array.from(bytes)))).toEqual(["15 SF", "16 0"]);
  });

  test("a file that was cut off tells no half setting", () => {
    const whole = policyCsv([
      { pair: 0x16, name: "Logoff", words: "Success" },
      { pair: 0x15, name: "Logon", words: "Success and Failure" },
    ]).trimEnd();
    for (let length = whole.length - 1; length > whole.indexOf("Logon,"); length--) {
      const file = read(utf8(whole.slice(0, length)));
      const told = terse(file!.policy);
      // The last comma stands behind the setting: with it the row is whole.
      expect(told, whole.slice(0, length)).not.toContain("15 S");
      expect(told).toContain("16 S");
    }
  });
  test("rows that contradict each other leave it unknown, in whatever order; repeated ones do not", () => {
    const rows = (...words: readonly string[]) =>
      terse(policyOf(utf8(policyCsv(words.map((each) => ({ pair: 0x16, name: "Logoff", words: each }))))));
    expect(rows("Success", "No Auditing")).toEqual(["16 ?"]);
    expect(rows("No Auditing", "Success", "Success")).toEqual(["16 ?"]);
    expect(rows("Success", "Success")).toEqual(["16 S"]);
  });
  test.each([
    ["German", "Keine Überwachung", "Keine \x9aberwachung", "0"],
    ["French", "Succès et échec", "Succ\x8as et \x82chec", "SF"],
    ["French, capital", "Échec", "\x90chec", "F"],
    ["Spanish", "Sin auditoría", "Sin auditor\xa1a", "0"],
  ])("words in the code page of a console of Western Europe: %s", (_name, words, bytes, setting) => {
    const [before, after] = policyCsv([{ pair: 0x16, words: "@" }]).split("@");
    const oem = Uint8Array.from(`${before}${bytes}${after}`, (letter) => letter.charCodeAt(0));
    expect(terse(policyOf(oem))).toEqual([`16 ${setting}`]);
    expect(terse(policyOf(utf8(`${before}${words}${after}`)))).toEqual([`16 ${setting}`]);
  });

  test("words of a language that is not known stay unknown", () => {
    const rows = [{ pair: 0x15, words: "Powodzenie i niepowodzenie" }];
    expect(terse(policyOf(utf8(policyCsv(rows))))).toEqual(["15 ?"]);
  });

  test("rows of single users and of further computers are counted and left out", () => {
    const policy = policyOf(
      utf8(
        policyCsv([
          { pair: 0x15, words: "Success" },
          { pair: 0x16, words: "Success", target: "S-1-5-21-1-2-3-1001" },
          { pair: 0x16, words: "Failure", target: "CORP\\anna" },
          { pair: 0x16, words: "Failure", machine: "PC2" },
        ]),
      ),
    );
    expect(policy).toMatchObject({ computer: "PC1", userRows: 2, otherComputers: 1 });
    expect(terse(policy)).toEqual(["15 S"]);
  });
});

describe("files with numbers", () => {
  const numbers: readonly PolicyRowSketch[] = ["1", "2", "3", "4", "0"].map((value, at) => ({
    pair: 0x15 + at,
    words: "何か",
    value,
  }));

  test("auditpol /backup: 0 is no auditing; the words do not matter", () => {
    const text = `${policyCsv(numbers, JAPANESE_HEADER)}PC1,,Option:CrashOnAuditFail,,無効,,0\r\n,,FileGlobalSacl,,,,\r\n`;
    const policy = policyOf(utf8(text));
    expect(policy).toMatchObject({ kind: "backup", computer: "PC1" });
    expect(terse(policy)).toEqual(["15 S", "16 F", "17 SF", "18 0", "19 0"]);
  });

  test("audit.csv of a group policy: 0 is left alone", () => {
    const policy = policyOf(utf8(policyCsv(numbers.map((row) => ({ ...row, machine: "" })))));
    expect(policy).toMatchObject({ kind: "groupPolicy", computer: null });
    expect(terse(policy)).toEqual(["15 S", "16 F", "17 SF", "18 0", "19 -"]);
  });

  test("a value that is none is not guessed", () => {
    const rows = [
      { pair: 0x15, words: "Success", value: "9" },
      { pair: 0x16, value: "3" },
    ];
    expect(terse(policyOf(utf8(policyCsv(rows))))).toEqual(["15 ?", "16 SF"]);
  });
});

describe("secedit /export", () => {
  test.each([
    ["UTF-16", utf16],
    ["UTF-8", utf8],
  ])("categories and the override in %s", (_, encode) => {
    const policy = policyOf(encode(SECEDIT));
    expect(policy).toMatchObject({ kind: "basic", computer: null, forcesSubcategories: true, settings: [] });
    const outcomes = Object.fromEntries(
      policy.categories.map(({ category, success, failure }) => [category, [success, failure]]),
    );
    expect(outcomes).toMatchObject({
      AuditLogonEvents: [true, true],
      AuditSystemEvents: [true, false],
      AuditAccountManage: [false, true],
      AuditAccountLogon: [false, false],
    });
  });

  test("a setting that cannot be read is damage with its line and place", () => {
    const text = SECEDIT.replace("AuditLogonEvents = 3", "AuditLogonEvents = yes");
    const file = read(utf8(text))!;
    expect(file.damage).toEqual([{ code: "lineBad", offset: text.indexOf("AuditLogonEvents"), count: 1 }]);
    expect(file.damagedLine).toBe(7);
    expect(file.policy.categories.map(({ category }) => category)).not.toContain("AuditLogonEvents");
  });
});

describe("damage and bounds", () => {
  test("a damaged line has a place also in UTF-16, and reading goes on", () => {
    const lines = policyCsv(WORDS).split("\r\n");
    lines[2] = "something else entirely";
    const file = read(utf16(lines.join("\r\n")))!;
    const before = lines.slice(0, 2).join("\r\n").length + 2;
    expect(file.damage).toEqual([{ code: "lineBad", offset: 2 + before * 2, count: 1 }]);
    expect(file.damagedLine).toBe(3);
    expect(terse(file.policy)).toEqual(["15 SF", "17 F", "1C 0"]);
  });

  test("what lies beyond the limit is left out and told", () => {
    const bytes = new Uint8Array(MAX_POLICY_BYTES + 10).fill(0x0a);
    bytes.set(utf8(policyCsv(WORDS)));
    expect(read(bytes)!.damage).toEqual([{ code: "limit", offset: MAX_POLICY_BYTES, count: 1 }]);
  });

  test("a very long line is damage", () => {
    const file = read(utf8(`${policyCsv(WORDS)}${"x,".repeat(20_000)}\r\n`))!;
    expect(file.damage).toMatchObject([{ code: "lineBad", count: 1 }]);
  });

  test("any bytes give a policy or null, never an exception", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(600), fc.boolean(), (noise, at, wide) => {
        const whole = wide ? utf16(SECEDIT) : utf8(policyCsv(WORDS));
        const place = Math.min(at, whole.length);
        const mixed = new Uint8Array([...whole.subarray(0, place), ...noise, ...whole.subarray(place)]);
        const file = read(mixed);
        if (file === null) return;
        expect(file.policy.settings.length).toBeLessThanOrEqual(256);
        for (const { offset } of file.damage) expect(offset).toBeLessThanOrEqual(mixed.length);
      }),
      { numRuns: 400 },
    );
  });

  test("settings survive whatever the names and the order of rows are", () => {
    const row = fc.record({
      pair: fc.integer({ min: 0x10, max: 0x4a }),
      value: fc.constantFrom("1", "2", "3", "4"),
      name: fc.string({ unit: "grapheme", maxLength: 12 }).map((text) => text.replaceAll(/["\r\n,]/g, " ")),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(row, { minLength: 1, selector: ({ pair }) => pair }),
        fc.boolean(),
        (rows, wide) => {
          const text = policyCsv(rows, JAPANESE_HEADER);
          const { settings } = policyOf(wide ? utf16(text) : utf8(text));
          const expected = rows
            .toSorted((a, b) => a.pair - b.pair)
            .map(({ value }) => [value === "1" || value === "3", value === "2" || value === "3"]);
          expect(settings.map(({ success, failure }) => [success, failure])).toEqual(expected);
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe("how large the Security log may grow", () => {
  const GL = [
    "name: Security",
    "enabled: true",
    "type: Admin",
    "owningPublisher: ",
    "isolation: Custom",
    "channelAccess: O:BAG:SYD:(A;;0xf0005;;;SY)",
    "logging:",
    "  logFileName: %SystemRoot%\\System32\\Winevt\\Logs\\Security.evtx",
    "  retention: false",
    "  autoBackup: false",
    "  maxSize: 20971520",
    "publishing:",
    "  fileMax: 1",
    "",
  ].join("\r\n");

  test("wevtutil gl Security", () => {
    for (const bytes of [utf8(GL), utf16(GL)]) {
      expect(detectFormat(source(bytes))).toMatchObject({ format: "policy", failure: null });
      expect(policyOf(bytes)).toMatchObject({ kind: "logSettings", computer: null, logBytes: 20_971_520 });
    }
  });

  test("the settings of another log are none", () => {
    expect(read(utf8(GL.replace("name: Security", "name: System")))).toBeNull();
    expect(read(utf8(GL.replace("  maxSize: 20971520\r\n", "")))).toBeNull();
  });

  test("a security template, in kilobytes", () => {
    const template = (line: string) => `${SECEDIT}\r\n[Security Log]\r\n${line}\r\n[Version]\r\nx=1\r\n`;
    const policy = policyOf(utf16(template("MaximumLogSize = 196608")));
    expect(policy).toMatchObject({ kind: "basic", logBytes: 201_326_592 });
    expect(policyOf(utf16(SECEDIT)).logBytes).toBeUndefined();
    expect(policyOf(utf16("[Security Log]\r\nMaximumLogSize=1024\r\n")).logBytes).toBe(1_048_576);
    const damaged = read(utf16(template("MaximumLogSize = much")))!;
    expect(damaged.policy.logBytes).toBeUndefined();
    expect(damaged.damage).toMatchObject([{ code: "lineBad", count: 1 }]);
  });
});

describe("as an input", () => {
  test.each([
    ["auditpol", utf8(policyCsv(WORDS))],
    ["a Japanese backup", utf16(policyCsv([{ pair: 0x15, value: "3", words: "成功" }], JAPANESE_HEADER))],
    ["a header without rows", utf8(`${ENGLISH_HEADER}\r\n`)],
    ["secedit", utf16(SECEDIT)],
  ])("%s is told from its bytes", (_, bytes) => {
    expect(detectFormat(source(bytes))).toMatchObject({ format: "policy", failure: null });
  });

  test.each([
    [
      "an event export that names a subcategory in a message",
      'Keywords,Date and Time,Source,Event ID,Task Category\r\nAudit Success,3/4/2024 9:05:07 AM,Microsoft-Windows-Security-Auditing,4719,Audit Policy Change,"Subcategory GUID:\t{0cce9216-69ae-11d9-bed3-505054503030}"\r\n',
      "text",
    ],
    ["another table", "a,b,c\r\n1,2,3\r\n", "unknown"],
    ["another INF file", "[Version]\r\nsignature=x\r\n", "unknown"],
  ])("%s is not a policy", (_, text, format) => {
    expect(detectFormat(source(utf8(text))).format).toBe(format);
  });

  test("the summary names the computer and carries the policy; all bytes are handed on", () => {
    const bytes = utf8(policyCsv(WORDS));
    let handed = 0;
    const reader = new PolicyReader(source(bytes), { ...ports, onBytes: (part) => (handed += part.length) });
    reader.extract();
    expect(handed).toBe(bytes.length);
    expect(reader.summary).toMatchObject({ isLog: true, records: 0, computers: ["PC1"], damage: [] });
    expect(reader.summary.policy?.settings).toHaveLength(4);
  });

  test("a cancelled reading gives no policy", () => {
    const reader = new PolicyReader(source(utf8(SECEDIT)), { ...ports, cancel: { cancelled: true } });
    reader.extract();
    expect(reader.summary).toMatchObject({ isLog: false, cancelled: true });
  });
});
