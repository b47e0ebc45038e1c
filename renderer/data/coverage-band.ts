import type { CaseData, Coverage } from "../../shared/types/case.ts";
import type { AnswerReason } from "../../shared/types/coverage.ts";
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
  /** Logs go on, but whether logons were written to them cannot be told of any computer. */
  | "untold"
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

const isSecurity = (channel: string) => channel.toLowerCase() === "security";

/** The channels that tell of logons on each computer: its Security log, or whatever else there is. */
function telling(coverage: readonly Coverage[]): readonly Coverage[] {
  const withSecurity = new Set(
    coverage.filter(({ channel }) => isSecurity(channel)).map(({ computer }) => computer),
  );
  return coverage.filter(({ computer, channel }) => isSecurity(channel) || !withSecurity.has(computer));
}

interface Edge {
  readonly time: number;
  /** +1 a log begins, -1 it ends. */
  readonly step: 1 | -1;
  readonly told: Told;
}

/** What a log says of logons by going on: all of them, only those it holds, or nothing. */
type Told = "all" | "held" | "nothing";

/**
 * The coverage of a case from its first to its last record: one pass over the sorted borders of all spans. A computer
 * counts once however many of its logs overlap.
 */
export const coverageBand = memoByObject((data: CaseData, from: number, to: number): readonly BandPiece[] => {
  const logs = telling(data.coverage);
  const byComputer = new Map<string, Stretch[]>();
  for (const { computer, spans } of logs) {
    const list = byComputer.get(computer) ?? [];
    list.push(...spans);
    byComputer.set(computer, list);
  }
  const edges: Edge[] = [];
  const holes = holesByComputer(data);
  const silent: Stretch[] = [];
  const filtered = new Set(logs.flatMap((each) => (each.filtered ? [each.computer] : [])));
  const withSecurity = new Set(logs.flatMap((each) => (isSecurity(each.channel) ? [each.computer] : [])));
  for (const [computer, all] of byComputer) {
    const isFiltered = filtered.has(computer);
    const off = notRecorded(data, computer);
    silent.push(...off);
    const spans = without(without(joined(all), holes.get(computer) ?? []), off);
    const told = isFiltered ? spans : without(spans, cannotTell(data, computer, withSecurity.has(computer)));
    addEdges(edges, told, isFiltered ? "held" : "all");
    addEdges(edges, without(spans, told), "nothing");
  }
  edges.sort((a, b) => a.time - b.time || b.step - a.step);
  const all = byComputer.size;
  const pieces: BandPiece[] = [];
  const open: Record<Told, number> = { all: 0, held: 0, nothing: 0 };
  let at = from;
  const close = (until: number) => {
    const end = Math.min(to, until);
    if (end <= at) return;
    pieces.push({ from: at, to: end, kind: kindOf(open, all), causes: [] });
    at = end;
  };
  for (const edge of edges) {
    if (edge.time > at) close(edge.time);
    open[edge.told] += edge.step;
  }
  open.all = open.held = open.nothing = 0;
  close(to);
  return withHoles(pieces, data, joined(silent));
});

type Stretch = readonly [from: number, to: number];

function addEdges(edges: Edge[], spans: readonly Stretch[], told: Told): void {
  for (const [begin, end] of spans) edges.push({ time: begin, step: 1, told }, { time: end, step: -1, told });
}

/** Of so many computers, by what the log of each says. */
function kindOf(open: Readonly<Record<Told, number>>, computers: number): BandKind {
  const telling = open.all + open.held;
  if (telling === 0) return open.nothing > 0 ? "untold" : "none";
  if (telling < computers) return "part";
  return open.held > 0 ? "doubt" : "full";
}

/** Where a computer surely wrote no logons: what its log holds then says nothing of them. */
function notRecorded(data: CaseData, computer: string): readonly Stretch[] {
  const spans = logonAnswers(data)?.get(computer.toLowerCase()) ?? [];
  return spans.flatMap(({ answer, from, to }): readonly Stretch[] =>
    answer === "no" && from < to ? [[from, to]] : [],
  );
}

/**
 * Where a computer's log goes on, but does not say whether logons were written to it. Without a Security log that is
 * everywhere; what lies between two stretches of one is a matter of holes.
 */
function cannotTell(data: CaseData, computer: string, hasSecurity: boolean): readonly Stretch[] {
  const spans = logonAnswers(data)?.get(computer.toLowerCase()) ?? [];
  return spans.flatMap(({ answer, reason, from, to }): readonly Stretch[] =>
    answer === "unknown" && from < to && !(hasSecurity && LOST.has(reason)) ? [[from, to]] : [],
  );
}

/** Why nothing can be told of a time that no log is of. */
const LOST: ReadonlySet<AnswerReason> = new Set<AnswerReason>(["noLog", "hole", "cleared"]);

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
    if (!isSecurity(hole.channel)) continue;
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
    ({ from, to, channel }) => to > from && (isSecurity(channel) || data.holes.length < 1000),
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
