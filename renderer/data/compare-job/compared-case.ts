import { ALL_KINDS, DEFAULT_KINDS } from "../../../shared/engine/filter/filter.ts";
import { kindsInForce } from "../../../shared/engine/filter/mentions.ts";
import { Aliases } from "../../../shared/engine/masking/aliases.ts";
import { maskCase } from "../../../shared/engine/masking/mask-case.ts";
import { COMPARE_SORT_COLUMNS, inOrder } from "../../../shared/export/compare/compare-order.ts";
import { differs } from "../../../shared/export/compare/compare-output.ts";
import {
  askedOf,
  type Comparison,
  type MatchedCases,
  matchCases,
} from "../../../shared/export/compare/compare-record.ts";
import { compareSentences } from "../../../shared/export/compare/compare-texts.ts";
import { type PackChoice, packRows } from "../../../shared/pack/pack-rows.ts";
import type { CaseData } from "../../../shared/types/case.ts";
import { zoneByName } from "../clock.ts";
import { COMPARE_SPOKEN } from "../compare-words.ts";
import { sameKinds } from "../report-lines.ts";
import type { CompareSummary, CompareView, Section, Side, SideSummary } from "./compare-messages.ts";

/** Inputs and logs that a page lists; exports hold all of them. */
const MOST_LISTED = 400;

/** The two as they were handed over. */
export type TwoCases = Readonly<Record<Side, CaseData>>;

/** The two under the names they are shown with, matched. */
export interface MatchedSides {
  readonly matched: MatchedCases;
  readonly first: Side;
}

/**
 * Matches the two. Under masking the case on screen is first, so that everybody has the alias here that the other views
 * give; the other case adds its own.
 */
export function matchSides(
  cases: TwoCases,
  { first: asked, masked }: Pick<CompareView, "first" | "masked">,
  onProgress: (done: number) => void,
): MatchedSides {
  const first = asked === "told" ? earlierOf(cases) : asked;
  const aliases = new Aliases();
  const screen = masked ? maskCase(cases.screen, aliases).data : cases.screen;
  const other = masked ? maskCase(cases.other, aliases).data : cases.other;
  const [a, b] = first === "screen" ? [screen, other] : [other, screen];
  return { first, matched: matchCases(a, b, onProgress) };
}

/** A pack was made before what is read now; of two packs or two readings the older one comes first. */
function earlierOf({ screen, other }: TwoCases): Side {
  const isPack = (data: CaseData) => data.pack !== undefined;
  if (isPack(screen) !== isPack(other)) return isPack(screen) ? "screen" : "other";
  const times = [
    [screen.newest, other.newest],
    [screen.oldest, other.oldest],
    [screen.sessions.length, other.sessions.length],
  ] as const;
  for (const [one, two] of times)
    if (one !== two && (one < two || two < one)) return one < two ? "screen" : "other";
  return "other";
}

/** What is shown of the two: the answer of the command line to the same question. */
export function comparisonOf(
  { matched }: MatchedSides,
  view: CompareView,
): {
  readonly comparison: Comparison;
  readonly filtered: boolean;
} {
  const { a, b } = matched;
  const zone = zoneByName(view.zone);
  const asked = (filter: string): PackChoice => ({
    filter,
    // Hiding what is automatic is the way of the page; a comparison leaves nothing out unless somebody says so.
    kinds: sameKinds(view.kinds, DEFAULT_KINDS) ? ALL_KINDS : (kindsInForce(filter, view.kinds) ?? ALL_KINDS),
    from: view.window?.from ?? Number.NaN,
    to: view.window?.to ?? Number.NaN,
  });
  const rowsOf = (choice: PackChoice) => {
    const [one, two] = [packRows(a, zone, choice), packRows(b, zone, choice)];
    return one.ok && two.ok ? { choice, rowsA: one.value, rowsB: two.value } : null;
  };
  const wanted = rowsOf(asked(view.filter));
  const { choice, rowsA, rowsB } = wanted ?? rowsOf(asked("")) ?? never();
  const comparison = askedOf(matched, {
    a,
    b,
    rowsA,
    rowsB,
    zone,
    filter: choice.filter,
    kinds: choice.kinds,
    changes: view.changes,
  });
  const order = view.order.flatMap(({ column, descending }) => {
    const by = COMPARE_SORT_COLUMNS.find((name) => name === column);
    return by === undefined
      ? []
      : [{ column: by, direction: descending ? "descending" : "ascending" } as const];
  });
  return { comparison: inOrder(comparison, order), filtered: wanted !== null };
}

function never(): never {
  throw new Error("no filter cannot be wrong");
}

/** What is said of the whole. */
export function summaryOf(
  { comparison, filtered }: { readonly comparison: Comparison; readonly filtered: boolean },
  { first }: MatchedSides,
): CompareSummary {
  const { input, inputs, logs, counts } = comparison;
  const isSame = (at: number) => inputs[at]!.state === "same";
  const order = (length: number, later: (at: number) => boolean) => {
    const places = Array.from({ length }, (_, at) => at);
    return [...places.filter((at) => !later(at)), ...places.filter(later)].slice(0, MOST_LISTED);
  };
  return {
    a: sideOf(input.a, first),
    b: sideOf(input.b, first === "screen" ? "other" : "screen"),
    counts,
    rows: Object.fromEntries(
      SECTION_LENGTHS.map(([section, length]) => [section, length(comparison)]),
    ) as Record<Section, number>,
    sentences: compareSentences(comparison, COMPARE_SPOKEN),
    inputs: order(inputs.length, isSame).map((at) => inputs[at]!),
    logs: order(logs.length, (at) => !differs(logs[at]!)).map((at) => logs[at]!),
    allInputs: inputs.length,
    allLogs: logs.length,
    filtered,
  };
}

const SECTION_LENGTHS: readonly (readonly [Section, (comparison: Comparison) => number])[] = [
  ["changed", ({ changed }) => changed.length],
  ["added", ({ sessions }) => sessions.added.length],
  ["gone", ({ sessions }) => sessions.gone.length],
  ["failuresAdded", ({ failures }) => failures.added.length],
  ["failuresGone", ({ failures }) => failures.gone.length],
];

function sideOf(data: CaseData, side: Side): SideSummary {
  const { pack, engine, partial, oldest, newest, sources, sessions, failures } = data;
  return {
    side,
    pack: pack === undefined ? null : { file: pack.file, manifestSha256: pack.manifestSha256 },
    engine,
    partial,
    oldest,
    newest,
    bytes: sources.reduce((sum, { bytes }) => sum + bytes, 0),
    inputs: sources.length,
    sessions: sessions.length,
    failures: failures.length,
  };
}
