import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PATIENCE_MS } from "../patience.ts";
import { projectRoot } from "../source-tree.ts";
import { FATES } from "./damaged-log.ts";
import { measurePairing } from "./measure-pairing.ts";
import { MACHINES, pairingTable, vectorSentence } from "./tables.ts";

/* What the documents say about our own numbers is what the command gives. */
const text = readFileSync(join(projectRoot, "docs/numbers.md"), "utf8");

test("histories that are made up, and what pairing makes of their logs", {
  timeout: 10 * PATIENCE_MS,
}, () => {
  const numbers = measurePairing(MACHINES);
  expect([...numbers.keys()]).toEqual([...FATES]);
  for (const [fate, found] of numbers) {
    expect([fate, found.sessions - found.found]).toEqual([fate, 0]);
    // What is said holds, whatever became of the log.
    expect([fate, found.found - found.withinBounds, found.inventedEnds]).toEqual([fate, 0, 0]);
    expect([fate, found.found - found.rightStart]).toEqual([fate, 0]);
  }
  for (const fate of ["whole", "twoFiles"] as const) {
    const { wrong, extra, endRecorded, endExact, reasonKnowable, reasonRight } = numbers.get(fate)!;
    expect([fate, wrong, extra]).toEqual([fate, [], 0]);
    expect([endRecorded - endExact, reasonKnowable - reasonRight]).toEqual([0, 0]);
  }
  expect(text).toContain(pairingTable(numbers));
});

test("written sequences", () => {
  expect(text).toContain(vectorSentence());
});
