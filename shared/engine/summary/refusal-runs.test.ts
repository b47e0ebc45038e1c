import { expect, test } from "vitest";
import { buildCase } from "../../testing/case-builder.ts";
import { refusalLine } from "./refusal-runs.ts";

const MINUTE = 600_000_000;
const refused = (minute: number, user = "anna", subStatus = 0xc000006a, sourceAddress = "10.0.0.5") => ({
  computer: "PC1",
  user,
  time: minute * MINUTE,
  subStatus,
  sourceAddress,
});

function lineOf(...failures: ReturnType<typeof refused>[]) {
  const { failures: table } = buildCase({ failures });
  const { runs, total } = refusalLine(table, [...failures.keys()]);
  return { runs: runs.map(({ row, count, since }) => [row, count, since / MINUTE]), total };
}

test("refusals of one account for one reason from one place are one line", () => {
  expect(lineOf(refused(0), refused(1), refused(5), refused(5, "ben"))).toEqual({
    runs: [
      [2, 3, 0],
      [3, 1, 5],
    ],
    total: 4,
  });
  const between = lineOf(refused(0), refused(1, "ben"), refused(2), refused(3, "ben"), refused(4));
  expect(between.runs).toEqual([
    [4, 3, 0],
    [3, 2, 1],
  ]);
});

test("another reason, another place and a pause begin a new line", () => {
  expect(lineOf(refused(0), refused(1, "anna", 0xc0000234)).runs).toHaveLength(2);
  expect(lineOf(refused(0), refused(1, "anna", 0xc000006a, "10.0.0.6")).runs).toHaveLength(2);
  expect(lineOf(refused(0), refused(11)).runs).toHaveLength(2);
  expect(lineOf(refused(0), refused(10), refused(20)).runs).toEqual([[2, 3, 0]]);
});

test("thousands are counted, and no more lines than are shown are made", () => {
  const many = Array.from({ length: 3000 }, (_, i) => refused(i / 20));
  expect(lineOf(...many)).toEqual({ runs: [[2999, 3000, 0]], total: 3000 });
  const apart = Array.from({ length: 9 }, (_, i) => refused(i * 60));
  expect(lineOf(...apart)).toMatchObject({ total: 9, runs: { length: 5 } });
});
