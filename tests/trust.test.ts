import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { projectRoot } from "./source-tree.ts";

/* The table of what was tried: each line names what does it again. */
const text = readFileSync(join(projectRoot, "docs/trust.md"), "utf8");
const lines = text
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| What was tried"));
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

test("every line says what, how often and with what result", () => {
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => cellsOf(line).length !== 4 || cellsOf(line).includes(""))).toEqual([]);
});

test("every line is held by files that exist", () => {
  const wrong = lines.flatMap((line) => {
    const held = [...(cellsOf(line)[3] ?? "").matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");
    const missing = held.filter((path) => !existsSync(join(projectRoot, path)));
    return held.length === 0 || missing.length > 0
      ? [`${cellsOf(line)[0]}: ${missing.join(", ") || "nothing"}`]
      : [];
  });
  expect(wrong).toEqual([]);
});

test("no section is empty, and what promises security leads here", () => {
  const empty = text
    .split(/^## /m)
    .filter((part) => part.includes("| Held by |") && !part.includes("\n| ", part.indexOf("|---|")));
  expect(empty.map((part) => part.split("\n")[0])).toEqual([]);
  expect(readFileSync(join(projectRoot, "SECURITY.md"), "utf8")).toContain("(docs/trust.md)");
});
