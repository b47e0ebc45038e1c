import { expect, test } from "vitest";
import type { Line } from "../../shared/engine/reports/report.ts";
import { sheetOf } from "../../shared/export/report-sheet.ts";
import type { ReportCells } from "../../shared/types/report-column.ts";
import { sortedLines } from "./report-order.ts";

const line = (cells: ReportCells, sessions: readonly number[] = []): Line<ReportCells> => ({
  cells: { computers: [], ...cells },
  sessions,
  failures: [],
});
const sheet = sheetOf("hours", [
  line({ user: "ben", present: 5, computers: ["PC2", "PC1"] }, [1, 2]),
  line({ user: null, present: 5 }, [1, 2, 3]),
  line({ user: "Anna", present: Number.NaN, computers: ["PC1"] }),
  line({ user: "anna", present: 1, computers: ["PC1", "PC2"] }, [4]),
]);
const order = (...keys: readonly string[]) =>
  [
    ...sortedLines(
      sheet,
      keys.map((key) => ({ column: key.replace("-", ""), descending: key.startsWith("-") })),
    ),
  ].join("");

test("by text without case, by number, by list, by what is behind; what is not known stands last", () => {
  expect([order(), order("user"), order("-user")]).toEqual(["0123", "2301", "0321"]);
  expect([order("present"), order("-present")]).toEqual(["3012", "0132"]);
  expect(order("computers")).toBe("2301");
  expect(order("-behind")).toBe("1032");
});

test("of several columns the first one leads", () => {
  expect(order("-present", "user")).toBe("0132");
  expect(order("user", "present")).toBe("2301");
});

test("words stand in the order of what people read, and an unknown column changes nothing", () => {
  const words = sheetOf("dormant", [
    line({ verdict: "yes", notCovered: [] }),
    line({ verdict: "cannotTell", notCovered: [] }),
    line({ verdict: "whereSeen", notCovered: [] }),
  ]);
  // cannot tell, where it was seen, yes
  expect([...sortedLines(words, [{ column: "verdict", descending: false }])]).toEqual([1, 2, 0]);
  expect([...sortedLines(words, [{ column: "nonsense", descending: true }])]).toEqual([0, 1, 2]);
});
