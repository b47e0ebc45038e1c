import { expect, test } from "vitest";
import { bytesText, counted, listed, localeFor } from "./texts.ts";

test("numbers follow the reader's own English, and English where the reader has none", () => {
  expect(localeFor(["de-DE", "en-GB", "en-US"])).toBe("en-GB");
  expect(localeFor(["en"])).toBe("en");
  expect(localeFor(["de-DE", "fr"])).toBe("en-US");
  expect(localeFor([])).toBe("en-US");
  expect(localeFor(["english-ish"])).toBe("en-US");
});

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
