import { expect, test } from "vitest";
import { type EventSpec, eventTable } from "../testing/event-table-builder.ts";
import { DEFAULT_SETTINGS } from "../types/settings.ts";
import { StringTable } from "../types/string-table.ts";
import { pairCase } from "./pairing/pair-case.ts";
import { usersOf } from "./users.ts";

const MINUTE = 600_000_000;
const BOB = { computer: "PC1", user: "Bob", sid: "S-1-5-21-1-2-3-1104" } as const;

function users(rows: readonly EventSpec[]) {
  const strings = new StringTable();
  const tables = pairCase({
    events: eventTable(rows, strings),
    strings,
    settings: DEFAULT_SETTINGS,
    sourceCount: 1,
  });
  return [...usersOf({ ...tables, strings: strings.toArray() }).values()];
}

test("one account under several spellings is one user, whatever kind of record tells them", () => {
  const found = users([
    { kind: "logon", time: 0, logonId: 0x101, logonType: 2, domain: "LABCORP.LOCAL", recordId: 1, ...BOB },
    { kind: "logon", time: MINUTE, logonId: 0x102, logonType: 3, domain: "LABCORP", recordId: 2, ...BOB },
    {
      kind: "logonFailed",
      time: 2 * MINUTE,
      logonType: 2,
      recordId: 3,
      ...BOB,
      user: "bob",
      domain: "labcorp",
    },
  ]);
  expect(found).toEqual([
    { name: "Bob", sid: BOB.sid, spellings: ["LABCORP.LOCAL\\Bob", "LABCORP\\Bob", "labcorp\\bob"] },
  ]);
});

test("equal names of different accounts stay apart, and records without a name make no user", () => {
  const found = users([
    { kind: "logon", time: 0, logonId: 0x101, logonType: 2, domain: "A", recordId: 1, ...BOB },
    {
      kind: "logon",
      time: MINUTE,
      logonId: 0x102,
      logonType: 2,
      domain: "B",
      recordId: 2,
      ...BOB,
      sid: "S-1-5-21-9-9-9-1104",
    },
    { kind: "logonFailed", time: 2 * MINUTE, logonType: 3, recordId: 3, computer: "PC1" },
  ]);
  expect(found.map(({ name, spellings }) => [name, spellings])).toEqual([
    ["Bob", ["A\\Bob"]],
    ["Bob", ["B\\Bob"]],
  ]);
});

test("a refusal with the SID of nobody does not take a user's own", () => {
  const logon = {
    kind: "logon",
    time: 0,
    logonId: 0x101,
    logonType: 2,
    domain: "A",
    recordId: 1,
    ...BOB,
  } as const;
  const refused = {
    kind: "logonFailed",
    time: MINUTE,
    logonType: 2,
    domain: "A",
    recordId: 2,
    ...BOB,
    sid: "S-1-0-0",
  } as const;
  expect(users([logon, refused]).map(({ sid }) => sid)).toEqual([BOB.sid]);
});
