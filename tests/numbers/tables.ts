import { pairCase } from "../../shared/engine/pairing/pair-case.ts";
import { vectorLines } from "../../shared/testing/vector-notation.ts";
import { parseVectors, vectorNames, vectorTable } from "../../shared/testing/vectors.ts";
import { DEFAULT_SETTINGS } from "../../shared/types/settings.ts";
import type { Fate } from "./damaged-log.ts";
import { measurePairing, type PairingNumbers } from "./measure-pairing.ts";

/** Machines whose histories are made up for the table in the documents. */
export const MACHINES = 300;

const WORDS: Readonly<Record<Fate, string>> = {
  whole: "whole",
  wrapped: "beginning overwritten",
  cleared: "cleared on the way",
  gap: "a stretch missing",
  twoFiles: "two files that overlap",
};

const thousands = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
/** Cut, not rounded: what is not whole never reads as 100 %. */
const share = (part: number, whole: number): string =>
  part === whole ? "100 %" : `${(Math.floor((part / whole) * 10_000) / 100).toFixed(2)} %`;

/** How many of the written sequences are answered exactly as they must be. */
export function vectorsRight(): { readonly right: number; readonly all: number } {
  const names = vectorNames();
  const vectors = parseVectors();
  const right = vectors.filter((vector) => {
    const { events, strings } = vectorTable(vector.rows);
    const { sessions } = pairCase({ events, strings, settings: DEFAULT_SETTINGS, sourceCount: 1 });
    return vectorLines(sessions, strings, vector.all, names).join("\n") === vector.expected.join("\n");
  });
  return { right: right.length, all: vectors.length };
}

/** The table of pairing, as it stands in the documents. */
export function pairingTable(numbers: ReadonlyMap<Fate, PairingNumbers> = measurePairing(MACHINES)): string {
  const head = [
    "the log",
    "records",
    "sessions",
    "found",
    "too many",
    "start right",
    "end within what is said",
  ];
  const more = ["ends said to be recorded", "of these wrong", "recorded ends taken", "reason right"];
  const lines = [...numbers].map(([fate, n]) => [
    WORDS[fate],
    thousands(n.records),
    thousands(n.sessions),
    share(n.found, n.sessions),
    thousands(n.extra),
    share(n.rightStart, n.found),
    share(n.withinBounds, n.found),
    thousands(n.saidExact),
    thousands(n.inventedEnds),
    share(n.endExact, n.endRecorded),
    share(n.reasonRight, n.reasonKnowable),
  ]);
  const columns = [...head, ...more];
  const rule = columns.map((_, at) => (at === 0 ? "---" : "---:"));
  return [columns, rule, ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** The sentence about the written sequences. */
export function vectorSentence(): string {
  const { right, all } = vectorsRight();
  return `${right} of ${all} written sequences are answered exactly as they must be.`;
}
