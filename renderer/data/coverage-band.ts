import type { CaseData, Coverage } from "../../shared/types/case.ts";
import type { HoleCause } from "../../shared/types/names.ts";
import { logonAnswers } from "./logon-answers.ts";
import { memoByObject } from "./memo.ts";

/** What the logs of a case can tell of a stretch of time. */
export type BandKind =
  /** Every computer of the case has its log for it. */
  | "full"
  /** Every computer has, yet some of it in an export whose gaps prove nothing. */
  | "doubt"
  /** Some have, others do not. */
  | "part"
  /** A log that goes on before and after has lost this stretch. */
  | "hole"
  /** No log at all. */
  | "none";

/** `notRecorded`: the log goes on, but logons were not written to it. */
export type BandCause = HoleCause | "notRecorded";

export interface BandPiece {
  readonly from: number;
  readonly to: number;
  readonly kind: BandKind;
  /** Why evidence is missing, where a log says so. */
  readonly causes: readonly BandCause[];
}

const SECURITY = "security";

/** The channels that tell of logons on each computer: its Security log, or whatever else there is. */
function telling(coverage: readonly Coverage[]): readonly Coverage[] {
  const withSecurity = new Set(
    coverage.filter(({ channel }) => channel.toLowerCase() === SECURITY).map(({ computer }) => computer),
  );
  return coverage.filter(
    ({ computer, channel }) => channel.toLowerCase() === SECURITY || !withSecurity.has(computer),
  );
}

interface Edge {
  readonly time: number;
  /** +1 a log begins, -1 it ends. */
  readonly step: 1 | -1;
  /** The log is an export that leaves records out. */
  readonly isFiltered: boolean;
}

/**
 * The coverage of a case from its first to its last record: one pass over the sorted borders of all spans. A computer
 * counts once however many of its logs overlap.
 */
export const coverageBand = memoByObject((data: CaseData, from: number, to: number): readonly BandPiece[] => {
  const told = telling(data.coverage);
  const byComputer = new Map<string, Stretch[]>();
  for (const { computer, spans } of told) {
    const list = byComputer.get(computer) ?? [];
    list.push(...spans);
    byComputer.set(computer, list);
  }
  const edges: Edge[] = [];
  const holes = holesByComputer(data);
  const silent: Stretch[] = [];
  const filtered = new Set(told.flatMap((each) => (each.filtered ? [each.computer] : [])));
  for (const [computer, all] of byComputer) {
    const isFiltered = filtered.has(computer);
    const off = notRecorded(data, computer);
    silent.push(...off);
    const spans = without(without(joined(all), holes.get(computer) ?? []), off);
    for (const [begin, end] of spans)
      edges.push({ time: begin, step: 1, isFiltered }, { time: end, step: -1, isFiltered });
  }
  edges.sort((a, b) => a.time - b.time || b.step - a.step);
  const all = byComputer.size;
  const pieces: BandPiece[] = [];
  let open = 0;
  let doubtful = 0;
  let at = from;
  const close = (until: number) => {
    const end = Math.min(to, until);
    if (end <= at) return;
    const whole: BandKind = doubtful > 0 ? "doubt" : "full";
    const kind: BandKind = open === 0 ? "none" : open >= all ? whole : "part";
    pieces.push({ from: at, to: end, kind, causes: [] });
    at = end;
  };
  for (const edge of edges) {
    if (edge.time > at) close(edge.time);
    open += edge.step;
    if (edge.isFiltered) doubtful += edge.step;
  }
  open = doubtful = 0;
  close(to);
  return withHoles(pieces, data, joined(silent));
});

type Stretch = readonly [from: number, to: number];

/** Where a computer surely wrote no logons: what its log holds then says nothing of them. */
function notRecorded(data: CaseData, computer: string): readonly Stretch[] {
  const spans = logonAnswers(data)?.get(computer.toLowerCase()) ?? [];
  return spans.flatMap(({ answer, from, to }): readonly Stretch[] =>
    answer === "no" && from < to ? [[from, to]] : [],
  );
}

/** Overlapping spans as few that do not. */
function joined(spans: readonly Stretch[]): readonly Stretch[] {
  const sorted = [...spans].sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = out.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Holes of the logs that tell of logons, by the name of their computer. */
function holesByComputer(data: CaseData): ReadonlyMap<string, readonly Stretch[]> {
  const found = new Map<string, Stretch[]>();
  for (const hole of data.holes) {
    if (hole.channel.toLowerCase() !== SECURITY) continue;
    const list = found.get(hole.computer) ?? [];
    list.push([hole.from, hole.to]);
    found.set(hole.computer, list);
  }
  return found;
}

/** Spans with others cut out of them; both are few for one computer. */
function without(spans: readonly Stretch[], gone: readonly Stretch[]): readonly Stretch[] {
  let left = spans;
  for (const [from, to] of gone) {
    left = left.flatMap(([begin, end]): readonly Stretch[] =>
      to <= begin || from >= end
        ? [[begin, end]]
        : [...(from > begin ? [[begin, from] as const] : []), ...(to < end ? [[to, end] as const] : [])],
    );
  }
  return left;
}

/** Names the causes of missing evidence, and tells a lost stretch from one before or after all logs. */
function withHoles(
  pieces: readonly BandPiece[],
  data: CaseData,
  silent: readonly Stretch[],
): readonly BandPiece[] {
  const holes = data.holes.filter(
    ({ from, to, channel }) => to > from && (channel.toLowerCase() === SECURITY || data.holes.length < 1000),
  );
  let next = 0;
  return pieces.map((piece) => {
    while (next < silent.length && silent[next]![1] <= piece.from) next++;
    if (piece.kind === "full") return piece;
    const causes = new Set<BandCause>();
    if (next < silent.length && silent[next]![0] < piece.to) causes.add("notRecorded");
    for (const hole of holes) if (hole.from < piece.to && hole.to > piece.from) causes.add(hole.cause);
    const kind = piece.kind === "none" && causes.size > 0 ? "hole" : piece.kind;
    return { ...piece, kind, causes: [...causes] };
  });
}

/** The piece at a moment; null outside of all. */
export function pieceAt(pieces: readonly BandPiece[], time: number): BandPiece | null {
  let low = 0;
  let high = pieces.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const piece = pieces[middle]!;
    if (time < piece.from) high = middle - 1;
    else if (time >= piece.to) low = middle + 1;
    else return piece;
  }
  return null;
}
