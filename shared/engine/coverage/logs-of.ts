import type { CaseData, ComputerInfo, Coverage, LogHole } from "../../types/case.ts";

/** What the logs of one computer cover and lack. */
export interface OwnLogs {
  readonly coverage: readonly Coverage[];
  readonly holes: readonly LogHole[];
}

/** Positions by lower-case name, sorted once: a case of ten thousand computers asks ten thousand times. */
const known = new WeakMap<readonly object[], ReadonlyMap<string, readonly number[]>>();

/** Coverage and holes of one computer, under whatever name they stand. */
export function logsOf({ coverage, holes }: CaseData, computer: ComputerInfo): OwnLogs {
  const names = new Set([computer.key, computer.name, ...computer.aliases].map((name) => name.toLowerCase()));
  return { coverage: under(coverage, names), holes: under(holes, names) };
}

function under<Item extends { readonly computer: string }>(
  items: readonly Item[],
  names: ReadonlySet<string>,
): readonly Item[] {
  let places = known.get(items);
  if (places === undefined) {
    places = placesByName(items);
    known.set(items, places);
  }
  const found = [...names].flatMap((name) => places.get(name) ?? []);
  return found.sort((a, b) => a - b).map((at) => items[at]!);
}

function placesByName(
  items: readonly { readonly computer: string }[],
): ReadonlyMap<string, readonly number[]> {
  const all = new Map<string, number[]>();
  for (const [at, { computer }] of items.entries()) {
    const name = computer.toLowerCase();
    const list = all.get(name);
    if (list === undefined) all.set(name, [at]);
    else list.push(at);
  }
  return all;
}
