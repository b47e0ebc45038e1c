import { expect, test } from "vitest";
import { cutText } from "./fit-text.ts";

const widthOf = (text: string) => Array.from(text).length * 10;

test("a text that fits stays, a longer one is cut with an ellipsis inside the room", () => {
  expect(cutText("anna", 40, widthOf)).toBe("anna");
  expect(cutText("annabel", 50, widthOf)).toBe("anna…");
  expect(cutText("x".repeat(500), 50, widthOf)).toBe("xxxx…");
  expect(cutText("annabel", 3, widthOf)).toBe("…");
});

test("no character of two units is cut in half", () => {
  expect(cutText("🚀🚀🚀🚀", 30, widthOf)).toBe("🚀🚀…");
});
