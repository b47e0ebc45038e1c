import { describe, expect, test } from "vitest";
import { UTC } from "../engine/time/zone.ts";
import type { CaseData } from "../types/case.ts";
import { type PartitionKey, partitionSessions } from "./partitions.ts";

/** Sessions of nothing but a computer. */
function pathsOf(computers: readonly string[], keys: readonly PartitionKey[] = ["computer"]): string[] {
  const length = computers.length;
  const none = new Float64Array(length).fill(Number.NaN);
  const start = new Float64Array(length);
  const data = {
    strings: ["", ...computers],
    sessions: {
      length,
      computer: Uint32Array.from(computers, (_, at) => at + 1),
      user: new Uint32Array(length),
      kind: new Uint8Array(length),
      start,
      startUpper: none,
      startLower: none,
    },
  } as unknown as CaseData;
  const rows = Uint32Array.from(computers, (_, at) => at);
  return (partitionSessions({ data, rows, zone: UTC, filter: "" }, keys) ?? []).map(({ path }) =>
    path.join("/"),
  );
}

describe("the names of folders", () => {
  test.each([
    ["PC-01.corp.example", "computer=PC-01.corp.example/part-0"],
    ["../../etc/passwd", "computer=%2E.%2F..%2Fetc%2Fpasswd/part-0"],
    ["..", "computer=%2E%2E/part-0"],
    ["C:\\x", "computer=C%3A%5Cx/part-0"],
    ["a=b&c%41 d", "computer=a%3Db%26c%2541%20d/part-0"],
    ["pc.", "computer=pc%2E/part-0"],
    ["nul\u0000\n\u001b", "computer=nul%00%0A%1B/part-0"],
    ["*?<>|\"'()!~", "computer=%2A%3F%3C%3E%7C%22%27%28%29%21%7E/part-0"],
    ["Küche-2", "computer=Küche-2/part-0"],
    ["\ud800x", "computer=%EF%BF%BDx/part-0"],
    ["", "computer=__HIVE_DEFAULT_PARTITION__/part-0"],
  ])("%j stays in its folder", (name, path) => {
    expect(pathsOf([name])).toEqual([path]);
  });

  test("fit into a file system, however long a value is, and then keep their rows apart", () => {
    const paths = pathsOf([`${"x".repeat(5000)}1`, `${"x".repeat(5000)}2`, "😀".repeat(500)]);
    for (const path of paths) expect(new TextEncoder().encode(path.split("/")[0]).length).toBeLessThan(250);
    expect(paths.filter((path) => path.startsWith("computer=x")).map((path) => path.split("/")[1])).toEqual([
      "part-0",
      "part-1",
    ]);
  });

  test("that differ in case only do not share a file where a system makes no difference", () => {
    expect(pathsOf(["PC1", "pc1"])).toEqual(["computer=PC1/part-0", "computer=pc1/part-1"]);
  });

  test("of several keys lie in each other", () => {
    expect(pathsOf(["A"], ["user", "month", "day"])).toEqual([
      "user=__HIVE_DEFAULT_PARTITION__/month=2024-01/day=2024-01-01/part-0",
    ]);
  });
});
