import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sampleCase } from "../../../renderer/testing/sample-case.ts";
import { ACT_COLUMNS } from "../../types/act-table.ts";
import type { CaseData } from "../../types/case.ts";
import {
  FAILURE_COLUMNS,
  INTERVAL_COLUMNS,
  MEMBER_COLUMNS,
  PROOF_COLUMNS,
  SESSION_COLUMNS,
} from "../../types/session-table.ts";
import { TRAIL_FACT_COLUMNS } from "../../types/trail.ts";
import { Aliases } from "./aliases.ts";
import { maskCase } from "./mask-case.ts";
import { COLUMN_ROLES } from "./roles.ts";

describe("aliases", () => {
  test("are the same for the same name, however it is written", () => {
    const aliases = new Aliases();
    expect(aliases.of("user", "anna")).toBe("user-1");
    expect(aliases.of("user", "CORP\\Anna")).toBe("domain-1\\user-1");
    expect(aliases.of("user", "anna@corp.example")).toBe("user-1@domain-1.example");
    expect(aliases.of("user", "ben")).toBe("user-2");
    expect(aliases.of("computer", "PC1.corp.example")).toBe("computer-1.domain-1.example");
    expect(aliases.of("computer", "pc1")).toBe("computer-1");
    expect(aliases.of("user", "PC1$")).toBe("computer-1$");
    expect(aliases.of("place", "\\\\PC1")).toBe("\\\\computer-1");
    expect(aliases.of("domain", "PC1")).toBe("computer-1");
    expect(aliases.of("place", "10.0.2.16")).toBe("address-1");
    expect(aliases.of("address", "10.0.2.16")).toBe("address-1");
    expect(aliases.of("address", "fe80::1%4")).toBe("address-2");
    expect(aliases.of("path", "C:\\Users\\anna\\x.exe")).toBe("C:\\Users\\user-1\\x.exe");
    expect(aliases.of("path", "C:\\Windows\\System32\\wininit.exe (PC1)")).toBe(
      "C:\\Windows\\System32\\wininit.exe (computer-1)",
    );
    expect(aliases.of("path", "\\\\pc1\\tools\\x.exe")).toBe("\\\\computer-1\\tools\\x.exe");
    expect(aliases.of("path", "\\\\?\\UNC\\pc1\\x.exe")).toBe("\\\\?\\UNC\\computer-1\\x.exe");
    expect(aliases.of("path", "C:\\Program Files (x86)\\x.exe")).toBe("C:\\Program Files (x86)\\x.exe");
    expect(aliases.of("file", "pc1-Security.EVTX")).toBe("file-1.evtx");
  });

  test("leave what names nobody", () => {
    const aliases = new Aliases();
    for (const name of ["SYSTEM", "ANONYMOUS LOGON", "DWM-3", "NT AUTHORITY\\SYSTEM", "", "-"])
      expect(aliases.of("user", name)).toBe(name);
    for (const sid of ["S-1-5-18", "S-1-5-90-0-1"]) expect(aliases.of("sid", sid)).toBe(sid);
    expect(aliases.of("address", "127.0.0.1")).toBe("127.0.0.1");
    expect(aliases.key()).toEqual([]);
  });

  test("of SIDs keep their domain together and the accounts that Windows makes", () => {
    const aliases = new Aliases();
    expect(aliases.of("sid", "S-1-5-21-7-8-9-500")).toBe("S-1-5-21-1-0-0-500");
    expect(aliases.of("sid", "S-1-5-21-7-8-9-1104")).toBe("S-1-5-21-1-0-0-1001");
    expect(aliases.of("userKey", "s-1-5-21-7-8-9-1104")).toBe("S-1-5-21-1-0-0-1001");
    expect(aliases.of("sid", "S-1-5-21-7-8-10-1104")).toBe("S-1-5-21-2-0-0-1002");
  });

  test("can be undone with the key", () => {
    const aliases = new Aliases();
    aliases.of("user", "CORP\\Anna");
    expect(aliases.key()).toEqual([
      { kind: "domain", name: "corp", alias: "domain-1" },
      { kind: "user", name: "anna", alias: "user-1" },
    ]);
  });

  test("different names never share one", () => {
    const name = fc.stringMatching(/^[a-z]{2,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 20 }), (names) => {
        const aliases = new Aliases();
        const given = names.map((each) => aliases.of("user", `x${each}`));
        expect(new Set(given).size).toBe(names.length);
      }),
    );
  });
});

/** Every text anywhere in a case. */
function textsOf(value: unknown, found: Set<string> = new Set()): Set<string> {
  if (typeof value === "string") found.add(value);
  else if (Array.isArray(value)) for (const item of value) textsOf(item, found);
  else if (typeof value === "object" && value !== null && !ArrayBuffer.isView(value))
    for (const item of Object.values(value)) textsOf(item, found);
  return found;
}

const namesIn = (data: CaseData, column: "user" | "computer" | "sourceAddress"): readonly string[] => [
  ...new Set(Array.from(data.sessions[column], (id) => data.strings[id]!)),
];

describe("a masked case", () => {
  const data = sampleCase("normal");
  const { data: masked } = maskCase(data);

  test("holds no name of a person, a computer or an address anywhere", () => {
    const left = [...textsOf(masked)].map((text) => text.toLowerCase());
    const kept = new Aliases();
    for (const [role, column] of [
      ["user", "user"],
      ["computer", "computer"],
      ["address", "sourceAddress"],
    ] as const) {
      const names = namesIn(data, column).filter((name) => kept.of(role, name) !== name);
      expect(names.length).toBeGreaterThan(0);
      for (const name of names) expect(left.filter((text) => text.includes(name.toLowerCase()))).toEqual([]);
    }
  });

  test("says the same otherwise: rows, times, and who is the same", () => {
    expect(masked.sessions.length).toBe(data.sessions.length);
    expect(masked.sessions.start).toBe(data.sessions.start);
    const pairs = new Map<number, number>();
    for (let row = 0; row < data.sessions.length; row++) {
      const before = data.sessions.userKey[row]!;
      const known = pairs.get(before);
      if (known !== undefined) expect(masked.sessions.userKey[row]).toBe(known);
      pairs.set(before, masked.sessions.userKey[row]!);
    }
    expect(new Set(pairs.values()).size).toBe(pairs.size);
    expect(masked.computers).toHaveLength(data.computers.length);
    const computers = new Set(masked.computers.map(({ name }) => name));
    for (const name of namesIn(masked, "computer")) expect(computers).toContain(name);
  });

  test("gives the same aliases again", () => {
    expect(maskCase(data).data.strings).toEqual(masked.strings);
  });
});

test("every column of numbers is known as a text or as none", () => {
  const specs = [
    SESSION_COLUMNS,
    INTERVAL_COLUMNS,
    PROOF_COLUMNS,
    MEMBER_COLUMNS,
    FAILURE_COLUMNS,
    ACT_COLUMNS,
    TRAIL_FACT_COLUMNS,
  ];
  const unknown = specs.flatMap((spec) =>
    Object.entries(spec)
      .filter(([name, type]) => type === Uint32Array && !Object.hasOwn(COLUMN_ROLES, name))
      .map(([name]) => name),
  );
  expect(unknown).toEqual([]);
});
