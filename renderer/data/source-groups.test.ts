import { expect, test } from "vitest";
import { buildCase } from "../../shared/testing/case-builder.ts";
import { sourceGroups } from "./source-groups.ts";

const here = { computer: "PC1", user: "anna", start: 0, end: 10 };
const all = (length: number) => Uint32Array.from({ length }, (_, row) => row);

test("loopback addresses of console sessions are one group, this computer", () => {
  const data = buildCase({
    sessions: [
      { ...here, logonType: 2, sourceAddress: "127.0.0.1" },
      { ...here, logonType: 11, sourceAddress: "::1" },
      { ...here, logonType: 10, sourceAddress: "10.0.0.5" },
    ],
  });
  const { groups, here: own, hereAddresses } = sourceGroups(data, all(3));
  expect(groups.map(({ count, share, ticks }) => [count, Math.round(share * 100), ticks])).toEqual([
    [2, 67, 20],
    [1, 33, 10],
  ]);
  expect(groups[0]).toBe(own);
  expect([...(hereAddresses ?? [])].sort()).toEqual(["127.0.0.1", "::1"]);
});

test("a remote session from a loopback address came through a tunnel and stays apart", () => {
  const data = buildCase({
    sessions: [
      { ...here, logonType: 2, sourceAddress: "127.0.0.1" },
      { ...here, logonType: 10, sourceAddress: "127.0.0.1" },
    ],
  });
  const { groups, here: own, hereAddresses } = sourceGroups(data, all(2));
  expect(groups.map((group) => (group === own ? "this computer" : group.text)).sort()).toEqual([
    "127.0.0.1",
    "this computer",
  ]);
  // A filter by address would find both.
  expect(hereAddresses).toBeNull();
});
