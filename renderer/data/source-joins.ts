import type { CaseData, LogHole } from "../../shared/types/case.ts";
import type { SourceInfo } from "../../shared/types/source.ts";
import { memoByObject } from "./memo.ts";

/**
 * How the log of one input goes on in the next one of the same computer and channel. `joins`: the record numbers run on.
 * `unknown`: the numbers of these inputs prove nothing, because records were filtered out or numbered anew.
 */
export interface SourceJoin {
  readonly next: number;
  readonly how: "joins" | "overlaps" | "gap" | "unknown";
  /** What is missing between the two, where something is. */
  readonly holes: readonly LogHole[];
}

/** The join behind an input; null when it is the last of its log, or holds several logs. */
export const joinBehind = memoByObject((data: CaseData, row: number): SourceJoin | null => {
  const one = data.sources[row];
  if (one === undefined || !isOneLog(one)) return null;
  let next = -1;
  for (const [other, source] of data.sources.entries()) {
    if (other === row || !isOneLog(source) || !isSameLog(one, source) || !isBehind(source, one)) continue;
    if (next === -1 || isBehind(data.sources[next]!, source)) next = other;
  }
  if (next === -1) return null;
  const after = data.sources[next]!;
  const known = data.coverage.filter(
    ({ computer, channel }) => isNamed(one.computers, computer) && isNamed(one.channels, channel),
  );
  if (after.oldest <= one.newest) return { next, how: "overlaps", holes: [] };
  if (known.length === 0 || known.some(({ filtered }) => filtered))
    return { next, how: "unknown", holes: [] };
  const holes = data.holes.filter(
    ({ computer, channel, from, to }) =>
      isNamed(one.computers, computer) &&
      isNamed(one.channels, channel) &&
      from <= after.oldest &&
      to >= one.newest,
  );
  return { next, how: holes.length === 0 ? "joins" : "gap", holes };
}, 64);

function isOneLog({ failure, records, computers, channels, oldest }: SourceInfo): boolean {
  return (
    failure === null &&
    records > 0 &&
    computers.length === 1 &&
    channels.length === 1 &&
    !Number.isNaN(oldest)
  );
}

function isSameLog(one: SourceInfo, other: SourceInfo): boolean {
  return isNamed(one.computers, other.computers[0]!) && isNamed(one.channels, other.channels[0]!);
}

function isNamed(names: readonly string[], name: string): boolean {
  const wanted = name.toLowerCase();
  return names.some((each) => {
    const known = each.toLowerCase();
    return known === wanted || known.split(".")[0] === wanted;
  });
}

function isBehind(one: SourceInfo, other: SourceInfo): boolean {
  return one.oldest > other.oldest || (one.oldest === other.oldest && one.newest > other.newest);
}

/** What rows of the case rest on an input. */
export interface Contribution {
  readonly begin: number;
  readonly end: number;
  readonly refused: number;
}

const START = 0;
const END = 1;

/** For each source: sessions that begin and end with one of its records, and refused sign-ins in it. */
export const contributions = memoByObject((data: CaseData): readonly Contribution[] => {
  const begin = new Uint32Array(data.sources.length);
  const end = new Uint32Array(data.sources.length);
  const refused = new Uint32Array(data.sources.length);
  const { proofs } = data.sessions;
  for (let at = 0; at < proofs.length; at++) {
    const source = proofs.source[at]!;
    if (proofs.role[at] === START) begin[source]!++;
    else if (proofs.role[at] === END) end[source]!++;
  }
  for (let at = 0; at < data.failures.length; at++) refused[data.failures.source[at]!]!++;
  return data.sources.map((_, row) => ({ begin: begin[row]!, end: end[row]!, refused: refused[row]! }));
});
