import { expect, test } from "vitest";
import { keepPageId, takePageId } from "./http-page-id.ts";

test("a page that loads itself again is known again, once", () => {
  const first = takePageId(sessionStorage);
  expect(takePageId(sessionStorage)).not.toBe(first);
  keepPageId(sessionStorage, first);
  expect(takePageId(sessionStorage)).toBe(first);
  expect(takePageId(sessionStorage)).not.toBe(first);
  sessionStorage.setItem("logonscope-page", "no id at all");
  expect(takePageId(sessionStorage)).toMatch(/^[\w-]{36}$/);
});
