import { expect, test } from "vitest";
import { chooseLanguage, localeFor } from "./language.ts";

test("numbers follow the reader's own habits as far as they go with the language of the words", () => {
  expect(localeFor("en", ["de-DE", "en-GB", "en-US"])).toBe("en-GB");
  expect(localeFor("en", ["en"])).toBe("en");
  expect(localeFor("en", ["de-DE", "fr"])).toBe("en-US");
  expect(localeFor("en", [])).toBe("en-US");
  expect(localeFor("en", ["english-ish"])).toBe("en-US");
  expect(localeFor("de", ["en-GB", "de-AT"])).toBe("de-AT");
  expect(localeFor("de", ["en-GB"])).toBe("de-DE");
});

test("the language is that of the address, else the habit, else the reader's first that is one of ours", () => {
  expect(chooseLanguage("de", "en", ["en"])).toBe("de");
  expect(chooseLanguage("DE-at", "system", [])).toBe("de");
  expect(chooseLanguage("xx", "de", ["en"])).toBe("de");
  expect(chooseLanguage(null, "en", ["de-DE"])).toBe("en");
  expect(chooseLanguage(null, "system", ["fr", "de-CH", "en"])).toBe("de");
  expect(chooseLanguage(null, "system", ["fr", "en", "de"])).toBe("en");
  expect(chooseLanguage(null, "system", ["fr"])).toBe("en");
  expect(chooseLanguage("", "system", [])).toBe("en");
});
