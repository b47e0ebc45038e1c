import fc from "fast-check";
import { expect, test } from "vitest";
import { FAILURE_COLUMNS } from "../types/session-table.ts";
import { StringTable } from "../types/string-table.ts";
import { makeTable } from "./columns.ts";
import { FAILURE_GROUPINGS, failureKeys, failureTotals, groupFailures } from "./failure-groups.ts";

interface Draft {
  readonly user: string;
  readonly address?: string;
  readonly workstation?: string;
  readonly sub?: number;
  readonly reason?: string;
  readonly followed?: boolean;
}

function tableOf(drafts: readonly Draft[]) {
  const strings = new StringTable();
  const table = makeTable(FAILURE_COLUMNS, drafts.length);
  for (const [row, draft] of drafts.entries()) {
    table.time[row] = row;
    table.user[row] = strings.intern(draft.user);
    table.userKey[row] = strings.intern(draft.user.toLowerCase());
    table.sourceAddress[row] = strings.intern(draft.address ?? "");
    table.workstation[row] = strings.intern(draft.workstation ?? "");
    table.status[row] = 0xc000006d;
    table.subStatus[row] = draft.sub ?? 0;
    table.reason[row] = strings.intern(draft.reason ?? "");
    table.followedBySuccess[row] = draft.followed === true ? 1 : 0;
  }
  return { table, strings: strings.toArray(), rows: Uint32Array.from(drafts.keys()) };
}

test("the largest group first, with what is known of it", () => {
  const { table, strings, rows } = tableOf([
    { user: "anna", address: "10.0.0.1", sub: 0xc000006a },
    { user: "Ben", address: "127.0.0.1", workstation: "NB-7", sub: 0xc000006a },
    { user: "ben", address: "-", workstation: "NB-7", sub: 0xc0000072, followed: true },
    { user: "ben", address: "10.0.0.1", sub: 0xc000006a, reason: "%%2313" },
    { user: "carla", address: "::1", workstation: "-", reason: "%%2308" },
  ]);
  const keys = failureKeys(table, strings);
  const members = (by: (typeof FAILURE_GROUPINGS)[number]) => {
    const groups = groupFailures(rows, keys, by);
    return Array.from({ length: groups.length }, (_, at) => [
      ...groups.rows.subarray(groups.start[at], groups.start[at + 1]),
    ]);
  };
  expect(members("account")).toEqual([[1, 2, 3], [0], [4]]);
  // A loopback address is no source: the workstation is, or nothing.
  expect(members("source").map((group) => group.join())).toEqual(expect.arrayContaining(["0,3", "1,2", "4"]));
  // The text beside a code that says it all changes nothing; a code that says nothing gives way to the text.
  expect(members("reason")[0]).toEqual([0, 1, 3]);
  expect(members("reason")).toHaveLength(3);
  const totals = failureTotals(table, groupFailures(rows, keys, "account"), keys);
  expect([totals.first[0], totals.last[0], totals.sources[0], totals.reasons[0], totals.followed[0]]).toEqual(
    [1, 3, 2, 2, 1],
  );
});

test("every row is in exactly one group, and what a group shares is shared", () => {
  const draft = fc.record({
    user: fc.constantFrom("a", "b", "C", "c"),
    address: fc.constantFrom("", "-", "1.2.3.4", "::1", "5.6.7.8"),
    workstation: fc.constantFrom("", "PC", "-"),
    sub: fc.constantFrom(0, 0xc000006a, 0xc0000064),
  });
  fc.assert(
    fc.property(fc.array(draft, { maxLength: 60 }), fc.constantFrom(...FAILURE_GROUPINGS), (drafts, by) => {
      const { table, strings, rows } = tableOf(drafts);
      const keys = failureKeys(table, strings);
      const groups = groupFailures(rows, keys, by);
      expect([...groups.rows].sort((a, b) => a - b)).toEqual([...rows]);
      let before = Number.POSITIVE_INFINITY;
      for (let at = 0; at < groups.length; at++) {
        const own = groups.rows.subarray(groups.start[at], groups.start[at + 1]);
        expect(own.length).toBeLessThanOrEqual(before);
        before = own.length;
        expect(new Set(Array.from(own, (row) => keys[by][row]))).toEqual(new Set([groups.key[at]]));
      }
      expect(new Set(groups.key).size).toBe(groups.length);
    }),
  );
});
