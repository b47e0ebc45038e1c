import { expect, test } from "vitest";
import { visibleText } from "./visible-text.ts";

test("names that differ by what cannot be seen read differently", () => {
  const names = [
    "anna",
    "anna ",
    " anna",
    "an\u200bna",
    "an\u200dna",
    "an\u00adna",
    "anna\u00a0",
    "an\u3164na",
    "anna\u{e0061}",
    "\u202eanna",
    "anna\u0000",
    "an\ufe0fna",
  ];
  const shown = names.map(visibleText);
  expect(new Set(shown).size).toBe(names.length);
  for (const text of shown) expect(text).toMatch(/^[\w⟨⟩\u2400-\u2420]+$/);
  expect(shown.slice(0, 3)).toEqual(["anna", "anna⟨0020⟩", "⟨0020⟩anna"]);
  expect(shown[8]).toBe("anna⟨E0061⟩");
});

test("ordinary names stay as they are", () => {
  for (const name of ["Anna Weber", "müller", "山田", "علي", "O'Brien-Smith", "DWM-1", ""]) {
    expect(visibleText(name)).toBe(name);
  }
});
