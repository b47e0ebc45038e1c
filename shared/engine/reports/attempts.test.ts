import { expect, test } from "vitest";
import { buildCase } from "../../testing/case-builder.ts";
import { UTC } from "../time/zone.ts";
import { attemptsOf } from "./attempts.ts";
import { burstsReport } from "./bursts.ts";

test("hundreds of thousands of refusals of one account from one address are one burst", () => {
  const count = 200_000;
  const data = buildCase({
    failures: Array.from({ length: count }, (_, at) => ({
      computer: "PC1",
      user: "Administrator",
      time: at * 1_000_000,
      sourceAddress: "185.220.101.4",
    })),
  });
  const failures = Uint32Array.from({ length: count }, (_, row) => row);
  const attempts = attemptsOf(data, failures, []);
  expect([attempts.length, attempts[7]!.account, attempts[7]!.computers]).toEqual([
    count,
    "administrator",
    ["PC1"],
  ]);
  const { lines } = burstsReport({
    data,
    zone: UTC,
    from: Number.NaN,
    to: Number.NaN,
    rows: new Uint32Array(0),
    failures,
    isNarrowed: false,
    keep: () => [],
    onProgress: () => undefined,
  });
  expect(lines.map(({ cells }) => [cells.what, cells.attempts, cells.source])).toEqual([
    ["burst", count, "185.220.101.4"],
  ]);
  expect(lines[0]!.failures).toHaveLength(count);
});
