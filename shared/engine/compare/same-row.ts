import type { CaseData } from "../../types/case.ts";
import { SESSION_COLUMNS } from "../../types/session-table.ts";
import { factOf } from "../trails/facts-of.ts";

type Column = keyof typeof SESSION_COLUMNS;

const TEXTS = [
  "user",
  "domain",
  "sid",
  "sourceAddress",
  "workstation",
  "clientName",
  "process",
  "package",
] as const satisfies readonly Column[];

/** Rows of this case or names of this case, which say nothing beside another one. */
const OWN: readonly Column[] = [
  "parent",
  "computer",
  "userKey",
  "computerKey",
  "boot",
  "lastEvidence",
  "targetServer",
];

/** A column that is new is compared until it is named above. */
const NUMBERS = (Object.keys(SESSION_COLUMNS) as Column[]).filter(
  (name) => !OWN.includes(name) && !TEXTS.some((text) => text === name),
);

type Values = { readonly [index: number]: number };

/**
 * Tells of sessions of two cases, by their columns alone, whether they surely tell the same. False: what they tell has to
 * be looked at; most sessions of two readings of the same logs never are.
 */
export function sameSessionRows(a: CaseData, b: CaseData): (rowA: number, rowB: number) => boolean {
  const [one, two] = [a.sessions, b.sessions];
  const numbers = NUMBERS.map((name): readonly [Values, Values] => [one[name], two[name]]);
  const texts = TEXTS.map((name): readonly [Values, Values] => [one[name], two[name]]);
  const children = [
    [one.intervalStart, two.intervalStart, pairsOf(one.intervals, two.intervals, ["kind", "from", "to"])],
    [one.memberStart, two.memberStart, pairsOf(one.members, two.members, ["logonIdLow", "logonIdHigh"])],
  ] as const;
  return (rowA, rowB) => {
    for (const [left, right] of numbers) if (!sameNumber(left[rowA]!, right[rowB]!)) return false;
    for (const [left, right] of texts) if (a.strings[left[rowA]!] !== b.strings[right[rowB]!]) return false;
    for (const [startA, startB, columns] of children) {
      const [fromA, fromB] = [startA[rowA]!, startB[rowB]!];
      const count = startA[rowA + 1]! - fromA;
      if (count !== startB[rowB + 1]! - fromB) return false;
      for (const [left, right] of columns)
        for (let at = 0; at < count; at++)
          if (!sameNumber(left[fromA + at]!, right[fromB + at]!)) return false;
    }
    return factOf(a, rowA) < 0 && factOf(b, rowB) < 0;
  };
}

function pairsOf<Name extends string>(
  one: Readonly<Record<Name, Values>>,
  two: Readonly<Record<Name, Values>>,
  names: readonly Name[],
): readonly (readonly [Values, Values])[] {
  return names.map((name) => [one[name], two[name]]);
}

function sameNumber(one: number, two: number): boolean {
  return one === two || (Number.isNaN(one) && Number.isNaN(two));
}
