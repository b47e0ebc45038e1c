import { expect, test } from "vitest";
import { bytesText, counted, listed } from "./numbers.ts";

test("words around numbers", () => {
  expect([counted(1, "session"), counted(0, "session"), counted(3006, "entry", "entries")]).toEqual([
    "1 session",
    "0 sessions",
    "3,006 entries",
  ]);
  expect([listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"], "or")]).toEqual([
    "",
    "a",
    "a and b",
    "a, b or c",
  ]);
  expect([bytesText(999), bytesText(1500), bytesText(999_600), bytesText(31_500_000)]).toEqual([
    "999 B",
    "1.5 kB",
    "1.0 MB",
    "32 MB",
  ]);
});
