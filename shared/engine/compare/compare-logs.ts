import type { CaseData, Coverage } from "../../types/case.ts";
import type { SourceInfo } from "../../types/source.ts";
import { NO_TIME, type Ticks } from "../../types/units.ts";
import { sameComputers } from "./computer-names.ts";

/** What one case has of a log of a computer. */
export interface LogReach {
  readonly oldest: Ticks;
  readonly newest: Ticks;
  readonly records: number;
}

/** Old events that one case had and the other does not have any more. */
export interface LostEvents {
  readonly from: Ticks;
  readonly to: Ticks;
  /** `cleared`: a record says so. `notTold`: it rolled over, was cut, or was exported in part; nothing says which. */
  readonly cause: "cleared" | "notTold";
  readonly by: string | null;
}

/** One log of one computer in two cases; null where a case has nothing of it. */
export interface LogChange {
  readonly computer: string;
  readonly channel: string;
  readonly a: LogReach | null;
  readonly b: LogReach | null;
  readonly lost: LostEvents | null;
}

/** A span this short is no loss: logs of one moment differ by the records that were being written. */
const LEAST_LOST = 10_000_000;
/** The record of the clearing is the first of the new log, or follows its first ones at once. */
const CLEARING_TAIL = 600_000_000;

/** The logs of two cases, those that differ and those that do not, by computer, then log. */
export function compareLogs(a: CaseData, b: CaseData): readonly LogChange[] {
  const computerOf = sameComputers(a.computers, b.computers);
  const logs = new Map<
    string,
    { computer: string; channel: string; a: Coverage | null; b: Coverage | null }
  >();
  const add = (coverage: Coverage, side: "a" | "b"): void => {
    const computer = computerOf(coverage.computer);
    const key = `${computer}|${coverage.channel.toLowerCase()}`;
    const known = logs.get(key) ?? { computer, channel: coverage.channel, a: null, b: null };
    logs.set(key, { ...known, [side]: coverage });
  };
  for (const each of a.coverage) add(each, "a");
  for (const each of b.coverage) add(each, "b");
  return [...logs]
    .sort(([one], [two]) => (one < two ? -1 : 1))
    .map(([, { computer, channel, ...sides }]) => {
      const reachA = reachOf(sides.a);
      const reachB = reachOf(sides.b);
      return {
        computer: nameOf(b, computer) ?? nameOf(a, computer) ?? computer,
        channel,
        a: reachA,
        b: reachB,
        lost: lostOf(reachA, reachB, (from, to) =>
          clearingOf(b, { computer, channel, from, to }, computerOf),
        ),
      };
    });
}

function reachOf(coverage: Coverage | null): LogReach | null {
  if (coverage === null) return null;
  const { spans, records } = coverage;
  return { oldest: spans[0]?.[0] ?? NO_TIME, newest: spans.at(-1)?.[1] ?? NO_TIME, records };
}

function lostOf(
  a: LogReach | null,
  b: LogReach | null,
  clearing: (from: number, to: number) => { readonly by: string | null } | null,
): LostEvents | null {
  // A log that is not there at all is told as gone, and was not shortened.
  if (a === null || b === null || !(b.oldest - a.oldest >= LEAST_LOST)) return null;
  const cleared = clearing(a.oldest, b.oldest);
  const to = b.oldest < a.newest ? b.oldest : a.newest;
  return { from: a.oldest, to, cause: cleared === null ? "notTold" : "cleared", by: cleared?.by ?? null };
}

/** The clearing that explains why a log begins as late as it does: between the oldest record once and now. */
function clearingOf(
  data: CaseData,
  log: { readonly computer: string; readonly channel: string; readonly from: number; readonly to: number },
  computerOf: (computer: string) => string,
): { readonly by: string | null } | null {
  const found = data.holes.find(
    (hole) =>
      hole.cause === "cleared" &&
      computerOf(hole.computer) === log.computer &&
      hole.channel.toLowerCase() === log.channel.toLowerCase() &&
      hole.to >= log.from &&
      hole.from <= log.to + CLEARING_TAIL,
  );
  return found ?? null;
}

function nameOf({ computers }: CaseData, key: string): string | null {
  return computers.find((each) => each.key.toLowerCase() === key)?.name ?? null;
}

/** An input in two cases: the same bytes, the same name with other bytes, or in one of them only. */
export interface InputChange {
  readonly state: "same" | "changed" | "added" | "gone";
  readonly a: SourceInfo | null;
  readonly b: SourceInfo | null;
}

export function compareInputs(a: CaseData, b: CaseData): readonly InputChange[] {
  const left = new Set(a.sources);
  const changes: InputChange[] = [];
  const rest: SourceInfo[] = [];
  for (const source of b.sources) {
    const same = find(left, (each) => source.sha256 !== null && each.sha256 === source.sha256);
    if (same === null) rest.push(source);
    else changes.push({ state: "same", a: same, b: source });
  }
  for (const source of rest) {
    const named = find(left, (each) => fileName(each.path) === fileName(source.path));
    changes.push({ state: named === null ? "added" : "changed", a: named, b: source });
  }
  return [...changes, ...[...left].map((source) => ({ state: "gone" as const, a: source, b: null }))];
}

function find(sources: Set<SourceInfo>, test: (source: SourceInfo) => boolean): SourceInfo | null {
  for (const source of sources) {
    if (!test(source)) continue;
    sources.delete(source);
    return source;
  }
  return null;
}

function fileName(path: string): string {
  return (path.split(/[/\\]/).at(-1) ?? path).toLowerCase();
}
